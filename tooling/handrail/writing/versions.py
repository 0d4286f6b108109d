"""The next version of a process, and what moved it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.messages import say
from handrail.model.text import Text
from handrail.writing.edit import FIRST
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Route
    from handrail.register import Dossier

_PLANNED, _RETIRED = "planned", "retired"
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


def next_version(
    document: Document, dossier: Dossier, changes: Mapping[Route, Any], day: date
) -> dict[Route, Any]:
    """Return what raises a process by one and says which improvement did it, and when.

    A version that is among the changes is taken as it is; a version this improvement has brought
    already is not raised again.
    """
    entries = document.data.get("changes") or []
    version, now = changes.get(("version",)), document.data.get("version")
    brought = [
        one.get("version")
        for one in entries
        if isinstance(one, dict) and one.get("improvement") == dossier.id
    ]
    if now in brought and version in {None, now}:
        return {}
    number = str(version or raised(str(document.data.get("version", "0"))))
    entry = {
        "version": number,
        "date": day.isoformat(),
        "improvement": dossier.id,
        "summary": _plain(dossier.title),
    }
    return {("version",): number, ("changes", FIRST): entry}


def unfit_for_version(
    document: Document, dossier: Dossier, changes: Mapping[Route, Any]
) -> Refusal | None:
    """Tell why an improvement cannot move a process to its next version."""
    process = document.fields["process"]
    state = document.data.get("state")
    if state == _PLANNED:
        return Refusal(
            say("`{process}` is planned: it has no version in force that an improvement could move on",
                process=process),
            say("set it active first: `handrail set {path} state=active`", path=document.path),
        )  # fmt: skip
    if state == _RETIRED and changes.get(("state",), state) == _RETIRED:
        return Refusal(
            say("`{process}` is retired: nobody works by its next version", process=process),
            say("name the process that took its place, or set this one active in the same command: `state=active`"),
        )  # fmt: skip
    if not dossier.concerns(process):
        return Refusal(
            say("`{id}` is not about `{process}`: neither its suggestion nor its proposal names it",
                id=dossier.id, process=process),
            say("name an improvement that is about it, or add `{process}` to `processes` in the suggestion, and in the proposal where there is one",
                process=process),
        )  # fmt: skip
    return None


def raised(version: str) -> str:
    """Return a version with its last number one higher: 1.10 after 1.9."""
    return _LAST_NUMBER.sub(lambda match: str(int(match[0]) + 1), version, count=1)


def _plain(title: Text | str) -> Any:
    """Return a title the way it is written: a text, or texts by language."""
    if not isinstance(title, Text):
        return title
    return title.by_language.get("") or dict(title.by_language)
