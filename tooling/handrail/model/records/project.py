"""A major improvement carried out as a project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.dates import Duration
from handrail.model.records.parts import Announcement
from handrail.model.records.parts import Attachment
from handrail.model.records.parts import DecidedDocument
from handrail.model.records.parts import Money
from handrail.model.records.parts import Resource
from handrail.model.records.parts import Training
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectMember:
    """Somebody in a project."""

    person: str
    duty: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Charter:
    """What sets a project up."""

    by: str
    recorded_by: str
    completed: dt.date | None = None
    decides_on: tuple[DecidedDocument, ...]
    meeting: str | None = None
    manager: str
    members: tuple[ProjectMember, ...]
    from_: dt.date
    to: dt.date
    resources: tuple[Resource, ...]
    budget: Money
    difference: Text | None = None
    reports_to: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """A point a project passes."""

    id: str
    title: Text
    date: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpectedEffect:
    """What a pilot is to show."""

    id: str | None = None
    goal: str | None = None
    effect: Text

    @property
    def name(self) -> str | None:
        """What a report calls it: its id, or its goal where it has none."""
        return self.id or self.goal


@dataclass(frozen=True, kw_only=True, slots=True)
class PilotPlan:
    """How an improvement is to be tried out."""

    scope: Text
    from_: dt.date
    to: dt.date
    expected_effects: tuple[ExpectedEffect, ...]
    data_collection: Text
    analysis: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectPlan:
    """How a project goes about it."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    decides_on: tuple[DecidedDocument, ...]
    milestones: tuple[Milestone, ...]
    pilot: PilotPlan
    test_plan: Text | None = None
    report_every: Duration
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PilotIssue:
    """A problem that came up in a pilot."""

    id: str
    what: Text
    found: dt.date
    resolved: dt.date | None = None
    owner: str
    next: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PilotValue:
    """A value counted in a pilot."""

    what: Text
    value: float | str
    cases: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFile:
    """A file of figures beside a pilot's report."""

    file: str
    title: Text
    sha256: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ObservedEffect:
    """What became of an effect that was expected of a pilot."""

    effect: str
    observed: Text
    met: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Acceptance:
    """Whether those who tried it want it."""

    asked: int
    agreed: int
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class FurtherPilot:
    """Whether to try again first."""

    advised: bool
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Pilot:
    """What a pilot has shown."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    from_: dt.date
    to: dt.date
    agreed_with: tuple[str, ...]
    deviations: Text | None = None
    issues: tuple[PilotIssue, ...] = ()
    feedback: tuple[Text, ...] = ()
    data: tuple[PilotValue, ...] = ()
    data_files: tuple[DataFile, ...] = ()
    effects: tuple[ObservedEffect, ...] = ()
    goals_met: Text
    problems: Text
    acceptance: Acceptance
    goal_revisions: Text
    rollout_advice: Text
    further_pilot: FurtherPilot
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PilotReview:
    """What the committee makes of a pilot."""

    by: str
    recorded_by: str
    completed: dt.date | None = None
    meeting: str | None = None
    decides_on: tuple[DecidedDocument, ...]
    outcome: str
    reasons: Text
    plan_changes: Text | None = None
    adopt_early: tuple[Text, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RolloutRow:
    """A row of a rollout's schedule."""

    id: str
    title: Text
    from_: dt.date
    to: dt.date
    responsible: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AffectedUnit:
    """A department that is affected, and how many people there."""

    unit: Text
    people: int
    untrained_because: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolChange:
    """A change to a tool, put in place and tested."""

    what: Text
    test_plan: str | None = None
    deployed_on: dt.date
    tested_on: dt.date
    result: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rollout:
    """How everyone gets an improvement."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    plan: Text
    advice: Text | None = None
    schedule: tuple[RolloutRow, ...]
    scope: Text
    affected: tuple[AffectedUnit, ...]
    cooperation: tuple[Text, ...]
    announcement: Announcement
    training: tuple[Training, ...]
    tool_changes: tuple[ToolChange, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedDocument:
    """A document that was handed over."""

    title: Text
    kind: str | None = None
    location: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOutDocument:
    """A document that a handover should hold and does not."""

    kind: str
    because: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover:
    """What a project hands over at its end."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    to: str
    documents: tuple[HandedDocument, ...]
    left_out: tuple[LeftOutDocument, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReachedMilestone:
    """A milestone that a project has reached."""

    milestone: str
    reached: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusReport:
    """How a project goes."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    period: str | None = None
    state: str
    done: Text
    next: Text
    milestones: tuple[ReachedMilestone, ...] = ()
    issues: Text | None = None
    spent: Money | None = None
    attachments: tuple[Attachment, ...] = ()
