"""Suggestions: which wait, what each month's evaluations came to, where they come from, what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.site.cells import lively
from handrail.site.page import Page
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.tables import Table
    from handrail.register import Register

_POINTS = (
    "title", "month", "outcome", "score", "rank", "range", "band", "order", "benefit", "reach",
    "urgency", "ease", "risk", "further", "spread", "flags",
)  # fmt: skip


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "suggestions.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(say("Suggestions")),
        blocks=tuple(_blocks(sheet)),
        hide=("toc",),
    )


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("What was suggested, what waits for its answer, and what the evaluations came to. Anyone may suggest."),
        class_="hr-lead",
    )  # fmt: skip
    yield from _table(
        sheet, say("Without an answer"), "unanswered",
        ("title", "level", "suggested_on", "days", "limit", "late"),
    )  # fmt: skip
    yield sheet.section(say("List of points"), "points", searched=False)
    yield element(
        "p",
        sheet.say("Each grade is 0 to 3, and 3 speaks most for the improvement. The score is their weighted mean; the range says which places it takes when one weight is halved or doubled. Those in one band are too close to call: the meeting decides, and its order stands beside the computed one."),
    )  # fmt: skip
    points = VIEWS["points"].table(sheet.register)
    yield lively(sheet, points, _used(points, _POINTS), selected=("month", "band"))
    yield from _table(
        sheet, say("Where they come from"), "sources", ("title", "suggestions", "last", "silent")
    )
    yield from _table(
        sheet, say("What they want to change"), "focus",
        ("process", "level", "focus", "suggestions"),
    )  # fmt: skip
    yield from _table(
        sheet, say("Pain points"), "pain-points",
        ("pain_point", "suggestions", "share", "running"),
    )  # fmt: skip
    yield from _table(
        sheet, say("Merged"), "merged", ("title", "suggested_on", "source", "into", "on")
    )


def _table(sheet: Sheet, title: Message, view: str, columns: tuple[str, ...]) -> Iterator[str]:
    yield sheet.section(title, view, searched=False)
    yield lively(sheet, VIEWS[view].table(sheet.register), columns, searched=False)


def _used(table: Table, columns: tuple[str, ...]) -> list[str]:
    """Return the columns that hold something; with all of them the table is too wide to read."""
    place = {column.id: number for number, column in enumerate(table.columns)}
    return [
        name for name in columns if any(row[place[name]] not in (None, ()) for row in table.rows)
    ]
