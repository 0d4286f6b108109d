"""Steps 3 to 11: what the examples of their rules do not say."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from handrail.rules import judge
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import overlay
from tests.overlay import small

FORM = "improvements/2026/incident-form"
PORTAL = "improvements/2026/self-service-portal"
SUGGESTION = f"{PORTAL}/suggestion.yaml"
PROPOSAL = f"{PORTAL}/proposal.yaml"
DECISION = f"{PORTAL}/decision.yaml"
IMPLEMENTATION = f"{FORM}/implementation.yaml"
EFFECT = f"{FORM}/effect.yaml"
ADOPTION = f"{FORM}/adoption.yaml"
REVERSION = f"{FORM}/reversion.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
FORM_FILE = "processes/incident-management/templates/form.md"


def rules(changes: dict[str, str]) -> list[str]:
    return [finding.partition(" ")[0] for finding in found(small(changes))]


# -- who wrote it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("owner: he-ping\nformer_owners: [{owner: chen-jie, until: 2026-04-17}]", []),
        ("owner: quality-lead\nformer_owners: [{owner: chen-jie, until: 2026-04-17}]", []),
        ("owner: chen-jie\nformer_owners: [{owner: he-ping, until: 2026-01-04}]", []),
        (
            "owner: li-na\nformer_owners: [{owner: he-ping, until: 2026-02-28}, {owner: chen-jie, until: 2026-01-31}]",
            ["author-without-role"],
        ),
        (
            "owner: li-na\nformer_owners: [{owner: chen-jie, until: 2026-02-05}]",
            ["author-without-role"],
        ),
    ],
)
def test_who_owned_the_process_on_the_day_may_carry_it_out(owner: str, expected: list[str]) -> None:
    assert rules({INCIDENTS: owner}) == expected


def test_bodys_step_is_the_bodys() -> None:
    others = SMALL["organization.yaml"].partition("bodies:")[2].split("  - id:")[1]
    advisers = others.replace("improvement-committee", "advisers", 1)
    changes = {
        "organization.yaml": f"bodies:\n  - id:{others}  - id:{advisers}",
        DECISION: decision("minor", procurement=True).replace(
            "by: improvement-committee", "by: advisers", 1
        ) + "\nclass_reason: Free of charge.",
    }  # fmt: skip
    assert found(small(changes)) == [f"author-without-role {DECISION}:1:5"]


@pytest.mark.parametrize(
    "process",
    [
        {INCIDENTS: "title: [1]"},
        {INCIDENTS: "owner: chen-jei"},
        {SUGGESTION: "processes: [incident-mangement]"},
    ],
)
def test_where_an_owner_cannot_be_told_nobody_is_found_wanting(process: dict[str, str]) -> None:
    assert len(rules(process)) == 1


def test_process_that_names_no_such_role_leaves_it_open_who_may_write() -> None:
    text = SMALL["processes/continual-improvement/process.yaml"]
    activities = "activities:" + text.partition("\nactivities:")[2].replace(
        "responsible: [process-owner]\n", "responsible: [proces-owner]\n"
    )
    changes = {
        "processes/continual-improvement/process.yaml": activities,
        IMPLEMENTATION: "by: he-ping",
    }
    assert rules(changes) == ["unknown-role"]


def test_suggestion_for_the_department_is_not_taken_in_by_a_process_owner() -> None:
    assert rules({SUGGESTION: "level: department"}) == ["suggestion-not-taken-in"]
    assert rules({SUGGESTION: "level: department\nwith: [li-na]"}) == []


# -- the proposal -----------------------------------------------------------------------------


def goal(fields: str) -> dict[str, str]:
    read = "baseline_on: 2026-03-31, baseline_source: Tickets"
    return {PROPOSAL: f"goals: [{{id: a, title: A, {read}, measure_by: 2026-12-31, {fields}}}]"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("unit: h, baseline: 9, target: 4", []),
        ("unit: h, baseline: 4, target: 9", []),
        ("unit: h, baseline: 9, target: 4, direction: down", []),
        ("unit: h, baseline: 9, target: 4, direction: up", ["no-testable-goal"]),
        ("unit: h, baseline: 4, target: 4", ["no-testable-goal"]),
        ("baseline: 9, target: 4", ["no-testable-goal"]),
        ("kpi: incident-management/mttr, baseline: 9, target: 4", []),
        ("kpi: incident-management/mttr, baseline: 4, target: 9", ["no-testable-goal"]),
        ("unit: h, target: 4", ["goal-without-baseline"]),
        ("unit: h, baseline: 9", ["no-testable-goal"]),
    ],
)
def test_goal_can_be_tested_where_its_target_is_better_than_today(
    fields: str, expected: list[str]
) -> None:
    assert rules(goal(fields)) == expected


def test_gap_in_a_draft_is_a_warning() -> None:
    findings = judge(small({PROPOSAL: "completed: -\nrisks: []"}))
    assert [(one.rule, one.severity.word) for one in findings if one.location.path == PROPOSAL] == [
        ("risks-not-weighed", "warning")
    ]


def test_baseline_is_not_measured_after_the_proposal() -> None:
    text = "unit: h, baseline: 9, target: 4"
    late = goal(text)[PROPOSAL].replace("2026-03-31", "2026-04-13")
    assert rules({PROPOSAL: late}) == ["goal-out-of-time"]


# -- the decision -----------------------------------------------------------------------------


def decision(class_: str, *, procurement: bool, more: str = "false") -> str:
    return f"""\
