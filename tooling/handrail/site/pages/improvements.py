"""The register of improvements, and a page for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site.cells import cell
from handrail.site.cells import lively
from handrail.site.page import Page
from handrail.site.pages import documents
from handrail.site.pages import project
from handrail.site.pages import record
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.views import VIEWS
from handrail.views.record import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.register import Register

_TITLE = say("Register of improvements")
#: Facts that stand elsewhere on the page.
_ELSEWHERE = frozenset(
    {"title", "state", "step", "activity", "ended_as", "waiting_for", "since", "due", "overdue"}
)


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the register and the page of every improvement."""
    sheet = Sheet(register, language, "improvements.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(_TITLE),
        blocks=tuple(_register(sheet)),
        hide=("toc",),
    )
    for dossier in register.improvements:
        if names.has_page(dossier.id):
            yield _page(Sheet(register, language, f"improvements/{dossier.id}.md"), dossier)


def _register(sheet: Sheet) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("Every improvement that was suggested, where it stands and whose turn it is. Nothing here is typed by hand: it follows from the documents that are there."),
        class_="hr-lead",
    )  # fmt: skip
    yield lively(
        sheet,
        ordered(VIEWS["improvements"].table(sheet.register)),
        (
            "title",
            "state",
            "step",
            "activity",
            "ended_as",
            "waiting_for",
            "since",
            "due",
            "overdue",
        ),
        shows={
            "overdue": lambda value: overdue(sheet, value),
            "state": lambda value: state(sheet, value),
        },
        selected=("state", "activity", "ended_as", "overdue"),
    )


def ordered(table: Table) -> Table:
    """Put first what is under way, by when it is due; then what has ended, the latest first."""
    place = {column.id: number for number, column in enumerate(table.columns)}

    def key(row: tuple[Cell, ...]) -> tuple[bool, int]:
        closed = row[place["ended_as"]] is not None
        day = row[place["since" if closed else "due"]]
        number = day.toordinal() if isinstance(day, date) else 0
        return closed, -number if closed else number

    return replace(table, rows=tuple(sorted(table.rows, key=key)))


def overdue(sheet: Sheet, value: Cell) -> Html:
    """Mark what is past its time."""
    return (
        element("span", sheet.say("overdue"), class_="hr-badge hr-badge--bad") if value else Html()
    )


def state(sheet: Sheet, value: Cell) -> Html:
    """Mark what is under way."""
    tone = "good" if str(value) == "open" else "muted"
    return element("span", cell(sheet, value), class_=f"hr-badge hr-badge--{tone}")


def _page(sheet: Sheet, dossier: Dossier) -> Page:
    suggestion = dossier.record("suggestion")
    first = dossier.documents.get("suggestion") or dossier.first
    return Page(
        path=sheet.path,
        title=sheet.read(dossier.title),
        above=sheet.up("improvements.html", _TITLE),
        blocks=tuple(_blocks(sheet, dossier)),
        source=first.path if first else None,
        description=sheet.read(suggestion.problem) if suggestion else None,
    )


def _blocks(sheet: Sheet, dossier: Dossier) -> Iterator[str]:
    suggestion = dossier.record("suggestion")
    if suggestion is not None:
        yield element("div", sheet.prose(suggestion.problem), class_="hr-lead")
    yield sheet.section(say("Where it stands"), "stand", searched=False)
    yield from record.stand(sheet, dossier)
    yield record.strip(sheet, dossier)
    yield sheet.section(say("What it is"), "facts", searched=False)
    yield _facts(sheet, dossier)
    yield sheet.section(say("Its way so far"), "way", searched=False)
    yield record.way(sheet, dossier)
    yield sheet.section(say("Its story"), "story", searched=False)
    yield from record.story(sheet, dossier)
    yield from project.section(sheet, dossier)
    yield from documents.document_sections(sheet, dossier)
    yield from documents.vote_section(sheet, dossier)


def _facts(sheet: Sheet, dossier: Dossier) -> Html:
    table = facts(sheet.register, dossier)
    hidden = _ELSEWHERE if names.shows_people(sheet.register) else _ELSEWHERE | {"suggested_by"}
    return sheet.facts(
        (cell(sheet, title), cell(sheet, value))
        for key, title, value in table.rows
        if key not in hidden
    )
