"""The strokes of a swim-lane chart: words on several lines, rounded lines and arrow heads, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.render.markup import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How far the lines of a text stand apart.
LINE = 15


def text(middle: float, height: float, lines: Sequence[str], name: str) -> str:
    """Write lines around a middle."""
    first = height - (len(lines) - 1) * LINE / 2 + 4
    spans = "".join(
        f'<tspan x="{middle:g}" y="{first + number * LINE:g}">{plain(one)}</tspan> '
        for number, one in enumerate(lines)
    )
    return f'<text class="{name}" text-anchor="middle">{spans.rstrip()}</text>'


def caption(place: float, height: float, words: str, anchor: str) -> str:
    """Write the words above an arrow."""
    return f'<text class="hr-lanes__word" x="{place:g}" y="{height:g}" text-anchor="{anchor}">{plain(words)}</text>'


def path(points: Sequence[tuple[float, float]]) -> str:
    """Draw a line with rounded corners through some points, and a head at its end."""
    (x, y), *others = points
    parts = [f"M{x:g} {y:g}"]
    for number, (across, down) in enumerate(others):
        following = others[number + 1] if number + 1 < len(others) else None
        if following is None:
            parts.append(f"L{across:g} {down:g}")
            continue
        before = _towards((across, down), (x, y))
        after = _towards((across, down), following)
        parts.append(f"L{before[0]:g} {before[1]:g}Q{across:g} {down:g} {after[0]:g} {after[1]:g}")
        x, y = across, down
    return (
        f'<path class="hr-lanes__line" d="{"".join(parts)}"></path>{_head(points[-2], points[-1])}'
    )


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Return a point a little way from a corner."""
    far = max(abs(other[0] - corner[0]), abs(other[1] - corner[1]), 1)
    step = min(5.0, far / 2)
    return (
        corner[0] + step * (other[0] - corner[0]) / far,
        corner[1] + step * (other[1] - corner[1]) / far,
    )


def _head(before: tuple[float, float], tip: tuple[float, float]) -> str:
    across = (tip[0] > before[0]) - (tip[0] < before[0])
    down = (tip[1] > before[1]) - (tip[1] < before[1])
    back = (tip[0] - 7 * across, tip[1] - 7 * down)
    wing = (3.5 * down, 3.5 * across)
    return (
        f'<path class="hr-lanes__head" d="M{tip[0]:g} {tip[1]:g}L{back[0] + wing[0]:g} {back[1] + wing[1]:g}'
        f'L{back[0] - wing[0]:g} {back[1] - wing[1]:g}z"></path>'
    )
