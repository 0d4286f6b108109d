"""Changes to a document that leave its comments, its order and every other line as they are."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING
from typing import Any

from yaml import YAMLError

from handrail.loading.parse import parse
from handrail.model.errors import HandrailError
from handrail.model.messages import say
from handrail.render.width import width
from handrail.writing.parts import Part
from handrail.writing.places import Entry
from handrail.writing.places import Places
from handrail.writing.yaml import Layout
from handrail.writing.yaml import inline
from handrail.writing.yaml import key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.loading.documents import Document
    from handrail.model.findings import Route

#: The step to a new entry before the first of a list.
FIRST = -1

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def edit(document: Document, changes: Mapping[Route, Any]) -> bytes:
    """Return the document's file with some values set, in the order they are given.

    A field that is new stands where its schema puts it, in the place of the line that holds it as a
    comment where there is one. An entry behind the last of a list is added to it, and one at `FIRST`
    before all others. What cannot be written so that it reads back as it should raises HandrailError.
    """
    if document.parsed.faults or not isinstance(document.parsed.data or {}, dict):
        raise _unfit(document)
    try:
        wanted = deepcopy(document.parsed.data)
        for route, value in changes.items():
            wanted = _set(wanted, route, value)
        # Below a block of text, an indented comment would be read as a part of it.
        for layout in (Layout(), Layout(columns=None)):
            text = document.content.decode("utf-8-sig")
            for route, value in changes.items():
                for step, one in _smallest(parse(text.encode()).data, route, value):
                    text = _Editor(text, document, layout).set(step, one)
            read = parse(text.encode("utf-8", "replace"))
            if not read.faults and _written(read.data) == _written(wanted):
                bom = _BOM if document.content.startswith(_BOM.encode()) else ""
                return (bom + text).encode()
    except (LookupError, TypeError, ValueError, YAMLError):
        pass  # the way leads nowhere, or the text cannot be read any more
    raise _unfit(document)


def _unfit(document: Document) -> HandrailError:
    return HandrailError(
        say("{path} cannot be changed without harm to what stands in it", path=document.path),
        say("write the change into the file by hand; `handrail check` says whether it can be read"),
    )


def _written(data: Any) -> str:
    """Return data as text, in which 1, 1.0 and true are three."""
    return json.dumps(data, sort_keys=True)


def _set(data: Any, route: Route, value: Any) -> Any:
    """Set a value in data, together with what must be there to hold it."""
    if not route:
        return deepcopy(value)
    step, *rest = route
    if data is None:
        data = {} if isinstance(step, str) else []
    if isinstance(data, dict) is not isinstance(step, str) or isinstance(data, (str, int, float)):
        raise TypeError
    if isinstance(data, list) and step == len(data):
        data.append(None)
    if step == FIRST:
        data.insert(0, None)
        step = 0
    known = data.get(step) if isinstance(data, dict) else data[step]
    data[step] = _set(known, tuple(rest), value)
    return data


def _smallest(data: Any, route: Route, value: Any) -> Iterator[tuple[Route, Any]]:
    """Yield the smallest changes that set a value: entries that stay as they are keep their lines."""
    old = data
    for depth, step in enumerate(route, start=1):
        is_there = step in old if isinstance(old, dict) else step in range(len(old or ()))
        old = old[step] if is_there else None
        if not is_there or (old is None and route[depth:]):
            yield route[:depth], _set(None, route[depth:], value)
            return
    if _written(old) == _written(value):
        return
    if old and isinstance(old, dict) and isinstance(value, dict) and old.keys() <= value.keys():
        for name, one in value.items():
            yield from _smallest(data, (*route, name), one)
    elif old and isinstance(old, list) and isinstance(value, list) and len(old) <= len(value):
        for index, one in enumerate(value):
            yield from _smallest(data, (*route, index), one)
    else:
        yield route, value


class _Editor:
    """A text in which one value is set."""

    def __init__(self, text: str, document: Document, layout: Layout) -> None:
        self.layout = layout
        self.document = document
        self.text = text
        self.places = Places(text)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def set(self, route: Route, value: Any) -> str:
        """Return the text with a value set that is there, or an entry added to one that is."""
        *above, last = route
        parent = self.places.entry(above)
        if parent is None:  # an empty file
            return self._insert(len(self.text), self._lines(last, value, 0))
        entry = parent.below.get(last)
        if entry is not None:
            opened = self._open(entry, value) if isinstance(value, dict) else None
            if opened is None:
                return self._replace(entry, value)
            name, text = opened
            for other, one in value.items():
                if other != name:
                    text = _Editor(text, self.document, self.layout).set((*route, other), one)
            return text
        keys = Part.of(self.document.schema, tuple(above)).keys if isinstance(last, str) else ()
        before = _before(parent, last, keys)
        if parent.in_brackets and not parent.below and parent is not self.places.root:
            return self._replace(parent, {last: value} if isinstance(last, str) else [value])
        if parent.in_brackets:
            return self._add_in_brackets(parent, before, last, value)
        return self._add(parent, before, last, value)

    def _lines(self, step: str | int, value: Any, column: int) -> list[str]:
        if isinstance(step, int):
            return self.layout.items([value], column)
        return self.layout.entries({step: value}, column)

    # -- a value that is there --------------------------------------------------------------

    def _replace(self, entry: Entry, value: Any) -> str:
        text, places = self.text, self.places
        if entry.within_brackets:
            before = text[: entry.start]
            if not entry.has_colon:
                before += ": "
            elif entry.is_empty and not before[-1].isspace():
                before += " "
            return before + inline(value) + text[entry.end :]
        behind, below = self._value(entry, value)
        first_end, last_end = places.line_end(entry.head), places.line_end(entry.end)
        comment = entry.header_comment if entry.is_block else text[entry.end : last_end]
        above: list[str] = []
        if entry.start > first_end:  # the old value stands on lines of its own
            above = text[first_end : places.line_start(entry.start)].splitlines()
            if comment.strip():
                above.append(" " * (entry.column + 2) + comment.strip())
            comment = text[entry.head : first_end]
        elif behind and not below and not entry.is_empty:
            behind = text[entry.head : entry.start] + behind.lstrip()
        if not behind:
            comment = f"  {comment.strip()}" if comment.strip() else ""
        kept = [line for line in above if line.strip()]
        lines = [*below, *kept] if behind else [*kept, *below]
        new = self.newline.join([behind + comment, *lines])
        return text[: entry.head] + new + text[last_end:]

    def _open(self, entry: Entry, value: Mapping[str, Any]) -> tuple[str, str] | None:
        """Write one field of an empty mapping in the place of a comment below that holds it."""
        for name, one in value.items():
            found = self.places.commented(entry, name) if entry.is_empty else None
            if found is not None:
                start, end, column = found
                lines = self._lines(name, one, column)
                return name, self.text[:start] + self.newline.join(lines) + self.text[end:]
        return None

    def _value(self, entry: Entry, value: Any) -> tuple[str, list[str]]:
        """Return what is to stand behind a key or a dash, and below."""
        if entry.is_item:
            return self.layout.item(value, entry.column)
        used = width(self.text[self.places.line_start(entry.head) : entry.head])
        return self.layout.value(value, entry.column + 2, used)

    # -- an entry that is new ---------------------------------------------------------------

    def _add_in_brackets(
        self, parent: Entry, before: Entry | None, step: str | int, value: Any
    ) -> str:
        new = inline(value) if isinstance(step, int) else f"{key(step)}: {inline(value)}"
        if before is not None:
            place = max(before.end, before.head)
            return f"{self.text[:place]}, {new}{self.text[place:]}"
        place = parent.start + 1
        comma = ", " if parent.below else ""
        return self.text[:place] + new + comma + self.text[place:]

    def _add(self, parent: Entry, before: Entry | None, step: str | int, value: Any) -> str:
        column = parent.inner
        lines = self._lines(step, value, column)
        found = self.places.commented(parent, step) if isinstance(step, str) else None
        if found is not None:
            start, end, _ = found
            return self.text[:start] + self.newline.join(lines) + self.text[end:]
        if before is not None:
            return self._insert(self.places.behind(before), lines)
        first = parent.start
        if not self.text[self.places.line_start(first) : first].strip():
            return self._insert(self.places.above(first), lines)
        # Behind the dash of a list's entry: its first field moves to a line of its own.
        indent = " " * column
        new = self.newline.join(lines).removeprefix(indent)
        return self.text[:first] + new + self.newline + indent + self.text[first:]

    def _insert(self, place: int, lines: Sequence[str]) -> str:
        """Put lines behind the line that ends in a place, or before the one that begins there."""
        new = self.newline.join(lines)
        if place and self.text[place - 1] == "\n" and self.text[place:].startswith(self.newline):
            place += len(self.newline)  # behind an empty line
        before, after = self.text[:place], self.text[place:]
        if before and not before.endswith("\n"):
            return before + self.newline + new + (after or self.newline)
        return before + new + self.newline + after


def _before(parent: Entry, step: str | int, keys: Sequence[str]) -> Entry | None:
    """Return the entry that a new one comes behind; None where it is the first."""
    names = list(parent.below) if step != FIRST else []
    if step in keys:
        earlier = keys[: keys.index(str(step))]
        names = [name for name in names if name in earlier]
    return parent.below[names[-1]] if names else None
