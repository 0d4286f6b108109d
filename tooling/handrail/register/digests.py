"""What an approval binds to: the content of a document, in its place."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = "sha256:"
#: How many characters of a digest stand in the name of a vote's file.
SHORT = 8


def digest(record_id: str, document: str, content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of record id, document name and content.

    Comments and layout do not enter it; content does, and so does its place: a vote fits one
    document of one record.
    """
    return _PREFIX + sha256(rfc8785.dumps([record_id, document, dict(content)])).hexdigest()


def short(value: str) -> str:
    """Return the part of a digest that stands in file names."""
    return value.removeprefix(_PREFIX)[:SHORT]
