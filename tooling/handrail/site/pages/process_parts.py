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
    from collections.abc import Collection
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


def origin(sheet: Sheet, process: Process, requirements: Collection[str]) -> Iterator[str]:
    """Say what of the process was given, and what is ours; `requirements` are those that have a row."""
    if process.origin is None:
        return
    yield sheet.section(say("Where this comes from"), "origin")
    rows = [
        sheet.link(f"requirements.html#{one.lower()}", sheet.plain(one))
        if one in requirements
        else sheet.plain(one)
        for one in process.origin.requirements
    ]
    yield sheet.facts([
        (sheet.say("Given by the source"), sheet.prose(process.origin.given)),
        (sheet.say("Ours"), sheet.prose(process.origin.ours)),
        (sheet.say("Requirements"), sheet.several(rows)),
    ])  # fmt: skip


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
        path = f"processes/{process_id}/{template.file}"
        place, text = published.place_of(path), published.text_of(path)
        label = sheet.text(template.title)
        shown = sheet.link(place, label) if place else label
        file = sheet.plain(template.file)
        if text:
            name = sheet.plain(template.file.rpartition("/")[2])
            file = element("a", file, href=sheet.address(text), download=name)
        rows.append(join([shown, Html(" "), element("small", file)]))
    yield sheet.bullets(rows)
