"""What a goal asks for, and whether a measured value meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.model.records import Goal
    from handrail.model.records import Result
    from handrail.register import Register


def better_way(register: Register, goal: Goal) -> str | None:
    """Return which way is better: as the goal says, or its KPI, or the way to its target."""
    if goal.direction is not None:
        return goal.direction
    process, _, own = (goal.kpi or "").partition("/")
    found = register.processes.get(process)
    for kpi in found.kpis if found else ():
        if kpi.id == own:
            return kpi.direction
    if goal.baseline is None or goal.target is None or goal.baseline == goal.target:
        return None
    return "up" if goal.target > goal.baseline else "down"


def asks_for_more(register: Register, goal: Goal) -> bool:
    """Tell whether a goal's target is better than where it starts, as far as that is said."""
    if goal.baseline is None or goal.target is None:
        return True
    if goal.baseline == goal.target:
        return False
    way = better_way(register, goal)
    return (way == "up") == (goal.target > goal.baseline)


def is_met(register: Register, goal: Goal, result: Result) -> bool | None:
    """Tell whether a measured value meets a goal's target, or None where numbers cannot tell."""
    way = better_way(register, goal)
    if goal.target is None or isinstance(result.measured, str) or way is None:
        return None
    return result.measured >= goal.target if way == "up" else result.measured <= goal.target
