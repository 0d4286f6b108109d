"""The schedule of a year's plan beside the improvements that carry it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.charts import Span
from handrail.model.charts import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Plan
    from handrail.model.records import ScheduleRow
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the schedule, and how long the improvement it plans for has been under way."""

    row: ScheduleRow
    improvement: Dossier | None
    actual: Span | None

    @property
    def plan(self) -> Span | None:
        """The days it is planned for."""
        return span(self.row.from_, self.row.to)


def planned_rows(register: Register, plan: Plan) -> Iterator[PlannedRow]:
    """Yield the rows of a schedule in the order of their days.

    A row belongs to the improvement of its own id, or to the one that took up the first point of
    that id.
    """
    taken_up = {one.id: one.improvement for one in plan.initial_points}
    for row in sorted(plan.schedule, key=lambda one: (one.from_, one.to)):
        found = register.dossiers_by_id.get(taken_up.get(row.id) or row.id)
        improvement = found if found and found.kind == "improvement" else None
        yield PlannedRow(row, improvement, _actual(register, improvement) if improvement else None)


def _actual(register: Register, dossier: Dossier) -> Span | None:
    """Return the days from the suggestion to the end, or to today."""
    progress = register.progress(dossier)
    begun = next((visit.date for visit in progress.path if visit.date), None)
    return span(begun, register.as_of if progress.is_open else progress.since)
