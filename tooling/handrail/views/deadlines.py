"""What has a date: where the records say that something is to be done until a day, and by whom.

Most days can be missed: of what is done by then there is a trace in the records. Others only tell
what is planned, such as a row of a schedule. Nobody can tell from the records whether it was done,
so it is named until its day has passed, and never as overdue.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.views import names
from handrail.views.asked import Deadline
from handrail.views.asked import asked
from handrail.views.meetings import actions
from handrail.views.process_deadlines import deadlines_of_processes
from handrail.views.record_deadlines import deadlines_of
from handrail.views.suggestions import unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.tables import Link
    from handrail.register import Register

_EVALUATION = "evaluation"


def deadlines(register: Register) -> Iterator[Deadline]:
    """Yield everything that has a date."""
    for dossier in register.dossiers:
        yield from deadlines_of(register, dossier)
    yield from _answers(register)
    yield from _promises(register)
    yield from _meetings(register)
    yield from _next_evaluation(register)
    yield from deadlines_of_processes(register)


def _answers(register: Register) -> Iterator[Deadline]:
    """Yield until when each suggester is to be told what becomes of the suggestion."""
    for row in unanswered(register):
        workflow = register.workflow_of(row.dossier)
        step = next(workflow.leaving(_EVALUATION), None) if workflow else None
        people, roles = asked(register, step.responsible if step else (), row.dossier)
        yield Deadline(
            day=row.limit,
            what=say("tell the suggester what becomes of it"),
            about=names.record(row.dossier), people=people, roles=roles,
            path=f"{row.dossier.folder}/suggestion.yaml", route=("suggested_on",),
        )  # fmt: skip


def _promises(register: Register) -> Iterator[Deadline]:
    """Yield what somebody promised at a meeting or a review and has not done."""
    for row in actions(register):
        if row.is_open:
            document = register.by_path[row.source.id]
            people, roles = asked(register, [row.action.owner])
            yield Deadline(
                day=row.action.due,
                what=say("promised"), title=row.action.what,
                about=_about(register, document), people=people, roles=roles,
                path=document.path, route=("actions", row.action.id),
            )  # fmt: skip


def _about(register: Register, document: Document) -> Link:
    """Return what a document is about: a review of a process or a plan, that; a meeting, itself."""
    if "process" in document.fields:
        return names.process(register, document.fields["process"])
    dossier = register.dossiers_by_folder.get(document.folder)
    return names.record(dossier) if dossier else names.file(document)


def _meetings(register: Register) -> Iterator[Deadline]:
    """Yield meetings that are planned, and the next monthly evaluation."""
    for document in register.of_type("meeting"):
        meeting = document.record
        if meeting is not None and meeting.planned and not meeting.held:
            people, roles = asked(register, [meeting.by])
            yield Deadline(
                day=meeting.planned,
                what=say("hold the meeting"),
                about=names.file(document), people=people, roles=roles,
                path=document.path, route=("planned",),
            )  # fmt: skip


def _next_evaluation(register: Register) -> Iterator[Deadline]:
    """Yield until when the next evaluation meeting is to be held, where something waits for it.

    A meeting that is planned has a day of its own; what is parked waits from the day it returns.
    """
    found = [one.record for one in register.of_type("meeting") if one.record]
    held = [one.held for one in found if one.kind == _EVALUATION and one.held]
    is_planned = any(one.kind == _EVALUATION and one.planned and not one.held for one in found)
    step = next(register.workflow.leaving(_EVALUATION), None) if register.workflow else None
    if step is None or step.within is None or is_planned or not held:
        return
    here = [
        progress
        for progress in map(register.progress, register.improvements)
        if progress.here == step
    ]
    if not any((progress.not_before or date.min) <= register.as_of for progress in here):
        return
    people, roles = asked(register, step.responsible)
    yield Deadline(
        day=register.calendar.add(max(held), step.within, working=step.working),
        what=say("hold the next evaluation meeting"),
        about=names.process(register, IMPROVEMENT_PROCESS), people=people, roles=roles,
        path=f"processes/{IMPROVEMENT_PROCESS}/process.yaml", route=("activities", step.id),
    )  # fmt: skip
