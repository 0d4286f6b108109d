"""Views of approval levels: who was asked for more than the body's vote, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import Verdict
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.messages import Message
    from handrail.model.records import Level
    from handrail.model.tables import Table
    from handrail.register import Ballot
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.register.ballot import Group


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """An approval level that has to answer for one document, or has answered."""

    dossier: Dossier
    document: str
    level: Level
    said: Message
    asked_on: date | None
    due: date | None
    answered_on: date | None
    #: The working days it took, or has taken until today.
    days: int | None
    late: bool


def asked_in(register: Register, dossier: Dossier) -> Iterator[Asked]:
    """Yield the approval levels that are asked in a record."""
    for ballot in register.progress(dossier).ballots:
        for group in ballot.groups:
            if group.level is not None:
                yield _asked(register, dossier, ballot, group, group.level)


def _asked(
    register: Register, dossier: Dossier, ballot: Ballot, group: Group, level: Level
) -> Asked:
    verdict, answered_on = group.decide()
    due, last = group.due(register.calendar), answered_on or register.as_of
    return Asked(
        dossier=dossier,
        document=ballot.name,
        level=level,
        said=_said(ballot, group, verdict),
        asked_on=group.asked_on,
        due=due,
        answered_on=answered_on,
        days=_days(register, group.asked_on, last),
        late=due is not None and last > due,
    )


def _said(ballot: Ballot, group: Group, verdict: Verdict) -> Message:
    if ballot.verdict is Verdict.LAPSED:
        return say("votes have lapsed")
    if verdict is Verdict.CARRIED:
        return say("agreed")
    if verdict is Verdict.REFUSED:
        return say("refused")
    return say("asked") if group.asked_on else say("not asked yet")


def _days(register: Register, start: date | None, end: date) -> int | None:
    if start is None:
        return None
    return register.calendar.workdays_between(start, max(start, end))


#: What is said of a level that is asked.
_COLUMNS: tuple[Field[Asked], ...] = (
    Field("document", say("Document"), lambda row: names.document(row.dossier, row.document)),
    Field("level", say("Level"), lambda row: row.level.title),
    Field("authority", say("May approve"), lambda row: row.level.authority),
    Field("state", say("State"), lambda row: row.said),
    Field("asked_on", say("Asked on"), lambda row: row.asked_on),
    Field("due", say("Due"), lambda row: row.due),
    Field("answered_on", say("Answered on"), lambda row: row.answered_on),
    Field("days", say("Working days"), lambda row: row.days),
    Field("late", say("Late"), lambda row: row.late),
)

LEVELS = View[Asked](
    id="levels",
    title=say("Approval levels"),
    rows=lambda register: (
        row for dossier in register.dossiers for row in asked_in(register, dossier)
    ),
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Record"), lambda row: names.record(row.dossier)),
        *_COLUMNS,
    ),
)


def levels(register: Register, dossier: Dossier) -> Table:
    """Return the approval levels that are asked in one record."""
    return tabulate("levels", say("Approval levels"), _COLUMNS, asked_in(register, dossier))
