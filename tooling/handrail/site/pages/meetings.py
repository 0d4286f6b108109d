"""Meetings: what was on the table, who was there, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.site import names
from handrail.site.cells import lively
from handrail.site.fields import fields
from handrail.site.page import Page
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.tables import Cell
    from handrail.register import Register


_MEETINGS = say("Meetings")


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the list of meetings and the page of each."""
    documents = sorted(register.of_type("meeting"), key=lambda one: one.path, reverse=True)
    sheet = Sheet(register, language, "meetings.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(_MEETINGS),
        blocks=tuple(_list(sheet, documents)),
        hide=("toc",),
    )
    for document in documents:
        meeting_id = document.fields["meeting"]
        if names.has_page(meeting_id):
            sheet = Sheet(register, language, f"meetings/{meeting_id}.md")
            yield Page(
                path=sheet.path,
                title=_title(sheet, document),
                above=sheet.up("meetings.html", _MEETINGS),
                blocks=tuple(_meeting(sheet, document)),
                source=document.path,
                hide=("toc",),
            )


def _title(sheet: Sheet, document: Document) -> str:
    meeting_id = document.fields["meeting"]
    kind = document.record.kind if document.record else ""
    if kind not in names.MEETINGS:
        return meeting_id
    return sheet.title(say("{kind} of {day}", kind=names.MEETINGS[kind], day=meeting_id[:10]))


def _list(sheet: Sheet, documents: list[Document]) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("Suggestions are evaluated once a month, the committee decides once a month, and the plan is reviewed at the cadence it promises."),
        class_="hr-lead",
    )  # fmt: skip
    register = sheet.register
    by_id = {document.fields["meeting"]: document for document in documents}
    yield lively(
        sheet,
        VIEWS["meetings"].table(register),
        ("id", "kind", "invited", "present", "attendance", "actions"),
        shows={
            "id": lambda value: _link(sheet, by_id[str(value)]),
            "kind": lambda value: sheet.tell(names.MEETINGS.get(str(value), say("Meeting"))),
        },
        selected=("kind",),
    )
    yield sheet.section(say("Open actions"), "actions", searched=False)
    yield lively(
        sheet,
        VIEWS["actions"].table(register),
        ("due", "owner", "what", "source"),
        shows={"source": lambda value: _source(sheet, value)},
    )
    if names.shows_people(register):
        yield sheet.section(say("Who takes part"), "participation", searched=False)
        yield lively(
            sheet,
            VIEWS["participation"].table(register),
            ("person", "seat", "invited", "came", "asked", "voted"),
            searched=False,
        )


def _source(sheet: Sheet, found: Cell) -> Html:
    """Lead to where an action was agreed."""
    if not isinstance(found, Link):
        return Html()
    fields = sheet.register.by_path[found.id].fields
    if "meeting" in fields:
        return names.meeting(sheet, fields["meeting"])
    if "process" in fields:
        return sheet.say(
            "{process}: review of {day}",
            process=names.process(sheet, fields["process"]), day=fields["date"],
        )  # fmt: skip
    return names.document_at(sheet, found.id)


def _link(sheet: Sheet, document: Document) -> Html:
    meeting_id = document.fields["meeting"]
    held = document.record.held or document.record.planned
    label = sheet.day(held) if held else sheet.plain(meeting_id)
    return sheet.link(f"meetings/{meeting_id}.html", label) if names.has_page(meeting_id) else label


def _meeting(sheet: Sheet, document: Document) -> Iterator[str]:
    yield element("div", fields(sheet, document))
