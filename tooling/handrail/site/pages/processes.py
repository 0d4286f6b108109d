"""The map of processes: what there is, by stage, and who owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site.cells import lively
from handrail.site.page import Page
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views import VIEWS
from handrail.views.improvements import OPEN
from handrail.views.processes import improvements_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Process
    from handrail.register import Register

_STAGES = {
    "strategy": say("Strategy"),
    "design": say("Design"),
    "transition": say("Transition"),
    "operation": say("Operation"),
    "improvement": say("Improvement"),
}


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the map."""
    sheet = Sheet(register, language, "processes.md")
    yield Page(
        path=sheet.path, title=sheet.title(say("Map of processes")), blocks=tuple(_blocks(sheet))
    )


def _blocks(sheet: Sheet) -> Iterator[str]:
    processes = sheet.register.processes
    yield element(
        "p",
        sheet.say("What the department does again and again, written down so that anyone can see who does what, how well, and what comes next."),
        class_="hr-lead",
    )  # fmt: skip
    stages = dict.fromkeys((*_STAGES, *(process.stage for process in processes.values())))
    for stage in stages:
        found = {key: one for key, one in processes.items() if one.stage == stage}
        if not found:
            continue
        yield sheet.section(_STAGES.get(stage, stage), f"stage-{stage}")
        yield element(
            "div", join(_card(sheet, key, one) for key, one in found.items()), class_="hr-cards"
        )
    yield sheet.section(say("All processes"), "all")
    table = VIEWS["processes"].table(sheet.register)
    yield lively(
        sheet,
        table,
        ("title", "version", "state", "owner", "stage", "tier", "kpis"),
        selected=("state", "stage", "tier"),
    )
    yield sheet.section(say("What they hand to one another"), "interfaces")
    yield sheet.table(
        [sheet.say("From"), sheet.say("To"), sheet.say("What")],
        [
            [names.process(sheet, key), names.process(sheet, one.to), sheet.text(one.title)]
            for key, process in processes.items()
            for one in process.outputs
            if one.to
        ],
    )


def _card(sheet: Sheet, process_id: str, process: Process) -> Html:
    table = improvements_on(sheet.register, process_id)
    place = [column.id for column in table.columns].index("state")
    under_way = sum(row[place] == OPEN for row in table.rows)
    facts = [
        sheet.say("Owner: {owner}", owner=names.owner(sheet, process.owner, process_id)),
        sheet.say("Version {version}", version=process.version),
    ]
    if under_way:
        facts.append(sheet.say("{count} improvements under way", count=under_way))
    return element(
        "div",
        element("h3", names.process(sheet, process_id))
        + sheet.prose(process.purpose)
        + element("small", join(facts, " · ")),
        class_="hr-card",
    )
