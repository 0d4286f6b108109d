"""Time limits that the 17 steps leave open: those of the settings, and ours where they say none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.dates import Duration

if TYPE_CHECKING:
    from handrail.model.records import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeLimits:
    """How long things may take that the 17 steps say nothing about."""

    #: From the day a suggestion was brought up to its answer.
    answer: Duration
    #: From the day something was parked or postponed to the day it is looked at again.
    revisit: Duration
    #: How long a source may bring no suggestion before it counts as silent.
    silent_source: Duration
    #: From the day a version altered an interface until the process at its other end is looked at.
    dependent: Duration


#: What holds where the settings say nothing.
OURS = TimeLimits(
    answer=Duration(months=1),
    revisit=Duration(months=3),
    silent_source=Duration(months=6),
    dependent=Duration(months=3),
)


def read_limits(settings: Settings | None) -> TimeLimits:
    """Return the limits that hold."""
    said = settings.limits if settings else None
    if said is None:
        return OURS
    return TimeLimits(
        answer=said.answer or OURS.answer,
        revisit=said.revisit or OURS.revisit,
        silent_source=said.silent_source or OURS.silent_source,
        dependent=said.dependent or OURS.dependent,
    )
