"""The annual plan, its reviews, and where the processes stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.dates import Duration
from handrail.model.records.parts import Action
from handrail.model.records.parts import Attachment
from handrail.model.records.parts import BestPractice
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Contributor:
    """A process that had its say in the plan."""

    process: str
    person: str | None = None
    reason: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanObjective:
    """An objective of the business or of IT."""

    id: str
    title: Text
    of: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A stretch of the way and its intent."""

    period: str
    intent: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrentState:
    """Where a process stands."""

    process: str
    state: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """What was weighed for the plan."""

    risks: tuple[Text, ...]
    problems: tuple[Text, ...]
    opportunities: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanGoal:
    """A goal of the year."""

    id: str
    title: Text
    objective: str
    rationale: Text
    processes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    kpi: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    drivers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class InitialPoint:
    """A point of improvement the plan begins with."""

    id: str
    title: Text
    goal: str | None = None
    process: str | None = None
    improvement: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleRow:
    """A row of the year's schedule."""

    id: str
    title: Text
    from_: dt.date
    to: dt.date
    responsible: str
    goal: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The annual improvement plan."""

    workflow: int
    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    contributors: tuple[Contributor, ...]
    objectives: tuple[PlanObjective, ...]
    direction: Text
    stages: tuple[Stage, ...]
    current_state: tuple[CurrentState, ...]
    best_practice: tuple[BestPractice, ...]
    weighed: Weighed
    goals: tuple[PlanGoal, ...]
    initial_points: tuple[InitialPoint, ...]
    references: tuple[Text, ...] = ()
    schedule: tuple[ScheduleRow, ...]
    focus_processes: tuple[str, ...] = ()
    review_every: Duration
    capacity: float | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalProgress:
    """How one goal of the plan goes."""

    goal: str
    state: str
    value: float | None = None
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanReview:
    """A look at how the annual plan goes."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    period: str
    meeting: str | None = None
    progress: tuple[GoalProgress, ...]
    decisions: tuple[Text, ...] = ()
    actions: tuple[Action, ...] = ()
    outcome: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """What lies between today and the vision."""

    id: str
    current: Text
    target: Text
    evidence: Text
    severity: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """Where a process stands against where it should."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    vision: Text
    best_practice: tuple[BestPractice, ...]
    current_state: Text
    gaps: tuple[Gap, ...]
    attachments: tuple[Attachment, ...] = ()
