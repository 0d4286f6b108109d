"""How improvement works here: the steps of the process file on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site.page import Page
from handrail.site.pages import flow
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.register import Register

TITLE = say("How improvement works here")


def pages(register: Register, language: str, pieces: Mapping[str, str]) -> Iterator[Page]:
    """Write the page."""
    process = register.processes.get(IMPROVEMENT_PROCESS)
    if process is None or register.workflow is None:
        return
    sheet = Sheet(register, language, "how-improvement-works.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(TITLE),
        blocks=tuple(_overview(sheet, process, pieces)),
        source=register.process_documents[IMPROVEMENT_PROCESS].path,
        description=sheet.read(process.purpose),
        hide=("toc",),
    )


def _overview(sheet: Sheet, process: Process, pieces: Mapping[str, str]) -> Iterator[str]:
    yield element("div", sheet.prose(process.purpose), class_="hr-lead")
    if "how" in pieces:
        yield pieces["how"]
    yield sheet.section(say("The way of an improvement"), "flow")
    yield flow.chart(sheet, process, lambda activity: sheet.address(f"steps/{activity.id}.html"))
    yield sheet.section(say("The steps"), "steps")
    path = [activity for activity in process.activities if not activity.during]
    yield _table(sheet, process, path)
    beside = [activity for activity in process.activities if activity.during]
    if beside:
        yield sheet.section(say("Beside the path"), "beside")
        yield element(
            "p", sheet.say("These may happen while an improvement stands at certain steps.")
        )
        yield _table(sheet, process, beside, during=True)
    yield sheet.section(say("How an improvement can end"), "ends")
    yield sheet.bullets(
        join([element("strong", sheet.text(end.title)), Html(" "), _count(sheet, end.id)])
        for end in process.ends
    )
    yield sheet.section(say("Who takes part"), "roles")
    yield from _roles(sheet, process)


def _table(
    sheet: Sheet, process: Process, activities: Iterable[Activity], *, during: bool = False
) -> Html:
    columns = [
        sheet.say("Step"),
        sheet.say("Who"),
        sheet.say("Leaves"),
        sheet.say("Time limit"),
        sheet.say("Leads to"),
    ]
    if during:
        columns.append(sheet.say("While at"))
    rows = []
    for activity in activities:
        row = [
            _title(sheet, activity),
            _who(sheet, activity),
            _leaves(sheet, activity),
            flow.limits(sheet, activity),
            flow.ways(sheet, process, activity, flow.step_place),
        ]
        if during:
            row.append(flow.during(sheet, process, activity))
        rows.append(row)
    return sheet.table(
        columns, rows, caption=sheet.say("Steps of the improvement process"), class_="hr-steps"
    )


def _title(sheet: Sheet, activity: Activity) -> Html:
    phase = flow.PHASES.get(activity.phase or "")
    link = sheet.link(flow.step_place(activity.id), flow.label(sheet, activity))
    if phase is None:
        return link
    tag = element("small", sheet.tell(phase), class_=f"hr-phase hr-phase--{activity.phase}")
    return Html(f"{link}<br>{tag}")


def _who(sheet: Sheet, activity: Activity) -> Html:
    doing = sheet.several(names.actor(sheet, one) for one in activity.responsible)
    if not activity.approved_by:
        return doing
    vote = sheet.say("✓ vote of {body}", body=names.actor(sheet, activity.approved_by))
    return Html(f"{doing}<br><small>{vote}</small>")


def _leaves(sheet: Sheet, activity: Activity) -> Html:
    if activity.document:
        return names.document_title(sheet, activity.document)
    if activity.reads:
        return sheet.say("reads: {document}", document=names.document_title(sheet, activity.reads))
    return Html("–")


def _count(sheet: Sheet, end_id: str) -> Html:
    ended = [
        one for one in sheet.register.dossiers if sheet.register.progress(one).ended_as == end_id
    ]
    return sheet.say("({count} so far)", count=len(ended))


def _roles(sheet: Sheet, process: Process) -> Iterator[str]:
    """List every role of the steps, with who holds it."""
    register = sheet.register
    wanted = dict.fromkeys(
        role
        for activity in process.activities
        for role in (*activity.responsible, activity.accountable)
    )
    rows = []
    for role in wanted:
        own = names.process_role(process, role)
        duties = own.duties if own else _duties(register, role)
        held = (
            sheet.say("follows from the documents of each improvement")
            if own
            else names.people(sheet, _held(register, role))
        )
        rows.append(
            [names.actor(sheet, role), sheet.bullets(sheet.text(one) for one in duties), held]
        )
    yield sheet.table([sheet.say("Role"), sheet.say("Duties"), sheet.say("Held by")], rows)


def _duties(register: Register, role: str) -> tuple[Text, ...]:
    offices = register.offices
    if offices is None:
        return ()
    if role in offices.bodies:
        purpose = offices.bodies[role].purpose
        return (purpose,) if purpose else ()
    return offices.roles[role].duties if role in offices.roles else ()


def _held(register: Register, role: str) -> tuple[str, ...]:
    offices = register.offices
    if offices is None:
        return ()
    return offices.voters(role, register.as_of) or offices.holders(role, register.as_of)
