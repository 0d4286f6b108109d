"""How the grades of evaluations become an order, and how sure that order is.

The method is ours; the 17 steps name the criteria and no way to weigh them. Every grade is 0 to 3,
and 3 speaks most for the improvement:

- benefit: the higher of `short` and `long`; the reach is shown beside it
- urgency: looked up in a table by `urgency` and `priority`
- ease: the lowest of `training`, `procurement` and `installation`, since the worst one stops it
- risk: its grade, of which 3 is the least risk
- a criterion an organisation adds: its own grade
- score = Σ (weight × grade) ÷ Σ weight, in exact fractions, so from 0 to 3
- a grade that is missing makes no score; it does not count as 0

Grades are added and never multiplied: products of ordinal grades reverse orders (Cox, "What's wrong
with risk matrices?", Risk Analysis 28, 2008). Weights are equal unless `criteria.yaml` sets them:
equal weights do about as well as fitted ones (Dawes, "The robust beauty of improper linear models",
American Psychologist 34, 1979). How much the order depends on the weights is shown: the range of a
rank is taken over the order as it is and those with one weight halved or doubled, each in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.model.records import Criteria

#: The criteria that may be added to and never taken away.
FIVE = ("benefit", "urgency", "ease", "procurement", "risk")
#: Of these, the ones that are graded; the other sets the route.
GRADED = ("benefit", "urgency", "ease", "risk")
HIGHEST = 3
#: Halfway between urgency (the row) and priority (the column), rounded up.
OUR_MATRIX = ((0, 1, 1, 2), (1, 1, 2, 2), (1, 2, 2, 3), (2, 2, 3, 3))
OUR_RISK_LIMIT = 0

#: The grade by each criterion, None where it is missing.
Parts = MappingProxyType[str, int | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """What counts, how much, and what two grades give together."""

    weights: Mapping[str, Fraction]
    matrix: Sequence[Sequence[int]] = OUR_MATRIX
    risk_limit: int = OUR_RISK_LIMIT


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """The place of one suggestion among those it is compared with; None where a grade is missing."""

    id: str
    parts: Parts
    score: Fraction | None = None
    #: 1 is the highest score; equal scores share a place.
    rank: int | None = None
    #: The best and the worst rank while weights sway.
    best: int | None = None
    worst: int | None = None
    #: Those whose ranges overlap, one reaching to the next, share a letter: too close to call.
    band: str | None = None


def scheme_of(criteria: Criteria | None) -> Scheme:
    """Return what the criteria say; with none, the graded ones of the five count the same."""
    if criteria is None:
        return Scheme(weights=dict.fromkeys(GRADED, Fraction(1)))
    return Scheme(
        weights={
            one.id: Fraction(1) if one.weight is None else Fraction(str(one.weight))
            for one in criteria.criteria
            if one.kind != "route"
        },
        matrix=criteria.matrix or OUR_MATRIX,
        risk_limit=OUR_RISK_LIMIT if criteria.risk_limit is None else criteria.risk_limit,
    )


# -- grades -------------------------------------------------------------------------------


def parts_of(data: Mapping[str, Any], scheme: Scheme) -> Parts:
    """Read the grades of an evaluation, which may be a draft with gaps and mistakes."""
    further = {
        str(entry.get("criterion")): _grade(entry.get("grade"))
        for entry in _mappings(data.get("further"))
    }
    own = {
        "benefit": _of(max, _below(data, "benefit", "short"), _below(data, "benefit", "long")),
        "urgency": _looked_up(
            scheme, _below(data, "urgency", "urgency"), _below(data, "urgency", "priority")
        ),
        "ease": _of(
            min,
            *(_below(data, "ease", part) for part in ("training", "procurement", "installation")),
        ),
        "risk": _below(data, "risk", "grade"),
    }
    return MappingProxyType(
        {name: own[name] if name in own else further.get(name) for name in scheme.weights}
    )


def spread_of(data: Mapping[str, Any]) -> Mapping[str, tuple[int, int]]:
    """Return the lowest and highest grade of several assessors, where they differ."""
    found: dict[str, tuple[int, int]] = {}
    for name in ("benefit", "urgency", "priority", "ease", "risk"):
        given = [_grade(entry.get(name)) for entry in _mappings(data.get("assessors"))]
        grades = [grade for grade in given if grade is not None]
        if grades and min(grades) < max(grades):
            found[name] = (min(grades), max(grades))
    return found


def _below(data: Mapping[str, Any], field: str, part: str) -> int | None:
    group = data.get(field)
    return _grade(group.get(part)) if isinstance(group, dict) else None


def _grade(value: object) -> int | None:
    is_grade = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST
    return value if is_grade and isinstance(value, int) else None


def _of(choose: Any, *grades: int | None) -> int | None:  # noqa: ANN401 - `min` or `max`
    return None if None in grades else choose(grades)


def _looked_up(scheme: Scheme, urgency: int | None, priority: int | None) -> int | None:
    if urgency is None or priority is None:
        return None
    return scheme.matrix[urgency][priority]


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    return (
        entry for entry in (value if isinstance(value, list) else ()) if isinstance(entry, dict)
    )


# -- the order ----------------------------------------------------------------------------


def rank(items: Mapping[str, Parts], weights: Mapping[str, Fraction]) -> tuple[Scored, ...]:
    """Compare suggestions with one another, the first to be taken first; those without a score last.

    The result depends on neither the order of the items nor the scale of the weights.
    """
    complete = {key: parts for key, parts in items.items() if None not in parts.values()}
    whole = _whole(weights)
    counts = _counts(complete, whole)
    places = _places(counts)
    swayed = [places, *(_places(_counts(complete, other)) for other in _swayed(whole))]
    ranges = {key: _ends([one[key] for one in swayed]) for key in complete}
    bands = _bands(ranges)
    found = [
        Scored(
            id=key,
            parts=items[key],
            score=Fraction(counts[key], sum(whole.values()) or 1),
            rank=places[key],
            best=ranges[key][0],
            worst=ranges[key][1],
            band=bands[key],
        )
        for key in sorted(complete, key=lambda key: (places[key], key))
    ]
    return (*found, *(Scored(id=key, parts=items[key]) for key in sorted(items.keys() - complete)))


def _whole(weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Return weights of the same proportions in whole, even numbers: their halves are whole as well."""
    scale = 2 * lcm(*(weight.denominator for weight in weights.values()))
    return {name: int(weight * scale) for name, weight in weights.items()}


