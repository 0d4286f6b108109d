"""What is mine: everything a role does, decides and answers for, as the process files say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register import State
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.views import due
from handrail.views import names
from handrail.views import offices
from handrail.views import owned
from handrail.views import parts
from handrail.views.standing import waitings
from handrail.views.view import Field
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Register
    from handrail.views.due import Due
    from handrail.views.offices import Office
    from handrail.views.standing import Waiting


def mine(
    register: Register,
    office: Office,
    *,
    waiting: Sequence[Waiting] | None = None,
    dues: Sequence[Due] | None = None,
) -> tuple[Table, ...]:
    """Return all tables of a role; `waiting` and `dues` spare the work where many roles are asked for."""
    waiting = waitings(register) if waiting is None else waiting
    dues = due.dues(register) if dues is None else dues
    return (
        facts(register, office),
        waits(register, office, waiting),
        due_for(office, dues),
        parts.steps(register, office),
        parts.activities(register, office),
        parts.decisions(register, office),
        owned.answers_for(register, office),
        owned.recurring_duties(register, office),
        owned.apart(register, office),
    )


def facts(register: Register, office: Office) -> Table:
    """Return what a role is there for, who has it, and what comes with it."""
    pairs: list[tuple[str, Message, Cell]] = [
        ("id", say("Id"), office.id),
        ("title", say("Role"), office.title),
        ("process", say("Process"), _process(register, office)),
        ("purpose", say("Purpose"), office.purpose),
        ("held_by", *_held(register, office)),
        ("taken_by", say("Taken by"), office.own.taken_by if office.own else None),
        ("from", say("Follows from"), _follows(office)),
        *(("duty", say("Duties"), one) for one in office.duties),
        ("takes", say("Comes with"), offices.taken_too(register, office)),
    ]
    columns: tuple[Field[tuple[str, Message, Cell]], ...] = (
        # A column without a title is for machines.
        Field("id", Message(""), lambda fact: fact[0]),
        Field("fact", say("Fact"), lambda fact: fact[1]),
        Field("value", say("Value"), lambda fact: fact[2]),
    )
    known = [pair for pair in pairs if pair[2] not in (None, ())]
    return tabulate("facts", say("Role"), columns, known)


def _process(register: Register, office: Office) -> Link | None:
    return names.process(register, office.process) if office.process else None


def _held(register: Register, office: Office) -> tuple[Message, Cell]:
    held = offices.holders(register, office)
    is_own = office.role is None and office.body is None
    title = say("Members") if office.body else say("Held by")
    return title, held or (None if is_own else say("nobody at the moment"))


def _follows(office: Office) -> Message | None:
    fields = tuple(f"`{one}`" for one in office.own.from_) if office.own else ()
    return say("the documents of each improvement: {fields}", fields=fields) if fields else None


# -- what is to be done now -------------------------------------------------------------------


def waits(register: Register, office: Office, waiting: Sequence[Waiting]) -> Table:
    """Return which documents and votes wait for a role."""
    columns: tuple[Field[Waiting], ...] = (
        Field("record", say("Record"), lambda row: row.record),
        Field("document", say("Document"), lambda row: names.document(row.dossier, row.document)),
        Field("state", say("State"), lambda row: row.said),
        Field("people", say("Waiting for"), lambda row: row.people),
        Field("since", say("Since"), lambda row: row.since),
        Field("due", say("Due"), lambda row: row.due),
    )
    is_shared = office.process in {None, IMPROVEMENT_PROCESS}
    rows = [
        one
        for one in waiting
        if is_shared and one.step is not None and office.id in _asked(register, one)
    ]
    return tabulate("waiting", say("What waits now"), columns, rows)


def _asked(register: Register, one: Waiting) -> Collection[str]:
    """Return the roles something waits for: those that vote on it, or those that write it."""
    if one.state is State.VOTE:
        waits = register.progress(one.dossier).waits
        ballots = [wait.ballot for wait in waits if wait.ballot and wait.document == one.document]
        return {group.role for ballot in ballots for group in ballot.groups}
    return one.step.responsible if one.step else ()


def due_for(office: Office, dues: Sequence[Due]) -> Table:
    """Return what has a date and asks a role."""
    columns: tuple[Field[Due], ...] = (
        Field("day", say("Due"), _day),
        Field("what", say("What"), lambda row: row.deadline.what),
        Field("title", say("Which"), lambda row: row.deadline.title),
        Field("about", say("Of"), lambda row: row.deadline.about),
        Field("people", say("Who"), lambda row: row.deadline.people),
    )
    return tabulate(
        "due", say("What is due"), columns, [row for row in dues if row.asks(office.id)]
    )


def _day(row: Due) -> Cell:
    day = row.deadline.day
    return say("{day}, overdue", day=day) if row.overdue else day
