"""The status of everything, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from handrail.render.cells import read
from handrail.render.tables import VERSION
from handrail.render.tables import dump

if TYPE_CHECKING:
    from handrail.views.standing import Standing
    from handrail.views.summary import Status


def to_json(status: Status, language: str) -> str:
    """Write where everything stands as JSON; `schemas/status.schema.json` says what it holds."""
    return dump(
        {
            "version": VERSION,
            "as_of": status.as_of.isoformat(),
            "commit": status.snapshot.commit if status.snapshot else None,
            "improvements": [_improvement(one, language) for one in status.improvements],
        }
    )


def _improvement(one: Standing, language: str) -> dict[str, Any]:
    return {
        "id": one.dossier.id,
        "title": read(one.record, language),
        "year": int(one.dossier.year),
        "step": one.step.number if one.step else None,
        "activity": one.step.id if one.step else None,
        "state": one.state,
        "ended_as": one.ended_as,
        "waiting_for": [person.id for person in one.waiting_for],
        "since": one.since.isoformat() if one.since else None,
        "due": one.due.isoformat() if one.due else None,
        "overdue": one.overdue,
    }
