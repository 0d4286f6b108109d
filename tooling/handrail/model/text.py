"""Prose in one language or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The language of a text that does not say which language it is in.
UNSAID = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Prose as it was written: by language, or under `UNSAID` where it is one plain string."""

    by_language: Mapping[str, str]

    def language(self, wanted: str) -> str:
        """Return the language that `in_language(wanted)` answers in, `UNSAID` for a plain string."""
        return wanted if wanted in self.by_language else next(iter(self.by_language))

    def in_language(self, wanted: str) -> str:
        """Return the prose in the wanted language, or else in the one that was written first."""
        return self.by_language[self.language(wanted)]


def read_text(value: str | Mapping[str, str]) -> Text:
    """Read a prose field: a string, or a mapping by language."""
    return Text({UNSAID: value} if isinstance(value, str) else value)
