"""Frameworks that processes map to: their clauses by id, each with what it is about in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.model.text import Text


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, a practice or an objective of a framework."""

    id: str
    about: Text


@dataclass(frozen=True, slots=True)
class Framework:
    """A standard or a body of good practice, and what it is made of."""

    id: str
    title: str
    clauses: tuple[Clause, ...]
