"""How much room text takes on a screen, where a Chinese character is as wide as two letters."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category
from unicodedata import east_asian_width

ELLIPSIS = "…"
#: White space, a wide character with the marks that may not begin a line, or a run of others.
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_CLOSING = "，。、；：？！）》」』】〉”’…％"
_TOKENS = re.compile(f"\\s+|[{_WIDE}][{_CLOSING}]*|[^\\s{_WIDE}]+[{_CLOSING}]*")
#: Where an id or a path may be broken.
_JOINTS = re.compile(r"(?<=[-/_.])")


@cache
def _of(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) if text.isascii() else sum(map(_of, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text up to a number of columns, on its left where it is to stand right."""
    room = " " * (columns - width(text))
    return room + text if right else text + room


def cut(text: str, columns: int) -> str:
    """Shorten a text to a number of columns and show that something is missing."""
    if width(text) <= columns:
        return text
    kept = _head(text, columns - width(ELLIPSIS))
    return kept + ELLIPSIS


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns, between words where that can be."""
    lines, line = [], ""
    for token in _tokens(text, columns):
        if width(line + token.rstrip()) > columns and line:
            lines.append(line.rstrip())
            line = ""
        if line or not token.isspace():
            line += token
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _tokens(text: str, columns: int) -> list[str]:
    found: list[str] = []
    for token in _TOKENS.findall(text):
        pieces = _JOINTS.split(token) if width(token) > columns else [token]
        for piece in pieces:
            rest = piece
            while width(rest) > columns:
                head = _head(rest, columns) or rest[0]
                found.append(head)
                rest = rest[len(head) :]
            if rest:
                found.append(rest)
    return found


def _head(text: str, columns: int) -> str:
    """Return as much of the beginning of a text as fits."""
    used = 0
    for index, character in enumerate(text):
        used += _of(character)
        if used > columns:
            return text[:index]
    return text
