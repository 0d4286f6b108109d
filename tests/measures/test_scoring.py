"""The method: what grades give together, and what an order owes to its weights."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.measures.scoring import GRADED
from handrail.measures.scoring import OUR_MATRIX
from handrail.measures.scoring import Parts
from handrail.measures.scoring import Scheme
from handrail.measures.scoring import parts_of
from handrail.measures.scoring import rank
from handrail.measures.scoring import scheme_of
from handrail.measures.scoring import spread_of
from tests.overlay import small

CRITERIA = "improvements/criteria.yaml"
EQUAL = dict.fromkeys(GRADED, Fraction(1))
EVALUATION: dict[str, Any] = {
    "benefit": {"short": 1, "long": 3},
    "urgency": {"urgency": 1, "priority": 2},
    "ease": {"training": 3, "procurement": 1, "installation": 2},
    "risk": {"grade": 2},
}

grades = st.integers(0, 3)
weights = st.fixed_dictionaries(
    dict.fromkeys(GRADED, st.integers(1, 9).map(Fraction)),
)


def items(least: int = 0, most: int = 8) -> st.SearchStrategy[dict[str, Parts]]:
    parts = st.fixed_dictionaries(dict.fromkeys(GRADED, grades)).map(frozen)
    names = st.text("abcdefgh", min_size=1, max_size=3)
    return st.dictionaries(names, parts, min_size=least, max_size=most)


def frozen(parts: dict[str, int]) -> Parts:
    return MappingProxyType(dict(parts))


def of(benefit: int | None, urgency: int, ease: int, risk: int) -> Parts:
    return MappingProxyType({"benefit": benefit, "urgency": urgency, "ease": ease, "risk": risk})


# -- grades -----------------------------------------------------------------------------------


def test_best_of_benefits_worst_of_eases_and_a_table_for_urgency() -> None:
    assert parts_of(EVALUATION, scheme_of(None)) == {
        "benefit": 3,
        "urgency": 2,
        "ease": 1,
        "risk": 2,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"benefit": {"short": 1}},
        {"benefit": {"short": 1, "long": 4}},
        {"benefit": {"short": 1, "long": True}},
        {"benefit": {"short": 1, "long": "3"}},
        {"benefit": 3},
        {"benefit": None},
    ],
)
def test_grade_that_is_missing_or_none_makes_no_part(change: dict[str, Any]) -> None:
    assert parts_of({**EVALUATION, **change}, scheme_of(None))["benefit"] is None


def test_our_table_lies_between_its_two_grades_and_never_falls() -> None:
    for urgency, row in enumerate(OUR_MATRIX):
        for priority, grade in enumerate(row):
            assert min(urgency, priority) <= grade <= max(urgency, priority)
            assert grade == OUR_MATRIX[priority][urgency]
        assert list(row) == sorted(row)


def test_criteria_set_weights_the_table_and_further_grades() -> None:
    criteria = small(
        {
            CRITERIA: """\
criteria:
  - {id: benefit, title: Benefit, question: "What?", kind: grade, weight: 0.5}
  - {id: urgency, title: Urgency, question: "When?", kind: matrix}
  - {id: procurement, title: Procurement, question: "Buy?", kind: route, weight: 9}
  - {id: privacy, title: Privacy, question: "Whose data?", kind: grade, weight: 2}
