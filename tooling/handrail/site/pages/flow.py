"""A flow chart on a page, and the table that says the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.render.diagram import BESIDE
from handrail.render.diagram import flow_charts
from handrail.render.markup import plain
from handrail.render.swimlanes import swimlanes
from handrail.site.sheet import Html
from handrail.site.sheet import boxed
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views import lengths
from handrail.views.names import actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.site.sheet import Sheet

PHASES = {"plan": say("Plan"), "do": say("Do"), "check": say("Check"), "act": say("Act")}
AUTOMATION = {
    "manual": say("by hand"),
    "assisted": say("with a tool"),
    "automatic": say("by a tool alone"),
}


def chart(sheet: Sheet, process: Process, address: Callable[[Activity], str | None]) -> Html:
    """Show a process as flow charts; a script draws them from the text in the page."""
    note = sheet.say("The flow chart is drawn by a script. The table below says the same in words.")
    drawn = []
    charts = flow_charts(process, sheet.language, address=address)
    for one in charts:
        # Line feeds as entities: the block must be one line, or Markdown reads it.
        source = "&#10;".join(plain_line(row) for row in one.text.split("\n"))
        inner = element("p", note, class_="hr-diagram__note")
        title = sheet.tell(one.title) if one.title is BESIDE else Html()
        head = element("p", title, class_="hr-field") if title else ""
        drawn.append(head + element("div", inner, class_="hr-diagram", data_diagram=source))
    legend = _legend(sheet) if any(activity.phase for activity in process.activities) else ""
    return element("figure", join(drawn) + legend, class_="hr-figure")


def lanes(
    sheet: Sheet, process_id: str, process: Process, address: Callable[[Activity], str | None]
) -> Html:
    """Show the path of a process as a drawing with a lane for each role."""

    def role(role_id: str) -> str:
        return sheet.read(actor(sheet.register, role_id, process_id).title)

    drawn = swimlanes(process, sheet.language, role=role, address=address)
    label = sheet.say("Flow chart")
    note = sheet.say(
        "Each lane is a role: whoever is named first as responsible. The activities below say the same in words."
    )
    legend = _phases(sheet) if any(activity.phase for activity in process.activities) else ""
    return element(
        "figure",
        boxed(drawn, label)
        + element("figcaption", note, class_="hr-note")
        + legend
        + _beside(sheet, process, address),
        class_="hr-figure",
    )


def _beside(sheet: Sheet, process: Process, address: Callable[[Activity], str | None]) -> Html:
    """Name what may happen beside the path, and during which activities."""
    rows = []
    for activity in process.activities:
        if activity.during:
            way, said = address(activity), label(sheet, activity)
            named = element("a", said, href=way) if way else said
            rows.append(
                (named, sheet.say("during: {steps}", steps=during(sheet, process, activity)))
            )
    title = element("p", sheet.tell(BESIDE), class_="hr-field")
    return Html(title + sheet.facts(rows)) if rows else Html()


def _phases(sheet: Sheet) -> Html:
    items = [
        element("li", sheet.tell(title), class_=f"hr-phase hr-phase--{phase}")
        for phase, title in PHASES.items()
    ]
    return element("ul", join(items), class_="hr-legend")


def plain_line(text: str) -> Html:
    """Escape a line for an attribute; spaces at its ends do not matter to Mermaid."""
    return Html(plain(text))


def _legend(sheet: Sheet) -> Html:
    items = [
        element("li", sheet.tell(title), class_=f"hr-phase hr-phase--{phase}")
        for phase, title in PHASES.items()
    ]
    votes = element("li", sheet.say("✓ by vote: the committee decides"), class_="hr-legend__vote")
    questions = element("li", sheet.say("⬡ a question an earlier document has answered"))
    return element("ul", join([*items, votes, questions]), class_="hr-legend")


def step_place(activity_id: str) -> str:
    """Return where a step of the improvement process is described."""
    return f"steps/{activity_id}.html"


def label(sheet: Sheet, activity: Activity) -> Html:
    """Write an activity's title, with the number of its step where it has one."""
    number = f"{activity.step} · " if activity.step is not None else ""
    return Html(number + sheet.text(activity.title))


def during(sheet: Sheet, process: Process, activity: Activity) -> Html:
    """Name the steps and ends during which an activity beside the path may happen."""
    return sheet.several(destination(sheet, process, one, step_place) for one in activity.during)


def ways(
    sheet: Sheet, process: Process, activity: Activity, place: Callable[[str], str | None]
) -> Html:
    """Say where an activity leads, word by word."""
    following = activity.next
    if following is None:
        return sheet.say("the path goes on") if activity.during else sheet.say("end of the process")
    if isinstance(following, str):
        return destination(sheet, process, following, place)
    rows = [
        element(
            "li",
            join(
                [
                    _word(sheet, process, word),
                    Html(" → "),
                    destination(sheet, process, target, place),
                ]
            ),
        )
        for word, target in following.items()
    ]
    return element("ul", join(rows), class_="hr-ways")


def _word(sheet: Sheet, process: Process, word: str) -> Html:
    title = process.words.get(word)
    return sheet.text(title) if title else sheet.plain(word)


def destination(
    sheet: Sheet, process: Process, target: str, place: Callable[[str], str | None]
) -> Html:
    """Name the activity or the end something leads to."""
    for activity in process.activities:
        if activity.id == target:
            way = place(target)
            said = label(sheet, activity)
            return sheet.link(way, said) if way else said
    for end in process.ends:
        if end.id == target:
            return join([Html("■ "), sheet.text(end.title)])
    return sheet.plain(target)


def limits(sheet: Sheet, activity: Activity) -> Html:
    """Say how long an activity may take, how often it comes round, and how long it waits first."""
    return sheet.several(sheet.tell(one) for one in lengths.limits(activity))
