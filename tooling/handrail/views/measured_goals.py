"""What an improvement was to reach, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import in_force
from handrail.views import names
from handrail.views.plans import amount
from handrail.views.view import Field
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Goal
    from handrail.model.records import Result
    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal of the proposal, and a value that was measured for it."""

    goal: Goal
    kpi: Link | None
    result: Result | None
    source: Link | None


def _rows(register: Register, dossier: Dossier) -> Iterator[GoalRow]:
    """Yield the goals of the proposal in force, each beside every value that was measured for it."""
    proposal = in_force(register, dossier, "proposal")
    results: dict[str, list[tuple[Result, Link]]] = {}
    for kind in ("effect", "follow-up"):
        for document in dossier.of_type(kind):
            for result in document.record.results if document.completed and document.record else ():
                results.setdefault(result.goal, []).append((result, names.file(document)))
    for goal in proposal.record.goals if proposal and proposal.record else ():
        kpi = names.kpi(register, goal.kpi) if goal.kpi else None
        for result, source in results.get(goal.id, [(None, None)]):
            yield GoalRow(goal, kpi, result, source)


def measured_goals(register: Register, dossier: Dossier) -> Table:
    """Return what was to be reached beside what was."""
    columns: tuple[Field[GoalRow], ...] = (
        Field("title", say("Goal"), lambda row: row.goal.title),
        Field("kpi", say("KPI"), lambda row: row.kpi),
        Field("unit", say("Unit"), lambda row: row.goal.unit),
        Field("baseline", say("Baseline"), lambda row: amount(row.goal.baseline)),
        Field("target", say("Target"), lambda row: amount(row.goal.target)),
        Field("measured", say("Measured"), lambda row: _measured(row.result)),
        Field("reached", say("Reached"), lambda row: row.result.reached if row.result else None),
        Field("measured_on", say("Measured on"), lambda row: row.result.measured_on if row.result else None),
        Field("measure_by", say("Measure by"), lambda row: row.goal.measure_by),
        Field("document", say("Document"), lambda row: row.source),
    )  # fmt: skip
    return tabulate("goals", say("Goals"), columns, _rows(register, dossier))


def _measured(result: Result | None) -> Cell:
    if result is None or isinstance(result.measured, str):
        return result.measured if result else None
    return amount(result.measured)
