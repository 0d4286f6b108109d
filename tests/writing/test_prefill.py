"""What is known of every type of document, and what follows from values that are given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from handrail.register import Register
from handrail.rules.project_examples import project
from handrail.writing.prefill import prefill
from handrail.writing.prefill.following import following
from tests.overlay import AS_OF
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

FORM = "improvements/2026/incident-form"
PROCESS = "processes/incident-management/process.yaml"
VALUES = {
    "processes/incident-management/kpis/mttr.csv": (
        "period,value,n\n2025-12,9,412\n2026-03,8.4,421\n2026-05,7,400\n"
    )
}


def known(
    register: Register, kind: str, id_: str, *, by: str = "li-na", day: date = AS_OF, **fields: str
) -> dict[str, Any]:
    dossier = register.dossiers_by_id.get(id_)
    place = (
        {"year": "2026", "improvement": id_}
        if dossier and dossier.kind != "plan"
        else {"year": id_}
    )
    return prefill(register, kind, dossier, fields or place, by=by, day=day)


def test_a_suggestion() -> None:
    assert known(small(), "suggestion", "new", by="chen-jie") == {
        "workflow": 2,
        "by": "chen-jie",
        "suggested_by": "Chen Jie",
        "suggested_on": "2026-04-20",
    }


def test_an_evaluation_knows_criteria_goal_and_meeting() -> None:
    register = small(
        {f"{PORTAL}/evaluation.yaml": "-", f"{PORTAL}/proposal.yaml": "-",
         f"{PORTAL}/suggestion.yaml": "plan_goal: faster-response"}
    )  # fmt: skip
    assert known(register, "evaluation", "self-service-portal", day=date(2026, 1, 20)) == {
        "by": "li-na",
        "meeting": "2026-01-08-evaluation",
        "criteria": "1.0",
        "plan_alignment": {"goal": "faster-response"},
        "answer": {"date": "2026-01-20"},
    }


def test_what_was_parked_keeps_its_grades() -> None:
    register = small(
        {f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-04-13",
         f"{PORTAL}/proposal.yaml": "-"}
    )  # fmt: skip
    found = known(register, "evaluation", "self-service-portal")
    before = register.by_path[f"{PORTAL}/evaluation.yaml"].data
    kept = ("benefit", "urgency", "ease", "procurement", "risk", "plan_alignment")
    assert {key: found[key] for key in kept} == {key: before[key] for key in kept}
    assert found.keys() - set(kept) == {"by", "criteria", "answer"}


def test_a_proposal_begins_with_the_goal_of_the_plan_and_the_latest_value() -> None:
    anchors = 'criteria: [{id: risk, title: Risk, question: "What?", kind: grade, anchors: [{grade: 3, text: A nuisance}]}]'
    register = small(
        {f"{PORTAL}/proposal.yaml": "-", **VALUES, "handrail.yaml": "currency: EUR",
         f"{PORTAL}/evaluation.yaml": "plan_alignment: {goal: faster-response}\nrisk: {grade: 3}\n"
         "procurement: {needed: false}",
         "improvements/criteria.yaml": anchors,
         "improvements/2026/plan.yaml": "objectives: [{id: customer-satisfaction, title: Customers, of: it}]"}
    )  # fmt: skip
    suggestion = register.by_path[f"{PORTAL}/suggestion.yaml"].data
    evaluation = register.by_path[f"{PORTAL}/evaluation.yaml"].data
    assert known(register, "proposal", "self-service-portal") == {
        "by": "li-na",
        "processes": ["incident-management"],
        "summary": suggestion["idea"],
        "scope": {"in": ["Incident management"]},
        "goals": [
            {
                "id": "mttr", "title": "Faster response", "kpi": "incident-management/mttr",
                "unit": "h", "baseline": 8.4, "baseline_on": "2026-03-31",
                "baseline_source": "processes/incident-management/kpis/mttr.csv, 2026-03",
                "target": 4, "direction": "down", "measure_by": "2026-12-29",
            }
        ],
        "benefits": {"internal": [evaluation["benefit"]["text"]]},
        "plan": [
            {
                "id": "carry-out", "title": "Self-service portal", "owner": "chen-jie",
                "from": "2026-06-02", "to": "2026-10-06",
            }
        ],
        "resources": [],
        "cost": {"amount": 0, "currency": "EUR"},
        "risks": [],
        "no_risk_because": "A nuisance",
        "value_added": evaluation["benefit"]["text"],
    }  # fmt: skip


def test_a_proposal_weighs_the_risks_that_the_evaluation_saw() -> None:
    register = small(
        {f"{PORTAL}/proposal.yaml": "-",
         f"{PORTAL}/evaluation.yaml": "risk: {grade: 1, risks: [Nobody comes]}\nprocurement: {needed: true, what: A portal}"}
    )  # fmt: skip
    found = known(register, "proposal", "self-service-portal")
    assert found["risks"] == [
        {"id": "risk-1", "what": "Nobody comes", "likelihood": None, "impact": None, "response": None}
    ]  # fmt: skip
    assert found["cost"] == {"amount": None, "currency": "CNY"}
    assert "no_risk_because" not in found


def test_what_was_postponed_is_gone_on_with() -> None:
    postponed = {f"{PORTAL}/decision.yaml": DECISION[f"{PORTAL}/decision.yaml"].replace("rejected", "postponed") + "revisit_on: 2026-04-18\n"}  # fmt: skip
    register = small({**postponed, **vote("wang-wei", "agree"), **vote("wu-fang", "agree")})
    before = dict(register.by_path[f"{PORTAL}/proposal.yaml"].data)
    for own in ("by", "with", "completed"):
        before.pop(own, None)
    assert known(register, "proposal", "self-service-portal") == {**before, "by": "li-na"}


def test_a_decision_rests_on_what_was_walked() -> None:
    register = small({f"{PORTAL}/decision.yaml": "-"})
    dossier = register.dossiers_by_id["self-service-portal"]
    found = known(register, "decision", "self-service-portal", by="he-ping")
    assert found["decides_on"] == [
        {"document": name, "digest": dossier.digest(name)}
        for name in ("suggestion", "evaluation", "proposal")
    ]
    assert (found["by"], found["recorded_by"]) == ("improvement-committee", "he-ping")


def test_an_implementation_has_the_tasks_of_the_proposal() -> None:
    register = small(
        {f"{FORM}/{name}.yaml": "-" for name in ("implementation", "effect", "adoption")}
    )
    assert known(register, "implementation", "incident-form", by="chen-jie") == {
        "by": "chen-jie",
        "started": "2026-02-02",
        "summary": "Change the form and tell everybody.",
        "tasks": [{"id": "form", "title": "Change the form", "owner": "chen-jie"}],
    }


def test_an_effect_answers_every_goal() -> None:
    register = small({f"{FORM}/{name}.yaml": "-" for name in ("effect", "adoption")})
    goal = register.by_path[f"{FORM}/proposal.yaml"].data["goals"][0]
    assert known(register, "effect", "incident-form") == {
        "by": "li-na",
        "with": ["chen-jie"],
        "results": [
            {
                "goal": "fewer-questions", "measured": None, "measured_on": None, "reached": None,
                "method": goal.get("baseline_source"), "evidence": None,
            }
        ],
        "scope_achieved": "Incidents",
    }  # fmt: skip
    assert known(register, "effect", "incident-form", by="chen-jie")["with"] == ["li-na"]


RAISED = """\
version: "1.1"
changes:
  - {version: "1.0", date: 2025-12-01, editorial: true, summary: Written down.}
  - {version: "1.1", date: 2026-04-08, improvement: incident-form, summary: One form.}
