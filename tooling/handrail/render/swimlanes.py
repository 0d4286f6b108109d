"""A process as a swim-lane chart: a lane for each role, a row for each activity, as SVG without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.render.layout import BOX
from handrail.render.layout import COLUMNS
from handrail.render.layout import GAP
from handrail.render.layout import GUTTER
from handrail.render.layout import HEAD
from handrail.render.layout import Layout
from handrail.render.layout import out_height
from handrail.render.markup import line
from handrail.render.markup import plain
from handrail.render.strokes import caption
from handrail.render.strokes import path
from handrail.render.strokes import text
from handrail.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.render.routes import Route

_MARGIN = 10
#: More lanes than these are not shrunk to the page: the drawing is moved instead.
_FEW_LANES = 4


def swimlanes(
    process: Process,
    language: str,
    *,
    role: Callable[[str], str],
    address: Callable[[Activity], str | None],
) -> str:
    """Draw the path of a process as SVG without a line feed; its colours come from the page."""
    on_path = [activity for activity in process.activities if not activity.during]
    return _Drawing(Layout(process, on_path, language), role, address).svg() if on_path else ""


class _Drawing:
    """One drawing; it knows what roles are called and where boxes lead."""

    def __init__(
        self,
        layout: Layout,
        role: Callable[[str], str],
        address: Callable[[Activity], str | None],
    ) -> None:
        self.layout = layout
        self.role = role
        self.address = address

    def svg(self) -> str:
        """Return the whole drawing."""
        bottom = self.layout.tops[-1] + self.layout.height(len(self.layout.rows) - 1) + 26
        lines = "".join(part for route in self.layout.routes for part in self._line(route))
        labels = "".join(part for route in self.layout.routes for part in self._label(route))
        outs = [r for r in self.layout.routes if r.kind == "out"]
        right = self.layout.lefts[-1] + (BOX if outs else -GUTTER)
        left, right = self._edges(right)
        whole = f"{left - _MARGIN:g} 0 {right - left + 2 * _MARGIN:g} {bottom:g}"
        name = plain(line(self.layout.process.title.in_language(self.layout.language)))
        wide = " hr-lanes--wide" if len(self.layout.roles) > _FEW_LANES else ""
        return (
            f'<svg class="hr-lanes{wide}" role="group" viewBox="{whole}" width="{right - left + 2 * _MARGIN:g}" '
            f'xmlns="http://www.w3.org/2000/svg" aria-label="{name}">'
            f"{''.join(self._lane(lane, bottom) for lane in range(len(self.layout.roles)))}"
            f'<g aria-hidden="true">{"".join(self._marks())}{lines}{labels}</g>'
            f"{''.join(self._box(row) for row in range(len(self.layout.rows)))}"
            f"{''.join(self._out(route) for route in outs)}</svg>"
        )

    def _edges(self, right: float) -> tuple[float, float]:
        """Return how far the drawing reaches, words included."""
        left = 0.0
        for route in self.layout.routes:
            start, end = self.layout.reach(route)
            left, right = min(left, start), max(right, end)
        return left, right

    def _lane(self, lane: int, bottom: float) -> str:
        start = self.layout.lefts[lane] - GUTTER / 2
        words = wrap(line(self.role(self.layout.roles[lane])), COLUMNS)[:2]
        return (
            f'<rect class="hr-lanes__lane" x="{start:g}" y="4" width="{BOX + GUTTER}" height="{bottom - 8:g}" rx="4"></rect>'
            + text(start + (BOX + GUTTER) / 2, HEAD / 2 + 6, words, "hr-lanes__role")
        )

    def _box(self, row: int) -> str:
        activity = self.layout.rows[row]
        left, top, height = (
            self.layout.lefts[self.layout.lanes[row]],
            self.layout.tops[row],
            self.layout.height(row),
        )
        phase = f" hr-lanes__box--{activity.phase}" if activity.phase else ""
        drawn = (
            f'<rect class="hr-lanes__box{phase}" x="{left:g}" y="{top:g}" width="{BOX}" height="{height:g}" rx="3"></rect>'
            + text(left + BOX / 2, top + height / 2, self.layout.lines[row], "hr-lanes__words")
        )
        address = self.address(activity)
        return f'<a href="{plain(address)}">{drawn}</a>' if address else f"<g>{drawn}</g>"

    def _out(self, route: Route) -> str:
        """Draw a way out of the process at the right of its row."""
        words = wrap(route.arrow.end, COLUMNS)
        height = out_height(route)
        middle = self.layout.ports[route]
        left = self.layout.lefts[-1]
        return (
            f'<g><rect class="hr-lanes__out" x="{left:g}" y="{middle - height / 2:g}" width="{BOX}" height="{height:g}" rx="{min(height / 2, 14):g}"></rect>'
            + text(left + BOX / 2, middle, words, "hr-lanes__words")
            + "</g>"
        )

    def _marks(self) -> Iterator[str]:
        """Mark where the path begins, and every activity it ends with."""
        starts = {*self.layout.process.starts.values()} or {self.layout.rows[0].id}
        for row, activity in enumerate(self.layout.rows):
            if activity.id in starts:
                middle, top = self.layout.middle(row), self.layout.tops[row]
                yield f'<circle class="hr-lanes__start" cx="{middle:g}" cy="{top - 18:g}" r="5"></circle>'
                yield path([(middle, top - 13), (middle, top)])
            if not activity.next:
                below, middle = (
                    self.layout.tops[row] + self.layout.height(row),
                    self.layout.middle(row),
                )
                yield path([(middle, below), (middle, below + 12)])
                yield f'<circle class="hr-lanes__end" cx="{middle:g}" cy="{below + 17:g}" r="5"></circle>'

    def _line(self, route: Route) -> Iterator[str]:
        yield path(self.layout.points(route))

    def _label(self, route: Route) -> Iterator[str]:
        if not route.arrow.words:
            return
        start, end = self.layout.reach(route)
        first, second = self.layout.points(route)[:2]
        if route.kind == "down":
            below = self.layout.tops[route.arrow.source] + self.layout.height(route.arrow.source)
            yield caption(start, below + GAP / 2 + 1, route.arrow.words, "start")
            return
        # Words stand on the side of their line that the arrow does not turn to.
        turns_up = route.kind == "track" and self.layout.points(route)[2][1] < first[1]
        height = first[1] + 11 if turns_up else first[1] - 3
        is_left = second[0] < first[0]
        yield caption(
            end if is_left else start, height, route.arrow.words, "end" if is_left else "start"
        )
