"""Risks with their grade and controls, controls with their risks, and duties that recur."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.views import VIEWS
from handrail.views.recurring import recurring_of
from tests.overlay import small

INCIDENTS = "processes/incident-management/process.yaml"
FILE = """\
risks:
  - {id: lost, cause: A ticket is lost, likelihood: high, impact: medium, response: Look daily, owner: service-desk, review_by: 2027-01-31}
  - {id: late, cause: It takes long, likelihood: low, impact: medium, response: Ask, owner: chen-jie}
controls:
  - {id: daily, activity: log, what: A look at the list, threshold: None older than a day, owner: service-desk, evidence: The list, against: [lost]}
"""
RECURRING = """\
recurring:
  - {id: count, what: Count tickets, every: P1M, responsible: service-desk, last: 2026-03-31}
  - {id: never, what: Try the phone, every: P3M, responsible: quality-lead}
"""
CHANGES = """\
changes:
  - {version: "1.0", date: 2026-02-15, editorial: true, summary: Said better}
  - {version: "0.9", date: 2026-01-10, editorial: true, summary: Begun}
"""
DESK = Link("role", "incident-management/service-desk", Text({"": "Service desk"}))


def test_risk_names_its_grade_and_its_controls() -> None:
    columns = VIEWS["risks"].columns
    first, second = (
        dict(zip((one.id for one in columns), row, strict=True))
        for row in VIEWS["risks"].table(small({INCIDENTS: FILE})).rows
    )
    assert first["id"] == "incident-management/lost"
    assert (first["grade"], first["likelihood"], first["impact"]) == (
        say("high"), say("high"), say("medium"),
    )  # fmt: skip
    control = Link("control", "incident-management/daily", Text({"": "A look at the list"}))
    assert first["controls"] == (control,)
    assert first["owner"] == DESK
    assert first["review_by"] == date(2027, 1, 31)
    assert (second["grade"], second["controls"]) == (say("low"), ())


def test_control_names_its_activity_and_its_risks() -> None:
    (row,) = VIEWS["controls"].table(small({INCIDENTS: FILE})).rows
    assert row[3] == Link("activity", "incident-management/log", Text({"": "Receive and record"}))
    assert row[5] == DESK
    assert row[7] == (Link("risk", "incident-management/lost", Text({"": "A ticket is lost"})),)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", [date(2026, 4, 30), None]),
        # What was never done counts from the day the process came into force.
        (CHANGES, [date(2026, 4, 30), date(2026, 4, 10)]),
        (f"{CHANGES}state: planned\n", [None, None]),
        (f"{CHANGES}state: retired\n", [None, None]),
    ],
)
def test_duty_comes_round_again_after_it_was_done(more: str, expected: list[date | None]) -> None:
    register = small({INCIDENTS: RECURRING + more})
    assert [row.next for row in recurring_of(register, "incident-management")] == expected
