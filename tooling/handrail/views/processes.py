"""Views of the handbook: processes, their KPIs and activities, who holds which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register import State
from handrail.register.offices import holds
from handrail.views import names
from handrail.views.improvements import IMPROVEMENTS
from handrail.views.standing import standings
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate
from handrail.views.words import STATES
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Kpi
    from handrail.model.records import Process
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process of the handbook; without a record where it cannot be read."""

    link: Link
    owner: Link | None
    record: Process | None


def _processes(register: Register) -> Iterator[ProcessRow]:
    for process_id in sorted(register.process_documents):
        record = register.processes.get(process_id)
        owner = names.actor(register, record.owner, process_id) if record else None
        yield ProcessRow(names.process(register, process_id), owner, record)


PROCESSES = View[ProcessRow](
    id="processes",
    title=say("Processes"),
    rows=_processes,
    columns=(
        Field("id", say("Id"), lambda row: row.link.id),
        Field("title", say("Process"), lambda row: row.link),
        Field("version", say("Version"), lambda row: row.record.version if row.record else None),
        Field("state", say("State"), lambda row: word(row.record.state) if row.record else STATES[State.UNREAD]),
        Field("owner", say("Owner"), lambda row: row.owner),
        Field("stage", say("Stage"), lambda row: word(row.record.stage) if row.record else None),
        Field("tier", say("Tier"), lambda row: word(row.record.tier) if row.record else None),
        Field("kpis", say("KPIs"), lambda row: len(row.record.kpis) if row.record else None),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI and the process it belongs to."""

    process: Link
    kpi: Kpi
    owner: Link


def _kpis(register: Register) -> Iterator[KpiRow]:
    for process_id in sorted(register.processes):
        yield from kpis_of(register, process_id)


def kpis_of(register: Register, process_id: str) -> Iterator[KpiRow]:
    """Yield the KPIs of a process."""
    for kpi in register.processes[process_id].kpis:
        owner = names.actor(register, kpi.owner, process_id)
        yield KpiRow(names.process(register, process_id), kpi, owner)


_KPI_COLUMNS: tuple[Field[KpiRow], ...] = (
    Field("id", say("Id"), lambda row: f"{row.process.id}/{row.kpi.id}"),
    Field("title", say("KPI"), lambda row: Link("kpi", f"{row.process.id}/{row.kpi.id}", row.kpi.title)),
    Field("unit", say("Unit"), lambda row: row.kpi.unit),
    Field("direction", say("Better"), lambda row: word(row.kpi.direction)),
    Field("target", say("Target"), lambda row: row.kpi.target),
    Field("warning", say("Warning from"), lambda row: row.kpi.warning),
    Field("frequency", say("How often"), lambda row: word(row.kpi.frequency)),
    Field("owner", say("Owner"), lambda row: row.owner),
)  # fmt: skip

KPIS = View[KpiRow](
    id="kpis",
    title=say("KPIs"),
    rows=_kpis,
    columns=(
        _KPI_COLUMNS[0],
        Field("process", say("Process"), lambda row: row.process),
        *_KPI_COLUMNS[1:],
    ),
)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, or one kind of seat in a body, and who holds it."""

    link: Link
    seat: Message | str | None
    holders: tuple[Link, ...]


def _roles(register: Register) -> Iterator[RoleRow]:
    offices = register.offices
    if offices is None:
        return
    for body in offices.bodies.values():
        rows = [row for row in body.members if holds(row, register.as_of)]
        for seat in ("chair", "member", "secretary"):
            people = [row.person for row in rows if row.as_ == seat]
            yield RoleRow(
                names.actor(register, body.id), word(seat), names.actors(register, people)
            )
    for role in offices.roles:
        people_ = offices.holders(role, register.as_of)
        yield RoleRow(names.actor(register, role), None, names.actors(register, people_))


ROLES = View[RoleRow](
    id="roles",
    title=say("Roles and bodies"),
    rows=_roles,
    columns=(
        Field("id", say("Id"), lambda row: row.link.id),
        Field("title", say("Role"), lambda row: row.link),
        Field("seat", say("Seat"), lambda row: row.seat),
        Field("holders", say("Held by"), lambda row: row.holders),
    ),
)


def process_facts(register: Register, process_id: str) -> Table:
    """Return what a process is, in a few lines."""
    record = register.processes[process_id]
    facts: list[tuple[str, Message, Cell]] = [
        ("title", say("Title"), record.title),
        ("version", say("Version"), record.version),
        ("state", say("State"), word(record.state)),
        ("owner", say("Owner"), names.actor(register, record.owner, process_id)),
        ("stage", say("Stage"), word(record.stage)),
        ("tier", say("Tier"), word(record.tier)),
        ("purpose", say("Purpose"), record.purpose),
    ]
    return fact_table(say("Process"), facts)


def fact_table(title: Message, facts: list[tuple[str, Message, Cell]]) -> Table:
    """Make a table of what is known of one thing, leaving out what is not."""
    columns: tuple[Field[tuple[str, Message, Cell]], ...] = (
        # A column without a title is for machines.
        Field("id", Message(""), lambda fact: fact[0]),
        Field("fact", say("Fact"), lambda fact: fact[1]),
        Field("value", say("Value"), lambda fact: fact[2]),
    )
    known = [fact for fact in facts if fact[2] not in (None, ())]
    return tabulate("facts", title, columns, known)


def improvements_on(register: Register, process_id: str) -> Table:
    """Return the improvements that concern a process."""
    rows = (row for row in standings(register) if row.dossier.concerns(process_id))
    return tabulate("improvements", IMPROVEMENTS.title, IMPROVEMENTS.columns, rows)


def kpi_table(register: Register, process_id: str) -> Table:
    """Return the KPIs of one process."""
    return tabulate("kpis", say("KPIs"), _KPI_COLUMNS, kpis_of(register, process_id))
