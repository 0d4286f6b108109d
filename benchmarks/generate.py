"""Make a large repository out of the one at hand: its improvements again and again, under new ids.

Digests and votes are made anew for each copy, its other files come along, and each copy that brought
a version of a process brings one of its own, which lies between that version and the one before: the
result is as valid as the original.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handrail.loading.documents import Document
from handrail.loading.sources import WorkTree
from handrail.register import Dossier
from handrail.register import load_register
from handrail.register.digests import digest
from handrail.register.digests import short

ROOT = Path(__file__).parents[1]
#: A row of a process's `changes`: its version, and the improvement that brought it.
_CHANGE = re.compile(
    r'^  - version: "(?P<version>.+)"\n(?:    (?:improvement: (?P<improvement>.+)|.*)\n)*',
    re.MULTILINE,
)


def generate(target: Path, improvements: int) -> int:
    """Write a repository with so many improvements; return how many documents that makes."""
    for name in ("handrail.yaml", "organization.yaml"):
        shutil.copy(ROOT / name, target / name)
    for name in ("processes", "improvements", "schemas"):
        shutil.copytree(ROOT / name, target / name)
    register = load_register(WorkTree(ROOT), date.max)
    templates = register.improvements
    documents = len(register.documents)
    copies: dict[str, list[Path]] = defaultdict(list)
    for number in range(improvements - len(templates)):
        template = templates[number % len(templates)]
        new_id = f"{template.id}-{number // len(templates) + 2}"
        folder = (target / template.folder).with_name(new_id)
        copies[template.id].append(folder)
        shutil.copytree(ROOT / template.folder, folder, ignore=shutil.ignore_patterns("*.yaml"))
        for path, content in _copy(template, new_id):
            (target / path).write_text(content, encoding="utf-8")
            documents += 1
    for file in (target / "processes").glob("*/process.yaml"):
        text = _with_changes(file.read_text(encoding="utf-8"), copies)
        file.write_text(text, encoding="utf-8")
    return documents


def _with_changes(process: str, copies: Mapping[str, list[Path]]) -> str:
    """Give each copy of an improvement a version below the one that the improvement brought."""
    rows = list(_CHANGE.finditer(process))
    for row, below in zip(reversed(rows), (None, *reversed(rows)), strict=False):
        added = []
        for number, folder in enumerate(copies.get(row["improvement"] or "", ()), start=1):
            version = f"{below['version'] if below else 0}.{number}"
            added.append(
                row[0].replace(row["version"], version, 1).replace(row["improvement"], folder.name)
            )
            adoption = folder / "adoption.yaml"
            text = adoption.read_text(encoding="utf-8")
            adoption.write_text(
                text.replace(f'version: "{row["version"]}"', f'version: "{version}"'),
                encoding="utf-8",
            )
        process = process[: row.end()] + "".join(reversed(added)) + process[row.end() :]
    return process


def _copy(template: Dossier, new_id: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every document of a copy."""
    digests: dict[str, str] = {}
    for name in template.documents:
        _renew(template, name, new_id, digests)
    for document in (*template.documents.values(), *template.votes):
        yield _path(document, new_id, digests), _text(document, digests)


def _renew(template: Dossier, name: str, new_id: str, digests: dict[str, str]) -> str:
    """Work out the new digest of a document, after those of the documents it decides on."""
    old = template.digest(name) or ""
    if old not in digests:
        data = dict(template.documents[name].data)
        if "decides_on" in data:
            data["decides_on"] = [
                {**entry, "digest": _renew(template, entry["document"], new_id, digests)}
                for entry in data["decides_on"]
            ]
        digests[old] = digest(new_id, name, data)
    return digests[old]


def _text(document: Document, digests: dict[str, str]) -> str:
    text = document.content.decode("utf-8")
    for old, new in digests.items():
        text = text.replace(old, new)
    return text


def _path(document: Document, new_id: str, digests: dict[str, str]) -> str:
    parts = document.path.split("/")
    parts[2] = new_id
    for old, new in digests.items():
        parts[-1] = parts[-1].replace(short(old), short(new))
    return "/".join(parts)
