"""What the examples of the rules on risks, controls and measures do not say."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.model.risk_grades import GRADES
from handrail.model.risk_grades import grade
from tests.rules.marked import INCIDENTS
from tests.rules.marked import PROBLEMS
from tests.rules.marked import another
from tests.rules.marked import findings
from tests.rules.marked import hints
from tests.rules.marked import marks
from tests.rules.marked import messages
from tests.rules.marked import places

UNCONTROLLED = "risk-without-control"


def risk(likelihood: str, impact: str, more: str = "") -> str:
    return f"  - {{id: {likelihood}-{impact}, likelihood: {likelihood}, impact: {impact}, cause: It happens, response: We look, owner: chen-jie{more}}}"


def risks(*rows: str) -> str:
    return "\n".join(["risks:", *rows])


EVERY_RISK = risks(*(risk(likelihood, impact) for likelihood in GRADES for impact in GRADES))


# -- risks ------------------------------------------------------------------------------------


def test_grade_is_looked_up_and_the_same_both_ways() -> None:
    assert {(a, b): grade(a, b) for a in GRADES for b in GRADES} == {
        ("high", "high"): "high", ("high", "medium"): "high", ("medium", "high"): "high",
        ("medium", "medium"): "medium", ("high", "low"): "medium", ("low", "high"): "medium",
        ("medium", "low"): "low", ("low", "medium"): "low", ("low", "low"): "low",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("", ["high-high", "high-low", "high-medium", "low-high", "medium-high", "medium-medium"]),
        ("risk_limit: high", ["high-high", "high-medium", "medium-high"]),
        ("risk_limit: low", sorted(f"{a}-{b}" for a in GRADES for b in GRADES)),
    ],
)
def test_limit_says_from_which_grade_on_a_risk_needs_a_control(
    limit: str, expected: list[str]
) -> None:
    changes = {INCIDENTS: EVERY_RISK} | ({"handrail.yaml": limit} if limit else {})
    told = messages(UNCONTROLLED, changes)
    assert sorted(one.split("`")[1] for one in told) == expected


def test_risk_that_an_unknown_name_may_mean_is_not_told_too() -> None:
    control = "controls: [{id: list, activity: log, what: Looked at, owner: service-desk, evidence: List, against: [hihg-high]}]"
    changes = {INCIDENTS: f"{risks(risk('high', 'high'))}\n{control}"}
    assert places(UNCONTROLLED, changes) == []
    assert hints("unknown-part", changes) == ["did you mean `high-high`?"]


def test_grade_is_told_in_words() -> None:
    changes = {INCIDENTS: risks(risk("low", "high"))}
    assert messages(UNCONTROLLED, changes) == [
        "`low-high` is a medium risk, and no control keeps it small"
    ]


@pytest.mark.parametrize(
    ("state", "severities"), [("active", ["error"]), ("planned", ["warning"]), ("retired", [])]
)
def test_in_a_planned_process_controls_may_still_come(state: str, severities: list[str]) -> None:
    changes = {PROBLEMS: another(f"state: {state}", risks(risk("high", "high")))}
    assert [one.severity.word for one in findings(UNCONTROLLED, changes)] == severities
    control = "controls: [{id: list, activity: log, what: Looked at, owner: service-desk}]"
    changes = {PROBLEMS: another(f"state: {state}", control)}
    assert [
        one.severity.word for one in findings("control-without-evidence", changes)
    ] == severities
    assert len(places("control-against-nothing", changes)) == len(severities)


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("active", date(2026, 6, 30), []),
        ("active", date(2026, 7, 1), ["`low-low` was to be looked at again by 2026-06-30"]),
        ("planned", date(2026, 7, 1), []),
        ("retired", date(2026, 7, 1), []),
    ],
)
def test_risk_is_looked_at_again_in_what_is_in_force(
    state: str, day: date, expected: list[str]
) -> None:
    rows = risks(risk("low", "low", ", review_by: 2026-06-30"), risk("low", "medium"))
    changes = {PROBLEMS: another(f"state: {state}", rows)}
    found = findings("risk-review-overdue", changes, day)
    assert [str(one.message) for one in found] == expected


# -- measures ---------------------------------------------------------------------------------


def kpis(*rows: str, state: str = "active", shown: str = "a") -> dict[str, str]:
    told = "title: T, question: Q, formula: F, frequency: monthly, source: S, owner: chen-jie"
    factors = f"success_factors: [{{id: good, title: Good, kpis: [{shown}]}}]"
    lines = "\n".join(f"  - {{{told}, {row}}}" for row in rows)
    lines = lines.replace(" # <-}", "} # <-")
    return {PROBLEMS: another(f"state: {state}", factors, f"kpis:\n{lines}")}


@pytest.mark.parametrize(
    ("direction", "target", "warning", "hint"),
    [
        ("up", 90, 80, []),
        ("up", 90, 90, []),
        ("up", 90, 90.5, ["write a warning of at most 90, or mend `direction`"]),
        ("down", 4, 6, []),
        ("down", 4, 4, []),
        ("down", 4, 3.5, ["write a warning of at least 4, or mend `direction`"]),
        ("down", 0, -1, ["write a warning of at least 0, or mend `direction`"]),
    ],
)
def test_warning_lies_on_the_worse_side(
    direction: str, target: float, warning: float, hint: list[str]
) -> None:
    changes = kpis(f"id: a, unit: h, direction: {direction}, target: {target}, warning: {warning}")
    assert hints("warning-beyond-target", changes) == hint


@pytest.mark.parametrize(
    ("unit", "said", "expected"),
    [
        ('"%"', "target: 0, warning: 100", []),
        ('"%"', "target: 100.5", ["`a` cannot be 100.5 %"]),
        ('"%"', "target: 90, warning: -5", ["`a` cannot be -5 %"]),
        ('"%"', "target: 900, warning: 800", ["`a` cannot be 900 %"]),
        ('"% of the budget"', "target: 105", []),
        ("h", "target: 900", []),
    ],
)
def test_part_of_a_whole_is_no_more_than_the_whole(
    unit: str, said: str, expected: list[str]
) -> None:
    changes = kpis(f"id: a, unit: {unit}, direction: up, {said}")
    assert messages("percentage-out-of-range", changes) == expected


def test_kpi_that_an_unknown_name_may_mean_is_not_told_too() -> None:
    changes = kpis("id: b, unit: h, direction: up, target: 1")
    assert places("kpi-without-factor", changes) == []
    assert len(places("unknown-kpi", changes)) == 1


def test_without_success_factors_that_is_the_gap() -> None:
    changes = {INCIDENTS: "success_factors: []"}
    assert places("kpi-without-factor", changes) == []
    assert len(places("process-incomplete", changes)) == 1


@pytest.mark.parametrize(("state", "expected"), [("active", 1), ("planned", 1), ("retired", 0)])
def test_kpi_without_target_or_factor_is_told_where_it_stands(state: str, expected: int) -> None:
    changes = kpis(
        "id: a, unit: h, direction: up, target: 1",
        "id: b, unit: h, direction: up # <-",
        state=state,
    )
    assert places("kpi-without-target", changes) == marks(changes) * expected
    assert places("kpi-without-factor", changes) == marks(changes) * expected
