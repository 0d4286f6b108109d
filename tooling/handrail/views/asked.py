"""A day by which something is to be done, and who is asked to do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.tables import Link
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.views import names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.findings import Route
    from handrail.model.messages import Message
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """Something that is to be done by a day."""

    day: date
    #: What is to be done, and which of its kind it is.
    what: Message
    title: Text | None = None
    about: Link
    people: tuple[Link, ...]
    #: The roles that are asked: those named, or those that a person who is named holds.
    roles: tuple[Link, ...]
    #: The file it follows from, and what in it: the same for the same thing, whatever its day.
    path: str
    route: Route
    #: Whether the records can tell that it was not done in time.
    can_be_missed: bool = True


def asked(
    register: Register,
    ids: Iterable[str],
    dossier: Dossier | None = None,
    *,
    process: str | None = None,
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return the people behind some ids of people, roles and bodies, and the roles they are asked in.

    Where a process names them, a role of its own is meant before one of the organisation.
    """
    offices = register.offices
    workflow = register.workflow_of(dossier) if dossier else register.workflow
    people: list[str] = []
    named: list[str] = []
    for one in _with_holders(register, ids, process):
        if offices is None or one in offices.people:
            people.append(one)
            held = offices.roles if offices else ()
            named += [r for r in held if offices and one in offices.holders(r, register.as_of)]
        else:
            people += register.role_holders(one, dossier, workflow)
            named.append(one)
    return names.actors(register, dict.fromkeys(people)), link_roles(register, named)


def link_roles(register: Register, ids: Iterable[str]) -> tuple[Link, ...]:
    """Link to roles; those that are read from a record's documents are the improvement process's own."""
    process = register.processes.get(IMPROVEMENT_PROCESS)
    own = {role.id: role.title for role in process.roles} if process else {}
    return tuple(
        Link("role", one, own[one])
        if one in own
        else names.actor(register, *reversed(one.rpartition("/")[::2]))
        for one in dict.fromkeys(ids)
    )


def _with_holders(register: Register, ids: Iterable[str], process: str | None) -> Iterator[str]:
    """Yield ids; after a role that a process has for itself, whoever has it for good."""
    for one in ids:
        own = names.own_role(register, process, one)
        yield names.role_id(process, one) if own and process else one
        yield from own.held_by if own else ()


def all_roles(register: Register) -> frozenset[str]:
    """Return every role and body that can be asked."""
    offices = register.offices
    own = [
        names.role_id(process_id, role.id)
        for process_id, process in register.processes.items()
        for role in process.roles
    ]
    return frozenset(
        [*own, *(offices.roles if offices else ()), *(offices.bodies if offices else ())]
    )
