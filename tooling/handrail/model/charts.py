"""A drawing as a value: what a schedule shows, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days; both of its ends belong to it."""

    start: date
    end: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A row of a schedule: what is done, when it was to be done, and when it was."""

    label: str
    plan: Span | None = None
    actual: Span | None = None
    #: A point that is passed on the last day of its span, such as a milestone.
    is_point: bool = False


def span(start: date | None, end: date | None) -> Span | None:
    """Return the days from one to another, or None where they are unknown or in the wrong order."""
    return Span(start, end) if start and end and start <= end else None
