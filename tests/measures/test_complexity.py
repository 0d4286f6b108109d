"""How complex a process is, and in what two versions of it differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.measures.complexity import Complexity
from handrail.measures.complexity import complexity
from handrail.measures.differences import Difference
from handrail.measures.differences import Kind
from handrail.measures.differences import differences


def activity(name: str, *doers: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "responsible": list(doers), **fields}


@pytest.mark.parametrize(
    ("activities", "counted"),
    [
        ([], Complexity(0, 0, None)),
        ([activity("log", "desk")], Complexity(1, 0, None)),
        ([activity("log", "desk", next="solve"), activity("solve", "desk")], Complexity(2, 0, None)),
        ([activity("log", "desk", next="solve"), activity("solve", "ops")], Complexity(2, 1, None)),
        (
            # Whoever logs may go on to solve: nobody has to hand it over.
            [activity("log", "desk", next="solve"), activity("solve", "desk", "ops")],
            Complexity(2, 0, None),
        ),
        (
            # Two words that lead to the same place are one way, and back is another.
            [
                activity("log", "desk", next={"hard": "solve", "odd": "solve", "done": "closed"}),
                activity("solve", "ops", next={"unclear": "log", "again": "solve"}),
            ],
            Complexity(2, 2, None),
        ),
        (
            [activity("ask", "desk", approval=True), activity("vote", "board", approved_by="board")],
            Complexity(2, 0, 2),
        ),
        ([activity("ask", "desk", approval=False)], Complexity(1, 0, None)),
    ],
)  # fmt: skip
def test_what_is_done_handed_over_and_approved_is_counted(
    activities: list[dict[str, Any]], counted: Complexity
) -> None:
    assert complexity({"activities": activities}) == counted


def test_one_count_more_is_more_complex_even_if_another_is_less() -> None:
    assert Complexity(3, 2, 1).more_than(Complexity(5, 1, 1))
    assert not Complexity(3, 2, 1).more_than(Complexity(3, 2, 1))
    assert not Complexity(3, 2, 1).more_than(Complexity(3, 3, 1))


def test_approvals_that_a_version_could_not_mark_yet_are_not_compared() -> None:
    assert not Complexity(3, 2, 4).more_than(Complexity(3, 2, None))
    assert not Complexity(3, 2, None).more_than(Complexity(3, 2, 4))
    assert Complexity(3, 3, None).more_than(Complexity(3, 2, 4))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda below: st.lists(below, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "next", "responsible", "activities", "en", "x"]), below),
    max_leaves=12,
)  # fmt: skip


@given(ANY)
def test_a_file_that_says_anything_can_be_counted(value: Any) -> None:
    found = complexity({"activities": value})
    assert found.activities >= 0


@given(st.dictionaries(st.text(max_size=3), ANY), st.dictionaries(st.text(max_size=3), ANY))
def test_only_what_is_not_the_same_differs(before: dict[str, Any], now: dict[str, Any]) -> None:
    assert differences(before, before) == []
    for one in differences(before, now):
        assert one.before != one.now


def test_a_difference_names_the_part_and_what_it_says_on_both_sides() -> None:
    before = {
        "version": "1.0",
        "purpose": {"en": "Help.", "zh": "帮助。"},
        "policies": ["One contact", "Cause second"],
        "activities": [activity("log", "desk", within="PT1H"), activity("close", "desk")],
        "scope": {"in": ["Faults"], "out": []},
        "tools": ["Paper"],
        "changes": [],
    }
    now = {
        "version": "1.1",
        "purpose": {"en": "Help at once.", "zh": "帮助。"},
        "policies": ["Cause second", "One contact", "No blame"],
        "activities": [activity("log", "desk", "ops", within="PT15M"), activity("tell", "desk")],
        "scope": {"in": ["Faults", "Questions"], "out": []},
        "changes": [{"version": "1.1"}],
    }
    assert differences(before, now) == [
        Difference(
            ("purpose",),
            Kind.CHANGED,
            {"en": "Help.", "zh": "帮助。"},
            {"en": "Help at once.", "zh": "帮助。"},
        ),
        Difference(("policies",), Kind.ADDED, None, "No blame"),
        Difference(("activities", "log", "responsible"), Kind.ADDED, None, "ops"),
        Difference(("activities", "log", "within"), Kind.CHANGED, "PT1H", "PT15M"),
        Difference(("activities", "tell"), Kind.ADDED, None, activity("tell", "desk")),
        Difference(("activities", "close"), Kind.REMOVED, activity("close", "desk"), None),
        Difference(("scope", "in"), Kind.ADDED, None, "Questions"),
        Difference(("tools",), Kind.REMOVED, ["Paper"], None),
    ]
