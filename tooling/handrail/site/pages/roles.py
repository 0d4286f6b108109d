"""A page for each role: its duties, its part in every process, what waits for it, who held it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site import words
from handrail.site.cells import cell
from handrail.site.cells import still
from handrail.site.page import Page
from handrail.site.pages import role_parts
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.views import mine
from handrail.views.due import dues
from handrail.views.offices import offices
from handrail.views.standing import waitings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.tables import Table
    from handrail.register import Register
    from handrail.views.offices import Office

#: The hand-written page that tells a role what to do, by role.
GUIDES: Mapping[str, str] = {
    "suggester": "suggest.md",
    "process-owner": "process-owner.md",
    "quality-lead": "quality-lead.md",
    "improvement-committee": "committee.md",
    "project-manager": "project-manager.md",
}
#: What stands elsewhere on the page: its title, and the words below it.
_ABOVE = frozenset({"id", "title", "purpose"})


def pages(register: Register, language: str, guides: Mapping[str, str]) -> Iterator[Page]:
    """Write the page of every role and body; `guides` are the titles of the pages written by hand."""
    waiting, due = waitings(register), dues(register)
    for office in offices(register).values():
        place = names.role_page(office.id)
        if place is None:
            continue
        sheet = Sheet(register, language, f"{place}.md")
        tables = {
            table.id: table for table in mine.mine(register, office, waiting=waiting, dues=due)
        }
        yield Page(
            path=sheet.path,
            title=sheet.read(office.title),
            above=sheet.up("people.html", say("People and roles")),
            blocks=tuple(_blocks(sheet, office, tables, guides)),
            source=_source(register, office),
            description=sheet.read(office.purpose) if office.purpose else None,
        )


def _source(register: Register, office: Office) -> str:
    process = register.process_documents.get(office.process or "")
    return process.path if process else "organization.yaml"


def _blocks(
    sheet: Sheet, office: Office, tables: Mapping[str, Table], guides: Mapping[str, str]
) -> Iterator[str]:
    if office.purpose:
        yield element("div", sheet.prose(office.purpose), class_="hr-lead")
    yield sheet.facts([*_facts(sheet, tables["facts"]), *_beside(sheet, office, guides)])
    if office.process in {None, IMPROVEMENT_PROCESS}:
        yield sheet.section(tables["waiting"].title, "now")
        if tables["waiting"].rows:
            yield still(sheet, tables["waiting"])
        else:
            yield element("p", sheet.say("Nothing at the moment."))
    yield from _section(sheet, tables["due"])
    process = sheet.register.processes.get(IMPROVEMENT_PROCESS)
    if process is not None and office.process in {None, IMPROVEMENT_PROCESS}:
        yield from role_parts.steps(sheet, process, office.id, tables["steps"])
        yield from role_parts.votes(sheet, process, office.id)
    for name in ("activities", "decisions", "answers-for", "recurring", "apart"):
        yield from _section(sheet, tables[name])
    yield from _by_improvement(sheet, office)
    yield from _over_time(sheet, office)


def _section(sheet: Sheet, table: Table) -> Iterator[str]:
    if table.rows:
        # Search leads to where it is said first: the page of the process.
        yield sheet.section(table.title, table.id, searched=False)
        yield still(sheet, table)


def _facts(sheet: Sheet, table: Table) -> Iterator[tuple[str, str]]:
    """Write the facts as they are; what has several lines becomes a list."""
    for (name, title), rows in groupby(table.rows, key=lambda row: (row[0], row[1])):
        values = [cell(sheet, row[2]) for row in rows]
        if name not in _ABOVE:
            yield cell(sheet, title), sheet.bullets(values) if name == "duty" else values[0]


def _beside(sheet: Sheet, office: Office, guides: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Say what only concerns a body, or is written by hand."""
    register = sheet.register
    if office.body and register.offices is not None:
        keepers = register.offices.secretaries(office.id, register.as_of)
        yield sheet.say("Papers kept by"), names.people(sheet, keepers)
    guide = GUIDES.get(office.id, "")
    if guide in guides:
        label = sheet.plain(guides[guide])
        yield sheet.say("Guide"), sheet.link(guide.removesuffix(".md") + ".html", label)


# -- who holds it --------------------------------------------------------------------------------


def _by_improvement(sheet: Sheet, office: Office) -> Iterator[str]:
    """Name who holds a role in each open improvement, where that follows from its documents."""
    if office.own is None or not office.own.from_:
        return
    register = sheet.register
    rows = [
        [names.improvement(sheet, dossier.id), names.people(sheet, held)]
        for dossier in register.improvements
        if register.progress(dossier).is_open
        and (held := register.role_holders(office.id, dossier, register.workflow_of(dossier)))
    ]
    if rows:
        yield sheet.section(say("In the open improvements"), "improvements")
        yield sheet.table([sheet.say("Improvement"), sheet.say("Held by")], rows)


def _over_time(sheet: Sheet, office: Office) -> Iterator[str]:
    shows = names.shows_people(sheet.register)
    holders = [
        [names.person(sheet, row.person), sheet.day(row.from_), sheet.day(row.until)]
        for row in (office.role.holders if office.role and shows else ())
    ]
    members = [
        [
            names.person(sheet, row.person),
            words.word(sheet, row.as_),
            sheet.day(row.from_),
            sheet.day(row.until),
        ]
        for row in (office.body.members if office.body and shows else ())
    ]
    quorum = [
        [sheet.plain(row.votes), sheet.day(row.from_), sheet.day(row.until)]
        for row in (office.body.quorum if office.body else ())
    ]
    if not (holders or members or quorum):
        return
    yield sheet.section(say("Over time"), "holders")
    dates = [sheet.say("From"), sheet.say("Until")]
    if holders:
        yield sheet.table([sheet.say("Held by"), *dates], holders)
    if members:
        yield sheet.table([sheet.say("Member"), sheet.say("Seat"), *dates], members)
    if quorum:
        yield sheet.table([sheet.say("Quorum"), *dates], quorum)
    yield element(
        "p",
        sheet.say("In `organization.yaml` a row is closed with `until` and never deleted: past votes are judged by it."),
        class_="hr-note",
    )  # fmt: skip
