"""What may be written or finished now in a record; what to say where it may not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import State
from handrail.register import Verdict
from handrail.register.ballot import decisions_of
from handrail.views.next_steps import free_name
from handrail.views.next_steps import possible_beside
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.workflow import Step
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register

#: What stops a record until somebody has mended it.
_STOPPED = frozenset({State.LAPSED, State.UNKNOWN, State.UNREAD})


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """A document that may be written or finished now, and the step that leaves it."""

    step: Step
    document: str
    #: Whether it is begun already.
    is_begun: bool = False
    #: Whether it takes the place of something approved, once a scope change that names it is carried.
    is_renewal: bool = False


def turns(register: Register, dossier: Dossier) -> tuple[Turn, ...]:
    """Return every document of a record that may be written or finished now."""
    progress = register.progress(dossier)
    if progress.state in _STOPPED or progress.workflow is None:
        return ()
    found = [
        Turn(step=wait.step, document=wait.document, is_begun=wait.state is State.DRAFT)
        for wait in progress.waits
        if wait.state in {State.TODO, State.DRAFT}
    ]
    begun = {turn.step.id for turn in found if turn.is_begun}
    beside = possible_beside(register, dossier)
    for step, path in beside:
        if step.id in begun:
            continue
        name = path.rpartition("/")[2].removesuffix(".yaml")
        found.append(_numbered_turn(dossier, step, name))
    if any(step.approved_by and not step.next for step, _ in beside):
        found += _renewals(dossier, progress)
    return tuple(found)


def _numbered_turn(dossier: Dossier, step: Step, name: str) -> Turn:
    """Return the turn of what stands beside the path: the draft there is, or else a new one."""
    drafts = [doc for doc in dossier.of_type(split_name(name)[0]) if not doc.completed]
    if drafts:
        return Turn(step=step, document=drafts[-1].name, is_begun=True)
    return Turn(step=step, document=name)


def _renewals(dossier: Dossier, progress: Progress) -> Iterator[Turn]:
    """Yield the next number of everything that was approved, or the draft of it that is there."""
    for step, _, waiting in _renewable(dossier, progress):
        kind = step.document or ""
        drafts = [document for document in waiting if not document.completed]
        if drafts:
            yield Turn(step=step, document=drafts[0].name, is_begun=True, is_renewal=True)
        elif not waiting:
            yield Turn(step=step, document=free_name(dossier, kind), is_renewal=True)


def _renewable(
    dossier: Dossier, progress: Progress
) -> Iterator[tuple[Step, Document, tuple[Document, ...]]]:
    """Yield each step whose document was approved: that, and what is to take its place."""
    ballots = (*(visit.ballot for visit in progress.path if visit.ballot), *progress.beside)
    named = {
        verdict: {
            name
            for ballot in ballots
            if ballot.verdict is verdict
            for name in (ballot.name, *_rested_on(dossier, ballot.name))
        }
        for verdict in (Verdict.CARRIED, Verdict.REFUSED)
    }
    for step in progress.workflow.steps.values() if progress.workflow else ():
        found = list(dossier.of_type(step.document or ""))
        approved = [document for document in found if document.name in named[Verdict.CARRIED]]
        if approved and not step.outcome and not step.is_beside and approved[0].schema.numbered:
            waiting = (
                document
                for document in found
                if document.number > approved[-1].number
                and document.name not in named[Verdict.REFUSED]
            )
            yield step, approved[-1], tuple(waiting)


def _rested_on(dossier: Dossier, name: str) -> tuple[str, ...]:
    document = dossier.documents.get(name)
    return tuple(other for _, other, _ in decisions_of(document)) if document else ()


def changed_pairs(register: Register, dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return old and new of everything that is to take the place of something approved."""
    return tuple(
        (approved.name, waiting[0].name)
        for _, approved, waiting in _renewable(dossier, register.progress(dossier))
        if waiting
    )


def find_turn(register: Register, dossier: Dossier, kind: str) -> Turn | Refusal:
    """Return the document of a type that may be written or finished now, or say what may be."""
    for turn in turns(register, dossier):
        if split_name(turn.document)[0] == kind:
            return turn
    return not_now(register, dossier, kind)


def not_now(register: Register, dossier: Dossier, document: str) -> Refusal:
    """Say where a record stands and what may be written now, by whom, with which command."""
    progress = register.progress(dossier)
    possible = tuple(
        say("`{command}` by {people}", command=_command(dossier, turn), people=_people(register, dossier, turn.step))
        for turn in turns(register, dossier)
        if not turn.is_renewal
    )  # fmt: skip
    if progress.state is State.VOTE:
        ballot = progress.waits[0].ballot
        people = ballot.silent if ballot else ()
        possible = (
            say("`handrail approve {id} --verdict agree` by {people}", id=dossier.id, people=people),
            *possible,
        )  # fmt: skip
    hint = say("possible now: {commands}", commands=possible) if possible else None
    if progress.state in _STOPPED:
        hint = say("`handrail next {id}` says what has to be mended first", id=dossier.id)
    return Refusal(_standing(dossier, progress, document), hint)


def _standing(dossier: Dossier, progress: Progress, document: str) -> Message:
    if progress.workflow is not None and progress.ended_as is not None:
        return say("`{document}` cannot follow: `{id}` has ended («{end}»)",
                   document=document, id=dossier.id, end=progress.workflow.ends[progress.ended_as])  # fmt: skip
    if progress.here is None or progress.state in _STOPPED:
        return say("`{document}` cannot be judged: `{id}` is not in order",
                   document=document, id=dossier.id)  # fmt: skip
    if progress.state is State.VOTE:
        return say("it is not the turn of `{document}`: `{name}` of `{id}` is put to the vote",
                   document=document, name=progress.document, id=dossier.id)  # fmt: skip
    return say("it is not the turn of `{document}`: `{id}` stands at «{step}» and waits for `{name}`",
               document=document, id=dossier.id, step=progress.here.title, name=progress.document)  # fmt: skip


def _command(dossier: Dossier, turn: Turn) -> str:
    if turn.is_begun:
        return f"handrail finish {dossier.id} {turn.document}"
    return f"handrail new {split_name(turn.document)[0]} {dossier.id}"


def _people(register: Register, dossier: Dossier, step: Step) -> Message:
    workflow = register.workflow_of(dossier)
    people = register.holders(dossier, workflow, step) if workflow else ()
    roles = tuple(f"`{role}`" for role in step.responsible)
    return say("{people} ({roles})", people=people or say("nobody"), roles=roles)
