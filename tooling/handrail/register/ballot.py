"""A vote on a document: who may cast one, who did, and what came of it.

A ballot is carried once the quorum has voted and more than half of those entitled agree; it is
refused once that can no longer happen. Nothing cast later turns it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any

from handrail.register.offices import holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.dates import Calendar
    from handrail.model.records import Approval
    from handrail.model.records import Level
    from handrail.register.dossier import Dossier
    from handrail.register.offices import Offices

#: The words of a scale, from low to high.
_RISK = ("low", "medium", "high")
_REACH = ("team", "department", "company", "customers")


class Verdict(Enum):
    """What came of a ballot."""

    OPEN = "open"
    CARRIED = "carried"
    REFUSED = "refused"
    #: The document, or one it decides on, is no longer the one that was voted on.
    LAPSED = "lapsed"
    #: A vote or the organisation cannot be read, and the result depends on it.
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that can be read, and the file it stands in."""

    document: Document
    approval: Approval


@dataclass(frozen=True, slots=True)
class Group:
    """People who decide together: a body, or the holders of the role of an approval level."""

    role: str
    entitled: tuple[str, ...]
    quorum: int
    votes: tuple[Vote, ...]
    level: Level | None = None
    #: The day it was asked; None while it waits for those before it.
    asked_on: date | None = None

    def decide(self) -> tuple[Verdict, date | None]:
        """Return what came of the vote, and the day that decided it."""
        everybody, cast, agreed = len(self.entitled), 0, 0
        ordered = sorted(self.votes, key=lambda vote: vote.approval.date)
        for day, votes in groupby(ordered, key=lambda vote: vote.approval.date):
            verdicts = [vote.approval.verdict for vote in votes]
            cast += len(verdicts)
            agreed += verdicts.count("agree")
            if cast >= self.quorum and 2 * agreed > everybody:
                return Verdict.CARRIED, day
            if 2 * (agreed + everybody - cast) <= everybody:
                return Verdict.REFUSED, day
        return Verdict.OPEN, None

    @property
    def silent(self) -> tuple[str, ...]:
        """Those who may vote and have not."""
        heard = {vote.approval.by for vote in self.votes}
        return tuple(person for person in self.entitled if person not in heard)

    def due(self, calendar: Calendar) -> date | None:
        """Return the day by which a level has to answer, once it is asked and has a limit."""
        limit = self.level.limit if self.level else None
        return calendar.add(self.asked_on, limit) if limit and self.asked_on else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ballot:
    """The vote on one finished document."""

    name: str
    groups: tuple[Group, ...] = ()
    verdict: Verdict = Verdict.UNREAD
    decided_on: date | None = None
    #: Votes that name a digest the document no longer has.
    lapsed: tuple[Document, ...] = ()
    #: Entries of `decides_on` that no longer fit: their index and the document they name.
    changed: tuple[tuple[int, str], ...] = ()
    #: Votes that do not count, each with the reason: `role`, `author` or `twice`.
    void: tuple[tuple[Vote, str], ...] = ()

    @property
    def votes(self) -> tuple[Vote, ...]:
        """The votes that count, oldest first."""
        counted = [vote for group in self.groups for vote in group.votes]
        return tuple(sorted(counted, key=lambda vote: (vote.approval.date, vote.approval.by)))

    @property
    def has_votes(self) -> bool:
        """Tell whether anybody has voted, on this text or on an earlier one."""
        return bool(self.lapsed) or any(group.votes for group in self.groups)

    @property
    def asked(self) -> tuple[Group, ...]:
        """The groups whose answer is waited for now."""
        return tuple(
            group
            for group in self.groups
            if group.asked_on is not None and group.decide()[0] is Verdict.OPEN
        )

    @property
    def silent(self) -> tuple[str, ...]:
        """Those who may vote and have not, while it matters and once it is their turn."""
        return tuple(dict.fromkeys(person for group in self.asked for person in group.silent))


