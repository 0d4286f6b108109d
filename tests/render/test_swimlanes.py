"""Swim lanes: a lane for each role, a row for each activity, and arrows that cross no box."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import combinations
from itertools import pairwise
from pathlib import Path

import pytest

from handrail.loading.sources import WorkTree
from handrail.register import load_register
from handrail.render.layout import Layout
from handrail.render.routes import Arrow
from handrail.render.routes import routes
from handrail.render.routes import tracks
from handrail.render.swimlanes import swimlanes
from tests.overlay import AS_OF
from tests.overlay import small

ROOT = Path(__file__).parents[2]
HANDBOOK = load_register(WorkTree(ROOT), AS_OF)
LANGUAGES = ("en", "zh")
INCIDENTS = "processes/incident-management/process.yaml"
ACTIVITIES = """\
activities:
  - {id: call, title: {en: Take the call, zh: 受理}, responsible: [service-desk], accountable: service-desk, next: {known: close, unknown: find, wrong: call, request: handed-on}}
  - {id: find, title: 'Find "the" cause & more', responsible: [quality-lead], accountable: service-desk, approval: true, next: {back: call, found: close}}
  - {id: close, title: Close, responsible: [service-desk], accountable: service-desk}
words: {known: {en: Solution known, zh: 已知}, unknown: Not known, wrong: Wrong number, request: A request, back: Back, found: Found}
ends: [{id: handed-on, title: Handed on}]
"""


class Drawing(HTMLParser):
    """The boxes, lines and words of a drawing."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.boxes: list[tuple[float, float, float, float]] = []
        self.lines: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(svg)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("class", "")
        if name.startswith("hr-lanes__box"):
            x, y, wide, high = (float(values[key]) for key in ("x", "y", "width", "height"))
            self.boxes.append((x, y, x + wide, y + high))
        elif name == "hr-lanes__line":
            self.lines.append(values["d"])
        elif tag == "a":
            self.links.append(values["href"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def drawn(process_id: str = "incident-management", language: str = "en") -> str:
    register = small({INCIDENTS: ACTIVITIES}) if process_id == "small" else HANDBOOK
    process = register.processes["incident-management" if process_id == "small" else process_id]
    return swimlanes(process, language, role=lambda one: one, address=lambda one: f"#{one.id}")


def points(path: str) -> list[tuple[float, float]]:
    """Return the points of a line, its corners as corners."""
    return [
        (float(x), float(y))
        for x, y in re.findall(
            r"[MLQ](-?[\d.]+) (-?[\d.]+)", re.sub(r"L\S+ [\d.-]+(?=Q)", "", path)
        )
    ]


def test_lanes_boxes_arrows_and_words() -> None:
    drawing = Drawing(drawn("small"))
    said = " ".join(" ".join(drawing.words).split())
    for words in (
        "service-desk", "quality-lead", "Take the call", "↻ Wrong number", 'Find "the" cause & more',
        "✓ approval", "Solution known", "Not known", "A request", "Handed on", "Back", "Found",
    ):  # fmt: skip
        assert words in said
    assert drawing.links == ["#call", "#find", "#close"]
    # Seven ways, one of them back to itself; and where the path begins and ends.
    assert len(drawing.lines) == 5 + 2


def test_chinese() -> None:
    said = " ".join(Drawing(drawn("small", "zh")).words)
    assert "受理" in said
    assert "已知" in said


def test_text_is_text() -> None:
    assert "<cause" not in drawn("small")
    assert "&quot;the&quot;" in drawn("small").replace("&#34;", "&quot;")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("process_id", list(HANDBOOK.processes))
def test_no_arrow_of_the_handbook_runs_through_a_box(process_id: str, language: str) -> None:
    drawing = Drawing(drawn(process_id, language))
    assert drawing.boxes
    for path in drawing.lines:
        corners = points(path)
        for (x, y), (across, down) in pairwise(corners):
            left, right = sorted((x, across))
            top, bottom = sorted((y, down))
            assert [
                box
                for box in drawing.boxes
                if left < box[2] and right > box[0] and top < box[3] and bottom > box[1]
            ] == []


@pytest.mark.parametrize("process_id", list(HANDBOOK.processes))
def test_every_way_of_the_handbook_is_drawn(process_id: str) -> None:
    process = HANDBOOK.processes[process_id]
    rows = [activity for activity in process.activities if not activity.during]
    known = {one.id for one in rows} | {one.id for one in process.ends}
    ways = 0
    for activity in rows:
        following = activity.next or {}
        targets = [following] if isinstance(following, str) else list(following.values())
        ways += len({one for one in targets if one in known and one != activity.id})
    last = sum(not activity.next for activity in rows)
    starts = len(set(process.starts.values())) or 1
    assert len(Drawing(drawn(process_id)).lines) == ways + last + starts


def test_drawing_is_the_same_every_time() -> None:
    assert drawn() == drawn()
    assert "\n" not in drawn()


def test_tracks_never_lie_upon_one_another() -> None:
    lanes = [0, 1, 0, 1, 0, 1, 0]
    arrows = [Arrow(a, b, "") for a in range(7) for b in range(7) if a != b]
    found = routes(lanes, arrows)
    given = tracks(found)
    spans: dict[tuple[int, int, int], tuple[int, int]] = {}
    for route in found:
        if route.kind == "track":
            key = (route.gutter, route.arrow.target, route.enters)
            ends = (route.arrow.source, route.arrow.target)
            low, high = spans.get(key, ends)
            spans[key] = (min(low, *ends), max(high, *ends))
    for one, other in combinations(spans, 2):
        apart = spans[one][1] < spans[other][0] or spans[other][1] < spans[one][0]
        assert apart or (*one[::2], given[one]) != (*other[::2], given[other])


@pytest.mark.parametrize("process_id", sorted(HANDBOOK.processes))
def test_arrows_to_different_boxes_never_share_a_line(process_id: str) -> None:
    process = HANDBOOK.processes[process_id]
    rows = [activity for activity in process.activities if not activity.during]
    layout = Layout(process, rows, "en")
    upright = [
        (first[0], min(first[1], second[1]), max(first[1], second[1]), route.arrow.target)
        for route in layout.routes
        for first, second in pairwise(layout.points(route))
        if first[0] == second[0]
    ]
    for one, other in combinations(upright, 2):
        same = one[0] == other[0] and one[3] != other[3]
        assert not same or one[2] <= other[1] or other[2] <= one[1]