def _swayed(weights: Mapping[str, int]) -> Iterator[Mapping[str, int]]:
    """Yield the weights with one of them halved, and doubled."""
    for name, weight in weights.items():
        yield {**weights, name: weight // 2}
        yield {**weights, name: weight * 2}


def _counts(items: Mapping[str, Parts], weights: Mapping[str, int]) -> dict[str, int]:
    """Return Σ (weight × grade) of each; what it is divided by is the same for all."""
    return {
        key: sum(weights[name] * (grade or 0) for name, grade in parts.items())
        for key, parts in items.items()
    }


def _places(counts: Mapping[str, int]) -> dict[str, int]:
    """Give the highest the first place; equals share one, and the next is left out."""
    first: dict[int, int] = {}
    for place, count in enumerate(sorted(counts.values(), reverse=True), 1):
        first.setdefault(count, place)
    return {key: first[count] for key, count in counts.items()}


def _ends(places: Sequence[int]) -> tuple[int, int]:
    return min(places), max(places)


def _bands(ranges: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    found: dict[str, str] = {}
    number, reach = -1, 0
    for key, (best, worst) in sorted(ranges.items(), key=lambda one: (one[1], one[0])):
        if best > reach:
            number += 1
        reach = max(reach, worst)
        found[key] = _letters(number)
    return found


def _letters(number: int) -> str:
    """Count in letters: A to Z, then AA."""
    more, last = divmod(number, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)
