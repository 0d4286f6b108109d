"""Frameworks: what is shipped of them, and that what processes map to exists."""

from __future__ import annotations

import re

import pytest

from handrail.loading.frameworks import frameworks
from tests.overlay import found
from tests.overlay import small

PROCESS = "processes/incident-management/process.yaml"


def places(changes: dict[str, str]) -> list[str]:
    """Say rule and file of each finding."""
    return [one.partition(":")[0] for one in found(small(changes))]


@pytest.mark.parametrize(
    ("framework", "shape", "number"),
    [
        ("itil4", "[a-z]+(-[a-z]+)*", 34),
        ("iso20000-1", r"([4-9]|10)\.[1-7](\.[1-6])?", 45),
        ("fitsm", "GR[1-7]|PR([1-9]|1[0-4])", 21),
        ("cobit2019", "EDM0[1-5]|APO(0[1-9]|1[0-4])|BAI(0[1-9]|1[01])|DSS0[1-6]|MEA0[1-4]", 40),
    ],
)
def test_framework_has_all_its_clauses_in_both_languages(
    framework: str, shape: str, number: int
) -> None:
    known = next(one for one in frameworks() if one.id == framework)
    ids = [clause.id for clause in known.clauses]
    assert len(ids) == len(set(ids)) == number
    assert [one for one in ids if not re.fullmatch(shape, one)] == []
    assert all(set(clause.about.by_language) == {"en", "zh"} for clause in known.clauses)


def test_schema_knows_the_same_frameworks() -> None:
    names = small().schemas.types["process"].content["properties"]["maps_to"]["propertyNames"]
    assert names["enum"] == [one.id for one in frameworks()]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('{itil4: [incident-management, service-desk], iso20000-1: ["8.6.1"], fitsm: [PR9], cobit2019: [DSS02]}', 0),
        ("{itil4: [incident-mangement]}", 1),
        ('{iso20000-1: ["8.6.4", "8.6"]}', 2),
        ("{fitsm: [PR15], cobit2019: [DSS02, dss02]}", 2),
        ("{itil4: [PR9]}", 1),
    ],
)  # fmt: skip
def test_clause_stands_in_its_framework(said: str, expected: int) -> None:
    assert places({PROCESS: f"maps_to: {said}\n"}) == [f"unknown-clause {PROCESS}"] * expected


def test_unknown_framework_is_told_once() -> None:
    findings = places({PROCESS: "maps_to: {itil: [incident-management]}\n"})
    assert len(findings) == 1
    assert not findings[0].startswith("unknown-clause")


def test_retired_process_is_left_alone() -> None:
    findings = places({PROCESS: "state: retired\nmaps_to: {itil4: [nothing]}\n"})
    assert not any(one.startswith("unknown-clause") for one in findings)
