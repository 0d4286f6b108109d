"""Rules of carrying out: not before it was decided, not less than was planned, measured in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import in_force
from handrail.rules.placed import before
from handrail.rules.placed import finished
from handrail.rules.placed import placed
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register

_FORM = "improvements/2026/incident-form"


@rule(
    "started-too-early",
    "Nothing is carried out before it was approved",
    good={f"{_FORM}/implementation.yaml": "started: 2026-01-30"},
    bad={f"{_FORM}/implementation.yaml": "started: 2026-01-26 # <- the vote was on 29 January"},
)
def started_too_early(register: Register) -> Iterator[Problem]:
    """Whoever starts before the decision has taken it."""
    for _, progress, document in placed(register, "implementation", "pilot", "rollout"):
        approved = [visit.date for visit in before(progress, document) if visit.is_carried]
        day = max((one for one in approved if one is not None), default=None)
        route, started = _start(document)
        if day is not None and started < day:
            yield document.problem(
                route,
                say("this was approved on {day}, and started before", day=day),
                hint=say("write the day on which the work began"),
            )


def _start(document: Document) -> tuple[Route, date]:
    """Return the day on which a document says that work began, and where it says so."""
    record = document.record
    if document.type == "implementation":
        return ("started",), record.started
    if document.type == "pilot":
        return ("from",), record.from_
    first = min(range(len(record.schedule)), key=lambda index: record.schedule[index].from_)
    return ("schedule", first, "from"), record.schedule[first].from_


@rule(
    "task-left-out",
    "Every task of the plan is done, or the deviation is explained",
    good={f"{_FORM}/implementation.yaml": "tasks: []\ndeviations: The supplier had changed the form already."},
    bad={f"{_FORM}/implementation.yaml": "tasks: [{id: form, title: Change the form, owner: chen-jie}] # <- not done"},
    is_gap=True,
)  # fmt: skip
def task_left_out(register: Register) -> Iterator[Problem]:
    """What was approved was the whole plan; who leaves out a part says so."""
    for dossier, _, document in finished(register, "implementation"):
        proposal = in_force(register, dossier, "proposal", document.completed)
        if document.record.deviations or proposal is None or proposal.record is None:
            continue
        done = {task.id for task in document.record.tasks if task.done is not None}
        left = tuple(f"`{task.id}`" for task in proposal.record.plan if task.id not in done)
        if left:
            yield document.problem(
                "tasks",
                say("the plan of `{name}` has {tasks} too, and nobody says when it was done", name=proposal.name, tasks=left),
                hint=say("add the tasks with `done`, or explain under `deviations` why they were left out"),
            )  # fmt: skip


@rule(
    "measured-too-early",
    "What takes time to show is not measured before that time has passed",
    good={f"{_FORM}/effect.yaml": "completed: 2026-03-23"},
    bad={f"{_FORM}/effect.yaml": "completed: 2026-03-12 # <- five weeks after it was carried out\nresults: [{goal: fewer-questions, measured: 8, measured_on: 2026-03-12, reached: true, method: Count of tickets asked back about, evidence: Ticket report of March}]"},
)  # fmt: skip
def measured_too_early(register: Register) -> Iterator[Problem]:
    """New habits last for a few weeks by themselves; the effect is what remains."""
    for dossier in register.dossiers:
        progress = register.progress(dossier)
        if progress.is_in_order and any(visit.step.after for visit in progress.path):
            yield from _too_early(register, dossier, progress)


def _too_early(register: Register, dossier: Dossier, progress: Progress) -> Iterator[Problem]:
    since: date | None = None
    for visit in progress.path:
        document = dossier.documents.get(visit.document or "")
        day = document.completed if document else None
        if visit.step.after and document is not None and day is not None and since is not None:
            first = register.calendar.add(since, visit.step.after, working=visit.step.working)
            if since <= day < first:  # what is dated before the step it follows is told already
                yield document.problem(
                    "completed",
                    say("«{step}» may be done from {first} on", step=visit.step.title, first=first),
                    hint=say("measure again then; how long to wait says `after` in the improvement process"),
                )  # fmt: skip
        since = max((one for one in (since, visit.date) if one is not None), default=None)
