"""Data as YAML for people: a line for each entry, plain where it can be, and read back the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.parse import parse
from handrail.render.clean import escape
from handrail.render.language import LANGUAGES
from handrail.render.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = 100
#: Where a line of prose may be broken and reads back with one space.
_GAP = re.compile(r"(?<=\S) (?=\S)")


def to_yaml(data: Any, *, prose: bool = True) -> str:
    """Write data a line for each entry; without `prose`, every text stands on one line."""
    layout = Layout(COLUMNS if prose else None)
    if isinstance(data, Mapping) and data:
        lines = layout.entries(data)
    elif isinstance(data, list) and data:
        lines = layout.items(data)
    else:
        return "" if data is None else f"{inline(data)}\n"
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """How data is laid out in lines; without columns, every text stands on one line."""

    columns: int | None = COLUMNS

    def entries(self, data: Mapping[str, Any], indent: int = 0) -> list[str]:
        """Return the lines of a mapping."""
        lines: list[str] = []
        for name, value in data.items():
            start = f"{' ' * indent}{key(name)}:"
            behind, below = self.value(value, indent + 2, width(start))
            lines += [start + behind, *below]
        return lines

    def items(self, values: Sequence[Any], indent: int = 0) -> list[str]:
        """Return the lines of a list."""
        lines: list[str] = []
        for value in values:
            behind, below = self.item(value, indent)
            lines += [f"{' ' * indent}-{behind}", *below]
        return lines

    def item(self, value: Any, indent: int) -> tuple[str, list[str]]:
        """Return what stands behind the dash of a list's entry, and the lines below it."""
        behind, below = self.value(value, indent + 2, indent + 1)
        if not behind and below:  # what the entry holds begins behind its dash
            return f" {below[0].lstrip(' ')}", below[1:]
        return behind, below

    def value(self, value: Any, indent: int, used: int) -> tuple[str, list[str]]:
        """Return what stands behind a key that ends in a column, and the lines below it."""
        if value is None:
            return "", []
        if isinstance(value, str):
            return self._text(value, indent, used)
        text = f" {inline(value)}"
        if not value or isinstance(value, (bool, int, float)):
            return text, []
        if _is_short(value) and (self.columns is None or used + width(text) <= self.columns):
            return text, []
        is_list = isinstance(value, list)
        return "", self.items(value, indent) if is_list else self.entries(value, indent)

    def _text(self, value: str, indent: int, used: int) -> tuple[str, list[str]]:
        text = f" {_scalar(value)}"
        if self.columns is None or ("\n" not in value and used + width(text) <= self.columns):
            return text, []
        mark = "|" if "\n" in value else ">"
        mark += "" if value.endswith("\n") else "-"
        lines = value.removesuffix("\n").split("\n")
        if mark == ">-":
            lines = _folded(value, self.columns - indent)
        block = "".join(f"  {line}\n" if line else "\n" for line in lines)
        read = parse(f"key: {mark}\n{block}".encode("utf-8", "replace"))
        if len(lines) == 1 or read.faults or read.data != {"key": value}:
            return text, []
        return f" {mark}", [f"{' ' * indent}{line}" if line else "" for line in lines]


def inline(value: Any) -> str:
    """Write data on one line, so that it reads the same inside brackets."""
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key(name)}: {inline(one)}' for name, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, str):
        return value if _is_plain_in_brackets(value) else _quoted(value)
    return json.dumps(value)


def key(name: str) -> str:
    """Write a key."""
    return name if _is_plain_in_brackets(name) else _quoted(name)


def _is_short(value: Any) -> bool:
    """Tell whether people write such a list or mapping in brackets: words, or a text by language."""
    if isinstance(value, Mapping):
        return value.keys() <= {*LANGUAGES} and all(
            isinstance(text, str) and "\n" not in text for text in value.values()
        )
    return all(
        isinstance(one, (bool, int, float)) or (isinstance(one, str) and not re.search(r"\s", one))
        for one in value
    )


def _folded(text: str, columns: int) -> list[str]:
    """Break a text between words into lines that read back as one."""
    words = _GAP.split(text)
    lines = [words[0]]
    for word in words[1:]:
        if width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def _scalar(value: str) -> str:
    text = value.encode("utf-8", "replace").decode()
    read = parse(f"key: {text}\n".encode())
    return text if not read.faults and read.data == {"key": text} else _quoted(text)


@lru_cache(maxsize=4096)
def _is_plain_in_brackets(value: str) -> bool:
    text = value.encode("utf-8", "replace").decode()
    read = parse(f"[{text}, {{{text}: {text}}}]\n".encode())
    return text == value and not read.faults and read.data == [text, {text: text}]


def _quoted(value: str) -> str:
    text = value.encode("utf-8", "replace").decode()
    return escape(json.dumps(text, ensure_ascii=False))
