"""Views of improvements: the register, what is waited for, what is overdue, open votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register import State
from handrail.views import names
from handrail.views.standing import Standing
from handrail.views.standing import Waiting
from handrail.views.standing import standings
from handrail.views.standing import waitings
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.register.ballot import Vote

OPEN = say("open")
CLOSED = say("closed")

IMPROVEMENTS = View[Standing](
    id="improvements",
    title=say("Improvements"),
    rows=standings,
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: row.record),
        Field("year", say("Year"), lambda row: int(row.dossier.year)),
        Field("step", say("Step"), lambda row: row.step.number if row.step else None),
        Field("activity", say("Activity"), lambda row: row.step.title if row.step else None),
        Field("state", say("State"), lambda row: OPEN if row.is_open else CLOSED),
        Field("ended_as", say("Ended as"), lambda row: row.end or row.ended_as),
        Field("waiting_for", say("Waiting for"), lambda row: row.waiting_for),
        Field("since", say("Since"), lambda row: row.since),
        Field("due", say("Due"), lambda row: row.due),
        Field("overdue", say("Overdue"), lambda row: row.overdue),
    ),
)

_WAITING: tuple[Field[Waiting], ...] = (
    Field("id", say("Id"), lambda row: row.dossier.id),
    Field("title", say("Record"), lambda row: row.record),
    Field("step", say("Step"), lambda row: row.step.number if row.step else None),
    Field("activity", say("Activity"), lambda row: row.step.title if row.step else None),
    Field("document", say("Document"), lambda row: names.document(row.dossier, row.document) if row.document else None),
    Field("state", say("State"), lambda row: row.said),
    Field("waiting_for", say("Waiting for"), lambda row: row.people),
    Field("since", say("Since"), lambda row: row.since),
    Field("due", say("Due"), lambda row: row.due),
    Field("overdue", say("Overdue"), lambda row: row.overdue),
)  # fmt: skip

WAITING = View[Waiting](
    id="waiting", title=say("Waiting for whom"), rows=waitings, columns=_WAITING
)

OVERDUE_ONES = View[Waiting](
    id="overdue",
    title=say("Past their time"),
    rows=lambda register: (row for row in waitings(register) if row.overdue),
    columns=_WAITING,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's seat at an open ballot."""

    dossier: Dossier
    document: str
    person: Link
    role: Link
    vote: Vote | None


def seats(register: Register) -> Iterator[Seat]:
    """Yield everybody who may vote on what is put to the vote, with the vote if it was cast."""
    for dossier in register.dossiers:
        for wait in register.progress(dossier).waits:
            groups = wait.ballot.groups if wait.ballot and wait.state is State.VOTE else ()
            for group in groups:
                cast = {vote.approval.by: vote for vote in group.votes}
                for person in group.entitled:
                    yield Seat(
                        dossier,
                        wait.document,
                        names.actor(register, person),
                        names.actor(register, group.role),
                        cast.get(person),
                    )


VOTES = View[Seat](
    id="votes",
    title=say("Open votes"),
    rows=seats,
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Record"), lambda row: names.record(row.dossier)),
        Field("document", say("Document"), lambda row: names.document(row.dossier, row.document)),
        Field("person", say("Person"), lambda row: row.person),
        Field("role", say("Votes as"), lambda row: row.role),
        Field("verdict", say("Vote"), lambda row: word(row.vote.approval.verdict) if row.vote else None),
        Field("date", say("Date"), lambda row: row.vote.approval.date if row.vote else None),
    ),
)  # fmt: skip
