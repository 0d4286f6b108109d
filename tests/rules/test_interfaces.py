"""What the examples of the interface rules do not say."""

from __future__ import annotations

import pytest
import yaml

from handrail.rules import judge
from tests.overlay import small
from tests.rules.marked import CHANGES
from tests.rules.marked import IMPROVEMENT
from tests.rules.marked import INCIDENTS
from tests.rules.marked import PROBLEMS
from tests.rules.marked import another
from tests.rules.marked import findings
from tests.rules.marked import hints
from tests.rules.marked import marks
from tests.rules.marked import messages
from tests.rules.marked import places

ONE_SIDED = "interface-one-sided"
DIFFERENT = "interface-told-differently"
#: What incident management hands to the improvement process in the small repository.
SUGGESTION = "{id: suggestion, to: continual-improvement, title: Improvement point}"


def handed(*rows: str) -> str:
    return "\n".join(["outputs:", f"  - {SUGGESTION}", *(f"  - {row}" for row in rows)])


def taken(*rows: str) -> str:
    return "\n".join(["inputs:", *(f"  - {row}" for row in rows)])


# -- both sides -------------------------------------------------------------------------------


def test_lists_of_processes_meet_one_by_one() -> None:
    changes = {
        INCIDENTS: handed(
            "{id: figures, to: [problem-management, change-management], title: Figures}"
        ),
        PROBLEMS: another(
            taken("{id: figures, from: [incident-management, change-management], title: Figures}")
        ),
        CHANGES: another(
            taken("{id: figures, from: incident-management, title: Figures}"),
            "outputs: [{id: figures, to: [problem-management], title: Figures}]",
        ),
    }
    assert places(ONE_SIDED, changes) == []
    assert places(DIFFERENT, changes) == []


def test_entry_of_a_list_that_has_no_counterpart_is_told_with_the_line_to_write() -> None:
    changes = {
        INCIDENTS: handed(
            "id: figures\n    to:\n      - problem-management\n      - change-management # <-\n    title: {en: 'Figures, monthly', zh: 数据}\n    criteria: By the third day"
        ),
        PROBLEMS: another(taken("{id: figures, from: incident-management, title: Figures}")),
        CHANGES: another(),
    }
    assert places(ONE_SIDED, changes) == marks(changes)
    assert messages(ONE_SIDED, changes) == [
        "`change-management` takes no `figures` from this process"
    ]
    (hint,) = hints(ONE_SIDED, changes)
    before, line = hint.removesuffix("`").split(": `", 1)
    assert before == f"add to `inputs` in {CHANGES}"
    assert yaml.safe_load(line) == [
        {
            "id": "figures", "from": "incident-management",
            "title": {"en": "Figures, monthly", "zh": "数据"}, "criteria": "By the third day",
        }
    ]  # fmt: skip


def test_row_that_is_there_and_names_others_is_only_to_be_extended() -> None:
    changes = {
        INCIDENTS: handed("{id: figures, to: problem-management, title: Figures} # <-"),
        PROBLEMS: another(taken("{id: figures, from: [change-management], title: Figures}")),
        CHANGES: another("outputs: [{id: figures, to: problem-management, title: Figures}]"),
    }
    assert places(ONE_SIDED, changes) == marks(changes)
    assert hints(ONE_SIDED, changes) == [
        f"add `incident-management` to `from` of `figures` in {PROBLEMS}"
    ]


def test_row_that_is_missing_is_told_once_however_many_wait_for_it() -> None:
    row = "{id: version, from: continual-improvement, title: New version}"
    changes = {INCIDENTS: taken(row), PROBLEMS: another(taken(row)), CHANGES: another(taken(f"{row} # <-"))}  # fmt: skip
    assert places(ONE_SIDED, changes) == marks(changes)
    everybody = "change-management, incident-management, problem-management"
    assert hints(ONE_SIDED, changes) == [
        f"add to `outputs` in {IMPROVEMENT}: `- {{id: version, to: [{everybody}], title: New version}}`"
    ]


def test_output_that_goes_to_the_wrong_process_is_told_once() -> None:
    changes = {
        INCIDENTS: handed("{id: candidate, to: change-management, title: Candidate} # <-"),
        PROBLEMS: another(taken("{id: candidate, from: incident-management, title: Candidate}")),
        CHANGES: another(),
    }
    assert places(ONE_SIDED, changes) == marks(changes)
    assert hints(ONE_SIDED, changes) == ["did you mean `problem-management`?"]


def test_input_that_comes_from_the_wrong_process_is_told_once() -> None:
    changes = {
        INCIDENTS: handed("{id: candidate, to: problem-management, title: Candidate}"),
        PROBLEMS: another(taken("{id: candidate, from: change-management, title: Candidate} # <-")),
        CHANGES: another(),
    }
    assert places(ONE_SIDED, changes) == marks(changes)
    assert messages(ONE_SIDED, changes) == [
        "`change-management` delivers no `candidate` to this process"
    ]
    assert hints(ONE_SIDED, changes) == ["did you mean `incident-management`?"]


