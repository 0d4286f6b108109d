"""A table as a value: typed cells under titled columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a page of the site: the kind of thing (`improvement`, `process`), its id and title."""

    kind: str
    id: str
    title: Text | str


#: What a cell may hold; a tuple is a list of cells.
Cell = str | int | float | date | bool | Text | Message | Link | None | tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name machines use and the title people read."""

    id: str
    title: Message


@dataclass(frozen=True, slots=True)
class Table:
    """Titled columns and rows of typed cells; only renderers know formats."""

    id: str
    title: Message
    columns: Sequence[Column]
    rows: Sequence[tuple[Cell, ...]]
