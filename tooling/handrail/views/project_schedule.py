"""The schedule of a project: what was planned for when, and when it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.charts import Span
from handrail.model.charts import span
from handrail.model.messages import say
from handrail.model.records import Rollout
from handrail.model.records import RolloutRow
from handrail.model.records import Training
from handrail.register import in_force
from handrail.views import names
from handrail.views.readable import day
from handrail.views.readable import parts
from handrail.views.view import Field
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.model.records import Milestone
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleRow:
    """Something a project does: when it was to be, and when it was."""

    title: Text | Message
    plan: Span | None = None
    #: The last day in the first plan, where a later plan moved it.
    first: date | None = None
    #: As far as it has come: what is not over yet ends today.
    actual: Span | None = None
    is_over: bool = False
    is_point: bool = False
    #: Whether the records can tell that it was not done in time.
    can_be_late: bool = True
    #: The file that tells of it.
    source: Link

    def late(self, today: date) -> int | None:
        """Count the days it ended after its day, or has not ended since; before its day they are negative."""
        if self.plan is None or not self.can_be_late:
            return None
        if self.is_over and self.actual:
            return (self.actual.end - self.plan.end).days
        return max((today - self.plan.end).days, 0) or None

    @property
    def _begins(self) -> tuple[date, int]:
        """What it is sorted by: what takes longer stands above its parts."""
        found = self.plan or self.actual
        return (found.start, -found.end.toordinal()) if found else (date.max, 0)


def schedule_rows(register: Register, dossier: Dossier) -> list[ScheduleRow]:
    """Return what a project does in the order of its days: the whole project first."""
    rows = [
        *_pilots(register, dossier),
        *_rollout(register, dossier),
        *(_point(one) for one in milestones(register, dossier)),
    ]
    rows.sort(key=lambda row: row._begins)  # noqa: SLF001 - the class's own order
    return [*_project(register, dossier), *rows]


def schedule(register: Register, dossier: Dossier) -> Table:
    """Return the schedule of a project, planned and actual."""
    columns: tuple[Field[ScheduleRow], ...] = (
        Field("title", say("What"), lambda row: row.title),
        Field("planned_from", say("Planned from"), lambda row: row.plan.start if row.plan and not row.is_point else None),
        Field("planned_to", say("Planned until"), lambda row: row.plan.end if row.plan else None),
        Field("first", say("At first until"), lambda row: row.first),
        Field("from", say("Was from"), lambda row: row.actual.start if row.actual and not row.is_point else None),
        Field("to", say("Was until"), _until),
        Field("late", say("Days late"), lambda row: row.late(register.as_of)),
        Field("document", say("Document"), lambda row: row.source),
    )  # fmt: skip
    return tabulate("schedule", say("Schedule"), columns, schedule_rows(register, dossier))


def _until(row: ScheduleRow) -> date | Message | None:
    if row.actual is None:
        return None
    return row.actual.end if row.is_over else say("under way")


# -- the parts of a project -----------------------------------------------------------------


def _project(register: Register, dossier: Dossier) -> Iterator[ScheduleRow]:
    """Yield the whole project: from the vote on its charter to the end of the improvement."""
    charter = in_force(register, dossier, "charter")
    if charter is None:
        return
    progress = register.progress(dossier)
    begun = next((one.date for one in progress.path if one.step.document == "charter"), None)
    until = register.as_of if progress.is_open else progress.since
    record, first = charter.record, _first(register, dossier, "charter")
    yield ScheduleRow(
        title=say("The project"),
        plan=span(record.from_, record.to) if record else None,
        first=first.to if record and first and first.to != record.to else None,
        actual=span(begun, until),
        is_over=not progress.is_open,
        source=names.file(charter),
    )


def _first(register: Register, dossier: Dossier, kind: str) -> Any:  # noqa: ANN401 - whichever record it holds
    """Return the record of the first document of a type that was carried."""
    path = register.progress(dossier).path
    carried = (one.document for one in path if one.step.document == kind and one.is_carried)
    return dossier.record(next(carried, None) or kind)


def _pilots(register: Register, dossier: Dossier) -> Iterator[ScheduleRow]:
    """Yield every round of the pilot, and the plan's window of one that has not been written of."""
    shown: set[Span] = set()
    for document in dossier.of_type("pilot"):
        begins = day(document, "from")
        window = span(begins, day(document, "to"))
        planned = _window(in_force(register, dossier, "project-plan", begins))
        if window is None:
            continue
        yield ScheduleRow(
            title=say("Pilot, round {number}", number=document.number),
            # A round that no plan has foreseen is measured by the window that was agreed.
            plan=planned if planned and planned not in shown else window,
            actual=span(window.start, min(window.end, register.as_of)),
            is_over=window.end <= register.as_of,
            source=names.file(document),
        )
        shown |= {planned} if planned else set()
    plan = in_force(register, dossier, "project-plan")
    planned = _window(plan)
    if plan and planned and planned not in shown:
        title = say("Pilot, round {number}", number=len(list(dossier.of_type("pilot"))) + 1)
        yield ScheduleRow(title=title, plan=planned, source=names.file(plan))


