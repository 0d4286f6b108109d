"""A repository of one's own, made of the texts of the reference repository."""

from __future__ import annotations

from handrail.writing.starter.choices import Choices
from handrail.writing.starter.choices import Newcomer
from handrail.writing.starter.choices import read_newcomer
from handrail.writing.starter.files import starter_files

__all__ = ["Choices", "Newcomer", "read_newcomer", "starter_files"]