matrix: [[0, 0, 0, 0], [0, 1, 1, 1], [0, 1, 2, 2], [0, 1, 2, 3]]
risk_limit: 1
"""
        }
    ).criteria
    scheme = scheme_of(criteria)
    assert scheme == Scheme(
        weights={"benefit": Fraction(1, 2), "urgency": Fraction(1), "privacy": Fraction(2)},
        matrix=((0, 0, 0, 0), (0, 1, 1, 1), (0, 1, 2, 2), (0, 1, 2, 3)),
        risk_limit=1,
    )
    further = [{"criterion": "privacy", "grade": 2}, {"criterion": [], "grade": 1}, "privacy"]
    assert parts_of({**EVALUATION, "further": further}, scheme) == {
        "benefit": 3,
        "urgency": 1,
        "privacy": 2,
    }


def test_spread_is_told_where_assessors_differ() -> None:
    assessors = [
        {"by": "li-na", "benefit": 1, "risk": 2, "ease": 3},
        {"by": "chen-jie", "benefit": 3, "risk": 2},
        {"by": "he-ping", "benefit": 2, "ease": 9},
    ]
    assert spread_of({"assessors": assessors}) == {"benefit": (1, 3)}
    assert spread_of({"assessors": "none"}) == {}


# -- the order --------------------------------------------------------------------------------


def test_scores_places_ranges_and_bands() -> None:
    found = rank(
        {
            "clear": of(3, 3, 3, 3),
            "useful": of(3, 1, 1, 1),
            "easy": of(1, 1, 3, 1),
            "open": of(None, 3, 3, 3),
            "poor": of(0, 0, 0, 0),
        },
        EQUAL,
    )
    assert [(one.id, one.score, one.rank, one.best, one.worst, one.band) for one in found] == [
        ("clear", Fraction(3), 1, 1, 1, "A"),
        ("easy", Fraction(3, 2), 2, 2, 3, "B"),
        ("useful", Fraction(3, 2), 2, 2, 3, "B"),
        ("poor", Fraction(0), 4, 4, 4, "C"),
        ("open", None, None, None, None, None),
    ]


def test_those_whose_ranges_reach_to_one_another_share_a_band() -> None:
    found = rank({f"item-{n}": of(n % 2 * 3, n // 2, 1, 3 - n // 2) for n in range(6)}, EQUAL)
    reach = 0
    bands: list[str | None] = []
    for one in sorted(found, key=lambda one: (one.best or 0, one.worst or 0)):
        if (one.best or 0) > reach:
            bands.append(one.band)
        assert one.band == bands[-1]
        reach = max(reach, one.worst or 0)
    assert bands == ["A", "B"][: len(bands)]


def test_bands_are_counted_on_after_z() -> None:
    names = [f"criterion-{number}" for number in range(10)]
    chain = {
        f"item-{points:02}": frozen(
            {name: (points + place) // len(names) for place, name in enumerate(names)}
        )
        for points in range(28)
    }
    found = rank(chain, dict.fromkeys(names, Fraction(1)))
    assert [one.band for one in found][23:] == ["X", "Y", "Z", "AA", "AB"]


@given(items(), st.randoms(use_true_random=False))
def test_order_of_what_comes_in_does_not_matter(found: dict[str, Parts], random: Any) -> None:
    shuffled = list(found.items())
    random.shuffle(shuffled)
    assert rank(dict(shuffled), EQUAL) == rank(found, EQUAL)


@given(items(), weights, st.fractions("1/9", 9))
def test_scale_of_the_weights_does_not_matter(
    found: dict[str, Parts], heavy: dict[str, Fraction], scale: Fraction
) -> None:
    scaled = {name: weight * scale for name, weight in heavy.items()}
    assert rank(found, scaled) == rank(found, heavy)


@given(items(least=1), weights)
def test_range_holds_the_place_and_overlapping_ranges_share_a_band(
    found: dict[str, Parts], heavy: dict[str, Fraction]
) -> None:
    ranked = [
        (one.best or 0, one.rank or 0, one.worst or 0, one.band) for one in rank(found, heavy)
    ]
    for best, place, worst, band in ranked:
        assert 1 <= best <= place <= worst <= len(ranked)
        for other, _, end, theirs in ranked:
            if other <= worst and best <= end:
                assert band == theirs


@given(items(least=2), weights)
def test_better_in_everything_is_never_placed_behind(
    found: dict[str, Parts], heavy: dict[str, Fraction]
) -> None:
    ranked = rank(found, heavy)
    for one in ranked:
        for other in ranked:
            if all((one.parts[name] or 0) >= (other.parts[name] or 0) for name in GRADED):
                assert (one.rank or 0) <= (other.rank or 0)
                assert (one.best or 0) <= (other.best or 0)
                assert (one.worst or 0) <= (other.worst or 0)


@settings(max_examples=25)
@given(items(least=20, most=20), st.randoms(use_true_random=False))
def test_twenty_suggestions_come_out_the_same_each_time(
    found: dict[str, Parts], random: Any
) -> None:
    names = list(found)
    random.shuffle(names)
    assert [rank({name: found[name] for name in names}, EQUAL) for _ in range(3)] == [
        rank(found, EQUAL)
    ] * 3


def test_nothing_weighs_anything_when_all_weights_are_nothing() -> None:
    weightless = dict.fromkeys(GRADED, Fraction())
    found = rank({"one": of(3, 3, 3, 3), "two": of(0, 0, 0, 0)}, weightless)
    assert [one.score for one in found] == [Fraction(), Fraction()]
    assert [(one.rank, one.band) for one in found] == [(1, "A"), (1, "A")]
