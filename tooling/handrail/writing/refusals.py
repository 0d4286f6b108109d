"""What may be voted on now, by whom and as what; and what to say where it may not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.loading.engine import is_date
from handrail.model.hints import did_you_mean
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import Ballot
from handrail.register import State
from handrail.register import Verdict
from handrail.register.ballot import authors_of
from handrail.register.ballot import decisions_of
from handrail.register.offices import holds

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.records import Person
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.register.ballot import Group
    from handrail.register.offices import Offices


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a vote is not written, and what to do instead."""

    message: Message
    hint: Message | None = None


# -- what is put to the vote --------------------------------------------------------------


def open_ballot(
    register: Register, dossier: Dossier, document: str | None, people: Collection[str], day: date
) -> Ballot | Refusal:
    """Return the ballot that people's votes of a day belong to."""
    progress = register.progress(dossier)
    waiting = {
        wait.document: wait.ballot
        for wait in progress.waits
        if wait.ballot is not None and wait.state in {State.VOTE, State.LAPSED}
    }
    if document is None:
        theirs = [name for name, ballot in waiting.items() if not people.isdisjoint(ballot.silent)]  # type: ignore[attr-defined]
        names = theirs or list(waiting)
        if len(names) > 1:
            return Refusal(
                say("several documents of `{id}` are put to the vote", id=dossier.id),
                say("name one of them: {names}", names=_quoted(names)),
            )
        if not names and (decided := _decided_since(register, dossier, people, day)):
            return decided
        document = names[0] if names else ""
    known = {ballot.name: ballot for ballot in progress.ballots} | waiting
    if document not in known:
        return _nothing_to_vote_on(register, dossier, document, list(waiting))
    return _unfit_document(register, dossier, known[document]) or known[document]


def _decided_since(
    register: Register, dossier: Dossier, people: Collection[str], day: date
) -> Ballot | Refusal | None:
    """Point to a decided ballot that a vote of a day may still be added to.

    Where one of the people has voted on it already, their votes are what a run that was broken off
    has left to write.
    """
    for ballot in reversed(register.progress(dossier).ballots):
        finished = dossier.documents[ballot.name].completed if ballot.decided_on else None
        if finished and ballot.decided_on and finished <= day <= ballot.decided_on:
            if any(vote.approval.by in people for group in ballot.groups for vote in group.votes):
                return ballot
            return Refusal(
                say("nothing of `{id}` is put to the vote any more: `{name}` was {verdict} on {day}",
                    id=dossier.id, name=ballot.name, verdict=_result(ballot), day=ballot.decided_on),
                say("a vote cast by then can still be written down: name `{name}` and `--date {day}`",
                    name=ballot.name, day=day),
            )  # fmt: skip
    return None


def _result(ballot: Ballot) -> Message:
    return say("carried") if ballot.verdict is Verdict.CARRIED else say("refused")


def _nothing_to_vote_on(
    register: Register, dossier: Dossier, document: str, waiting: Collection[str]
) -> Refusal:
    progress = register.progress(dossier)
    what_next = say("`handrail next {id}` says what comes next", id=dossier.id)
    if waiting:
        return Refusal(
            say("`{name}` of `{id}` is not put to the vote", name=document, id=dossier.id),
            say("put to the vote: {names}", names=_quoted(waiting)),
        )
    if progress.workflow is not None and progress.ended_as is not None:
        end = progress.workflow.ends[progress.ended_as]
        return Refusal(
            say("`{id}` has ended («{end}»): nothing is put to the vote", id=dossier.id, end=end)
        )
    if progress.here is not None and progress.state in {State.TODO, State.DRAFT}:
        message = say(
            "nothing of `{id}` is put to the vote: it stands at «{step}», and `{name}` is not finished",
            id=dossier.id,
            step=progress.here.title,
            name=progress.document,
        )
        return Refusal(message, what_next)
    return Refusal(say("nothing of `{id}` is put to the vote", id=dossier.id), what_next)


def _unfit_document(register: Register, dossier: Dossier, ballot: Ballot) -> Refusal | None:
    """Tell why votes on a document would be worth nothing."""
    document = dossier.documents.get(ballot.name)
    if document is None or document.completed is None:
        path = f"{dossier.folder}/{ballot.name}.yaml"
        return Refusal(
            say("`{name}` was voted on and is no longer finished", name=ballot.name),
            say("restore it: `git log -- {path}` shows how it was", path=path),
        )
    if not document.valid:
        return Refusal(
            say("`{name}` has gaps or mistakes: votes on it would lapse", name=ballot.name),
            say("`handrail check` says what is wrong with {path}", path=document.path),
        )
    for _, other in ballot.changed:
        return _changed(dossier, ballot.name, other, document.path)
    left_out = register.progress(dossier).left_out.get(ballot.name, ())
    if left_out:
        entries = tuple(
            f"{{document: {other}, digest: {dossier.digest(other)}}}" for other in left_out
        )
        return Refusal(
            say("`decides_on` of `{name}` leaves out {names}: a vote would not cover them",
                name=ballot.name, names=_quoted(left_out)),
            say("add to it in {path}: {entries}", path=document.path, entries=entries),
        )  # fmt: skip
    return None


def _changed(dossier: Dossier, name: str, other: str, path: str) -> Refusal:
    digest = dossier.digest(other)
    message = say(
        "`{other}` is not the one that `{name}` decides on: it has changed", name=name, other=other
    )
    if digest is None:
        return Refusal(message, say("restore `{other}.yaml` with git", other=other))
    return Refusal(
        message,
        say("restore `{other}.yaml` with git; or write its digest into `decides_on` of {path}: {digest}",
            other=other, path=path, digest=digest),
    )  # fmt: skip


