"""Changes of the business and of technology that a process still has to be looked at for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.register.looks import looks_after_events
from handrail.views import names

if TYPE_CHECKING:
    from handrail.model.tables import Link
    from handrail.model.text import Text
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenEvent:
    """A change event that a process has not been looked at for."""

    file: Link
    title: Text
    kind: Message
    what: Text | None
    date: dt.date
    review_by: dt.date
    #: Whether the day has passed by which it was to be looked at.
    overdue: bool


def open_events(register: Register, process_id: str) -> tuple[OpenEvent, ...]:
    """Return the change events that call for a look at a process, the most pressing first."""
    found = [
        OpenEvent(
            file=names.file(look.document),
            title=look.title,
            kind=Message(look.document.record.kind),
            what=look.document.record.what,
            date=look.since,
            review_by=look.until,
            overdue=look.until < register.as_of,
        )
        for look in looks_after_events(register)
        if look.process == process_id
    ]
    return tuple(sorted(found, key=lambda one: (one.review_by, one.file.id)))
