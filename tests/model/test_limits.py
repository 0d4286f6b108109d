"""Limits that the steps leave open: those of the settings, and ours where they say none."""

from __future__ import annotations

import pytest

from tests.overlay import small


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("show_people: names", ["P1M", "P3M", "P6M"]),
        ("limits: {}", ["P1M", "P3M", "P6M"]),
        ("limits: {answer: P10D, silent_source: P1Y}", ["P10D", "P3M", "P1Y"]),
        ("limits: {revisit: P2M}", ["P1M", "P2M", "P6M"]),
        ("limits: {revisit: soon}", ["P1M", "P3M", "P6M"]),
    ],
)
def test_what_the_settings_leave_out_is_ours(settings: str, expected: list[str]) -> None:
    limits = small({"handrail.yaml": settings}).limits
    assert [str(limits.answer), str(limits.revisit), str(limits.silent_source)] == expected
