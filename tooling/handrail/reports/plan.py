"""`report plan`: what the quality lead brings to the review of the annual plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.periods import fiscal_year
from handrail.register import State
from handrail.register import in_force
from handrail.reports.report import Report
from handrail.reports.report import Section
from handrail.views import meetings
from handrail.views import plan_progress
from handrail.views import plans
from handrail.views.improvements import OVERDUE_ONES
from handrail.views.lengths import length
from handrail.views.plans import GoalRow
from handrail.views.standing import waitings
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message
    from handrail.model.periods import Period
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.views.standing import Waiting

#: A review that says this of a goal asks for a decision.
_TROUBLED = ("at-risk", "off-track")


def plan_report(register: Register, period: Period) -> Report:
    """Say how a plan went up to the end of a period, and what is to be decided about it."""
    year = fiscal_year(period.start, register.fiscal_year_start)
    dossier = register.dossiers_by_folder.get(f"improvements/{year}")
    return Report(
        id="plan",
        title=say("Annual plan {year}: how it goes", year=year),
        period=period,
        as_of=register.as_of,
        sections=tuple(_sections(register, dossier, period)) if dossier else (_no_plan(year),),
    )


def _no_plan(year: int) -> Section:
    return Section(
        title=say("Goals"), texts=(say("There is no plan for {year} in this repository.", year=year),)
    )  # fmt: skip


def _sections(register: Register, dossier: Dossier, period: Period) -> Iterator[Section]:
    goals = list(plans.goals_of(register, dossier, period.end))
    yield Section(
        title=say("Goals"),
        texts=tuple(_about(register, dossier, period)),
        tables=(tabulate("goals", say("Goals"), plans.PROGRESS, goals),),
    )
    yield _to_decide(register, goals)
    yield Section(
        title=say("What is done for each goal"),
        tables=(
            tabulate(
                "points", say("What is done for each goal"), plan_progress.POINT_COLUMNS,
                plan_progress.points(register, dossier, period.end),
            ),
        ),
    )  # fmt: skip
    yield Section(
        title=say("Schedule"),
        tables=(
            tabulate(
                "schedule", say("Schedule"), plan_progress.SCHEDULE_COLUMNS,
                plan_progress.scheduled(register, dossier, period),
            ),
        ),
    )  # fmt: skip
    yield _decided(register, dossier, period)
    yield _actions(register, period)
    yield from _meetings(register, period)
    yield Section(
        title=say("Changes of the plan"),
        tables=(
            tabulate(
                "changes", say("Changes of the plan"), plan_progress.CHANGE_COLUMNS,
                plan_progress.changes(register, dossier, period.end),
            ),
        ),
    )  # fmt: skip


def _about(register: Register, dossier: Dossier, period: Period) -> Iterator[Message]:
    """Say which plan this is about, and what the figures are worth."""
    document = in_force(register, dossier, "plan", period.end)
    if document is None or document.record is None:
        yield say("The plan cannot be read; handrail check says why.")
        return
    every = length(document.record.review_every)
    decided = [
        visit.date
        for visit in register.progress(dossier).path
        if visit.document == document.name and visit.is_carried
    ]
    if decided:
        yield say("In force: {plan}, approved on {day}; to be reviewed every {every}.",
                  plan=document.name, day=decided[0], every=every)  # fmt: skip
    elif document.is_draft:
        yield say("Being written: {plan}; nobody has voted on it.", plan=document.name)
    else:
        yield say("Not approved yet: {plan}; to be reviewed every {every}.",
                  plan=document.name, every=every)  # fmt: skip
    if document.record.capacity is not None:
        yield say("{days} person-days are set aside for improvement this year.",
                  days=plans.amount(document.record.capacity))  # fmt: skip
    if period.end >= register.as_of:
        yield say("The period is not over: what is measured and reviewed later is not in here.")


def _to_decide(register: Register, goals: list[GoalRow]) -> Section:
    columns = OVERDUE_ONES.columns
    votes = [one for one in waitings(register) if one.state is State.VOTE]
    troubled = [row for row in goals if row.latest and row.latest.state in _TROUBLED]
    late = [one for one in waitings(register) if one.overdue and one.state is not State.VOTE]
    return Section(
        title=say("What needs a decision"),
        tables=(
            tabulate("troubled", say("Goals at risk or off track"), _TROUBLE, troubled),
            tabulate("votes", say("Put to the vote"), _asked(columns), votes),
            tabulate("overdue", say("Past their time"), _asked(columns), late),
        ),
    )


def _asked(columns: tuple[Field[Waiting], ...]) -> tuple[Field[Waiting], ...]:
    shown = ("title", "document", "waiting_for", "since", "due", "overdue")
    return tuple(column for column in columns if column.id in shown)


_TROUBLE: tuple[Field[GoalRow], ...] = (
    Field("goal", say("Goal"), lambda row: row.goal.title),
    Field("state", say("State"), lambda row: word(row.latest.state) if row.latest else None),
    Field("text", say("What the review says"), lambda row: row.latest.text if row.latest else None),
)


def _decided(register: Register, dossier: Dossier, period: Period) -> Section:
    return Section(
        title=say("Decisions of the period"),
        texts=tuple(_review_decisions(dossier, period)),
        tables=(
            tabulate(
                "decisions", say("Decisions of the period"), plan_progress.DECISION_COLUMNS,
                plan_progress.decided(register, period),
            ),
        ),
    )  # fmt: skip


def _review_decisions(dossier: Dossier, period: Period) -> Iterator[Text]:
    """Yield what was decided at reviews of the plan."""
    for document in dossier.of_type("plan-review"):
        if document.completed and document.completed in period and document.record is not None:
            yield from document.record.decisions


def _actions(register: Register, period: Period) -> Section:
    rows = meetings.actions(register)
    due = [row for row in rows if row.action.due in period]
    in_time = [row for row in due if row.action.done and row.action.done <= row.action.due]
    texts = (
        say("{done} of {all} actions due in the period were done in time.",
            done=len(in_time), all=len(due)),
    ) if due else ()  # fmt: skip
    still_open = sorted((row for row in rows if row.is_open), key=lambda row: row.owner.id)
    return Section(
        title=say("Open actions"),
        texts=texts,
        tables=(tabulate("actions", say("Open actions"), meetings.ACTION_COLUMNS, still_open),),
    )


def _meetings(register: Register, period: Period) -> Iterator[Section]:
    rows = [
        row
        for row in meetings.meetings(register)
        if any(day and day in period for day in (row.meeting.planned, row.meeting.held))
    ]
    planned = [row for row in rows if row.meeting.planned and row.meeting.planned in period]
    kept = [row for row in planned if row.meeting.held == row.meeting.planned]
    text = say("{held} of {planned} meetings were held on the day they were planned for.",
               held=len(kept), planned=len(planned))  # fmt: skip
    yield Section(
        title=say("Meetings"),
        texts=(text,) if planned else (),
        tables=(tabulate("meetings", say("Meetings"), meetings.MEETING_COLUMNS, reversed(rows)),),
    )
    yield Section(
        title=say("Who took part"),
        tables=(
            tabulate(
                "participation", say("Who took part"), meetings.PARTICIPATION_COLUMNS,
                meetings.participation(register, period),
            ),
        ),
    )  # fmt: skip
