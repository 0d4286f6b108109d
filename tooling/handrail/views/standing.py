"""Where every record stands: the rows of most views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.tables import Link
from handrail.register import State
from handrail.views import names
from handrail.views.words import state_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message
    from handrail.model.text import Text
    from handrail.model.workflow import Step
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register
    from handrail.register import Wait


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where one record stands, or how it ended."""

    dossier: Dossier
    record: Link
    is_open: bool
    #: The step it stands at; None where it has ended or cannot be read.
    step: Step | None
    ended_as: str | None
    end: Text | None
    waiting_for: tuple[Link, ...]
    #: Since when it stands there, or the day it ended.
    since: date | None
    due: date | None
    overdue: bool

    @property
    def state(self) -> str:
        """Whether it is open or closed, as machines read it."""
        return "open" if self.is_open else "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One thing that is waited for: a document, or votes on it."""

    dossier: Dossier
    record: Link
    step: Step | None
    document: str
    state: State
    #: The state in words.
    said: Message
    people: tuple[Link, ...]
    since: date | None
    #: The day before which nothing can be done.
    not_before: date | None
    due: date | None
    overdue: bool
    #: How many working days it has waited; None where it has not begun to.
    age: int | None


def standing(register: Register, dossier: Dossier) -> Standing:
    """Return where a record stands."""
    progress = register.progress(dossier)
    people = (person for wait in progress.waits for person in wait.people)
    ends = progress.workflow.ends if progress.workflow else {}
    return Standing(
        dossier=dossier,
        record=names.record(dossier),
        is_open=progress.is_open,
        step=progress.here,
        ended_as=progress.ended_as,
        end=ends.get(progress.ended_as or ""),
        waiting_for=names.actors(register, dict.fromkeys(people)),
        since=progress.since,
        due=progress.due,
        overdue=is_overdue(register, progress),
    )


def standings(register: Register) -> Iterator[Standing]:
    """Yield where each improvement stands."""
    return (standing(register, dossier) for dossier in register.improvements)


def is_overdue(register: Register, progress: Progress) -> bool:
    """Tell whether the time for the step a record stands at has run out."""
    return progress.due is not None and progress.due < register.as_of


def waiting_in(register: Register, dossier: Dossier) -> Iterator[Waiting]:
    """Yield what is waited for in a record: its step first, then what stands beside the path."""
    progress = register.progress(dossier)
    for wait in progress.waits:
        yield _waiting(register, dossier, progress, wait)
    if not progress.waits and progress.is_open:
        # Its workflow cannot be read: nobody can tell what it waits for, and that is waiting too.
        yield _waiting(register, dossier, progress, None)


def waitings(register: Register) -> list[Waiting]:
    """Return all that is waited for, what is due first before the rest."""
    found = [one for dossier in register.dossiers for one in waiting_in(register, dossier)]
    return sorted(found, key=lambda one: (one.due or date.max, one.dossier.folder, one.document))


def _waiting(
    register: Register, dossier: Dossier, progress: Progress, wait: Wait | None
) -> Waiting:
    is_here = wait is None or wait.step is progress.here
    document = dossier.documents.get(wait.document) if wait else None
    since = progress.since if is_here or document is None else document.completed
    state = wait.state if wait else State.UNREAD
    return Waiting(
        dossier=dossier,
        record=names.record(dossier),
        step=wait.step if wait else None,
        document=wait.document if wait else "",
        state=state,
        said=state_word(state, wait.ballot if wait else None),
        people=names.actors(register, wait.people) if wait else (),
        since=since,
        not_before=progress.not_before if is_here else None,
        due=progress.due if is_here else None,
        overdue=is_here and is_overdue(register, progress),
        age=_age(register, since),
    )


def _age(register: Register, since: date | None) -> int | None:
    if since is None or since > register.as_of:
        return None
    return register.calendar.workdays_between(since, register.as_of)
