"""How a process runs, for its page and for `show`: activities, duties, what comes in and what goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.views import names
from handrail.views.lengths import length
from handrail.views.view import Field
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from handrail.model.messages import Message
    from handrail.model.records import Activity
    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Register


def activities(register: Register, process_id: str) -> Table:
    """Return the activities of a process: what they leave, how long they may take, what goes in and out."""
    record = register.processes[process_id]
    titles = {one.id: one.title for one in record.inputs}
    titles |= {one.id: one.title for one in record.outputs}

    def titled(ids: tuple[str, ...]) -> Cell:
        return tuple(titles.get(one, one) for one in ids)

    columns: tuple[Field[Activity], ...] = (
        Field("step", say("Step"), lambda one: one.step),
        Field("id", say("Id"), lambda one: one.id),
        Field("title", say("Activity"), lambda one: one.title),
        Field("document", say("Leaves"), lambda one: one.document),
        Field("takes", say("Comes in"), lambda one: titled(one.takes)),
        Field("delivers", say("Goes out"), lambda one: titled(one.delivers)),
        Field("within", say("Within"), _within),
        Field("record", say("Record"), lambda one: one.record),
    )
    return tabulate("activities", say("Activities"), columns, record.activities)


def raci(register: Register, process_id: str) -> Table:
    """Return who is responsible, accountable, consulted and informed in each activity, and who must agree."""
    record = register.processes[process_id]

    def roles(ids: tuple[str, ...]) -> Cell:
        return names.actors(register, ids, process_id)

    columns: tuple[Field[Activity], ...] = (
        Field("id", say("Id"), lambda one: one.id),
        Field("title", say("Activity"), lambda one: one.title),
        Field("responsible", say("Responsible"), lambda one: roles(one.responsible)),
        Field(
            "accountable",
            say("Accountable"),
            lambda one: names.actor(register, one.accountable, process_id),
        ),
        Field("consulted", say("Consulted"), lambda one: roles(one.consulted)),
        Field("informed", say("Informed"), lambda one: roles(one.informed)),
        Field("approval", say("Approval"), lambda one: _approval(register, process_id, one)),
    )
    return tabulate("raci", say("Who does what"), columns, record.activities)


def _approval(register: Register, process_id: str, activity: Activity) -> Cell:
    """Say where somebody has to agree: a body that votes, or whoever answers for the activity."""
    if activity.approved_by:
        return names.actor(register, activity.approved_by, process_id)
    return say("needed") if activity.approval else None


def inputs(register: Register, process_id: str) -> Table:
    """Return what comes in, from whom, and at which activity."""
    columns: tuple[Field[Input | Output], ...] = (
        *_INTERFACE,
        Field("from", say("From"), lambda one: _ends(register, one)),
        _CRITERIA,
        Field("at", say("Comes in at"), lambda one: _at(register, process_id, "takes", one.id)),
    )
    rows = register.processes[process_id].inputs
    return tabulate("inputs", say("What it receives"), columns, rows)


def outputs(register: Register, process_id: str) -> Table:
    """Return what goes out, to whom, and at which activity."""
    columns: tuple[Field[Input | Output], ...] = (
        *_INTERFACE,
        Field("to", say("To"), lambda one: _ends(register, one)),
        _CRITERIA,
        Field("at", say("Goes out at"), lambda one: _at(register, process_id, "delivers", one.id)),
    )
    rows = register.processes[process_id].outputs
    return tabulate("outputs", say("What it delivers"), columns, rows)


_INTERFACE: tuple[Field[Input | Output], ...] = (
    Field("id", say("Id"), lambda one: one.id),
    Field("title", say("What"), lambda one: one.title),
)
_CRITERIA: Field[Input | Output] = Field(
    "criteria", say("Good enough when"), lambda one: one.criteria
)


def _ends(register: Register, one: Input | Output) -> Cell:
    """Name the processes at the other end of an interface, and whoever else is there."""
    processes = (names.process(register, other) for other in one.processes)
    return (*processes, *((one.other,) if one.other else ()))


def _at(register: Register, process_id: str, field: str, interface: str) -> Cell:
    return tuple(
        names.activity(register, process_id, one.id)
        for one in register.processes[process_id].activities
        if interface in getattr(one, field)
    )


def _within(activity: Activity) -> Message | None:
    is_working = activity.count != "calendar"
    return length(activity.within, working=is_working) if activity.within else None
