"""When records waited for a type of document: from the day its turn came to the day it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.register import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.register import Visit


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentWait:
    """One time a record waited for a document of a type."""

    dossier: Dossier
    #: The document it waited for: `evaluation-2`.
    document: str
    since: date
    #: The day the step was done or left; None while it waits.
    until: date | None
    #: Whether it had been put off to that day: parked or postponed.
    again: bool


def document_waits(register: Register, kind: str) -> Iterator[DocumentWait]:
    """Yield every time an improvement waited for a type of document, in the order of the folders."""
    for dossier in register.improvements:
        yield from _waits(register, dossier, kind)


def _waits(register: Register, dossier: Dossier, kind: str) -> Iterator[DocumentWait]:
    progress = register.progress(dossier)
    for number, visit in enumerate(progress.path):
        if visit.date is None or not _leads_to(register, dossier, visit, kind):
            continue
        back = getattr(dossier.record(visit.document or ""), "revisit_on", None)
        following = progress.path[number + 1] if number + 1 < len(progress.path) else None
        is_waiting = progress.state in {State.TODO, State.DRAFT}
        if following is None and not is_waiting:
            continue  # nobody can tell where it stands
        yield DocumentWait(
            dossier=dossier,
            document=(following.document if following else progress.document) or kind,
            since=max(visit.date, back or visit.date),
            until=following.date if following else None,
            again=back is not None,
        )


def _leads_to(register: Register, dossier: Dossier, visit: Visit, kind: str) -> bool:
    workflow = register.progress(dossier).workflow
    step = workflow.steps.get(visit.step.next.get(visit.word, "")) if workflow else None
    return step is not None and step.document == kind
