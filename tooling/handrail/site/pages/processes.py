"""The map of processes: what there is, by stage and tier, and who owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site import words
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
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.messages import Message
    from handrail.model.records import Process
    from handrail.register import Register

_STAGES = {
    "strategy": say("Strategy"),
    "design": say("Design"),
    "transition": say("Transition"),
    "operation": say("Operation"),
    "improvement": say("Continual improvement"),
}
_TIERS = {
    "key": say("Key processes"),
    "branch": say("Branch processes"),
    "working": say("Working processes"),
}


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the map."""
    sheet = Sheet(register, language, "processes.md")
    yield Page(
        path=sheet.path, title=sheet.title(say("Map of processes")), blocks=tuple(_blocks(sheet))
    )


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("What the department does again and again, written down so that anyone can see who does what, how well, and what comes next."),
        class_="hr-lead",
    )  # fmt: skip
    yield sheet.section(say("By stage of the life cycle"), "map")
    yield _map(sheet)
    yield element(
        "p",
        sheet.say("Processes with a dashed edge are planned: they are described and not yet in force."),
        class_="hr-note",
    )  # fmt: skip
    yield sheet.section(say("All processes"), "all")
    table = VIEWS["processes"].table(sheet.register)
    yield lively(
        sheet,
        table,
        ("title", "version", "state", "owner", "stage", "tier", "kpis"),
        selected=("state", "stage", "tier"),
    )
    interfaces = sheet.link("interfaces.html", sheet.say("Interfaces between processes"))
    yield element("p", sheet.say("What they hand to one another: {page}.", page=interfaces))


def _map(sheet: Sheet) -> Html:
    """Write the grid: a row for each stage, a column for each tier; on a narrow screen one below the other."""
    processes = sheet.register.processes
    stages = _used(_STAGES, (process.stage for process in processes.values()))
    tiers = _used(_TIERS, (process.tier for process in processes.values()))
    head = join(
        [
            element("td"),
            *(element("th", _said(sheet, _TIERS, tier), scope="col") for tier in tiers),
        ]
    )
    rows = []
    for stage in stages:
        cells = [element("th", _said(sheet, _STAGES, stage), scope="row")]
        for tier in tiers:
            cards = [
                _card(sheet, key, one)
                for key, one in processes.items()
                if (one.stage, one.tier) == (stage, tier)
            ]
            label = _said(sheet, _TIERS, tier) if cards else None
            cells.append(element("td", join(cards, " "), data_tier=label))
        rows.append(element("tr", join(cells, " ")))
    inner = f"<thead><tr>{head}</tr></thead><tbody>{join(rows)}</tbody>"
    return element("table", inner, class_="hr-map")


def _used(known: Iterable[str], found: Iterable[str]) -> list[str]:
    there = dict.fromkeys(found)
    return [one for one in dict.fromkeys((*known, *there)) if one in there]


def _said(sheet: Sheet, titles: Mapping[str, Message], value: str) -> Html:
    title = titles.get(value)
    return sheet.tell(title) if title else words.word(sheet, value)


def _card(sheet: Sheet, process_id: str, process: Process) -> Html:
    register = sheet.register
    table = improvements_on(register, process_id)
    place = [column.id for column in table.columns].index("state")
    under_way = sum(row[place] == OPEN for row in table.rows)
    is_owned = register.offices is None or register.owners(process_id)
    owned = (
        names.owner(sheet, process.owner, process_id)
        if is_owned
        else element("em", sheet.say("nobody yet"))
    )
    facts = [sheet.say("Owner: {owner}", owner=owned)]
    if process.state == "active":
        facts.append(sheet.say("Version {version}", version=process.version))
    else:
        facts.append(element("span", words.word(sheet, process.state), class_="hr-badge"))
    if under_way:
        facts.append(
            sheet.say("1 improvement under way")
            if under_way == 1
            else sheet.say("{count} improvements under way", count=under_way)
        )
    state = f" hr-place--{process.state}" if process.state in {"planned", "retired"} else ""
    return element(
        "div",
        element("strong", names.process(sheet, process_id))
        + " "
        + element("small", join(facts, " · ")),
        class_=f"hr-place{state}",
    )
