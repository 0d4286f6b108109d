"""Values that follow from others: what need not be said twice."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.slugs import slug_of
from handrail.writing.addresses import day_of_meeting
from handrail.writing.prefill.known import Known
from handrail.writing.prefill.known import read
from handrail.writing.prefill.known import rows
from handrail.writing.prefill.outcome import brought_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from handrail.model.findings import Route
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.writing.prefill.known import Data

Found = tuple["Route", Any]


def following(
    register: Register,
    kind: str,
    dossier: Dossier | None,
    fields: Mapping[str, str],
    data: Data,
    *,
    day: date,
) -> dict[Route, Any]:
    """Return what follows from the values a document has, where it does not say it itself."""
    known = Known(
        register=register, kind=kind, dossier=dossier, fields=fields,
        by=str(data.get("by") or ""), day=day,
    )  # fmt: skip
    return {
        route: value
        for route, value in _BY_TYPE.get(kind, _nothing)(known, data)
        if value is not None and _is_open(data, route)
    }


def _is_open(data: Any, route: Route) -> bool:
    """Tell whether a document says nothing at a place that it may say something at."""
    for step in route:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif data is None or isinstance(data, dict):
            data = (data or {}).get(step)
        else:
            return False
    return data is None


def _nothing(known: Known, data: Data) -> Iterator[Found]:  # noqa: ARG001 - as the others
    yield from ()


def _suggestion(known: Known, data: Data) -> Iterator[Found]:  # noqa: ARG001 - as the others
    yield ("level",), "process" if data.get("processes") else "department"


def _evaluation(known: Known, data: Data) -> Iterator[Found]:
    yield ("answer", "text"), data.get("reasons")
    yield ("answer", "date"), known.today
    if data.get("outcome") == "parked":
        yield ("revisit_on",), _again(known)


def _again(known: Known) -> str:
    """Return when something that is put off is looked at again, if nothing better is known."""
    return known.register.calendar.add(known.day, known.register.limits.revisit).isoformat()


def _proposal(known: Known, data: Data) -> Iterator[Found]:  # noqa: ARG001 - as the others
    for index, goal in enumerate(rows(data.get("goals"))):
        baseline, target, title = goal.get("baseline"), goal.get("target"), goal.get("title")
        if isinstance(baseline, (int, float)) and isinstance(target, (int, float)):
            yield ("goals", index, "direction"), "up" if target > baseline else "down"
        if isinstance(title, str):
            yield ("goals", index, "id"), slug_of(title)


def _decision(known: Known, data: Data) -> Iterator[Found]:
    if data.get("outcome") == "postponed":
        yield ("revisit_on",), _again(known)
    if data.get("outcome") != "approved":
        return
    needed = known.said("evaluation", "procurement", "needed")
    yield ("major_test", "procurement"), needed
    if needed is False and known.said("proposal", "cost", "amount") == 0 and not _is_risky(known):
        for question in ("complex", "risky", "multi_party"):
            yield ("major_test", question), False
    answers = [read(data, "major_test", question) for question in _MAJOR_TEST]
    if needed or True in answers:
        yield ("class",), "major"
    elif needed is False and known.said("proposal", "cost", "amount") == 0 and not _is_risky(known):
        yield ("class",), "minor"


_MAJOR_TEST = ("complex", "risky", "multi_party", "procurement")


def _is_risky(known: Known) -> bool:
    risks = known.entries("proposal", "risks")
    return any("high" in {risk.get("likelihood"), risk.get("impact")} for risk in risks)


def _effect(known: Known, data: Data) -> Iterator[Found]:
    yield from _results(known, data)
    yield ("benefit_achieved",), _figures(known, data)


def _results(known: Known, data: Data) -> Iterator[Found]:
    """Yield of each result whether it was reached, and what came of all of them."""
    goals = {goal.get("id"): goal for goal in known.entries("proposal", "goals")}
    reached: list[bool | None] = []
    for index, result in enumerate(rows(data.get("results"))):
        goal = goals.get(result.get("goal"), {})
        measured = result.get("measured")
        if measured is not None:
            yield ("results", index, "measured_on"), known.today
        computed = _is_reached(goal, measured)
        yield ("results", index, "reached"), computed
        said = result.get("reached")
        if goal.get("secondary") is not True:
            reached.append(said if isinstance(said, bool) else computed)
    if reached and None not in reached:
        yield ("outcome",), "reached" if all(reached) else "missed"


def _is_reached(goal: Data, measured: object) -> bool | None:
    target, baseline = goal.get("target"), goal.get("baseline")
    if isinstance(measured, str) or not isinstance(measured, (int, float)) or target is None:
        return None
    down = goal.get("direction") == "down"
    if goal.get("direction") is None:
        if baseline is None or baseline == target:
            return None
        down = target < baseline
    return bool(measured <= target if down else measured >= target)


def _figures(known: Known, data: Data) -> str | None:
    """Return what was measured beside what it was before, in figures."""
    goals = {goal.get("id"): goal for goal in known.entries("proposal", "goals")}
    told = []
    for result in rows(data.get("results")):
        goal = goals.get(result.get("goal"), {})
        unit = f" {goal['unit']}" if goal.get("unit") else ""
        if result.get("measured") is None or goal.get("baseline") is None:
            return None
        told.append(
            f"{known.line(goal.get('title'))}: {goal['baseline']}{unit} → {result['measured']}{unit}"
        )
    return "; ".join(told) or None


def _adoption(known: Known, data: Data) -> Iterator[Found]:
    """Yield the versions that the improvement brought since the draft was begun."""
    for place, artifact in enumerate(rows(data.get("artifacts"))):
        process = artifact.get("process")
        if artifact.get("kind") == "process" and process in known.register.processes:
            brought = brought_version(known, str(process))
            for field, value in brought.items() if brought else ():
                yield ("artifacts", place, field), value


def _meeting(known: Known, data: Data) -> Iterator[Found]:
    planned = day_of_meeting(known.fields["meeting"])
    if data.get("present") and planned <= known.day:
        yield ("held",), planned.isoformat()


_BY_TYPE: Mapping[str, Callable[[Known, Data], Iterator[Found]]] = MappingProxyType(
    {
        "suggestion": _suggestion,
        "evaluation": _evaluation,
        "proposal": _proposal,
        "decision": _decision,
        "effect": _effect,
        "adoption": _adoption,
        "follow-up": _results,
        "meeting": _meeting,
    }
)
