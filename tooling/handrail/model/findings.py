"""What a rule yields and what a reader gets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.model.messages import Message

#: The way to a value inside a document: keys and indices.
Route = tuple[str | int, ...]


class Severity(IntEnum):
    """How bad a finding is; the gravest first."""

    ERROR = 0
    WARNING = 1
    INFO = 2

    @property
    def word(self) -> str:
        """The severity as formats write it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column count from 1, the width in characters."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found wrong, and where; the runner makes it a finding."""

    location: Location
    message: Message
    hint: Message | None = None
    in_draft: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as a reader gets it: with the rule that found it, how bad it is and why it matters."""

    rule: str
    severity: Severity
    location: Location
    message: Message
    hint: Message | None
    why: Message

    @property
    def order(self) -> tuple[object, ...]:
        """The order findings are shown in: by place, then by rule."""
        return (self.location, self.rule, str(self.message))
