"""Limits that the steps leave open: those of the settings, and ours where they say none."""

from __future__ import annotations

import pytest

from tests.overlay import small


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("show_people: names", ["P1M", "P3M", "P6M", "P3M"]),
        ("limits: {}", ["P1M", "P3M", "P6M", "P3M"]),
        ("limits: {answer: P10D, silent_source: P1Y}", ["P10D", "P3M", "P1Y", "P3M"]),
        ("limits: {revisit: P2M}", ["P1M", "P2M", "P6M", "P3M"]),
        ("limits: {dependent: P1Y}", ["P1M", "P3M", "P6M", "P1Y"]),
        ("limits: {revisit: soon}", ["P1M", "P3M", "P6M", "P3M"]),
    ],
)
def test_what_the_settings_leave_out_is_ours(settings: str, expected: list[str]) -> None:
    limits = small({"handrail.yaml": settings}).limits
    said = (limits.answer, limits.revisit, limits.silent_source, limits.dependent)
    assert [str(one) for one in said] == expected