@pytest.mark.parametrize(
    ("output", "into"),
    [
        ("{id: candidate, to: problem-management, title: A}", "{id: candidat, from: incident-management, title: B} # <-"),
        ("{id: one, to: problem-management, title: Same}", "{id: other, from: incident-management, title: Same} # <-"),
    ],
)  # fmt: skip
def test_two_names_for_one_thing_are_told_once_at_the_side_that_receives(
    output: str, into: str
) -> None:
    changes = {INCIDENTS: handed(output), PROBLEMS: another(taken(into))}
    assert places(ONE_SIDED, changes) == marks(changes)
    (name,) = (output[5:].partition(",")[0],)
    assert hints(ONE_SIDED, changes) == [
        f"`incident-management` calls it `{name}`: write the same id here"
    ]


def test_name_that_two_receivers_know_otherwise_is_wrong_where_it_is_handed_on() -> None:
    row = "{id: figures, from: incident-management, title: Figures}"
    changes = {
        INCIDENTS: handed("{id: figure, to: [problem-management, change-management], title: Figures} # <-"),
        PROBLEMS: another(taken(row)), CHANGES: another(taken(row)),
    }  # fmt: skip
    assert places(ONE_SIDED, changes) == marks(changes)


def test_name_that_another_sender_uses_is_right() -> None:
    changes = {
        INCIDENTS: handed("{id: figure, to: problem-management, title: Figures} # <-"),
        PROBLEMS: another(taken("{id: figures, from: [incident-management, change-management], title: Figures}")),
        CHANGES: another("outputs: [{id: figures, to: problem-management, title: Figures}]"),
    }  # fmt: skip
    assert places(ONE_SIDED, changes) == marks(changes)


@pytest.mark.parametrize("text", ["title: [", "title: {}", "stage: nowhere"])
def test_process_that_cannot_be_read_is_not_accused_of_lacking_anything(text: str) -> None:
    changes = {
        INCIDENTS: handed("{id: candidate, to: problem-management, title: Candidate}"),
        PROBLEMS: text if text == "title: [" else another(text),
    }
    assert not [one for one in judge(small(changes)) if one.rule.startswith("interface")]


def test_process_that_is_not_there_is_told_by_another_rule() -> None:
    changes = {INCIDENTS: handed("{id: candidate, to: problem-management, title: Candidate}")}
    assert places(ONE_SIDED, changes) == []
    assert len(places("unknown-process", changes)) == 1


def test_name_that_may_mean_the_process_that_waits_is_told_by_another_rule_alone() -> None:
    changes = {
        INCIDENTS: handed("{id: candidate, to: problem-mangement, title: Candidate}"),
        PROBLEMS: another(taken("{id: candidate, from: incident-management, title: Candidate}")),
    }
    assert places(ONE_SIDED, changes) == []
    assert len(places("unknown-process", changes)) == 1


def test_planned_process_has_both_sides_too() -> None:
    changes = {
        INCIDENTS: handed("{id: candidate, to: problem-management, title: Candidate} # <-"),
        PROBLEMS: another("state: planned"),
    }
    assert places(ONE_SIDED, changes) == marks(changes)


# -- both say the same ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("title: Figures", "title: Figures"),
        ("title: Figures", "title: {en: Figures, zh: 数据}"),
        ("title: {en: Figures, zh: 数据}", "title: {zh: 数据, en: Figures}"),
        ("title: {en: Figures}", "title: {zh: 数据}"),
        ("title: 'Figures  of all'", "title: Figures of all"),
        ("title: A, criteria: B", "title: A, criteria: B"),
    ],
)
def test_texts_are_compared_language_by_language(there: str, here: str) -> None:
    changes = {
        INCIDENTS: handed(f"{{id: figures, to: problem-management, {there}}}"),
        PROBLEMS: another(taken(f"{{id: figures, from: incident-management, {here}}}")),
    }
    assert messages(DIFFERENT, changes) == []


