"""What a role answers for: processes, KPIs, controls and risks it owns, and what it does again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.risk_grades import grade
from handrail.views import names
from handrail.views import recurring
from handrail.views.offices import fitting
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Register
    from handrail.views.offices import Office


@dataclass(frozen=True, slots=True)
class Owned:
    """Something a role owns: a process, or a KPI, a control or a risk of one."""

    kind: Message
    what: Link
    process: Link
    measure: Cell
    review_by: date | None = None


def answers_for(register: Register, office: Office) -> Table:
    """Return the processes, KPIs, controls and risks that a role owns."""
    columns: tuple[Field[Owned], ...] = (
        Field("kind", say("Kind"), lambda row: row.kind),
        Field("what", say("What"), lambda row: row.what),
        Field("process", say("Process"), lambda row: row.process),
        Field("measure", say("Measure"), lambda row: row.measure),
        Field("review_by", say("Look again by"), lambda row: row.review_by),
    )
    return tabulate(
        "answers-for", say("Answers for"), fitting(office, columns), _owned(register, office)
    )


def _owned(register: Register, office: Office) -> Iterator[Owned]:
    for process_id, process in register.processes.items():
        where = names.process(register, process_id)

        def is_owner(owner: str, here: str = process_id) -> bool:
            return office.is_meant(register, here, owner)

        if is_owner(process.owner):
            yield Owned(say("process"), where, where, word(process.state))
        for kpi in process.kpis:
            if is_owner(kpi.owner):
                link = names.kpi(register, f"{process_id}/{kpi.id}")
                yield Owned(say("KPI"), link, where, _target(kpi.direction, kpi.target, kpi.unit))
        for control in process.controls:
            if is_owner(control.owner):
                link = names.control(register, process_id, control.id)
                yield Owned(say("control"), link, where, control.threshold)
        for risk in process.risks:
            if is_owner(risk.owner):
                link = names.risk(register, process_id, risk.id)
                graded = word(grade(risk.likelihood, risk.impact))
                yield Owned(say("risk"), link, where, graded, risk.review_by)


def _target(direction: str, target: float | None, unit: str) -> str | None:
    sign = "≤" if direction == "down" else "≥"
    return f"{sign} {target:g} {unit}".strip() if target is not None else None


def recurring_duties(register: Register, office: Office) -> Table:
    """Return what a role has to do again and again."""
    rows = [
        row
        for process_id in register.processes
        for row in recurring.recurring_of(register, process_id)
        if office.is_meant(register, process_id, row.duty.responsible)
    ]
    columns = tuple(one for one in recurring.COLUMNS if one.id != "responsible")
    return tabulate("recurring", recurring.RECURRING.title, fitting(office, columns), rows)


def apart(register: Register, office: Office) -> Table:
    """Return which other roles its holder must not have, and why."""
    rows: list[tuple[tuple[Link, ...], Link, Text]] = []
    for process_id, process in register.processes.items():
        role = office.called_in(register, process_id)
        for one in process.apart:
            if role in one.roles:
                others = [other for other in one.roles if other != role]
                rows.append(
                    (
                        names.actors(register, others, process_id),
                        names.process(register, process_id),
                        one.reason,
                    )
                )
    columns: tuple[Field[tuple[tuple[Link, ...], Link, Text]], ...] = (
        Field("roles", say("Not together with"), lambda row: row[0]),
        Field("process", say("Process"), lambda row: row[1]),
        Field("reason", say("Reason"), lambda row: row[2]),
    )
    return tabulate("apart", say("Duties apart"), fitting(office, columns), rows)
