"""Views of projects: who carries a major improvement out, with what money, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.model.messages import say
from handrail.register import in_force
from handrail.views import names
from handrail.views.pilots import effect_table
from handrail.views.pilots import issue_table
from handrail.views.pilots import round_table
from handrail.views.plans import amount
from handrail.views.project_schedule import milestones
from handrail.views.project_schedule import schedule
from handrail.views.record_deadlines import deadlines_of
from handrail.views.rollouts import coverage
from handrail.views.rollouts import handed_over
from handrail.views.scope_changes import change_table
from handrail.views.standing import Standing
from handrail.views.standing import standing
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.messages import Message
    from handrail.model.records import Charter
    from handrail.model.records import Resource
    from handrail.model.records import StatusReport
    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.views.project_schedule import MilestoneRow

_REPORT = "status-report"


def is_project(register: Register, dossier: Dossier) -> bool:
    """Tell whether an improvement is carried out as a project: it was approved as a major one."""
    if any(dossier.of_type("charter")):
        return True
    decided = [
        dossier.record(visit.document)
        for visit in register.progress(dossier).path
        if visit.document and visit.step.document == "decision" and visit.is_carried
    ]
    return any(one.outcome == "approved" and one.class_ == "major" for one in decided if one)


# -- people and money -------------------------------------------------------------------------


def team(register: Register, dossier: Dossier) -> Table:
    """Return who is in a project, and for what."""
    charter = _charter(register, dossier)
    rows: list[tuple[Link, Cell]] = []
    if charter is not None:
        rows += [(names.actor(register, charter.manager), say("project manager"))]
        rows += [(names.actor(register, one.person), one.duty) for one in charter.members]
    columns: tuple[Field[tuple[Link, Cell]], ...] = (
        Field("person", say("Person"), lambda row: row[0]),
        Field("duty", say("Duty"), lambda row: row[1]),
    )
    return tabulate("team", say("Team"), columns, rows)


def _charter(register: Register, dossier: Dossier) -> Charter | None:
    found = in_force(register, dossier, "charter")
    return found.record if found else None


def efforts(register: Register, dossier: Dossier) -> Table:
    """Return the resources that were proposed, and those that were assigned."""
    charter = _charter(register, dossier)
    proposal = in_force(register, dossier, "proposal")
    rows: list[tuple[Message, Resource]] = []
    if charter is not None:
        proposed = proposal.record.resources if proposal and proposal.record else ()
        rows += [(say("proposed"), one) for one in proposed]
        rows += [(say("assigned"), one) for one in charter.resources]
    columns: tuple[Field[tuple[Message, Resource]], ...] = (
        Field("state", say("State"), lambda row: row[0]),
        Field("who", say("Who"), lambda row: row[1].who),
        Field("effort", say("Effort"), lambda row: row[1].effort),
    )
    return tabulate("resources", say("Resources"), columns, rows)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """An amount of money, and what is said about it."""

    what: Message
    amount: float
    currency: str
    note: Text | Message | None = None


def budget(register: Register, dossier: Dossier) -> Table:
    """Return what was proposed, what was assigned and what was spent, with the differences."""
    columns: tuple[Field[MoneyRow], ...] = (
        Field("what", say("Money"), lambda row: row.what),
        Field("amount", say("Amount"), lambda row: amount(row.amount)),
        Field("currency", say("Currency"), lambda row: row.currency),
        Field("note", say("Note"), lambda row: row.note),
    )
    return tabulate("budget", say("Budget"), columns, _money(register, dossier))


def _money(register: Register, dossier: Dossier) -> Iterator[MoneyRow]:
    charter = _charter(register, dossier)
    if charter is None:
        return
    given = charter.budget
    proposal = in_force(register, dossier, "proposal")
    cost = proposal.record.cost if proposal and proposal.record else None
    if cost is not None:
        yearly = (
            say("and {amount} {currency} a year", amount=amount(cost.recurring), currency=cost.currency)
            if cost.recurring
            else None
        )  # fmt: skip
        yield MoneyRow(say("proposed"), cost.amount, cost.currency, yearly)
    yield MoneyRow(say("assigned"), given.amount, given.currency)
    if cost is not None and cost.currency == given.currency:
        change = given.amount - cost.amount
        yield MoneyRow(say("difference"), change, given.currency, charter.difference)
    told = [one for one in reports(register, dossier) if one.report.spent]
    spent = told[-1].report.spent if told else None
    if spent is not None:
        yield MoneyRow(
            say("spent"), spent.amount, spent.currency, say("as of {day}", day=told[-1].day)
        )
        if spent.currency == given.currency:
            yield MoneyRow(say("left"), given.amount - spent.amount, given.currency)


# -- status reports ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A status report, and how much of the budget was spent by then."""

    source: Link
    day: date
    report: StatusReport
    share: int | None


