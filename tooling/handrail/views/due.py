"""What is due: all that has a date, what is overdue first, for everybody or for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.views import names
from handrail.views.asked import Deadline
from handrail.views.deadlines import deadlines
from handrail.views.view import Field
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handrail.model.messages import Message
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due, and whether its day has passed."""

    deadline: Deadline
    overdue: bool

    def asks(self, actor: str) -> bool:
        """Tell whether it asks a person, or a role or body."""
        asked = (*self.deadline.people, *self.deadline.roles)
        return any(link.id == actor for link in asked)


def dues(register: Register) -> list[Due]:
    """Return everything that is due, what is overdue first."""
    found = [
        Due(one, overdue=one.day < register.as_of)
        for one in deadlines(register)
        if one.can_be_missed or one.day >= register.as_of
    ]
    return sorted(
        found, key=lambda one: (one.deadline.day, one.deadline.path, str(one.deadline.route))
    )


def chosen(
    rows: Iterable[Due],
    *,
    person: str | None = None,
    role: str | None = None,
    until: date | None = None,
) -> list[Due]:
    """Return what asks a person, what asks a role, and what is due up to a day."""
    return [
        row
        for row in rows
        if (person is None or row.asks(person))
        and (role is None or row.asks(role))
        and (until is None or row.deadline.day <= until)
    ]


_COLUMNS: tuple[Field[Due], ...] = (
    Field("day", say("Due"), lambda row: row.deadline.day),
    Field("overdue", say("Overdue"), lambda row: row.overdue),
    Field("what", say("What"), lambda row: row.deadline.what),
    Field("title", say("Which"), lambda row: row.deadline.title),
    Field("about", say("Of"), lambda row: row.deadline.about),
    Field("people", say("Who"), lambda row: row.deadline.people),
    Field("roles", say("As"), lambda row: row.deadline.roles),
    Field("path", say("File"), lambda row: row.deadline.path),
)


def table(rows: Iterable[Due]) -> Table:
    """Return some of what is due as one table."""
    return tabulate("due", say("Due"), _COLUMNS, rows)


def by_person(register: Register, rows: Sequence[Due], only: str | None = None) -> list[Table]:
    """Return a table for each person who is asked, and one for what asks nobody."""
    people = {link.id: link for row in rows for link in row.deadline.people}
    tables = [
        _personal(say("{person}", person=names.actor(register, one).title), [r for r in rows if r.asks(one)])
        for one in sorted(people)
        if only in {None, one}
    ]  # fmt: skip
    nobodys = [row for row in rows if not row.deadline.people]
    return [*tables, _personal(say("Nobody is asked"), nobodys)] if nobodys else tables


def _personal(title: Message, rows: Iterable[Due]) -> Table:
    columns: tuple[Field[Due], ...] = (Field("day", say("Due"), _day), *_COLUMNS[2:5], _COLUMNS[6])
    return tabulate("due", title, columns, rows)


def _day(row: Due) -> Cell:
    day = row.deadline.day
    return say("{day}, overdue", day=day) if row.overdue else day
