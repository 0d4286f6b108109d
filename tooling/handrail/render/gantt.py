"""A schedule as a drawing: one bar for each row, the months above, and a line for today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.render.markup import line
from handrail.render.markup import plain
from handrail.render.width import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

_WIDTH = 860
_LABELS = 300
_HEAD = 38
_ROW = 28
_BAR = 14
#: How many columns of a terminal fit beside the bars; a Chinese character takes two.
_LABEL_COLUMNS = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a schedule: what is done, from when to when."""

    label: str
    start: date
    end: date


def gantt(bars: Sequence[Bar], *, today: date, title: str, today_label: str) -> str:
    """Draw a schedule as SVG without a line feed; its colours come from the page."""
    if not bars:
        return ""
    first = min(bar.start for bar in bars).replace(day=1)
    last = max(bar.end for bar in bars)
    days = max(1, (last - first).days + 1)

    def across(day: date) -> float:
        share = min(max((day - first).days, 0), days) / days
        return round(_LABELS + share * (_WIDTH - _LABELS), 1)

    height = _HEAD + _ROW * len(bars) + 8
    head = (
        f'<svg class="hr-gantt" role="img" viewBox="0 0 {_WIDTH} {height}" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{plain(title)}"><title>{plain(title)}</title>'
    )
    parts = [head]
    for month in _months(first, last):
        place = across(month)
        parts.append(f'<line x1="{place}" y1="{_HEAD - 4}" x2="{place}" y2="{height}"></line>')
        parts.append(
            f'<text class="hr-gantt__month" x="{place + 3}" y="{_HEAD - 10}">{month.month}</text>'
        )
    for row, bar in enumerate(bars):
        parts += _row(bar, _HEAD + row * _ROW, across(bar.start), across(bar.end), across(today))
    if first <= today <= last:
        place = across(today)
        parts.append(
            f'<line class="hr-gantt__today" x1="{place}" y1="{_HEAD - 4}" x2="{place}" y2="{height}"></line>'
        )
        parts.append(
            f'<text class="hr-gantt__today-label" x="{place}" y="10" text-anchor="middle">{plain(today_label)}</text>'
        )
    return "".join((*parts, "</svg>"))


def _row(bar: Bar, top: float, start: float, end: float, today: float) -> Iterator[str]:
    middle = top + _ROW / 2
    width = max(end - start, 3)
    past = min(max(today - start, 0), width)
    label = plain(cut(line(bar.label), _LABEL_COLUMNS))
    yield f'<text x="0" y="{middle + 4}">{label}</text>'
    yield f'<rect x="{start}" y="{middle - _BAR / 2}" width="{width:.1f}" height="{_BAR}" rx="3"></rect>'
    if past:
        yield (
            f'<rect class="hr-gantt__past" x="{start}" y="{middle - _BAR / 2}" '
            f'width="{past:.1f}" height="{_BAR}" rx="3"></rect>'
        )


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
