"""What the examples of the reference rules do not say: guesses, silence where nothing can be known."""

from __future__ import annotations

import pytest

from handrail.rules import judge
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import small

PORTAL = "improvements/2026/self-service-portal"
SUGGESTION = f"{PORTAL}/suggestion.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
PLAN = "improvements/2026/plan.yaml"


def hints(changes: dict[str, str]) -> list[str]:
    return [str(one.hint) for one in judge(small(changes))]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("by: chen-jei", "did you mean `chen-jie`?"),
        ("by: lina", "did you mean `li-na`?"),
        ("processes: [incident-mgmt]", "did you mean `incident-management`?"),
        ("plan_goal: xx", "allowed here: ('`faster-response`',)"),
        ("level: proces", "did you mean `process`?"),
        ("sorce: staff\nsource: -", "did you mean `source`?"),
        ("source: stuff", "did you mean `staff`?"),
    ],
)
def test_hint_is_the_nearest_word_or_the_few_that_are_allowed(text: str, hint: str) -> None:
    assert hints({SUGGESTION: text}) == [hint]


def test_long_list_of_allowed_words_is_no_hint() -> None:
    people = "\n".join(
        f"  - {{id: person-{number}, name: Somebody, from: 2025-01-01}}" for number in range(30)
    )
    text = (
        "people:"
        + SMALL["organization.yaml"].partition("people:")[2].partition("\nroles:")[0]
        + "\n"
        + people
    )
    assert hints({"organization.yaml": text, SUGGESTION: "by: zzzzz"}) == [
        "name one that exists, or define it first"
    ]


@pytest.mark.parametrize("text", ["kpis: *x", "kpis: -\nkpi: []", "{"])
def test_kpis_of_a_process_that_cannot_be_read_are_not_missed(text: str) -> None:
    assert len(found(small({INCIDENTS: text}))) == 1


def test_kpi_that_a_process_lost_is_missed_wherever_it_is_named() -> None:
    assert found(small({INCIDENTS: "kpis: -\nsuccess_factors: -"})) == [
        "unknown-kpi improvements/2026/plan.yaml:26:10",
        f"unknown-kpi {PORTAL}/proposal.yaml:8:50",
        f"process-incomplete {INCIDENTS}:1:8",
    ]


def test_role_that_a_misspelt_field_hides_is_not_missed() -> None:
    assert [one.partition(" ")[0] for one in found(small({INCIDENTS: "roles: -\nrolls: []"}))] == [
        "unknown-field"
    ]


@pytest.mark.parametrize("text", ["goals: *x", "goals: -\ngoal: []"])
def test_goals_of_a_plan_that_cannot_be_read_are_not_missed(text: str) -> None:
    rules = {one.partition(" ")[0] for one in found(small({PLAN: text}))}
    assert "unknown-goal" not in rules


def test_goal_of_another_year_is_not_known() -> None:
    changes = {
        f"improvements/2025/old/{name}.yaml": SMALL[f"{PORTAL}/{name}.yaml"]
        for name in ("suggestion", "evaluation")
    }
    changes = {
        path: text.replace("2026-01", "2025-12").replace("meeting: 2025-12-08-evaluation\n", "")
        for path, text in changes.items()
    }
    changes["improvements/criteria.yaml"] = "from: 2025-01-01"
    folder = "improvements/2025/old"
    assert found(small(changes)) == [
        f"overdue {folder}/evaluation.yaml:2:12",
        f"unknown-goal {folder}/evaluation.yaml:9:24",
        f"unknown-goal {folder}/suggestion.yaml:12:12",
    ]


def test_many_references_to_nothing_in_one_file_are_told_up_to_a_limit() -> None:
    listed = ", ".join(f"process-{number}" for number in range(100))
    assert len(found(small({SUGGESTION: f"processes: [{listed}]"}))) == 20


def test_people_and_bodies_may_write_and_only_people_may_hold_an_office() -> None:
    assert found(small({SUGGESTION: "by: improvement-committee\nrecorded_by: li-na"})) == []
    assert found(small({SUGGESTION: "with: [improvement-committee]"})) == [
        f"unknown-person {SUGGESTION}:13:8"
    ]


def test_attendees_and_suggesters_are_free_text() -> None:
    changes = {SUGGESTION: "suggested_by: Somebody in the canteen"}
    changes["improvements/2026/meetings/2026-01-08-evaluation.yaml"] = (
        "present: [A guest, zhang-wie]\ninvited: [Everybody]"
    )
    assert found(small(changes)) == []


@pytest.mark.parametrize("text", ["people: *x", "people: 5", "roles: {}", "bodies: [{}]"])
def test_without_a_readable_organisation_nobody_is_unknown(text: str) -> None:
    assert {
        one.partition(":")[0].partition(" ")[2] for one in found(small({"organization.yaml": text}))
    } == {"organization.yaml"}


def test_what_a_list_names_twice_is_unknown_once() -> None:
    changes = {
        "improvements/2026/self-service-portal/suggestion.yaml": "processes: [nope, nope]",
    }
    told = [one.partition(" ")[0] for one in found(small(changes))]
    assert sorted(told) == ["out-of-range", "unknown-process"]
