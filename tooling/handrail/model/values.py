"""Measured values of a KPI, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from handrail.model.periods import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class KpiValue:
    """What was measured in one period, and of how many."""

    period: Period
    value: float
    n: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    note: str | None = None


def latest_value(values: Iterable[KpiValue], day: date) -> KpiValue | None:
    """Return the value of the last period that was over on a day; the shorter one of two."""
    over = [one for one in values if one.period.end <= day]
    return max(over, key=lambda one: (one.period.end, one.period.start), default=None)
