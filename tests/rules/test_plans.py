"""What the examples of the rules of plans, meetings and values do not say."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.rules import judge
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import small
from tests.views.samples import vote

YEAR = "improvements/2026"
PLAN = f"{YEAR}/plan.yaml"
REVIEW = f"{YEAR}/plan-review.yaml"
ASSESSMENT = f"{YEAR}/assessments/incident-management.yaml"
MEETING = f"{YEAR}/meetings/2026-04-16-plan-review.yaml"
PROCESS = "processes/continual-improvement/process.yaml"
#: Without these nobody has voted on the plan, and it may be changed.
UNVOTED = dict.fromkeys((REVIEW, *(path for path in SMALL if "approvals/plan." in path)), "-")


def plan(fragment: str, **more: str) -> dict[str, str]:
    """Change the plan before anybody has voted on it."""
    return {PLAN: f"completed: 2026-04-10\n{fragment}", **UNVOTED, **more}


def goals(*rows: str) -> str:
    """Write goals, each given by its id and more of its fields."""
    return "goals:" + "".join(
        f"\n  - {{title: G, objective: customer-satisfaction, rationale: R, id: {row}}}"
        for row in rows
    )


def said(changes: dict[str, str], as_of: date = date(2026, 4, 20)) -> list[str]:
    """Say of each finding its rule and what it says."""
    return [f"{one.rule}: {one.message}" for one in judge(small(changes, as_of))]


def since(day: str) -> str:
    return f'changes: [{{version: "1.0", date: {day}, summary: First}}]'


# -- contributors -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (since("2026-01-01"), ["`continual-improvement` is missing: it is in force since 2026-01-01"]),
        (since("2026-04-10"), ["`continual-improvement` is missing: it is in force since 2026-04-10"]),
        (since("2026-04-11"), []),
        (f"{since('2026-01-01')}\nstate: retired", []),
        (f"{since('2026-01-01')}\nstate: planned", []),
    ],
)  # fmt: skip
def test_every_process_in_force_on_the_day_of_the_plan_is_spoken_for(
    changes: str, expected: list[str]
) -> None:
    rule = "process-without-contributor: "
    found = said(plan("direction: Up", **{PROCESS: changes}))
    assert [one for one in found if one.startswith(rule)] == [f"{rule}{one}" for one in expected]


def test_a_voted_plan_that_was_edited_is_told_once() -> None:
    changes = {PLAN: "contributors: [{process: incident-management}]\nschedule: []"}
    assert {one.partition(" ")[0] for one in found(small(changes))} == {"approval-lapsed"}


def test_a_draft_of_the_next_plan_is_warned_and_the_one_before_it_is_left_alone() -> None:
    draft = SMALL[PLAN].replace("completed: 2026-01-15\n", "").replace("2026-05-31", "2027-05-31")
    next_plan = {f"{YEAR}/plan-2.yaml": draft.replace(", person: chen-jie}", "}", 1)}
    findings = judge(small(next_plan))
    assert [(one.rule, one.severity.word, one.location.path) for one in findings] == [
        ("process-without-contributor", "warning", f"{YEAR}/plan-2.yaml"),
        ("schedule-outside-year", "error", f"{YEAR}/plan-2.yaml"),
    ]


# -- schedule and goals -----------------------------------------------------------------------


def test_the_year_is_the_fiscal_year() -> None:
    row = "schedule: [{{id: a, title: A, from: {first}, to: 2027-03-31, responsible: li-na}}]"
    april = {"handrail.yaml": "fiscal_year_start: 4"}
    rule = "schedule-outside-year: "
    early = said(plan(row.format(first="2026-03-31"), **april))
    assert [one for one in early if one.startswith(rule)] == [
        f"{rule}2026-03-31 is not in the year 2026: 2026-04-01 to 2027-03-31"
    ]
    in_time = said(plan(row.format(first="2026-04-01"), **april))
    assert [one for one in in_time if one.startswith(rule)] == []


def test_a_folder_that_is_no_year_has_no_days() -> None:
    draft = SMALL[PLAN].replace("completed: 2026-01-15\n", "")
    rules = [one.partition(":")[0] for one in said({"improvements/next/plan.yaml": draft})]
    assert "schedule-outside-year" not in rules


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("faster-response, target: 4, unit: h", []),
        ("faster-response, target: 4, kpi: incident-management/mttr", []),
        ("faster-response, target: 4", ["goal `faster-response` has neither KPI nor unit"]),
        ("faster-response, unit: h", ["goal `faster-response` has no target"]),
        ("faster-response", ["goal `faster-response` has no target"]),
    ],
)
def test_a_goal_is_measurable_with_a_target_and_what_it_counts(
    goal: str, expected: list[str]
) -> None:
    changes = plan(f"{goals(goal)}\ninitial_points: []\nschedule: []")
    assert said(changes) == [f"goal-not-measurable: {one}" for one in expected]


def test_points_and_schedule_name_goals_of_the_same_plan() -> None:
    changes = plan(
        "initial_points: [{id: portal, title: P, goal: slower}]\n"
        "schedule: [{id: a, title: A, from: 2026-04-01, to: 2026-05-31, responsible: li-na, goal: slow}]"
    )
    assert said(changes) == ["unknown-goal: no goal `slower` was set", "unknown-goal: no goal `slow` was set"]  # fmt: skip


def test_gaps_of_an_assessment_that_cannot_be_read_are_not_missed() -> None:
    changes = plan(
        f"{goals('faster-response, target: 4, unit: h, gaps: [incident-management/hidden-form, change/slow]')}\n"
        "initial_points: []\nschedule: []"
    )
    assert said(changes) == ["unknown-gap: no assessment of the year names a gap `change/slow`"]
    unread = said({**changes, ASSESSMENT: "gaps: soon"})
    assert [one.partition(":")[0] for one in unread] == ["wrong-type", "unknown-gap"]


@pytest.mark.parametrize(
    ("fragment", "rule"),
    [("risks: []", "missing-value"), ("risks: [None, because nothing changes]", None)],
)
def test_each_of_the_three_things_weighed_says_something(fragment: str, rule: str | None) -> None:
    changes = plan(f"weighed: {{{fragment}, problems: [P], opportunities: [O]}}")
    assert [one.partition(":")[0] for one in said(changes)] == [rule] * (rule is not None)


# -- assessments ------------------------------------------------------------------------------


def test_a_draft_is_no_assessment() -> None:
    expected = [
        "process-without-assessment: no finished assessment of `incident-management` for 2026"
    ]
    assert said({ASSESSMENT: "completed: -"}) == expected


def test_an_assessment_of_another_year_is_none_of_this_year() -> None:
    elsewhere = {ASSESSMENT.replace("2026", "2025"): SMALL[ASSESSMENT], ASSESSMENT: "-"}
    assert [one.partition(":")[0] for one in said(elsewhere)] == ["process-without-assessment"]


def test_of_a_process_nobody_knows_no_assessment_is_missed() -> None:
    changes = plan("contributors: [{process: incidents, person: chen-jie}]")
    assert [one.partition(":")[0] for one in said(changes)] == ["unknown-process"]


# -- reviews ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({REVIEW: "meeting: -"}, ["review-without-meeting: this review names no meeting"]),
        ({REVIEW: "meeting: 2026-01-08-evaluation"}, ["review-without-meeting: `2026-01-08-evaluation` is a meeting of kind `evaluation`"]),
        ({REVIEW: "meeting: 2026-04-61-plan-review"}, ["unknown-meeting: no meeting `2026-04-61-plan-review` in the year's folder"]),
        ({MEETING: "held: -\nplanned: 2026-04-20"}, ["review-without-meeting: `2026-04-16-plan-review` has not been held"]),
        ({MEETING: "held: -\nplanned: 2026-04-20", REVIEW: "completed: -"}, []),
        ({MEETING: "kind: party"}, ["value-not-allowed: `party` is not a word that `kind` knows"]),
    ],
)  # fmt: skip
def test_a_review_was_dealt_with_at_a_meeting_of_its_kind(
    changes: dict[str, str], expected: list[str]
) -> None:
    assert said(changes) == expected


def test_a_draft_review_without_a_meeting_is_a_gap() -> None:
    findings = judge(small({REVIEW: "completed: -\nmeeting: -"}))
    assert [(one.rule, one.severity.word) for one in findings] == [
        ("review-without-meeting", "warning")
    ]


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("[]", ["review-goal-missing: nothing is said of ('`faster-response`',)"]),
        ("[{goal: faster-response, state: reached, text: T}, {goal: faster-response, state: reached, text: T}]",
         ["review-goal-missing: `faster-response` stands here twice"]),
        ("[{goal: faster-response, state: reached, text: T}, {goal: cheaper, state: reached, text: T}]",
         ["unknown-goal: no goal `cheaper` was set"]),
    ],
)  # fmt: skip
def test_a_review_speaks_of_every_goal_once(progress: str, expected: list[str]) -> None:
    assert said({REVIEW: f"progress: {progress}"}) == expected


SECOND = SMALL[PLAN].replace("completed: 2026-01-15", "completed: 2026-04-01").replace(
    "id: faster-response", "id: fewer-calls"
).replace("goal: faster-response", "goal: fewer-calls")  # fmt: skip
CHANGE = """\
by: li-na
completed: 2026-04-01
decides_on:
  - {document: plan, digest: <digest of plan>}
  - {document: plan-2, digest: <digest of plan-2>}
