"""Views of one record: its facts, its way through the process, its documents and its votes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import State
from handrail.register import Verdict
from handrail.register import in_force
from handrail.register.digests import short
from handrail.views import names
from handrail.views.processes import fact_table
from handrail.views.standing import standing
from handrail.views.suggestions import source_title
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import STATES
from handrail.views.words import state_word
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow
    from handrail.register import Ballot
    from handrail.register import Dossier
    from handrail.register import Register

DONE = say("done")
AHEAD = say("may come")


# -- facts --------------------------------------------------------------------------------


def facts(register: Register, dossier: Dossier) -> Table:
    """Return what is known of a record, in a few lines."""
    now = standing(register, dossier)
    where: list[tuple[str, Message, Cell]] = [
        ("state", say("State"), say("open") if now.is_open else say("closed")),
        ("step", say("Step"), now.step.number if now.step else None),
        ("activity", say("Activity"), now.step.title if now.step else None),
        ("ended_as", say("Ended as"), now.end or now.ended_as),
        ("waiting_for", say("Waiting for"), now.waiting_for),
        ("since", say("Since"), now.since),
        ("due", say("Due"), now.due),
        ("overdue", say("Overdue"), say("overdue") if now.overdue else None),
    ]
    own = _plan_facts if dossier.kind == "plan" else _improvement_facts
    return fact_table(say("Facts"), [*own(register, dossier), *where])


def _improvement_facts(register: Register, dossier: Dossier) -> Iterator[tuple[str, Message, Cell]]:
    yield "id", say("Id"), dossier.id
    yield "title", say("Improvement"), dossier.title
    suggestion = dossier.record("suggestion")
    if suggestion is not None:
        yield "suggested_by", say("Suggested by"), suggestion.suggested_by
        yield "suggested_on", say("Suggested on"), suggestion.suggested_on
        yield (
            "processes",
            say("Processes"),
            tuple(names.process(register, one) for one in suggestion.processes),
        )
        yield "source", say("Source"), source_title(register, suggestion.source)
        yield "pain_point", say("Pain point"), word(suggestion.pain_point)
    decision = in_force(register, dossier, "decision")
    if decision is not None and decision.record is not None:
        yield "class", say("Class"), word(decision.record.class_)
        yield "priority", say("Priority"), word(decision.record.priority)
    yield "into", say("Merged into"), _merged_into(register, dossier)
    merged = register.merged_from.get(dossier.id, ())
    yield "merged", say("Took in"), tuple(names.record(one) for one in merged)


def _merged_into(register: Register, dossier: Dossier) -> Cell:
    evaluation = dossier.latest("evaluation")
    into = evaluation.record.into if evaluation and evaluation.record else None
    return names.improvement(register, into) if into else None


def _plan_facts(register: Register, dossier: Dossier) -> Iterator[tuple[str, Message, Cell]]:
    yield "id", say("Plan of the year"), dossier.id
    document = in_force(register, dossier, "plan")
    if document is not None and document.record is not None:
        plan = document.record
        yield "document", say("Document in force"), names.file(document)
        yield "by", say("Written by"), names.actors(register, (plan.by, *plan.with_))
        yield "direction", say("Direction"), plan.direction
        yield "goals", say("Goals"), len(plan.goals)


# -- the way through the process ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackRow:
    """A step of the process as one record has done it, stands at it, or may still come to it."""

    step: Step
    state: Message
    document: str | None = None
    date: date | None = None
    word: Text | str | None = None
    ballot: Ballot | None = None


def track_rows(register: Register, dossier: Dossier) -> Iterator[TrackRow]:
    """Yield the steps a record has done, those it stands at, and those that may still come."""
    progress = register.progress(dossier)
    workflow = progress.workflow
    if workflow is None:
        return
    for visit in progress.path:
        yield TrackRow(
            step=visit.step,
            state=DONE,
            document=visit.document,
            date=visit.date,
            word=workflow.words.get(visit.word or "", visit.word),
            ballot=visit.ballot,
        )
    for wait in progress.waits:
        yield TrackRow(
            step=wait.step,
            state=state_word(wait.state, wait.ballot),
            document=wait.document if wait.document in dossier.documents else None,
            ballot=wait.ballot,
        )
    for step in _ahead(workflow, progress.here):
        if step.number is not None:
            yield TrackRow(step=step, state=AHEAD)


def _ahead(workflow: Workflow, here: Step | None) -> list[Step]:
    """Return the steps that can be reached from one, in the order of their numbers."""
    found: list[Step] = []
    waiting = [here] if here else []
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.append(step)
            following = (workflow.steps.get(name) for name in step.next.values())
            waiting += [one for one in following if one is not None]
    return sorted(found[1:], key=lambda step: step.number or 0)


def track(register: Register, dossier: Dossier) -> Table:
    """Return a record's way through the process."""
    columns: tuple[Field[TrackRow], ...] = (
        Field("step", say("Step"), lambda row: row.step.number),
        Field("activity", say("Activity"), lambda row: row.step.title),
        Field("state", say("State"), lambda row: row.state),
        Field("document", say("Document"), lambda row: names.document(dossier, row.document) if row.document else None),
        Field("date", say("Date"), lambda row: row.date),
        Field("word", say("Outcome"), lambda row: row.word),
        Field("votes", say("Votes"), lambda row: _votes(row.ballot)),
    )  # fmt: skip
    return tabulate("track", say("Way through the process"), columns, track_rows(register, dossier))


def _votes(ballot: Ballot | None) -> Message | None:
    has_lapsed = ballot is not None and ballot.verdict is Verdict.LAPSED and ballot.has_votes
    return say("lapsed") if has_lapsed else tally(ballot)