by: improvement-committee
recorded_by: he-ping
completed: 2026-04-16
decides_on:
  - {{document: suggestion, digest: <digest of suggestion>}}
  - {{document: evaluation, digest: <digest of evaluation>}}
  - {{document: proposal, digest: <digest of proposal>}}
outcome: approved
class: {class_}
major_test: {{complex: {more}, risky: false, multi_party: false, procurement: {str(procurement).lower()}}}
priority: low
considered: {{business_goals: Yes, industry_experience: Yes, current_state: Yes, cost_resources_time: Yes}}
reasons: It helps."""


CONSULTED = "consulted: [{unit: Sales, date: 2026-04-08, opinion: Yes}]"
NOT_BOUGHT = {f"{PORTAL}/evaluation.yaml": "procurement: {needed: false}"}


@pytest.mark.parametrize(
    ("class_", "bought", "complex_", "expected"),
    [
        ("minor", False, "false", []),
        ("minor", False, "true", ["class-departs"]),
        ("minor", True, "false", ["class-departs"]),
        ("major", False, "false", ["class-departs"]),
        ("major", False, "true", []),
        ("major", True, "true", []),
    ],
)
def test_any_sign_speaks_for_a_project(
    *, class_: str, bought: bool, complex_: str, expected: list[str]
) -> None:
    text = decision(class_, procurement=bought, more=complex_)
    assert rules({PROPOSAL: CONSULTED, DECISION: text} | NOT_BOUGHT) == expected
    reason = f"{text}\nclass_reason: The committee knows the case."
    assert rules({PROPOSAL: CONSULTED, DECISION: reason} | NOT_BOUGHT) == []


# -- carrying out -----------------------------------------------------------------------------


def test_effect_waits_for_the_working_days_of_the_process() -> None:
    assert rules({EFFECT: "completed: 2026-03-20"}) == []
    assert rules({EFFECT: "completed: 2026-03-19"}) == ["measured-too-early"]


# -- results ----------------------------------------------------------------------------------

_GOAL = "{id: fewer-questions, title: Fewer questions back, unit: %s, baseline: 30, baseline_on: 2026-01-16, baseline_source: Tickets, target: 10, measure_by: 2026-04-30}"
_RESULT = "{goal: %s, measured: %s, measured_on: 2026-03-25, reached: %s, method: Count, evidence: Report}"
#: A second goal, by which a decision was made that is written anew with its votes.
SECOND = "{id: calm, title: Calm, unit: calls, baseline: 9, baseline_on: 2026-01-16, baseline_source: Calls, target: 5, measure_by: 2026-04-30%s}"


def vote(person: str) -> str:
    return f"document: decision\ndigest: <digest of decision>\nverdict: agree\nrole: improvement-committee\nby: {person}\ndate: 2026-01-29"


def answered(second: str, *results: tuple[str, str, str], outcome: str) -> dict[str, str]:
    """Give the form a second goal, voted on, and answer both; without its end, which the word decides."""
    votes = {
        path: "-" for path in SMALL if path.startswith(f"{FORM}/approvals/")
    } | {
        f"{FORM}/approvals/decision.<short digest of decision>.{person}.yaml": vote(person)
        for person in ("wang-wei", "wu-fang")
    }  # fmt: skip
    rows = ", ".join(_RESULT % one for one in results)
    return votes | {
        f"{FORM}/proposal.yaml": f"goals: [{_GOAL % 'tickets'}, {second}]",
        f"{FORM}/decision.yaml": "decides_on: [{document: suggestion, digest: <digest of suggestion>}, {document: evaluation, digest: <digest of evaluation>}, {document: proposal, digest: <digest of proposal>}]",
        EFFECT: f"results: [{rows}]\noutcome: {outcome}",
        ADOPTION: "-",
    }


FEWER = ("fewer-questions", "8", "true")


@pytest.mark.parametrize(
    ("second", "result", "outcome", "expected"),
    [
        ("", ("calm", "4", "true"), "reached", []),
        ("", ("calm", "6", "false"), "missed", []),
        ("", ("calm", "6", "false"), "reached", ["outcome-contradicts-results"]),
        ("", ("calm", "4", "true"), "missed", ["outcome-contradicts-results"]),
        ("", ("calm", "6", "true"), "reached", ["result-contradicts-goal"]),
        ("", ("calm", "4", "false"), "missed", ["result-contradicts-goal"]),
        (", secondary: true", ("calm", "6", "false"), "reached", []),
        (", secondary: true", ("calm", "6", "false"), "missed", ["outcome-contradicts-results"]),
        ("", ("calm", "Calm enough", "true"), "reached", []),
        ("", ("calm", "Calm enough", "false"), "reached", ["outcome-contradicts-results"]),
    ],
)
def test_outcome_follows_from_the_goals_that_decide(
    second: str, result: tuple[str, str, str], outcome: str, expected: list[str]
) -> None:
    assert rules(answered(SECOND % second, FEWER, result, outcome=outcome)) == expected


@pytest.mark.parametrize("reached", ["true", "false"])
def test_where_nobody_can_tell_which_way_is_better_the_judgement_stands(reached: str) -> None:
    level = (SECOND % "").replace("target: 5", "target: 9")
    outcome = "reached" if reached == "true" else "missed"
    assert rules(answered(level, FEWER, ("calm", "4", reached), outcome=outcome)) == []


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ((FEWER,), ["goal-not-answered"]),
        ((FEWER, FEWER), ["goal-not-answered", "goal-not-answered"]),
        ((FEWER, ("clam", "4", "true")), ["unknown-goal"]),
    ],
)
def test_every_goal_is_answered_once(
    results: tuple[tuple[str, str, str], ...], expected: list[str]
) -> None:
    assert rules(answered(SECOND % "", *results, outcome="reached")) == expected


# -- the end ----------------------------------------------------------------------------------


def adopted(artifact: str, changes: str = "") -> dict[str, str]:
    process = {INCIDENTS: f'version: "1.10"\nchanges: [{changes}]'} if changes else {}
    return process | {ADOPTION: f"artifacts: [{{what: Six fields, {artifact}}}]"}


ROSE = '{version: "1.10", date: 2026-04-10, improvement: incident-form, summary: Six fields}'


@pytest.mark.parametrize(
    ("artifact", "changes", "expected"),
    [
        ('kind: process, process: incident-management, version: "1.10", was: "1.9"', ROSE, []),
        ('kind: process, process: incident-management, version: "1.10"', ROSE, []),
        ('kind: process, process: incident-management, version: "1.10", was: "1.10"', ROSE, ["version-not-adopted"]),
        ('kind: process, process: incident-management, version: "1.10", was: "2.0"', ROSE, ["version-not-adopted"]),
        ('kind: process, process: incident-management, version: "1.11", was: "1.10"', ROSE, ["version-not-adopted"]),
        ("kind: process, process: incident-management", ROSE, ["version-not-adopted"]),
        ('kind: process, version: "1.10"', ROSE, ["version-not-adopted"]),
        ('kind: process, process: incident-management, version: "1.10"', ROSE.replace("incident-form", "self-service-portal"), ["version-not-adopted"]),
        ('kind: process, process: incident-management, version: "1.10"', ROSE.replace("2026-04-10", "2026-01-28"), ["version-not-adopted"]),
        ("kind: process, process: incident-mangement", "", ["unknown-process"]),
    ],
)  # fmt: skip
def test_adopted_version_rose_by_this_improvement(
    artifact: str, changes: str, expected: list[str]
) -> None:
    assert rules(adopted(artifact, changes)) == expected


NEW, OLD = (sha256(text.encode()).hexdigest() for text in ("New\n", "Old\n"))
FILE = "kind: form, process: incident-management, file: templates/form.md"


@pytest.mark.parametrize(
    ("artifact", "expected"),
    [
        (FILE, ["file-not-adopted"]),
        (f"{FILE}, sha256: {NEW}", []),
        (f"{FILE}, sha256: {NEW}, was_sha256: {OLD}", []),
        (f"{FILE}, sha256: {NEW}, was_sha256: {NEW}", ["file-not-adopted"]),
        (f"{FILE}, sha256: {OLD}", ["adopted-file-changed"]),
        (f"kind: form, file: processes/incident-management/templates/form.md, sha256: {NEW}", []),
        ("kind: form, file: templates/form.md", ["file-not-adopted"]),
        ("kind: tool, file: somewhere-else.exe", []),
    ],
)
def test_adopted_file_is_there_as_it_was_adopted(artifact: str, expected: list[str]) -> None:
    assert rules({FORM_FILE: "New"} | adopted(artifact)) == expected


def once_more(changes: dict[str, str]) -> dict[str, str]:
    """Write the improvement of the form a second time, in another folder, with votes of its own."""
    again = f"{FORM}-again"
    names = ("suggestion", "evaluation", "proposal", "implementation", "effect", "adoption")
    files = {f"{again}/{name}.yaml": SMALL[f"{FORM}/{name}.yaml"] for name in names}
    decision = SMALL[f"{FORM}/decision.yaml"]
    for name in names[:3]:
        decision = re.sub(rf"({name}, digest:) \S+}}", rf"\1 <digest of {name}>}}", decision)
    files[f"{again}/decision.yaml"] = decision
    for person in ("wang-wei", "wu-fang"):
        files[f"{again}/approvals/decision.<short digest of decision>.{person}.yaml"] = vote(person)
    return files | {f"{again}/{name}.yaml": text for name, text in changes.items()}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(OLD, NEW, []), (NEW, OLD, ["adopted-file-changed"]), (OLD, OLD, ["adopted-file-changed"])],
)
def test_file_is_as_the_latest_adoption_says(first: str, second: str, expected: list[str]) -> None:
    changes = overlay({FORM_FILE: "New"} | adopted(f"{FILE}, sha256: {first}"))
    text = SMALL[ADOPTION].replace("2026-04-10", "2026-04-13")
    later = re.sub(
        "artifacts:\n.*\n", f"artifacts: [{{what: Anew, {FILE}, sha256: {second}}}]\n", text
    )
    assert rules(changes | once_more({"adoption": later})) == expected


def kept(restored: str, process: str = "") -> dict[str, str]:
    return {
        EFFECT: "results: [{goal: fewer-questions, measured: 20, measured_on: 2026-03-25, reached: false, method: Count, evidence: Report}]\noutcome: missed",
        ADOPTION: "-",
        REVERSION: f"by: li-na\ncompleted: 2026-04-10\nreasons: No help.\nrestored: [{restored}]\nannouncement: {{date: 2026-04-10, audience: [All], channel: Mail, text: As before.}}",
    } | ({INCIDENTS: process} if process else {})


RESTORED = '{process: incident-management, version: "1.0"}'


@pytest.mark.parametrize(
    ("restored", "process", "expected"),
    [
        (RESTORED, "", []),
        ("", "", ["original-not-kept"]),
        (RESTORED.replace("1.0", "1.1"), "", ["original-not-kept"]),
        # Another improvement has changed the process since.
        (RESTORED, 'version: "2.0"\nchanges: [{version: "2.0", date: 2026-04-15, editorial: true, summary: New}, {version: "1.0", date: 2025-01-01, editorial: true, summary: First}]', []),
        # What this one brought is still in force.
        (RESTORED, 'version: "1.1"\nchanges: [{version: "1.1", date: 2026-02-06, improvement: incident-form, summary: Six}, {version: "1.0", date: 2025-01-01, editorial: true, summary: First}]', ["original-not-kept"]),
    ],
)  # fmt: skip
def test_original_is_in_force_again(restored: str, process: str, expected: list[str]) -> None:
    assert rules(kept(restored, process)) == expected


def test_process_that_is_not_known_is_found_as_that() -> None:
    unknown = "{process: incident-mangement, version: '1.0'}"
    assert rules(kept(f"{RESTORED}, {unknown}")) == ["unknown-process"]
