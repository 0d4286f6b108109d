"""How rules are kept and how they judge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register import Register
from handrail.rules import RULES
from handrail.rules import Rule
from handrail.rules import judge
from handrail.rules.registry import MAX_IN_FILE
from handrail.rules.registry import rule
from tests.overlay import small

SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"


def made(check: object, **more: object) -> Rule:
    return Rule(id="odd", title=say("Odd"), why=say("Odd."), check=check, good={}, bad={}, **more)  # type: ignore[arg-type] # as the test asks


def every_line(_: Register) -> Iterator[Problem]:
    for line in range(1, 100):
        yield Problem(Location("b.yaml", line), say("odd"))
    yield Problem(Location("a.yaml", 7), say("odd"), in_draft=True)


def test_findings_of_one_rule_in_one_file_are_capped_and_sorted() -> None:
    found = [(one.location.path, one.location.line) for one in judge(small(), [made(every_line)])]
    assert found == [("a.yaml", 7), *(("b.yaml", line) for line in range(1, MAX_IN_FILE + 1))]


@pytest.mark.parametrize(
    ("severity", "is_gap", "expected"),
    [
        (Severity.ERROR, False, ["error", "error"]),
        (Severity.ERROR, True, ["warning", "error"]),
        (Severity.WARNING, True, ["warning", "warning"]),
        (Severity.INFO, True, ["info", "info"]),
    ],
)
def test_gap_in_a_draft_is_a_warning_at_most(
    *, severity: Severity, is_gap: bool, expected: list[str]
) -> None:
    found = judge(small(), [made(every_line, severity=severity, is_gap=is_gap)])
    assert [one.severity.word for one in found[:2]] == expected


def test_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two rules are called overdue"):
        rule("overdue", "Taken", good={}, bad={})(every_line)
    assert RULES["overdue"].check is not every_line


def test_same_input_gives_the_same_findings() -> None:
    changes = {SUGGESTION: "by: nobody\nlevel: high\nprocesses: [a, b, c]\nextra: 1"}
    assert judge(small(changes)) == judge(small(changes)) != []


def test_gaps_are_errors_in_a_finished_document_and_warnings_in_a_draft() -> None:
    finished, draft = (
        {SUGGESTION: "idea: -"},
        {
            SUGGESTION: "idea: -\ncompleted: -",
            SUGGESTION.replace("suggestion", "evaluation"): "-",
            SUGGESTION.replace("suggestion", "proposal"): "-",
        },
    )
    assert [(one.rule, one.severity.word) for one in judge(small(finished))] == [
        ("missing-field", "error")
    ]
    assert [(one.rule, one.severity.word) for one in judge(small(draft))] == [
        ("missing-field", "warning")
    ]


def test_what_depends_on_the_day_is_a_warning_at_most() -> None:
    dated = {"overdue", "role-without-holder", "owner-not-active"}
    assert {name for name in dated if RULES[name].severity is Severity.ERROR} == set()
