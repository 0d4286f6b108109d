"""Where the arrows of a swim-lane chart run.

Every row of the chart holds one box, so a level line through a row meets no other box. An arrow goes
straight down where nothing is in its way, turns once where its goal's lane is free below it, and
takes a track beside the goal's lane otherwise; arrows to the same goal share their track.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

#: An arrow that leaves to a way out, which stands at the right of the row it comes from.
OUT = -1


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from one row to another, or to a way out, and the words above it."""

    source: int
    target: int
    words: str
    #: What the way out is called.
    end: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """How an arrow runs: `down`, `turn`, `out`, or along a `track` in a gutter."""

    arrow: Arrow
    kind: str
    #: The side of its source it leaves at: -1 left, 1 right, 0 below.
    leaves: int = 0
    #: The side of its target it comes in at: -1 left, 1 right, 0 above.
    enters: int = 0
    #: The gutter it runs in; gutter n lies left of lane n.
    gutter: int = 0


def routes(lanes: Sequence[int], arrows: Iterable[Arrow]) -> list[Route]:
    """Choose how each arrow runs; `lanes` says in which lane each row's box stands."""
    return [_route(lanes, arrow) for arrow in arrows]


def _route(lanes: Sequence[int], arrow: Arrow) -> Route:
    source, target = arrow.source, arrow.target
    if target == OUT:
        return Route(arrow, "out", leaves=1)
    here, there = lanes[source], lanes[target]
    side = (there > here) - (there < here)
    if target > source and there not in lanes[source + 1 : target]:
        return Route(arrow, "turn", leaves=side) if side else Route(arrow, "down")
    if side:
        return Route(arrow, "track", side, -side, there if side > 0 else there + 1)
    # Within a lane, arrows ahead run at its right and those back at its left.
    side = 1 if target > source else -1
    return Route(arrow, "track", side, side, there + 1 if side > 0 else there)


def tracks(found: Iterable[Route]) -> Mapping[tuple[int, int, int], int]:
    """Give every goal a track in its gutter, counted from its lane, so that no two lie upon one another."""
    spans: dict[tuple[int, int, int], tuple[int, int]] = {}
    for route in found:
        if route.kind == "track":
            key = (route.gutter, route.arrow.target, route.enters)
            ends = (route.arrow.source, route.arrow.target)
            low, high = spans.get(key, ends)
            spans[key] = (min(low, *ends), max(high, *ends))
    taken: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    given: dict[tuple[int, int, int], int] = {}
    for key, (low, high) in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[0])):
        gutter, _, enters = key
        number = 0
        while any(low <= end and start <= high for start, end in taken[gutter, enters, number]):
            number += 1
        taken[gutter, enters, number].append((low, high))
        given[key] = number
    return given