def decisions_of(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield index, document and digest of every readable entry in `decides_on`."""
    entries = document.data.get("decides_on")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            name, value = entry.get("document"), entry.get("digest")
            if isinstance(name, str) and isinstance(value, str):
                yield index, name, value


def authors_of(document: Document, offices: Offices) -> set[str]:
    """Return who wrote a document; what a body wrote has no author who is barred from voting."""
    by, others = document.data.get("by"), document.data.get("with")
    if isinstance(by, str) and by in offices.bodies:
        return set()
    written = [by, *(others if isinstance(others, list) else ())]
    return {person for person in written if isinstance(person, str)}


def hold_ballot(dossier: Dossier, name: str, body: str, offices: Offices | None) -> Ballot:
    """Count the votes on a finished document."""
    document = dossier.documents[name]
    digest = dossier.digest(name)
    if offices is None or document.completed is None or digest is None:
        return Ballot(name=name)
    day = document.completed
    changed = tuple(
        (index, other)
        for index, other, value in decisions_of(document)
        if dossier.digest(other) != value and _can_be_read(dossier, other)
    )
    files = dossier.votes_on(name)
    unread = [vote for vote in files if vote.record is None]
    votes = [Vote(vote, vote.record) for vote in files if vote.record is not None]
    current = [vote for vote in votes if vote.approval.digest == digest]
    barred = authors_of(document, offices)
    for _, other, _ in decisions_of(document):
        if other in dossier.documents:
            barred |= authors_of(dossier.documents[other], offices)
    levels = [level for level in _levels(offices, day) if _applies(level, dossier, document)]
    wanted: list[tuple[str, tuple[str, ...], int, Level | None]] = [
        (body, offices.voters(body, day), offices.quorum(body, day), None),
        *((level.role, offices.holders(level.role, day), 1, level) for level in levels),
    ]
    counted, void = _count(current, {role: people for role, people, _, _ in wanted}, barred)
    groups: tuple[Group, ...] = ()
    for role, people, quorum, level in wanted:
        entitled = tuple(person for person in people if person not in barred)
        cast = tuple(vote for vote in counted.values() if vote.approval.role == role)
        asked_on = _asked_on(level, groups, day)
        groups = (*groups, Group(role, entitled, quorum, cast, level, asked_on))
    verdict, decided_on = _verdict(groups)
    lapsed = tuple(
        vote.document
        for vote in votes
        if vote.approval.digest != digest and vote.approval.by not in counted
    )
    if changed or (verdict is Verdict.OPEN and lapsed):
        verdict = Verdict.LAPSED
    if verdict in {Verdict.OPEN, Verdict.LAPSED} and unread and not changed:
        verdict = Verdict.UNREAD
    return Ballot(
        name=name,
        groups=groups,
        verdict=verdict,
        decided_on=decided_on,
        lapsed=lapsed if verdict is Verdict.LAPSED else (),
        changed=changed,
        void=void,
    )


def _count(
    votes: Sequence[Vote], roles: Mapping[str, Sequence[str]], barred: set[str]
) -> tuple[dict[str, Vote], tuple[tuple[Vote, str], ...]]:
    """Part votes into those that count, by person, and those that do not, with the reason."""
    void: list[tuple[Vote, str]] = []
    counted: dict[str, Vote] = {}
    # The first vote counts, and of two on one day the one whose file is named as it should be.
    for vote in sorted(votes, key=lambda vote: (vote.approval.date, vote.document.name)):
        person = vote.approval.by
        if person in barred:
            void.append((vote, "author"))
        elif person not in roles.get(vote.approval.role, ()):
            void.append((vote, "role"))
        elif person in counted:
            void.append((vote, "twice"))
        else:
            counted[person] = vote
    return counted, tuple(void)


def _asked_on(level: Level | None, before: Sequence[Group], day: date) -> date | None:
    """Return the day a group is asked: the document's, or once all before it have agreed."""
    if level is None or level.order != "sequential":
        return day
    verdict, decided_on = _verdict(before)
    return decided_on if verdict is Verdict.CARRIED else None


def _can_be_read(dossier: Dossier, name: str) -> bool:
    document = dossier.documents.get(name)
    return document is None or document.readable


def _verdict(groups: Sequence[Group]) -> tuple[Verdict, date | None]:
    """Every group must carry; the last one to do so decides the day."""
    decided = [group.decide() for group in groups]
    refused = [day for verdict, day in decided if verdict is Verdict.REFUSED and day]
    if refused:
        return Verdict.REFUSED, min(refused)
    if all(verdict is Verdict.CARRIED for verdict, _ in decided):
        return Verdict.CARRIED, max(day for _, day in decided if day)
    return Verdict.OPEN, None


def _levels(offices: Offices, day: date) -> Iterator[Level]:
    return (level for level in offices.levels if holds(level, day))


def _applies(level: Level, dossier: Dossier, document: Document) -> bool:
    """Tell whether a level's conditions hold for a document, reading along `decides_on`."""
    when = level.when
    facts = list(_facts(dossier, document))
    found: dict[str, list[Any]] = {}
    for key, value in facts:
        found.setdefault(key, []).append(value)
    return (
        (not when.document or document.type in when.document)
        and (when.cost_above is None or max(found.get("cost", [0])) > when.cost_above)
        and (when.class_ is None or when.class_ in found.get("class", []))
        and (when.risk is None or _reaches(found.get("risk", []), when.risk, _RISK))
        and (when.reach is None or _reaches(found.get("reach", []), when.reach, _REACH))
    )


def cost_of(dossier: Dossier, document: Document) -> float:
    """Return the largest cost that stands in a document or in what it decides on."""
    return max((fact for key, fact in _facts(dossier, document) if key == "cost"), default=0)


def _reaches(words: list[Any], least: str, scale: tuple[str, ...]) -> bool:
    return any(word in scale and scale.index(word) >= scale.index(least) for word in words)


def _facts(dossier: Dossier, document: Document) -> Iterator[tuple[str, Any]]:
    """Yield what approval levels ask for, from a document and all it decides on, near or far."""
    waiting, seen = [document], {document.name}
    while waiting:
        current = waiting.pop()
        record = current.record
        if record is not None:
            yield from _facts_of(current.type, record)
        for _, other, _ in decisions_of(current):
            if other not in seen and other in dossier.documents:
                seen.add(other)
                waiting.append(dossier.documents[other])


def _facts_of(kind: str, record: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any record
    if kind == "proposal":
        yield "cost", record.cost.amount
        for risk in record.risks:
            # The graver of the two: a grade is never the product of grades.
            yield "risk", max(risk.likelihood, risk.impact, key=_RISK.index)
    elif kind == "evaluation":
        yield "reach", record.benefit.reach
    elif kind == "decision":
        yield "class", record.class_
    elif kind == "charter":
        yield "cost", record.budget.amount
