"""Make a large repository out of the one at hand: its improvements again and again, under new ids.

Digests and votes are made anew for each copy, its other files come along, and a process names in
`changes` each copy that brought a version, so that the result is as valid as the original.
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
#: A row of a process's `changes`, and the improvement that brought the version.
_CHANGE = re.compile(r"^  - version: .*\n(?:    .*\n)*?    improvement: (.+)\n(?:    .*\n)*", re.MULTILINE)  # fmt: skip


def generate(target: Path, improvements: int) -> int:
    """Write a repository with so many improvements; return how many documents that makes."""
    for name in ("handrail.yaml", "organization.yaml"):
        shutil.copy(ROOT / name, target / name)
    for name in ("processes", "improvements", "schemas"):
        shutil.copytree(ROOT / name, target / name)
    register = load_register(WorkTree(ROOT), date.max)
    templates = register.improvements
    documents = len(register.documents)
    copies: dict[str, list[str]] = defaultdict(list)
    for number in range(improvements - len(templates)):
        template = templates[number % len(templates)]
        new_id = f"{template.id}-{number // len(templates) + 2}"
        copies[template.id].append(new_id)
        folder = (target / template.folder).with_name(new_id)
        shutil.copytree(ROOT / template.folder, folder, ignore=shutil.ignore_patterns("*.yaml"))
        for path, content in _copy(template, new_id):
            (target / path).write_text(content, encoding="utf-8")
            documents += 1
    for file in (target / "processes").glob("*/process.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(_with_changes(text, copies), encoding="utf-8")
    return documents


def _with_changes(process: str, copies: Mapping[str, list[str]]) -> str:
    """Repeat the change that an improvement brought for each of its copies."""

    def repeat(change: re.Match[str]) -> str:
        row, improvement = change[0], change[1]
        rows = (row.replace(improvement, new_id) for new_id in copies.get(improvement, ()))
        return "".join((row, *rows))

    return _CHANGE.sub(repeat, process)


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
