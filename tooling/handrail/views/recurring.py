"""What processes ask for again and again, whatever comes in, and when it is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.rounds import next_time
from handrail.views import names
from handrail.views.lengths import length
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.records import RecurringDuty
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class RecurringRow:
    """A duty that recurs, who has it, and when it comes round next."""

    process: Link
    duty: RecurringDuty
    responsible: Link
    next: date | None


def _recurring(register: Register) -> Iterator[RecurringRow]:
    for process_id in sorted(register.processes):
        yield from recurring_of(register, process_id)


def recurring_of(register: Register, process_id: str) -> Iterator[RecurringRow]:
    """Yield the recurring duties of a process."""
    process = register.processes[process_id]
    for duty in process.recurring:
        yield RecurringRow(
            names.process(register, process_id),
            duty,
            names.actor(register, duty.responsible, process_id),
            next_time(register, process, duty),
        )


COLUMNS: tuple[Field[RecurringRow], ...] = (
    Field("what", say("What"), lambda row: row.duty.what),
    Field("process", say("Process"), lambda row: row.process),
    Field("every", say("Every"), lambda row: length(row.duty.every)),
    Field("responsible", say("Responsible"), lambda row: row.responsible),
    Field("last", say("Done last"), lambda row: row.duty.last),
    Field("next", say("Next by"), lambda row: row.next),
    Field("evidence", say("Evidence"), lambda row: row.duty.evidence),
)

RECURRING = View[RecurringRow](
    id="recurring",
    title=say("Recurring duties"),
    rows=_recurring,
    columns=(
        Field("id", say("Id"), lambda row: f"{row.process.id}/{row.duty.id}"),
        *COLUMNS,
    ),
)


def recurring_table(register: Register, process_id: str) -> Table:
    """Return the recurring duties of one process."""
    columns = [one for one in COLUMNS if one.id != "process"]
    return tabulate("recurring", RECURRING.title, columns, recurring_of(register, process_id))
