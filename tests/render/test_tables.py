from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Column
from handrail.model.tables import Link
from handrail.model.tables import Table
from handrail.model.text import Text
from handrail.render.tables import FORMATS
from handrail.render.tables import join
from handrail.render.tables import to_csv
from handrail.render.tables import to_markdown
from handrail.render.tables import to_text
from handrail.render.terminal import PLAIN
from handrail.render.terminal import Terminal

PORTAL = Text({"en": "Self-service portal", "zh": "自助服务平台"})
TABLE = Table(
    id="sample",
    title=say("Improvements"),
    columns=(
        Column("key", Message("")),
        Column("title", say("Improvement")),
        Column("people", say("Waiting for")),
        Column("step", say("Step")),
        Column("due", say("Due")),
        Column("overdue", say("Overdue")),
        Column("nothing", say("Comment")),
    ),
    rows=(
        (
            "a",
            Link("improvement", "portal", PORTAL),
            (Link("person", "li-na", "Li Na"), Link("person", "he-ping", "He Ping")),
            14,
            date(2026, 12, 9),
            True,
            None,
        ),
        ("b", Text({"zh": "只有中文"}), (), None, None, False, None),
        (
            "c",
            "=cmd|'/c calc'!A1 | <b>*x*</b>\x1b[2J\nline",
            (say("open"), "-1"),
            7.5,
            None,
            False,
            None,
        ),
    ),
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_formats(form: str, language: str, snapshot: SnapshotAssertion) -> None:
    assert FORMATS[form](TABLE, language, PLAIN) == snapshot


@pytest.mark.parametrize("columns", [60, 40])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_narrow_terminals(columns: int, language: str, snapshot: SnapshotAssertion) -> None:
    assert to_text(TABLE, language, Terminal(width=columns)) == snapshot


def test_without_unicode_a_table_is_drawn_in_ascii() -> None:
    text = to_text(TABLE, "en", Terminal(unicode=False))
    assert text.splitlines()[2].strip("- ") == ""


def test_a_table_without_rows_says_so() -> None:
    empty = Table("empty", say("Improvements"), TABLE.columns, ())
    assert to_text(empty, "en", PLAIN) == "Improvements\n  nothing\n"


def test_several_tables_are_one_json_object() -> None:
    data = json.loads(join([TABLE, TABLE], "json", "en", PLAIN))
    assert [data["version"], [one["id"] for one in data["tables"]]] == [1, ["sample", "sample"]]


def one_cell(text: str) -> Table:
    return Table("one", say("Improvements"), (Column("cell", say("Value")),), ((text,),))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", " ="])
def test_no_spreadsheet_takes_text_for_a_formula(start: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(one_cell(f"{start}1+1"), "en", PLAIN))))
    assert rows[1][0].startswith("'")


@given(st.text())
def test_csv_reads_back(text: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(one_cell(text), "en", PLAIN))))
    assert len(rows) == 2
    assert len(rows[1]) == 1


@given(st.text())
def test_markdown_cells_stay_in_their_row(text: str) -> None:
    lines = to_markdown(one_cell(text), "en", PLAIN).splitlines()
    assert len(lines) == 5
    assert "<" not in lines[4]


def test_words_are_said_to_people_and_kept_for_machines() -> None:
    words = Table(
        id="words",
        title=say("State"),
        columns=(Column("state", say("State")), Column("record", say("Record"))),
        rows=(
            (say("off-track"), Link("plan", "2026", "2026")),
            (say("kpi"), "a-plain-id"),
        ),
    )
    assert to_text(words, "en", PLAIN).splitlines()[3:] == [
        "off track  Annual plan 2026",
        "KPI        a-plain-id",
    ]
    told = json.loads(join([words], "json", "zh", PLAIN))["tables"][0]["rows"]
    assert told[0]["state"] == "off-track"
    assert told[0]["record"]["title"] == "Annual plan 2026"
