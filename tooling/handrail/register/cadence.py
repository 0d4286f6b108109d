"""What is to be written again and again beside the path, and until when: status reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.documents import numbered
from handrail.register.versions import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.workflow import Step
    from handrail.register.dossier import Dossier
    from handrail.register.register import Register

STATUS_REPORT = "status-report"


@dataclass(frozen=True, slots=True)
class Awaited:
    """The next document of a kind that is written at a cadence."""

    step: Step
    document: str
    #: The day of the last one; before the first, the day from which they are asked for.
    last: date
    due: date


def awaited(register: Register, dossier: Dossier) -> Iterator[Awaited]:
    """Yield what an open record is to be told again, as often as its process and its plan say."""
    progress = register.progress(dossier)
    workflow, here = progress.workflow, progress.here
    if workflow is None or here is None:
        return
    for step in workflow.beside:
        if step.document is None or here.id not in step.during:
            continue
        every = step.every
        if step.document == STATUS_REPORT:
            plan = in_force(register, dossier, "project-plan")
            every = plan.record.report_every if plan and plan.record else every
        if not every:
            continue
        written = [one.completed for one in dossier.of_type(step.document) if one.completed]
        before = [visit.date for visit in progress.path if visit.step.id not in step.during]
        last = max((day for day in [*written, *before] if day), default=None)
        if last is not None:
            due = register.calendar.add(last, every, working=step.working)
            yield Awaited(step, numbered(step.document, len(written) + 1), last, due)
