"""The home page: what needs whom now, the figures that matter, and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from handrail.model.messages import say
from handrail.register import State
from handrail.render.language import fill
from handrail.site import names
from handrail.site import words
from handrail.site.cells import cell
from handrail.site.page import Page
from handrail.site.pages.record import document_state
from handrail.site.pages.record import due
from handrail.site.published import CALENDAR
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.plans import goals_of
from handrail.views.plans import latest_plan
from handrail.views.standing import standings
from handrail.views.standing import waitings
from handrail.views.summary import status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.register import Register

#: The end that every improvement hopes for, where the process has it.
_SUCCESS = "adopted"
#: How many of the latest ends are shown.
_LATEST = 5


def pages(register: Register, language: str, pieces: Mapping[str, str]) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "index.md")
    title = (
        fill(register.settings.organization, language)
        if register.settings
        else sheet.title(say("Handbook"))
    )
    yield Page(
        path=sheet.path,
        title=title,
        blocks=tuple(_blocks(sheet, pieces)),
        source="handrail.yaml" if register.settings else None,
        hide=("toc",),
    )


def _blocks(sheet: Sheet, pieces: Mapping[str, str]) -> Iterator[str]:
    if "welcome" in pieces:
        yield pieces["welcome"]
    yield _figures(sheet)
    yield sheet.section(say("What needs whom now"), "now")
    yield _now(sheet)
    yield from _goals(sheet)
    yield from _ended(sheet)
    if "afterwards" in pieces:
        yield pieces["afterwards"]


def _figures(sheet: Sheet) -> Html:
    """Show the figures of the board, each leading to what it counts."""
    now = status(sheet.register)
    late = len(now.overdue_ones)
    votes = sum(one.state is State.VOTE for one in waitings(sheet.register))
    cards: list[tuple[int, Html, str, bool]] = [
        (
            len(now.open_ones),
            sheet.say("improvements under way"),
            "improvements.html?state=open",
            False,
        ),
        (late, sheet.say("past their time"), "improvements.html?overdue=true", bool(late)),
        (votes, sheet.say("put to the vote"), "#now", False),
    ]
    workflow = sheet.register.workflow
    for end, title in workflow.ends.items() if workflow else ():
        if end == _SUCCESS:
            number = sum(one.ended_as == end for one in now.improvements)
            place = f"improvements.html?ended_as={quote(sheet.read(title))}"
            cards.append((number, sheet.text(title), place, False))
    processes = len(sheet.register.processes)
    cards.append((processes, sheet.say("processes in the handbook"), "processes.html", False))
    return element(
        "div",
        join(
            element(
                "a",
                element("strong", str(number)) + element("span", title),
                href=place if place.startswith("#") else sheet.address(place),
                class_="hr-figure-card hr-figure-card--warn" if warns else "hr-figure-card",
            )
            for number, title, place, warns in cards
        ),
        class_="hr-figures",
    )


def _now(sheet: Sheet) -> Html:
    rows = [
        [
            cell(sheet, one.record),
            names.step(sheet, one.step) if one.step else Html(),
            document_state(sheet, one) if one.document else Html(),
            cell(sheet, one.people),
            due(sheet, one.due, overdue=one.overdue),
        ]
        for one in waitings(sheet.register)
    ]  # fmt: skip
    if not rows:
        return element("p", sheet.say("Nothing waits for anybody."))
    columns = [
        sheet.say("Record"),
        sheet.say("Step"),
        sheet.say("What"),
        sheet.say("Waiting for"),
        sheet.say("Due"),
    ]
    table = sheet.table(columns, rows, caption=sheet.say("What is due first stands first"))
    calendar = sheet.link(
        CALENDAR, sheet.say("everything with a date, as a calendar to subscribe to")
    )
    return join([table, element("p", calendar, class_="hr-note")])


def _goals(sheet: Sheet) -> Iterator[str]:
    plan = latest_plan(sheet.register)
    rows = list(goals_of(sheet.register, plan)) if plan else []
    if plan is None or not rows:
        return
    yield sheet.section(say("How the plan goes"), "plan")
    yield sheet.table(
        [
            sheet.say("Goal"),
            sheet.say("From"),
            sheet.say("Now"),
            sheet.say("To"),
            sheet.say("State"),
        ],
        [
            [
                names.plan_goal(sheet, row.goal.id, plan.year),
                cell(sheet, row.goal.baseline),
                cell(sheet, row.latest.value) if row.latest else Html(),
                Html(f"{cell(sheet, row.goal.target)} {sheet.plain(row.goal.unit or '')}"),
                words.word(sheet, row.latest.state) if row.latest else Html(),
            ]
            for row in rows
        ],
        caption=sheet.say("Goals of the plan, as of its latest review"),
    )


def _ended(sheet: Sheet) -> Iterator[str]:
    ended = [one for one in standings(sheet.register) if not one.is_open and one.since]
    if not ended:
        return
    yield sheet.section(say("What ended last"), "ended")
    latest = sorted(
        ended, key=lambda one: (one.since or sheet.register.as_of, one.dossier.id), reverse=True
    )
    yield sheet.table(
        [sheet.say("Improvement"), sheet.say("Ended as"), sheet.say("On")],
        [
            [cell(sheet, one.record), cell(sheet, one.end or one.ended_as), sheet.day(one.since)]
            for one in latest[:_LATEST]
        ],
    )
