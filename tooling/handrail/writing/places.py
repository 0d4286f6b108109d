"""Where each entry of a YAML text begins and ends, to the character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What may stand between a value and the next dash or colon.
_BETWEEN = re.compile(r"(?:[\s,]|#[^\n]*(?:\n|$))*")
_COMMENT = re.compile(r"(?P<indent> *)#")


@dataclass
class Entry:
    """A value, and the key or dash before it."""

    node: Any
    #: Where the key or the dash stands, and the place behind the colon or the dash.
    begin: int = 0
    head: int = 0
    #: The first and the last character of the value, without what only ends its line.
    start: int = 0
    end: int = 0
    #: The column of the key or the dash.
    column: int = 0
    is_item: bool = False
    has_colon: bool = True
    #: The value stands inside brackets; it is in brackets itself.
    within_brackets: bool = False
    in_brackets: bool = False
    header_comment: str = ""
    below: dict[str | int, Entry] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written."""
        return self.start == self.end

    @property
    def is_block(self) -> bool:
        """Tell whether the value takes lines of its own."""
        if isinstance(self.node, yaml.ScalarNode):
            return self.node.style in {"|", ">"}
        return not self.in_brackets

    @property
    def inner(self) -> int:
        """The column its own entries begin in."""
        return int(self.node.start_mark.column)


class Places:
    """The entries of one text, which reads without a fault."""

    def __init__(self, text: str) -> None:
        self.text = text
        node = yaml.compose(text, Loader=_LOADER)
        self.root = self._entry(Entry(node)) if node is not None else None
        if self.root is not None and self.root.is_empty:
            self.root = None

    def entry(self, route: Sequence[str | int]) -> Entry | None:
        """Return the entry a route leads to; None where the text holds nothing at all."""
        found = self.root
        for step in route:
            if found is None:
                raise LookupError(step)
            found = found.below[step]
        return found

    def line_start(self, place: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Return where the line of a place ends, before its line break."""
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > place and self.text[end - 1] == "\r" else end

    def behind(self, entry: Entry) -> int:
        """Return where the last line of an entry ends, and of the comments that belong to it."""
        end = self.line_end(max(entry.end, entry.head))
        while end < len(self.text):
            start = self.text.find("\n", end) + 1
            comment = _COMMENT.match(self.text, start) if start else None
            if comment is None or len(comment["indent"]) <= entry.column:
                break
            end = self.line_end(start)
        return end

    def above(self, place: int) -> int:
        """Return where the comments directly above a line begin; at the top, they stay there."""
        start = here = self.line_start(place)
        while here and self.text[self.line_start(here - 1) : here].lstrip().startswith("#"):
            here = self.line_start(here - 1)
        return here or start

    def commented(self, parent: Entry, name: str) -> tuple[int, int, int] | None:
        """Return where lines stand that hold a field of a mapping as a comment, and their column."""
        if parent.is_empty:
            column = parent.column + 2
            start, end = self.line_end(parent.head), self.behind(parent)
        else:
            column = parent.inner
            start = 0 if parent is self.root else self.line_start(parent.start)
            later = [one.begin for one in self._all if one.begin > parent.end]
            end = min(later, default=len(self.text))
        mark = re.compile(rf"^ {{{column}}}# {re.escape(name)}:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
        for match in mark.finditer(self.text, start, end):
            if self._is_comment(match.start() + column):
                return match.start(), self._below(self.line_end(match.start()), column), column
        return None

    def _below(self, end: int, column: int) -> int:
        """Return where the lines end that hold what stands below a commented field."""
        while end < len(self.text):
            start = self.text.find("\n", end) + 1
            line = self.text[start : self.line_end(start)] if start else ""
            if not line.startswith(f"{' ' * column}#  "):
                return end
            end = self.line_end(start)
        return end

    @cached_property
    def _all(self) -> list[Entry]:
        found = [self.root] if self.root is not None else []
        for entry in found:
            found += entry.below.values()
        return found

    def _is_comment(self, place: int) -> bool:
        return not any(
            isinstance(entry.node, yaml.ScalarNode) and entry.start <= place < entry.end
            for entry in self._all
        )

    # -- reading ------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> Entry:
        """Fill in where the value of an entry begins and ends, and what stands below it."""
        node = entry.node
        entry.start, entry.end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            if node.style in {"|", ">"}:
                self._end_block(entry)
            return entry
        entry.in_brackets = bool(node.flow_style)
        for step, below in self._children(entry):
            below.within_brackets = entry.in_brackets
            entry.below[step] = self._entry(below)
        if not entry.in_brackets:
            last = max(entry.below.values(), key=lambda one: one.begin)
            entry.end = max(last.end, last.head)
        return entry

    def _children(self, entry: Entry) -> Iterator[tuple[str | int, Entry]]:
        if isinstance(entry.node, yaml.MappingNode):
            for name, value in entry.node.value:
                begin, end = name.start_mark, name.end_mark.index
                colon = self._skip(end)
                has_colon = self.text[colon : colon + 1] == ":"
                head = colon + 1 if has_colon else end
                yield name.value, Entry(value, begin.index, head, column=begin.column,
                                        has_colon=has_colon)  # fmt: skip
            return
        place = entry.start + (1 if entry.in_brackets else 0)
        for index, value in enumerate(entry.node.value):
            begin = self._skip(place)
            head = value.start_mark.index if entry.in_brackets else begin + 1
            below = Entry(value, begin, head, column=entry.inner, is_item=True)
            yield index, below  # which is filled in before the next is asked for
            place = max(below.end, head)

    def _skip(self, place: int) -> int:
        found = _BETWEEN.match(self.text, place)
        return found.end() if found else place

    def _end_block(self, entry: Entry) -> None:
        """Let a block of text end with its last line, but where empty lines belong to it."""
        header_end = self.line_end(entry.start)
        header = self.text[entry.start : header_end]
        sign, _, comment = header.partition(" ")
        if comment.strip():
            entry.header_comment = header[len(sign) :]
        block = self.text[entry.start : entry.end]
        kept = block if "+" in sign else block.rstrip()
        entry.end = entry.start + len(kept.removesuffix("\n").removesuffix("\r"))
