"""An improvement from its carrying out to its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.records.parts import Announcement
from handrail.model.records.parts import Attachment
from handrail.model.records.parts import DecidedDocument
from handrail.model.records.parts import Result
from handrail.model.records.parts import Training
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A task and whether it is done."""

    id: str
    title: Text
    owner: str
    done: dt.date | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Implementation:
    """How a minor improvement was carried out."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    started: dt.date
    summary: Text
    tasks: tuple[Task, ...]
    deviations: Text | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What an improvement has brought, measured."""

    by: str
    with_: tuple[str, ...]
    recorded_by: str | None = None
    completed: dt.date | None = None
    results: tuple[Result, ...]
    scope_achieved: Text
    benefit_achieved: Text
    outcome: str
    lessons: Text | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Artifact:
    """Something that was changed for good."""

    kind: str
    process: str | None = None
    file: str | None = None
    version: str | None = None
    was: str | None = None
    sha256: str | None = None
    was_sha256: str | None = None
    what: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Adoption:
    """How an improvement became the regulation."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    artifacts: tuple[Artifact, ...]
    announcement: Announcement
    training: tuple[Training, ...]
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RestoredProcess:
    """A process that was put back."""

    process: str
    version: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reversion:
    """How the original process was kept."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    reasons: Text
    restored: tuple[RestoredProcess, ...]
    announcement: Announcement
    lessons: Text | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawal:
    """Why a suggestion was taken back."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    reasons: Text
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Abandonment:
    """Why an approved improvement is given up."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    decides_on: tuple[DecidedDocument, ...]
    reasons: Text
    done_so_far: Text | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeEffect:
    """What a change of scope does to goals, resources and schedule."""

    goals: Text
    resources: Text
    schedule: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeChange:
    """What is to be other than was decided."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    decides_on: tuple[DecidedDocument, ...]
    what: Text
    why: Text
    effect_on: ScopeEffect
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """What a major improvement has brought some time after its rollout."""

    by: str
    with_: tuple[str, ...] = ()
    recorded_by: str | None = None
    completed: dt.date | None = None
    results: tuple[Result, ...]
    outcome: str
    suggestion: str | None = None
    lessons: Text | None = None
    attachments: tuple[Attachment, ...] = ()
