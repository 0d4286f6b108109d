"""Processes that are to be looked at again because something changed: an interface, or the world around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.register.rounds import ACTIVE
from handrail.register.rounds import looked_at

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Route
    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.register.register import Register

CHANGE_EVENT = "change-event"


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A process that nobody has looked at since something changed."""

    process: str
    #: What changed: the input or output, or the event.
    title: Text
    since: date
    until: date
    #: What says so, and where.
    document: Document
    route: Route


def looks_at_interfaces(register: Register) -> Iterator[Look]:
    """Yield the processes in force at the other end of interfaces that a version altered."""
    looked: Mapping[str, Collection[date]] | None = None
    for process_id, process in register.processes.items():
        if process.state != ACTIVE or not any(change.interfaces for change in process.changes):
            continue
        looked = looked_at(register) if looked is None else looked
        # One look is enough for all that changed before it, so each process is named once.
        yield from {
            look.process: look for look in _open_ends(register, process_id, process, looked)
        }.values()


def _open_ends(
    register: Register, process_id: str, process: Process, looked: Mapping[str, Collection[date]]
) -> Iterator[Look]:
    """Yield what is to be looked at for each row, so that the most pressing comes last."""
    ends: dict[str, Input | Output] = {row.id: row for row in process.inputs}
    ends |= {row.id: row for row in process.outputs}
    for index, change in enumerate(process.changes):
        for number, interface in reversed(tuple(enumerate(change.interfaces))):
            for other in ends[interface].processes if interface in ends else ():
                found = register.processes.get(other)
                if found is None or found.state != ACTIVE or other == process_id:
                    continue
                if not any(change.date <= day for day in looked.get(other, ())):
                    yield Look(
                        process=other,
                        title=ends[interface].title,
                        since=change.date,
                        until=register.calendar.add(change.date, register.limits.dependent),
                        document=register.process_documents[process_id],
                        route=("changes", index, "interfaces", number),
                    )


def looks_after_events(register: Register) -> Iterator[Look]:
    """Yield the processes that change events name and nobody has looked at since."""
    events = [one for one in register.of_type(CHANGE_EVENT) if one.record is not None]
    looked = looked_at(register) if events else {}
    for document in events:
        event = document.record
        for index, process_id in enumerate(event.processes):
            process = register.processes.get(process_id)
            if process is None or process.state == "retired":
                continue
            if not any(event.date <= day for day in looked.get(process_id, ())):
                yield Look(
                    process=process_id,
                    title=event.title,
                    since=event.date,
                    until=event.review_by,
                    document=document,
                    route=("processes", index),
                )
