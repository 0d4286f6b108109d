"""How a page names people, offices, processes and records, and where it leads for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register.dossier import IMPROVEMENT
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import words
from handrail.site.sheet import Html

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from handrail.model.records import Process
    from handrail.model.records import ProcessRole
    from handrail.model.tables import Link
    from handrail.model.text import Text
    from handrail.model.workflow import Step
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.site.sheet import Sheet


# -- people and offices -----------------------------------------------------------------------


def shows_people(register: Register) -> bool:
    """Tell whether the site names people; otherwise it names what they do."""
    return register.settings is None or register.settings.show_people != "roles"


def person(sheet: Sheet, person_id: str) -> Html:
    """Name a person, or what he does where the site names no people."""
    offices = sheet.register.offices
    known = offices.people.get(person_id) if offices else None
    if shows_people(sheet.register):
        if known is None:
            return sheet.plain(person_id)
        return sheet.link(f"people.html#{person_id}", sheet.text(known.name))
    if known is not None and known.title:
        return sheet.text(known.title)
    return sheet.say("a member of staff")


def people(sheet: Sheet, ids: Iterable[str]) -> Html:
    """Name several people."""
    return sheet.several(dict.fromkeys(person(sheet, one) for one in ids))


def actor(sheet: Sheet, actor_id: str, process_id: str | None = IMPROVEMENT_PROCESS) -> Html:
    """Name a role or a body, or a role of one process."""
    register = sheet.register
    process = register.processes.get(process_id or "")
    own = process_role(process, actor_id) if process else None
    has_role_page = register.offices is not None and has_page(actor_id)
    if own and process_id and (process_id != IMPROVEMENT_PROCESS or not has_role_page):
        return sheet.link(_own_role_place(register, process_id, actor_id), sheet.text(own.title))
    title = own.title if own else _office(register, actor_id)
    if title is None:
        return sheet.plain(actor_id)
    label = sheet.text(title)
    return sheet.link(f"roles/{actor_id}.html", label) if has_role_page else label


def _own_role_place(register: Register, process_id: str, role_id: str) -> str:
    """Return where a role is described that only one process has: on its page, or on that of the process."""
    page = role_page(f"{process_id}/{role_id}")
    if register.offices is not None and page and process_id != IMPROVEMENT_PROCESS:
        return f"{page}.html"
    return f"processes/{process_id}.html#role-{role_id}"


def role_page(name: str) -> str | None:
    """Return where the page of a role lies, without its ending; a role of one process bears both names."""
    if not all(has_page(part) for part in name.split("/")):
        return None
    return f"roles/{name.replace('/', '.')}"


def role(sheet: Sheet, name: str) -> Html:
    """Name a role as it is called where all are listed: `it-director` or `change-management/requester`."""
    process_id, slash, role_id = name.partition("/")
    return actor(sheet, role_id, process_id) if slash else actor(sheet, name)


def _office(register: Register, actor_id: str) -> Text | None:
    organization = register.organization
    if organization is None:
        return None
    titles = {role.id: role.title for role in organization.roles}
    titles |= {body.id: body.title for body in organization.bodies}
    return titles.get(actor_id)


def owner(sheet: Sheet, owner_id: str, process_id: str | None = None) -> Html:
    """Name an owner: a person or a role."""
    offices = sheet.register.offices
    if offices and owner_id in offices.people:
        return person(sheet, owner_id)
    return actor(sheet, owner_id, process_id)


def author(sheet: Sheet, author_id: str) -> Html:
    """Name who wrote a document: a person or a body."""
    return owner(sheet, author_id, IMPROVEMENT_PROCESS)


def process_role(process: Process, role_id: str) -> ProcessRole | None:
    """Return a role of a process by its id."""
    return next((role for role in process.roles if role.id == role_id), None)


# -- records ----------------------------------------------------------------------------------


def improvement(sheet: Sheet, improvement_id: str) -> Html:
    """Name an improvement and lead to its page."""
    dossier = sheet.register.dossiers_by_id.get(improvement_id)
    if dossier is None or dossier.kind != IMPROVEMENT:
        return sheet.plain(improvement_id)
    label = sheet.text(dossier.title)
    return (
        sheet.link(f"improvements/{improvement_id}.html", label) if has_page(dossier.id) else label
    )


def plan(sheet: Sheet, year: str) -> Html:
    """Name the plan of a year and lead to its page."""
    label = sheet.say("Annual plan {year}", year=year)
    known = sheet.register.dossiers_by_id.get(year)
    return sheet.link(f"plans/{year}.html", label) if known else label


def has_page(found: str) -> bool:
    """Tell whether an id can be a page's name; the check says what is wrong with others."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found) is not None


def document_title(sheet: Sheet, name: str) -> Html:
    """Name a document as its type's schema does: `pilot-2` is the second `Pilot report`."""
    kind, number = split_name(name)
    schema = sheet.register.schemas.types.get(kind)
    title = (
        sheet.tell(Message(str(schema.content["title"])))
        if schema and "title" in schema.content
        else sheet.plain(kind)
    )
    return Html(title if number == 1 else f"{title} {number}")