"""


@pytest.mark.parametrize(
    ("changes", "versions"),
    [({}, {"was": "1.0"}), ({PROCESS: RAISED}, {"version": "1.1", "was": "1.0"})],
)
def test_an_adoption_knows_the_versions(
    changes: Mapping[str, str], versions: dict[str, str]
) -> None:
    register = small({f"{FORM}/adoption.yaml": "-", **changes})
    assert known(register, "adoption", "incident-form") == {
        "by": "li-na",
        "artifacts": [
            {"kind": "process", "process": "incident-management", **versions, "what": "The form is in use."}
        ],
        "announcement": {
            "date": "2026-04-20", "audience": ["Incident management"], "channel": None,
            "text": "The form is in use.",
        },
        "training": [],
    }  # fmt: skip


def test_people_are_told_the_way_they_were_told_last() -> None:
    register = small({f"{PORTAL}/decision.yaml": "-", "organization.yaml": _with_units()})
    found = known(register, "reversion", "self-service-portal")
    assert found == {
        "by": "li-na",
        "restored": [{"process": "incident-management", "version": "1.0"}],
        "announcement": {
            "date": "2026-04-20", "audience": ["Service desk"], "channel": "Mail", "text": None,
        },
    }  # fmt: skip


def _with_units() -> str:
    return (
        "people:\n"
        "  - {id: li-na, name: Li Na, from: 2025-01-01}\n"
        "  - {id: he-ping, name: He Ping, from: 2025-01-01}\n"
        "  - {id: wang-wei, name: Wang Wei, from: 2025-01-01}\n"
        "  - {id: wu-fang, name: Wu Fang, from: 2025-01-01}\n"
        "  - {id: huang-qiang, name: Huang Qiang, from: 2025-01-01}\n"
        "  - {id: chen-jie, name: Chen Jie, unit: {zh: 服务台, en: Service desk}, from: 2025-01-01}\n"
    )


def test_a_project_goes_on_with_what_the_proposal_said() -> None:
    register = small()
    charter = known(register, "charter", "self-service-portal", by="he-ping")
    assert {key: charter[key] for key in charter if key != "decides_on"} == {
        "by": "improvement-committee",
        "recorded_by": "he-ping",
        "members": [{"person": "chen-jie", "duty": "Choose a product"}],
        "from": "2026-05-04",
        "to": "2026-06-30",
        "resources": [{"who": "Operations", "effort": "60 days"}],
        "budget": {"amount": 120000, "currency": "CNY"},
        "reports_to": "improvement-committee",
    }
    plan = known(register, "project-plan", "self-service-portal")
    assert {key: plan[key] for key in plan if key != "decides_on"} == {
        "by": "li-na",
        "milestones": [{"id": "choose", "title": "Choose a product", "date": "2026-06-30"}],
        "pilot": {"expected_effects": [{"goal": "shorter", "effect": "Shorter incidents"}]},
        "report_every": "P1M",
    }
    assert known(register, "status-report", "self-service-portal") == {
        "by": "li-na", "period": "2026-04",
    }  # fmt: skip
    assert known(register, "withdrawal", "self-service-portal") == {"by": "li-na"}


def test_a_pilots_report_asks_for_every_effect_that_was_expected() -> None:
    register = small(project("project-plan"))
    assert known(register, "pilot", "self-service-portal", by="chen-jie") == {
        "by": "chen-jie",
        "from": "2026-04-16",
        "to": "2026-04-20",
        "effects": [{"effect": "shorter", "observed": None}],
    }


def test_a_further_pilot_takes_over_what_is_still_open() -> None:
    issues = """\
