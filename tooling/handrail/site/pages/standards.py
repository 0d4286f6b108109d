"""Standards: for each framework, what processes cover and what none covers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handrail.site import names
from handrail.site.page import Page
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.standards import STANDARDS
from handrail.views.standards import coverage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.frameworks import Framework
    from handrail.model.tables import Link
    from handrail.register import Register
    from handrail.views.standards import Coverage


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "standards.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(STANDARDS.title),
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("Which process covers which part of a standard, as the processes themselves say. What no process covers need not be a gap: it may lie outside what this department does."),
        class_="hr-lead",
    )  # fmt: skip
    yield element(
        "p",
        sheet.say("The texts of these frameworks are protected. Here stand their numbers and our own words; the text itself is with whoever publishes it."),
        class_="hr-note",
    )  # fmt: skip
    for framework, found in groupby(coverage(sheet.register), key=lambda row: row.framework):
        yield from _framework(sheet, framework, tuple(found))


def _framework(sheet: Sheet, framework: Framework, rows: Sequence[Coverage]) -> Iterator[str]:
    yield sheet.section(framework.title, framework.id)
    covered = sum(bool(row.processes) for row in rows)
    planned = sum(bool(row.planned and not row.processes) for row in rows)
    said = (
        sheet.say(
            "{covered} of {all} are covered by a process in force, {planned} more by a planned one.",
            covered=covered, all=len(rows), planned=planned,
        )
        if planned
        else sheet.say("{covered} of {all} are covered by a process in force.", covered=covered, all=len(rows))
    )  # fmt: skip
    yield element("p", said)
    yield sheet.table(
        [sheet.say("Clause"), sheet.say("About"), sheet.say("Processes")],
        [
            [
                element(
                    "span", sheet.plain(row.clause.id), id=_anchor(framework.id, row.clause.id)
                ),
                sheet.text(row.clause.about),
                _processes(sheet, row),
            ]
            for row in rows
        ],
    )


def place(framework: str, clause: str) -> str:
    """Return where a clause of a framework stands."""
    return f"standards.html#{_anchor(framework, clause)}"


def _anchor(framework: str, clause: str) -> str:
    return f"{framework}-{clause}"


def _processes(sheet: Sheet, row: Coverage) -> Html:
    """Name the processes that cover a clause; that there is none is seen at a glance."""
    if not row.processes and not row.planned:
        return element("span", sheet.say("no process"), class_="hr-badge hr-badge--warn")
    planned = join(
        [element("span", sheet.say("planned"), class_="hr-badge"), _links(sheet, row.planned)], " "
    )
    return join([_links(sheet, row.processes), planned if row.planned else Html()], " ")


def _links(sheet: Sheet, processes: Sequence[Link]) -> Html:
    return Html(sheet.several(names.process(sheet, one.id) for one in processes))
