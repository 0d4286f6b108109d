"""The measured values of KPIs: CSV files, each row a period, read as far as they can be."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.hints import did_you_mean
from handrail.model.messages import say
from handrail.model.periods import parse_period
from handrail.model.values import KpiValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message

#: Where they lie: the process and the KPI.
VALUES = re.compile(r"processes/(?P<process>[^/]+)/kpis/(?P<kpi>[^/]+)\.csv")
_NEEDED = ("period", "value")
_COLUMNS = (*_NEEDED, "n", "numerator", "denominator", "note")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_COUNT = re.compile(r"\d{1,15}")
_EXAMPLE = "2026-03,8.4,421"


@dataclass(frozen=True, slots=True)
class KpiValues:
    """The values in one file, and what is wrong with it."""

    path: str
    rows: tuple[KpiValue, ...] = ()
    faults: tuple[Problem, ...] = ()


def read_values(path: str, content: bytes, fiscal_year_start: int) -> KpiValues:
    """Read a file of values; a row that cannot be read is a fault and no value."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = say("save it as UTF-8: in a spreadsheet, «CSV UTF-8»")
        return KpiValues(path, faults=(Problem(Location(path), say("this is not UTF-8"), hint),))
    return _Reader(path, text, fiscal_year_start).read()


class _Reader:
    """Reads one file; its state is what was found so far."""

    def __init__(self, path: str, text: str, fiscal_year_start: int) -> None:
        self.path = path
        self.lines = [line.rstrip("\r") for line in text.split("\n")]
        self.table = csv.reader(io.StringIO(text, newline=""))
        self.fiscal_year_start = fiscal_year_start
        self.faults: list[Problem] = []
        self.cells: list[str] = []

    def read(self) -> KpiValues:
        rows = tuple(self._values())
        return KpiValues(self.path, rows, tuple(self.faults))

    def _values(self) -> Iterator[KpiValue]:
        seen: set[str] = set()
        head = self._head()
        while head and self._next():
            if not any(cell.strip() for cell in self.cells):
                continue
            value = self._value(head)
            if value is None:
                continue
            if value.period.label in seen:
                self._fault(
                    head.index("period"),
                    say("there is a second row for {period}", period=value.period.label),
                    say("keep the row that is right"),
                )
                continue
            seen.add(value.period.label)
            yield value

    def _next(self) -> bool:
        """Go to the next row; what is no CSV at all ends the reading."""
        try:
            self.cells = next(self.table)
        except StopIteration:
            return False
        except csv.Error:
            self.cells = []
            self._fault(
                0, say("this cannot be read as CSV"), say("write rows like `{row}`", row=_EXAMPLE)
            )
            return False
        return True

    def _head(self) -> tuple[str, ...]:
        """Read the first row; without the columns that are needed nothing can be read."""
        before = len(self.faults)
        head = tuple(cell.strip() for cell in self.cells) if self._next() else ()
        for place, name in enumerate(head):
            if name not in _COLUMNS:
                self._fault(
                    place, say("there is no column `{name}` here", name=name),
                    say("part the columns with commas") if ";" in name or "\t" in name
                    else did_you_mean(name, set(_COLUMNS) - set(head)),
                )  # fmt: skip
            elif name in head[:place]:
                self._fault(
                    place, say("there are two columns `{name}`", name=name), say("remove one")
                )
        missing = tuple(f"`{name}`" for name in _NEEDED if name not in head)
        if missing and len(self.faults) == before:
            self._fault(
                0, say("the first row lacks {columns}", columns=missing),
                say("begin the file with `{head}`", head=",".join(_COLUMNS)),
            )  # fmt: skip
        return head if len(self.faults) == before else ()

    def _value(self, head: tuple[str, ...]) -> KpiValue | None:
        if len(self.cells) != len(head):
            self._fault(
                0,
                say("this row has {number} values, the first row {wanted}",
                    number=len(self.cells), wanted=len(head)),
                say("leave a value empty rather than out; write a decimal point, not a comma"),
            )  # fmt: skip
            return None
        before = len(self.faults)
        given = {name: cell.strip() for name, cell in zip(head, self.cells, strict=True)}
        for place, name in enumerate(head):
            self._judge(place, name, given[name])
        if len(self.faults) > before:
            return None
        return KpiValue(
            period=parse_period(given["period"], self.fiscal_year_start),
            value=float(given["value"]),
            n=int(given["n"]) if given.get("n") else None,
            numerator=_number(given.get("numerator")),
            denominator=_number(given.get("denominator")),
            note=given.get("note") or None,
        )

    def _judge(self, place: int, name: str, cell: str) -> None:
        if name == "note" or (not cell and name not in _NEEDED):
            return
        if name == "period":
            if not _is_period(cell):
                self._fault(
                    place, say("`{value}` is no year, quarter or month", value=cell),
                    say("write it as one of {examples}", examples=("`2026`", "`2026-Q1`", "`2026-03`")),
                )  # fmt: skip
        elif not (_COUNT if name == "n" else _NUMBER).fullmatch(cell):
            self._fault(
                place, say("`{value}` is no number that `{column}` can hold", value=cell, column=name),
                say("write digits and a decimal point, without a unit"),
            )  # fmt: skip

    def _fault(self, place: int, message: Message, hint: Message | None) -> None:
        number = max(self.table.line_num, 1)
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        # Where cells are quoted, the line is place enough.
        starts = [0, *accumulate(len(cell) + 1 for cell in self.cells)]
        column = starts[place] if ",".join(self.cells) == line else 0
        width = len(self.cells[place]) if self.cells and (column or not place) else 1
        location = Location(self.path, number, column + 1, max(width, 1), line[:200])
        self.faults.append(Problem(location, message, hint))


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _number(text: str | None) -> float | None:
    return float(text) if text else None
