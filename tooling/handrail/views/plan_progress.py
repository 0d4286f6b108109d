"""How the work on a plan goes: its points, its schedule, what was decided and how it was changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import Verdict
from handrail.register import in_force
from handrail.views import names
from handrail.views.record import tally
from handrail.views.standing import standing
from handrail.views.view import Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.messages import Message
    from handrail.model.periods import Period
    from handrail.model.records import Plan
    from handrail.model.records import ScheduleRow
    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.text import Text
    from handrail.register import Ballot
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register
    from handrail.views.standing import Standing


def _plan(register: Register, dossier: Dossier, day: date | None) -> Plan | None:
    document = in_force(register, dossier, "plan", day)
    plan: Plan | None = document.record if document else None
    return plan


# -- points -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PointRow:
    """What is done for a goal: an improvement, or a point of the plan that nobody took up yet."""

    goal: Text
    title: Link | Text
    standing: Standing | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.standing is None or self.standing.is_open


def improvements_by_goal(register: Register, dossier: Dossier) -> Mapping[str, tuple[Dossier, ...]]:
    """Return the improvements of a plan's year by the goal they are made for."""
    found: dict[str, list[Dossier]] = defaultdict(list)
    for improvement in register.improvements:
        if improvement.year == dossier.year:
            goals = {
                goal
                for document in improvement.documents.values()
                for _, goal in document.references("plan-goal")
            }
            for goal in goals:
                found[goal].append(improvement)
    return {goal: tuple(improvements) for goal, improvements in found.items()}


def points(register: Register, dossier: Dossier, day: date | None = None) -> Iterator[PointRow]:
    """Yield what is done for each goal of a plan, and its points that nobody took up yet."""
    plan = _plan(register, dossier, day)
    if plan is None:
        return
    by_goal = improvements_by_goal(register, dossier)
    for goal in plan.goals:
        ids = dict.fromkeys(one.id for one in by_goal.get(goal.id, ()))
        own = [point for point in plan.initial_points if point.goal == goal.id]
        ids |= dict.fromkeys(point.improvement for point in own if point.improvement)
        for improvement_id in ids:
            known = register.dossiers_by_id.get(improvement_id)
            if known is not None:
                yield PointRow(goal.title, names.record(known), standing(register, known))
        for point in own:
            if point.improvement is None:
                yield PointRow(goal.title, point.title, None)


def _stands_at(row: PointRow) -> Cell:
    if row.standing is None:
        return say("nobody took it up yet")
    now = row.standing
    return now.step.title if now.step else now.end or now.ended_as


POINT_COLUMNS: tuple[Field[PointRow], ...] = (
    Field("goal", say("Goal"), lambda row: row.goal),
    Field("title", say("Improvement"), lambda row: row.title),
    Field("stands_at", say("Stands at"), _stands_at),
    Field("waiting_for", say("Waiting for"), lambda row: row.standing.waiting_for if row.standing else None),
    Field("due", say("Due"), lambda row: row.standing.due if row.standing else None),
    Field("overdue", say("Overdue"), lambda row: row.standing.overdue if row.standing else None),
)  # fmt: skip


# -- schedule -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScheduledRow:
    """A row of the schedule, where it stands in a period, and what is still open of its goal."""

    row: ScheduleRow
    responsible: Link
    where: Message
    goal: Text | None
    open_points: int | None


def scheduled(register: Register, dossier: Dossier, period: Period) -> Iterator[ScheduledRow]:
    """Yield what is scheduled up to the end of a period, in the order of its last days."""
    plan = _plan(register, dossier, period.end)
    if plan is None:
        return
    goals = {goal.id: goal.title for goal in plan.goals}
    rows = list(points(register, dossier, period.end))
    for row in sorted(plan.schedule, key=lambda one: (one.to, one.from_)):
        if row.from_ <= period.end:
            goal = goals.get(row.goal or "")
            count = sum(one.is_open for one in rows if one.goal == goal) if goal else None
            responsible = names.actor(register, row.responsible)
            yield ScheduledRow(row, responsible, _where(row, period), goal, count)


