"""What the YAML parser could not read, said in our words and at the place people would look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handrail.loading.faults import Fault
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

#: What the parser says where something that was begun in an earlier line has no end.
_NEVER_ENDED = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or",
)
#: A line that would be a key and its value, were its colon an ASCII one.
_ODD_SPACE = re.compile("[\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}]")
_FULL_WIDTH_LINE = re.compile(r"\s*(?:- +)*[\w-]+：")


def full_width(line: int, column: int) -> Fault:
    """Make the fault of a full-width colon."""
    return Fault(
        "full-width-colon", line, column, 1,
        say("a full-width colon `：` stands where YAML needs `:` and a space"),
        say("type the colon with the input method switched to English, then a space"),
    )  # fmt: skip


def syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    """Say what the parser could not read, in our words and at the place people would look."""
    problem, context = str(getattr(error, "problem", "")), getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    lines = text.split("\n")
    if mark is None:
        return _unreadable_character(error, text)
    if context is not None and context.line < mark.line and problem.startswith(_NEVER_ENDED):
        mark = context  # where it began, not where the parser gave up
    line = min(mark.line, len(lines) - 1)
    for near in _near(line, context):
        match = _FULL_WIDTH_LINE.match(lines[near]) if near < len(lines) else None
        if match:
            return full_width(near, match.end() - 1)
        odd = _ODD_SPACE.search(lines[near]) if near < len(lines) else None
        if odd:
            return Fault(
                "yaml-syntax", near, odd.start(), 1,
                say("a space that is none to YAML, as word processors and web pages write it"),
                say("delete the spaces in this line and type them again"),
            )  # fmt: skip
    message, hint = _explain_syntax(problem, lines[line], mark.column)
    return Fault("yaml-syntax", line, mark.column, 1, message, hint)


def _near(line: int, context: yaml.Mark | None) -> Iterator[int]:
    if context is not None:
        yield context.line
    yield line
    if line:
        yield line - 1


def _unreadable_character(error: yaml.YAMLError, text: str) -> Fault:
    position = getattr(error, "position", 0)
    before = text[: position if isinstance(position, int) else 0]
    return Fault(
        "yaml-syntax", before.count("\n"), len(before) - before.rfind("\n") - 1, 1,
        say("a character that cannot be shown"),
        say("delete it and type the text again"),
    )  # fmt: skip


def _explain_syntax(problem: str, line: str, column: int) -> tuple[Message, Message]:
    """Put the parser's words into ours, with what usually mends it."""
    if line[column : column + 1] == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        return (
            say("a tab stands where YAML needs spaces"),
            say("indent with two spaces a level, never with the tab key"),
        )
    for pattern, message, hint in _SEEN:
        if pattern.search(line):
            return message, hint
    for fragment, message, hint in _SYNTAX:
        if fragment in problem:
            return message, hint
    return (
        say("this is not YAML"),
        say(
            "compare the line and the one above with a file that works: colons, dashes, indentation"
        ),
    )


#: What is seen in the line itself says more than the parser does.
_SEEN = (
    (
        re.compile("^\\s*```"),
        say("a line of Markdown"),
        say("remove the lines that start with ```: they mark where an example begins and ends"),
    ),
    (
        re.compile(r"""(?:: |- )(?:"[^"]*"|'[^']*')\s*[^\s#,\]}:"']"""),
        say("text goes on behind the closing quotation mark"),
        say("put the whole text in quotes, with the other kind of mark around it"),
    ),
)
_QUOTE = say("text that holds `: `, ` #` or starts with a special character needs quotes")
_SYNTAX = (
    (
        "block sequence entries are not allowed",
        say("a list that starts behind its key"),
        say("start the list in the next line, each entry behind `- `; a lone `-` needs quotes"),
    ),
    (
        "mapping values are not allowed",
        say("a colon too many, or a line that is indented wrongly"),
        _QUOTE,
    ),
    (
        "could not find expected ':'",
        say("a line without a colon"),
        say("write `key: value`, with a space behind the colon"),
    ),
    (
        "did not find expected key",
        say("a line that fits neither the one above nor its indentation"),
        say("entries that belong together start in the same column"),
    ),
    (
        "did not find expected '-' indicator",
        say("a line among list items that does not start with `- `"),
        say("start it with `- `, or indent it under the item it belongs to"),
    ),
    (
        "found character that cannot start any token",
        say("text that starts with a special character"),
        _QUOTE,
    ),
    (
        "found unexpected end of stream",
        say("a quotation mark or a bracket that is never closed"),
        say("close it, with the same mark that opened it"),
    ),
    (
        "did not find expected ',' or",
        say("a bracket that is not closed, or a comma missing between its entries"),
        say(
            "entries in brackets are parted by commas; text that holds a comma or bracket needs quotes"
        ),
    ),
    (
        "control characters are not allowed",
        say("a character that cannot be shown"),
        say("delete it and type the text again"),
    ),
)
