"""Who may write or finish a document, and when; what to say where it may not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.dossier import IMPROVEMENT
from handrail.views.lengths import length
from handrail.writing.refusals import Refusal
from handrail.writing.refusals import unknown_person
from handrail.writing.turns import Turn
from handrail.writing.turns import find_turn
from handrail.writing.turns import not_now
from handrail.writing.turns import turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.register.offices import Offices
    from handrail.writing.addresses import Place


def body_of(register: Register, step: Step) -> str | None:
    """Return the body that gives a step's document, if it is a body."""
    bodies = register.offices.bodies if register.offices else {}
    return next((role for role in step.responsible if role in bodies), None)


def may_author(
    register: Register, dossier: Dossier | None, step: Step, people: Sequence[str], day: date
) -> Refusal | None:
    """Refuse people of whom nobody holds a role that is responsible for the step.

    A suggestion may be written by anybody who is known; a body's document by whoever sits in it.
    """
    offices = register.offices
    unknown = may_write(register, people, day)
    if unknown is not None or offices is None or dossier is None or step.id in _starts(register):
        return unknown
    workflow = register.workflow_of(dossier)
    allowed = list(register.holders(dossier, workflow, step)) if workflow else []
    for role in step.responsible:
        allowed += _seats(offices, role, day)
    if set(people) & set(allowed):
        return None
    return Refusal(
        say("{people} may not write `{document}`: nobody of them is {roles}",
            people=_quoted(people), document=step.document, roles=_any_of(step))
        if len(people) > 1
        else say("`{person}` may not write `{document}`: that is for {roles}",
                 person=people[0], document=step.document, roles=_any_of(step)),
        say("may write it: {people}; say who does with `--by`", people=tuple(dict.fromkeys(allowed)))
        if allowed
        else _whoever_follows(workflow, step),
    )  # fmt: skip


def _whoever_follows(workflow: Workflow | None, step: Step) -> Message:
    """Say where to name somebody, where nobody at all may write."""
    derived = workflow.derived_roles if workflow else {}
    fields = tuple(f"`{field}`" for role in step.responsible for field in derived.get(role, ()))
    if not fields:
        return say("nobody holds it today: name somebody in organization.yaml")
    return say("nobody is that here: it follows from {fields}", fields=fields)


def may_write(register: Register, people: Sequence[str], day: date) -> Refusal | None:
    """Refuse people who are not known, or who do not work here on the day."""
    offices = register.offices
    for person in people if offices else ():
        if offices is None or person not in offices.people:
            return unknown_person(person, offices.people if offices else {})
        if not offices.is_active(person, day):
            return Refusal(
                say("`{person}` does not work here on {day}", person=person, day=day),
                say("organization.yaml says from when until when"),
            )
    return None


def _starts(register: Register) -> set[str]:
    workflow = register.workflow
    return {workflow.starts.get(IMPROVEMENT, "")} if workflow else set()


def _seats(offices: Offices, body: str, day: date) -> tuple[str, ...]:
    """Return everybody who has a seat in a body: whoever is there may write down what it decides."""
    return (*offices.voters(body, day), *offices.secretaries(body, day))


def _any_of(step: Step) -> tuple[str, ...]:
    return _quoted(step.responsible)


def _quoted(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"`{name}`" for name in names)


# -- new documents ------------------------------------------------------------------------


def open_place(
    register: Register, place: Place, people: Sequence[str], day: date
) -> tuple[Place, Turn | None] | Refusal:
    """Return where a document may be written now, or say why it may not be."""
    if not (place.dossier or _begins(register, place)):
        return may_write(register, people, day) or (place, None)
    if place.dossier is None:
        step = _first_step(register, place)
        unfit = may_author(register, None, step, people, day) if step else None
        return unfit or (place, Turn(step=step, document=place.name) if step else None)
    turn = find_turn(register, place.dossier, place.kind)
    if isinstance(turn, Refusal):
        return _taken(place) or turn
    unfit = may_author(register, place.dossier, turn.step, people, day)
    return unfit or (place.named(turn.document), turn)


def _begins(register: Register, place: Place) -> bool:
    return _first_step(register, place) is not None


def _first_step(register: Register, place: Place) -> Step | None:
    """Return the step that a new record begins with, where the place is its first document."""
    workflow = register.workflow
    for start in workflow.starts.values() if workflow else ():
        step = workflow.steps.get(start) if workflow else None
        if step is not None and step.document == place.kind:
            return step
    return None


def _taken(place: Place) -> Refusal | None:
    """Refuse a second beginning: the id is taken."""
    if place.dossier is None or place.kind != "suggestion":
        return None
    return Refusal(
        say("`{id}` is taken: it stands in {folder}", id=place.dossier.id, folder=place.dossier.folder),
        say("choose another id; `handrail show {id}` shows what stands there", id=place.dossier.id),
    )  # fmt: skip


# -- finishing ----------------------------------------------------------------------------


def may_finish(
    register: Register, dossier: Dossier, document: Document, day: date
) -> Refusal | Turn:
    """Return the turn of a draft, or say why it may not be finished now."""
    turn = next((one for one in turns(register, dossier) if one.document == document.name), None)
    if turn is None:
        return not_now(register, dossier, document.name)
    return unfit_to_finish(register, dossier, turn, document, day) or turn


def unfit_to_finish(
    register: Register, dossier: Dossier | None, turn: Turn, document: Document, day: date
) -> Refusal | None:
    """Refuse to finish a document before its time, or one that the wrong people wrote."""
    early = too_early(register, dossier, turn, day) if dossier else None
    if early is not None:
        return early
    people = _writers(document)
    if people[:1] == [body_of(register, turn.step)]:
        recorder = document.data.get("recorded_by")
        people = [recorder] if isinstance(recorder, str) else []
    # That nobody is named is told by `check`, with its line.
    return may_author(register, dossier, turn.step, people, day) if people else None


def _writers(document: Document) -> list[str]:
    by, others = document.data.get("by"), document.data.get("with")
    named = [by, *(others if isinstance(others, list) else ())]
    return [person for person in named if isinstance(person, str)]


def too_early(register: Register, dossier: Dossier, turn: Turn, day: date) -> Refusal | None:
    """Refuse to finish a document before the time that its step has to wait first."""
    progress = register.progress(dossier)
    start, after = progress.not_before, turn.step.after
    if start is None or after is None or turn.step is not progress.here or day >= start:
        return None
    return Refusal(
        say("`{document}` cannot be finished before {start}: «{step}» comes {after} after {since}",
            document=turn.document, start=start, step=turn.step.title,
            after=length(after, working=turn.step.working), since=progress.since),
        say("until then it may be written as a draft"),
    )  # fmt: skip
