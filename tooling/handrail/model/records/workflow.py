"""What a process does, activity by activity, and the graphs of the improvement process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from handrail.model.dates import Duration
from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessRole:
    """A role of one process."""

    id: str
    title: Text
    duties: tuple[Text, ...] = ()
    from_: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    taken_by: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """A way for a record or a process to end."""

    id: str
    title: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One activity of a process."""

    id: str
    title: Text
    step: int | None = None
    phase: str | None = None
    document: str | None = None
    reads: str | None = None
    outcome: str | None = None
    responsible: tuple[str, ...]
    accountable: str
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    approved_by: str | None = None
    approval: bool | None = None
    takes: tuple[str, ...] = ()
    delivers: tuple[str, ...] = ()
    description: Text | None = None
    standard: Text | None = None
    automation: str | None = None
    tool: Text | None = None
    record: Text | None = None
    within: Duration | None = None
    every: Duration | None = None
    after: Duration | None = None
    count: str | None = None
    during: tuple[str, ...] = ()
    next: str | Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Workflow:
    """An earlier graph of the improvement process, for the records that began with it."""

    workflow: int
    starts: Mapping[str, str]
    ends: tuple[End, ...]
    roles: tuple[ProcessRole, ...] = ()
    words: Mapping[str, Text] = field(default_factory=dict)
    activities: tuple[Activity, ...]
