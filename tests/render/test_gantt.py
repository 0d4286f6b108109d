"""A schedule as a drawing."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from handrail.model.charts import Bar
from handrail.model.charts import Span
from handrail.render.gantt import gantt

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
spans = st.builds(lambda one, other: Span(min(one, other), max(one, other)), days, days)
bars = st.builds(
    Bar,
    label=st.text(),
    plan=st.none() | spans,
    actual=st.none() | spans,
    is_point=st.booleans(),
)


def bar(label: str, start: date, end: date, actual: Span | None = None) -> Bar:
    return Bar(label=label, plan=Span(start, end), actual=actual)


def drawn(*rows: Bar, today: date = date(2026, 3, 1)) -> str:
    return gantt(rows, today=today, title="Schedule", today_label="today")


def test_bars_stand_where_their_days_are() -> None:
    svg = drawn(
        bar("First", date(2026, 1, 1), date(2026, 6, 30)),
        bar("Then", date(2026, 7, 1), date(2026, 12, 31)),
    )
    first, then = (float(x) for x in re.findall(r'<rect x="([\d.]+)"', svg))
    assert first == 300
    assert 560 < then < 590
    assert svg.count('class="hr-gantt__past"') == 1
    assert [int(month) for month in re.findall(r">(\d+)</text>", svg)] == list(range(1, 13))


def test_nothing_to_draw() -> None:
    assert drawn() == ""


def test_what_was_lies_below_what_was_planned() -> None:
    late = Span(date(2026, 2, 1), date(2026, 4, 30))
    svg = drawn(bar("Late", date(2026, 1, 1), date(2026, 3, 31), late))
    planned, actual = re.findall(r'<rect (?:class="([\w-]+)" )?x="([\d.]+)" y="([\d.]+)"', svg)
    assert (planned[0], actual[0]) == ("", "hr-gantt__past")
    assert float(planned[1]) < float(actual[1])
    assert float(planned[2]) < float(actual[2])


def test_a_point_that_was_passed_late_is_drawn_twice() -> None:
    days = Span(date(2026, 1, 1), date(2026, 1, 1)), Span(date(2026, 2, 1), date(2026, 2, 1))
    svg = drawn(Bar(label="Done", plan=days[0], actual=days[1], is_point=True))
    assert svg.count("<path") == 2
    assert svg.count("hr-gantt__point--passed") == 1
    assert svg.count("hr-gantt__shift") == 1


def test_day_outside_is_not_drawn() -> None:
    assert "today" not in drawn(bar("a", date(2025, 1, 1), date(2025, 2, 1)))


@given(st.lists(bars, min_size=1, max_size=5), days)
def test_any_schedule_is_one_line_of_sound_svg(rows: list[Bar], today: date) -> None:
    svg = gantt(rows, today=today, title="Schedule <&>", today_label="today")
    assert "\n" not in svg
    if not any(row.plan or row.actual for row in rows):
        assert svg == ""
        return
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.tag.endswith("svg")
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    widths = [float(node.get("width", "0")) for node in root.iter() if node.tag.endswith("rect")]
    assert all(0 < width <= 561 for width in widths)
