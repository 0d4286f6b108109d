"""A process as a flow chart: Mermaid text drawn from the activities and their `next`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from handrail.model.messages import say
from handrail.render.language import fill
from handrail.render.language import translate
from handrail.render.markup import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.messages import Message
    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.model.text import Text

#: What colours a box; the style sheet says how.
_PHASES = frozenset({"plan", "do", "check", "act"})
#: What the drawing of the activities beside the path is called.
BESIDE = say("Beside the path")
_IN_ADDRESSES = "/#.-_"
_ENTITIES = str.maketrans({mark: f"#{ord(mark)};" for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"})


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: what it is called, and its Mermaid text."""

    title: Text | Message
    text: str


def flow_charts(
    process: Process,
    language: str,
    *,
    address: Callable[[Activity], str | None] | None = None,
) -> tuple[Chart, ...]:
    """Draw a process: a box for each activity, an arrow for each way on, a round end for each end.

    What does not hang together is drawn apart, and so is what may happen beside the path.
    """
    beside = [activity for activity in process.activities if activity.during]
    parts = [*_connected(process), *([beside] if beside else [])]
    charts = []
    for part in parts:
        title = BESIDE if part is beside else process.title
        drawing = _Drawing(process, part, language, address or (lambda _: None))
        charts.append(Chart(title, "\n".join(("flowchart TD", *drawing.lines(title)))))
    return tuple(charts)


def _connected(process: Process) -> list[list[Activity]]:
    """Return the activities on the path, put together as arrows connect them, in their order."""
    on_path = [activity for activity in process.activities if not activity.during]
    group = {activity.id: number for number, activity in enumerate(on_path)}
    for activity in on_path:
        for target in targets(activity):
            if target in group and group[target] != group[activity.id]:
                old, new = group[target], group[activity.id]
                group = {key: new if number == old else number for key, number in group.items()}
    found: dict[int, list[Activity]] = {}
    for activity in on_path:
        found.setdefault(group[activity.id], []).append(activity)
    return list(found.values())


def targets(activity: Activity) -> tuple[str, ...]:
    """Return the activities and ends an activity leads to."""
    following = activity.next
    if following is None:
        return ()
    return (following,) if isinstance(following, str) else tuple(dict.fromkeys(following.values()))


class _Drawing:
    """One drawing; it knows which numbers its boxes have."""

    def __init__(
        self,
        process: Process,
        part: Sequence[Activity],
        language: str,
        address: Callable[[Activity], str | None],
    ) -> None:
        self.process = process
        self.part = part
        self.language = language
        self.address = address
        reached = {target for activity in part for target in targets(activity)}
        drawn = {activity.id for activity in part}
        #: Ends, and activities of another part, each drawn once at the end of its arrows.
        self.beyond: dict[str, Text] = {}
        for one in process.activities:
            self.beyond |= {one.id: one.title} if one.id in reached - drawn else {}
        for end in process.ends:
            self.beyond |= {end.id: end.title} if end.id in reached else {}
        # Mermaid reads some words, such as `end`, as its own: boxes are numbered.
        self.boxes = {
            name: f"n{number}"
            for number, name in enumerate((*(one.id for one in part), *self.beyond))
        }

    def lines(self, title: Text | Message) -> Iterator[str]:
        about = say("The table of activities below says the same in words.")
        yield f"accTitle: {_label(fill(title, self.language))}"
        yield f"accDescr: {_label(translate(about, self.language))}"
        for activity in self.part:
            yield from self._box(activity)
        for name, text in self.beyond.items():
            yield f'{self.boxes[name]}(["{_label(self._text(text))}"]):::at_end'
        for activity in self.part:
            yield from self._arrows(activity)

    def _box(self, activity: Activity) -> Iterator[str]:
        box = self.boxes[activity.id]
        words = [self._text(activity.title)]
        if activity.step is not None:
            words[0] = f"{activity.step} · {words[0]}"
        if activity.approved_by:
            words.append(f"✓ {translate(say('by vote'), self.language)}")
        words += [f"↻ {said}" for target, said in self._ways(activity) if target == activity.id]
        label = "<br>".join(_label(word) for word in words)
        phase = f":::in_{activity.phase}" if activity.phase in _PHASES else ""
        # A question is drawn as a diamond-like box: nothing is written there, only read.
        left, right = ("{{", "}}") if activity.reads else ("[", "]")
        shape = f'{box}{left}"{label}"{right}{phase}'
        yield shape
        address = self.address(activity)
        if address is not None:
            yield f'click {box} href "{quote(address, safe=_IN_ADDRESSES)}"'

    def _arrows(self, activity: Activity) -> Iterator[str]:
        """Draw the ways on; those ahead first, so that Mermaid sees which ones lead back."""
        order = list(self.boxes)
        here = order.index(activity.id)
        ways = [way for way in self._ways(activity) if way[0] != activity.id]
        for target, words in sorted(
            ways, key=lambda way: (order.index(way[0]) < here, order.index(way[0]))
        ):
            arrow = f'-->|"{_label(words)}"|' if words else "-->"
            yield f"{self.boxes[activity.id]} {arrow} {self.boxes[target]}"

    def _ways(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """Yield each place an activity leads to with the words that lead there, written together."""
        following = activity.next
        if isinstance(following, str):
            following = {"": following}
        found: dict[str, list[str]] = {}
        for word, target in (following or {}).items():
            found.setdefault(target, []).append(self._word(word))
        for target, words in found.items():
            if target in self.boxes:
                yield target, " / ".join(words)

    def _word(self, word: str) -> str:
        title = self.process.words.get(word)
        return self._text(title) if title else word

    def _text(self, text: Text) -> str:
        return text.in_language(self.language)


def _label(text: str) -> str:
    """Write text so that Mermaid sees no mark in it, only letters and entities."""
    return line(text).translate(_ENTITIES)
