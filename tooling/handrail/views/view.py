"""A view: which rows a table has and what stands in its columns, said once."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Generic
from typing import TypeVar

from handrail.model.tables import Cell
from handrail.model.tables import Column
from handrail.model.tables import Table

if TYPE_CHECKING:
    from handrail.model.messages import Message
    from handrail.register import Register

Row = TypeVar("Row")


@dataclass(frozen=True)
class Field(Generic[Row]):
    """A column of a view, and what of a row stands in it."""

    id: str
    title: Message
    cell: Callable[[Row], Cell]


@dataclass(frozen=True, kw_only=True)
class View(Generic[Row]):
    """Rows and columns; a terminal, a report and a page show the same table."""

    id: str
    title: Message
    rows: Callable[[Register], Iterable[Row]]
    columns: tuple[Field[Row], ...]

    def table(self, register: Register) -> Table:
        """Return what the view shows of a register."""
        return tabulate(self.id, self.title, self.columns, self.rows(register))


def tabulate(
    table_id: str, title: Message, columns: Iterable[Field[Row]], rows: Iterable[Row]
) -> Table:
    """Make a table of rows."""
    fields = tuple(columns)
    return Table(
        id=table_id,
        title=title,
        columns=tuple(Column(field.id, field.title) for field in fields),
        rows=tuple(tuple(field.cell(row) for field in fields) for row in rows),
    )
