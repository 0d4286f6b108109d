"""Tables in every format; nothing here knows what a table is about."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.render.cells import read
from handrail.render.cells import title_of
from handrail.render.clean import escape
from handrail.render.columns import lay_out
from handrail.render.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.render.terminal import Terminal

#: The version of what machines are given.
VERSION = 1
#: What a spreadsheet would take for a formula, in letters of either width.
FORMULA = tuple("=+-@＝＋－＠")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~#])")
_NOTHING = say("nothing")


def to_text(table: Table, language: str, terminal: Terminal) -> str:
    """Lay a table out for a terminal, leaving out columns that hold nothing."""
    title = terminal.paint(translate(table.title, language), "bold")
    rows = [[read(cell, language) for cell in row] for row in table.rows]
    if not rows:
        return f"{title}\n  {translate(_NOTHING, language)}\n"
    used = [index for index in _for_people(table) if any(row[index] for row in rows)]
    numeric = [
        all(_is_number(row[index]) or row[index] is None for row in table.rows) for index in used
    ]
    heads = [translate(table.columns[index].title, language) for index in used]
    lines = lay_out(heads, [[row[index] for index in used] for row in rows], numeric, terminal)
    return "\n".join([title, *lines]) + "\n"


def _for_people(table: Table) -> list[int]:
    """Return which columns have a title; the others are for machines."""
    return [index for index, column in enumerate(table.columns) if column.title.text]


def to_markdown(table: Table, language: str, terminal: Terminal) -> str:  # noqa: ARG001 - as the others
    """Write a table as Markdown."""
    shown = _for_people(table)
    heads = [escape_markdown(translate(table.columns[index].title, language)) for index in shown]
    rows = [[escape_markdown(read(row[index], language)) for index in shown] for row in table.rows]
    lines = [heads, ["---"] * len(heads), *rows]
    title = f"## {escape_markdown(translate(table.title, language))}"
    return "\n".join([title, "", *(f"| {' | '.join(line)} |" for line in lines)]) + "\n"


def used_columns(table: Table, language: str) -> tuple[list[str], list[list[str]]]:
    """Return the heads and cells, as people read them, of the columns that hold something."""
    shown = _for_people(table)
    rows = [[read(row[index], language) for index in shown] for row in table.rows]
    used = [place for place in range(len(shown)) if any(row[place] for row in rows)]
    heads = [translate(table.columns[shown[place]].title, language) for place in used]
    return heads, [[row[place] for place in used] for row in rows]


def escape_markdown(text: str) -> str:
    """Take its meaning from every mark of Markdown."""
    return _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def to_csv(table: Table, language: str, terminal: Terminal) -> str:  # noqa: ARG001 - as the others
    """Write a table as CSV that a spreadsheet takes for text and numbers only."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    shown = _for_people(table)
    writer.writerow([_harmless(translate(table.columns[index].title, language)) for index in shown])
    for row in table.rows:
        writer.writerow([_csv(row[index], language) for index in shown])
    return out.getvalue()


def _csv(cell: Cell, language: str) -> str | int | float:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return cell
    return _harmless(read(cell, language, between="; "))


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def to_json(table: Table, language: str, terminal: Terminal) -> str:  # noqa: ARG001 - as the others
    """Write a table as JSON."""
    return dump({"version": VERSION, **as_data(table, language)})


def as_data(table: Table, language: str) -> dict[str, Any]:
    """Return a table as JSON has it: prose in one language, words of our own always in English."""
    return {
        "id": table.id,
        "title": translate(table.title, language),
        "columns": [
            {"id": column.id, "title": translate(column.title, language)}
            for column in table.columns
        ],
        "rows": [
            {
                column.id: value(cell, language)
                for column, cell in zip(table.columns, row, strict=True)
            }
            for row in table.rows
        ],
    }


def value(cell: Cell, language: str) -> object:
    """Return what JSON holds for a cell."""
    if isinstance(cell, Link):
        return {"kind": cell.kind, "id": cell.id, "title": value(title_of(cell), language)}
    if isinstance(cell, Text):
        return cell.in_language(language)
    if isinstance(cell, Message):
        return str(cell)
    if isinstance(cell, tuple):
        return [value(one, language) for one in cell]
    return cell.isoformat() if isinstance(cell, date) else cell


def dump(data: object) -> str:
    """Write JSON with every control character escaped."""
    return escape(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


#: What makes text of a table, by the name of the format.
FORMATS: Mapping[str, Callable[[Table, str, Terminal], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "csv": to_csv,
    "json": to_json,
}


def join(tables: Sequence[Table], form: str, language: str, terminal: Terminal) -> str:
    """Write several tables, one after another; as JSON, in one object."""
    if form == "json":
        return dump({"version": VERSION, "tables": [as_data(one, language) for one in tables]})
    return "\n".join(FORMATS[form](table, language, terminal) for table in tables)
