"""How complex a process is: what there is to do, how often it changes hands, and who must agree."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Complexity:
    """Three counts of a process. That one of them rises is no fault: it is to be seen."""

    #: What there is to do.
    activities: int
    #: Ways on from an activity to one that somebody else does: no role is responsible for both.
    handoffs: int
    #: Activities where somebody must agree before it goes on; None where the definition marks none,
    #: as those did that were written before approvals could be marked.
    approvals: int | None

    def more_than(self, other: Complexity) -> bool:
        """Tell whether any count that both know is higher."""
        pairs = ((getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return any(now > before for now, before in pairs if now is not None and before is not None)


def complexity(data: Mapping[str, Any]) -> Complexity:
    """Count what a definition says; it may be one of long ago that would not fit its schema any more."""
    activities = [one for one in _list(data.get("activities")) if isinstance(one, dict)]
    doers = {str(one.get("id")): frozenset(map(str, _list(one.get("responsible")))) for one in activities}  # fmt: skip
    ways = {
        (str(one.get("id")), target) for one in activities for target in _targets(one.get("next"))
    }
    return Complexity(
        activities=len(activities),
        handoffs=sum(
            target in doers and start != target and not doers[start] & doers[target]
            for start, target in ways
        ),
        approvals=sum(bool(one.get("approval") or one.get("approved_by")) for one in activities)
        or None,
    )


def _targets(following: object) -> list[str]:
    if isinstance(following, dict):
        return [str(one) for one in following.values()]
    return [following] if isinstance(following, str) else []


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
