"""Ids made of names."""

from __future__ import annotations

import re
import unicodedata

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Folders inside a year that are no improvements.
RESERVED = frozenset({"approvals", "assessments", "meetings", "surveys", "change-events"})
_MOST = 80


def slug_of(text: str) -> str | None:
    """Return the id a text reads as, such as `li-na` for «Li Na»; None where letters would be lost.

    An accent may go; a Chinese name has no one spelling in Latin letters, so nothing is guessed.
    """
    letters = [
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    ]
    if any(letter.isalnum() and not letter.isascii() for letter in letters):
        return None
    found = "-".join(re.findall("[a-z0-9]+", "".join(letters)))
    return found if found and len(found) <= _MOST else None
