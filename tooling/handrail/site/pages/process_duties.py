"""Who does what in a process: the RACI table, its own roles, duties apart, and what recurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site.cells import still
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.recurring import recurring_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.site.sheet import Sheet


def raci(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Write the table of who is responsible, accountable, consulted and informed."""
    actors: dict[str, None] = {}
    for activity in process.activities:
        actors.update(dict.fromkeys((*activity.responsible, activity.accountable)))
    for activity in process.activities:
        actors.update(dict.fromkeys((*activity.consulted, *activity.informed)))
    rows = [
        [
            sheet.text(activity.title)
            + (f" {approval(sheet)}" if needs_approval(activity) else ""),
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
                element("strong", "I"), Html(" "), sheet.say("informed afterwards"), Html(" · "),
                Html("✓ "), sheet.say("somebody has to agree"),
            ]
        ),
        class_="hr-note",
    )  # fmt: skip


def needs_approval(activity: Activity) -> bool:
    """Tell whether somebody has to agree before it goes on."""
    return bool(activity.approval or activity.approved_by)


def approval(sheet: Sheet) -> Html:
    """Mark an activity where somebody has to agree."""
    return element("abbr", "✓", title=sheet.say("somebody has to agree"), class_="hr-approval")


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


def roles(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Describe the roles that only this process has, and who has them."""
    if not process.roles:
        return
    yield sheet.section(say("Roles"), "roles")
    for role in process.roles:
        head = element("h3", names.actor(sheet, role.id, process_id))
        held = sheet.several(names.owner(sheet, one) for one in role.held_by)
        facts = sheet.facts([
            (sheet.say("Held by"), held),
            (sheet.say("Taken by"), sheet.text(role.taken_by)),
            (sheet.say("Duties"), sheet.bullets(sheet.text(one) for one in role.duties)),
        ])  # fmt: skip
        yield element("section", head + facts, class_="hr-entry", id=f"role-{role.id}")


def apart(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Say which duties one person must not have together."""
    if not process.apart:
        return
    yield sheet.section(say("Duties apart"), "apart")
    yield element("p", sheet.say("Nobody has these roles at the same time."))
    yield sheet.table(
        [sheet.say("Roles"), sheet.say("Reason")],
        [
            [
                sheet.several(names.actor(sheet, role, process_id) for role in one.roles),
                sheet.text(one.reason),
            ]
            for one in process.apart
        ],
    )


def recurring(sheet: Sheet, process_id: str) -> Iterator[str]:
    """Say what is done again and again, and when next."""
    table = recurring_table(sheet.register, process_id)
    if table.rows:
        yield sheet.section(say("Recurring duties"), "recurring")
        yield still(sheet, table)
