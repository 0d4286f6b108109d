"""Reports in every format; texts from files stay texts in all of them."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

import handrail.render
from handrail.model.messages import say
from handrail.model.periods import parse_period
from handrail.model.reports import Report
from handrail.model.reports import Section
from handrail.model.tables import Column
from handrail.model.tables import Table
from handrail.model.text import Text
from handrail.render.report import FORMATS
from handrail.render.report import to_html
from handrail.render.report import to_markdown
from handrail.reports import REPORTS
from tests.overlay import small

GOALS = Table(
    "goals",
    say("Goals"),
    (
        Column("id", say("")),
        Column("title", say("Goal")),
        Column("value", say("Value")),
        Column("note", say("Comment")),
    ),
    (("faster", Text({"en": "Faster | better", "zh": "更快"}), 8.4, None),),
)
EMPTY = Table("votes", say("Open votes"), (Column("id", say("Id")),), ())
REPORT = Report(
    id="plan",
    title=say("How it goes"),
    period=parse_period("2026-Q1"),
    as_of=date(2026, 4, 20),
    sections=(
        Section(title=say("Goals"), texts=("1. <b>Late</b>", say("All in all")), tables=(GOALS,)),
        Section(title=say("Votes"), tables=(GOALS, EMPTY)),
        Section(title=say("Changes")),
    ),
)
MARKDOWN = """\
# How it goes

2026-Q1: 2026-01-01 to 2026-03-31, as of 2026-04-20

## Goals

1\\. &lt;b>Late&lt;/b>

All in all

| Goal | Value |
| --- | --- |
| Faster \\| better | 8.4 |

## Votes

### Goals

| Goal | Value |
| --- | --- |
| Faster \\| better | 8.4 |

### Open votes

nothing

## Changes

nothing
"""


def one_text(text: Text | str) -> Report:
    """Make a report that says one thing, in a paragraph and in a cell."""
    table = Table("t", say("T"), (Column("c", say("C")),), ((text,),))
    section = Section(title=say("S"), texts=(text,), tables=(table,))
    return Report(
        id="plan", title=say("R"), period=parse_period("2026"), as_of=date(2026, 4, 20),
        sections=(section,),
    )  # fmt: skip


def test_markdown_leaves_out_what_holds_nothing() -> None:
    assert to_markdown(REPORT, "en") == MARKDOWN


def test_csv_is_the_first_table_or_the_sheet_to_work_with() -> None:
    assert FORMATS["csv"](REPORT, "en") == '"Goal","Value","Comment"\n"Faster | better",8.4,""\n'
    sheet = Report(
        id="agenda", title=say("Agenda"), period=REPORT.period, as_of=REPORT.as_of,
        sections=REPORT.sections, sheet=EMPTY,
    )  # fmt: skip
    assert FORMATS["csv"](sheet, "en") == '"Id"\n'
    assert FORMATS["csv"](one_text("x"), "en") == '"C"\n"x"\n'


def test_without_a_table_there_is_no_csv() -> None:
    nothing = Report(
        id="plan", title=say("R"), period=REPORT.period, as_of=REPORT.as_of, sections=()
    )
    assert FORMATS["csv"](nothing, "en") == ""


def test_json_is_as_its_schema_says() -> None:
    folder = Path(handrail.render.__file__).parent / "schemas"
    schema = json.loads((folder / "report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    register = small()
    for told in (
        REPORT,
        *(make(register, parse_period("2026-04")) for make in REPORTS.values()),
    ):
        Draft202012Validator(schema).validate(json.loads(FORMATS["json"](told, "zh")))


def test_a_page_needs_nothing_else_and_lets_nothing_run() -> None:
    page = to_html(REPORT, "zh")
    assert page.startswith('<!doctype html>\n<html lang="zh">\n')
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<td>更快</td><td>8&#46;4</td>" in page


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"{tag} {attrs}")


MARKS = st.text("-+>#=1.) *_`|\\<&!['\"\n\t(/a:~]", max_size=40) | st.text(max_size=40)


def test_prose_may_hold_markdown_and_nothing_else() -> None:
    page = to_html(one_text(Text({"en": "**Late** <b>again</b>"})), "en")
    assert "<p><strong>Late</strong> &lt;b&gt;again&lt;/b&gt;</p>" in page
    assert "<td>&#42;&#42;Late&#42;&#42;" in page


@given(MARKS)
def test_text_makes_no_tags_in_a_page(text: str) -> None:
    page = to_html(one_text(f"x{text}"), "en")
    assert Tags(page).found == Tags(to_html(one_text("x"), "en")).found


@given(MARKS)
def test_text_is_one_paragraph_and_one_cell_of_markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(to_markdown(one_text(text), "en"))
    blocks = {token.type for token in tokens if token.nesting == 1}
    assert blocks <= {
        "heading_open", "paragraph_open", "table_open", "thead_open", "tbody_open", "tr_open",
        "th_open", "td_open",
    }  # fmt: skip
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "text_special"}