def document(sheet: Sheet, dossier: Dossier, name: str) -> Html:
    """Name a document of a record and lead to it."""
    label = document_title(sheet, name)
    if name not in dossier.documents:
        return label
    folder = "improvements" if dossier.kind == IMPROVEMENT else "plans"
    return (
        sheet.link(f"{folder}/{dossier.id}.html#{name}", label) if has_page(dossier.id) else label
    )


def document_at(sheet: Sheet, path: str) -> Html:
    """Name a document by its path and lead to it."""
    folder, _, file = path.rpartition("/")
    dossier = sheet.register.dossiers_by_id.get(folder.rpartition("/")[2])
    name = file.removesuffix(".yaml")
    return document(sheet, dossier, name) if dossier else document_title(sheet, name)


def process(sheet: Sheet, process_id: str) -> Html:
    """Name a process and lead to its page."""
    known = sheet.register.processes.get(process_id)
    if known is None:
        return sheet.plain(process_id)
    if not has_page(process_id):
        return sheet.text(known.title)
    return sheet.link(f"processes/{process_id}.html", sheet.text(known.title))


def kpi(sheet: Sheet, reference: str) -> Html:
    """Name a KPI, written `process/kpi`, and lead to it."""
    process_id, _, kpi_id = reference.partition("/")
    known = sheet.register.processes.get(process_id)
    for one in known.kpis if known else ():
        if one.id == kpi_id:
            return sheet.link(f"processes/{process_id}.html#kpi-{kpi_id}", sheet.text(one.title))
    return sheet.plain(reference)


def activity(sheet: Sheet, reference: str) -> Html:
    """Name an activity, written `process/activity`, and lead to it: a step has a page of its own."""
    process_id, _, activity_id = reference.partition("/")
    known = sheet.register.processes.get(process_id)
    for one in known.activities if known else ():
        if one.id == activity_id:
            number = f"{one.step} · " if one.step is not None else ""
            label = Html(number + sheet.text(one.title))
            if process_id == IMPROVEMENT_PROCESS and sheet.register.workflow is not None:
                return sheet.link(f"steps/{activity_id}.html", label)
            place = f"processes/{process_id}.html#activity-{activity_id}"
            return sheet.link(place, label) if has_page(process_id) else label
    return sheet.plain(reference)


def part(sheet: Sheet, kind: str, found: Link) -> Html:
    """Name a risk or a control, and lead to where its process describes it."""
    process_id, _, own = found.id.partition("/")
    label = sheet.text(found.title)
    known = process_id in sheet.register.processes and has_page(process_id)
    return sheet.link(f"processes/{process_id}.html#{kind}-{own}", label) if known else label


def plan_goal(sheet: Sheet, goal_id: str, year: str) -> Html:
    """Name a goal of a year's plan and lead to it."""
    dossier = sheet.register.dossiers_by_id.get(year)
    plan = dossier.latest("plan") if dossier else None
    for goal in plan.record.goals if plan and plan.record else ():
        if goal.id == goal_id:
            return sheet.link(f"plans/{year}.html#goal-{goal_id}", sheet.text(goal.title))
    return sheet.plain(goal_id)


def gap(sheet: Sheet, reference: str, year: str) -> Html:
    """Name a gap, written `process/gap`, and lead to the year's assessment that found it."""
    process_id, _, gap_id = reference.partition("/")
    for document in sheet.register.of_type("assessment"):
        is_it = document.fields["process"] == process_id and document.fields["year"] == year
        for one in document.record.gaps if is_it and document.record else ():
            if one.id == gap_id:
                place = f"plans/{year}.html#assessment-{process_id}"
                return sheet.link(place, sheet.text(one.target))
    return sheet.plain(reference)


def meeting(sheet: Sheet, meeting_id: str) -> Html:
    """Name a meeting and lead to its page."""
    for document in sheet.register.of_type("meeting"):
        if document.fields["meeting"] == meeting_id and document.record is not None:
            label = meeting_title(sheet, document.record.kind, meeting_id)
            return sheet.link(f"meetings/{meeting_id}.html", label)
    return sheet.plain(meeting_id)


MEETINGS: Mapping[str, Message] = {
    "evaluation": say("Evaluation meeting"),
    "plan-review": say("Plan review"),
    "committee": say("Committee meeting"),
    "project": say("Project meeting"),
}


def meeting_title(sheet: Sheet, kind: str, meeting_id: str) -> Html:
    """Say what a meeting was and when."""
    return sheet.say(
        "{kind} of {day}", kind=MEETINGS.get(kind) or words.word(sheet, kind), day=meeting_id[:10]
    )


# -- steps ------------------------------------------------------------------------------------


def step(sheet: Sheet, one: Step, *, numbered: bool = True) -> Html:
    """Name a step of the improvement process and lead to its page."""
    label = step_label(sheet, one) if numbered else sheet.text(one.title)
    current = sheet.register.workflow
    if current is None or one.id not in current.steps:
        return label
    return sheet.link(f"steps/{one.id}.html", label)


def step_label(sheet: Sheet, one: Step) -> Html:
    """Write a step's number and title."""
    number = f"{one.number} · " if one.number is not None else ""
    return Html(number + sheet.text(one.title))
