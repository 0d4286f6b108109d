"""The map of interfaces: which process hands what to which, as a matrix and as a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site.cells import lively
from handrail.site.page import Page
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import boxed
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views import VIEWS
from handrail.views.interfaces import interfaces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.register import Register

_TABLE = "all"
#: The whole table is on the page: the matrix leads to what it chooses from it.
_ALL = 10_000


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "interfaces.md")
    counts = Counter((one.giver.id, one.taker.id) for one in interfaces(register))
    yield Page(
        path=sheet.path,
        title=sheet.title(say("Interfaces between processes")),
        blocks=tuple(_blocks(sheet, counts)),
        hide=("toc",),
    )


def _blocks(sheet: Sheet, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    if not counts:
        yield element("p", sheet.say("So far no process hands anything to another."))
        return
    involved = {one for pair in counts for one in pair}
    known = [key for key in sheet.register.processes if key in involved]
    processes = [*known, *sorted(involved - {*known})]
    yield element(
        "p",
        sheet.say(
            "{count} interfaces between {processes} processes. Each is told by both sides: what is handed over, and when it is good enough.",
            count=sum(counts.values()), processes=len(processes),
        ),
        class_="hr-lead",
    )  # fmt: skip
    yield sheet.section(say("Who hands how much to whom"), "matrix", searched=False)
    yield element(
        "p",
        sheet.say(
            "A row gives, a column takes. A number leads to what is handed over; names in a dashed frame are planned processes."
        ),
        class_="hr-note",
    )
    yield _matrix(sheet, processes, counts)
    yield sheet.section(say("All interfaces"), _TABLE, searched=False)
    yield lively(
        sheet,
        VIEWS["interfaces"].table(sheet.register),
        ("title", "from", "to", "criteria", "delivered_at", "taken_at"),
        selected=("from", "to"),
        paged=_ALL,
    )


def _matrix(sheet: Sheet, processes: Sequence[str], counts: Counter[tuple[str, str]]) -> Html:
    head = join(
        element("th", _name(sheet, one, linked=False), scope="col", class_=_class(sheet, one))
        for one in processes
    )
    corner = element("td", sheet.say("from ↓ to →"))
    rows = [
        element(
            "tr",
            join(
                [
                    element("th", _name(sheet, giver), scope="row", class_=_class(sheet, giver)),
                    *(_count(sheet, giver, taker, counts[giver, taker]) for taker in processes),
                ],
                " ",
            ),
        )
        for giver in processes
    ]
    caption = element("caption", sheet.say("Number of interfaces"), class_="hr-hidden")
    inner = f"{caption}<thead><tr>{corner}{head}</tr></thead><tbody>{join(rows)}</tbody>"
    table = element("table", inner, class_="hr-table hr-crossing")
    return boxed(table, sheet.say("Number of interfaces"))


def _name(sheet: Sheet, process_id: str, *, linked: bool = True) -> Html:
    known = sheet.register.processes.get(process_id)
    if linked or known is None:
        return names.process(sheet, process_id)
    return element("span", sheet.text(known.title))


def _class(sheet: Sheet, process_id: str) -> str | None:
    known = sheet.register.processes.get(process_id)
    return "hr-planned" if known and known.state == "planned" else None


def _count(sheet: Sheet, giver: str, taker: str, count: int) -> Html:
    if giver == taker and not count:
        return element("td", class_="hr-crossing__self")
    if not count:
        return element("td")
    titles = [
        sheet.register.processes[one].title if one in sheet.register.processes else one
        for one in (giver, taker)
    ]
    said = sheet.say(
        "{count} from {giver} to {taker}", count=count, giver=titles[0], taker=titles[1]
    )
    place = sheet.address(f"interfaces.html?from={giver}&amp;to={taker}#{_TABLE}")
    link = element("a", sheet.plain(count), href=place, title=said, aria_label=said)
    return element("td", link)