issues:
  - {id: open, what: Slow, found: 2026-04-16, owner: chen-jie, next: Looked at again}
  - {id: solved, what: Loud, found: 2026-04-16, resolved: 2026-04-16, owner: chen-jie}"""
    register = small(project("pilot", issues))
    assert known(register, "pilot", "self-service-portal", by="chen-jie") == {
        "by": "chen-jie",
        "to": "2026-04-20",
        "agreed_with": ["Sales"],
        "issues": [{"id": "open", "what": "Slow", "found": "2026-04-16", "owner": "chen-jie"}],
        "effects": [{"effect": "shorter", "observed": None}],
    }


def test_a_handover_lists_what_the_project_has_written() -> None:
    register = small(project("rollout"))
    assert known(register, "handover", "self-service-portal", by="chen-jie") == {
        "by": "chen-jie",
        "to": "li-na",
        "documents": [
            {"title": "charter", "kind": "charter", "location": f"{PORTAL}/charter.yaml"},
            {
                "title": "project-plan",
                "kind": "project-plan",
                "location": f"{PORTAL}/project-plan.yaml",
            },
            {"title": "pilot", "kind": "pilot", "location": f"{PORTAL}/pilot.yaml"},
            {"title": "pilot-review", "location": f"{PORTAL}/pilot-review.yaml"},
            {"title": "rollout", "kind": "rollout", "location": f"{PORTAL}/rollout.yaml"},
        ],
    }


# -- plans ------------------------------------------------------------------------------------


def test_a_plan_names_every_active_process_and_goes_on_from_the_last() -> None:
    register = small()
    found = known(register, "plan", "2027")
    assert found == {
        "by": "li-na",
        "with": ["chen-jie"],
        "workflow": 2,
        "contributors": [
            {"process": "continual-improvement", "person": "li-na"},
            {"process": "incident-management", "person": "chen-jie"},
        ],
        "objectives": [
            {"id": "customer-satisfaction", "title": "Satisfied customers", "of": "business"}
        ],
        "current_state": [
            {"process": "continual-improvement", "state": None},
            {"process": "incident-management", "state": None},
        ],
        "stages": [{"period": f"2027-Q{quarter}", "intent": None} for quarter in range(1, 5)],
        "weighed": {"risks": [None], "problems": [None], "opportunities": [None]},
        "review_every": "P3M",
    }


def test_a_plan_review_has_every_goal_with_its_latest_value() -> None:
    register = small(VALUES)
    assert known(register, "plan-review", "2026") == {
        "by": "li-na",
        "meeting": "2026-04-16-plan-review",
        "period": "2026-Q2",
        "progress": [{"goal": "faster-response", "value": 8.4, "state": "at-risk", "text": None}],
    }


@pytest.mark.parametrize(
    ("every", "start", "day", "period"),
    [
        ("P3M", 1, date(2026, 10, 20), "2026-Q3"),
        ("P1M", 1, date(2026, 4, 20), "2026-03"),
        ("P1M", 1, date(2026, 1, 20), "2026-01"),
        ("P1M", 4, date(2027, 2, 20), "2027-01"),
        ("P3M", 4, date(2026, 10, 20), "2026-Q2"),
    ],
)
def test_a_plan_review_is_of_the_last_period_that_is_over(
    every: str, start: int, day: date, period: str
) -> None:
    register = small(
        {"improvements/2026/plan.yaml": f"review_every: {every}",
         "handrail.yaml": f"fiscal_year_start: {start}"}
    )  # fmt: skip
    assert known(register, "plan-review", "2026", day=day)["period"] == period


def test_an_assessment_begins_with_who_takes_part() -> None:
    found = known(small(), "assessment", "2027", process="incident-management", year="2027")
    before = small().by_path["improvements/2026/assessments/incident-management.yaml"].data
    assert found == {
        "by": "li-na", "with": ["chen-jie"],
        **{key: before[key] for key in ("vision", "best_practice", "gaps") if before.get(key)},
    }  # fmt: skip


# -- meetings, reviews, processes -------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "changes", "items"),
    [
        ("evaluation", {}, []),
        (
            "evaluation",
            {f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-05-04", f"{PORTAL}/proposal.yaml": "-"},
            [{"improvement": "self-service-portal", "document": "evaluation-2", "result": None}],
        ),
        (
            "evaluation",
            {f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-06-04", f"{PORTAL}/proposal.yaml": "-"},
            [],
        ),
        ("committee", {}, [{"improvement": "self-service-portal", "document": "decision", "result": None}]),
        ("plan-review", {}, [{"document": "plan-review-2", "result": None}]),
        ("project", {}, []),
    ],
)  # fmt: skip
def test_a_meeting_has_on_its_agenda_what_waits_for_it(
    kind: str, changes: Mapping[str, str], items: list[dict[str, Any]]
) -> None:
    found = known(small(changes), "meeting", "x", meeting=f"2026-05-14-{kind}", year="2026")
    assert found.get("items", []) == items
    assert (found["kind"], found["planned"]) == (kind, "2026-05-14")


def test_whoever_was_invited_the_last_time_is_invited_again() -> None:
    register = small()
    last = register.by_path["improvements/2026/meetings/2026-01-08-evaluation.yaml"].data
    found = known(register, "meeting", "x", meeting="2026-05-14-evaluation", year="2026")
    assert found["invited"] == last["invited"]
    committee = known(register, "meeting", "x", meeting="2026-05-14-committee", year="2026")
    assert (committee["body"], committee["chair"], committee["invited"]) == (
        "improvement-committee",
        "Wang Wei",
        ["Wang Wei", "Wu Fang", "Huang Qiang", "He Ping", "Li Na"],
    )


def test_a_review_takes_up_what_was_promised_and_is_not_done() -> None:
    review = (
        "by: chen-jie\ncompleted: 2026-01-09\neffective: partly\nsummary: Well\nactions:\n"
        "  - {id: one, what: One, owner: chen-jie, due: 2026-05-01}\n"
        "  - {id: two, what: Two, owner: chen-jie, due: 2026-02-01, done: 2026-02-01}"
    )
    register = small({"processes/incident-management/reviews/2026-01-09.yaml": review})
    found = known(register, "review", "x", process="incident-management", date="2026-04-20")
    assert found == {
        "by": "li-na",
        "with": ["chen-jie"],
        "period": "2026-01-10/2026-04-20",
        "actions": [{"id": "one", "what": "One", "owner": "chen-jie", "due": "2026-05-01"}],
    }


def test_a_new_process_is_planned() -> None:
    assert known(small(), "process", "x", process="service-desk") == {
        "version": "0.1",
        "state": "planned",
        "owner": "li-na",
        "changes": [{"version": "0.1", "date": "2026-04-20", "summary": None}],
    }


# -- what follows -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "data", "found"),
    [
        ("suggestion", {}, {("level",): "department"}),
        ("suggestion", {"processes": ["incident-management"]}, {("level",): "process"}),
        ("suggestion", {"level": "department", "processes": ["x"]}, {}),
        (
            "evaluation", {"reasons": "Good", "outcome": "parked"},
            {("answer", "text"): "Good", ("answer", "date"): "2026-04-20", ("revisit_on",): "2026-07-20"},
        ),
        ("evaluation", {"reasons": "Good", "answer": {"text": "Thanks", "date": "2026-04-19"}}, {}),
        ("proposal", {"goals": [{"baseline": 9, "target": 4}]}, {("goals", 0, "direction"): "down"}),
        (
            "proposal", {"goals": [{"title": "More answers", "baseline": 4, "target": 9}]},
            {("goals", 0, "direction"): "up", ("goals", 0, "id"): "more-answers"},
        ),
        ("proposal", {"goals": [{"title": "更快", "target": 9}]}, {}),
        ("decision", {"outcome": "rejected"}, {}),
        ("decision", {"outcome": "postponed"}, {("revisit_on",): "2026-07-20"}),
        ("adoption", {}, {}),
    ],
)  # fmt: skip
def test_what_follows(kind: str, data: dict[str, Any], found: dict[Any, Any]) -> None:
    register = small()
    dossier = register.dossiers_by_id["self-service-portal"]
    assert following(register, kind, dossier, {}, data, day=AS_OF) == found


def test_the_version_that_was_adopted_follows_from_the_process() -> None:
    row = '{version: "1.1", date: 2026-04-20, improvement: incident-form, summary: A form}'
    first = '{version: "1.0", date: 2026-01-05, summary: First}'
    path = "processes/incident-management/process.yaml"
    register = small({path: f'version: "1.1"\nchanges: [{row}, {first}]'})
    dossier = register.dossiers_by_id["incident-form"]
    told = {"kind": "process", "process": "incident-management"}
    found = [
        following(register, "adoption", dossier, {}, {"artifacts": [one]}, day=AS_OF)
        for one in (told, told | {"version": "1.0"}, {"kind": "tool", "what": "A tool"})
    ]
    assert found == [
        {("artifacts", 0, "version"): "1.1", ("artifacts", 0, "was"): "1.0"},
        {("artifacts", 0, "was"): "1.0"},
        {},
    ]


QUESTIONS = ("complex", "risky", "multi_party", "procurement")
NO: dict[Any, Any] = {("major_test", one): False for one in QUESTIONS}


@pytest.mark.parametrize(
    ("changes", "data", "found"),
    [
        ({}, {}, {**NO, ("class",): "minor"}),
        (
            {f"{FORM}/evaluation.yaml": "procurement: {needed: true, what: A tool}"}, {},
            {("major_test", "procurement"): True, ("class",): "major"},
        ),
        ({f"{FORM}/proposal.yaml": "cost: {amount: 5, currency: CNY}"}, {}, {("major_test", "procurement"): False}),
        (
            {}, {"major_test": {"complex": True}},
            {key: value for key, value in NO.items() if key[1] != "complex"} | {("class",): "major"},
        ),
    ],
)  # fmt: skip
def test_the_class_follows_from_the_test(
    changes: Mapping[str, str], data: dict[str, Any], found: dict[Any, Any]
) -> None:
    register = small(changes)
    dossier = register.dossiers_by_id["incident-form"]
    given = {"outcome": "approved", **data}
    assert following(register, "decision", dossier, {}, given, day=AS_OF) == found


@pytest.mark.parametrize(
    ("measured", "reached", "word"),
    [(8, True, "reached"), (10, True, "reached"), (11, False, "missed"), ("many", None, None)],
)
def test_reached_follows_from_the_figures(
    measured: object,
    reached: bool | None,  # noqa: FBT001 - what is expected
    word: str | None,
) -> None:
    register = small()
    dossier = register.dossiers_by_id["incident-form"]
    data = {"results": [{"goal": "fewer-questions", "measured": measured}]}
    found = following(register, "effect", dossier, {}, data, day=AS_OF)
    assert found.get(("results", 0, "measured_on")) == "2026-04-20"
    assert found.get(("results", 0, "reached")) == reached
    assert found.get(("outcome",)) == word
    assert found[("benefit_achieved",)] == f"Fewer questions back: 30 % → {measured} %"


def test_a_goal_of_second_rank_decides_nothing() -> None:
    goals = "goals:\n  - {id: first, title: First, baseline: 9, target: 4, measure_by: 2026-12-31}\n  - {id: second, title: Second, baseline: 9, target: 4, secondary: true, measure_by: 2026-12-31}"  # fmt: skip
    register = small({f"{FORM}/proposal.yaml": goals})
    dossier = register.dossiers_by_id["incident-form"]
    results = [{"goal": "first", "measured": 3}, {"goal": "second", "measured": 8}]
    found = following(register, "follow-up", dossier, {}, {"results": results}, day=AS_OF)
    assert found == {
        ("results", 0, "measured_on"): "2026-04-20",
        ("results", 0, "reached"): True,
        ("results", 1, "measured_on"): "2026-04-20",
        ("results", 1, "reached"): False,
        ("outcome",): "reached",
    }
