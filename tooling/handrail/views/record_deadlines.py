"""What is to be done in a record until when: its steps, its tasks, its goals, its schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from handrail.model.messages import say
from handrail.register import State
from handrail.register import in_force
from handrail.register.cadence import awaited
from handrail.register.dossier import IMPROVEMENT
from handrail.views import names
from handrail.views.asked import Deadline
from handrail.views.asked import asked
from handrail.views.asked import link_roles
from handrail.views.project_schedule import milestones
from handrail.views.standing import waiting_in
from handrail.views.words import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.workflow import Step
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register
    from handrail.views.standing import Waiting

_EFFECT, _FOLLOW_UP = "effect", "follow-up"


def deadlines_of(register: Register, dossier: Dossier) -> Iterator[Deadline]:
    """Yield everything in a record that has a date."""
    progress = register.progress(dossier)
    yield from _steps(register, dossier)
    yield from _levels(register, dossier, progress)
    if progress.is_open and progress.workflow is not None:
        yield from _reports(register, dossier)
    if dossier.kind == IMPROVEMENT:
        yield from _work(register, dossier, progress)
        yield from _goals(register, dossier, progress)
    elif progress.is_open and progress.path:
        yield from _schedule(register, dossier, "plan")


# -- the steps of a record ----------------------------------------------------------------


def _steps(register: Register, dossier: Dossier) -> Iterator[Deadline]:
    """Yield what a record waits for, and when what was parked or postponed comes back."""
    for waiting in waiting_in(register, dossier):
        step = waiting.step
        if step is None:
            continue
        path = f"{dossier.folder}/{waiting.document}.yaml" if waiting.document else dossier.folder
        roles = link_roles(register, _roles_of(waiting, step))
        if waiting.since is not None and waiting.since > register.as_of:
            yield Deadline(
                day=waiting.since,
                what=say("comes back"), title=step.title,
                about=waiting.record, people=waiting.people, roles=roles,
                path=path, route=("since",),
            )  # fmt: skip
        if waiting.due is not None:
            yield Deadline(
                day=waiting.due,
                what=waiting.said, title=step.title,
                about=waiting.record, people=waiting.people, roles=roles,
                path=path, route=(),
            )  # fmt: skip


def _levels(register: Register, dossier: Dossier, progress: Progress) -> Iterator[Deadline]:
    """Yield until when each approval level that is asked is to vote."""
    for wait in progress.waits:
        groups = wait.ballot.asked if wait.ballot and wait.state is State.VOTE else ()
        for group in groups:
            level = group.level
            if level is not None and level.limit and group.asked_on:
                yield Deadline(
                    day=register.calendar.add(group.asked_on, level.limit),
                    what=STATES[State.VOTE], title=level.title, about=names.record(dossier),
                    people=names.actors(register, group.silent),
                    roles=link_roles(register, [group.role]),
                    path=f"{dossier.folder}/{wait.document}.yaml", route=("level", level.id),
                )  # fmt: skip


def _roles_of(waiting: Waiting, step: Step) -> tuple[str, ...]:
    if waiting.state is State.VOTE and step.approved_by:
        return (step.approved_by,)
    return step.responsible


def _reports(register: Register, dossier: Dossier) -> Iterator[Deadline]:
    """Yield the next of what is to be written again and again beside the path: status reports."""
    for one in awaited(register, dossier):
        people, roles = asked(register, one.step.responsible, dossier)
        yield Deadline(
            day=one.due,
            what=STATES[State.TODO], title=one.step.title,
            about=names.record(dossier), people=people, roles=roles,
            path=f"{dossier.folder}/{one.document}.yaml", route=(),
        )  # fmt: skip


# -- carrying out -------------------------------------------------------------------------


def _is_approved(progress: Progress) -> bool:
    """Tell whether the committee has decided to carry an improvement out."""
    words = [
        visit.word
        for visit in progress.path
        if visit.is_carried and visit.step.document == "decision"
    ]
    return bool(words) and words[-1] == "approved"


def _work(register: Register, dossier: Dossier, progress: Progress) -> Iterator[Deadline]:
    """Yield tasks that are not done, and what a project has planned."""
    if not progress.is_open or not _is_approved(progress):
        return
    done = dossier.latest("implementation")
    is_project = any(visit.step.document == "charter" for visit in progress.path)
    if not is_project and (done is None or not done.completed):
        yield from _tasks(register, dossier, done)
    charter = in_force(register, dossier, "charter")
    plan = in_force(register, dossier, "project-plan")
    if charter and charter.record and plan and plan.record and plan.completed:
        people, roles = asked(register, [charter.record.manager], dossier)
        for row in milestones(register, dossier):
            milestone = row.milestone
            if row.reached is not None:
                continue
            yield Deadline(
                day=milestone.date,
                what=say("milestone"), title=milestone.title,
                about=names.record(dossier), people=people, roles=roles,
                path=plan.path, route=("milestones", milestone.id),
                can_be_missed=row.can_be_late,
            )  # fmt: skip
    yield from _schedule(register, dossier, "rollout")


def _tasks(register: Register, dossier: Dossier, done: Document | None) -> Iterator[Deadline]:
    """Yield the proposal's tasks that the report on the implementation does not say are done."""
    proposal = in_force(register, dossier, "proposal")
    if proposal is None or proposal.record is None:
        return
    finished = {one.get("id") for one in _entries(done, "tasks") if one.get("done")}
    for task in proposal.record.plan:
        if task.id not in finished:
            people, roles = asked(register, [task.owner], dossier)
            yield Deadline(
                day=task.to,
                what=say("task"), title=task.title,
                about=names.record(dossier), people=people, roles=roles,
                path=proposal.path, route=("plan", task.id),
            )  # fmt: skip


