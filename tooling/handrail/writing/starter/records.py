"""The records a new repository begins with, as data: all but the processes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.sources import ORGANIZATION
from handrail.loading.sources import SETTINGS
from handrail.model.packs import ITSM
from handrail.render.language import LANGUAGES
from handrail.writing.starter.shipped import shipped_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from handrail.writing.starter.choices import Choices

CRITERIA = "improvements/criteria.yaml"
#: The roles the improvement process needs somebody in, and the body that votes.
_LEAD = "quality-lead"
_CHAIR = "it-director"
COMMITTEE = "improvement-committee"
#: With fewer members, a quorum is out of reach once the chair votes as the level's role.
_ENOUGH_FOR_A_LEVEL = 3


def settings(choices: Choices) -> dict[str, Any]:
    """Return what holds for the whole repository."""
    return {
        "organization": choices.organization,
        "repository": choices.repository,
        "languages": list(choices.languages),
        "timezone": choices.timezone,
        "calendar": {"weekend": ["saturday", "sunday"]},
        "fiscal_year_start": 1,
        **({"currency": choices.currency} if choices.currency else {}),
        "limits": shipped_data(SETTINGS)["limits"],
        "show_people": "names",
    }


def organization(choices: Choices) -> dict[str, Any]:
    """Return people, roles, the committee and its quorum, and a second level of approval."""
    ours = shipped_data(ORGANIZATION)
    start = start_of(choices)
    held = {_CHAIR: choices.committee[0].id, _LEAD: choices.quality_lead.id}
    body = by_id(ours["bodies"])[COMMITTEE]
    level = by_id(ours["levels"])[_CHAIR]
    level.pop("authority", None)
    chair, *members = choices.committee
    seats = [
        (chair, "chair"),
        *((one, "member") for one in members),
        (choices.secretary, "secretary"),
    ]
    enough = len(choices.committee) >= _ENOUGH_FOR_A_LEVEL
    found = {
        "people": [
            {"id": one.id, "name": one.name, **({"email": one.email} if one.email else {}), "from": start}
            for one in choices.everybody
        ],
        "roles": [
            role | {"holders": [{"person": held[role["id"]], "from": start}] if role["id"] in held else []}
            for role in ours["roles"]
            if choices.pack == ITSM or role["id"] in held
        ],
        "bodies": [
            body
            | {
                "members": [{"person": one.id, "as": seat, "from": start} for one, seat in seats],
                "quorum": [{"votes": len(choices.committee) // 2 + 1, "from": start}],
            }
        ],
        **({"levels": [level | {"from": start}]} if enough else {}),
        "trust": "recorded",
    }  # fmt: skip
    return said(found, choices.languages)


def criteria(choices: Choices) -> dict[str, Any]:
    """Return the five criteria, as they hold from the start."""
    ours = shipped_data(CRITERIA)
    ours.pop("earlier", None)
    return said(ours | {"version": "1.0", "from": start_of(choices)}, choices.languages)


def start_of(choices: Choices) -> str:
    """Return the day everything holds from: what happened earlier in the year can be written down too."""
    return date(choices.day.year, 1, 1).isoformat()


def by_id(rows: Iterable[dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    """Return rows by their ids."""
    return {row["id"]: row for row in rows}


def said(record: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """Return a record as it is said in some languages."""
    return {key: _only(value, languages) for key, value in record.items()}


def _only(value: Any, languages: tuple[str, ...]) -> Any:
    """Leave out what is said in other languages; where there is one, prose is a plain text."""
    if isinstance(value, list):
        return [_only(one, languages) for one in value]
    if not isinstance(value, dict):
        return value
    if not value or not set(value) <= set(LANGUAGES):
        return {key: _only(one, languages) for key, one in value.items()}
    said = {language: value[language] for language in languages if language in value} or value
    return said if len(languages) > 1 else next(iter(said.values()))
