"""Periods that plans, meetings and reports are about: a year, a quarter or a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

_MONTHS_OF_YEAR = 12
_MONTHS_OF_QUARTER = 3
_PERIOD = re.compile(r"(?P<year>[12]\d{3})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time under the name people use for it; both days belong to it."""

    label: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.start <= day <= self.end


def parse_period(text: str, fiscal_year_start: int = 1) -> Period:
    """Read `2026`, `2026-Q1` or `2026-03`; raise ValueError on anything else.

    Years and quarters are the fiscal year's, which bears the number of the calendar year it begins
    in; months are the calendar's.
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        message = f"not a year, quarter or month: {text!r}"
        raise ValueError(message)
    year = int(match["year"])
    if match["month"]:
        return _months(text, year, int(match["month"]), 1)
    if match["quarter"]:
        first = fiscal_year_start + (int(match["quarter"]) - 1) * _MONTHS_OF_QUARTER
        return _months(text, year, first, _MONTHS_OF_QUARTER)
    return _months(text, year, fiscal_year_start, _MONTHS_OF_YEAR)


def fiscal_year(day: date, fiscal_year_start: int = 1) -> int:
    """Return the number of the fiscal year that a day lies in."""
    return day.year if day.month >= fiscal_year_start else day.year - 1


def _months(label: str, year: int, first: int, number: int) -> Period:
    """Make a period of months; months past December are the next year's."""
    following = _first_day(year, first + number)
    return Period(label, _first_day(year, first), following - timedelta(days=1))


def _first_day(year: int, month: int) -> date:
    years, month = divmod(month - 1, _MONTHS_OF_YEAR)
    return date(year + years, month + 1, 1)
