"""What of processes has a date: reviews, recurring duties, risks, and what changed around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.looks import looks_after_events
from handrail.register.looks import looks_at_interfaces
from handrail.register.rounds import looked_at
from handrail.register.rounds import next_review
from handrail.register.rounds import next_time
from handrail.views import names
from handrail.views.asked import Deadline
from handrail.views.asked import asked
from handrail.views.asked import link_roles

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.messages import Message
    from handrail.model.records import Process
    from handrail.model.tables import Link
    from handrail.register import Register
    from handrail.register.looks import Look

_PROCESS_OWNER = "process-owner"


def deadlines_of_processes(register: Register) -> Iterator[Deadline]:
    """Yield everything of processes that has a date."""
    looked = looked_at(register)
    for name, process in register.processes.items():
        yield from _review(register, name, process, looked.get(name, ()))
        yield from _recurring(register, name, process)
        yield from _risks(register, name, process)
    for look in looks_at_interfaces(register):
        yield _look(register, look, say("look at the process again: an interface changed"))
    for look in looks_after_events(register):
        yield _look(register, look, say("look at the process again: something changed around it"))


def _review(
    register: Register, name: str, process: Process, looked: Collection[date]
) -> Iterator[Deadline]:
    day = next_review(register, process, looked)
    if day is not None:
        people, roles = _owners(register, name)
        yield Deadline(
            day=day,
            what=say("review the process"),
            about=names.process(register, name), people=people, roles=roles,
            path=_file_of(name), route=("review",),
        )  # fmt: skip


def _recurring(register: Register, name: str, process: Process) -> Iterator[Deadline]:
    for duty in process.recurring:
        day = next_time(register, process, duty)
        if day is not None:
            people, roles = asked(register, [duty.responsible], process=name)
            yield Deadline(
                day=day,
                what=say("recurring duty"), title=duty.what,
                about=names.process(register, name), people=people, roles=roles,
                path=_file_of(name), route=("recurring", duty.id),
            )  # fmt: skip


def _risks(register: Register, name: str, process: Process) -> Iterator[Deadline]:
    for risk in process.risks if process.state != "retired" else ():
        if risk.review_by:
            people, roles = asked(register, [risk.owner], process=name)
            yield Deadline(
                day=risk.review_by,
                what=say("look at the risk again"), title=risk.cause,
                about=names.process(register, name), people=people, roles=roles,
                path=_file_of(name), route=("risks", risk.id),
            )  # fmt: skip


def _look(register: Register, look: Look, what: Message) -> Deadline:
    people, roles = _owners(register, look.process)
    return Deadline(
        day=look.until,
        what=what, title=look.title,
        about=names.process(register, look.process), people=people, roles=roles,
        path=look.document.path, route=(str(look.route[0]), look.process),
    )  # fmt: skip


def _owners(register: Register, name: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return who owns a process, and as what they are asked."""
    return names.actors(register, register.owners(name)), link_roles(register, [_PROCESS_OWNER])


def _file_of(name: str) -> str:
    return f"processes/{name}/process.yaml"