@pytest.mark.parametrize(
    ("there", "here", "field", "hint"),
    [
        ("title: Figures", "title: Numbers # <-", "title", "write “Figures” here, or change it in {path}"),
        ("title: {en: A, zh: 甲}", "title:\n      en: A\n      zh: 乙 # <-", "title", "write “甲” here, or change it in {path}"),
        ("title: Figures", "title: {en: Numbers} # <-", "title", "write “Figures” here, or change it in {path}"),
        ("title: A, criteria: B", "title: A\n    criteria: C # <-", "criteria", "write “B” here, or change it in {path}"),
        ("title: A", "title: A\n    criteria: C # <-", "criteria", "remove it here, or add `criteria` to the output in {path}"),
        ("title: A, criteria: B", "id: figures # <-\n    title: A", "criteria", "write “B” here, or change it in {path}"),
        ("title: A, criteria: B", "title: C # <-\n    criteria: D", "title", "write “A” here, or change it in {path}"),
    ],
)  # fmt: skip
def test_difference_is_told_once_where_it_is_received(
    there: str, here: str, field: str, hint: str
) -> None:
    name = "" if here.startswith("id:") else "id: figures\n    "
    changes = {
        INCIDENTS: handed(f"{{id: figures, to: problem-management, {there}}}"),
        PROBLEMS: another(taken(f"{name}{here}\n    from: incident-management")),
    }
    assert places(DIFFERENT, changes) == marks(changes)
    assert messages(DIFFERENT, changes) == [
        f"`incident-management` says something else in the `{field}` of `figures`"
    ]
    assert hints(DIFFERENT, changes) == [hint.format(path=INCIDENTS)]


def test_row_that_differs_from_two_senders_is_told_once() -> None:
    output = "{id: figures, to: problem-management, title: Figures}"
    changes = {
        INCIDENTS: handed(output), CHANGES: another(f"outputs: [{output}]"),
        PROBLEMS: another(taken("{id: figures, from: [incident-management, change-management], title: Numbers} # <-")),
    }  # fmt: skip
    assert places(DIFFERENT, changes) == marks(changes)


# -- nowhere, nobody, retired -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "severities"), [("active", ["error"]), ("planned", ["warning"]), ("retired", [])]
)
def test_end_that_nobody_has_is_a_gap(state: str, severities: list[str]) -> None:
    changes = {PROBLEMS: another(f"state: {state}", taken("{id: alert, title: Alert}"))}
    assert [one.severity.word for one in findings("input-from-nowhere", changes)] == severities
    changes = {PROBLEMS: another(f"state: {state}", "outputs: [{id: alert, title: Alert}]")}
    assert [one.severity.word for one in findings("output-to-nobody", changes)] == severities


def test_retired_process_is_named_entry_by_entry_and_lacks_nothing_itself() -> None:
    changes = {
        INCIDENTS: "outputs:\n  - id: suggestion\n    title: Improvement point\n    to:\n"
        "      - continual-improvement\n      - problem-management # <-",
        PROBLEMS: another("state: retired", taken("{id: old, from: incident-management, title: Old}")),
    }  # fmt: skip
    assert places("interface-with-retired", changes) == marks(changes)
    assert places(ONE_SIDED, changes) == []


# -- with itself ------------------------------------------------------------------------------

ITSELF = "interface-with-itself"


@pytest.mark.parametrize(
    "other",
    [
        "incident-management",
        "[incident-management]",
        "[continual-improvement, incident-management]",
    ],
)
def test_process_hands_nothing_to_itself(other: str) -> None:
    changes = {
        INCIDENTS: f"outputs: [{{id: suggestion, to: {other}, title: Improvement point}}] # <-"
    }
    assert [f"{one.rule} {one.location.line}" for one in judge(small(changes))] == [
        f"{ITSELF} {marks(changes)[0].rpartition(':')[2]}"
    ]
    assert messages(ITSELF, changes) == ["a process does not hand anything to itself"]


def test_process_takes_nothing_from_itself() -> None:
    row = "{id: report, from: incident-management, title: Report of a fault} # <-"
    changes = {INCIDENTS: taken(row)}
    assert [one.rule for one in judge(small(changes))] == [ITSELF]
    assert places(ITSELF, changes) == marks(changes)
    assert messages(ITSELF, changes) == ["a process does not take anything from itself"]


def test_retired_process_may_name_itself() -> None:
    changes = {
        PROBLEMS: another(
            "state: retired", taken("{id: report, from: problem-management, title: Report}")
        )
    }
    assert places(ITSELF, changes) == []


# -- what cannot be named ---------------------------------------------------------------------


def test_process_whose_folder_is_no_id_is_told_once() -> None:
    row = "outputs: [{id: suggestion, to: continual-improvement, title: Improvement point}]"
    inputs = taken("{id: report, source: Users, title: Report of a fault}")
    changes = {"processes/Weird Name/process.yaml": another(inputs, row)}
    assert [one.rule for one in judge(small(changes))] == ["bad-id"]


def test_process_named_twice_and_not_known_is_unknown_once() -> None:
    changes = {
        INCIDENTS: "outputs:\n  - id: suggestion\n    to:\n      - continual-improvement\n"
        "      - nope # <-\n      - nope\n    title: Improvement point"
    }
    told = [f"{one.rule} {one.location.line}" for one in judge(small(changes))]
    assert sorted(told) == sorted(
        [f"out-of-range {told_at(changes) - 2}", f"unknown-process {told_at(changes)}"]
    )


def told_at(changes: dict[str, str]) -> int:
    """Return the marked line."""
    return int(marks(changes)[0].rpartition(":")[2])
