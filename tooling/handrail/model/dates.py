"""Durations and the working calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: The days of a month, on average.
_DAYS_OF_MONTH = 365.25 / 12
_DURATION = re.compile(
    r"P(?!$)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?!$)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,4})M)?)?"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Duration:
    """A length of time as ISO 8601 writes it; years and months are the calendar's."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    def __str__(self) -> str:
        """Write the duration the ISO 8601 way, e.g. `P1M`, `P30D`, `PT4H`."""
        years, months = divmod(self.months, 12)
        hours, minutes = divmod(self.minutes, 60)
        day_part = _parts((years, "Y"), (months, "M"), (self.days, "D"))
        time_part = _parts((hours, "H"), (minutes, "M"))
        return f"P{day_part}{'T' + time_part if time_part else ''}" if self else "P0D"

    def __bool__(self) -> bool:
        """Tell whether the duration is longer than nothing."""
        return bool(self.months or self.days or self.minutes)

    @property
    def whole_days(self) -> int:
        """Return about how many days it takes; hours and minutes reach no day."""
        return int(self.months * _DAYS_OF_MONTH) + self.days


def _parts(*parts: tuple[int, str]) -> str:
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration of at most four digits a part; raise ValueError on anything else."""
    match = _DURATION.fullmatch(text)
    if match is None:
        message = f"not an ISO 8601 duration: {text!r}"
        raise ValueError(message)
    part = {name: int(digits or 0) for name, digits in match.groupdict().items()}
    return Duration(
        months=part["years"] * 12 + part["months"],
        days=part["weeks"] * 7 + part["days"],
        minutes=part["hours"] * 60 + part["minutes"],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """Which days are worked: all but the weekend and the holidays, and the named workdays."""

    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on this day."""
        if day in self.workdays:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def add(self, start: date, duration: Duration, *, working: bool = True) -> date:
        """Return the day a duration after `start`; its days are working days unless told otherwise.

        Months are calendar months (31 January and a month is the last of February);
        hours and minutes round up to no further day.
        """
        day = _add_months(start, duration.months)
        if not working:
            return _clamped(day, duration.days)
        left = duration.days
        while left and day < date.max:
            day += timedelta(days=1)
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_workday(day) for day in days)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _clamped(day: date, days: int) -> date:
    return day + timedelta(days=days) if (date.max - day).days > days else date.max
