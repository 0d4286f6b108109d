"""What a role types and how it votes in the improvement process, for the role's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.register.offices import holds
from handrail.site import names
from handrail.site.cells import cell
from handrail.site.pages import pull_request
from handrail.site.sheet import Html
from handrail.site.sheet import element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.model.tables import Table
    from handrail.site.sheet import Sheet


def steps(sheet: Sheet, process: Process, role: str, table: Table) -> Iterator[str]:
    """List the steps of the improvement process it has a part in, with what it types."""
    if not table.rows:
        return
    by_id = {activity.id: activity for activity in process.activities}
    shown = [column for column in table.columns if column.id != "step"]
    rows = []
    for row in table.rows:
        values = {column.id: value for column, value in zip(table.columns, row, strict=True)}
        link = values["title"]
        activity = by_id[link.id.partition("/")[2]] if isinstance(link, Link) else None
        rows.append(
            [
                *(cell(sheet, values[column.id]) for column in shown),
                _commands(sheet, process, activity, role) if activity else Html(),
            ]
        )
    yield sheet.section(table.title, table.id)
    heads = [*(sheet.tell(one.title) for one in shown), sheet.say("Command")]
    yield sheet.table(heads, rows, class_="hr-steps")


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
