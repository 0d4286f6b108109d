"""Who held which office on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Protocol

    from handrail.model.records import Body
    from handrail.model.records import Level
    from handrail.model.records import Organization
    from handrail.model.records import Person
    from handrail.model.records import Role

    class Dated(Protocol):
        """A row that holds from one day until another."""

        @property
        def from_(self) -> date:
            """The first day it holds."""

        @property
        def until(self) -> date | None:
            """The last day it holds, if that is known."""


def holds(row: Dated, day: date) -> bool:
    """Tell whether a row holds on a day; `until` is its last day."""
    return row.from_ <= day and (row.until is None or day <= row.until)


class Offices:
    """The people, roles and bodies of an organisation, asked by day."""

    def __init__(self, organization: Organization) -> None:
        self.people: dict[str, Person] = {person.id: person for person in organization.people}
        self.roles: dict[str, Role] = {role.id: role for role in organization.roles}
        self.bodies: dict[str, Body] = {body.id: body for body in organization.bodies}
        self.levels: tuple[Level, ...] = tuple(organization.levels)
        #: Every id the organisation has given to somebody.
        self.names = frozenset({*self.people, *self.roles, *self.bodies})

    def is_active(self, person: str, day: date) -> bool:
        """Tell whether somebody works here on a day."""
        found = self.people.get(person)
        return found is not None and holds(found, day)

    def holders(self, role: str, day: date) -> tuple[str, ...]:
        """Return who holds a role on a day."""
        found = self.roles.get(role)
        return _people(row for row in (found.holders if found else ()) if holds(row, day))

    def voters(self, body: str, day: date) -> tuple[str, ...]:
        """Return who may vote in a body on a day: its chair and its members."""
        found = self.bodies.get(body)
        rows = found.members if found else ()
        return _people(row for row in rows if holds(row, day) and row.as_ != "secretary")

    def secretaries(self, body: str, day: date) -> tuple[str, ...]:
        """Return who keeps a body's papers on a day: its secretary, or else its chair."""
        found = self.bodies.get(body)
        rows = [row for row in (found.members if found else ()) if holds(row, day)]
        return _people(r for r in rows if r.as_ == "secretary") or _people(
            r for r in rows if r.as_ == "chair"
        )

    def quorum(self, body: str, day: date) -> int:
        """Return how many votes a body's decision needs on a day; at least one."""
        found = self.bodies.get(body)
        rows = [row.votes for row in (found.quorum if found else ()) if holds(row, day)]
        return max(rows, default=1)


def _people(rows: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.person for row in rows))  # type: ignore[attr-defined] # holders and members
