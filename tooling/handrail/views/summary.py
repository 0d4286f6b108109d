"""The whole register on one board: what is open, how the plan goes, how things ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.views.plans import PLAN
from handrail.views.standing import Standing
from handrail.views.standing import Waiting
from handrail.views.standing import standings
from handrail.views.standing import waitings
from handrail.views.view import Field
from handrail.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.sources import Snapshot
    from handrail.model.messages import Message
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """Where every improvement stands, at one commit and as of one day."""

    as_of: date
    snapshot: Snapshot | None
    improvements: tuple[Standing, ...]

    @property
    def open_ones(self) -> tuple[Standing, ...]:
        """The improvements under way."""
        return tuple(one for one in self.improvements if one.is_open)

    @property
    def overdue_ones(self) -> tuple[Standing, ...]:
        """The improvements past the time their step allows."""
        return tuple(one for one in self.improvements if one.overdue)


def status(register: Register) -> Status:
    """Return where everything stands."""
    return Status(
        as_of=register.as_of,
        snapshot=register.snapshot,
        improvements=tuple(standings(register)),
    )


# -- the board ----------------------------------------------------------------------------


def _by_step(register: Register) -> list[Waiting]:
    """Return what is waited for, the first steps of the process first."""
    workflow = register.workflow
    order = list(workflow.steps) if workflow else []

    def place(one: Waiting) -> int:
        step = one.step.id if one.step else ""
        return order.index(step) if step in order else len(order)

    return sorted(waitings(register), key=place)


def _due(row: Waiting) -> Cell:
    return say("{day}, overdue", day=row.due) if row.overdue else row.due


BOARD = View[Waiting](
    id="board",
    title=say("Under way"),
    rows=_by_step,
    columns=(
        Field("step", say("Step"), lambda row: row.step.number if row.step else None),
        Field("activity", say("Activity"), lambda row: row.step.title if row.step else None),
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Record"), lambda row: row.record),
        Field("waiting_for", say("Waiting for"), lambda row: row.people),
        Field("age", say("Working days"), lambda row: row.age),
        Field("due", say("Due"), _due),
    ),
)


@dataclass(frozen=True, slots=True)
class EndRow:
    """A way for improvements to end, and how many took it."""

    title: Text | str
    number: int


def _ends(register: Register) -> Iterator[EndRow]:
    """Yield how improvements ended; ends of earlier workflows come last."""
    found = [one for one in standings(register) if one.ended_as]
    numbers = Counter(one.ended_as for one in found)
    titles = {one.ended_as: one.end or one.ended_as for one in found}
    order = list(register.workflow.ends) if register.workflow else []
    for name in sorted(numbers, key=lambda end: (end not in order, end)):
        yield EndRow(titles[name] or "", numbers[name])


ENDS = View[EndRow](
    id="ends",
    title=say("Ended"),
    rows=_ends,
    columns=(
        Field("title", say("Ended as"), lambda row: row.title),
        Field("number", say("Improvements"), lambda row: row.number),
    ),
)


def board(register: Register) -> tuple[Table, ...]:
    """Return the tables of the board."""
    return tuple(view.table(register) for view in (BOARD, PLAN, ENDS))


def headline(register: Register) -> tuple[Message, ...]:
    """Say in a line or two what the board shows."""
    now = status(register)
    return (
        say("{organization}, as of {day}{place}", organization=_organization(register),
            day=now.as_of, place=place_of(now.snapshot)),
        say("{open} of {all} improvements under way; past their time, plans included: {overdue}",
            all=len(now.improvements), open=len(now.open_ones),
            overdue=sum(one.overdue for one in waitings(register))),
    )  # fmt: skip


def place_of(snapshot: Snapshot | None) -> Message | str:
    """Say which commit is shown, as the end of a phrase."""
    if snapshot is None:
        return ""
    if snapshot.changed:
        return say(", at {commit} and changes since", commit=snapshot.short)
    return say(", at {commit}", commit=snapshot.short)


def _organization(register: Register) -> Text | Message:
    return register.settings.organization if register.settings else say("this repository")
