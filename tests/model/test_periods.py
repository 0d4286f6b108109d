"""Years, quarters and months, in fiscal years that begin with any month."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.model.periods import Period
from handrail.model.periods import fiscal_year
from handrail.model.periods import parse_period

STARTS = st.integers(1, 12)
YEARS = st.integers(1000, 2999)


@pytest.mark.parametrize(
    ("text", "start", "first", "last"),
    [
        ("2026", 1, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026", 4, date(2026, 4, 1), date(2027, 3, 31)),
        ("2026-Q1", 1, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", 1, date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-Q1", 4, date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q4", 4, date(2027, 1, 1), date(2027, 3, 31)),
        ("2026-Q1", 12, date(2026, 12, 1), date(2027, 2, 28)),
        ("2028-02", 1, date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", 4, date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_period(text: str, start: int, first: date, last: date) -> None:
    assert parse_period(text, start) == Period(text, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-Q5", "2026-Q0", "2026-q1", "2026 Q1", "2026-3", "2026-13", "2026-00",
     "2026-03-01", "0026", "9999", "2026-Q1\n", " 2026", "２０２６"],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a year, quarter or month"):
        parse_period(text)


@given(YEARS, STARTS)
def test_quarters_follow_one_another_through_the_year(year: int, start: int) -> None:
    whole = parse_period(f"{year}", start)
    quarters = [parse_period(f"{year}-Q{number}", start) for number in range(1, 5)]
    assert (quarters[0].start, quarters[-1].end) == (whole.start, whole.end)
    ends = [quarter.end + timedelta(days=1) for quarter in quarters[:-1]]
    assert ends == [quarter.start for quarter in quarters[1:]]


@given(st.dates(date(1001, 1, 1), date(2998, 12, 31)), STARTS)
def test_every_day_lies_in_the_fiscal_year_it_is_counted_to(day: date, start: int) -> None:
    assert day in parse_period(f"{fiscal_year(day, start)}", start)
    assert day in parse_period(f"{day:%Y-%m}", start)
