"""Measured values: what is read, and what is said of rows that cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.values import read_values
from handrail.model.periods import parse_period
from handrail.model.values import KpiValue
from handrail.model.values import latest_value

PATH = "processes/incident-management/kpis/mttr.csv"


def faults(content: bytes) -> list[str]:
    """Say of each fault its line, its column and what it is."""
    found = read_values(PATH, content, 1).faults
    return [f"{one.location.line}:{one.location.column} {one.message}" for one in found]


def test_values_are_read_with_all_their_columns() -> None:
    content = (
        b'\xef\xbb\xbfperiod,value,n,numerator,denominator,note\r\n2026-Q1,45,62,28,62,"a, b"\r\n'
    )
    values = read_values(PATH, content, 4)
    assert values.faults == ()
    assert values.rows == (
        KpiValue(
            period=parse_period("2026-Q1", 4), value=45.0, n=62, numerator=28.0, denominator=62.0,
            note="a, b",
        ),
    )  # fmt: skip


def test_columns_may_be_left_out_and_left_empty() -> None:
    content = b"value,period,n\n-8.4,2026-03,\n\n , ,\n"
    assert read_values(PATH, content, 1).rows == (
        KpiValue(period=parse_period("2026-03"), value=-8.4),
    )
    assert faults(content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1:1 the first row lacks ('`period`', '`value`')"),
        (b"period,n\n2026-03,4\n", "1:1 the first row lacks ('`value`',)"),
        (b"perod,value\n2026-03,8.4\n", "1:1 there is no column `perod` here"),
        (b"period;value\n2026-03;8.4\n", "1:1 there is no column `period;value` here"),
        (b"period,value,value\n", "1:14 there are two columns `value`"),
        (b"period,value\n2026-13,8.4\n", "2:1 `2026-13` is no year, quarter or month"),
        (b"period,value\n2026-03,8.4 h\n", "2:9 `8.4 h` is no number that `value` can hold"),
        (b"period,value\n2026-03,nan\n", "2:9 `nan` is no number that `value` can hold"),
        (b"period,value\n2026-03,\n", "2:9 `` is no number that `value` can hold"),
        (b"period,value,n\n2026-03,8.4,4.5\n", "2:13 `4.5` is no number that `n` can hold"),
        (b"period,value\n2026-03,8,4\n", "2:1 this row has 3 values, the first row 2"),
        (b"period,value\n2026-03,8\n2026-03,9\n", "3:1 there is a second row for 2026-03"),
        (b'period,value\n"2026-03","x"\n', "2:1 `x` is no number that `value` can hold"),
        ("时期,值\n".encode("gb18030"), "1:1 this is not UTF-8"),
        (b'period,value\n"' + b"9" * 140_000, "2:1 this cannot be read as CSV"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(content: bytes, expected: str) -> None:
    assert faults(content) == [expected]


def test_a_row_that_cannot_be_read_takes_no_other_with_it() -> None:
    values = read_values(PATH, b"period,value\n2026-01,x\n2026-02,8.6\nsoon,1\n", 1)
    assert [row.period.label for row in values.rows] == ["2026-02"]
    assert [fault.location.line for fault in values.faults] == [2, 4]


@given(st.binary(max_size=200) | st.text("2026-Q1,\n\r\"'.;abc ", max_size=80).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    values = read_values(PATH, content, 1)
    assert len({row.period for row in values.rows}) == len(values.rows)


def test_latest_value_is_that_of_the_last_period_that_is_over() -> None:
    rows = read_values(
        PATH, b"period,value\n2026-03,8.4\n2026-Q1,8.6\n2025,9\n2026-04,8.3\n", 1
    ).rows
    assert [latest_value(rows, day) for day in (date(2025, 12, 30), date(2026, 2, 28))] == [
        None,
        rows[2],
    ]
    assert latest_value(rows, date(2026, 4, 29)) == rows[0]
    assert latest_value(rows, date(2026, 4, 30)) == rows[3]
