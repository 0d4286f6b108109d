"""Changes to the small repository, written as fragments: what examples and tests judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handrail.loading.parse import parse
from handrail.loading.sources import Memory
from handrail.model.findings import Finding
from handrail.register import Register
from handrail.register import load_register
from handrail.register.digests import digest
from handrail.register.digests import short
from handrail.rules import judge

FOLDER = Path(__file__).parent / "repositories" / "small"
SMALL: Mapping[str, str] = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*"))
    if path.is_file()
}
AS_OF = date(2026, 4, 20)

#: Stands behind the line a finding is expected on.
MARK = "# <-"
#: A fragment that takes a file away, and one that is a symbolic link, as `ls -l` shows it.
_REMOVED = re.compile(r"-\s*(#.*)?")
LINK = re.compile(r"-> (?P<target>\S+)\s*(#.*)?")

_KEY = re.compile(r"(?P<key>[\w-]+)[:：](?=\s|[^ -~]|$|\w)")
_REMOVED_KEY = re.compile(r"[\w-]+: -\s*(#.*)?")
_DIGEST = re.compile(r"<(?P<short>short )?digest of (?P<name>[a-z0-9-]+)>")
_CODING = re.compile(r"# -\*- coding: ([\w-]+) -\*-")


def overlay(changes: Mapping[str, str], base: Mapping[str, str] = SMALL) -> dict[str, str]:
    """Apply fragments to the files of a repository.

    A fragment replaces or adds whole top-level keys; `key: -` takes one away, `-` alone the file.
    `<digest of decision>` is the digest of the decision beside it, as it is after all changes.
    """
    texts = laid(changes, base)
    return {
        _filled(path, _folder(path), texts): _filled(text, _folder(path), texts)
        for path, text in texts.items()
    }


def laid(changes: Mapping[str, str], base: Mapping[str, str] = SMALL) -> dict[str, str]:
    """Apply fragments, and leave the digests to be put in their places."""
    texts = dict(base)
    for path, fragment in changes.items():
        if _REMOVED.fullmatch(fragment):
            texts.pop(path, None)
        else:
            texts[path] = _merged(texts.get(path, ""), fragment)
    return texts


def _merged(base: str, fragment: str) -> str:
    blocks, changes = _blocks(base), _blocks(fragment)
    blocks.update(changes)
    return "".join(text for text in blocks.values() if not _REMOVED_KEY.fullmatch(text.strip()))


def _blocks(text: str) -> dict[str, str]:
    """Part a text into its top-level keys; comments belong to the key below them."""
    blocks: dict[str, str] = {}
    key, above = "", ""
    for line in text.splitlines():
        match = _KEY.match(line)
        if match:
            key = match["key"]
        if line.startswith("#") and not match:
            above += f"{line}\n"
        else:
            blocks[key] = f"{blocks.get(key, '')}{above}{line}\n"
            above = ""
    return blocks


def _folder(path: str) -> str:
    """Return the folder of the record that a file belongs to."""
    return path.rpartition("/")[0].removesuffix("/approvals")


def _filled(text: str, folder: str, texts: Mapping[str, str]) -> str:
    """Put digests in the place of their names."""

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        content = _filled(texts[f"{folder}/{name}.yaml"], folder, texts)
        found = digest(folder.rpartition("/")[2], name, parse(content.encode()).data)
        return short(found) if match["short"] else found

    return _DIGEST.sub(value, text)


def encoded(text: str) -> bytes:
    """Return the text as a file holds it: in UTF-8, or in the encoding a comment names."""
    match = _CODING.search(text)
    return text.encode(match[1] if match else "utf-8")


def small(changes: Mapping[str, str] | None = None, as_of: date = AS_OF) -> Register:
    """Read the small repository with some changes."""
    texts = overlay(changes or {})
    return load_register(Memory({path: encoded(text) for path, text in texts.items()}), as_of)


def found(register: Register) -> list[str]:
    """Judge a register, and say of each finding its rule and its place."""
    return [told(finding) for finding in judge(register)]


def told(finding: Finding) -> str:
    """Say of a finding its rule and its place."""
    place = finding.location
    return f"{finding.rule} {place.path}:{place.line}:{place.column}"
