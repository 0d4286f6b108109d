"""What comes round again in a process in force, and until when: its reviews and its recurring duties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from datetime import date

    from handrail.model.records import Process
    from handrail.model.records import RecurringDuty
    from handrail.register.register import Register

ACTIVE = "active"


def looked_at(register: Register) -> Mapping[str, Collection[date]]:
    """Return the days on which somebody looked at each process: its reviews, and its versions."""
    found: dict[str, list[date]] = defaultdict(list)
    for review in register.of_type("review"):
        if review.completed:
            found[review.fields["process"]].append(review.completed)
    for process_id, process in register.processes.items():
        found[process_id] += [change.date for change in process.changes]
        if process.review and process.review.last:
            found[process_id].append(process.review.last)
    # A day that has not come is a finding, and no look.
    return {name: {day for day in days if day <= register.as_of} for name, days in found.items()}


def next_review(register: Register, process: Process, looked: Collection[date]) -> date | None:
    """Return until when a process is reviewed again; None where it is not, or nobody knows from when on."""
    if process.state != ACTIVE or process.review is None or not looked:
        return None
    return register.calendar.add(max(looked), process.review.every, working=False)


def next_time(register: Register, process: Process, duty: RecurringDuty) -> date | None:
    """Return until when a duty is done again; None in a process that is not in force.

    One that was never done counts from the day the process came into force.
    """
    began = min((change.date for change in process.changes), default=None)
    last = next((day for day in (duty.last, began) if day and day <= register.as_of), None)
    if process.state != ACTIVE or last is None:
        return None
    return register.calendar.add(last, duty.every, working=False)
