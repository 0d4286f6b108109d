"""Views of meetings: held as planned, who came, what was agreed to be done, who took part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register.offices import holds
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.periods import Period
    from handrail.model.records import Action
    from handrail.model.records import Meeting
    from handrail.model.records import ReviewAction
    from handrail.register import Register


# -- meetings -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting: planned, held, and how many of those invited came."""

    id: str
    link: Link
    meeting: Meeting
    invited: int
    #: How many of those invited were there; None before it was held.
    came: int | None

    @property
    def day(self) -> date | None:
        """The day it was held, or else is planned for."""
        return self.meeting.held or self.meeting.planned

    @property
    def attendance(self) -> int | None:
        """How many of a hundred invited came."""
        if self.came is None or not self.invited:
            return None
        return round(100 * self.came / self.invited)


def meetings(register: Register) -> list[MeetingRow]:
    """Return all meetings, the latest first."""
    found = [_meeting(one) for one in register.of_type("meeting") if one.record is not None]
    return sorted(found, key=lambda row: (row.day or date.min, row.id), reverse=True)


def _meeting(document: Document) -> MeetingRow:
    meeting: Meeting = document.record
    invited = set(meeting.invited)
    came = len(invited & set(meeting.present)) if meeting.held else None
    return MeetingRow(document.fields["meeting"], names.file(document), meeting, len(invited), came)


MEETING_COLUMNS: tuple[Field[MeetingRow], ...] = (
    Field("id", say("Meeting"), lambda row: row.id),
    Field("kind", say("Kind"), lambda row: word(row.meeting.kind)),
    Field("planned", say("Planned"), lambda row: row.meeting.planned),
    Field("held", say("Held"), lambda row: row.meeting.held),
    Field("invited", say("Invited"), lambda row: row.invited),
    Field("present", say("Came"), lambda row: row.came),
    Field("attendance", say("Attendance %"), lambda row: row.attendance),
    Field("actions", say("Open actions"), lambda row: sum(one.done is None for one in row.meeting.actions)),
)  # fmt: skip

MEETINGS = View[MeetingRow](
    id="meetings", title=say("Meetings"), rows=meetings, columns=MEETING_COLUMNS
)


# -- actions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something somebody promised, and where."""

    source: Link
    action: Action | ReviewAction
    owner: Link
    overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.action.done is None


def actions(register: Register) -> list[ActionRow]:
    """Return all that was agreed at meetings and reviews, what is due first before the rest."""
    found = [
        ActionRow(
            _source(document),
            action,
            names.actor(register, action.owner),
            action.done is None and action.due < register.as_of,
        )
        for kind in ("meeting", "plan-review", "review")
        for document in register.of_type(kind)
        if "actions" in document.data and document.record is not None
        for action in document.record.actions
    ]
    return sorted(found, key=lambda row: (row.action.due, row.owner.id, row.source.id))


def _source(document: Document) -> Link:
    """Link to where something was agreed; a review is known by its process and its day."""
    fields = document.fields
    title = f"{fields['process']} {fields['date']}" if "date" in fields else document.name
    return Link("document", document.path, title)


ACTION_COLUMNS: tuple[Field[ActionRow], ...] = (
    Field("due", say("Due"), lambda row: row.action.due),
    Field("overdue", say("Overdue"), lambda row: row.overdue),
    Field("owner", say("Owner"), lambda row: row.owner),
    Field("what", say("What"), lambda row: row.action.what),
    Field("id", say("Id"), lambda row: row.action.id),
    Field("source", say("Agreed at"), lambda row: row.source),
)

ACTIONS = View[ActionRow](
    id="actions",
    title=say("Open actions"),
    rows=lambda register: (row for row in actions(register) if row.is_open),
    columns=ACTION_COLUMNS,
)


# -- who takes part -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeatRow:
    """How a member of a body took part: meetings and votes."""

    body: Link
    person: Link
    seat: str
    invited: int
    came: int
    asked: int
    voted: int


def participation(register: Register, period: Period | None = None) -> Iterator[SeatRow]:
    """Yield how the members of each body took part, in a period or in all."""
    offices = register.offices
    if offices is None:
        return
    day = min(period.end, register.as_of) if period else register.as_of
    invited, came = _attendance(register, period)
    asked, voted = _votes(register, period)
    for body in offices.bodies.values():
        seats = {row.person: row.as_ for row in body.members if holds(row, day)}
        for person, seat in seats.items():
            key = (body.id, person)
            yield SeatRow(
                names.actor(register, body.id), names.actor(register, person), seat,
                invited[person], came[person], asked[key], voted[key],
            )  # fmt: skip


def _attendance(register: Register, period: Period | None) -> tuple[Counter[str], Counter[str]]:
    """Count to how many of the meetings held people were invited, and to how many they came."""
    by_name = _by_name(register)
    invited: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for row in meetings(register):
        held = row.meeting.held
        if held is not None and (period is None or held in period):
            people = _people(row.meeting.invited, by_name)
            present = _people(row.meeting.present, by_name)
            invited.update(people | present)
            came.update(present)
    return invited, came


def _by_name(register: Register) -> Mapping[str, str]:
    """Return people's ids by their names: minutes name people as people do."""
    people = register.offices.people if register.offices else {}
    return {
        name: person.id
        for person in people.values()
        for name in (person.id, *person.name.by_language.values())
    }


def _people(lines: Iterable[str], by_name: Mapping[str, str]) -> set[str]:
    return {by_name[line] for line in lines if line in by_name}


#: A body, or the role of an approval level, and a person.
_Key = tuple[str, str]


def _votes(register: Register, period: Period | None) -> tuple[Counter[_Key], Counter[_Key]]:
    """Count how often people were asked to vote in a body, and how often they did."""
    asked: Counter[_Key] = Counter()
    voted: Counter[_Key] = Counter()
    for dossier in register.dossiers:
        progress = register.progress(dossier)
        for ballot in progress.ballots:
            document = dossier.documents.get(ballot.name)
            day = ballot.decided_on or (document.completed if document else None)
            if day is None or (period is not None and day not in period):
                continue
            for group in ballot.groups:
                asked.update((group.role, person) for person in group.entitled)
                voted.update((group.role, vote.approval.by) for vote in group.votes)
    return asked, voted


PARTICIPATION_COLUMNS: tuple[Field[SeatRow], ...] = (
    Field("body", say("Body"), lambda row: row.body),
    Field("person", say("Person"), lambda row: row.person),
    Field("seat", say("Seat"), lambda row: word(row.seat)),
    Field("invited", say("Meetings invited to"), lambda row: row.invited),
    Field("came", say("Meetings attended"), lambda row: row.came),
    Field("asked", say("Votes asked for"), lambda row: row.asked),
    Field("voted", say("Votes cast"), lambda row: row.voted),
)

PARTICIPATION = View[SeatRow](
    id="participation",
    title=say("Who takes part"),
    rows=participation,
    columns=PARTICIPATION_COLUMNS,
)
