"""What holds for the repository, who there is, and what suggestions are weighed by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.dates import Duration
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingCalendar:
    """Which days are worked."""

    weekend: tuple[str, ...] = ()
    holidays: tuple[dt.date, ...] = ()
    workdays: tuple[dt.date, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Forge:
    """Where the repository is hosted."""

    kind: str
    url: str
    branch: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Time limits as the settings say them."""

    answer: Duration | None = None
    revisit: Duration | None = None
    silent_source: Duration | None = None
    dependent: Duration | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestionSource:
    """Where suggestions come from, beside the sources every repository has."""

    id: str
    title: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What holds for the whole repository."""

    organization: Text
    repository: str
    languages: tuple[str, ...]
    timezone: str
    calendar: WorkingCalendar | None = None
    fiscal_year_start: int | None = None
    currency: str | None = None
    limits: Limits | None = None
    risk_limit: str | None = None
    pilot_rounds: int | None = None
    sources: tuple[SuggestionSource, ...] = ()
    forge: Forge | None = None
    show_people: str | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who works here."""

    id: str
    name: Text
    email: str | None = None
    unit: Text | None = None
    title: Text | None = None
    from_: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A person who holds a role for a time."""

    person: str
    from_: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A duty that people hold."""

    id: str
    title: Text
    purpose: Text | None = None
    duties: tuple[Text, ...] = ()
    holders: tuple[Holder, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person's seat in a body for a time."""

    person: str
    as_: str
    from_: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quorum:
    """How many votes a body needs, for a time."""

    votes: int
    from_: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A group that decides by vote."""

    id: str
    title: Text
    purpose: Text | None = None
    members: tuple[Member, ...]
    quorum: tuple[Quorum, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelCondition:
    """What must hold for a level to be asked."""

    document: tuple[str, ...] = ()
    cost_above: float | None = None
    class_: str | None = None
    risk: str | None = None
    reach: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """Whose approval more is needed, and when."""

    id: str
    title: Text
    when: LevelCondition
    role: str
    authority: float | None = None
    limit: Duration | None = None
    order: str | None = None
    from_: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Organization:
    """Who there is and who may do what, over time."""

    people: tuple[Person, ...]
    roles: tuple[Role, ...]
    bodies: tuple[Body, ...]
    levels: tuple[Level, ...] = ()
    trust: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionPart:
    """One of several grades under a criterion."""

    id: str
    title: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """What one grade means."""

    grade: int
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """One thing a suggestion is weighed by."""

    id: str
    title: Text
    question: Text
    kind: str
    weight: float | None = None
    parts: tuple[CriterionPart, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CriteriaVersion:
    """A version of the criteria and the day it began to count."""

    version: str
    from_: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """What every suggestion is weighed by."""

    version: str
    from_: dt.date
    criteria: tuple[Criterion, ...]
    matrix: tuple[tuple[int, ...], ...] = ()
    risk_limit: int | None = None
    earlier: tuple[CriteriaVersion, ...] = ()
