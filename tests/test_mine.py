"""What is mine: the page of a role, `show` and the process files say the same, role by role, word by word."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from handrail.cli import main
from handrail.loading.sources import WorkTree
from handrail.model.tables import Table
from handrail.register import Register
from handrail.register import load_register
from handrail.render.cells import read
from handrail.site.page import Page
from handrail.views.mine import mine
from handrail.views.offices import Office
from handrail.views.offices import offices
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import pages
from tests.site.handbook import words

ROOT = Path(__file__).parents[1]
IMPROVEMENT = "continual-improvement"
INCIDENTS = "processes/incident-management/process.yaml"
#: A page needs no word for its own title and purpose, and no id; documents it calls by their titles.
NOT_ON_PAGE = frozenset({"id", "step", "fact"})
PARTS = ("responsible", "accountable", "approved_by", "consulted", "informed")
SAID = {
    "responsible": "responsible", "accountable": "accountable", "approved_by": "votes",
    "consulted": "consulted", "informed": "informed",
}  # fmt: skip


def handbook() -> Register:
    found = load_register(WorkTree(ROOT), small().as_of)
    assert found.settings is not None
    assert found.settings.as_of is not None
    return load_register(WorkTree(ROOT), found.settings.as_of)


HANDBOOK = handbook()
OFFICES = offices(HANDBOOK)
TABLES = {key: {table.id: table for table in mine(HANDBOOK, one)} for key, one in OFFICES.items()}
PAGES = {language: pages(HANDBOOK, language) for language in LANGUAGES}


def page_of(office: Office, language: str = "en") -> Page:
    return PAGES[language][f"roles/{office.id.replace('/', '.')}.md"]


def cells(table: Table, language: str) -> Iterator[str]:
    for row in table.rows:
        if row[0] == "id":
            continue
        for column, cell in zip(table.columns, row, strict=True):
            for one in cell if isinstance(cell, tuple) else (cell,):
                is_file = table.id == "waiting" and column.id == "document"
                if column.id not in NOT_ON_PAGE and one is not None and not is_file:
                    yield read(one, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_every_word_of_what_is_mine(language: str) -> None:
    lacking = []
    for key, tables in TABLES.items():
        said = "".join(words(page_of(OFFICES[key], language)).split())
        for table in tables.values():
            lacking += [
                (key, table.id, one)
                for one in cells(table, language)
                if "".join(one.replace("`", "").split()) not in said
            ]
    assert lacking == []


@pytest.mark.parametrize(
    "key", ["service-desk", "quality-lead", "improvement-committee", "change-management/requester"]
)
def test_show_prints_the_same_tables(key: str) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as ended:
        main(["show", key, "--format", "json", "--lang", "en", "--root", str(ROOT)])
    assert ended.value.code == 0
    shown = json.loads(out.getvalue())["tables"]
    expected = [table for table in TABLES[key].values() if table.rows]
    assert [one["id"] for one in shown] == [one.id for one in expected]
    for one, table in zip(shown, expected, strict=True):
        assert len(one["rows"]) == len(table.rows)
        assert [column["id"] for column in one["columns"]] == [
            column.id for column in table.columns
        ]


def named(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def ids_of(process_id: str, data: Mapping[str, Any], role: str) -> str:
    """Return what a role that a process file names is called where all are listed."""
    own = {one["id"] for one in data.get("roles", ())}
    return f"{process_id}/{role}" if role in own and process_id != IMPROVEMENT else role


def files() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for process_id, document in HANDBOOK.process_documents.items():
        yield process_id, document.data


def test_every_part_in_an_activity_is_that_of_the_process_files() -> None:
    wanted: dict[str, dict[str, list[str]]] = {key: {} for key in OFFICES}
    for process_id, data in files():
        for activity in data["activities"]:
            for field in PARTS:
                for role in named(activity, field):
                    key = ids_of(process_id, data, role)
                    place = f"{process_id}/{activity['id']}"
                    wanted[key].setdefault(place, []).append(SAID[field])
    told: dict[str, dict[str, list[str]]] = {key: {} for key in OFFICES}
    for key, tables in TABLES.items():
        for name in ("steps", "activities"):
            columns = [column.id for column in tables[name].columns]
            for row in tables[name].rows:
                values: dict[str, Any] = dict(zip(columns, row, strict=True))
                told[key][values["title"].id] = [one.text for one in values["part"]]
    assert told == wanted


def test_everything_owned_is_that_of_the_process_files() -> None:
    wanted: dict[str, set[tuple[str, str]]] = {key: set() for key in OFFICES}
    again: dict[str, list[str]] = {key: [] for key in OFFICES}
    for process_id, data in files():
        rows = [("process", process_id, data["owner"])]
        for kind, field in (("KPI", "kpis"), ("control", "controls"), ("risk", "risks")):
            rows += [
                (kind, f"{process_id}/{one['id']}", one["owner"]) for one in data.get(field, ())
            ]
        for kind, place, owner in rows:
            key = ids_of(process_id, data, owner)
            if key in wanted:
                wanted[key].add((kind, place))
        for duty in data.get("recurring", ()):
            again[ids_of(process_id, data, duty["responsible"])].append(str(duty["every"]))
    told = {
        key: {(row[0].text, row[1].id) for row in tables["answers-for"].rows}  # type: ignore[union-attr]
        for key, tables in TABLES.items()
    }
    assert told == wanted
    assert {key: len(tables["recurring"].rows) for key, tables in TABLES.items()} == {
        key: len(rows) for key, rows in again.items()
    }


def test_decisions_are_the_approvals_of_the_process_files() -> None:
    wanted: dict[str, set[str]] = {key: set() for key in OFFICES}
    for process_id, data in files():
        for activity in data["activities"]:
            deciding = named(activity, "approved_by")
            if activity.get("approval"):
                deciding += (*named(activity, "responsible"), activity["accountable"])
            for role in deciding:
                key = ids_of(process_id, data, role)
                wanted[key].add(f"{process_id}/{activity['id']}")
    told = {
        key: {row[0].id for row in tables["decisions"].rows if row[0].kind == "activity"}  # type: ignore[union-attr]
        for key, tables in TABLES.items()
    }
    assert told == wanted


def test_what_is_due_is_what_asks_the_role() -> None:
    assert TABLES["quality-lead"]["due"].rows
    for row in TABLES["service-desk"]["due"].rows:
        assert row[0] is not None


def test_every_role_a_process_names_has_a_page() -> None:
    for process_id, data in files():
        for activity in data["activities"]:
            for field in PARTS:
                for role in named(activity, field):
                    assert ids_of(process_id, data, role) in OFFICES, (process_id, role)


OWN = "roles: [{id: it-director, title: Shift leader, duties: [Decides at night], taken_by: Whoever is on duty}]\n"


def test_role_of_one_process_is_not_that_of_the_same_name_elsewhere() -> None:
    found = offices(small({INCIDENTS: OWN}))
    assert read(found["incident-management/it-director"].title, "en") == "Shift leader"
    assert read(found["it-director"].title, "en") != "Shift leader"
