"""Views of the annual plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.views import names
from handrail.views.in_force import in_force
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import GoalProgress
    from handrail.model.records import PlanGoal
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal of the year and what the latest review says about it."""

    year: str
    goal: PlanGoal
    objective: Text | str
    kpi: Link | None
    latest: GoalProgress | None


def goals_of(register: Register, dossier: Dossier) -> Iterator[GoalRow]:
    """Yield the goals of a plan."""
    document = in_force(register, dossier, "plan")
    plan = document.record if document else None
    if plan is None:
        return
    objectives = {objective.id: objective.title for objective in plan.objectives}
    latest: dict[str, GoalProgress] = {}
    for review in dossier.of_type("plan-review"):
        if review.completed and review.record is not None:
            latest |= {one.goal: one for one in review.record.progress}
    for goal in plan.goals:
        yield GoalRow(
            dossier.year,
            goal,
            objectives.get(goal.objective, goal.objective),
            names.kpi(register, goal.kpi) if goal.kpi else None,
            latest.get(goal.id),
        )


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


def goal_table(register: Register, dossier: Dossier) -> Table:
    """Return the goals of one year's plan."""
    return tabulate("goals", say("Goals"), _COLUMNS[1:], goals_of(register, dossier))
