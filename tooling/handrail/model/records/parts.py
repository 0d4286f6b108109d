"""Parts that several documents share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file that lies beside a document and belongs to it."""

    file: str
    sha256: str
    title: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedDocument:
    """A document a decision rests on, as it read then."""

    document: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """How people were told."""

    date: dt.date
    audience: tuple[str, ...]
    channel: str
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Training:
    """A training that was held."""

    date: dt.date
    audience: str
    topic: Text
    attended: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """An amount of money."""

    amount: float
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """Somebody's effort."""

    who: str
    effort: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BestPractice:
    """What others do well."""

    source: str
    practice: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """Something somebody promised to do."""

    id: str
    what: Text
    owner: str
    due: dt.date
    done: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What became of one goal."""

    goal: str
    measured: float | str
    measured_on: dt.date
    reached: bool
    method: Text
    evidence: Text
