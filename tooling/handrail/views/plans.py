"""Views of the annual plan: its goals and how they go, and the gaps they are to close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.periods import parse_period
from handrail.model.values import latest_value
from handrail.register import in_force
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.records import Gap
    from handrail.model.records import GoalProgress
    from handrail.model.records import PlanGoal
    from handrail.model.records import PlanReview
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.model.values import KpiValue
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal of the year, what was measured of it and what the latest review says about it."""

    year: str
    goal: PlanGoal
    objective: Text | str
    kpi: Link | None
    latest: GoalProgress | None
    #: The period whose review that was.
    reviewed: str | None
    #: What was measured last of its KPI.
    measured: KpiValue | None


def goals_of(register: Register, dossier: Dossier, day: date | None = None) -> Iterator[GoalRow]:
    """Yield the goals of a plan; as of a day, with what was measured and reviewed up to then."""
    document = in_force(register, dossier, "plan", day)
    plan = document.record if document else None
    if plan is None:
        return
    objectives = {objective.id: objective.title for objective in plan.objectives}
    latest: dict[str, tuple[GoalProgress, str]] = {}
    for review in reviews_of(register, dossier, day):
        latest |= {one.goal: (one, review.period) for one in review.progress}
    for goal in plan.goals:
        progress, period = latest.get(goal.id, (None, None))
        yield GoalRow(
            dossier.year,
            goal,
            objectives.get(goal.objective, goal.objective),
            names.kpi(register, goal.kpi) if goal.kpi else None,
            progress,
            period,
            _measured(register, goal.kpi, day or register.as_of),
        )


def reviews_of(
    register: Register, dossier: Dossier, day: date | None = None
) -> Iterator[PlanReview]:
    """Yield the finished reviews of a plan, in their order, of periods that were over on a day."""
    for document in dossier.of_type("plan-review"):
        review: PlanReview | None = document.record if document.completed else None
        if review is not None and (day is None or _end(register, review.period) <= day):
            yield review


def _end(register: Register, period: str) -> date:
    return parse_period(period, register.fiscal_year_start).end


def _measured(register: Register, kpi: str | None, day: date) -> KpiValue | None:
    values = register.values.get(kpi or "")
    return latest_value(values.rows, day) if values else None


def amount(value: float | None) -> float | None:
    """Return a number without a fraction of nothing: 9, not 9.0."""
    return int(value) if value is not None and float(value).is_integer() else value


_COLUMNS: tuple[Field[GoalRow], ...] = (
    Field("year", say("Year"), lambda row: int(row.year)),
    Field("id", say("Id"), lambda row: row.goal.id),
    Field("title", say("Goal"), lambda row: row.goal.title),
    Field("objective", say("Objective"), lambda row: row.objective),
    Field("kpi", say("KPI"), lambda row: row.kpi),
    Field("baseline", say("Baseline"), lambda row: row.goal.baseline),
    Field("target", say("Target"), lambda row: row.goal.target),
    Field("unit", say("Unit"), lambda row: row.goal.unit),
    Field("state", say("State"), lambda row: word(row.latest.state) if row.latest else None),
    Field("value", say("Latest value"), lambda row: row.latest.value if row.latest else None),
)

#: The goals as a review needs them: without what everybody knows, with what was measured.
PROGRESS: tuple[Field[GoalRow], ...] = (
    Field("id", say("Id"), lambda row: row.goal.id),
    Field("title", say("Goal"), lambda row: row.goal.title),
    Field("kpi", say("KPI"), lambda row: row.kpi),
    Field("baseline", say("Baseline"), lambda row: amount(row.goal.baseline)),
    Field("target", say("Target"), lambda row: amount(row.goal.target)),
    Field("unit", say("Unit"), lambda row: row.goal.unit),
    Field("measured", say("Value measured"), lambda row: amount(row.measured.value) if row.measured else None),
    Field("n", say("Cases"), lambda row: row.measured.n if row.measured else None),
    Field("measured_in", say("Measured in"), lambda row: row.measured.period.label if row.measured else None),
    Field("state", say("State"), lambda row: word(row.latest.state) if row.latest else None),
    Field("reviewed_in", say("Reviewed in"), lambda row: row.reviewed),
    Field("value", say("Value at the review"), lambda row: amount(row.latest.value) if row.latest else None),
)  # fmt: skip


def latest_plan(register: Register) -> Dossier | None:
    """Return the plan of the latest year."""
    return max(register.plans, key=lambda plan: plan.year, default=None)


def _latest_goals(register: Register) -> Iterator[GoalRow]:
    plan = latest_plan(register)
    if plan is not None:
        yield from goals_of(register, plan)


PLAN = View[GoalRow](
    id="plan", title=say("Goals of the plan"), rows=_latest_goals, columns=_COLUMNS
)

GOALS = View[GoalRow](
    id="goals", title=say("How the goals go"), rows=_latest_goals, columns=PROGRESS
)


def goal_table(register: Register, dossier: Dossier) -> Table:
    """Return the goals of one year's plan."""
    return tabulate("goals", say("Goals"), _COLUMNS[1:], goals_of(register, dossier))


# -- gaps ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GapRow:
    """What lies between a process and what it should be, and which goals are to close it."""

    year: str
    process: Link
    gap: Gap
    goals: tuple[Text, ...]


def _gaps(register: Register) -> Iterator[GapRow]:
    """Yield the gaps of all assessments, the latest year first, the gravest first."""
    found = [
        row
        for document in register.of_type("assessment")
        if document.record is not None
        for row in _gaps_in(register, document)
    ]
    grave = ("high", "medium", "low")
    found.sort(key=lambda row: (row.process.id, grave.index(row.gap.severity)))
    return iter(sorted(found, key=lambda row: row.year, reverse=True))


def _gaps_in(register: Register, document: Document) -> Iterator[GapRow]:
    year, process = document.fields["year"], document.fields["process"]
    dossier = register.dossiers_by_folder.get(f"improvements/{year}")
    held = in_force(register, dossier, "plan") if dossier else None
    goals = held.record.goals if held and held.record else ()
    for gap in document.record.gaps:
        closing = tuple(goal.title for goal in goals if f"{process}/{gap.id}" in goal.gaps)
        yield GapRow(year, names.process(register, process), gap, closing)


GAPS = View[GapRow](
    id="gaps",
    title=say("Gaps"),
    rows=_gaps,
    columns=(
        Field("year", say("Year"), lambda row: int(row.year)),
        Field("process", say("Process"), lambda row: row.process),
        Field("id", say("Id"), lambda row: row.gap.id),
        Field("severity", say("Severity"), lambda row: word(row.gap.severity)),
        Field("current", say("Today"), lambda row: row.gap.current),
        Field("target", say("Should be"), lambda row: row.gap.target),
        Field("evidence", say("Evidence"), lambda row: row.gap.evidence),
        Field("goals", say("Closed by"), lambda row: row.goals),
    ),
)
