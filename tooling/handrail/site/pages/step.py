"""A page for each step of the improvement process: who does what, by when, and what is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register.dossier import IMPROVEMENT
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.render.diagram import targets
from handrail.site import names
from handrail.site.page import Page
from handrail.site.pages import flow
from handrail.site.pages import how
from handrail.site.pages import pull_request
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator

    from handrail.loading.schemas import Schema
    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.register import Dossier
    from handrail.register import Register


def pages(register: Register, language: str, guides: Container[str] = ()) -> Iterator[Page]:
    """Write the page of every step, numbered or beside the path.

    `guides` are the pages written by hand.
    """
    process = register.processes.get(IMPROVEMENT_PROCESS)
    if process is None or register.workflow is None:
        return
    for activity in process.activities:
        sheet = Sheet(register, language, f"steps/{activity.id}.md")
        number = f"{activity.step} · " if activity.step is not None else ""
        yield Page(
            path=sheet.path,
            title=number + sheet.read(activity.title),
            above=sheet.up("how-improvement-works.html", how.TITLE),
            blocks=tuple(_step(sheet, process, activity, guides)),
            source=register.process_documents[IMPROVEMENT_PROCESS].path,
        )


def _step(
    sheet: Sheet, process: Process, activity: Activity, guides: Container[str]
) -> Iterator[str]:
    if activity.description:
        yield element("div", sheet.prose(activity.description), class_="hr-lead")
    yield sheet.facts(_facts(sheet, process, activity))
    here = [
        dossier
        for dossier in sheet.register.dossiers
        if any(wait.step.id == activity.id for wait in sheet.register.progress(dossier).waits)
    ]
    yield sheet.section(say("Who stands here now"), "now")
    yield _standing(sheet, here, activity)
    if activity.document:
        yield sheet.section(say("What is written down"), "document")
        yield _document(sheet, activity.document)
    yield from pull_request.section(sheet, process, activity, guide=pull_request.GUIDE in guides)
    yield sheet.section(say("Where it leads"), "next")
    yield element("div", flow.ways(sheet, process, activity, flow.step_place))
    before = [one for one in process.activities if activity.id in targets(one)]
    if before:
        came = sheet.several(
            sheet.link(flow.step_place(one.id), flow.label(sheet, one)) for one in before
        )
        yield element("p", sheet.say("It is reached from: {steps}", steps=came), class_="hr-note")


def _facts(sheet: Sheet, process: Process, activity: Activity) -> Iterator[tuple[str, str]]:
    phase = flow.PHASES.get(activity.phase or "")
    several = sheet.several
    if phase is not None:
        label = element("span", sheet.tell(phase), class_=f"hr-phase hr-phase--{activity.phase}")
        yield sheet.say("Phase"), label
    yield sheet.say("Responsible"), several(names.actor(sheet, one) for one in activity.responsible)
    yield sheet.say("Accountable"), names.actor(sheet, activity.accountable)
    yield sheet.say("Consulted"), several(names.actor(sheet, one) for one in activity.consulted)
    yield sheet.say("Informed"), several(names.actor(sheet, one) for one in activity.informed)
    if activity.approved_by:
        yield sheet.say("Approved by vote"), names.actor(sheet, activity.approved_by)
    yield sheet.say("Done well"), sheet.prose(activity.standard)
    yield sheet.say("Time limit"), flow.limits(sheet, activity)
    if activity.during:
        yield sheet.say("While at"), flow.during(sheet, process, activity)


def _standing(sheet: Sheet, dossiers: list[Dossier], activity: Activity) -> Html:
    if not dossiers:
        return element("p", sheet.say("Nothing at the moment."))
    rows = []
    for dossier in dossiers:
        progress = sheet.register.progress(dossier)
        people = dict.fromkeys(
            person
            for wait in progress.waits
            if wait.step.id == activity.id
            for person in wait.people
        )
        record = (
            names.improvement(sheet, dossier.id)
            if dossier.kind == IMPROVEMENT
            else names.plan(sheet, dossier.id)
        )
        rows.append(
            [
                record,
                names.people(sheet, people),
                sheet.day(progress.since),
                sheet.day(progress.due),
            ]
        )
    return sheet.table(
        [sheet.say("Record"), sheet.say("Waiting for"), sheet.say("Since"), sheet.say("Due")], rows
    )


def _document(sheet: Sheet, kind: str) -> Html:
    schema = sheet.register.schemas.types.get(kind)
    if schema is None:
        return element("p", sheet.plain(kind))
    about = sheet.say(str(schema.content.get("description", "")))
    file = element("code", sheet.plain(f"{kind}.yaml"))
    intro = element(
        "p",
        sheet.say(
            "{title}, file {file}: {about}",
            title=names.document_title(sheet, kind),
            file=file,
            about=about,
        ),
    )
    table = sheet.table(
        [sheet.say("Field"), sheet.say("Key"), sheet.say("What it holds"), sheet.say("Wanted")],
        _field_rows(sheet, schema),
    )
    return join([intro, table])


def _field_rows(sheet: Sheet, schema: Schema) -> Iterator[tuple[Html, ...]]:
    """Yield title, key and description of each field, for those who write the document."""
    content = schema.content
    required = set(content.get("required", ()))
    for key, node in content.get("properties", {}).items():
        part, _ = schema.engine.part(node, f"{schema.type}.schema.json")
        yield (
            sheet.tell(Message(str(part.get("title", key)))),
            element("code", sheet.plain(key)),
            sheet.tell(Message(str(part.get("description", "")))),
            sheet.say("needed") if key in required else sheet.say("if it applies"),
        )
