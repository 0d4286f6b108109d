"""The processes a new repository begins with: the improvement process alone, or a whole handbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.parse import parse
from handrail.loading.sources import ORGANIZATION
from handrail.model.packs import ITSM
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.writing.starter.records import COMMITTEE
from handrail.writing.starter.records import by_id
from handrail.writing.starter.records import said
from handrail.writing.starter.records import start_of
from handrail.writing.starter.shipped import shipped_data
from handrail.writing.starter.shipped import shipped_folders
from handrail.writing.starter.shipped import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.writing.starter.choices import Choices

_FOLDER = "processes"
#: Each side of an interface, with the fields that name a process there and anybody else.
_SIDES = (("inputs", "from", "takes"), ("outputs", "to", "delivers"))


def folders(choices: Choices) -> tuple[str, ...]:
    """Return the folders of the processes that are chosen."""
    names = shipped_folders(_FOLDER) if choices.pack == ITSM else (IMPROVEMENT_PROCESS,)
    return tuple(f"{_FOLDER}/{name}" for name in names)


def processes(choices: Choices) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the definition of each process with its path."""
    for folder in folders(choices):
        path = f"{folder}/process.yaml"
        found = shipped_data(path)
        found.pop("former_owners", None)
        found["version"] = "1.0"
        later = date(choices.day.year + 1, choices.day.month, 1)
        for risk in found["risks"]:
            risk["review_by"] = later.isoformat()
        for duty in (*found.get("recurring", ()), found["review"]):
            duty.pop("last", None)
        if folder.endswith(f"/{IMPROVEMENT_PROCESS}"):
            _begin(found, choices)
        else:
            _plan(found)
        yield path, said(found, choices.languages)


def _begin(found: dict[str, Any], choices: Choices) -> None:
    """Put the improvement process into force, by the people of the new repository."""
    ours = parse(text("process.yaml").encode()).data
    if choices.pack != ITSM:
        _stand_alone(found, ours)
    # It holds from the start of the year; what comes round counts from there and would be overdue.
    found.pop("recurring", None)
    by_id(found["controls"])["entitled-vote"]["threshold"] = ours["threshold"]
    found["changes"] = [
        {"version": "1.0", "date": start_of(choices), "editorial": True, "summary": ours["summary"]}
    ]
    people = _people(choices)
    for one in (found, *found["risks"], *found["kpis"]):
        one["owner"] = people.get(one["owner"], choices.quality_lead.id)


def _stand_alone(found: dict[str, Any], ours: Mapping[str, Any]) -> None:
    """Let the improvement process get from and give to people, where there are no other processes."""
    for side, other, handled in _SIDES:
        rows = by_id([*(row for row in found[side] if other not in row), *ours[side]])
        found[side] = list(rows.values())
        for activity in found["activities"]:
            if handled in activity:
                activity[handled] = [one for one in activity[handled] if one in rows]


def _plan(found: dict[str, Any]) -> None:
    """Leave a process to be put into force; until then nobody owns it but by a role."""
    found["state"] = "planned"
    found.pop("changes", None)
    roles = _roles()
    for one in (found, *found["risks"], *found["kpis"]):
        one["owner"] = roles.get(one["owner"], one["owner"])
    for role in found["roles"]:
        if "held_by" in role:
            role["held_by"] = [roles.get(one, one) for one in role["held_by"]]


def _people(choices: Choices) -> dict[str, str]:
    """Return who stands here for whom of the reference repository."""
    ours = shipped_data(ORGANIZATION)
    seats = {seat["person"]: seat["as"] for seat in by_id(ours["bodies"])[COMMITTEE]["members"]}
    theirs = {"chair": choices.committee[0].id, "secretary": choices.secretary.id}
    return {person: theirs[seat] for person, seat in seats.items() if seat in theirs}


def _roles() -> dict[str, str]:
    """Return the first role that each person of the reference repository has."""
    found: dict[str, str] = {}
    for role in shipped_data(ORGANIZATION)["roles"]:
        for row in role["holders"]:
            found.setdefault(row["person"], role["id"])
    return found
