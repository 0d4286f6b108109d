"""What is wrong with a file before it is a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.model.messages import Message


@dataclass(frozen=True, slots=True)
class Fault:
    """A departure from strict YAML: the rule it breaks, where, and what to do."""

    rule: str
    line: int
    column: int
    width: int
    message: Message
    hint: Message | None = None
