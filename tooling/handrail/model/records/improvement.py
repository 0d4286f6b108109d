"""An improvement from suggestion to decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.records.parts import Attachment
from handrail.model.records.parts import DecidedDocument
from handrail.model.records.parts import Resource
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """Something that could be better."""

    workflow: int
    title: Text
    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    suggested_by: str
    suggested_on: dt.date
    level: str
    processes: tuple[str, ...] = ()
    source: str
    source_ref: str | None = None
    focus: str | None = None
    pain_point: str | None = None
    problem: Text
    idea: Text
    evidence: Text | None = None
    plan_goal: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Benefit:
    """What an improvement would bring."""

    short: int
    long: int
    reach: str
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgencyGrade:
    """How soon an improvement is needed."""

    urgency: int
    priority: int
    text: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ease:
    """How easily an improvement is put in place."""

    training: int
    procurement: int
    installation: int
    text: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcurementNeed:
    """Whether something must be bought outside."""

    needed: bool
    what: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskGrade:
    """How little stands in an improvement's way."""

    grade: int
    risks: tuple[Text, ...] = ()
    obstacles: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FurtherGrade:
    """A grade by a criterion that an organisation has added."""

    criterion: str
    grade: int
    text: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessor:
    """The grades one of several people gave."""

    by: str
    benefit: int | None = None
    urgency: int | None = None
    priority: int | None = None
    ease: int | None = None
    risk: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanAlignment:
    """How a suggestion fits the annual plan."""

    goal: str | None = None
    outside: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the suggester was told."""

    date: dt.date
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """What a suggestion is worth, by the common criteria."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    meeting: str | None = None
    criteria: str
    benefit: Benefit
    urgency: UrgencyGrade
    ease: Ease
    procurement: ProcurementNeed
    risk: RiskGrade
    further: tuple[FurtherGrade, ...] = ()
    assessors: tuple[Assessor, ...] = ()
    legal_duty: bool | None = None
    plan_alignment: PlanAlignment
    outcome: str
    reasons: Text
    revisit_on: dt.date | None = None
    into: str | None = None
    answer: Answer
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """What an improvement covers and what it does not."""

    in_: tuple[Text, ...]
    out: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """Something an improvement is to reach, so that it can be measured."""

    id: str
    title: Text
    kpi: str | None = None
    unit: str | None = None
    baseline: float | None = None
    baseline_on: dt.date | None = None
    baseline_source: Text | None = None
    target: float | None = None
    direction: str | None = None
    measure_by: dt.date
    secondary: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Benefits:
    """Who gains what."""

    internal: tuple[Text, ...] = ()
    external: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedTask:
    """A task of the proposal's plan."""

    id: str
    title: Text
    owner: str
    from_: dt.date
    to: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What an improvement costs."""

    amount: float
    currency: str
    recurring: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Consultation:
    """What a unit that was asked has said."""

    unit: Text
    date: dt.date
    opinion: Text
    response: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk:
    """Something that may go wrong with an improvement."""

    id: str
    what: Text
    likelihood: str
    impact: str
    response: Text
    owner: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """How an improvement would be carried out."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    processes: tuple[str, ...] = ()
    summary: Text
    scope: Scope
    goals: tuple[Goal, ...]
    benefits: Benefits
    method: Text
    plan: tuple[PlannedTask, ...]
    resources: tuple[Resource, ...]
    cost: Cost
    consulted: tuple[Consultation, ...] = ()
    risks: tuple[Risk, ...]
    no_risk_because: Text | None = None
    drivers: tuple[str, ...] = ()
    change_kinds: tuple[str, ...] = ()
    value_added: Text
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MajorTest:
    """What makes an improvement major."""

    complex: bool
    risky: bool
    multi_party: bool
    procurement: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Considered:
    """What the committee weighed."""

    business_goals: Text
    industry_experience: Text
    current_state: Text
    cost_resources_time: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What the committee decides about a proposal."""

    by: str
    recorded_by: str
    completed: dt.date | None = None
    meeting: str | None = None
    decides_on: tuple[DecidedDocument, ...]
    outcome: str
    class_: str | None = None
    major_test: MajorTest | None = None
    class_reason: Text | None = None
    priority: str | None = None
    considered: Considered
    reasons: Text
    revisit_on: dt.date | None = None
    attachments: tuple[Attachment, ...] = ()
