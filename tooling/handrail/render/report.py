"""Reports in every format: Markdown to mail, a page to print, JSON, and CSV of one table."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.text import Text
from handrail.render import markup
from handrail.render.cells import read
from handrail.render.language import translate
from handrail.render.tables import VERSION
from handrail.render.tables import as_data
from handrail.render.tables import dump
from handrail.render.tables import escape_markdown
from handrail.render.tables import to_csv
from handrail.render.tables import used_columns
from handrail.render.terminal import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.reports import Report
    from handrail.model.reports import Section
    from handrail.model.tables import Table

_NOTHING = say("nothing")
#: What makes a list, a quotation or a heading of a line that begins with it.
_LEADING = re.compile(r"^(\d{1,9})?([-+>=.)])")
_STYLE = """\
body { font: 11pt/1.5 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
table { border-collapse: collapse; margin: 0.5rem 0 1rem; width: 100%; }
th, td { border: 1px solid #999; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; }
th { background: #eee; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td { overflow-wrap: break-word; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""


def _days(report: Report) -> Message:
    return say(
        "{label}: {start} to {end}, as of {day}", label=report.period.label,
        start=report.period.start, end=report.period.end, day=report.as_of,
    )  # fmt: skip


def _headed(section: Section) -> Iterator[tuple[Message | None, Table]]:
    """Yield the tables of a section; the only one needs no heading of its own."""
    for table in section.tables:
        yield (table.title if len(section.tables) > 1 else None), table


# -- Markdown -----------------------------------------------------------------------------


def to_markdown(report: Report, language: str) -> str:
    """Write a report as Markdown that is read as it stands in a mail."""
    blocks = [f"# {_mark(report.title, language)}", _mark(_days(report), language)]
    for section in report.sections:
        blocks.append(f"## {_mark(section.title, language)}")
        blocks += [_paragraph(read(text, language)) for text in section.texts]
        for heading, table in _headed(section):
            blocks += [f"### {_mark(heading, language)}"] if heading else []
            blocks.append(_markdown_table(table, language))
        if not section.texts and not section.tables:
            blocks.append(_mark(_NOTHING, language))
    return "\n\n".join(blocks) + "\n"


def _mark(message: Message, language: str) -> str:
    return escape_markdown(translate(message, language))


def _paragraph(text: str) -> str:
    return _LEADING.sub(r"\1\\\2", escape_markdown(text.strip()))


def _markdown_table(table: Table, language: str) -> str:
    heads, rows = used_columns(table, language)
    if not heads:
        return _mark(_NOTHING, language)
    cells = [[escape_markdown(cell) for cell in row] for row in (heads, *rows)]
    lines = [cells[0], ["---"] * len(heads), *cells[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# -- a page -------------------------------------------------------------------------------


def to_html(report: Report, language: str) -> str:
    """Write a report as one page that needs nothing else, on a screen and on paper."""
    title = _plain(report.title, language)
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'"
    lines = [
        "<!doctype html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title} {report.period.label}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        f"<p>{_plain(_days(report), language)}</p>",
    ]
    for section in report.sections:
        lines += _html_section(section, language)
    return "\n".join([*lines, "</body>", "</html>"]) + "\n"


def _plain(message: Message, language: str) -> str:
    return markup.plain(translate(message, language))


def _html_section(section: Section, language: str) -> Iterator[str]:
    yield f"<h2>{_plain(section.title, language)}</h2>"
    for text in section.texts:
        if isinstance(text, Text):
            yield markup.prose(text.in_language(language))
        else:
            yield f"<p>{markup.plain(read(text, language))}</p>"
    for heading, table in _headed(section):
        if heading:
            yield f"<h3>{_plain(heading, language)}</h3>"
        yield from _html_table(table, language)
    if not section.texts and not section.tables:
        yield f"<p>{_plain(_NOTHING, language)}</p>"


def _html_table(table: Table, language: str) -> Iterator[str]:
    heads, rows = used_columns(table, language)
    if not heads:
        yield f"<p>{_plain(_NOTHING, language)}</p>"
        return
    yield "<table>"
    yield f"<thead>{_row('th', heads)}</thead>"
    yield "<tbody>"
    yield from (_row("td", row) for row in rows)
    yield "</tbody>"
    yield "</table>"


def _row(tag: str, cells: list[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{markup.plain(cell)}</{tag}>' for cell in cells)}</tr>"


# -- machines -----------------------------------------------------------------------------


def to_json(report: Report, language: str) -> str:
    """Write a report as JSON; `schemas/report.schema.json` says what it holds."""
    period = report.period
    return dump(
        {
            "version": VERSION,
            "id": report.id,
            "title": translate(report.title, language),
            "period": {
                "label": period.label,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
            },
            "as_of": report.as_of.isoformat(),
            "sections": [
                {
                    "title": translate(section.title, language),
                    "texts": [read(text, language) for text in section.texts],
                    "tables": [as_data(table, language) for table in section.tables],
                }
                for section in report.sections
            ],
        }
    )


def csv_of(report: Report, language: str) -> str:
    """Write the table of a report that is worked with as CSV."""
    table = report.first_table
    return to_csv(table, language, PLAIN) if table else ""


#: What makes text of a report, by the name of the format.
FORMATS: Mapping[str, Callable[[Report, str], str]] = {
    "markdown": to_markdown,
    "html": to_html,
    "json": to_json,
    "csv": csv_of,
}