def _schedule(register: Register, dossier: Dossier, kind: str) -> Iterator[Deadline]:
    """Yield the rows of a schedule."""
    document = in_force(register, dossier, kind)
    if document is None or document.record is None:
        return
    for row in document.record.schedule:
        people, roles = asked(register, [row.responsible], dossier)
        yield Deadline(
            day=row.to,
            what=say("planned"), title=row.title,
            about=names.record(dossier), people=people, roles=roles,
            path=document.path, route=("schedule", row.id), can_be_missed=False,
        )  # fmt: skip


def _goals(register: Register, dossier: Dossier, progress: Progress) -> Iterator[Deadline]:
    """Yield the goals that are still to be measured: before the end, or in a follow-up after it."""
    proposal = in_force(register, dossier, "proposal")
    if proposal is None or proposal.record is None or not _is_approved(progress):
        return
    step = _measured_by(progress)
    measured = {
        one.get("goal")
        for kind in (_EFFECT, _FOLLOW_UP)
        for document in dossier.of_type(kind)
        if document.completed
        for one in _entries(document, "results")
    }
    for goal in proposal.record.goals:
        if step is not None and goal.id not in measured:
            people, roles = asked(register, step.responsible, dossier)
            yield Deadline(
                day=goal.measure_by,
                what=say("measure"), title=goal.title,
                about=names.record(dossier), people=people, roles=roles,
                path=proposal.path, route=("goals", goal.id),
            )  # fmt: skip


def _measured_by(progress: Progress) -> Step | None:
    """Return the step that measures the goals: of the path while it is open, else of the follow-up."""
    if progress.workflow is None:
        return None
    if progress.is_open:
        return next(progress.workflow.leaving(_EFFECT), None)
    found = progress.workflow.leaving(_FOLLOW_UP)
    return next((step for step in found if progress.ended_as in step.during), None)


def _entries(document: Document | None, key: str) -> Iterator[dict[str, Any]]:
    """Yield the entries of a list, of a draft with gaps as well."""
    entries = document.data.get(key) if document else None
    return (one for one in (entries if isinstance(entries, list) else ()) if isinstance(one, dict))
