"""What can be read of a document that still has gaps: a draft tells what it tells so far."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import TypeVar

from handrail.loading.engine import is_date
from handrail.loading.records import build_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handrail.loading.documents import Document

Part = TypeVar("Part")


def parts(document: Document | None, key: str, record: type[Part]) -> tuple[Part, ...]:
    """Return the entries of a list that fit their schema."""
    entries = document.data.get(key) if document else None
    if document is None or not isinstance(entries, list):
        return ()
    wrong = {one.route[:2] for one in document.violations if one.route[:1] == (key,)}
    if (key,) in wrong:
        return ()
    return tuple(
        build_part(record, entry)
        for number, entry in enumerate(entries)
        if (key, number) not in wrong
    )


def lines(document: Document, key: str) -> tuple[str, ...]:
    """Return the strings of a list."""
    entries = document.data.get(key)
    found: Iterable[object] = entries if isinstance(entries, list) else ()
    return tuple(one for one in found if isinstance(one, str))


def day(document: Document, key: str) -> date | None:
    """Return a date."""
    value = document.data.get(key)
    return date.fromisoformat(value) if isinstance(value, str) and is_date(value) else None
