"""What is said to a reader, before it is put in his language."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named gaps, which is also its gettext id, and what fills the gaps.

    A value may be a string, a number, a date, another message, or a tuple of these.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Fill the gaps in English."""
        return self.text.format_map(dict(self.values)) if self.values else self.text


def say(text: str, **values: object) -> Message:
    """Make a message; gettext tools collect the first argument of every call."""
    return Message(text, values)