what: Other goals
why: Other needs
effect_on: {goals: Others, resources: None, schedule: None}
"""


def scope_change(day: str) -> dict[str, str]:
    """Put another plan in the place of the first, by votes of a day."""
    changes = {f"{YEAR}/plan-2.yaml": SECOND, f"{YEAR}/scope-change.yaml": CHANGE}
    for person in ("wang-wei", "wu-fang", "huang-qiang"):
        changes |= vote(person, "agree", day=day, name="scope-change", folder=YEAR)
    return changes


def test_a_review_is_judged_by_the_plan_that_was_in_force() -> None:
    assert said(scope_change("2026-04-16")) == []
    assert said(scope_change("2026-04-15")) == [
        "review-goal-missing: nothing is said of ('`fewer-calls`',)",
        "review-goal-missing: `faster-response` was no goal of `plan-2`, which was in force",
    ]
    fewer = SMALL[REVIEW].replace("faster-response", "fewer-calls")
    assert said({**scope_change("2026-04-15"), REVIEW: fewer}) == []


def test_reviews_of_a_plan_whose_votes_have_lapsed_are_not_judged() -> None:
    rules = {one.partition(":")[0] for one in said({PLAN: goals("another, target: 1, unit: h")})}
    assert "review-goal-missing" not in rules


def test_reviews_of_a_plan_that_cannot_be_read_are_not_judged() -> None:
    changes = dict.fromkeys((path for path in SMALL if "approvals/plan." in path), "-")
    changes[PLAN] = "goals: soon"
    for person in ("wang-wei", "wu-fang", "huang-qiang"):
        changes |= vote(person, "agree", day="2026-01-29", name="plan", folder=YEAR)
    assert [one.partition(":")[0] for one in said(changes)] == ["wrong-type"]


# -- meetings and actions ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "rules"), [(date(2026, 5, 15), []), (date(2026, 5, 16), ["action-overdue"])]
)
def test_an_action_is_overdue_from_the_day_after_it_was_due(day: date, rules: list[str]) -> None:
    assert [one.partition(":")[0] for one in said({}, day)] == rules


def test_actions_of_reviews_of_plans_and_processes_are_asked_after_too() -> None:
    action = "actions: [{id: ask, what: Ask, owner: li-na, due: 2026-04-17}]"
    changes = {
        REVIEW: action,
        "processes/incident-management/reviews/2026-02-11.yaml": (
            f"by: li-na\ncompleted: 2026-02-11\neffective: partly\nsummary: Slow\n{action}"
        ),
    }
    assert said(changes) == ["action-overdue: `ask` was due on 2026-04-17; li-na was to do it"] * 2


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ("planned: 2026-04-19", ["meeting-not-held"]),
        ("planned: 2026-04-20", []),
        ("planned: 2026-04-09\nheld: 2026-04-10", []),
        ("held: 2026-04-10", []),
    ],
)
def test_a_meeting_is_missed_from_the_day_after_it_was_planned_for(
    fields: str, rules: list[str]
) -> None:
    text = f"kind: project\n{fields}\nby: he-ping\ninvited: []\npresent: []\nitems: []\n"
    changes = {f"{YEAR}/meetings/2026-04-09-project.yaml": text}
    assert [one.partition(":")[0] for one in said(changes)] == rules


# -- values -----------------------------------------------------------------------------------


def test_values_of_a_kpi_that_the_process_does_not_define_are_told() -> None:
    changes = {
        "processes/incident-management/kpis/mtr.csv": "period,value\n2026-03,8.4\n",
        "processes/incident-management/kpis/notes.txt": "mttr,mtr",
    }
    assert said(changes) == ["bad-kpi-values: no KPI `mtr` in this process"]


def test_values_of_a_process_that_cannot_be_read_are_judged_by_themselves() -> None:
    changes = {
        "processes/incidents/kpis/mttr.csv": "period,value\n2026-03,8.4\n",
        "processes/change/kpis/success.csv": "period,value\nsoon,8.4\n",
    }
    assert said(changes) == ["bad-kpi-values: `soon` is no year, quarter or month"]
