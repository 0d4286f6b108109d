"""The parts of a process's page that not every process has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site import published
from handrail.site import words
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message
    from handrail.model.records import Kpi
    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.site.sheet import Sheet


def scope(sheet: Sheet, process: Process) -> Iterator[str]:
    """Say what a process covers and what it does not."""
    yield sheet.section(say("Scope"), "scope")
    covered = element("h3", sheet.say("Covered")) + sheet.bullets(
        sheet.text(one) for one in process.scope.in_
    )
    left_out = element("h3", sheet.say("Not covered")) + sheet.bullets(
        sheet.text(one) for one in process.scope.out
    )
    yield element("div", element("div", covered) + element("div", left_out), class_="hr-pair")


def roles(sheet: Sheet, process: Process) -> Iterator[str]:
    """Describe the roles that only this process has."""
    if not process.roles:
        return
    yield sheet.section(say("Roles"), "roles")
    for role in process.roles:
        head = element("h3", sheet.text(role.title))
        yield element(
            "section",
            head + sheet.bullets(sheet.text(one) for one in role.duties),
            id=f"role-{role.id}",
        )


def interfaces(sheet: Sheet, process: Process) -> Iterator[str]:
    """Say what comes in and what goes out."""
    if process.inputs:
        yield sheet.section(say("What it receives"), "inputs")
        yield sheet.table(
            [sheet.say("What"), sheet.say("From"), sheet.say("Good enough when")],
            [
                [
                    sheet.text(one.title),
                    names.process(sheet, one.from_) if one.from_ else sheet.text(one.source),
                    sheet.text(one.criteria),
                ]
                for one in process.inputs
            ],
        )
    if process.outputs:
        yield sheet.section(say("What it delivers"), "outputs")
        yield sheet.table(
            [sheet.say("What"), sheet.say("To"), sheet.say("Good enough when")],
            [
                [
                    sheet.text(one.title),
                    names.process(sheet, one.to) if one.to else sheet.text(one.receiver),
                    sheet.text(one.criteria),
                ]
                for one in process.outputs
            ],
        )


def measures(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Say what must go well and which numbers show it."""
    if process.success_factors:
        yield sheet.section(say("What must go well"), "success-factors")
        yield sheet.table(
            [sheet.say("Success factor"), sheet.say("Shown by")],
            [
                [
                    sheet.text(one.title),
                    sheet.several(names.kpi(sheet, f"{process_id}/{kpi}") for kpi in one.kpis),
                ]
                for one in process.success_factors
            ],
        )
    if process.kpis:
        yield sheet.section(say("Measures"), "kpis")
        for kpi in process.kpis:
            yield _kpi(sheet, process_id, kpi)


def _kpi(sheet: Sheet, process_id: str, kpi: Kpi) -> Html:
    sign = "≤" if kpi.direction == "down" else "≥"
    facts = sheet.facts([
        (sheet.say("Target"), _value(sheet, sign, kpi.target, kpi.unit)),
        (sheet.say("Warning from"), _value(sheet, "", kpi.warning, kpi.unit)),
        (sheet.say("Measured"), words.word(sheet, kpi.frequency)),
        (sheet.say("Owner"), names.owner(sheet, kpi.owner, process_id)),
        (sheet.say("Worked out as"), sheet.text(kpi.formula)),
        (sheet.say("Read from"), sheet.text(kpi.source)),
    ])  # fmt: skip
    question = element("p", sheet.text(kpi.question), class_="hr-question")
    return element(
        "section",
        element("h3", sheet.text(kpi.title)) + question + facts,
        class_="hr-entry",
        id=f"kpi-{kpi.id}",
    )


def _value(sheet: Sheet, sign: str, value: float | None, unit: str) -> Html:
    return sheet.plain(f"{sign} {value:g} {unit}".strip()) if value is not None else Html()


def risks(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Say what may go wrong, and what keeps it from doing so."""
    if process.risks:
        yield sheet.section(say("Risks"), "risks")
        yield sheet.table(
            [sheet.say("Risk"), sheet.say("Likelihood"), sheet.say("Impact"), sheet.say("Response"),
             sheet.say("Owner"), sheet.say("Look again by")],
            [
                [
                    element("span", sheet.text(one.cause), id=f"risk-{one.id}"),
                    grade(sheet, one.likelihood),
                    grade(sheet, one.impact),
                    sheet.text(one.response),
                    names.owner(sheet, one.owner, process_id),
                    sheet.day(one.review_by),
                ]
                for one in process.risks
            ],
        )  # fmt: skip
    if process.controls:
        causes = {risk.id: risk.cause for risk in process.risks}
        titles = {activity.id: activity.title for activity in process.activities}
        yield sheet.section(say("Controls"), "controls")
        yield sheet.table(
            [sheet.say("Control"), sheet.say("At"), sheet.say("Threshold"), sheet.say("Owner"),
             sheet.say("Evidence"), sheet.say("Against")],
            [
                [
                    sheet.text(one.what),
                    sheet.text(titles.get(one.activity, one.activity)),
                    sheet.text(one.threshold),
                    names.owner(sheet, one.owner, process_id),
                    sheet.text(one.evidence),
                    sheet.bullets(sheet.text(causes.get(risk, risk)) for risk in one.against),
                ]
                for one in process.controls
            ],
        )  # fmt: skip


def grade(sheet: Sheet, level: str) -> Html:
    """Show `low`, `medium` or `high`."""
    known = level if level in {"low", "medium", "high"} else "other"
    return element("span", words.word(sheet, level), class_=f"hr-level hr-level--{known}")


def regulations(sheet: Sheet, process: Process) -> Iterator[str]:
    """List what holds in the process: policies, records, escalations, exceptions, and the like."""
    lists: tuple[tuple[Message, tuple[Text, ...]], ...] = (
        (say("Policies"), process.policies),
        (say("Escalation"), process.escalations),
        (say("Exceptions"), process.exceptions),
        (say("Records"), process.records),
        (say("Channels"), process.channels),
        (say("Tools"), process.tools),
        (say("Obligations"), process.obligations),
    )
    said = [(title, items) for title, items in lists if items]
    if said:
        yield sheet.section(say("Rules and means"), "rules")
        yield sheet.facts(
            (sheet.tell(title), sheet.bullets(sheet.text(item) for item in items))
            for title, items in said
        )


def templates(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """List forms and templates, each to be opened."""
    if not process.templates:
        return
    yield sheet.section(say("Forms and templates"), "templates")
    rows = []
    for template in process.templates:
        place = published.place_of(f"processes/{process_id}/{template.file}")
        label = sheet.text(template.title)
        shown = sheet.link(place, label) if place else label
        rows.append(join([shown, Html(" "), element("small", sheet.plain(template.file))]))
    yield sheet.bullets(rows)
