"""Versions of a process: numbers with dots, compared number by number."""

from __future__ import annotations

import re


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, so that 1.10 comes after 1.9 and 2 is 2.0."""
    parts = [int(part) for part in re.findall(r"[0-9]+", version)]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
