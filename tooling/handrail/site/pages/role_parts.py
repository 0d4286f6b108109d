"""What a role does in the processes: steps, votes and activities, for the role's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.offices import holds
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site.pages import flow
from handrail.site.pages import pull_request
from handrail.site.sheet import Html
from handrail.site.sheet import element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message
    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.register import Register
    from handrail.site.sheet import Sheet


def means(register: Register, process_id: str, role: str) -> bool:
    """Tell whether a process means this role by its id, and no role of its own that is called the same."""
    own = names.process_role(register.processes[process_id], role)
    return own is None or process_id == IMPROVEMENT_PROCESS


_PARTS: tuple[tuple[str, Message], ...] = (
    ("responsible", say("responsible")),
    ("accountable", say("accountable")),
    ("approved_by", say("votes")),
    ("consulted", say("consulted")),
    ("informed", say("informed")),
)


def _parts(activity: Activity, role: str) -> list[Message]:
    """Return what a role has to do with an activity."""
    found = []
    for field, said in _PARTS:
        value = getattr(activity, field) or ()
        if role in ((value,) if isinstance(value, str) else value):
            found.append(said)
    return found


def steps(sheet: Sheet, process: Process, role: str) -> Iterator[str]:
    """List the steps of the improvement process it has a part in, with what it writes and types."""
    rows = [
        [
            sheet.link(flow.step_place(activity.id), flow.label(sheet, activity)),
            sheet.several(sheet.tell(one) for one in parts),
            _document(sheet, activity),
            _commands(sheet, process, activity, role),
            flow.limits(sheet, activity),
        ]
        for activity in process.activities
        if (parts := _parts(activity, role))
    ]
    if rows:
        yield sheet.section(say("Steps of the improvement process"), "steps")
        yield sheet.table(
            [
                sheet.say("Step"),
                sheet.say("Part"),
                sheet.say("Document"),
                sheet.say("Command"),
                sheet.say("Time limit"),
            ],
            rows,
        )


def _document(sheet: Sheet, activity: Activity) -> Html:
    if activity.document:
        return names.document_title(sheet, activity.document)
    return sheet.say(
        "reads: {document}", document=names.document_title(sheet, activity.reads or "")
    )


def _commands(sheet: Sheet, process: Process, activity: Activity, role: str) -> Html:
    """Show what the role types: to write the document, or to vote on it."""
    if activity.document is None:
        return Html()
    found = []
    if role in activity.responsible:
        found.append(pull_request.command(process, activity))
    if role == activity.approved_by:
        record = pull_request.record_of(process, activity)
        found.append(f"handrail approve {record} {activity.document}")
    return Html("<br>".join(element("code", sheet.plain(one)) for one in found))


def votes(sheet: Sheet, process: Process, role: str) -> Iterator[str]:
    """Say by what count a body decides, or where the role is an approval level."""
    register = sheet.register
    known = register.offices
    levels = [
        level
        for level in (known.levels if known else ())
        if level.role == role and holds(level, register.as_of)
    ]
    voted = [one for one in process.activities if one.approved_by == role and one.document]
    if not voted and not levels:
        return
    yield sheet.section(say("Votes"), "votes")
    if voted and known is not None:
        documents = sheet.several(
            dict.fromkeys(names.document_title(sheet, one.document or "") for one in voted)
        )
        yield element("p", sheet.say("Votes on: {documents}.", documents=documents))
        votes = known.quorum(role, register.as_of)
        yield element(
            "p",
            sheet.say("{votes} votes, and more than half of those entitled agree", votes=votes),
            class_="hr-note",
        )
    yield sheet.bullets(
        sheet.link(f"people.html#level-{level.id}", sheet.text(level.title)) for level in levels
    )


def elsewhere(sheet: Sheet, role: str) -> Iterator[str]:
    """List the activities of all other processes it has a part in."""
    rows = []
    for key, process in sheet.register.processes.items():
        if key == IMPROVEMENT_PROCESS or not means(sheet.register, key, role):
            continue
        for activity in process.activities:
            parts = _parts(activity, role)
            if parts:
                label = sheet.text(activity.title)
                place = f"processes/{key}.html#activity-{activity.id}"
                rows.append(
                    [
                        sheet.link(place, label) if names.has_page(key) else label,
                        names.process(sheet, key),
                        sheet.several(sheet.tell(one) for one in parts),
                        sheet.text(activity.standard),
                    ]
                )
    if rows:
        yield sheet.section(say("Activities of the other processes"), "activities")
        yield sheet.table(
            [
                sheet.say("Activity"),
                sheet.say("Process"),
                sheet.say("Part"),
                sheet.say("Done well"),
            ],
            rows,
        )
