"""What processes hand to one another: each interface once, with what both sides say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.tables import Link
    from handrail.model.text import Text
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Interface:
    """Something that one process hands to another; a side that says nothing of it is None."""

    giver: Link
    taker: Link
    id: str
    output: Output | None
    input: Input | None
    delivered_at: tuple[Link, ...]
    taken_at: tuple[Link, ...]

    @property
    def title(self) -> Text | None:
        """What is handed over, in the words of whoever gives it."""
        side = self.output or self.input
        return side.title if side else None

    @property
    def criteria(self) -> Text | None:
        """When it is good enough."""
        return next((one.criteria for one in (self.output, self.input) if one), None)


def interfaces(register: Register) -> Iterator[Interface]:
    """Yield every interface between processes, in the order of those that give."""
    given = {
        (process_id, other, one.id): one
        for process_id, process in register.processes.items()
        for one in process.outputs
        for other in one.processes
    }
    taken = {
        (other, process_id, one.id): one
        for process_id, process in register.processes.items()
        for one in process.inputs
        for other in one.processes
    }
    delivered, takes = _activities(register, "delivers"), _activities(register, "takes")
    for key in sorted({*given, *taken}):
        giver, taker, name = key
        yield Interface(
            giver=names.process(register, giver),
            taker=names.process(register, taker),
            id=name,
            output=given.get(key),
            input=taken.get(key),
            delivered_at=delivered.get((giver, name), ()),
            taken_at=takes.get((taker, name), ()),
        )


def _activities(register: Register, field: str) -> Mapping[tuple[str, str], tuple[Link, ...]]:
    """Return the activities where something comes in or goes out, by process and interface."""
    found: dict[tuple[str, str], tuple[Link, ...]] = {}
    for process_id, process in register.processes.items():
        for activity in process.activities:
            for one in getattr(activity, field):
                here = names.activity(register, process_id, activity.id)
                found[process_id, one] = (*found.get((process_id, one), ()), here)
    return found


INTERFACES = View[Interface](
    id="interfaces",
    title=say("Interfaces"),
    rows=interfaces,
    columns=(
        Field("from", say("From"), lambda row: row.giver),
        Field("to", say("To"), lambda row: row.taker),
        Field("id", say("Id"), lambda row: row.id),
        Field("title", say("What"), lambda row: row.title),
        Field("criteria", say("Good enough when"), lambda row: row.criteria),
        Field("delivered_at", say("Goes out at"), lambda row: row.delivered_at),
        Field("taken_at", say("Comes in at"), lambda row: row.taken_at),
    ),
)
