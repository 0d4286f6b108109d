"""The versions of each process as git has kept them: what the file said when a version was last edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.history import read_history
from handrail.loading.parse import parse
from handrail.loading.sources import Changed
from handrail.loading.sources import Commit
from handrail.loading.sources import WorkTree
from handrail.model.errors import HandrailError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.loading.history import History
    from handrail.loading.sources import Source

_DEFINITION = re.compile(r"processes/(?P<process>[^/]+)/process\.yaml")
_VERSION = re.compile(rb"^version:[ \t]*[\"']?(?P<version>[\w.-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a process, as its file said it; it may not fit the schema of today."""

    version: str
    data: Mapping[str, Any]


def read_editions(source: Source) -> Mapping[str, tuple[Edition, ...]]:
    """Return the committed versions of each process by its id, the oldest first; none where git tells none."""
    try:
        history = _history(source)
    except HandrailError:
        return {}
    if history is None:
        return {}
    try:
        return {
            match["process"]: tuple(_editions(history, match[0]))
            for match in map(_DEFINITION.fullmatch, sorted(history.paths))
            if match
        }
    finally:
        history.repository.close()


def _history(source: Source) -> History | None:
    if isinstance(source, Changed):
        return _history(source.base)
    if isinstance(source, WorkTree):
        return read_history(source.root)
    if isinstance(source, Commit):
        top = source.repository.working_tree_dir or source.repository.common_dir
        return read_history(Path(top) / source.folder, source.snapshot.commit)
    return None


def _editions(history: History, path: str) -> list[Edition]:
    """Return each version with what the file said last while it bore that version."""
    last: dict[str, bytes] = {}
    for edit in history.of([path]):
        content = history.content(edit.after) if edit.after else b""
        match = _VERSION.search(content)
        if match:
            version = match["version"].decode("utf-8", "replace")
            last.pop(version, None)
            last[version] = content
    read = ((version, parse(content).data) for version, content in last.items())
    return [Edition(version, data) for version, data in read if isinstance(data, dict)]
