"""What git tells of a record: who changed what when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.history import Action
from handrail.loading.parse import parse
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register.dossier import APPROVAL
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from typing import Any

    from handrail.loading.history import Edit
    from handrail.loading.history import History
    from handrail.loading.history import Revision
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Register

_IMPROVEMENTS, _PROCESSES = "improvements", "processes"
#: Folders of a year that hold other things than an improvement.
_VOTES = "approvals"
_OF_THE_YEAR = (_VOTES, "assessments")
_MEETINGS = "meetings"
_IN_YEAR, _IN_RECORD = 3, 4


def places(paths: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return where each improvement, year, process and meeting keeps its files, by its id."""
    found: dict[str, set[str]] = {}
    for path in paths:
        for name, place in _places_of(path):
            found.setdefault(name, set()).add(place)
    return {name: frozenset(those) for name, those in found.items()}


def _places_of(path: str) -> Iterator[tuple[str, str]]:
    parts = path.split("/")
    if parts[0] == _PROCESSES and len(parts) >= _IN_YEAR:
        yield parts[1], f"{parts[0]}/{parts[1]}/"
    elif parts[0] != _IMPROVEMENTS or len(parts) < _IN_YEAR:
        return
    elif len(parts) == _IN_YEAR:
        yield parts[1], path
    elif parts[2] in _OF_THE_YEAR:
        yield parts[1], f"{'/'.join(parts[:3])}/"
    elif parts[2] == _MEETINGS:
        yield parts[-1].rpartition(".")[0], path
    else:
        yield parts[2], f"{'/'.join(parts[:3])}/"


# -- what happened ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One change to one file, said as what it meant."""

    edit: Edit
    person: Link | str
    document: Link
    what: Message


def happenings(register: Register, history: History, edits: Iterable[Edit]) -> list[Happening]:
    """Say what each change meant."""
    found = []
    for edit in edits:
        claim = register.schemas.claim(edit.path)
        found.append(
            Happening(
                edit=edit,
                person=author(register, edit.revision),
                document=Link("document", edit.path, _name(edit.path)),
                what=_said(claim[0].type if claim else "", edit, history),
            )
        )
    return found


def author(register: Register, revision: Revision) -> Link | str:
    """Return who wrote a commit: the person with that address, or the name git was told."""
    organization = register.organization
    for person in organization.people if organization else ():
        if person.email and person.email.casefold() == revision.email.casefold():
            return names.actor(register, person.id)
    return revision.author


def _name(path: str) -> str:
    """Return the path below the record's own folder, as people quote it."""
    parts = path.split("/")
    depth = 2 if parts[0] == _PROCESSES or parts[2] in _OF_THE_YEAR or len(parts) == _IN_YEAR else 3
    return "/".join(parts[depth:]).removesuffix(".yaml")


def _said(kind: str, edit: Edit, history: History) -> Message:
    """Say what a change meant for a document of a type."""
    if edit.action is Action.THERE:
        return say("there already")
    if edit.action is Action.REMOVED:
        return say("vote taken away") if kind == APPROVAL else say("removed")
    if edit.action is Action.RENAMED and edit.before == edit.after:
        return say("moved here from {path}", path=edit.earlier)
    before, after = _data(history, edit.before), _data(history, edit.after)
    version = _text(after, "version")
    if kind == APPROVAL:
        verdict = say("voted: {verdict}", verdict=word(_text(after, "verdict")) or "?")
        return say("vote changed") if edit.action is Action.CHANGED else verdict
    if version is not None and version != _text(before, "version"):
        return say("version {version}", version=version)
    return _written(before if edit.before else None, after)


def _written(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Message:
    """Say how far the writing of a document has come."""
    is_done = bool(after.get("completed"))
    if before is None and not is_done:
        return say("drafted") if "by" in after else say("added")
    was_done = before is not None and bool(before.get("completed"))
    return {
        (False, True): say("written and finished") if before is None else say("finished"),
        (True, False): say("opened again"),
        (True, True): say("changed after it was finished"),
        (False, False): say("changed"),
    }[was_done, is_done]


def _data(history: History, name: str | None) -> Mapping[str, Any]:
    data = parse(history.content(name)).data if name else None
    return data if isinstance(data, dict) else {}


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) else None


# -- tables -------------------------------------------------------------------------------


def table(rows: Sequence[Happening]) -> Table:
    """Return who changed what when."""
    columns: tuple[Field[Happening], ...] = (
        Field("date", say("Date"), lambda row: row.edit.revision.date.date()),
        Field("person", say("Person"), lambda row: row.person),
        Field("document", say("Document"), lambda row: row.document),
        Field("what", say("What happened"), lambda row: row.what),
        Field("commit", say("Commit"), lambda row: row.edit.revision.short),
        Field("subject", say("Message"), lambda row: row.edit.revision.subject),
        # A column without a title is for machines.
        Field("action", Message(""), lambda row: row.edit.action.value),
        Field("earlier", Message(""), lambda row: row.edit.earlier),
        Field("revision", Message(""), lambda row: row.edit.revision.commit),
        Field("authored", Message(""), lambda row: row.edit.revision.authored),
        Field("committed", Message(""), lambda row: row.edit.revision.committed),
    )
    return tabulate("history", say("History"), columns, rows)


def commits(register: Register, edits: Iterable[Edit]) -> Table:
    """Return how often each file that is there was committed, and by whom and when last; no votes."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        if _VOTES in edit.path.split("/"):
            continue
        earlier = by_path.pop(edit.earlier, []) if edit.earlier else []
        by_path[edit.path] = [*earlier, *by_path.get(edit.path, ()), edit]

    def last(row: list[Edit]) -> Revision:
        return row[-1].revision

    def document(row: list[Edit]) -> Cell:
        return Link("document", row[-1].path, _name(row[-1].path))

    columns: tuple[Field[list[Edit]], ...] = (
        Field("document", say("Document"), document),
        Field("commits", say("Commits"), len),
        Field("first", say("First on"), lambda row: row[0].revision.date.date()),
        Field("last", say("Last on"), lambda row: last(row).date.date()),
        Field("person", say("Last by"), lambda row: author(register, last(row))),
        Field("commit", say("Last commit"), lambda row: last(row).short),
    )
    there = [row for row in by_path.values() if row[-1].action is not Action.REMOVED]
    return tabulate("commits", say("In git"), columns, there)
