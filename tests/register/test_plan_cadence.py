"""A plan is reviewed as often as it promises itself, whatever the process file says."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.register import in_force
from tests.overlay import SMALL
from tests.overlay import small
from tests.views.samples import vote

YEAR = "improvements/2026"
PROCESS = "processes/continual-improvement/process.yaml"


def promised(cadence: str) -> dict[str, str]:
    """Let the plan promise another cadence, and let everybody vote on it as before."""
    changes = dict.fromkeys((path for path in SMALL if "approvals/plan." in path), "-")
    changes[f"{YEAR}/plan.yaml"] = f"review_every: {cadence}"
    for person in ("wang-wei", "wu-fang", "huang-qiang"):
        changes |= vote(person, "agree", day="2026-01-29", name="plan", folder=YEAR)
    return changes


def due(changes: dict[str, str]) -> date | None:
    register = small(changes)
    return register.progress(register.plans[0]).due


@pytest.mark.parametrize(
    ("cadence", "expected"), [("P3M", date(2026, 7, 16)), ("P1M", date(2026, 5, 16))]
)
def test_the_next_review_is_due_as_the_plan_says(cadence: str, expected: date) -> None:
    assert due(promised(cadence)) == expected


def test_without_a_plan_that_can_be_read_the_process_file_says_it() -> None:
    every = SMALL[PROCESS].replace("every: P3M", "every: P2M")
    assert every != SMALL[PROCESS]
    changes = {PROCESS: "activities:" + every.partition("\nactivities:")[2]}
    assert due(changes) == date(2026, 7, 16)
    assert due({**promised("P9M"), **changes}) == date(2026, 6, 16)


def test_a_plan_that_was_put_in_its_place_holds_from_the_day_after() -> None:
    change = (
        "by: li-na\ncompleted: 2026-04-17\ndecides_on:\n"
        "  - {document: plan, digest: <digest of plan>}\n"
        "  - {document: plan-review, digest: <digest of plan-review>}\n"
        "  - {document: plan-2, digest: <digest of plan-2>}\n"
        "what: More reviews\nwhy: It goes slowly\n"
        "effect_on: {goals: None, resources: None, schedule: None}\n"
    )
    second = SMALL[f"{YEAR}/plan.yaml"].replace("P3M", "P1M").replace("2026-01-15", "2026-04-17")
    changes = {f"{YEAR}/plan-2.yaml": second, f"{YEAR}/scope-change.yaml": change}
    for person in ("wang-wei", "wu-fang", "huang-qiang"):
        changes |= vote(person, "agree", day="2026-04-18", name="scope-change", folder=YEAR)
    register = small(changes)
    plan = register.plans[0]
    held = [in_force(register, plan, "plan", date(2026, 4, day)) for day in (17, 18, 19)]
    assert [document and document.name for document in held] == ["plan", "plan", "plan-2"]
    assert register.progress(plan).due == date(2026, 5, 16)
