"""Changes of the business and of technology."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeEvent:
    """Something that changed, and the processes to be looked at again because of it."""

    by: str
    date: dt.date
    title: Text
    kind: str
    what: Text | None = None
    processes: tuple[str, ...]
    review_by: dt.date
