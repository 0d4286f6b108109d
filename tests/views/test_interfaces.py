"""Interfaces: each once, with what both sides say of it; in the handbook shipped none lacks a side."""

from __future__ import annotations

from pathlib import Path

from handrail.loading.sources import WorkTree
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.register import load_register
from handrail.views import VIEWS
from handrail.views.interfaces import interfaces
from tests.overlay import AS_OF
from tests.overlay import small

ROOT = Path(__file__).parents[2]
INCIDENTS = "processes/incident-management/process.yaml"
PROBLEMS = "processes/problem-management/process.yaml"
PROBLEM = """\
title: Problem management
version: "1.0"
state: planned
stage: operation
tier: key
owner: li-na
purpose: Find causes.
scope: {in: [Causes], out: [Faults]}
inputs:
  - {id: candidate, from: incident-management, title: Faults that recur, criteria: Named}
outputs:
  - {id: known-error, to: [incident-management, change-management], title: Known error}
activities:
  - {id: look, title: Look, responsible: [quality-lead], accountable: quality-lead, takes: [candidate], delivers: [known-error]}
"""
CANDIDATE = """\
outputs:
  - {id: candidate, to: problem-management, title: Faults that recur, criteria: Named}
"""


def test_interface_stands_once_with_both_sides() -> None:
    register = small({PROBLEMS: PROBLEM, INCIDENTS: CANDIDATE})
    told = [
        (one.giver.id, one.taker.id, one.id, one.output is not None, one.input is not None)
        for one in interfaces(register)
        if "problem-management" in {one.giver.id, one.taker.id}
    ]
    assert told == [
        ("incident-management", "problem-management", "candidate", True, True),
        ("problem-management", "change-management", "known-error", True, False),
        ("problem-management", "incident-management", "known-error", True, False),
    ]


def test_row_names_the_activities_at_both_ends() -> None:
    table = VIEWS["interfaces"].table(small({PROBLEMS: PROBLEM, INCIDENTS: CANDIDATE}))
    (row,) = (row for row in table.rows if row[2] == "candidate")
    assert row == (
        Link("process", "incident-management", Text({"": "Incident management"})),
        Link("process", "problem-management", Text({"": "Problem management"})),
        "candidate",
        Text({"": "Faults that recur"}),
        Text({"": "Named"}),
        (),
        (Link("activity", "problem-management/look", Text({"": "Look"})),),
    )


def test_input_that_nobody_delivers_is_a_row_of_its_own() -> None:
    (row,) = (row for row in interfaces(small({PROBLEMS: PROBLEM})) if row.id == "candidate")
    assert (row.giver.id, row.taker.id, row.output) == (
        "incident-management", "problem-management", None,
    )  # fmt: skip
    assert row.title == Text({"": "Faults that recur"})
    assert row.criteria == Text({"": "Named"})


def test_no_interface_of_the_handbook_lacks_a_side_or_a_place() -> None:
    rows = list(interfaces(load_register(WorkTree(ROOT), AS_OF)))
    assert len(rows) > len({(row.giver.id, row.taker.id) for row in rows}) > 0
    assert [
        (row.giver.id, row.taker.id, row.id)
        for row in rows
        if not (row.output and row.input and row.delivered_at and row.taken_at)
    ] == []
