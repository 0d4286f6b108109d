"""In which activities a role has a part, and what it decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register.offices import holds
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.views import names
from handrail.views.lengths import limits
from handrail.views.level_terms import terms
from handrail.views.offices import fitting
from handrail.views.view import Field
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from handrail.model.records import Activity
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Register
    from handrail.views.offices import Office

#: What a role can have to do with an activity, by the field that names it.
_PARTS: tuple[tuple[str, Message], ...] = (
    ("responsible", say("responsible")),
    ("accountable", say("accountable")),
    ("approved_by", say("votes")),
    ("consulted", say("consulted")),
    ("informed", say("informed")),
)
_ACTS = frozenset({"responsible", "accountable"})


@dataclass(frozen=True, slots=True)
class Part:
    """An activity in which a role has a part."""

    process: Link
    activity: Activity
    link: Link
    parts: tuple[Message, ...]
    #: Whether the role is asked to agree: it votes, or answers for an activity that is an approval.
    decides: Message | None
    #: Whether the role does it or answers for it, and is not only asked or told.
    acts: bool


def parts(register: Register, office: Office) -> Iterator[Part]:
    """Yield every activity of every process in which a role has a part."""
    for process_id, process in register.processes.items():
        role = office.called_in(register, process_id)
        for activity in process.activities if role else ():
            fields = [field for field, _ in _PARTS if role in _named(activity, field)]
            if fields:
                yield Part(
                    names.process(register, process_id),
                    activity,
                    names.activity(register, process_id, activity.id),
                    tuple(said for field, said in _PARTS if field in fields),
                    _decides(activity, fields),
                    acts=bool(_ACTS.intersection(fields)),
                )


def _named(activity: Activity, field: str) -> tuple[str, ...]:
    value = getattr(activity, field) or ()
    return (value,) if isinstance(value, str) else value


def _decides(activity: Activity, fields: Collection[str]) -> Message | None:
    if "approved_by" in fields:
        return say("votes")
    if activity.approval and _ACTS.intersection(fields):
        return say("agrees, or it does not go on")
    return None


_COLUMNS: tuple[Field[Part], ...] = (
    Field("part", say("Part"), lambda row: row.parts),
    Field("standard", say("Done well"), lambda row: row.activity.standard),
    Field("limit", say("Time limit"), lambda row: limits(row.activity)),
    Field("record", say("Record"), lambda row: row.activity.record),
)


def steps(register: Register, office: Office) -> Table:
    """Return the steps of the improvement process that a role has a part in."""
    columns: tuple[Field[Part], ...] = (
        Field("step", say("Step"), lambda row: row.activity.step),
        Field("title", say("Activity"), lambda row: row.link),
        _COLUMNS[0],
        Field("document", say("Document"), lambda row: _document(register, row.activity)),
        *_COLUMNS[1:],
    )
    rows = (row for row in parts(register, office) if row.process.id == IMPROVEMENT_PROCESS)
    return tabulate("steps", say("Steps of the improvement process"), columns, rows)


def _document(register: Register, activity: Activity) -> Cell:
    """Name the document that an activity writes, or the one it reads."""
    name = activity.document or activity.reads
    schema = register.schemas.types.get(name or "")
    title = Message(str(schema.content["title"])) if schema and "title" in schema.content else name
    if title is None or activity.document:
        return title
    return say("reads: {document}", document=title)


def activities(register: Register, office: Office) -> Table:
    """Return the activities of all other processes that a role has a part in: first where it does something."""
    columns: tuple[Field[Part], ...] = (
        Field("title", say("Activity"), lambda row: row.link),
        Field("process", say("Process"), lambda row: row.process),
        *_COLUMNS,
    )
    rows = [row for row in parts(register, office) if row.process.id != IMPROVEMENT_PROCESS]
    active = {row.process.id for row in rows if row.acts}
    rows.sort(key=lambda row: row.process.id not in active)
    title = (
        say("Activities of the other processes") if office.process is None else say("Activities")
    )
    return tabulate("activities", title, fitting(office, columns), rows)


def decisions(register: Register, office: Office) -> Table:
    """Return what a role decides: where it has to agree, where it votes, and as which approval level."""
    rows: list[tuple[Cell, Cell, Cell, Cell]] = [
        (row.link, row.process, row.decides, limits(row.activity))
        for row in parts(register, office)
        if row.decides
    ]
    known = register.offices
    for level in known.levels if known and office.process is None else ():
        if level.role == office.id and holds(level, register.as_of):
            link = Link("level", level.id, level.title)
            rows.append((link, None, terms(register, level), None))
    columns: tuple[Field[tuple[Cell, Cell, Cell, Cell]], ...] = (
        Field("title", say("Decision"), lambda row: row[0]),
        Field("process", say("Process"), lambda row: row[1]),
        Field("how", say("How"), lambda row: row[2]),
        Field("limit", say("Time limit"), lambda row: row[3]),
    )
    return tabulate("decisions", say("Decisions"), fitting(office, columns), rows)
