"""Lengths of time in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.dates import Duration
    from handrail.model.messages import Message
    from handrail.model.records import Activity


def length(duration: Duration, *, working: bool = False) -> Message:
    """Say a length of time; its days are working days where that is told."""
    parts = tuple(_parts(duration, working=working))
    return parts[0] if len(parts) == 1 else say("{parts}", parts=parts)


def working_days(count: int) -> Message:
    """Say a number of working days."""
    return say("1 working day") if count == 1 else say("{count} working days", count=count)


def limits(activity: Activity) -> tuple[Message, ...]:
    """Say how long an activity may take, how often it comes round, and how long it waits first."""
    working = activity.count != "calendar"
    found = []
    if activity.after:
        found.append(say("after {time}", time=length(activity.after, working=working)))
    if activity.within:
        found.append(say("within {time}", time=length(activity.within, working=working)))
    if activity.every:
        found.append(say("every {time}", time=length(activity.every, working=working)))
    return tuple(found)


def _parts(duration: Duration, *, working: bool) -> Iterator[Message]:
    hours, minutes = divmod(duration.minutes, 60)
    months, days = duration.months, duration.days
    if months:
        yield say("1 month") if months == 1 else say("{count} months", count=months)
    if days and working:
        yield working_days(days)
    elif days:
        yield say("1 day") if days == 1 else say("{count} days", count=days)
    if hours:
        yield say("1 hour") if hours == 1 else say("{count} hours", count=hours)
    if minutes:
        yield say("1 minute") if minutes == 1 else say("{count} minutes", count=minutes)
