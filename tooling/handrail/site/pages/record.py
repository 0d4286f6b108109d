"""What the pages of improvements and of plans share: where it stands, its way, its documents, its votes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import State
from handrail.site import names
from handrail.site import words
from handrail.site.cells import cell
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.lengths import working_days
from handrail.views.measured_goals import measured_goals
from handrail.views.next_steps import next_steps
from handrail.views.record import AHEAD
from handrail.views.record import DONE
from handrail.views.record import track
from handrail.views.record import track_rows
from handrail.views.story import story as whole_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.tables import Cell
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow
    from handrail.register import Dossier
    from handrail.views.next_steps import NextStep
    from handrail.views.standing import Waiting


# -- where it stands --------------------------------------------------------------------------


def stand(sheet: Sheet, dossier: Dossier) -> Iterator[str]:
    """Say where a record stands, whose turn it is and what to do; or how it ended."""
    progress = sheet.register.progress(dossier)
    if progress.state is State.ENDED and progress.ended_as:
        end = words.end(sheet, progress.workflow, progress.ended_as)
        said = sheet.say("Ended: {end}", end=end)
        when = sheet.facts([(sheet.say("On"), sheet.day(progress.since))])
        yield element("div", element("p", said) + when, class_="hr-stand hr-stand--ended")
    for step in next_steps(sheet.register, dossier):
        yield _waiting(sheet, step)


def _waiting(sheet: Sheet, step: NextStep) -> Html:
    waiting = step.waiting
    title = (
        names.step(sheet, waiting.step)
        if waiting.step
        else sheet.say("It cannot be told where this stands")
    )
    facts = sheet.facts([
        (sheet.say("Document"), document_state(sheet, waiting) if waiting.document else Html()),
        (sheet.say("Waiting for"), cell(sheet, waiting.people)),
        (sheet.say("Since"), _since(sheet, waiting.since, waiting.age)),
        (sheet.say("Not before"), sheet.day(waiting.not_before)),
        (sheet.say("Due"), due(sheet, waiting.due, overdue=waiting.overdue)),
    ])  # fmt: skip
    advice = [
        element(
            "li", sheet.tell(one.text) + (sheet.lines("\n".join(one.lines)) if one.lines else "")
        )
        for one in step.advice
    ]
    what = element(
        "details", element("summary", sheet.say("What to do now")) + element("ul", join(advice))
    )
    return element("div", element("p", title) + facts + what, class_="hr-stand")


def document_state(sheet: Sheet, waiting: Waiting) -> Html:
    """Say which document is waited for, and how far it is."""
    title = names.document_title(sheet, waiting.document)
    return sheet.say("{document}: {state}", document=title, state=waiting.said)


def _since(sheet: Sheet, since: date | None, age: int | None) -> Html:
    if since is None or age is None:
        return sheet.day(since)
    return sheet.say("{day}, {age} ago", day=sheet.day(since), age=working_days(age))


def due(sheet: Sheet, day: date | None, *, overdue: bool) -> Html:
    """Show until when, and whether that has passed."""
    if day is None or not overdue:
        return sheet.day(day)
    return element("span", sheet.say("{day}, overdue", day=sheet.day(day)), class_="hr-late")


# -- the way ----------------------------------------------------------------------------------


def strip(sheet: Sheet, dossier: Dossier) -> Html:
    """Show the numbered steps in a row: done, here, ahead, or not on the way."""
    progress = sheet.register.progress(dossier)
    workflow = progress.workflow
    if workflow is None:
        return Html()
    states = _states(sheet, dossier, workflow)
    groups: dict[object, list[Step]] = {}
    for step in _along(workflow, workflow.starts.get(dossier.kind)):
        if step.number is not None or step.id in states:
            groups.setdefault(step.number or step.id, []).append(step)
    items = [_stop(sheet, steps, states) for steps in groups.values()]
    label = sheet.say("The steps of the process, and how far this has come")
    return element("ol", join(items), class_="hr-track", aria_label=label)


def _states(sheet: Sheet, dossier: Dossier, workflow: Workflow) -> dict[str, str]:
    """Say of each step on the way whether it was done, stands open, or is still ahead."""
    here = sheet.register.progress(dossier).here
    place = workflow.order(here.id) if here else 0
    states: dict[str, str] = {}
    for row in track_rows(sheet.register, dossier):
        name = row.step.id
        if row.step.is_beside or states.get(name) == "here":
            continue
        if row.state is not AHEAD:
            states[name] = "done" if row.state is DONE else "here"
        elif states.get(name) != "done" or workflow.order(name) > place:
            # What was done lies ahead again where the way has led back before it.
            states[name] = "ahead"
    return states


def _along(workflow: Workflow, start: str | None) -> list[Step]:
    """Return the steps that can be reached from a start, in the order of the process file."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop() or ""
        if name in workflow.steps and name not in found:
            found.add(name)
            waiting += workflow.steps[name].next.values()
    return [step for name, step in workflow.steps.items() if name in found]


_SAID = {
    "done": say("done"),
    "here": say("here now"),
    "ahead": say("may come"),
    "off": say("not on this way"),
}


def _stop(sheet: Sheet, steps: list[Step], states: dict[str, str]) -> Html:
    order = ("here", "done", "ahead", "off")
    shown = min(steps, key=lambda step: order.index(states.get(step.id, "off")))
    state = states.get(shown.id, "off")
    title = f"{sheet.read(shown.title)}: {sheet.title(_SAID[state])}"
    label = str(shown.number) if shown.number is not None else "↩"
    if state == "here":
        label = f"{label} · {sheet.read(shown.title)}"
    circle = element(
        "span",
        sheet.plain(label),
        class_=f"hr-track__step hr-track__step--{state}",
        aria_hidden="true",
    )
    hidden = element("span", sheet.plain(title), class_="hr-hidden")
    inner = circle + hidden
    current = sheet.register.workflow
    known = current is not None and shown.id in current.steps
    body = (
        element("a", inner, href=sheet.address(f"steps/{shown.id}.html"), title=sheet.plain(title))
        if known
        else element("span", inner, title=sheet.plain(title))
    )
    return element("li", body, aria_current="step" if state == "here" else None)


def way(sheet: Sheet, dossier: Dossier) -> Html:
    """Show the way step by step, as `handrail show` does."""
    table = track(sheet.register, dossier)
    rows = []
    for row, source in zip(table.rows, track_rows(sheet.register, dossier), strict=True):
        cells = [cell(sheet, value) for value in row]
        cells[1] = names.step(sheet, source.step, numbered=False)
        rows.append(cells)
    columns = [sheet.tell(column.title) for column in table.columns]
    return sheet.table(columns, rows, caption=sheet.tell(table.title), class_="hr-way")


# -- the story --------------------------------------------------------------------------------


def story(sheet: Sheet, dossier: Dossier) -> Iterator[Html]:
    """Tell what happened from suggestion to end, and show goals beside what was measured."""
    for table in (whole_story(sheet.register, dossier), measured_goals(sheet.register, dossier)):
        if table.rows:
            yield sheet.table(
                [sheet.tell(column.title) for column in table.columns],
                [
                    [_told(sheet, column.id, value) for column, value in zip(table.columns, row, strict=True)]
                    for row in table.rows
                ],
                caption=sheet.tell(table.title),
            )  # fmt: skip


def _told(sheet: Sheet, column: str, value: Cell) -> Html:
    """Show a cell; whoever suggested something is named where the site names people."""
    if column == "who" and isinstance(value, str) and not names.shows_people(sheet.register):
        return Html()
    return cell(sheet, value)
