"""Every view on the small repository, which has a vote under way here."""

from __future__ import annotations

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from handrail.cli.list import VIEW_NAMES
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.render.tables import to_text
from handrail.render.terminal import PLAIN
from handrail.views import VIEWS
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote


def test_command_line_knows_every_view() -> None:
    assert sorted(VIEW_NAMES) == sorted(VIEWS)


@pytest.mark.parametrize("name", list(VIEWS))
def test_view(name: str, snapshot: SnapshotAssertion) -> None:
    register = small({**DECISION, **vote("wang-wei", "agree")})
    assert to_text(VIEWS[name].table(register), "en", PLAIN) == snapshot


def test_cells_are_values() -> None:
    table = VIEWS["improvements"].table(small())
    assert table.rows[1] == (
        "self-service-portal",
        Link("improvement", "self-service-portal", Text({"": "Self-service portal"})),
        2026,
        6,
        Text({"": "Review and decide"}),
        say("open"),
        None,
        (Link("person", "he-ping", Text({"": "He Ping"})),),
        date(2026, 4, 10),
        date(2026, 5, 25),
        False,
    )


def test_overdue_are_those_whose_time_has_run_out() -> None:
    view = VIEWS["overdue"]
    assert [row[0] for row in view.table(small(as_of=date(2026, 7, 16))).rows] == [
        "self-service-portal"
    ]
    assert [row[0] for row in view.table(small(as_of=date(2026, 7, 17))).rows] == [
        "self-service-portal",
        "2026",
    ]


def test_what_is_due_first_stands_first() -> None:
    assert [row[0] for row in VIEWS["waiting"].table(small()).rows] == [
        "self-service-portal",
        "2026",
    ]


def test_views_survive_what_cannot_be_read() -> None:
    register = small(
        {
            "organization.yaml": "people: [",
            "processes/incident-management/process.yaml": "title: [",
            f"{PORTAL}/suggestion.yaml": "workflow: 9",
        }
    )
    rows = {name: view.table(register).rows for name, view in VIEWS.items()}
    assert [row[0] for row in rows["processes"]] == ["continual-improvement", "incident-management"]
    assert rows["processes"][1][3] == say("cannot be read")
    assert rows["roles"] == ()
    assert ("self-service-portal", say("cannot be read")) in [
        (row[0], row[5]) for row in rows["waiting"]
    ]


def test_without_a_workflow_nothing_is_guessed() -> None:
    register = small({"processes/continual-improvement/process.yaml": "-",
                      "processes/continual-improvement/workflows/1.yaml": "-"})  # fmt: skip
    assert {row[3] for row in VIEWS["improvements"].table(register).rows} == {None}
    assert [row[5] for row in VIEWS["waiting"].table(register).rows] == [say("cannot be read")] * 3