def _where(row: ScheduleRow, period: Period) -> Message:
    if row.to < period.start:
        return say("was due before")
    if row.to <= period.end:
        return say("due in this period")
    return say("begins") if row.from_ >= period.start else say("under way")


SCHEDULE_COLUMNS: tuple[Field[ScheduledRow], ...] = (
    Field("title", say("What"), lambda row: row.row.title),
    Field("from", say("From"), lambda row: row.row.from_),
    Field("to", say("To"), lambda row: row.row.to),
    Field("where", say("In this period"), lambda row: row.where),
    Field("responsible", say("Responsible"), lambda row: row.responsible),
    Field("goal", say("Goal"), lambda row: row.goal),
    Field("open", say("Open points of the goal"), lambda row: row.open_points),
)


# -- decisions ----------------------------------------------------------------------------

VERDICTS: Mapping[Verdict, Message] = {
    Verdict.CARRIED: say("carried"),
    Verdict.REFUSED: say("refused"),
}


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """What was decided by vote on a day."""

    day: date
    record: Link
    document: Link
    word: Text | str | None
    ballot: Ballot


def decided(register: Register, period: Period) -> list[DecidedRow]:
    """Return what was decided by vote in a period, in the order of days."""
    found = [
        DecidedRow(
            ballot.decided_on,
            names.record(dossier),
            names.document(dossier, ballot.name),
            word,
            ballot,
        )
        for dossier in register.dossiers
        for ballot, word in _ballots(register.progress(dossier))
        if ballot.verdict in VERDICTS
        and ballot.decided_on is not None
        and ballot.decided_on in period
    ]
    return sorted(found, key=lambda row: (row.day, row.document.id))


def _ballots(progress: Progress) -> Iterator[tuple[Ballot, Text | str | None]]:
    """Yield the ballots on a record, each with the word that was voted on."""
    words = progress.workflow.words if progress.workflow else {}
    for visit in progress.path:
        if visit.ballot is not None:
            yield visit.ballot, words.get(visit.word or "", visit.word)
    for ballot in progress.beside:
        yield ballot, None


DECISION_COLUMNS: tuple[Field[DecidedRow], ...] = (
    Field("day", say("Date"), lambda row: row.day),
    Field("record", say("Record"), lambda row: row.record),
    Field("document", say("Document"), lambda row: row.document),
    Field("word", say("Outcome"), lambda row: row.word),
    Field("verdict", say("Vote"), lambda row: VERDICTS[row.ballot.verdict]),
    Field("votes", say("Votes"), lambda row: tally(row.ballot)),
)


# -- changes ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of the plan, and what came of the vote on it."""

    document: Link
    day: date
    what: Text
    why: Text
    ballot: Ballot | None


def changes(register: Register, dossier: Dossier, day: date) -> Iterator[ChangeRow]:
    """Yield the changes of a plan that were finished by a day."""
    ballots = {ballot.name: ballot for ballot in register.progress(dossier).ballots}
    for document in dossier.of_type("scope-change"):
        change = document.record
        if change is not None and document.completed and document.completed <= day:
            yield ChangeRow(
                names.file(document), document.completed, change.what, change.why,
                ballots.get(document.name),
            )  # fmt: skip


def _outcome(row: ChangeRow) -> Cell:
    if row.ballot is None or row.ballot.verdict not in VERDICTS:
        return say("put to the vote")
    return VERDICTS[row.ballot.verdict]


CHANGE_COLUMNS: tuple[Field[ChangeRow], ...] = (
    Field("day", say("Date"), lambda row: row.day),
    Field("document", say("Document"), lambda row: row.document),
    Field("what", say("What"), lambda row: row.what),
    Field("why", say("Why"), lambda row: row.why),
    Field("verdict", say("Vote"), _outcome),
    Field("votes", say("Votes"), lambda row: tally(row.ballot)),
)
