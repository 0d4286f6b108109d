"""Stages the pages of one language: what is written by hand, and what the register says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from handrail.model.errors import HandrailError
from handrail.model.messages import say
from handrail.site import published
from handrail.site.by_hand import ByHand
from handrail.site.pages import decisions
from handrail.site.pages import generate
from handrail.site.requirements import FILE
from handrail.site.requirements import read_requirements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.sources import Source
    from handrail.register import Register
    from handrail.site.requirements import Group

#: Hand-written pages: a folder for each language, and the decisions, which are English.
HAND_WRITTEN = "site"
_MARKDOWN = ".md"
_TITLE = re.compile(r"^#\s+(?P<title>.+?)\s*$", re.MULTILINE)
#: Blocks of code, and a line that ends in Chinese before one that goes on in it.
_FENCED = re.compile(r"(^```.*?^```)", re.MULTILINE | re.DOTALL)
_CHINESE = r"[\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BROKEN = re.compile(rf"(?<={_CHINESE})\n *(?={_CHINESE})")


def compose(
    root: Path, register: Register, source: Source, language: str, target: Path
) -> Mapping[str, bytes]:
    """Write the pages of a language into a folder, touch only what changed, and return them by path."""
    by_hand = dict(_hand_written(root, language))
    pieces = {path: content for path, content in by_hand.items() if _is_piece(path)}
    pages: dict[str, bytes] = {
        path: content for path, content in by_hand.items() if path not in pieces
    }
    origins = dict.fromkeys(pages, f"{HAND_WRITTEN}/{language}/")
    known = ByHand(
        pieces=_texts(pieces),
        decisions=_decisions(root),
        guides={
            path: _title(content) or path
            for path, content in pages.items()
            if path.endswith(_MARKDOWN)
        },
        requirements=_requirements(root),
    )
    for page in generate(register, language, known):
        if page.path in pages:
            raise HandrailError(
                say(
                    "two pages want to be `{path}`: `{hand}` and the one made from `{source}`",
                    path=page.path,
                    hand=origins.get(page.path, "") + page.path,
                    source=page.source or "the records",
                ),
                say("rename the page in `{folder}`", folder=f"{HAND_WRITTEN}/{language}"),
            )
        pages[page.path] = page.markdown().encode()
    for path, content in _handed_out(register, source, language):
        pages.setdefault(path, content)
    pages.setdefault(published.CALENDAR, published.calendar(register, language).encode())
    stage(target, pages)
    return pages


def _texts(pieces: Mapping[str, bytes]) -> Mapping[str, str]:
    return {
        path.removesuffix(_MARKDOWN).lstrip("_"): content.decode("utf-8", "replace")
        for path, content in pieces.items()
    }


def _is_piece(path: str) -> bool:
    """Tell whether a file is a piece of a generated page, such as `_welcome.md`."""
    return path.startswith("_") and "/" not in path and path.endswith(_MARKDOWN)


def _hand_written(root: Path, language: str) -> Iterator[tuple[str, bytes]]:
    for path, content in _files(root / HAND_WRITTEN / language):
        yield path, _joined(content) if path.endswith(_MARKDOWN) else content
    if language == decisions.LANGUAGE:
        for path, content in _files(root / HAND_WRITTEN / decisions.FOLDER):
            yield f"{decisions.FOLDER}/{path}", content


def _joined(content: bytes) -> bytes:
    """Join the lines of a Chinese paragraph: a browser would show each break as a space."""
    parts = _FENCED.split(content.decode("utf-8", "replace"))
    return "".join(
        part if part.startswith("```") else _BROKEN.sub("", part) for part in parts
    ).encode()


def _decisions(root: Path) -> Mapping[str, str]:
    """Return the title of each decision by its file."""
    return {
        path: title
        for path, content in _files(root / HAND_WRITTEN / decisions.FOLDER)
        if path.endswith(_MARKDOWN) and (title := _title(content))
    }


def _title(content: bytes) -> str:
    """Return a page's title, or nothing where it has none."""
    match = _TITLE.search(content.decode("utf-8", "replace"))
    return match["title"] if match else ""


def _requirements(root: Path) -> tuple[Group, ...]:
    """Read the table of what the source asks for, where the repository keeps one."""
    place = root / HAND_WRITTEN / FILE
    if place.is_symlink() or not place.is_file():
        return ()
    return read_requirements(place.read_bytes(), f"{HAND_WRITTEN}/{FILE}")


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_symlink():
            # MkDocs would follow it and publish whatever it leads to.
            raise HandrailError(
                say("`{path}` is a symbolic link", path=str(path)),
                say("put the file itself there: links are not published"),
            )
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _handed_out(register: Register, source: Source, language: str) -> Iterator[tuple[str, bytes]]:
    for path in published.paths(register, source):
        content = source.read(path)
        if len(content) <= published.MOST_BYTES:
            yield from published.stage(path, content, language)


def stage(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files; a file that stays the same is not touched."""
    for path, content in files.items():
        place = target / path
        if place.is_file() and not place.is_symlink() and place.read_bytes() == content:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    for place in sorted(target.rglob("*"), reverse=True):
        if place.is_dir() and not place.is_symlink():
            if not any(place.iterdir()):
                place.rmdir()
        elif place.relative_to(target).as_posix() not in files:
            place.unlink()
