"""The annual plan: goals, schedule, reviews, assessments and the votes on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.charts import Bar
from handrail.model.messages import say
from handrail.register import in_force
from handrail.render.gantt import gantt
from handrail.site import names
from handrail.site import words
from handrail.site.cells import cell
from handrail.site.fields import fields
from handrail.site.page import Page
from handrail.site.pages import documents
from handrail.site.pages import record
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import boxed
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.plan_progress import improvements_by_goal
from handrail.views.plan_schedule import planned_rows
from handrail.views.plans import goals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.records import Plan
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.views.plans import GoalRow

#: Shown in sections of their own.
_APART = frozenset({"goals", "schedule", "direction"})
_TONES = {"reached": "good", "on-track": "good", "at-risk": "warn", "off-track": "bad"}


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the list of plans, and a page for each year."""
    plans = sorted(register.plans, key=lambda one: one.year, reverse=True)
    sheet = Sheet(register, language, "plans.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(say("Annual plans")),
        blocks=tuple(_list(sheet, plans)),
        hide=("toc",),
    )
    for dossier in plans:
        if names.has_page(dossier.id):
            sheet = Sheet(register, language, f"plans/{dossier.id}.md")
            document = in_force(register, dossier, "plan")
            yield Page(
                path=sheet.path,
                title=sheet.title(say("Annual plan {year}", year=dossier.id)),
                blocks=tuple(_blocks(sheet, dossier, document)),
                source=document.path if document else None,
            )


def _list(sheet: Sheet, plans: list[Dossier]) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("What the department wants to be better at in a year, how it will know, and who does what by when."),
        class_="hr-lead",
    )  # fmt: skip
    if not plans:
        yield element("p", sheet.say("No plan has been written yet."))
        return
    rows = []
    for dossier in plans:
        progress = sheet.register.progress(dossier)
        where = (
            names.step(sheet, progress.here)
            if progress.here
            else words.end(sheet, progress.workflow, progress.ended_as or "")
        )
        goals = len(list(goals_of(sheet.register, dossier)))
        rows.append(
            [names.plan(sheet, dossier.id), sheet.plain(goals), where, sheet.day(progress.due)]
        )
    yield sheet.table(
        [sheet.say("Plan"), sheet.say("Goals"), sheet.say("Stands at"), sheet.say("Due")], rows
    )


def _blocks(sheet: Sheet, dossier: Dossier, document: Document | None) -> Iterator[str]:
    plan = document.record if document else None
    if plan is not None:
        yield element("div", sheet.prose(plan.direction), class_="hr-lead")
    yield sheet.section(say("Where it stands"), "stand")
    yield from record.stand(sheet, dossier)
    goals = list(goals_of(sheet.register, dossier))
    if goals:
        yield sheet.section(say("Goals"), "goals")
        made_for = improvements_by_goal(sheet.register, dossier)
        yield join(_goal(sheet, row, made_for.get(row.goal.id, ())) for row in goals)
    if plan is not None and plan.schedule:
        yield sheet.section(say("Schedule"), "schedule")
        yield from _schedule(sheet, plan)
    if document is not None:
        yield sheet.section(say("What the plan says besides"), document.name)
        yield documents.meta(sheet, document)
        yield fields(sheet, document, dossier, without=_APART)
    yield from _assessments(sheet, dossier)
    shown = frozenset({document.name}) if document else frozenset()
    yield from documents.document_sections(sheet, dossier, without=shown)
    yield sheet.section(say("Its way so far"), "way")
    yield record.way(sheet, dossier)
    yield from documents.vote_section(sheet, dossier)


