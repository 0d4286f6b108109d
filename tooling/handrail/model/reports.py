"""A report as a value: what is told of one period, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.tables import Table
from handrail.model.text import Text

if TYPE_CHECKING:
    from datetime import date

    from handrail.model.periods import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of a report: what is said, then what is shown; with neither, there is nothing to tell."""

    title: Message
    texts: tuple[Message | Text | str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What is told of a period as of a day; only renderers know formats."""

    id: str
    title: Message
    period: Period
    as_of: date
    sections: tuple[Section, ...]
    #: What is written as CSV where that is not the first table.
    sheet: Table | None = None

    @property
    def first_table(self) -> Table | None:
        """What a spreadsheet is given of it."""
        tables = (table for section in self.sections for table in section.tables)
        return self.sheet or next(tables, None)
