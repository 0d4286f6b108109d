"""Processes as the handbook defines them, and their reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from handrail.model.dates import Duration
from handrail.model.records.workflow import Activity
from handrail.model.records.workflow import End
from handrail.model.records.workflow import ProcessRole
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessScope:
    """What a process covers and what it does not."""

    in_: tuple[Text, ...]
    out: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """What a process receives."""

    id: str
    from_: str | tuple[str, ...] | None = None
    source: Text | None = None
    title: Text
    criteria: Text | None = None

    @property
    def processes(self) -> tuple[str, ...]:
        """The processes it comes from."""
        return _several(self.from_)

    @property
    def other(self) -> Text | None:
        """Who else it comes from."""
        return self.source


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    """What a process delivers."""

    id: str
    to: str | tuple[str, ...] | None = None
    receiver: Text | None = None
    title: Text
    criteria: Text | None = None

    @property
    def processes(self) -> tuple[str, ...]:
        """The processes it goes to."""
        return _several(self.to)

    @property
    def other(self) -> Text | None:
        """Who else it goes to."""
        return self.receiver


def _several(named: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else tuple(named or ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What of a process was given, and what was added."""

    requirements: tuple[str, ...] = ()
    given: Text
    ours: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Apart:
    """Duties that one person must not have at the same time."""

    roles: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecurringDuty:
    """What is to be done again and again, whatever comes in."""

    id: str
    what: Text
    every: Duration
    responsible: str
    evidence: Text | None = None
    last: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Control:
    """A check that keeps a risk small."""

    id: str
    activity: str
    what: Text
    threshold: Text | None = None
    owner: str
    evidence: Text | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessRisk:
    """Something that may go wrong in a process."""

    id: str
    cause: Text
    likelihood: str
    impact: str
    response: Text
    owner: str
    review_by: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SuccessFactor:
    """What must go well, and how one can tell."""

    id: str
    title: Text
    kpis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kpi:
    """A number that shows how a process does."""

    id: str
    title: Text
    question: Text
    formula: Text
    unit: str
    direction: str
    target: float | None = None
    warning: float | None = None
    frequency: str
    source: Text
    owner: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Category:
    """A category, with the finer ones below it."""

    id: str
    title: Text
    strategy: Text | None = None
    children: tuple[Category, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """How far something reaches."""

    id: str
    title: Text
    meaning: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Urgency:
    """How long something can wait."""

    id: str
    title: Text
    meaning: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorityLevel:
    """A priority and the times it promises."""

    id: str
    title: Text
    response: Duration
    resolution: Duration
    note: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorityScheme:
    """How impact and urgency make a priority."""

    impacts: tuple[Impact, ...]
    urgencies: tuple[Urgency, ...]
    matrix: Mapping[str, Mapping[str, str]]
    levels: tuple[PriorityLevel, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A form or template of a process."""

    id: str
    title: Text
    file: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewCadence:
    """How often a process is reviewed."""

    every: Duration
    last: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a version changed."""

    version: str
    date: dt.date
    improvement: str | None = None
    editorial: bool | None = None
    interfaces: tuple[str, ...] = ()
    summary: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class FormerOwner:
    """Who owned a process before."""

    owner: str
    until: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """A process as the handbook defines it."""

    title: Text
    version: str
    state: str
    stage: str
    tier: str
    owner: str
    former_owners: tuple[FormerOwner, ...] = ()
    purpose: Text
    scope: ProcessScope
    customers: tuple[Text, ...] = ()
    triggers: tuple[Text, ...] = ()
    origin: Origin | None = None
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    roles: tuple[ProcessRole, ...] = ()
    apart: tuple[Apart, ...] = ()
    workflow: int | None = None
    starts: Mapping[str, str] = field(default_factory=dict)
    ends: tuple[End, ...] = ()
    activities: tuple[Activity, ...]
    words: Mapping[str, Text] = field(default_factory=dict)
    controls: tuple[Control, ...] = ()
    risks: tuple[ProcessRisk, ...] = ()
    policies: tuple[Text, ...] = ()
    records: tuple[Text, ...] = ()
    escalations: tuple[Text, ...] = ()
    exceptions: tuple[Text, ...] = ()
    obligations: tuple[Text, ...] = ()
    recurring: tuple[RecurringDuty, ...] = ()
    channels: tuple[Text, ...] = ()
    tools: tuple[Text, ...] = ()
    success_factors: tuple[SuccessFactor, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    classification: tuple[Category, ...] = ()
    priority_scheme: PriorityScheme | None = None
    templates: tuple[Template, ...] = ()
    maps_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    review: ReviewCadence | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewFinding:
    """Something a review found."""

    what: Text
    activity: str | None = None
    pain_point: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewAction:
    """Something a review set going."""

    id: str
    what: Text
    owner: str
    due: dt.date
    done: dt.date | None = None
    improvement: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """A look at a whole process."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    period: str | None = None
    effective: str
    summary: Text
    findings: tuple[ReviewFinding, ...] = ()
    actions: tuple[ReviewAction, ...] = ()
