"""YAML text to data that remembers where it was written.

A strict and small YAML: what JSON can hold, every key once, nothing that makes a value mean
something else elsewhere in the file. One pass over the parser's events, without recursion, so that
no input can exhaust the stack; whatever departs from the subset is a fault with a place, never an
exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from math import isfinite
from typing import TYPE_CHECKING
from typing import Any

import yaml

from handrail.loading.faults import Fault
from handrail.loading.syntax import full_width
from handrail.loading.syntax import syntax_fault
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.model.findings import Route

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 100_000
#: The largest whole number that every JSON reader keeps exactly (RFC 8785, RFC 7493).
MAX_INTEGER = 2**53 - 1
#: The longest text that is read as a number at all.
MAX_DIGITS = 400
#: Faults reported of one file; more would only repeat themselves.
MAX_FAULTS = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
#: A hash behind text that goes on without a space: a number or a word, hardly a comment.
_HASH = re.compile(r"\S(?P<gap>[ \t]+)#\w")
_NUMBER_STARTS = frozenset("-0123456789")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
#: A field name before a full-width colon.
_FULL_WIDTH_KEY = re.compile(r"[A-Za-z_][\w-]*：", re.ASCII)

#: Where a value stands. A scalar is (line, column, width); a sequence adds its items, a mapping its
#: keys with theirs. Lines and columns count from 0 here.
Mark = tuple[Any, ...]
_SCALAR = 3


@dataclass(slots=True)
class Parsed:
    """The data of one file, where each value stands, and what was wrong."""

    data: Any = None
    mark: Mark | None = None
    faults: list[Fault] = field(default_factory=list)
    #: What can be read, and may not mean what was meant.
    remarks: list[Fault] = field(default_factory=list)


def parse(content: bytes) -> Parsed:
    """Read YAML; whatever the bytes are, this returns."""
    if len(content) > MAX_BYTES:
        return Parsed(faults=[_too_large(say("the file is larger than 1 MiB"), 0, 0)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        return Parsed(
            faults=[
                Fault(
                    "not-utf8", line, column, 1,
                    say("the file is not UTF-8 text"),
                    say("save it again with the encoding UTF-8"),
                )
            ]
        )  # fmt: skip
    reader = _Reader(text)
    try:
        # Straight from the parser: `yaml.parse` asks it twice for every event.
        events = _LOADER(text)
        while (event := events.get_event()) is not None and reader.take(event):
            pass
        events.dispose()
    except yaml.YAMLError as error:
        reader.faults.append(syntax_fault(error, text))
    places = {(fault.line, fault.column, fault.rule): fault for fault in reader.faults}
    faults = sorted(places.values(), key=lambda fault: (fault.line, fault.column))
    return Parsed(reader.root, reader.root_mark, faults[:MAX_FAULTS], reader.remarks[:MAX_FAULTS])


def locate(mark: Mark | None, route: Route, *, key: bool = False) -> tuple[int, int, int]:
    """Return line, column and width of the value a route leads to, or of its key.

    Where the route goes on beyond what is written, this is the last place on the way.
    """
    if mark is None:
        return (0, 0, 1)
    place: tuple[int, int, int] = mark[:3]
    for depth, step in enumerate(route):
        if len(mark) == _SCALAR:
            return place
        children = mark[3]
        if isinstance(children, dict):
            if step not in children:
                return place
            key_place, mark = children[step]
            place = key_place if key and depth == len(route) - 1 else mark[:3]
            # A block value has no width of its own: its key is what the eye finds.
            if len(mark) > _SCALAR and depth == len(route) - 1:
                place = key_place
        else:
            if not isinstance(step, int) or step >= len(children):
                return place
            mark = children[step]
            place = mark[:3]
    return place


class _Reader:
    """Builds data and marks from events, on a stack of its own."""

    def __init__(self, text: str) -> None:
        # Lines that go on behind ` #`, looked at only where text in them has no quotes.
        # Most files have none, which is found a hundred times faster without the expression.
        self.hashes = (
            {n: line for n, line in enumerate(text.split("\n")) if _HASH.search(line)}
            if " #" in text or "\t#" in text
            else {}
        )
        self.remarks: list[Fault] = []
        self.root: Any = None
        self.root_mark: Mark | None = None
        self.faults: list[Fault] = []
        # A frame is (container, its marks, is it a mapping); the key of a mapping waits in `keys`.
        self.stack: list[tuple[Any, Any]] = []
        self.keys: list[tuple[str, tuple[int, int, int]] | None] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; answer whether it makes sense to go on."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open(event, {} if kind is yaml.MappingStartEvent else [])
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            self._fault(
                event, "yaml-anchor", say("an alias `*{name}` repeats another part", name=event.anchor),
                say("write the value out where it is needed"),
            )  # fmt: skip
            return self._place(event, None, _mark(event))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._fault(
                    event, "second-document", say("a second document starts here"),
                    say("keep one document in a file and remove the line `---`"),
                )  # fmt: skip
                return False
        return True

    def _scalar(self, event: Any) -> bool:
        mark = _mark(event)
        plain = not event.style
        if event.tag is not None:
            self._tag(event)
        if event.anchor is not None:
            self._anchor(event)
        if self.stack and self.keys[-1] is None and isinstance(self.stack[-1][0], dict):
            return self._key(event, mark, plain=plain)
        value: Any = event.value
        if plain and event.tag is None:
            value = self._plain(event)
            if self.hashes and value is not None:
                self._look_behind(event)
        return self._place(event, value, mark)

    def _plain(self, event: Any) -> Any:
        text = event.value
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in _NUMBER_STARTS and _NUMBER.fullmatch(text):
            return self._number(event, text)
        waiting = self.keys[-1] if self.keys else None
        if not self.keys or (waiting is not None and event.start_mark.line > waiting[1][0]):
            match = _FULL_WIDTH_KEY.match(text)
            if match:
                column = event.start_mark.column + match.end() - 1
                self.faults.append(full_width(event.start_mark.line, column))
        return text

    def _look_behind(self, event: Any) -> None:
        """Remark on text that YAML takes for a comment: `floor #3 is slow` ends with `floor`."""
        end = event.end_mark
        behind = _HASH.match(self.hashes.get(end.line, "")[max(end.column - 1, 0) :])
        if behind:
            self.remarks.append(
                Fault(
                    "text-behind-hash", end.line, end.column + len(behind["gap"]), 1,
                    say("what stands behind ` #` is a comment to YAML and is not read"),
                    say("put the whole text in quotes; or write a space behind `#` if it is a comment"),
                )
            )  # fmt: skip

    def _number(self, event: Any, text: str) -> int | float | str:
        if _INTEGER.fullmatch(text) and len(text) <= len(str(MAX_INTEGER)) + 1:
            number: int | float = int(text)
            if abs(number) <= MAX_INTEGER:
                return number
        elif (
            len(text) <= MAX_DIGITS
            and isfinite(number := float(text))
            and not _INTEGER.fullmatch(text)
        ):
            return number
        self._fault(
            event, "number-too-large", say("a number that other programs cannot keep exactly"),
            say("write it in quotes if it is a name or a code, or use a larger unit"),
        )  # fmt: skip
        return text

    def _key(self, event: Any, mark: Mark, *, plain: bool) -> bool:
        key = event.value
        container, marks = self.stack[-1]
        if plain and key == "<<":
            self._fault(
                event, "yaml-anchor", say("a merge key `<<` copies another part"),
                say("write the values out where they are needed"),
            )  # fmt: skip
        elif plain and (key in _WORDS or (key[0] in _NUMBER_STARTS and _NUMBER.fullmatch(key))):
            self._fault(
                event, "key-not-text", say("the key `{key}` is not text", key=key),
                say('write it in quotes: `"{key}":`', key=key),
            )  # fmt: skip
        elif key in container:
            line = marks[key][0][0] + 1
            self._fault(
                event, "duplicate-key", say("`{key}` stands twice in this mapping", key=key),
                say("the first one is in line {line}: keep one of the two", line=line),
            )  # fmt: skip
        self.keys[-1] = (key, mark)
        return self._count(event)

    def _open(self, event: Any, container: Any) -> bool:
        if event.tag is not None:
            self._tag(event)
        if event.anchor is not None:
            self._anchor(event)
        start = event.start_mark
        marks: Any = {} if isinstance(container, dict) else []
        if self.stack and self.keys[-1] is None and isinstance(self.stack[-1][0], dict):
            self._fault(
                event, "key-not-text", say("a list or a mapping cannot be a key"),
                say("put a word before the colon; text that starts with a bracket needs quotes"),
            )  # fmt: skip
            return False
        if len(self.stack) >= MAX_DEPTH:
            self.faults.append(
                _too_large(
                    say("values stand more than {depth} levels deep", depth=MAX_DEPTH),
                    start.line, start.column,
                )
            )  # fmt: skip
            return False
        if not self._place(event, container, (start.line, start.column, 1, marks)):
            return False
        self.stack.append((container, marks))
        self.keys.append(None)
        return True

    def _place(self, event: Any, value: Any, mark: Mark) -> bool:
        """Put a value where it belongs."""
        if not self.stack:
            self.root, self.root_mark = value, mark
        else:
            container, marks = self.stack[-1]
            if isinstance(container, dict):
                waiting = self.keys[-1]
                if waiting is None:  # an alias in the place of a key
                    self.keys[-1] = ("", mark[:3])
                    return self._count(event)
                key, key_place = waiting
                self.keys[-1] = None
                if key not in container:
                    container[key] = value
                    marks[key] = (key_place, mark)
            else:
                container.append(value)
                marks.append(mark)
        return self._count(event)

    def _count(self, event: Any) -> bool:
        self.nodes += 1
        if self.nodes <= MAX_NODES:
            return len(self.faults) < MAX_FAULTS
        start = event.start_mark
        self.faults.append(
            _too_large(say("the file holds more than 100,000 values"), start.line, start.column)
        )
        return False

    def _tag(self, event: Any) -> None:
        self._fault(
            event, "yaml-tag", say("a tag `{tag}` gives a value a type of its own", tag=event.tag),
            say("remove the tag; text that starts with `!` needs quotes"),
        )  # fmt: skip

    def _anchor(self, event: Any) -> None:
        self._fault(
            event, "yaml-anchor", say("an anchor `&{name}` names a part", name=event.anchor),
            say("remove it, and write the value out where it is needed"),
        )  # fmt: skip

    def _fault(self, event: Any, rule: str, message: Message, hint: Message) -> None:
        line, column, width = _mark(event)
        self.faults.append(Fault(rule, line, column, width, message, hint))


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    line, column = start.line, start.column
    return (line, column, (end.column - column or 1) if end.line == line else 1)


def _too_large(message: Message, line: int, column: int) -> Fault:
    return Fault(
        "too-large", line, column, 1, message,
        say("a record is for people to read: move data into a file beside it"),
    )  # fmt: skip