def tally(ballot: Ballot | None) -> Message | None:
    """Count the votes of a ballot that has not lapsed; objections that were outvoted are shown."""
    if ballot is None or not ballot.groups or ballot.verdict is Verdict.LAPSED:
        return None
    counted = Counter(vote.approval.verdict for vote in ballot.votes)
    entitled = {person for group in ballot.groups for person in group.entitled}
    said = {**counted, "agree": counted["agree"], "entitled": len(entitled)}
    if counted["object"] and counted["abstain"]:
        return say("{agree} of {entitled} agree, {object} object, {abstain} abstain", **said)
    if counted["object"]:
        return say("{agree} of {entitled} agree, {object} object", **said)
    if counted["abstain"]:
        return say("{agree} of {entitled} agree, {abstain} abstain", **said)
    return say("{agree} of {entitled} agree", **said)


# -- documents ----------------------------------------------------------------------------


def documents(register: Register, dossier: Dossier) -> Table:
    """Return the documents of a record in the order they were finished, drafts last."""
    ballots = _ballots(register, dossier)
    columns: tuple[Field[Document], ...] = (
        Field("document", say("Document"), names.file),
        Field("by", say("Written by"), lambda one: _authors(register, one)),
        Field("completed", say("Finished on"), lambda one: one.completed),
        Field("state", say("State"), lambda one: _document_state(one, ballots.get(one.name))),
        Field("digest", say("Digest"), lambda one: _short_digest(dossier, one)),
    )
    rows = sorted(by_step(register, dossier), key=lambda one: one.completed or date.max)
    return tabulate("documents", say("Documents"), columns, rows)


def by_step(register: Register, dossier: Dossier) -> list[Document]:
    """Return the documents of a record in the order of the steps that leave them."""
    workflow = register.progress(dossier).workflow
    steps = [step.document for step in workflow.steps.values()] if workflow else []
    kinds = [*steps, *register.schemas.types]
    return sorted(dossier.documents.values(), key=lambda one: (kinds.index(one.type), one.number))


def _short_digest(dossier: Dossier, document: Document) -> str | None:
    """Return what stands in the names of the votes on a document."""
    digest = dossier.digest(document.name)
    return short(digest) if digest else None


def _authors(register: Register, document: Document) -> tuple[Link, ...]:
    by, others = document.data.get("by"), document.data.get("with")
    ids = [by, *(others if isinstance(others, list) else ())]
    return names.actors(register, (one for one in ids if isinstance(one, str)))


_WHILE_VOTED = {Verdict.OPEN: State.VOTE, Verdict.LAPSED: State.LAPSED}


def _document_state(document: Document, ballot: Ballot | None) -> Message:
    if not document.readable:
        return STATES[State.UNREAD]
    if ballot is not None and ballot.verdict in _WHILE_VOTED:
        return state_word(_WHILE_VOTED[ballot.verdict], ballot)
    return DONE if document.completed else STATES[State.DRAFT]


# -- votes --------------------------------------------------------------------------------

_WHY_VOID = {
    "role": say("does not count: held no seat on that day"),
    "author": say("does not count: wrote a part of it"),
    "twice": say("does not count: has voted already"),
}


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote as it stands in its file, and what it is worth."""

    file: Document
    worth: Message


def vote_rows(register: Register, dossier: Dossier) -> Iterator[VoteRow]:
    """Yield every vote of a record in the order they were cast."""
    ballots = _ballots(register, dossier)
    for vote in sorted(dossier.votes, key=lambda one: (str(one.data.get("date")), one.path)):
        yield VoteRow(vote, _worth(dossier, ballots.get(str(vote.data.get("document"))), vote))


def _ballots(register: Register, dossier: Dossier) -> dict[str, Ballot]:
    """Return every ballot of a record by its document: on the path, here and beside it."""
    progress = register.progress(dossier)
    waiting = [wait.ballot for wait in progress.waits if wait.ballot]
    return {ballot.name: ballot for ballot in (*progress.ballots, *waiting)}


def _worth(dossier: Dossier, ballot: Ballot | None, file: Document) -> Message:
    if file.record is None:
        return STATES[State.UNREAD]
    if file.record.digest != dossier.digest(file.record.document):
        return say("lapsed: the document has changed")
    if ballot is None:
        return say("does not count: nothing is put to the vote")
    why = next((why for vote, why in ballot.void if vote.document is file), None)
    if why is not None:
        return _WHY_VOID[why]
    if ballot.changed:
        return say("lapsed: what it decides on has changed")
    return say("counts")


def votes(register: Register, dossier: Dossier) -> Table:
    """Return the votes of a record."""

    def text(row: VoteRow, key: str) -> str | None:
        value = row.file.data.get(key)
        return value if isinstance(value, str) else None

    def who(row: VoteRow) -> Cell:
        person = text(row, "by")
        return names.actor(register, person) if person else None

    columns: tuple[Field[VoteRow], ...] = (
        Field("document", say("Document"), lambda row: text(row, "document")),
        Field("person", say("Person"), who),
        Field("role", say("Votes as"), lambda row: _role(register, text(row, "role"))),
        Field("verdict", say("Vote"), lambda row: word(text(row, "verdict"))),
        Field("date", say("Date"), lambda row: row.file.record.date if row.file.record else text(row, "date")),
        Field("comment", say("Comment"), lambda row: row.file.record.comment if row.file.record else None),
        Field("worth", say("Worth"), lambda row: row.worth),
    )  # fmt: skip
    return tabulate("votes", say("Votes"), columns, vote_rows(register, dossier))


def _role(register: Register, role: str | None) -> Cell:
    return names.actor(register, role) if role else None