def _goal(sheet: Sheet, row: GoalRow, made_for: tuple[Dossier, ...]) -> Html:
    goal, latest = row.goal, row.latest
    tone = _TONES.get(latest.state, "muted") if latest else "muted"
    state = (
        element("span", words.word(sheet, latest.state), class_=f"hr-badge hr-badge--{tone}")
        if latest
        else Html()
    )
    facts = sheet.facts([
        (sheet.say("Objective"), cell(sheet, row.objective)),
        (sheet.say("Shown by"), cell(sheet, row.kpi)),
        (sheet.say("From → to"), _way(sheet, row)),
        (sheet.say("Value measured"), _measured(sheet, row)),
        (sheet.say("At the latest review"), _amount(sheet, latest.value, goal.unit) if latest else Html()),
        (sheet.say("Latest review"), sheet.text(latest.text) if latest else Html()),
        (sheet.say("Processes"), sheet.several(names.process(sheet, one) for one in goal.processes)),
        (sheet.say("Closes"), sheet.several(names.gap(sheet, one, row.year) for one in goal.gaps)),
        (sheet.say("Improvements"), sheet.several(names.improvement(sheet, one.id) for one in made_for)),
    ])  # fmt: skip
    head = element("h3", Html(f"{sheet.text(goal.title)} {state}"))
    return element(
        "section",
        head + sheet.prose(goal.rationale) + facts,
        class_="hr-entry",
        id=f"goal-{goal.id}",
    )


def _measured(sheet: Sheet, row: GoalRow) -> Html:
    """Show what was measured of its KPI, of how many, and when: a figure from three cases says so."""
    found = row.measured
    if found is None:
        return Html()
    amount, period = _amount(sheet, found.value, row.goal.unit), sheet.plain(found.period.label)
    if found.n is None:
        return sheet.say("{amount} in {period}", amount=amount, period=period)
    return sheet.say("{amount} in {period}, of {n}", amount=amount, period=period, n=found.n)


def _way(sheet: Sheet, row: GoalRow) -> Html:
    goal = row.goal
    if goal.target is None:
        return Html()
    start = _amount(sheet, goal.baseline, goal.unit) or sheet.say("not measured")
    return Html(f"{start} → {_amount(sheet, goal.target, goal.unit)}")


def _amount(sheet: Sheet, value: float | None, unit: str | None) -> Html:
    return sheet.plain(f"{value:g} {unit or ''}".strip()) if value is not None else Html()


def _schedule(sheet: Sheet, plan: Plan) -> Iterator[str]:
    goals = {goal.id: goal.title for goal in plan.goals}
    rows = list(planned_rows(sheet.register, plan))
    bars = [Bar(label=sheet.read(one.row.title), plan=one.plan, actual=one.actual) for one in rows]
    drawing = gantt(
        bars,
        today=sheet.register.as_of,
        title=sheet.title(say("Schedule, planned above and actual below; the table says the same")),
        today_label=sheet.title(say("today")),
    )
    yield boxed(element("div", drawing, class_="hr-gantt-box"))
    yield sheet.table(
        [
            sheet.say("What"),
            sheet.say("From"),
            sheet.say("To"),
            sheet.say("Responsible"),
            sheet.say("Goal"),
            sheet.say("Improvement"),
            sheet.say("Was from"),
            sheet.say("Was until"),
        ],
        [
            [
                sheet.text(one.row.title),
                sheet.day(one.row.from_),
                sheet.day(one.row.to),
                names.owner(sheet, one.row.responsible),
                sheet.text(goals.get(one.row.goal or "", one.row.goal)),
                names.improvement(sheet, one.improvement.id) if one.improvement else Html(),
                sheet.day(one.actual.start if one.actual else None),
                sheet.day(one.actual.end if one.actual else None),
            ]
            for one in rows
        ],
        caption=sheet.say("Schedule"),
    )


def _assessments(sheet: Sheet, dossier: Dossier) -> Iterator[str]:
    found = [
        one
        for one in sheet.register.of_type("assessment")
        if one.fields.get("year") == dossier.year
    ]
    if not found:
        return
    yield sheet.section(say("Where the processes stand"), "assessments", searched=False)
    for document in sorted(found, key=lambda one: one.path):
        process = document.fields["process"]
        known = sheet.register.processes.get(process)
        title = element("summary", sheet.text(known.title) if known else sheet.plain(process))
        inner = documents.meta(sheet, document) + fields(sheet, document)
        yield element(
            "details",
            title + inner,
            class_="hr-entry",
            id=f"assessment-{process}" if names.has_page(process) else None,
        )
