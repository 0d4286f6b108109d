"""Versions of processes: in order, each with its reason, the latest the one that holds."""

from __future__ import annotations

import pytest

from handrail.model.versions import number
from tests.overlay import found
from tests.overlay import small

PROCESS = "processes/incident-management/process.yaml"
ADOPTION = "improvements/2026/incident-form/adoption.yaml"


def row(version: str, day: str, reason: str = ", editorial: true") -> str:
    return f'{{version: "{version}", date: {day}{reason}, summary: What is different}}'


def history(version: str, *rows: str, more: str = "") -> list[str]:
    """Say rule and row of each finding where the process has these versions."""
    changes = "".join(f"  - {one}\n" for one in rows)
    text = f'version: "{version}"\nchanges:\n{changes}{more}'
    register = small({PROCESS: text})
    lines = register.by_path[PROCESS].content.decode().splitlines()
    start = lines.index("changes:") + 2
    said = []
    for one in found(register):
        rule, _, place = one.partition(" ")
        at = int(place.split(":")[1])
        said.append(f"{rule} {at - start if at >= start else 'version'}")
    return said


FIRST = row("1.0", "2025-01-06", "")


@pytest.mark.parametrize(
    ("version", "rows", "expected"),
    [
        ("1.0", [FIRST], []),
        ("1", [FIRST], []),
        ("1.1", [FIRST], ["version-without-change version"]),
        ("1.10", [row("1.10", "2026-02-02"), row("1.9", "2026-01-05"), FIRST], []),
        ("1.9", [row("1.9", "2026-02-02"), row("1.10", "2026-01-05"), FIRST], ["versions-out-of-order 1"]),
        # What is out of order is mended before anybody can tell which row is the latest.
        ("1.2", [row("1.1", "2026-02-02"), row("1.2", "2026-01-05"), FIRST], ["versions-out-of-order 1"]),
        ("1.1", [row("1.1", "2026-02-02"), row("1.1", "2026-01-05"), FIRST], ["versions-out-of-order 1"]),
        ("2", [row("2", "2026-02-02"), row("1.1", "2026-01-05"), row("2.0", "2025-02-03")], ["versions-out-of-order 2"]),
        ("1.2", [row("1.2", "2026-01-05"), row("1.1", "2026-02-02"), FIRST], ["versions-out-of-order 1"]),
        ("1.2", [row("1.2", "2026-01-05"), row("1.1", "2026-01-05"), FIRST], []),
    ],
)  # fmt: skip
def test_versions_follow_one_another(version: str, rows: list[str], expected: list[str]) -> None:
    assert history(version, *rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("1.1", "2026-02-02", ""), FIRST], ["change-without-reason 0"]),
        ([row("1.1", "2026-02-02", ", editorial: false"), FIRST], ["change-without-reason 0"]),
        ([row("1.1", "2026-02-02", ", editorial: true, improvement: self-service-portal"), FIRST], ["change-without-reason 0"]),
        ([row("1.1", "2026-02-02", ", editorial: false, improvement: self-service-portal"), FIRST], []),
        ([row("1.1", "2026-02-02"), row("1.0", "2025-01-06", ", editorial: true")], []),
        # A new row that was put at the bottom says why it is there; the first version need not.
        ([FIRST, row("1.1", "2026-02-02")], ["versions-out-of-order 1"]),
        ([FIRST, row("1.1", "2026-02-02", "")], ["change-without-reason 1", "versions-out-of-order 1"]),
    ],
)  # fmt: skip
def test_every_version_after_the_first_has_one_reason(rows: list[str], expected: list[str]) -> None:
    assert history("1.1", *rows) == expected


def test_retired_process_is_left_alone() -> None:
    disorder = [row("1.1", "2026-02-02", ""), row("1.2", "2026-01-05", "")]
    findings = history("3.0", *disorder, more="state: retired\n")
    assert [one for one in findings if one.startswith(("version", "change-"))] == []


def test_planned_process_is_held_to_its_versions() -> None:
    findings = history("1.1", FIRST, more="state: planned\n")
    assert "version-without-change version" in findings


# -- what was adopted -------------------------------------------------------------------------

RAISED = row("1.1", "2026-04-10", ", improvement: incident-form")


def adopted(*artifacts: str, rows: tuple[str, ...] = (RAISED, FIRST), more: str = "") -> list[str]:
    """Say which rules are broken where the adoption names these artifacts."""
    version = rows[0].split('"')[1]
    process = f'version: "{version}"\nchanges:\n' + "".join(f"  - {one}\n" for one in rows)
    text = "artifacts:\n" + "".join(f"  - {one}\n" for one in artifacts) + more
    return [one.partition(" ")[0] for one in found(small({PROCESS: process, ADOPTION: text}))]


def raised(version: str, was: str = "1.0", process: str = "incident-management") -> str:
    return f'{{kind: process, process: {process}, version: "{version}", was: "{was}", what: Six fields}}'


FORM = "{kind: form, process: incident-management, what: The form with six fields}"


def test_adoption_names_what_it_raised() -> None:
    assert adopted(raised("1.1")) == []
    assert adopted(raised("1.1"), FORM) == []
    assert adopted(FORM) == ["change-not-adopted"]


def test_version_that_the_process_does_not_know_is_told_at_the_adoption() -> None:
    assert adopted(raised("1.3")) == ["version-not-adopted"]


def test_improvement_may_raise_a_process_twice() -> None:
    rows = (row("1.2", "2026-04-10", ", improvement: incident-form"), RAISED, FIRST)
    assert adopted(raised("1.2", "1.1"), raised("1.1"), rows=rows) == []
    assert adopted(raised("1.2", "1.1"), rows=rows) == ["change-not-adopted"]


def test_what_is_not_adopted_yet_is_not_asked_for() -> None:
    assert adopted(FORM, rows=(row("1.1", "2026-04-10", ", improvement: self-service-portal"), FIRST)) == []  # fmt: skip


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.10", (1, 10)), ("2", (2,)), ("2.0", (2,)), ("10.0.1", (10, 0, 1)), ("0", ())],
)
def test_version_is_read_as_numbers(version: str, expected: tuple[int, ...]) -> None:
    assert number(version) == expected
