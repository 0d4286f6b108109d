"""A small repository on disk, and its pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from handrail.loading.sources import WorkTree
from handrail.register import Register
from handrail.register import load_register
from handrail.site.by_hand import ByHand
from handrail.site.page import Page
from handrail.site.pages import generate
from tests.overlay import AS_OF
from tests.overlay import encoded
from tests.overlay import overlay

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "zh")


def write(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the small repository with some changes into a folder."""
    for path, text in overlay(changes or {}).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(encoded(text))
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def read(folder: Path) -> Register:
    """Read what was written."""
    return load_register(WorkTree(folder), AS_OF)


def pages(register: Register, language: str = "en") -> dict[str, Page]:
    """Return the generated pages by path."""
    return {page.path: page for page in generate(register, language, ByHand())}


def words(page: Page) -> str:
    """Return what a page says, without tags and entities, on one line."""
    return " ".join(Reader("\n".join((page.title, *page.blocks))).text.split())


class Reader(HTMLParser):
    """What of a page the tests look at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_script = tag == "script" and "src" not in dict(attrs)
        self.text += " "

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"
        self.text += " "

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.inline.append(data)
        else:
            self.text += data

    @property
    def links(self) -> Iterator[str]:
        return (href for tag, found in self.tags if tag == "a" and (href := found.get("href")))

    @property
    def ids(self) -> set[str]:
        return {one for _, found in self.tags if (one := found.get("id"))}

    @property
    def sources(self) -> Iterator[str]:
        for _, found in self.tags:
            yield from (
                value for key in ("src", "srcset", "action", "data") if (value := found.get(key))
            )


def dangling(site: Path) -> list[str]:
    """List the links of a site that lead nowhere in it."""
    readers = {path: Reader(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    found = []
    for path, reader in readers.items():
        for href in reader.links:
            place, _, anchor = href.partition("#")
            place = unquote(place.partition("?")[0])
            if re.match(r"[a-z]+:", place):
                continue
            target = (path.parent / place).resolve() if place else path.resolve()
            if not target.is_file() or (
                anchor and target in readers and unquote(anchor) not in readers[target].ids
            ):
                found.append(f"{path.relative_to(site)}: {href}")
    return sorted(set(found))
