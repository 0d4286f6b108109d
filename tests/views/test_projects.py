"""Projects of the reference repository as their views tell them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handrail.loading.sources import WorkTree
from handrail.model.text import Text
from handrail.register import load_register
from handrail.views.pilots import effects
from handrail.views.pilots import issues
from handrail.views.pilots import rounds
from handrail.views.plan_schedule import planned_rows
from handrail.views.project_schedule import milestones
from handrail.views.project_schedule import schedule_rows
from handrail.views.projects import budget
from handrail.views.projects import is_project
from handrail.views.projects import project_tables
from handrail.views.projects import projects
from handrail.views.projects import reports
from handrail.views.rollouts import coverage
from handrail.views.rollouts import handed_over
from handrail.views.scope_changes import CHANGES
from handrail.views.scope_changes import change_table
from tests.overlay import small

REGISTER = load_register(WorkTree(Path(__file__).parents[2]), date(2026, 12, 18))
PORTAL = REGISTER.dossiers_by_id["self-service-portal"]


def test_what_was_approved_as_major_is_a_project() -> None:
    found = {one.id for one in REGISTER.improvements if is_project(REGISTER, one)}
    assert found == {
        "change-reviews", "introduce-problem-management", "remote-assistance",
        "self-service-portal",
    }  # fmt: skip
    assert project_tables(REGISTER, REGISTER.dossiers_by_id["incident-form"]) == ()


def test_money_stands_beside_what_was_proposed() -> None:
    told = [(str(row[0]), row[1]) for row in budget(REGISTER, PORTAL).rows]
    assert told == [
        ("proposed", 260000), ("assigned", 260000), ("difference", 0), ("spent", 251000),
        ("left", 9000),
    ]  # fmt: skip
    assert [row.share for row in reports(REGISTER, PORTAL)][-1] == 97


def test_rounds_of_a_pilot_and_what_came_of_them() -> None:
    told = [
        (one.document.name, str(one.state), one.open, one.acceptance and one.acceptance.agreed)
        for one in rounds(REGISTER, PORTAL)
    ]
    assert told == [("pilot", "reported", 2, 51), ("pilot-2", "reported", 1, 186)]
    outcomes = [one.outcome for one in rounds(REGISTER, PORTAL)]
    assert [one.in_language("en") for one in outcomes if isinstance(one, Text)] == [
        "Another pilot", "Pilot passed",
    ]  # fmt: skip


def test_open_issues_come_first_the_oldest_before_the_rest() -> None:
    found = issues(REGISTER, PORTAL)
    assert [one.is_open for one in found] == sorted((one.is_open for one in found), reverse=True)
    ages = [one.age for one in found if one.is_open]
    assert ages == sorted(ages, reverse=True)
    ended = REGISTER.progress(PORTAL).since
    assert ended is not None
    assert ages[0] == (ended - date(2026, 6, 15)).days


def test_schedule_holds_plan_and_actual() -> None:
    rows = schedule_rows(REGISTER, PORTAL)
    assert str(rows[0].title) == "The project"
    charter = PORTAL.record("charter-2")
    assert rows[0].plan is not None
    assert (rows[0].plan.start, rows[0].plan.end) == (charter.from_, charter.to)
    assert sum(row.is_point for row in rows) == len(list(milestones(REGISTER, PORTAL)))


def test_project_under_way_says_what_comes_next() -> None:
    (row,) = [one for one in projects(REGISTER) if one.standing.is_open]
    assert row.standing.dossier.id == "change-reviews"
    assert row.milestone is not None
    assert row.milestone.milestone.date == date(2026, 12, 25)
    assert (row.report_due, row.overdue) == (date(2026, 12, 23), ())


def test_schedule_of_the_year_shows_the_improvements_it_planned_for() -> None:
    plan = REGISTER.dossiers_by_id["2026"].record("plan")
    found = {
        one.row.id: one.improvement and one.improvement.id for one in planned_rows(REGISTER, plan)
    }
    assert found["introduce-problem-management"] == "introduce-problem-management"
    assert found["portal"] == "self-service-portal"
    assert found["look-back"] is None


def test_training_covers_who_is_affected() -> None:
    rollout = PORTAL.record("rollout")
    rows = coverage(REGISTER, PORTAL).rows
    assert [row[1] for row in rows[:-1]] == [unit.people for unit in rollout.affected]
    assert {str(row[2]) for row in rows[:-1]} == {"trained"}
    assert rows[-1][1:4] == (2140, 1967, 92)
    assert coverage(REGISTER, REGISTER.dossiers_by_id["change-reviews"]).rows == ()


def test_changes_of_what_was_approved_say_what_they_touch() -> None:
    found = [(one.dossier.id, str(one.verdict)) for one in CHANGES.rows(REGISTER)]
    assert found == [("progress-feedback", "carried"), ("self-service-portal", "carried")]
    (row,) = change_table(REGISTER, PORTAL).rows
    assert all(row)


def test_everything_on_the_checklist_is_handed_over() -> None:
    kinds = {row[0] for row in handed_over(REGISTER, PORTAL).rows if row[0]}
    assert {str(kind) for kind in kinds} >= {
        "charter", "project-plan", "pilot", "rollout", "guide",
    }  # fmt: skip


def test_effects_stand_beside_what_each_round_has_shown() -> None:
    found = [(row.source and row.source.title, row.met) for row in effects(REGISTER, PORTAL)]
    assert found == [
        ("pilot", False), ("pilot", False), ("pilot", True),
        ("pilot-2", True), ("pilot-2", True), ("pilot-2", True),
    ]  # fmt: skip
    before_any_report = small(
        {"improvements/2026/self-service-portal/pilot.yaml": "by: he-ping\nissues: [{id: 3}, 4]"}
    )
    assert issues(before_any_report, before_any_report.dossiers_by_id["self-service-portal"]) == []
