"""The sheet of an evaluation meeting as a CSV file: its rows, its columns, and what its cells mean."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.exchange.texts import decode
from handrail.exchange.texts import folded
from handrail.exchange.texts import lines_of
from handrail.exchange.texts import one_line
from handrail.model.hints import did_you_mean
from handrail.model.messages import say
from handrail.render.cells import read
from handrail.render.language import LANGUAGES
from handrail.render.language import translate
from handrail.render.tables import FORMULA
from handrail.reports.sheet import FURTHER
from handrail.reports.sheet import ID
from handrail.reports.sheet import SHOWN
from handrail.reports.sheet import blanks
from handrail.views.words import word
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.model.messages import Message
    from handrail.model.tables import Cell
    from handrail.model.text import Text
    from handrail.register import Register
    from handrail.reports.sheet import Blank

_SEPARATORS = ",;\t"
_DAY = re.compile(r"(?P<year>\d{4})[/.年-](?P<month>\d{1,2})[/.月-](?P<day>\d{1,2})日?")
_NUMBER = re.compile(r"(?P<number>\d{1,9})([.,]0+)?")
_YES = frozenset({"yes", "y", "true", "1", "x", "是", "有", "需要"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "不需要"})
_REACHES = ("team", "department", "company", "customers")
#: Columns that hold prose, or an id: they stay as they are.
_PROSE = frozenset({"text", "what", "outside", "reasons", "goal", "into"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file, by the columns it is understood by."""

    line: int
    cells: Mapping[str, str]


# -- the file -----------------------------------------------------------------------------


def read_rows(register: Register, content: bytes) -> list[Row] | Refusal:
    """Read the rows of a CSV file under the columns its first row names, in any of our languages."""
    text = decode(content)
    if isinstance(text, Refusal):
        return text
    titles = {**SHOWN, **{blank.id: blank.title for blank in blanks(register)}}
    try:
        return _rows(text, titles)
    except csv.Error:
        return Refusal(
            say("this is no table of commas, semicolons or tabs"),
            say("save the sheet as CSV again: quotation marks inside a text are doubled"),
        )


def _rows(text: str, titles: Mapping[str, Message]) -> list[Row] | Refusal:
    known = _known_heads(titles)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, known))
    heads = _heads(known, titles, next(reader, []))
    if isinstance(heads, Refusal):
        return heads
    rows: list[Row] = []
    line = reader.line_num + 1
    for cells in reader:
        found = _cells(heads, cells, line)
        if isinstance(found, Refusal):
            return found
        if any(found.values()):
            rows.append(Row(line, found))
        line = reader.line_num + 1
    return rows


def _known_heads(titles: Mapping[str, Message]) -> dict[str, str]:
    """Return the id of each column by everything it may be called."""
    known = {folded(name): name for name in titles}
    for language in LANGUAGES:
        known |= {folded(translate(title, language)): name for name, title in titles.items()}
    return known


def _separator(text: str, known: Mapping[str, str]) -> str:
    """Return what parts the first row into the most heads we know."""

    def recognised(separator: str) -> int:
        row = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        return sum(folded(cell) in known for cell in row)

    return max(_SEPARATORS, key=recognised)


def _heads(
    known: Mapping[str, str], titles: Mapping[str, Message], cells: Sequence[str]
) -> list[str] | Refusal:
    """Return the id of each column; an empty head stands for a column that is not read."""
    heads = []
    for cell in cells:
        name = known.get(folded(cell)) if folded(cell) else ""
        if name is None:
            return Refusal(
                say("line 1: no column is called `{name}`", name=cell.strip()),
                did_you_mean(cell.strip(), (translate(title, LANGUAGES[0]) for title in titles.values()))
                or say("take the heads from `handrail report agenda --period 2026-03 --format csv`; remove other columns"),
            )  # fmt: skip
        heads.append(name)
    twice = next((name for name in heads if name and heads.count(name) > 1), None)
    if twice is not None:
        return Refusal(
            say("line 1: two columns are called `{name}`", name=titles[twice]),
            say("remove one of the two"),
        )
    if ID not in heads:
        return Refusal(
            say("line 1: no column is called `{name}`", name=titles[ID]),
            say("the first row names the columns, as `handrail report agenda --format csv` writes them"),
        )  # fmt: skip
    return heads


def _cells(heads: Sequence[str], cells: Sequence[str], line: int) -> dict[str, str] | Refusal:
    if any(cell.strip() for cell in cells[len(heads) :]):
        return Refusal(
            say("line {line} holds more cells than the first row", line=line),
            say("put a text that holds a comma or a semicolon in quotation marks"),
        )
    read_ = zip(heads, map(_unharmed, cells), strict=False)
    return {name: text for name, text in read_ if name}


def _unharmed(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    text = lines_of(cell)
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(FORMULA) else text


# -- what a cell means --------------------------------------------------------------------


def means_same(text: str, cell: Cell) -> bool:
    """Tell whether a text says what a cell of the sheet said when it was written out."""
    if cell is None:
        return False
    if isinstance(cell, bool):
        return folded(text) in (_YES if cell else _NO)
    return any(one_line(text) == one_line(read(cell, language)) for language in LANGUAGES)


def value_of(blank: Blank, text: str, words: Mapping[str, Text | str]) -> str | int | bool:
    """Return what a cell says, as its field wants it; what it cannot mean stays text, which is judged.

    `words` are the outcomes there are, with what they are called.
    """
    field = blank.route[-1]
    if blank.route[0] == FURTHER:
        return _number(text)
    if field in _PROSE:
        return text
    if field in {"needed", "legal_duty"}:
        return folded(text) in _YES if folded(text) in _YES | _NO else text
    if field == "reach":
        return _known(text, {one: word(one) for one in _REACHES})
    if field == "outcome":
        return _known(text, words)
    return _day(text) if field == "revisit_on" else _number(text)


def _known(text: str, choices: Mapping[str, Cell]) -> str:
    """Return the word that is meant by its id or by what it is called in one of our languages."""
    for name, title in choices.items():
        called = {folded(read(title, language)) for language in LANGUAGES}
        if folded(text) in {name, *called}:
            return name
    return text


def _number(text: str) -> int | str:
    """Return a whole number, also as a spreadsheet may write it: `2.0`."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match["number"]) if match else text


def _day(text: str) -> str:
    """Return a day as it is written here, also where a spreadsheet has written it its own way."""
    match = _DAY.fullmatch(text.strip())
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}" if match else text
