"""The report for the review of the plan: what it says, and that it survives what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from handrail.cli.report import REPORT_NAMES
from handrail.model.messages import say
from handrail.model.periods import parse_period
from handrail.model.text import Text
from handrail.register import Register
from handrail.render.report import to_markdown
from handrail.reports import REPORTS
from handrail.reports import Report
from tests.overlay import SMALL
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

YEAR = "improvements/2026"
VALUES = {
    "processes/incident-management/kpis/mttr.csv": "period,value,n\n2025-12,9,412\n2026-03,8.4,421\n"
}


def report(register: Register, period: str) -> Report:
    return REPORTS["plan"](register, parse_period(period, register.fiscal_year_start))


def rows(told: Report, table_id: str) -> list[str]:
    """Return the first cells of a table's rows."""
    tables = {table.id: table for section in told.sections for table in section.tables}
    return [str(row[0]) for row in tables[table_id].rows]


def about(told: Report) -> list[str]:
    return [str(text) for text in told.sections[0].texts]


def test_command_line_knows_every_report() -> None:
    assert sorted(REPORT_NAMES) == sorted(REPORTS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_report(language: str, snapshot: SnapshotAssertion) -> None:
    changes = {**VALUES, **DECISION, **vote("wang-wei", "agree")}
    assert to_markdown(report(small(changes), "2026-Q1"), language) == snapshot


def test_a_period_belongs_to_its_fiscal_year() -> None:
    register = small({"handrail.yaml": "fiscal_year_start: 4"})
    assert [str(report(register, label).title) for label in ("2026-Q4", "2026-04", "2026-03")] == [
        "Annual plan 2026: how it goes",
        "Annual plan 2026: how it goes",
        "Annual plan 2025: how it goes",
    ]


def test_without_a_plan_that_is_all_there_is_to_say() -> None:
    told = report(small(), "2025")
    assert [len(section.tables) for section in told.sections] == [0]
    assert about(told) == ["There is no plan for 2025 in this repository."]


def test_it_says_how_far_the_plan_is() -> None:
    unvoted = dict.fromkeys((path for path in SMALL if "approvals/plan." in path), "-")
    unvoted[f"{YEAR}/plan-review.yaml"] = "-"
    plan = f"{YEAR}/plan.yaml"
    over = "2026-Q1"
    assert about(report(small(), over)) == [
        "In force: plan, approved on 2026-01-29; to be reviewed every 3 months."
    ]
    assert about(report(small(unvoted), over)) == [
        "Not approved yet: plan; to be reviewed every 3 months."
    ]
    assert about(report(small({**unvoted, plan: "completed: -"}), over)) == [
        "Being written: plan; nobody has voted on it."
    ]
    assert about(report(small({plan: "goals: soon"}), over)) == [
        "The plan cannot be read; handrail check says why."
    ]


def test_it_says_what_effort_the_plan_counts_on() -> None:
    text = SMALL[f"{YEAR}/plan.yaml"] + "capacity: 120\n"
    assert "120 person-days are set aside for improvement this year." in about(
        report(small({f"{YEAR}/plan.yaml": text}), "2026-Q1")
    )


def test_a_period_under_way_says_so() -> None:
    unfinished = "The period is not over: what is measured and reviewed later is not in here."
    assert unfinished in about(report(small(), "2026-Q2"))
    assert unfinished not in about(report(small(as_of=date(2026, 7, 1)), "2026-Q2"))


def test_what_needs_a_decision() -> None:
    told = report(small(DECISION, as_of=date(2026, 8, 1)), "2026-Q2")
    tables = {table.id: table for section in told.sections for table in section.tables}
    assert [row[:2] for row in tables["troubled"].rows] == [
        (Text({"": "Faster response"}), say("at-risk"))
    ]
    assert [row[1].id for row in tables["votes"].rows] == [f"{PORTAL}/decision.yaml"]  # type: ignore[union-attr] # a link
    assert [row[0].id for row in tables["overdue"].rows] == ["2026"]  # type: ignore[union-attr] # a link


def test_actions_due_in_the_period_are_counted() -> None:
    meeting = f"{YEAR}/meetings/2026-04-16-plan-review.yaml"
    in_time = SMALL[meeting].replace("due: 2026-05-15", "due: 2026-04-18, done: 2026-04-18")
    late = SMALL[meeting].replace("due: 2026-05-15", "due: 2026-04-18, done: 2026-04-19")
    said = [
        str(section.texts[0])
        for changes in ({}, {meeting: in_time}, {meeting: late})
        for section in report(small(changes), "2026-Q2").sections
        if str(section.title) == "Open actions"
    ]
    assert said == [
        f"{number} of 1 actions due in the period were done in time." for number in (0, 1, 0)
    ]


def test_changes_of_the_plan_are_told_with_their_votes() -> None:
    change = (
        "by: li-na\ncompleted: 2026-03-02\ndecides_on:\n"
        "  - {document: plan, digest: <digest of plan>}\n"
        "  - {document: plan-2, digest: <digest of plan-2>}\n"
        "what: A lower target\nwhy: Two people left\n"
        "effect_on: {goals: Lower, resources: None, schedule: None}\n"
    )
    changes = {
        f"{YEAR}/plan-2.yaml": SMALL[f"{YEAR}/plan.yaml"].replace("2026-01-15", "2026-03-02"),
        f"{YEAR}/scope-change.yaml": change,
    }
    assert rows(report(small(changes), "2026-Q1"), "changes") == ["2026-03-02"]
    assert rows(report(small(changes), "2026-02"), "changes") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"organization.yaml": "people: ["},
        {"handrail.yaml": "languages: ["},
        {f"{YEAR}/plan.yaml": "goals: ["},
        {f"{YEAR}/plan-review.yaml": "period: soon"},
        {f"{YEAR}/meetings/2026-04-16-plan-review.yaml": "held: soon"},
        {"processes/continual-improvement/process.yaml": "title: ["},
        {"processes/incident-management/process.yaml": "-"},
        {"processes/incident-management/kpis/mttr.csv": "nothing"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_it_survives_what_cannot_be_read(changes: dict[str, str]) -> None:
    told = report(small(changes), "2026-Q2")
    assert to_markdown(told, "en").startswith("# Annual plan 2026: how it goes\n")
