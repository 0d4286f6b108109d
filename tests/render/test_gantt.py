"""A schedule as a drawing."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from handrail.render.gantt import Bar
from handrail.render.gantt import gantt

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
bars = st.builds(
    lambda label, one, other: Bar(label, min(one, other), max(one, other)), st.text(), days, days
)


def drawn(*rows: Bar, today: date = date(2026, 3, 1)) -> str:
    return gantt(rows, today=today, title="Schedule", today_label="today")


def test_bars_stand_where_their_days_are() -> None:
    svg = drawn(
        Bar("First", date(2026, 1, 1), date(2026, 6, 30)),
        Bar("Then", date(2026, 7, 1), date(2026, 12, 31)),
    )
    first, then = (float(x) for x in re.findall(r'<rect x="([\d.]+)"', svg))
    assert first == 300
    assert 560 < then < 590
    assert svg.count('class="hr-gantt__past"') == 1
    assert [int(month) for month in re.findall(r">(\d+)</text>", svg)] == list(range(1, 13))


def test_nothing_to_draw() -> None:
    assert drawn() == ""


def test_day_outside_is_not_drawn() -> None:
    assert "today" not in drawn(Bar("a", date(2025, 1, 1), date(2025, 2, 1)))


@given(st.lists(bars, min_size=1, max_size=5), days)
def test_any_schedule_is_one_line_of_sound_svg(rows: list[Bar], today: date) -> None:
    svg = gantt(rows, today=today, title="Schedule <&>", today_label="today")
    assert "\n" not in svg
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.tag.endswith("svg")
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    widths = [float(node.get("width", "0")) for node in root.iter() if node.tag.endswith("rect")]
    assert all(0 < width <= 561 for width in widths)
