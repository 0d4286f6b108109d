"""Steps 12 to 17: what the examples of their rules do not say."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.loading.documents import load_documents
from handrail.loading.sources import Memory
from handrail.register import Register
from handrail.rules import judge
from handrail.rules.project_examples import CHARTER
from handrail.rules.project_examples import HANDOVER
from handrail.rules.project_examples import PILOT
from handrail.rules.project_examples import PLAN
from handrail.rules.project_examples import PORTAL
from handrail.rules.project_examples import PROPOSAL
from handrail.rules.project_examples import REVIEW
from handrail.rules.project_examples import ROLLOUT
from handrail.rules.project_examples import TEXTS
from handrail.rules.project_examples import draft
from handrail.rules.project_examples import project
from tests.overlay import AS_OF
from tests.overlay import encoded
from tests.overlay import found
from tests.overlay import overlay
from tests.overlay import small
from tests.reading import SCHEMAS
from tests.walks import said

FOLLOW_UP = f"{PORTAL}/follow-up.yaml"
SCOPE_CHANGE = f"{PORTAL}/scope-change.yaml"
TICKETS = f"{PORTAL}/tickets.csv"
SETTINGS = "handrail.yaml"


def rules(changes: dict[str, str], as_of: date = AS_OF) -> list[str]:
    return [finding.partition(" ")[0] for finding in found(small(changes, as_of))]


def changed(name: str, *fields: str) -> str:
    """Write a draft with some of its fields, each one line, in the place of its own."""
    text = draft(name)
    for field in fields:
        text = "\n".join(
            line for line in text.splitlines() if not line.startswith(field.partition(" ")[0])
        )
        text = f"{text}\n{field}"
    return text


# -- the charter ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["budget: {amount: 120000.0, currency: CNY}"], []),
        (["budget: {amount: 120000, currency: EUR}"], ["budget-differs-unsaid"]),
        (["budget: {amount: 0, currency: CNY}", "difference: Done by ourselves."], []),
        (["resources: [{who: Operations, effort: 61 days}]"], ["budget-differs-unsaid"]),
        (["resources: []", "difference: Nobody is needed."], []),
        (["resources: []", "budget: {amount: 1, currency: CNY}"], ["budget-differs-unsaid"]),
    ],
)
def test_charter_says_what_differs_from_the_proposal(
    fields: list[str], expected: list[str]
) -> None:
    assert rules({CHARTER: changed("charter", *fields)}) == expected


def test_charter_of_a_proposal_that_cannot_be_read_is_not_compared_with_it() -> None:
    broken = {
        PROPOSAL: "cost: free",
        CHARTER: changed("charter", "budget: {amount: 1, currency: CNY}"),
    }
    assert rules(broken) == ["wrong-type"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("reports_to: quality-lead", ["unknown-role"]),
        ("reports_to: nobody-knows", ["unknown-role"]),
        ("manager: huang-qiang", ["manager-judges-himself"]),
        ("manager: he-ping", []),
        ("to: 2026-04-14", ["dates-out-of-order"]),
    ],
)
def test_charter_names_who_answers_to_whom_until_when(field: str, expected: list[str]) -> None:
    assert rules({CHARTER: changed("charter", field)}) == expected


def test_project_cannot_end_before_it_was_set_up() -> None:
    files = project("charter", "from: 2026-04-13\nto: 2026-04-14").copy()
    files[CHARTER] = "\n".join(
        line
        for line in files[CHARTER].splitlines()
        if line not in {"from: 2026-04-15", "to: 2026-12-18"}
    )
    assert found(small(files)) == [f"dates-out-of-order {CHARTER}:12:5"]


# -- the plan ---------------------------------------------------------------------------------


def test_plan_lies_within_its_charter_to_the_day() -> None:
    def milestone(day: str) -> dict[str, str]:
        plan = changed("project-plan", f"milestones: [{{id: one, title: One, date: {day}}}]")
        return {CHARTER: draft("charter"), PLAN: plan}

    days = ("2026-04-14", "2026-04-15", "2026-12-18", "2026-12-19")
    assert [rules(milestone(day)) for day in days] == [
        ["plan-outside-charter"], [], [], ["plan-outside-charter"],
    ]  # fmt: skip


def test_each_end_of_the_pilot_lies_within_the_charter() -> None:
    plan = draft("project-plan").replace("to: 2026-07-17", "to: 2027-01-08")
    assert found(small({CHARTER: draft("charter"), PLAN: plan})) == [
        f"plan-outside-charter {PLAN}:8:7"
    ]


def test_plan_and_charter_may_be_renewed_together() -> None:
    """The new charter gives the time that the new plan needs, and neither holds before the other."""
    files = project("project-plan")
    longer = files[CHARTER].replace("to: 2026-12-18", "to: 2027-03-31")
    later = files[PLAN].replace("date: 2026-06-30", "date: 2027-03-01")
    files[f"{PORTAL}/charter-2.yaml"] = longer.replace("2026-04-15", "2026-04-16")
    files[f"{PORTAL}/project-plan-2.yaml"] = later.replace("2026-04-15", "2026-04-16")
    names = ("project-plan", "charter", "charter-2", "project-plan-2")
    files[SCOPE_CHANGE] = "\n".join(
        [
            "by: chen-jie", "what: More time", "why: The supplier is late.",
            "effect_on: {goals: None, resources: None, schedule: Three months}", "decides_on:",
            *(f"  - {{document: {name}, digest: <digest of {name}>}}" for name in names),
        ]
    )  # fmt: skip
    as_long = files | {
        f"{PORTAL}/charter-2.yaml": files[f"{PORTAL}/charter-2.yaml"].replace(
            "2027-03-31", "2026-12-18"
        )
    }
    assert [rules(as_long), rules(files)] == [["plan-outside-charter"], []]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("[tool]", ["test-plan-missing"]),
        ("[document, platform]", ["test-plan-missing"]),
        ("[document, activity]", []),
    ],
)
def test_only_tools_need_a_test_plan(kinds: str, expected: list[str]) -> None:
    assert rules({PROPOSAL: f"change_kinds: {kinds}", PLAN: draft("project-plan")}) == expected


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ("{goal: shorter, effect: A}, {goal: shorter, effect: B}", ["effect-without-name"]),
        ("{goal: shorter, effect: A}, {id: shorter, effect: B}", ["effect-without-name"]),
        ("{id: shorter, effect: A}, {goal: shorter, effect: B}", ["effect-without-name"]),
        ("{id: calls, effect: A}, {id: calls, effect: B}", ["duplicate-id"]),
        ("{id: calls, goal: shorter, effect: A}, {goal: shorter, effect: B}", []),
        ("{effect: A}, {effect: B}", ["effect-without-name", "effect-without-name"]),
    ],
)
def test_no_two_effects_go_by_one_name(effects: str, expected: list[str]) -> None:
    text = draft("project-plan").replace("{goal: shorter, effect: Six hours}", effects)
    assert rules({PLAN: text}) == expected


# -- status reports ---------------------------------------------------------------------------

REPORT = "by: chen-jie\ncompleted: {day}\nstate: on-track\ndone: Much\nnext: More"


def reported(*days: str, last: str = "project-plan") -> dict[str, str]:
    """Write a project that reports once a week, and its reports."""
    files = project(last)
    files[PLAN] = files[PLAN].replace("report_every: P1M", "report_every: P7D")
    numbers = ["", *(f"-{number}" for number in range(2, len(days) + 1))]
    reports = {
        f"{PORTAL}/status-report{number}.yaml": REPORT.format(day=day)
        for number, day in zip(numbers, days, strict=False)
    }
    return files | reports


@pytest.mark.parametrize(
    ("days", "as_of", "expected"),
    [
        ([], date(2026, 4, 24), []),
        ([], date(2026, 4, 25), [f"status-report-overdue {PLAN}:13:15"]),
        (["2026-04-24"], date(2026, 5, 6), []),
        (["2026-04-24"], date(2026, 5, 7), [f"status-report-overdue {PLAN}:13:15"]),
        (["2026-04-24", "2026-05-06"], date(2026, 5, 7), []),
    ],
)
def test_status_report_is_due_as_often_as_the_plan_says(
    days: list[str], as_of: date, expected: list[str]
) -> None:
    register = small(reported(*days), as_of)
    assert [one for one in found(register) if one.startswith("status")] == expected


def test_draft_of_a_status_report_is_none() -> None:
    files = reported("2026-04-24")
    path = f"{PORTAL}/status-report.yaml"
    drafted = files | {path: files[path].replace("completed: 2026-04-24\n", "")}
    assert "status-report-overdue" in rules(drafted, date(2026, 4, 25))


@pytest.mark.parametrize("last", ["charter", "handover", "adoption"])
def test_nothing_is_reported_before_the_plan_is_approved_and_after_the_handover(last: str) -> None:
    files = project(last)
    if PLAN in files:
        files[PLAN] = files[PLAN].replace("report_every: P1M", "report_every: P1D")
    assert "status-report-overdue" not in rules(files, date(2026, 5, 29))


# -- the pilot --------------------------------------------------------------------------------


def piloted(*fields: str) -> dict[str, str]:
    return {PLAN: draft("project-plan"), PILOT: changed("pilot", *fields)}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["from: 2026-04-16", "to: 2026-07-17"], []),
        (["from: 2026-04-16", "to: 2026-07-18"], ["pilot-off-plan"]),
        (["from: 2026-04-15", "to: 2026-07-18"], ["pilot-off-plan"]),
        (["from: 2026-04-15", "to: 2026-07-18", "deviations: As agreed"], []),
        (["from: 2026-04-17", "to: 2026-04-16"], ["dates-out-of-order"]),
    ],
)
def test_pilot_runs_when_it_was_planned(fields: list[str], expected: list[str]) -> None:
    assert rules(piloted(*fields)) == expected


def test_pilot_is_agreed_with_somebody() -> None:
    assert rules(piloted("agreed_with: []")) == ["missing-value"]


def test_pilot_does_not_begin_before_its_plan_is_approved() -> None:
    files = project("pilot")
    files[PLAN] = files[PLAN].replace("  from: 2026-04-16", "  from: 2026-04-15")
    files[PILOT] = files[PILOT].replace("from: 2026-04-16", "from: 2026-04-14")
    files[PILOT] += "\ndeviations: Early"
    assert found(small(files)) == [f"started-too-early {PILOT}:3:7"]


def test_pilot_is_over_when_its_report_is_finished() -> None:
    files = project("pilot")
    files[PILOT] = files[PILOT].replace("to: 2026-04-16", "to: 2026-04-17")
    assert found(small(files)) == [f"dates-out-of-order {PILOT}:2:12"]


def again(
    second: str, plan_changes: str = "plan_changes: From the 18th, without Sales"
) -> dict[str, str]:
    """Write a project whose first pilot was not enough, and a draft of the second."""
    files = project("pilot-review", plan_changes)
    files[REVIEW] = files[REVIEW].replace("outcome: passed", "outcome: repeat")
    return files | {f"{PORTAL}/pilot-2.yaml": second}


def test_time_of_a_further_pilot_stands_in_the_review() -> None:
    second = changed("pilot", "from: 2026-08-03", "to: 2026-09-04")
    assert rules(again(second)) == []


def test_further_pilot_does_not_begin_before_it_was_asked_for() -> None:
    second = changed("pilot", "from: 2026-04-15", "to: 2026-04-20")
    assert rules(again(second)) == ["started-too-early"]


def test_further_pilot_says_what_is_otherwise() -> None:
    assert rules(again(draft("pilot"), "attachments: []")) == ["missing-field"]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("1", [f"pilot-rounds-exceeded {REVIEW}:7:10"]), ("2", []), ("-", [])],
)
def test_committee_asks_for_no_more_pilots_than_the_settings_allow(
    limit: str, expected: list[str]
) -> None:
    assert found(small(again(draft("pilot")) | {SETTINGS: f"pilot_rounds: {limit}"})) == expected


@pytest.mark.parametrize("outcome", ["passed", "stopped"])
def test_last_pilot_may_pass_or_stop(outcome: str) -> None:
    files = project("pilot-review")
    files[REVIEW] = files[REVIEW].replace("outcome: passed", f"outcome: {outcome}")
    assert rules(files | {SETTINGS: "pilot_rounds: 1"}) == []


@pytest.mark.parametrize("rounds", ["0", "2.5", "many"])
def test_limit_of_pilots_is_a_number_of_pilots(rounds: str) -> None:
    assert len(rules({SETTINGS: f"pilot_rounds: {rounds}"})) == 1


ISSUE = "issues: [{{id: sign-on, what: It fails, owner: chen-jie, {rest}}}]"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("found: 2026-04-16", []),
        ("found: 2026-04-20", []),
        ("found: 2026-04-21", ["issue-dated-wrong"]),
        ("found: 2026-04-16, resolved: 2026-04-21", ["issue-dated-wrong"]),
        ("found: 2026-04-18, resolved: 2026-04-17", ["dates-out-of-order"]),
        ("found: 2026-04-21, resolved: 2026-04-22", ["issue-dated-wrong"]),
    ],
)
def test_problem_of_a_running_pilot_may_be_open_but_not_to_come(
    rest: str, expected: list[str]
) -> None:
    assert rules(piloted(ISSUE.format(rest=rest))) == expected


def test_each_open_problem_of_a_finished_report_is_found() -> None:
    first = "{id: one, what: It fails, owner: chen-jie, found: 2026-04-16}"
    files = project("pilot", f"issues:\n  - {first}\n  - {first.replace('one', 'two')}")
    assert found(small(files)) == [
        f"issue-left-open {PILOT}:14:5",
        f"issue-left-open {PILOT}:15:5",
    ]


def test_problem_of_a_pilot_has_an_owner() -> None:
    assert rules(piloted("issues: [{id: one, what: It fails, found: 2026-04-16}]")) == [
        "missing-field"
    ]


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ("[{effect: shorter, observed: 5 h, met: true}]", []),
        ("[{effect: shorter, observed: 5 h}, {effect: shorter, observed: 6 h}]", ["effect-not-observed"]),
        ("[{effect: shortr, observed: 5 h}]", ["effect-not-observed"]),
        ("[{effect: shorter, observed: 5 h}, {effect: calls, observed: Nine}]", ["effect-not-observed"]),
        ("[{effect: shorter}]", ["missing-field"]),
    ],
)  # fmt: skip
def test_every_expected_effect_is_answered_once(effects: str, expected: list[str]) -> None:
    assert rules(piloted(f"effects: {effects}")) == expected


def test_report_that_is_silent_about_effects_is_found_once() -> None:
    plan = draft("project-plan").replace("effect: Six hours}", "effect: A}, {id: calls, effect: B}")
    silent = "\n".join(line for line in draft("pilot").splitlines() if "effects" not in line)
    assert found(small({PLAN: plan, PILOT: silent})) == [f"effect-not-observed {PILOT}:1:1"]


def test_effect_goes_by_its_id_where_it_has_one() -> None:
    plan = draft("project-plan").replace("{goal: shorter,", "{id: hours, goal: shorter,")
    by_id = changed("pilot", "effects: [{effect: hours, observed: 5 h}]")
    assert [rules({PLAN: plan, PILOT: one}) for one in (by_id, draft("pilot"))] == [
        [], ["effect-not-observed"],
    ]  # fmt: skip


def test_pilot_of_a_plan_that_cannot_be_read_is_not_compared_with_it() -> None:
    files = piloted("effects: []", "from: 2025-01-01") | {PLAN: "pilot: later"}
    assert {*rules(files)} == {"missing-field", "wrong-type"}


# -- its data ---------------------------------------------------------------------------------


def with_data(content: str, more: str = "") -> dict[str, str]:
    listed = f"data_files: [{{file: tickets.csv, title: Tickets{more}}}]"
    return {PILOT: draft("pilot", listed), TICKETS: content}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("week,portal\n16,31\n", []),
        ("week,portal\r\n16,31\r\n", []),
        ("﻿week,portal\n16,31\n\n", []),
        ('week,what\n16,"one, two\nthree"\n17,four\n', []),
        ("week,portal\n", []),
        (
            "week,portal\n16\n17,1,2\n",
            [f"bad-pilot-data {TICKETS}:2:1", f"bad-pilot-data {TICKETS}:3:1"],
        ),
        ('week,what\n16,"one\ntwo"\n17\n', [f"bad-pilot-data {TICKETS}:4:1"]),
        ("\n\nweek,portal\n16\n", [f"bad-pilot-data {TICKETS}:4:1"]),
        ("week,week\n16,31\n", [f"bad-pilot-data {TICKETS}:1:1"]),
        ("week,\n16,31\n", [f"bad-pilot-data {TICKETS}:1:1"]),
        ("week;portal\n16;31\n", [f"bad-pilot-data {TICKETS}:1:1"]),
        ('week,what\n16,"one\n', [f"bad-pilot-data {TICKETS}:2:1"]),
        ("", [f"bad-pilot-data {TICKETS}:1:1"]),
        ("\n\n", [f"bad-pilot-data {TICKETS}:1:1"]),
        ("# -*- coding: utf-16 -*-\nweek,portal\n", [f"bad-pilot-data {TICKETS}:1:1"]),
    ],
)
def test_data_of_a_pilot_is_a_table_with_headings(content: str, expected: list[str]) -> None:
    assert [
        one for one in found(small(with_data(content))) if one.startswith("bad-pilot")
    ] == expected


def test_data_that_is_not_there_is_found_where_it_is_named() -> None:
    register = small({PILOT: draft("pilot", "data_files: [{file: tickts.csv, title: Tickets}]")})
    assert found(register) == [f"bad-pilot-data {PILOT}:12:21"]


def test_data_that_was_swapped_is_found() -> None:
    text = "week,portal\n16,31\n"
    right, wrong = sha256(text.encode()).hexdigest(), sha256(b"").hexdigest()
    assert rules(with_data(text, f", sha256: {right}")) == []
    assert found(small(with_data(text, f", sha256: {wrong}"))) == [f"bad-pilot-data {PILOT}:12:58"]


# -- rollout, handover ------------------------------------------------------------------------


def trained(unit: str, *audiences: str) -> list[str]:
    training = ", ".join(
        f"{{date: 2026-04-17, audience: '{one}', topic: The portal}}" for one in audiences
    )
    affected = f"affected: [{{unit: {unit}, people: 4}}]"
    return rules({ROLLOUT: changed("rollout", affected, f"training: [{training}]")})


@pytest.mark.parametrize(
    ("unit", "audiences"),
    [
        ("Sales", ["sales"]),
        ("Sales", ["Finance", "Purchasing and Sales"]),
        ("{en: Sales, zh: 销售部}", ["财务部和销售部"]),
        ("{en: Sales, zh: 销售部}", ["Sales, first shift"]),
        ("R&D (2nd site)", ["R&D (2nd site)"]),
    ],
)
def test_department_is_trained_when_a_training_names_it(unit: str, audiences: list[str]) -> None:
    assert trained(unit, *audiences) == []


@pytest.mark.parametrize(
    ("unit", "audiences"),
    [
        ("Sales", ["Finance"]),
        ("Sales", ["Salespeople of others"]),
        ("IT", ["Units abroad"]),
        ("{en: Sales, zh: 销售部}", ["财务部"]),
    ],
)
def test_department_that_no_training_names_is_not_trained(unit: str, audiences: list[str]) -> None:
    assert trained(unit, *audiences) == ["team-not-trained"]


def tools(*changes: str) -> dict[str, str]:
    files = project("rollout", f"tool_changes: [{', '.join(changes)}]")
    return files | {PROPOSAL: f"{files[PROPOSAL]}\nchange_kinds: [tool]"} | {
        PLAN: f"{files[PLAN]}\ntest_plan: Every form"
    }  # fmt: skip


CHANGE = "{{what: The portal, deployed_on: 2026-04-16, tested_on: {tested}, result: {result}}}"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("2026-04-16", "passed")], []),
        ([("2026-04-17", "passed"), ("2026-04-15", "passed")], []),
        ([("2026-04-18", "passed")], ["tool-not-tested"]),
        ([("2026-04-18", "failed")], ["tool-not-tested"]),
        ([("2026-04-16", "passed"), ("2026-04-16", "failed")], ["tool-not-tested"]),
        ([], ["tool-not-tested"]),
    ],
)
def test_every_tool_has_passed_when_the_rollout_is_finished(
    changes: list[tuple[str, str]], expected: list[str]
) -> None:
    written = [CHANGE.format(tested=tested, result=result) for tested, result in changes]
    assert rules(tools(*written)) == expected


def test_rollout_does_not_begin_before_the_pilot_has_passed() -> None:
    files = project("rollout")
    files[ROLLOUT] = files[ROLLOUT].replace("from: 2026-04-16", "from: 2026-04-15")
    assert found(small(files)) == [f"started-too-early {ROLLOUT}:4:44"]


def handed(*kinds: str) -> str:
    entries = ", ".join(f"{{title: One, kind: {kind}, location: Shelf}}" for kind in kinds)
    head = draft("handover").partition("documents:")[0]
    return f"{head}documents: [{entries}]"


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ("", ["handover-incomplete"]),
        ("{kind: guide, because: None is needed}", ["handover-incomplete"]),
        ("{kind: guide, because: None is needed}, {kind: pilot, because: Lost}", []),
    ],
)
def test_handover_is_told_once_what_it_lacks(left_out: str, expected: list[str]) -> None:
    text = handed("charter", "project-plan", "rollout", "data")
    assert rules({HANDOVER: f"{text}\nleft_out: [{left_out}]"}) == expected


# -- whatever stands in them ------------------------------------------------------------------

ADOPTED = overlay(project("adoption"))
DOCUMENTS = load_documents(
    Memory({path: encoded(text) for path, text in ADOPTED.items()}), SCHEMAS
)[0]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5) | st.sampled_from(["2026-04-16", "9999-12-31", "P9999Y", "shorter"]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("ab"), below, max_size=2),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=200)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_whatever_stands_in_a_project_is_judged(name: str, data: st.DataObject) -> None:
    """A field of a project, at any depth, says something else: that ends in findings, or in none."""
    path = f"{PORTAL}/{name}.yaml"
    content: Any = yaml.safe_load(ADOPTED[path])
    place, key = content, data.draw(st.sampled_from(sorted(content)))
    while place[key] and isinstance(place[key], (dict, list)) and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(
            st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place)))
        )
    place[key] = data.draw(values)
    others = [document for document in DOCUMENTS if document.path != path]
    text = said(content).encode("utf-8", "replace")
    changed, _ = load_documents(Memory({path: text}), SCHEMAS)
    judge(Register([*others, *changed], SCHEMAS, date(2027, 1, 1)))


# -- the follow-up ----------------------------------------------------------------------------

RESULTS = "results: [{{goal: shorter, measured: {value}, measured_on: 2026-12-30, reached: {reached}, method: Tickets, evidence: Report}}]"


def followed_up(day: str, value: int = 4) -> dict[str, str]:
    is_reached = value <= 4
    results = RESULTS.format(value=value, reached=str(is_reached).lower())
    outcome = "reached" if is_reached else "missed\nsuggestion: incident-form"
    text = f"by: li-na\nwith: [chen-jie]\ncompleted: {day}\n{results}\noutcome: {outcome}"
    return project("adoption") | {FOLLOW_UP: text}


def of_follow_up(changes: dict[str, str], as_of: date) -> list[str]:
    """Return what is found about follow-ups: much else is overdue by the end of the year."""
    register = small(changes, as_of)
    return [one for one in found(register) if "follow-up" in one or "suggestion" in one]


def test_goals_are_measured_again_by_their_day() -> None:
    files = project("adoption")
    assert of_follow_up(files, date(2026, 12, 31)) == []
    assert of_follow_up(files, date(2027, 1, 1)) == [f"follow-up-overdue {PROPOSAL}:8:176"]
    assert of_follow_up(followed_up("2026-12-31"), date(2027, 1, 1)) == []
    assert of_follow_up(followed_up("2026-12-31", value=6), date(2027, 1, 1)) == []


def test_project_that_has_not_ended_is_measured_before_its_end() -> None:
    assert of_follow_up(project("handover"), date(2027, 1, 1)) == []


def test_minor_improvement_was_measured_on_its_way() -> None:
    assert of_follow_up({}, date(2027, 1, 1)) == []


def test_suggestion_that_a_miss_led_to_exists() -> None:
    files = followed_up("2026-12-31", value=6)
    wrong = files | {FOLLOW_UP: files[FOLLOW_UP].replace("suggestion: incident-form", "suggestion: incident-from")}  # fmt: skip
    assert of_follow_up(wrong, date(2027, 1, 1)) == [f"unknown-improvement {FOLLOW_UP}:6:13"]
