"""A page for each process: what it is for, how it runs, who does what, how well it must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site import words
from handrail.site.page import Page
from handrail.site.pages import flow
from handrail.site.pages import process_duties as duties
from handrail.site.pages import process_ends as ends
from handrail.site.pages import process_parts as parts
from handrail.site.pages import process_schemes as schemes
from handrail.site.pages.process_history import history
from handrail.site.pages.process_risks import risks
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.change_events import open_events
from handrail.views.lengths import length

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.register import Register


def pages(register: Register, language: str, requirements: Collection[str] = ()) -> Iterator[Page]:
    """Write the page of every process; `requirements` are the numbers the page of that name has."""
    for process_id, process in register.processes.items():
        sheet = Sheet(register, language, f"processes/{process_id}.md")
        yield Page(
            path=sheet.path,
            title=sheet.read(process.title),
            blocks=tuple(_blocks(sheet, process_id, process, requirements)),
            source=register.process_documents[process_id].path,
            description=sheet.read(process.purpose),
        )


def _blocks(
    sheet: Sheet, process_id: str, process: Process, requirements: Collection[str]
) -> Iterator[str]:
    yield from _state(sheet, process_id, process)
    yield element("div", sheet.prose(process.purpose), class_="hr-lead")
    yield from _events(sheet, process_id)
    yield _jumps(sheet, process)
    yield _facts(sheet, process_id, process)
    yield from parts.scope(sheet, process)
    yield sheet.section(say("Flow"), "flow")
    yield flow.lanes(
        sheet, process_id, process, lambda one: sheet.address(_place(sheet, process_id, one.id))
    )
    yield sheet.section(say("Activities"), "activities")
    yield join(_activity(sheet, process_id, process, one) for one in process.activities)
    yield sheet.section(say("Who does what"), "raci")
    yield from duties.raci(sheet, process_id, process)
    yield from duties.roles(sheet, process_id, process)
    yield from duties.apart(sheet, process_id, process)
    yield from duties.recurring(sheet, process_id)
    yield from ends.neighbours(sheet, process)
    yield from ends.interfaces(sheet, process_id, process)
    yield from parts.measures(sheet, process_id, process)
    yield from risks(sheet, process_id, process)
    yield from schemes.priorities(sheet, process)
    yield from schemes.categories(sheet, process)
    yield from parts.regulations(sheet, process)
    yield from parts.templates(sheet, process_id, process)
    yield from parts.origin(sheet, process, requirements)
    yield from history(sheet, process_id, process)


def _state(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Say above all else where a process is not in force."""
    if process.state == "planned":
        owned = bool(sheet.register.owners(process_id))
        said = [
            element("p", sheet.say("Planned: described here and not in force yet.")),
            element("p", sheet.say("Nobody owns it yet.")) if not owned else Html(),
        ]
        yield element("div", join(said), class_="hr-stand hr-stand--planned")
    elif process.state == "retired":
        said = [element("p", sheet.say("Retired: nobody works by it any more."))]
        yield element("div", join(said), class_="hr-stand hr-stand--ended")


def _events(sheet: Sheet, process_id: str) -> Iterator[str]:
    """Tell what changed around a process that it is to be looked at again for."""
    for event in open_events(sheet.register, process_id):
        until = sheet.say("to be looked at again by {day}", day=sheet.day(event.review_by))
        if event.overdue:
            until = element("strong", until, class_="hr-late")
        said = [
            element("p", sheet.text(event.title)),
            element("p", sheet.text(event.what)) if event.what else Html(),
            element(
                "p",
                join([words.word(sheet, event.kind.text), sheet.day(event.date), until], " · "),
                class_="hr-note",
            ),
        ]
        yield element("div", join(said), class_="hr-stand")


def _jumps(sheet: Sheet, process: Process) -> Html:
    """Lead to the sections of a long page, where a phone shows no table of contents."""
    sections = (
        ("flow", say("Flow"), True),
        ("activities", say("Activities"), True),
        ("raci", say("Who does what"), True),
        ("kpis", say("Measures"), bool(process.kpis)),
        ("risks", say("Risks"), bool(process.risks)),
        ("versions", say("Versions"), bool(process.changes)),
    )
    links = [
        element("a", sheet.tell(title), href=f"#{place}")
        for place, title, is_there in sections
        if is_there
    ]
    return element("p", join(links, " · "), class_="hr-jumps")


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
    agreed = element("strong", sheet.say("needed before it goes on"))
    if activity.approved_by:
        agreed = names.actor(sheet, activity.approved_by, process_id)
    responsible = (names.actor(sheet, one, process_id) for one in activity.responsible)
    details = sheet.facts([
        (sheet.say("Responsible"), sheet.several(responsible)),
        (sheet.say("Accountable"), names.actor(sheet, activity.accountable, process_id)),
        (sheet.say("Comes in"), ends.coming(sheet, process, activity.takes)),
        (sheet.say("Done well"), sheet.text(activity.standard)),
        (sheet.say("Time limit"), flow.limits(sheet, activity)),
        (sheet.say("Done"), sheet.tell(automation) if automation else Html()),
        (sheet.say("Tool"), sheet.text(activity.tool)),
        (sheet.say("Record"), sheet.text(activity.record)),
        (sheet.say("Approval"), agreed if duties.needs_approval(activity) else Html()),
        (sheet.say("Goes out"), ends.going(sheet, process, activity.delivers)),
        (
            sheet.say("Leads to"),
            flow.ways(sheet, process, activity, lambda one: _place(sheet, process_id, one)),
        ),
    ])  # fmt: skip
    inner = element("h3", title) + sheet.prose(activity.description) + details
    return element("section", inner, class_="hr-activity", id=f"activity-{activity.id}")
