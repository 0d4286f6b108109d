"""Rows of text in columns, made to fit a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.render.width import pad
from handrail.render.width import width
from handrail.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.render.terminal import Terminal

_GAP = "  "
#: A column is not made narrower than this, or than what it holds if that is less.
_NARROWEST = 10


def lay_out(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    terminal: Terminal,
) -> list[str]:
    """Lay rows out in columns, or, where these do not fit side by side, line by line."""
    natural = [max(width(row[index]) for row in (heads, *rows)) for index in range(len(heads))]
    room = terminal.width
    least = [min(columns, _NARROWEST) for columns in natural]
    if room is not None and sum(least) + len(_GAP) * (len(least) - 1) > room:
        return list(_one_below_the_other(heads, rows, room))
    widths = natural if room is None else _narrowed(natural, room - len(_GAP) * (len(heads) - 1))
    rule = terminal.mark("─", "-")
    lines = [
        *_row(heads, widths, numeric),
        _GAP.join(rule * columns for columns in widths),
        *(line for row in rows for line in _row(row, widths, numeric)),
    ]
    return [line.rstrip() for line in lines]


def _narrowed(natural: Sequence[int], room: int) -> list[int]:
    """Take room from the widest columns until all fit."""
    widths = list(natural)
    while sum(widths) > room:
        widest = max(
            (index for index in range(len(widths)) if widths[index] > _NARROWEST),
            key=lambda index: widths[index],
        )
        widths[widest] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    wrapped = [wrap(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    for index in range(max(map(len, wrapped))):
        yield _GAP.join(
            pad(lines[index] if index < len(lines) else "", columns, right=right)
            for lines, columns, right in zip(wrapped, widths, numeric, strict=True)
        )


def _one_below_the_other(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: int
) -> Iterator[str]:
    for row in rows:
        for number, (head, cell) in enumerate(
            (head, cell) for head, cell in zip(heads, row, strict=True) if cell
        ):
            lead = "- " if number == 0 else "  "
            for index, line in enumerate(wrap(f"{head}: {cell}", max(room - 4, 8))):
                yield (lead if index == 0 else "    ") + line
