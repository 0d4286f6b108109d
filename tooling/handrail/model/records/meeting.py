"""Meetings and votes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.records.parts import Action
from handrail.model.records.parts import Attachment
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingItem:
    """A point on the agenda."""

    improvement: str | None = None
    document: str | None = None
    title: Text | None = None
    result: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """A meeting and what came of it."""

    kind: str
    planned: dt.date | None = None
    held: dt.date | None = None
    by: str
    completed: dt.date | None = None
    body: str | None = None
    chair: str | None = None
    invited: tuple[str, ...]
    present: tuple[str, ...]
    items: tuple[MeetingItem, ...]
    order: tuple[str, ...] = ()
    order_reason: Text | None = None
    minutes: Text | None = None
    actions: tuple[Action, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """One person's vote on one document as it was written."""

    document: str
    digest: str
    verdict: str
    role: str
    by: str
    date: dt.date
    comment: Text | None = None
    recorded_by: str | None = None
    minutes: str | None = None
    signature: str | None = None