def _window(plan: Document | None) -> Span | None:
    pilot = plan.record.pilot if plan and plan.record else None
    return span(pilot.from_, pilot.to) if pilot else None


def _rollout(register: Register, dossier: Dossier) -> Iterator[ScheduleRow]:
    """Yield the rollout from its first trace to its end, and what its schedule names."""
    document = in_force(register, dossier, "rollout")
    if document is None:
        return
    rows = parts(document, "schedule", RolloutRow)
    days = [one.date for one in parts(document, "training", Training)]
    rollout: Rollout | None = document.record
    if rollout is not None:
        days += [rollout.announcement.date, *(one.deployed_on for one in rollout.tool_changes)]
    begun = min((one for one in days if one <= register.as_of), default=None)
    planned = [one for one in (span(row.from_, row.to) for row in rows) if one]
    whole = span(
        min((one.start for one in planned), default=None),
        max((one.end for one in planned), default=None),
    )
    if whole is not None or begun is not None:
        yield ScheduleRow(
            title=say("Rollout"),
            plan=whole,
            actual=span(begun, document.completed or register.as_of),
            is_over=document.completed is not None,
            source=names.file(document),
        )
    for row in rows:
        yield ScheduleRow(
            title=row.title,
            plan=span(row.from_, row.to),
            can_be_late=False,
            source=names.file(document),
        )


# -- milestones -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone of the plan in force, the day it was first planned for and the day it was reached."""

    milestone: Milestone
    first: date | None
    reached: date | None
    #: Whether the project's reports say which milestones were reached: silence then tells something.
    can_be_late: bool
    source: Link


def milestones(register: Register, dossier: Dossier) -> Iterator[MilestoneRow]:
    """Yield the milestones of a project, as its status reports tell of them."""
    plan = in_force(register, dossier, "project-plan")
    if plan is None or plan.record is None:
        return
    first = _first(register, dossier, "project-plan")
    days = {one.id: one.date for one in (first.milestones if first else ())}
    reached: dict[str, tuple[date, Link]] = {}
    for document in dossier.of_type("status-report"):
        for one in document.record.milestones if document.completed and document.record else ():
            reached[one.milestone] = (one.reached, names.file(document))
    # Nobody will tell any more of a project that has ended.
    is_told = bool(reached) and register.progress(dossier).is_open
    for milestone in plan.record.milestones:
        was, source = reached.get(milestone.id, (None, names.file(plan)))
        before = days.get(milestone.id)
        moved = before if before != milestone.date else None
        yield MilestoneRow(milestone, moved, was, is_told or was is not None, source)


def _point(row: MilestoneRow) -> ScheduleRow:
    return ScheduleRow(
        title=row.milestone.title,
        plan=Span(row.milestone.date, row.milestone.date),
        first=row.first,
        actual=span(row.reached, row.reached),
        is_over=row.reached is not None,
        is_point=True,
        can_be_late=row.can_be_late,
        source=row.source,
    )
