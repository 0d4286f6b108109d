"""The walk over a record's documents, along the improvement process.

It looks only at what is finished, at the words that choose the way, and at the votes. It guesses
nothing: where it cannot know how to go on, it stops and says why.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from itertools import takewhile
from typing import TYPE_CHECKING

from handrail.loading.documents import numbered
from handrail.loading.documents import split_name
from handrail.loading.engine import is_date
from handrail.register.ballot import Ballot
from handrail.register.ballot import Verdict
from handrail.register.ballot import decisions_of
from handrail.register.progress import Progress
from handrail.register.progress import State
from handrail.register.progress import Visit
from handrail.register.progress import Wait

if TYPE_CHECKING:
    from handrail.loading.documents import Document
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow
    from handrail.register.dossier import Dossier

#: Takes a document's name and the body that approves it.
HoldBallot = Callable[[str, str], Ballot]


def walk(dossier: Dossier, workflow: Workflow, hold: HoldBallot) -> Progress:
    """Walk a record's documents along the graph."""
    return _Walk(dossier, workflow, hold).run()


class _Walk:
    """One walk; its state is the path so far."""

    def __init__(self, dossier: Dossier, workflow: Workflow, hold: HoldBallot) -> None:
        self.dossier = dossier
        self.workflow = workflow
        self.hold = hold
        self.path: list[Visit] = []
        #: Every step the record has stood at, whether an exit was taken from it or not.
        self.been: set[str] = set()
        self.beside = self._ballots_beside()
        self.renewals = self._renewals()
        self.renewed = {
            renewal
            for name, renewals in self.renewals.items()
            if name in self.beside and self.beside[name].verdict is Verdict.CARRIED
            for renewal in renewals
        }

    def run(self) -> Progress:
        here = self.workflow.starts.get(self.dossier.kind)
        while step := self.workflow.steps.get(here or ""):
            self.been.add(step.id)
            visit = self._visit(step)
            if isinstance(visit, Progress):
                return self._finish(visit)
            step = visit.step
            if visit.ballot is not None and visit.ballot.verdict is Verdict.REFUSED:
                self.path.append(visit)
                continue
            name = self._latest(step.reads) if step.reads else visit.document
            word = self._word(step, name)
            if word not in step.next:
                state = State.UNREAD if word is None else State.UNKNOWN
                return self._finish(self._stop(step, name, state, word=word))
            self.path.append(replace(visit, word=word))
            here = step.next[word]
        if here is None or here not in self.workflow.ends:
            return Progress(workflow=self.workflow, path=tuple(self.path))
        return self._finish(
            Progress(
                workflow=self.workflow,
                path=tuple(self.path),
                state=State.ENDED,
                ended_as=here,
            )
        )

    # -- one step -------------------------------------------------------------------------

    def _visit(self, step: Step) -> Visit | Progress:
        """Do a step, or leave it by the way out that was taken; return where the walk stops if it cannot."""
        if step.reads:
            again = step in self._read_since()
            return self._stop(step, None, State.UNREAD) if again else Visit(step, None, None)
        name = self._next_name(step)
        stopped = self._stops_at(step, name)
        exit_ = self._exit(step, name)
        if stopped and (exit_ is None or stopped.state in {State.LAPSED, State.UNREAD}):
            return stopped
        if exit_ is not None:
            step, name = exit_
        ballot = self.hold(name, step.approved_by) if step.approved_by else None
        stopped = self._stops_at_ballot(step, name, ballot) if ballot else None
        return stopped or Visit(step, name, self._date(name, ballot), ballot=ballot)

    def _stops_at(self, step: Step, name: str) -> Progress | None:
        """Return where the walk stops if the step's document is not finished."""
        document = self.dossier.documents.get(name)
        if document is not None and not _can_tell(document):
            return self._stop(step, name, State.UNREAD)
        if document is not None and document.completed:
            return None
        if self.dossier.votes_on(name):
            return self._stop(step, name, State.LAPSED, self._gone(name))
        return self._stop(step, name, State.TODO if document is None else State.DRAFT)

    def _gone(self, name: str) -> Ballot:
        """Make the ballot on a document that was voted on and is gone, or no longer finished."""
        return Ballot(name=name, verdict=Verdict.LAPSED, lapsed=self.dossier.votes_on(name))

    def _stops_at_ballot(self, step: Step, name: str, ballot: Ballot) -> Progress | None:
        stopping = {
            Verdict.OPEN: State.VOTE,
            Verdict.LAPSED: State.LAPSED,
            Verdict.UNREAD: State.UNREAD,
        }
        state = stopping.get(ballot.verdict)
        return None if state is None else self._stop(step, name, state, ballot)

    def _stop(
        self,
        step: Step,
        name: str | None,
        state: State,
        ballot: Ballot | None = None,
        *,
        word: str | None = None,
    ) -> Progress:
        return Progress(
            workflow=self.workflow,
            path=tuple(self.path),
            here=step,
            document=name,
            state=state,
            word=word,
            waits=(Wait(step=step, document=name or "", state=state, ballot=ballot),),
        )

    def _next_name(self, step: Step) -> str:
        """Name the document the next visit leaves: the first number that is neither used nor renewed."""
        used = {visit.document for visit in self.path} | self.renewed
        number = 1
        while numbered(step.document or step.id, number) in used:
            number += 1
        return numbered(step.document or step.id, number)

    def _read_since(self) -> list[Step]:
        """Return the steps that read the latest document: none twice, or the walk goes in circles."""
        since = takewhile(lambda visit: visit.document is None, reversed(self.path))
        return [visit.step for visit in since]

    def _latest(self, kind: str) -> str | None:
        names = [v.document for v in self.path if v.document and split_name(v.document)[0] == kind]
        return names[-1] if names else None

    def _exit(self, step: Step, name: str) -> tuple[Step, str] | None:
        """Return the way out beside the path that was taken here, if one was: before the step was done."""
        done = self.dossier.documents[name].completed if name in self.dossier.documents else None
        used = {visit.document for visit in self.path}
        for way in self.workflow.beside:
            if not way.next or step.id not in way.during:
                continue
            for document in self._in_sequence(way.document or way.id):
                if not document.completed or document.name in used:
                    continue
                ballot = self.hold(document.name, way.approved_by) if way.approved_by else None
                if ballot and ballot.verdict in {Verdict.OPEN, Verdict.REFUSED}:
                    continue
                if ballot and ballot.verdict is Verdict.LAPSED and not ballot.has_votes:
                    continue  # nobody has left yet by a way that nobody voted on
                day = self._date(document.name, ballot)
                if done is None or (day is not None and day < done):
                    return way, document.name
        return None

    def _in_sequence(self, kind: str) -> Iterator[Document]:
        """Yield the documents of a type by their numbers, up to the first number that is missing."""
        number = 1
        while document := self.dossier.documents.get(numbered(kind, number)):
            yield document
            number += 1

    def _word(self, step: Step, name: str | None) -> str | None:
        if step.outcome is None:
            return None
        document = self.dossier.documents.get(name or "")
        word = document.data.get(step.outcome) if document else None
        return word if isinstance(word, str) else None

    def _date(self, name: str, ballot: Ballot | None) -> date | None:
        return (ballot.decided_on if ballot else None) or self.dossier.documents[name].completed

    # -- beside the path ------------------------------------------------------------------

    def _ballots_beside(self) -> dict[str, Ballot]:
        """Hold the ballots beside the path: on what is finished, and on what was once voted on."""
        found = {}
        for step in self.workflow.beside:
            if step.approved_by is None or step.document is None:
                continue
            gone = {name: self._gone(name) for name in self.dossier.voted_on(step.document)}
            held = {
                document.name: self.hold(document.name, step.approved_by)
                for document in self.dossier.of_type(step.document)
                if document.completed
            }
            found.update(gone | held)
        return found

    def _renewals(self) -> dict[str, tuple[str, ...]]:
        """Say of each scope change what it renews: what follows something approved."""
        covered = self._covered()
        found = {}
        for step in self.workflow.beside:
            for document in self.dossier.of_type(step.document or step.id):
                if step.next:
                    continue
                named = sorted({other for _, other, _ in decisions_of(document)}, key=split_name)
                found[document.name] = tuple(
                    new
                    for old, new in pairwise(named)
                    if split_name(old)[0] == split_name(new)[0]
                    and old in covered
                    and new not in covered
                    # What was put to a vote of its own is a step of its own, carried or refused.
                    and not self.dossier.votes_on(new)
                )
                covered.update(found[document.name])
        return found

    def _covered(self) -> set[str]:
        """Name what carried votes on the path cover: only that can be renewed, the rest is walked."""
        voted = [
            document
            for step in self.workflow.steps.values()
            if step.approved_by and step.document and not step.is_beside
            for document in self.dossier.of_type(step.document)
            if document.completed
            and self.hold(document.name, step.approved_by).verdict is Verdict.CARRIED
        ]
        return {
            name
            for document in voted
            for name in (document.name, *(other for _, other, _ in decisions_of(document)))
        }

    # -- the end of the walk --------------------------------------------------------------

    def _finish(self, progress: Progress) -> Progress:
        """Judge what the walk did not pass, add what waits beside it, and date it."""
        if progress.state in {State.LAPSED, State.UNKNOWN, State.UNREAD}:
            return progress
        lapsed = any(ballot.verdict is Verdict.LAPSED for ballot in self.beside.values())
        out_of_turn = None if lapsed else self._out_of_turn(progress)
        if out_of_turn is not None:
            return replace(progress, out_of_turn=out_of_turn)
        on_path = {visit.document for visit in progress.path}
        return replace(
            progress,
            waits=(*progress.waits, *self._waits_beside(progress)),
            beside=tuple(b for name, b in self.beside.items() if name not in on_path),
            # What follows a lapsed vote is not judged, beside the path as on it.
            stray_votes=() if lapsed else self._stray_votes(progress),
            left_out={} if lapsed else self._left_out(progress),
        )

    def _waits_beside(self, progress: Progress) -> Iterator[Wait]:
        """Yield what stands beside the path and is being written, or put to the vote."""
        states = {Verdict.OPEN: State.VOTE, Verdict.LAPSED: State.LAPSED}
        place = progress.here.id if progress.here else progress.ended_as
        for step in self.workflow.beside:
            for document in self._in_sequence(step.document or step.id):
                ballot = self.beside.get(document.name)
                if not document.completed and place in step.during:
                    yield Wait(step=step, document=document.name, state=State.DRAFT)
                elif ballot is not None and ballot.verdict in states:
                    state = states[ballot.verdict]
                    yield Wait(step=step, document=document.name, state=state, ballot=ballot)

    def _asked_for(self, progress: Progress) -> set[str]:
        """Name every document that has a place: on the path, here, or beside it."""
        names = {visit.document for visit in progress.path if visit.document}
        if progress.document:
            names.add(progress.document)
        been = self.been | {progress.ended_as or ""}
        for step in self.workflow.beside:
            if not been & step.during:
                continue
            for document in self._in_sequence(step.document or step.id):
                if not step.next or document.name in self.beside:
                    names.add(document.name)
                    names.update(self.renewals.get(document.name, ()))
        return names

    def _out_of_turn(self, progress: Progress) -> str | None:
        asked_for = self._asked_for(progress)
        order = [step.document for step in self.workflow.steps.values()]
        stray = [
            document
            for document in self.dossier.documents.values()
            if document.completed and document.name not in asked_for
        ]
        if not stray:
            return None
        return min(
            stray,
            key=lambda document: (
                document.completed or date.max,
                order.index(document.type) if document.type in order else len(order),
                document.number,
            ),
        ).name

    def _stray_votes(self, progress: Progress) -> tuple[Document, ...]:
        """Find votes on documents that are not put to a vote."""
        voted = {visit.document for visit in progress.path if visit.ballot}
        voted |= set(self.beside)
        if progress.state is State.VOTE and progress.document:
            voted.add(progress.document)
        return tuple(
            vote
            for vote in self.dossier.votes
            if vote.record is not None and vote.record.document not in voted
        )

    def _left_out(self, progress: Progress) -> dict[str, tuple[str, ...]]:
        """List what each approved document should decide on and does not name."""
        found: dict[str, tuple[str, ...]] = {}
        since_carried: list[str] = []
        for visit in progress.path:
            if visit.document is None:
                continue
            if visit.ballot is not None:
                self._note_left_out(found, visit.document, since_carried)
            since_carried = (
                [visit.document] if visit.is_carried else [*since_carried, visit.document]
            )
        if progress.state is State.VOTE and progress.document:
            self._note_left_out(found, progress.document, since_carried)
        for name in self.beside:
            if name not in {visit.document for visit in progress.path}:
                self._note_left_out(found, name, self._walked_before(progress, name))
        return found

    def _walked_before(self, progress: Progress, name: str) -> list[str]:
        """Return what was walked since the last carried document, when one beside the path was finished."""
        day = self.dossier.documents[name].completed or date.max
        walked: list[str] = []
        for visit in progress.path:
            if not visit.document or visit.date is None or visit.date > day:
                continue
            if visit.is_carried:
                walked = [visit.document]
            elif visit.date < day:  # on the same day, it may have come after it
                walked.append(visit.document)
        return walked

    def _note_left_out(
        self, found: dict[str, tuple[str, ...]], name: str, wanted: list[str]
    ) -> None:
        document = self.dossier.documents[name]
        if "decides_on" not in document.schema.content.get("properties", {}):
            return  # a plan rests on nothing, not even on one that was refused
        named = {other for _, other, _ in decisions_of(document)}
        missing = tuple(other for other in wanted if other not in named)
        if missing:
            found[name] = missing


def _can_tell(document: Document) -> bool:
    """Tell whether it can be known of a document if it is finished."""
    completed = document.data.get("completed")
    return document.readable and (
        completed is None or (isinstance(completed, str) and is_date(completed))
    )
