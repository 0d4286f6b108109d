"""Votes as files: what one command writes, or why it writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.digests import short
from handrail.writing.refusals import Refusal
from handrail.writing.refusals import day_held
from handrail.writing.refusals import open_ballot
from handrail.writing.refusals import role_of
from handrail.writing.refusals import unfit_day
from handrail.writing.refusals import unfit_sitting
from handrail.writing.yaml import to_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handrail.loading.documents import Document
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """What one person says to a document."""

    by: str
    verdict: str
    role: str | None = None
    comment: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """When and where votes were cast; what is None is found out."""

    date: date | None = None
    minutes: str | None = None
    recorded_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The votes to write, by path, and those that are there already; or why none is written."""

    document: str = ""
    files: dict[str, str] = field(default_factory=dict)
    there: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def fill_sheet(
    register: Register,
    dossier: Dossier,
    document: str | None,
    casts: Sequence[Cast],
    sitting: Sitting,
) -> Sheet:
    """Write down votes on the document that is put to the vote, or say why they cannot be."""
    day = sitting.date or day_held(register, sitting.minutes) or register.as_of
    ballot = open_ballot(register, dossier, document, {cast.by for cast in casts}, day)
    if isinstance(ballot, Refusal):
        return Sheet(refusals=(ballot,))
    refusals = [
        *unfit_sitting(register, sitting.minutes, sitting.recorded_by),
        *unfit_day(register, dossier, ballot, day),
    ]
    files: dict[str, str] = {}
    there: dict[str, Document] = {}
    for cast in casts:
        role = role_of(register, dossier, ballot, cast.by, cast.role)
        if isinstance(role, Refusal):
            refusals.append(role)
            continue
        digest = dossier.digest(ballot.name) or ""
        path = f"{dossier.folder}/approvals/{ballot.name}.{short(digest)}.{cast.by}.yaml"
        fields = _fields(cast, sitting, ballot.name, digest, role=role, day=day)
        text = to_yaml(fields, prose=False)
        earlier = _earlier(dossier, ballot.name, cast.by, path)
        if earlier is None:
            files[path] = text
        elif earlier.content == text.encode():
            there[cast.by] = earlier
        else:
            refusals.append(_voted_already(ballot.name, cast.by, earlier))
    if not files and not refusals:
        refusals += [_voted_already(ballot.name, who, vote) for who, vote in there.items()]
    if refusals:
        return Sheet(document=ballot.name, refusals=tuple(refusals))
    return Sheet(
        document=ballot.name, files=files, there=tuple(vote.path for vote in there.values())
    )


def _fields(
    cast: Cast, sitting: Sitting, name: str, digest: str, *, role: str, day: date
) -> dict[str, str]:
    """Return what a vote says, in the order of its schema."""
    said = {
        "document": name,
        "digest": digest,
        "verdict": cast.verdict,
        "role": role,
        "by": cast.by,
        "date": day.isoformat(),
        "comment": cast.comment,
        "recorded_by": sitting.recorded_by if sitting.recorded_by != cast.by else None,
        "minutes": sitting.minutes,
    }
    return {key: value for key, value in said.items() if value}


def _earlier(dossier: Dossier, name: str, person: str, path: str) -> Document | None:
    """Return the vote somebody has cast already on the document as it is now."""
    digest = dossier.digest(name)
    for vote in dossier.votes_on(name):
        is_same = vote.data.get("by") == person and vote.data.get("digest") == digest
        if is_same or vote.path == path:
            return vote
    return None


def _voted_already(name: str, person: str, earlier: Document) -> Refusal:
    verdict = str(earlier.data.get("verdict", "?"))
    return Refusal(
        say("`{person}` has voted on `{name}` already", person=person, name=name),
        say(
            "a vote is never changed; this one stands in {path}: {verdict}",
            path=earlier.path,
            verdict=verdict,
        ),
    )
