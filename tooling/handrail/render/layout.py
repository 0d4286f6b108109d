"""Where everything stands in a swim-lane chart: boxes in lanes and rows, arrows and the words above them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.render.language import translate
from handrail.render.markup import line
from handrail.render.routes import OUT
from handrail.render.routes import Arrow
from handrail.render.routes import Route
from handrail.render.routes import routes
from handrail.render.routes import tracks
from handrail.render.strokes import LINE
from handrail.render.width import width
from handrail.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.records import Activity
    from handrail.model.records import Process

BOX = 156
#: How many columns of a terminal fit into a box; a Chinese character takes two.
COLUMNS = 24
PADDING = 9
GAP = 32
HEAD = 44
GUTTER = 16
_TRACK = 9
#: Room above and below the arrows at a side of a box, together.
_PORT = 14
#: How wide a letter of a label is.
_LETTER = 5.7


@dataclass(frozen=True, slots=True)
class _Port:
    """Where an arrow leaves or enters a box: its place among others, and on which side its words stand."""

    order: tuple[int, float]
    up: bool
    says: bool
    #: How high is what stands at its end in the same row.
    room: float
    name: object


def _apart(above: _Port, below: _Port) -> float:
    """Return how far two ports stand apart: words stand below an arrow that goes up, else above."""
    words = (above.up and above.says) + (not below.up and below.says)
    ends = (above.room + below.room) / 2 + 4 if above.room and below.room else 0
    return max((7.0, 14.0, 26.0)[words], ends)


def out_height(route: Route) -> float:
    """Return how high a way out is drawn."""
    return len(wrap(route.arrow.end, COLUMNS)) * LINE + PADDING


def _room(ports: Sequence[_Port]) -> float:
    """Return how far the ports at one side of a box reach."""
    return sum(_apart(one, other) for one, other in pairwise(ports))


class Layout:
    """Where each box of a process stands, and where each arrow runs."""

    def __init__(
        self,
        process: Process,
        rows: Sequence[Activity],
        language: str,
    ) -> None:
        self.process = process
        self.rows = rows
        self.language = language
        #: The lanes, in the order in which the path first comes to them.
        self.roles = list(dict.fromkeys(activity.responsible[0] for activity in rows))
        self.lanes = [self.roles.index(activity.responsible[0]) for activity in rows]
        self.lines = [self._lines(activity) for activity in rows]
        self.routes = routes(self.lanes, self._arrows())
        self.tracks = tracks(self.routes)
        self.lefts = self._lefts()
        self._sides = self._sides_of_boxes()
        self.tops = self._tops()
        self.ports = self._ports()

    def _lines(self, activity: Activity) -> list[str]:
        """Return what stands in a box."""
        title = activity.title.in_language(self.language)
        if activity.step is not None:
            title = f"{activity.step} · {title}"
        found = wrap(line(title), COLUMNS)
        if activity.approved_by:
            found.append(f"✓ {translate(say('by vote'), self.language)}")
        elif activity.approval:
            found.append(f"✓ {translate(say('approval'), self.language)}")
        if isinstance(activity.next, str):
            return found
        again = [word for word, target in (activity.next or {}).items() if target == activity.id]
        return [
            *found,
            *(one for word in again for one in wrap(f"↻ {line(self._word(word))}", COLUMNS)),
        ]

    def _arrows(self) -> Iterator[Arrow]:
        place = {activity.id: number for number, activity in enumerate(self.rows)}
        ends = {end.id: end.title.in_language(self.language) for end in self.process.ends}
        for number, activity in enumerate(self.rows):
            ways: dict[str, list[str]] = defaultdict(list)
            following = activity.next
            pairs = {"": following} if isinstance(following, str) else following or {}
            for word, target in pairs.items():
                ways[target].append(line(self._word(word)))
            for target, words in ways.items():
                said = " / ".join(words)
                if target in place and target != activity.id:
                    yield Arrow(number, place[target], said)
                elif target in ends:
                    yield Arrow(number, OUT, said, line(ends[target]))

    def _word(self, word: str) -> str:
        title = self.process.words.get(word)
        return title.in_language(self.language) if title else word

    def _lefts(self) -> list[float]:
        """Return where the boxes of each lane begin, behind the tracks left of them."""
        found, place = [], 0.0
        for lane in range(len(self.roles) + 1):
            place += GUTTER + _TRACK * self._count(lane) + GUTTER
            found.append(place)
            place += BOX
        return found

    def _count(self, gutter: int) -> int:
        """Return how many tracks a gutter has room for: those of the lane right of it, and of the lane left."""
        return sum(
            max(
                (number for key, number in self.tracks.items() if key[::2] == (gutter, side)),
                default=-1,
            )
            + 1
            for side in (-1, 1)
        )

    def _tops(self) -> list[float]:
        found, place = [], float(HEAD + 26)
        for row in range(len(self.rows)):
            found.append(place)
            place += self.height(row) + GAP
        return found

    def height(self, row: int) -> float:
        """Return how high the box of a row is."""
        needed = max((_room(self._sides[row, side]) for side in (-1, 1)), default=0.0)
        return max(len(self.lines[row]) * LINE + 2 * PADDING, needed + _PORT)

    def _sides_of_boxes(self) -> dict[tuple[int, int], list[_Port]]:
        """Return which arrows leave or enter each box at each side, those at the top first."""
        found: dict[tuple[int, int], dict[object, _Port]] = defaultdict(dict)
        for route in self.routes:
            arrow = route.arrow
            if route.leaves:
                key = (arrow.source, route.leaves)
                found[key][route] = self._port(route, arrow.source, arrow.target)
            if route.kind == "track":
                key = (arrow.target, route.enters)
                name = (arrow.target, route.gutter)
                found[key][name] = self._port(route, arrow.target, arrow.source)
        return defaultdict(
            list,
            {
                key: sorted(ports.values(), key=lambda one: one.order)
                for key, ports in found.items()
            },
        )

    def _port(self, route: Route, here: int, there: int) -> _Port:
        """Sort arrows at a side so that they do not cross: those up first, the nearest of them on top."""
        reach = abs(self._bend(route) - self.middle(here))
        up = route.kind == "track" and there < here
        down = there > here
        order = (1, 0.0) if not (up or down) else (0, reach) if up else (2, -reach)
        if here != route.arrow.source:
            return _Port(order, up, says=False, room=0, name=(here, route.gutter))
        room = out_height(route) if route.kind == "out" else 0
        return _Port(order, up, says=bool(route.arrow.words), room=room, name=route)

    def _ports(self) -> dict[object, float]:
        """Return at which height each arrow leaves or enters a box."""
        found: dict[object, float] = {}
        for (row, _), ports in self._sides.items():
            height = self.tops[row] + (self.height(row) - _room(ports)) / 2
            for number, port in enumerate(ports):
                height += _apart(ports[number - 1], port) if number else 0
                found[port.name] = height
        return found

    def middle(self, row: int) -> float:
        """Return where the middle of a row's box is."""
        return self.lefts[self.lanes[row]] + BOX / 2

    def _side(self, row: int, side: int) -> float:
        return self.middle(row) + side * BOX / 2

    def _bend(self, route: Route) -> float:
        """Return where an arrow turns up or down."""
        if route.kind == "out":
            return self.lefts[-1]
        if route.kind == "turn":
            return self.middle(route.arrow.target)
        number = self.tracks[route.gutter, route.arrow.target, route.enters]
        # The nearest track to the goal's lane is the one that is used first.
        if route.enters < 0:
            return self.lefts[route.gutter] - GUTTER - number * _TRACK
        return self.lefts[route.gutter - 1] + BOX + GUTTER + number * _TRACK

    def points(self, route: Route) -> list[tuple[float, float]]:
        """Return the points an arrow runs through."""
        source, target = route.arrow.source, route.arrow.target
        if route.kind == "down":
            middle = self.middle(source)
            return [(middle, self.tops[source] + self.height(source)), (middle, self.tops[target])]
        height, bend = self.ports[route], self._bend(route)
        begin = (self._side(source, route.leaves), height)
        if route.kind == "out":
            return [begin, (bend, height)]
        if route.kind == "turn":
            return [begin, (bend, height), (bend, self.tops[target])]
        level = self.ports[target, route.gutter]
        return [begin, (bend, height), (bend, level), (self._side(target, route.enters), level)]

    def reach(self, route: Route) -> tuple[float, float]:
        """Return where the words above an arrow begin and end."""
        long = width(route.arrow.words) * _LETTER
        first, second = self.points(route)[:2]
        if route.kind != "down" and second[0] < first[0]:
            return first[0] - 4 - long, first[0] - 4
        return first[0] + 5, first[0] + 5 + long