# -- who votes, and as what ---------------------------------------------------------------


def role_of(
    register: Register, dossier: Dossier, ballot: Ballot, person: str, wanted: str | None
) -> str | Refusal:
    """Return the role somebody votes in: the one he names, or else the one he is needed in."""
    offices = register.offices
    if offices is None or person not in offices.people:
        return unknown_person(person, offices.people if offices else {})
    groups = [group for group in ballot.groups if person in group.entitled]
    if not groups:
        allowed = dict.fromkeys(one for group in ballot.groups for one in group.entitled)
        return Refusal(
            say("`{person}` may not vote on `{name}`: {why}",
                person=person, name=ballot.name, why=_why_not(offices, dossier, ballot, person)),
            say("members on the day it was finished may, less those who wrote it or what it decides on: {people}",
                people=tuple(allowed) or say("nobody")),
        )  # fmt: skip
    roles = [group.role for group in groups]
    if wanted is not None and wanted not in roles:
        return Refusal(
            say("`{person}` does not vote on `{name}` as `{role}`",
                person=person, name=ballot.name, role=wanted),
            say("`{person}` may vote as {roles}", person=person, roles=_quoted(roles)),
        )  # fmt: skip
    needed = [group.role for group in groups if group.level and _needs(group, person)]
    return wanted or (needed or roles)[0]


def _why_not(offices: Offices, dossier: Dossier, ballot: Ballot, person: str) -> Message:
    """Tell why somebody has no vote on a document."""
    document = dossier.documents[ballot.name]
    for name in (ballot.name, *(other for _, other, _ in decisions_of(document))):
        if name in dossier.documents and person in authors_of(dossier.documents[name], offices):
            return say("wrote `{document}`", document=name)
    day = document.completed or date.max
    bodies = [offices.bodies[group.role] for group in ballot.groups if group.role in offices.bodies]
    seats = [seat for body in bodies for seat in body.members if seat.person == person]
    if any(holds(seat, day) and seat.as_ == "secretary" for seat in seats):
        return say("keeps the minutes and has no vote")
    ends = [seat.until for seat in seats if seat.until and seat.until < day]
    if ends:
        return say("the seat ended on {day}", day=max(ends))
    starts = [seat.from_ for seat in seats if seat.from_ > day]
    if starts:
        return say("the seat began on {day}", day=min(starts))
    return say("holds no seat")


def _needs(group: Group, person: str) -> bool:
    """Tell whether a group could not carry without somebody's vote."""
    others = sum(silent != person for silent in group.silent)
    agreed = sum(vote.approval.verdict == "agree" for vote in group.votes)
    return len(group.votes) + others < group.quorum or 2 * (agreed + others) <= len(group.entitled)


def unknown_person(person: str, people: Mapping[str, Person]) -> Refusal:
    """Refuse somebody nobody knows; who is called by name is told the id."""
    wanted = person.casefold()
    called = [
        one.id
        for one in people.values()
        if wanted in {name.casefold() for name in one.name.by_language.values()}
    ]
    hint = did_you_mean(called[0], called) if called else did_you_mean(person, people)
    return Refusal(say("no person `{id}` in organization.yaml", id=person), hint)


# -- when and where -----------------------------------------------------------------------


def day_held(register: Register, minutes: str | None) -> date | None:
    """Return the day a meeting was held."""
    for document in register.of_type("meeting"):
        held = document.data.get("held")
        if document.fields["meeting"] == minutes and isinstance(held, str) and is_date(held):
            return date.fromisoformat(held)
    return None


def unfit_sitting(
    register: Register, minutes: str | None, recorded_by: str | None
) -> Iterator[Refusal]:
    """Yield what is wrong with where votes were cast and who wrote them down."""
    meetings = {document.fields["meeting"] for document in register.of_type("meeting")}
    if minutes is not None and minutes not in meetings:
        hint = did_you_mean(minutes, meetings)
        write_first = say("write its minutes first, in the folder `meetings` of the year")
        yield Refusal(say("no meeting `{id}`", id=minutes), hint or write_first)
    people = register.offices.people if register.offices else {}
    if recorded_by is not None and recorded_by not in people:
        yield unknown_person(recorded_by, people)


def unfit_day(register: Register, dossier: Dossier, ballot: Ballot, day: date) -> Iterator[Refusal]:
    """Yield what is wrong with the day of a vote."""
    say_when = say("write the day of the vote with `--date`")
    finished = dossier.documents[ballot.name].completed
    if finished is not None and day < finished:
        yield Refusal(
            say("`{name}` was finished on {finished}, after {day}",
                name=ballot.name, finished=finished, day=day),
            say_when,
        )  # fmt: skip
    elif day > register.as_of:
        yield Refusal(say("{date} is later than {today}", date=day, today=register.as_of), say_when)
    elif ballot.decided_on is not None and day > ballot.decided_on:
        yield Refusal(
            say("`{name}` was {verdict} on {day}, and nothing cast later turns it",
                name=ballot.name, verdict=_result(ballot),
                day=ballot.decided_on),
            say("a vote cast on that day can still be written down, with `--date {day}`",
                day=ballot.decided_on),
        )  # fmt: skip


def _quoted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"`{name}`" for name in names)
