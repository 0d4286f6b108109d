"""What the documents of a record say, and the votes on them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import Verdict
from handrail.site import names
from handrail.site.cells import cell
from handrail.site.fields import fields
from handrail.site.pages.people import badge
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.levels import levels
from handrail.views.record import tally
from handrail.views.record import votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.register import Ballot
    from handrail.register import Dossier


def document_sections(
    sheet: Sheet, dossier: Dossier, *, without: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Show what each document says, in the order they were finished."""
    ballots = {ballot.name: ballot for ballot in _ballots(sheet, dossier)}
    order = list(sheet.register.schemas.types)
    found = sorted(
        dossier.documents.values(),
        key=lambda one: (one.completed or date.max, order.index(one.type), one.number),
    )
    for document in found:
        if document.type in without:
            continue
        yield heading(sheet, document)
        yield meta(sheet, document)
        if document.name in ballots:
            yield result(sheet, ballots[document.name])
        yield decided(sheet, dossier, document)
        yield fields(sheet, document, dossier)


def heading(sheet: Sheet, document: Document) -> str:
    """Begin the section of a document; search finds a record by what it is about, not by every word."""
    title = names.document_title(sheet, document.name)
    return f"## {title} {{ #{document.name} data-search-exclude }}"


def meta(sheet: Sheet, document: Document) -> Html:
    """Say who wrote a document and when it was finished."""
    by, others = document.data.get("by"), document.data.get("with")
    writers = [
        one for one in (by, *(others if isinstance(others, list) else ())) if isinstance(one, str)
    ]
    recorder = document.data.get("recorded_by")
    parts = [
        element(
            "span",
            sheet.say("finished {day}", day=sheet.day(document.completed)),
            class_="hr-badge hr-badge--good",
        )
        if document.completed
        else element("span", sheet.say("being written"), class_="hr-badge hr-badge--warn")
    ]
    if writers:
        parts.append(
            sheet.say(
                "by {people}",
                people=sheet.several(dict.fromkeys(names.author(sheet, one) for one in writers)),
            )
        )
    if isinstance(recorder, str):
        parts.append(sheet.say("recorded by {person}", person=names.person(sheet, recorder)))
    parts.append(element("code", sheet.plain(document.path)))
    return element("p", join(parts, " · "), class_="hr-note")


def _ballots(sheet: Sheet, dossier: Dossier) -> tuple[Ballot, ...]:
    progress = sheet.register.progress(dossier)
    waiting = [wait.ballot for wait in progress.waits if wait.ballot]
    return (*progress.ballots, *waiting)


_VERDICTS = {
    Verdict.CARRIED: (say("carried"), "good"),
    Verdict.REFUSED: (say("refused"), "bad"),
    Verdict.OPEN: (say("votes are open"), "warn"),
    Verdict.LAPSED: (say("votes have lapsed"), "bad"),
    Verdict.UNREAD: (say("votes cannot be read"), "bad"),
}


def result(sheet: Sheet, ballot: Ballot) -> Html:
    """Say what came of a vote, and how far it can be trusted."""
    title, tone = _VERDICTS[ballot.verdict]
    said = sheet.tell(title)
    if ballot.decided_on:
        said = sheet.say("{result} on {day}", result=said, day=sheet.day(ballot.decided_on))
    parts = [element("span", said, class_=f"hr-badge hr-badge--{tone}")]
    counted = tally(ballot)
    if counted is not None:
        parts.append(sheet.tell(counted))
    parts.append(sheet.say("level of trust: {level}", level=badge(sheet)))
    return element("p", sheet.say("Vote: {parts}", parts=join(parts, " · ")))


def decided(sheet: Sheet, dossier: Dossier, document: Document) -> Html:
    """Say which documents a decision rests on, and whether they still read as they did."""
    entries = document.data.get("decides_on")
    shown = []
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict) or not isinstance(entry.get("document"), str):
            continue
        name = entry["document"]
        label = names.document(sheet, dossier, name)
        if dossier.digest(name) != entry.get("digest"):
            note = sheet.say("changed since")
            label = Html(f"{label} {element('span', note, class_='hr-badge hr-badge--bad')}")
        shown.append(label)
    return (
        element("p", sheet.say("Rests on: {documents}", documents=sheet.several(shown)))
        if shown
        else Html()
    )


# -- votes ------------------------------------------------------------------------------------


def vote_section(sheet: Sheet, dossier: Dossier) -> Iterator[str]:
    """Show every vote, as `handrail show` does, with its minutes and its level of trust."""
    table = votes(sheet.register, dossier)
    if not table.rows:
        return
    yield sheet.section(say("Votes"), "votes", searched=False)
    yield element(
        "p",
        sheet.say(
            "A vote holds for the words it was cast on: when they change, it lapses. Level of trust here: {level}.",
            level=badge(sheet),
        ),
    )
    ids = [column.id for column in table.columns]
    rows = []
    for row in table.rows:
        cells = [cell(sheet, value) for value in row]
        name = row[ids.index("document")]
        if isinstance(name, str):
            cells[ids.index("document")] = names.document(sheet, dossier, name)
        verdict = row[ids.index("verdict")]
        tone = {"agree": "good", "object": "bad"}.get(
            verdict.text if isinstance(verdict, Message) else "", "warn"
        )
        cells[ids.index("verdict")] = element(
            "span", cells[ids.index("verdict")], class_=f"hr-badge hr-badge--{tone}"
        )
        rows.append(cells)
    columns = [sheet.tell(column.title) for column in table.columns]
    yield sheet.table(columns, rows, caption=sheet.tell(table.title))
    yield from _levels(sheet, dossier)


def _levels(sheet: Sheet, dossier: Dossier) -> Iterator[str]:
    """Show the approval levels that are asked, and how long each has taken."""
    table = levels(sheet.register, dossier)
    if table.rows:
        columns = [sheet.tell(column.title) for column in table.columns]
        rows = [[cell(sheet, value) for value in row] for row in table.rows]
        yield sheet.table(columns, rows, caption=sheet.tell(table.title))
