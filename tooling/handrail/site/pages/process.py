"""A page for each process: what it is for, how it runs, who does what, how well it must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site import words
from handrail.site.page import Page
from handrail.site.pages import flow
from handrail.site.pages import process_parts as parts
from handrail.site.pages import process_schemes as schemes
from handrail.site.pages.process_history import history
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.lengths import length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.register import Register


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page of every process."""
    for process_id, process in register.processes.items():
        sheet = Sheet(register, language, f"processes/{process_id}.md")
        yield Page(
            path=sheet.path,
            title=sheet.read(process.title),
            blocks=tuple(_blocks(sheet, process_id, process)),
            source=register.process_documents[process_id].path,
            description=sheet.read(process.purpose),
        )


def _blocks(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    yield element("div", sheet.prose(process.purpose), class_="hr-lead")
    yield _facts(sheet, process_id, process)
    yield from parts.scope(sheet, process)
    yield sheet.section(say("Flow"), "flow")
    yield flow.chart(sheet, process, lambda one: sheet.address(_place(sheet, process_id, one.id)))
    yield sheet.section(say("Activities"), "activities")
    yield join(_activity(sheet, process_id, process, one) for one in process.activities)
    yield sheet.section(say("Who does what"), "raci")
    yield from _raci(sheet, process_id, process)
    yield from parts.roles(sheet, process)
    yield from parts.interfaces(sheet, process)
    yield from parts.measures(sheet, process_id, process)
    yield from parts.risks(sheet, process_id, process)
    yield from schemes.priorities(sheet, process)
    yield from schemes.categories(sheet, process)
    yield from parts.regulations(sheet, process)
    yield from parts.templates(sheet, process_id, process)
    yield from history(sheet, process_id, process)


def _place(sheet: Sheet, process_id: str, activity_id: str) -> str:
    """Return where an activity is described: on its own page in the improvement process."""
    if process_id == IMPROVEMENT_PROCESS and sheet.register.workflow is not None:
        return flow.step_place(activity_id)
    return f"processes/{process_id}.html#activity-{activity_id}"


def _facts(sheet: Sheet, process_id: str, process: Process) -> Html:
    review = process.review
    return sheet.facts([
        (sheet.say("Owner"), names.owner(sheet, process.owner, process_id)),
        (sheet.say("Version"), sheet.plain(process.version)),
        (sheet.say("State"), words.word(sheet, process.state)),
        (sheet.say("Stage"), words.word(sheet, process.stage)),
        (sheet.say("Tier"), words.word(sheet, process.tier)),
        (sheet.say("For"), sheet.several(sheet.text(one) for one in process.customers)),
        (sheet.say("Begins when"), sheet.bullets(sheet.text(one) for one in process.triggers)),
        (
            sheet.say("Reviewed"),
            sheet.say("every {time}", time=length(review.every)) if review else Html(),
        ),
    ])  # fmt: skip


def _activity(sheet: Sheet, process_id: str, process: Process, activity: Activity) -> Html:
    title = flow.label(sheet, activity)
    if process_id == IMPROVEMENT_PROCESS:
        title = sheet.link(_place(sheet, process_id, activity.id), title)
    automation = flow.AUTOMATION.get(activity.automation or "")
    details = sheet.facts([
        (sheet.say("Done well"), sheet.text(activity.standard)),
        (sheet.say("Time limit"), flow.limits(sheet, activity)),
        (sheet.say("Done"), sheet.tell(automation) if automation else Html()),
        (sheet.say("Tool"), sheet.text(activity.tool)),
        (sheet.say("Record"), sheet.text(activity.record)),
        (
            sheet.say("Leads to"),
            flow.ways(sheet, process, activity, lambda one: _place(sheet, process_id, one)),
        ),
    ])  # fmt: skip
    inner = element("h3", title) + sheet.prose(activity.description) + details
    return element("section", inner, class_="hr-activity", id=f"activity-{activity.id}")


def _raci(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Write the table of who is responsible, accountable, consulted and informed."""
    actors: dict[str, None] = {}
    for activity in process.activities:
        actors.update(dict.fromkeys((*activity.responsible, activity.accountable)))
    for activity in process.activities:
        actors.update(dict.fromkeys((*activity.consulted, *activity.informed)))
    rows = [
        [
            sheet.text(activity.title),
            *(_letters(sheet, activity, actor) for actor in actors),
        ]
        for activity in process.activities
    ]
    columns = [sheet.say("Activity"), *(names.actor(sheet, one, process_id) for one in actors)]
    yield sheet.table(columns, rows, class_="hr-raci", caption=sheet.say("Responsibilities"))
    yield element(
        "p",
        join(
            [
                element("strong", "R"), Html(" "), sheet.say("responsible: does it"), Html(" · "),
                element("strong", "A"), Html(" "), sheet.say("accountable: answers for it"), Html(" · "),
                element("strong", "C"), Html(" "), sheet.say("consulted beforehand"), Html(" · "),
                element("strong", "I"), Html(" "), sheet.say("informed afterwards"),
            ]
        ),
        class_="hr-note",
    )  # fmt: skip


def _letters(sheet: Sheet, activity: Activity, actor: str) -> Html:
    letters = [
        element("abbr", letter, title=sheet.tell(title), class_=f"hr-raci__{letter.lower()}")
        for letter, title, held in (
            ("R", say("responsible"), actor in activity.responsible),
            ("A", say("accountable"), actor == activity.accountable),
            ("C", say("consulted"), actor in activity.consulted),
            ("I", say("informed"), actor in activity.informed),
        )
        if held
    ]
    return join(letters, " ")
