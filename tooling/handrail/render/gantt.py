"""A schedule as a drawing: what was planned and what was, the months above, and a line for today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.render.markup import line
from handrail.render.markup import plain
from handrail.render.width import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.charts import Bar
    from handrail.model.charts import Span

_WIDTH = 860
_LABELS = 300
#: Room at the right, where half a point of the last day lies.
_MARGIN = 6
_HEAD = 38
_ROW = 28
_BAR = 14
#: As near to the edge the word for today ends at its line.
_HALF_A_WORD = 24
#: Half the height and width of a point.
_POINT = 6
#: How many columns of a terminal fit beside the bars; a Chinese character takes two.
_LABEL_COLUMNS = 46


def gantt(bars: Sequence[Bar], *, today: date, title: str, today_label: str) -> str:
    """Draw a schedule as SVG without a line feed; its colours come from the page.

    Where the actual days are known, they lie under the planned ones; elsewhere the part of a bar
    that is past is darker.
    """
    spans = [one for bar in bars for one in (bar.plan, bar.actual) if one]
    if not spans:
        return ""
    first = min(one.start for one in spans).replace(day=1)
    last = max(one.end for one in spans)
    days = max(1, (last - first).days + 1)

    def across(day: date) -> float:
        share = min(max((day - first).days, 0), days) / days
        return round(_LABELS + share * (_WIDTH - _MARGIN - _LABELS), 1)

    has_actual = any(bar.actual for bar in bars)
    height = _HEAD + _ROW * len(bars) + 8
    parts = [
        (
            f'<svg class="hr-gantt" role="img" viewBox="0 0 {_WIDTH} {height}" '
            f'xmlns="http://www.w3.org/2000/svg" aria-label="{plain(title)}"><title>{plain(title)}</title>'
        )
    ]
    for month in _months(first, last):
        place = across(month)
        label = (
            f"{month.year}-{month.month}" if month.month == 1 and month != first else month.month
        )
        parts.append(f'<line x1="{place}" y1="{_HEAD - 4}" x2="{place}" y2="{height}"></line>')
        parts.append(
            f'<text class="hr-gantt__month" x="{place + 3}" y="{_HEAD - 10}">{label}</text>'
        )
    for row, bar in enumerate(bars):
        top = _HEAD + row * _ROW
        label = plain(cut(line(bar.label), _LABEL_COLUMNS))
        parts.append(f'<text x="0" y="{top + _ROW / 2 + 4}">{label}</text>')
        if bar.is_point:
            parts += _points(bar, top, across)
        elif has_actual:
            parts += _compared(bar, top, across)
        elif bar.plan:
            parts += _planned(bar.plan, top, across, today)
    if first <= today <= last:
        place = across(today)
        anchor = "end" if place > _WIDTH - _HALF_A_WORD else "middle"
        parts.append(
            f'<line class="hr-gantt__today" x1="{place}" y1="{_HEAD - 4}" x2="{place}" y2="{height}"></line>'
        )
        parts.append(
            f'<text class="hr-gantt__today-label" x="{place}" y="10" text-anchor="{anchor}">{plain(today_label)}</text>'
        )
    return "".join((*parts, "</svg>"))


def _planned(plan: Span, top: float, across: Callable[[date], float], today: date) -> Iterator[str]:
    """Draw what is planned, the part of it that is past darker."""
    start, end = across(plan.start), across(plan.end)
    width = max(end - start, 3)
    past = min(max(across(today) - start, 0), width)
    middle = top + _ROW / 2
    yield _bar(start, middle - _BAR / 2, width, _BAR)
    if past:
        yield _bar(start, middle - _BAR / 2, past, _BAR, "hr-gantt__past")


def _compared(bar: Bar, top: float, across: Callable[[date], float]) -> Iterator[str]:
    """Draw what was planned, and below it what was."""
    half, middle = _BAR / 2 + 1, top + _ROW / 2
    if bar.plan:
        start = across(bar.plan.start)
        yield _bar(start, middle - half, max(across(bar.plan.end) - start, 3), half - 1)
    if bar.actual:
        start = across(bar.actual.start)
        width = max(across(bar.actual.end) - start, 3)
        yield _bar(start, middle + 1, width, half - 1, "hr-gantt__past")


def _bar(start: float, top: float, width: float, height: float, name: str = "") -> str:
    class_ = f'class="{name}" ' if name else ""
    return (
        f'<rect {class_}x="{start}" y="{top}" width="{width:.1f}" height="{height}" rx="3"></rect>'
    )


def _points(bar: Bar, top: float, across: Callable[[date], float]) -> Iterator[str]:
    """Draw a hollow point for the day it was to be passed on, and a full one for the day it was."""
    middle = top + _ROW / 2
    planned = across(bar.plan.end) if bar.plan else None
    passed = across(bar.actual.end) if bar.actual else None
    if planned is not None and passed is not None and planned != passed:
        yield (
            f'<line class="hr-gantt__shift" x1="{planned}" y1="{middle}" x2="{passed}" y2="{middle}"></line>'
        )
    if planned is not None:
        yield _point(planned, middle, "hr-gantt__point")
    if passed is not None:
        yield _point(passed, middle, "hr-gantt__point hr-gantt__point--passed")


def _point(place: float, middle: float, name: str) -> str:
    size = _POINT
    return f'<path class="{name}" d="M{place} {middle - size}l{size} {size}l-{size} {size}l-{size} -{size}z"></path>'


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        if (month.year, month.month) == (date.max.year, date.max.month):
            return
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