def reports(register: Register, dossier: Dossier) -> list[ReportRow]:
    """Return the finished status reports of a project in their order."""
    charter = _charter(register, dossier)
    return [
        ReportRow(names.file(one), one.completed, one.record, _share(one.record, charter))
        for one in dossier.of_type(_REPORT)
        if one.completed and one.record
    ]


def _share(report: StatusReport, charter: Charter | None) -> int | None:
    """Return the percentage of the budget that was spent."""
    given = charter.budget if charter else None
    spent = report.spent
    if given is None or spent is None or spent.currency != given.currency or not given.amount:
        return None
    return round(100 * spent.amount / given.amount)


def report_due(register: Register, dossier: Dossier) -> date | None:
    """Return until when the next status report is promised."""
    return min(
        (
            one.day
            for one in deadlines_of(register, dossier)
            if one.route == () and split_name(_name(one.path))[0] == _REPORT
        ),
        default=None,
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def report_table(register: Register, dossier: Dossier) -> Table:
    """Return how a project said it went, report by report."""
    columns: tuple[Field[ReportRow], ...] = (
        Field("document", say("Document"), lambda row: row.source),
        Field("day", say("Date"), lambda row: row.day),
        Field("period", say("Period"), lambda row: row.report.period),
        Field("state", say("State"), lambda row: word(row.report.state)),
        Field("spent", say("Spent"), lambda row: amount(row.report.spent.amount) if row.report.spent else None),
        Field("currency", say("Currency"), lambda row: row.report.spent.currency if row.report.spent else None),
        Field("share", say("Share of the budget in %"), lambda row: row.share),
    )  # fmt: skip
    return tabulate("reports", say("Status reports"), columns, reports(register, dossier))


def project_tables(register: Register, dossier: Dossier) -> tuple[Table, ...]:
    """Return all that is told of a project, in tables; none of what is no project."""
    if not is_project(register, dossier):
        return ()
    found = (
        team(register, dossier),
        budget(register, dossier),
        efforts(register, dossier),
        schedule(register, dossier),
        report_table(register, dossier),
        round_table(register, dossier),
        effect_table(register, dossier),
        issue_table(register, dossier),
        coverage(register, dossier),
        change_table(register, dossier),
        handed_over(register, dossier),
    )
    return tuple(table for table in found if table.rows)


# -- all projects -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectRow:
    """A project: who leads it, where it stands and what comes next."""

    standing: Standing
    manager: Link | None
    until: date | None
    milestone: MilestoneRow | None
    report: ReportRow | None
    report_due: date | None
    overdue: tuple[Message, ...]


def projects(register: Register) -> Iterator[ProjectRow]:
    """Yield every major improvement."""
    for dossier in register.improvements:
        if is_project(register, dossier):
            yield _project(register, dossier)


def _project(register: Register, dossier: Dossier) -> ProjectRow:
    now, charter = standing(register, dossier), _charter(register, dossier)
    ahead = [
        one
        for one in milestones(register, dossier)
        if one.reached is None
        and now.is_open
        and (one.can_be_late or one.milestone.date >= register.as_of)
    ]
    following = min(ahead, key=lambda one: one.milestone.date, default=None)
    told, promised = reports(register, dossier), report_due(register, dossier)
    late = (
        (now.overdue, say("step")),
        (promised is not None and promised < register.as_of, say("status report")),
        (following is not None and following.milestone.date < register.as_of, say("milestone")),
    )
    return ProjectRow(
        standing=now,
        manager=names.actor(register, charter.manager) if charter else None,
        until=charter.to if charter else None,
        milestone=following,
        report=told[-1] if told else None,
        report_due=promised,
        overdue=tuple(said for is_late, said in late if is_late),
    )


PROJECTS = View[ProjectRow](
    id="projects",
    title=say("Projects"),
    rows=projects,
    columns=(
        Field("id", say("Id"), lambda row: row.standing.dossier.id),
        Field("title", say("Improvement"), lambda row: row.standing.record),
        Field("manager", say("Project manager"), lambda row: row.manager),
        Field("step", say("Step"), lambda row: row.standing.step.number if row.standing.step else None),
        Field("activity", say("Stands at"), lambda row: row.standing.step.title if row.standing.step else row.standing.end or row.standing.ended_as),
        Field("until", say("Planned until"), lambda row: row.until),
        Field("milestone", say("Next milestone"), lambda row: row.milestone.milestone.title if row.milestone else None),
        Field("milestone_date", say("Milestone due"), lambda row: row.milestone.milestone.date if row.milestone else None),
        Field("report", say("Last report"), lambda row: row.report.day if row.report else None),
        Field("report_state", say("State"), lambda row: word(row.report.report.state) if row.report else None),
        Field("report_due", say("Next report due"), lambda row: row.report_due),
        Field("overdue", say("Overdue"), lambda row: row.overdue or None),
    ),
)  # fmt: skip
