"""Coverage of standards: every clause, with the processes in force and those planned."""

from __future__ import annotations

from handrail.render.cells import read
from handrail.views import VIEWS
from tests.overlay import small

PROCESS = "processes/incident-management/process.yaml"
OTHER = "processes/continual-improvement/process.yaml"


def rows(changes: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Say which processes cover each clause that any covers: those in force, and those planned."""
    table = VIEWS["standards"].table(small(changes))
    said = [tuple(read(cell, "en") for cell in row) for row in table.rows]
    return {f"{row[0]} {row[1]}": (row[3], row[4]) for row in said if row[3] or row[4]}


def test_view_shows_every_clause_and_what_covers_it() -> None:
    changes = {
        PROCESS: "maps_to: {itil4: [incident-management, service-desk], fitsm: [PR9]}\n",
        OTHER: "state: planned\nmaps_to: {itil4: [continual-improvement, service-desk]}\n",
    }
    assert rows(changes) == {
        "ITIL 4 continual-improvement": ("", "Continual improvement"),
        "ITIL 4 incident-management": ("Incident management", ""),
        "ITIL 4 service-desk": ("Incident management", "Continual improvement"),
        "FitSM 3.0 PR9": ("Incident management", ""),
    }
    assert len(VIEWS["standards"].table(small()).rows) == 34 + 45 + 21 + 40


def test_retired_process_covers_nothing() -> None:
    assert rows({PROCESS: "state: retired\nmaps_to: {itil4: [incident-management]}\n"}) == {}
