"""Every role there is: those of the organisation, its bodies, and those that one process has for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.model.records import Body
    from handrail.model.records import ProcessRole
    from handrail.model.records import Role
    from handrail.model.tables import Link
    from handrail.model.text import Text
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """What is known of a role: from the organisation, from a process, or from both."""

    #: As it is named where all are listed: `it-director`, or `change-management/requester`.
    id: str
    title: Text
    role: Role | None = None
    body: Body | None = None
    own: ProcessRole | None = None
    #: The process whose own role it is.
    process: str | None = None

    @property
    def purpose(self) -> Text | None:
        """What it is there for."""
        return next((one.purpose for one in (self.role, self.body) if one and one.purpose), None)

    @property
    def duties(self) -> tuple[Text, ...]:
        """What its holders do."""
        return (*(self.own.duties if self.own else ()), *(self.role.duties if self.role else ()))

    def called_in(self, register: Register, process_id: str) -> str | None:
        """Return the id by which a process means this role, or None where it means another one."""
        if self.process not in {None, IMPROVEMENT_PROCESS}:
            return self.own.id if self.own and process_id == self.process else None
        own = names.own_role(register, process_id, self.id)
        return self.id if own is None or process_id == IMPROVEMENT_PROCESS else None

    def is_meant(self, register: Register, process_id: str, role: str | None) -> bool:
        """Tell whether a process means this role where it names one."""
        return role is not None and role == self.called_in(register, process_id)


def offices(register: Register) -> Mapping[str, Office]:
    """Return every role and body, by the name it has where all are listed."""
    known = register.offices
    if known is None:
        return {}
    process = register.processes.get(IMPROVEMENT_PROCESS)
    shared = {role.id: role for role in process.roles} if process else {}
    titles = {key: role.title for key, role in known.roles.items()}
    titles |= {key: body.title for key, body in known.bodies.items()}
    titles |= {key: role.title for key, role in shared.items()}
    found = {
        key: Office(
            id=key,
            title=title,
            role=known.roles.get(key),
            body=known.bodies.get(key),
            own=shared.get(key),
            process=IMPROVEMENT_PROCESS if key in shared else None,
        )
        for key, title in titles.items()
    }
    for process_id, one in register.processes.items():
        for role in one.roles if process_id != IMPROVEMENT_PROCESS else ():
            key = names.role_id(process_id, role.id)
            found[key] = Office(id=key, title=role.title, own=role, process=process_id)
    return found


def named(register: Register, name: str) -> tuple[Office, ...]:
    """Return the roles a name may mean: a role of one process goes by its own id where only one bears it."""
    known = offices(register)
    process_id, slash, role = name.partition("/")
    exact = known.get(role if slash and process_id == IMPROVEMENT_PROCESS else name)
    if exact is not None:
        return (exact,)
    return tuple(one for one in known.values() if one.own and one.own.id == name)


def holders(register: Register, office: Office) -> tuple[Link, ...]:
    """Return who has a role today: people, or the roles it goes with."""
    day, known = register.as_of, register.offices
    if known is None:
        return ()
    people = known.voters(office.id, day) or known.holders(office.id, day)
    standing = office.own.held_by if office.own else ()
    return names.actors(register, dict.fromkeys((*people, *standing)))


def taken_too(register: Register, office: Office) -> tuple[Link, ...]:
    """Return the roles of single processes that go with a role."""
    if office.process is not None:
        return ()
    return tuple(
        names.actor(register, role.id, process_id)
        for process_id, process in register.processes.items()
        for role in process.roles
        if office.id in role.held_by
    )


def fitting(office: Office, columns: tuple[Field[Row], ...]) -> tuple[Field[Row], ...]:
    """Leave the process out where a role has to do with one alone."""
    is_shared = office.process in {None, IMPROVEMENT_PROCESS}
    return tuple(one for one in columns if is_shared or one.id != "process")
