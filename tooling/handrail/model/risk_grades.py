"""How grave a risk of a process is, and from where on somebody must do something about it.

Both are ours: change the limit in `handrail.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.model.records import Settings

#: The grades, the smallest first.
GRADES = ("low", "medium", "high")
#: The grade from which on a risk needs a control, where the settings say nothing.
OUR_LIMIT = "medium"
#: Likelihood, then impact. A grade is looked up: it is never the product of two numbers.
_GRADE: Mapping[str, Mapping[str, str]] = {
    "high": {"high": "high", "medium": "high", "low": "medium"},
    "medium": {"high": "high", "medium": "medium", "low": "low"},
    "low": {"high": "medium", "medium": "low", "low": "low"},
}


def grade(likelihood: str, impact: str) -> str:
    """Return how grave a risk is, by our own table.

    Two high grades, or one and a medium one, are a high risk; two medium ones, or a high and a low
    one, a medium risk; all others are low.
    """
    return _GRADE[likelihood][impact]


def risk_limit(settings: Settings | None) -> str:
    """Return the grade from which on a risk needs a control."""
    return (settings.risk_limit if settings else None) or OUR_LIMIT


def needs_control(likelihood: str, impact: str, limit: str) -> bool:
    """Tell whether a risk is so grave that a control must keep it small."""
    return GRADES.index(grade(likelihood, impact)) >= GRADES.index(limit)
