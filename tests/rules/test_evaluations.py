"""What the examples of steps 3 and 4 do not say: silence where another finding says it, and edges."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.rules import judge
from tests.overlay import found
from tests.overlay import small

PORTAL = "improvements/2026/self-service-portal"
FORM = "improvements/2026/incident-form"
SUGGESTION = f"{PORTAL}/suggestion.yaml"
EVALUATION = f"{PORTAL}/evaluation.yaml"
CRITERIA = "improvements/criteria.yaml"
MEETING = "improvements/2026/meetings/2026-01-08-evaluation.yaml"
#: The portal waits for its evaluation, and no meeting has dealt with it.
OPEN = {
    EVALUATION: "-",
    f"{PORTAL}/proposal.yaml": "-",
    MEETING: "items: [{improvement: incident-form, document: evaluation, result: Selected}]",
}


def hints(changes: dict[str, str]) -> list[str]:
    return [str(one.hint) for one in judge(small(changes))]


# -- suggestions ------------------------------------------------------------------------------


def test_source_is_guessed_at_and_never_taken_for_another() -> None:
    assert hints({SUGGESTION: "source: Staff"}) == ["did you mean `staff`?"]
    assert hints({"handrail.yaml": "sources: [{id: supplier, title: Supplier}]", SUGGESTION: "source: suplier"}) == [
        "did you mean `supplier`?"
    ]  # fmt: skip
    assert found(small({SUGGESTION: "source: 3"})) == [f"wrong-type {SUGGESTION}:9:9"]


def test_sources_of_settings_that_cannot_be_read_are_not_missed() -> None:
    broken = {"handrail.yaml": "sources: {}", SUGGESTION: "source: supplier"}
    assert found(small(broken)) == ["wrong-type handrail.yaml:9:1"]


def test_late_answer_is_told_once() -> None:
    assert found(small(OPEN)) == [f"overdue {SUGGESTION}:4:12"]
    ready = f"{SUGGESTION}:6:15"
    late = {**OPEN, SUGGESTION: "suggested_on: 2026-03-10\ncompleted: 2026-04-10"}
    assert found(small(late)) == [f"unanswered {ready}"]
    in_time = {**OPEN, SUGGESTION: "suggested_on: 2026-03-20\ncompleted: 2026-04-10"}
    assert found(small(in_time)) == []


def test_draft_of_a_suggestion_is_answered_late_as_well() -> None:
    draft = {**OPEN, SUGGESTION: "suggested_on: 2026-03-10\ncompleted: -"}
    assert found(small(draft)) == [f"unanswered {SUGGESTION}:5:15"]


def test_limit_is_a_setting() -> None:
    late = {**OPEN, SUGGESTION: "suggested_on: 2026-03-10\ncompleted: 2026-04-10"}
    assert found(small({**late, "handrail.yaml": "limits: {answer: P2M}"})) == []


@pytest.mark.parametrize(
    "more",
    [
        {EVALUATION: "completed: 2026-04-13\noutcome: parked\nrevisit_on: 2026-06-11\nmeeting: -"},
        {f"{PORTAL}/withdrawal.yaml": "by: li-na\ncompleted: 2026-04-13\nreasons: Solved"},
    ],
)
def test_what_is_parked_or_taken_back_has_its_answer(more: dict[str, str]) -> None:
    late = {**OPEN, SUGGESTION: "suggested_on: 2026-03-10\ncompleted: 2026-04-10"}
    assert [one for one in found(small({**late, **more})) if one.startswith("unanswered")] == []


# -- criteria ---------------------------------------------------------------------------------


def test_version_is_that_of_the_day_and_a_draft_may_name_any() -> None:
    versions = 'version: "1.1"\nfrom: 2026-01-07\nearlier: [{version: "1.0", from: 2026-01-01}]'
    assert found(small({CRITERIA: versions})) == [
        f"unknown-criteria {FORM}/evaluation.yaml:4:11",
        f"unknown-criteria {EVALUATION}:4:11",
    ]
    assert hints({CRITERIA: versions, f"{FORM}/evaluation.yaml": 'criteria: "1.1"'})[-1:] == [
        'write "1.1"'
    ]
    assert hints({CRITERIA: "from: 2026-02-01"})[-1] == (
        "say in improvements/criteria.yaml under `earlier` which version counted on 2026-01-08"
    )


def test_criteria_that_cannot_be_read_say_nothing_about_evaluations() -> None:
    assert found(small({CRITERIA: "version: 1"})) == [f"wrong-type {CRITERIA}:1:10"]


# -- mergers ----------------------------------------------------------------------------------


def merged(into: str) -> str:
    return f"outcome: merged\ninto: {into}"


def test_circle_is_told_once_and_a_chain_is_none() -> None:
    three = {
        f"improvements/2026/{name}/{kind}.yaml": text
        for name, into in (("a", "b"), ("b", "c"), ("c", "a"))
        for kind, text in (
            ("suggestion", small_text("suggestion")),
            ("evaluation", small_text("evaluation").replace("outcome: selected", merged(into))),
        )
    }
    assert found(small(three)) == ["merged-in-circle improvements/2026/a/evaluation.yaml:12:7"]
    three["improvements/2026/c/evaluation.yaml"] = small_text("evaluation").replace(
        "outcome: selected", merged("incident-form")
    )
    assert found(small(three)) == []


def small_text(name: str) -> str:
    return small().by_path[f"{PORTAL}/{name}.yaml"].content.decode()


# -- meetings ---------------------------------------------------------------------------------


def test_order_of_equals_and_of_what_has_no_score_needs_no_reason() -> None:
    same = {
        EVALUATION: "benefit: {short: 2, long: 1, reach: team, text: Some}\nurgency: {urgency: 1, priority: 2}\nease: {training: 3, procurement: 3, installation: 3}\nrisk: {grade: 3}",
        MEETING: "order: [self-service-portal, incident-form]",
    }
    assert found(small(same)) == []
    text = '  - {id: privacy, title: Privacy, question: "Whose data?", kind: grade}\n'
    later = small().by_path[CRITERIA].content.decode() + text
    later = later.replace('"1.0"', '"1.1"').replace("2026-01-01", "2026-02-01")
    unscored = {
        CRITERIA: later + 'earlier: [{version: "1.0", from: 2026-01-01}]',
        MEETING: "order: [self-service-portal, incident-form]",
    }
    assert found(small(unscored)) == []


def test_item_is_not_missed_where_the_record_says_what_is_wrong() -> None:
    broken = {EVALUATION: "completed: soon"}
    assert found(small(broken)) == [f"malformed-value {EVALUATION}:2:12"]


def test_item_whose_evaluation_is_still_a_draft_is_missed_until_it_is_overdue() -> None:
    draft = {EVALUATION: "completed: -", f"{PORTAL}/proposal.yaml": "-"}
    item = f"item-not-evaluated {MEETING}:8:19"
    assert item in found(small(draft, date(2026, 2, 6)))
    assert item not in found(small(draft))
    assert f"overdue {SUGGESTION}:4:12" in found(small(draft))


def test_item_that_is_put_off_to_later_needs_no_evaluation() -> None:
    later = {
        EVALUATION: "outcome: parked\nrevisit_on: 2026-06-11",
        f"{PORTAL}/proposal.yaml": "-",
        "improvements/2026/meetings/2026-02-12-evaluation.yaml": """\
kind: evaluation
held: 2026-02-12
by: he-ping
completed: 2026-02-13
invited: [Li Na]
present: [Li Na]
items: [{improvement: self-service-portal, document: evaluation, result: Comes back in June}]
""",
    }
    assert found(small(later)) == []


def test_item_that_waited_and_was_passed_over_is_missed() -> None:
    later = {
        EVALUATION: "completed: 2026-04-13\nmeeting: -",
        f"{PORTAL}/proposal.yaml": "-",
    }
    assert [one for one in found(small(later)) if one.startswith("item")] == [
        f"item-not-evaluated {MEETING}:8:19"
    ]


def test_months_without_a_meeting_are_told_once_at_what_waited_first() -> None:
    late = {
        EVALUATION: "completed: 2026-04-13\nmeeting: -",
        f"{PORTAL}/proposal.yaml": "-",
        MEETING: OPEN[MEETING],
    }
    told = judge(small(late))
    assert [(one.rule, str(one.message)) for one in told] == [
        (
            "month-without-evaluation-meeting",
            "this waited, and no evaluation meeting was held in ('2026-02', '2026-03')",
        )
    ]
