"""What becomes of a process: improvements on it, reviews of it, its versions, and the standards it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.loading.frameworks import frameworks
from handrail.model.messages import say
from handrail.site.cells import cell
from handrail.site.cells import lively
from handrail.site.fields import Form
from handrail.site.fields import fields
from handrail.site.pages import standards
from handrail.site.pages.improvements import ordered
from handrail.site.pages.improvements import state
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.editions import versions
from handrail.views.editions import versions_of
from handrail.views.processes import improvements_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.site.sheet import Html
    from handrail.site.sheet import Sheet
    from handrail.views.editions import Version

_COLUMNS = ("title", "state", "step", "activity", "ended_as", "since")


def history(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Show what is improved, what reviews found, earlier versions, and what it corresponds to."""
    yield sheet.section(say("Improvements"), "improvements")
    table = ordered(improvements_on(sheet.register, process_id))
    if table.rows:
        shows = {"state": lambda value: state(sheet, value)}
        yield lively(sheet, table, _COLUMNS, shows=shows, searched=False)
    else:
        yield element("p", sheet.say("None so far."))
    yield from _reviews(sheet, process_id)
    yield from _versions(sheet, process_id)
    if process.maps_to:
        yield sheet.section(say("In the standards"), "standards")
        about = {
            (framework.id, clause.id): clause.about
            for framework in frameworks()
            for clause in framework.clauses
        }
        titles = {framework.id: framework.title for framework in frameworks()}
        yield sheet.facts(
            (
                sheet.plain(titles.get(key, key)),
                sheet.bullets(_clause(sheet, key, one, about.get((key, one))) for one in clauses),
            )
            for key, clauses in process.maps_to.items()
        )


def _clause(sheet: Sheet, framework: str, clause: str, about: Text | None) -> Html:
    """Lead to a clause of a framework and say what it is about."""
    name = sheet.plain(clause)
    if about is None:
        return name
    linked = sheet.link(standards.place(framework, clause), name)
    return join([linked, element("small", sheet.text(about))], " ")


def _versions(sheet: Sheet, process_id: str) -> Iterator[str]:
    """Show the versions, how complex each was, and in what it differs from the one before."""
    register = sheet.register
    found = versions_of(register, process_id)
    if not any(one.change for one in found):
        return
    yield sheet.section(say("Versions"), "versions")
    table = versions(register, process_id)
    yield sheet.table(
        [sheet.tell(column.title) for column in table.columns],
        [[cell(sheet, value) for value in row] for row in table.rows],
        class_="hr-versions",
    )
    if any(one.grew for one in found):
        more = sheet.say(
            "There is more to do, to hand over or to approve than in the version before."
        )
        yield element("p", more, class_="hr-note")
    for one in found:
        if one.differences and one.before:
            head = sheet.say(
                "Version {version} beside {before}: {count} differences",
                version=one.version, before=one.before.version, count=len(one.differences),
            )  # fmt: skip
            body = _differences(sheet, process_id, one)
            yield element("details", element("summary", head) + body, class_="hr-differences")


def _differences(sheet: Sheet, process_id: str, version: Version) -> Html:
    document = sheet.register.process_documents[process_id]
    form = Form(sheet, document, None)
    rows = []
    for one in version.differences:
        titles, part = form.way(document, one.route)
        sides = (
            form.block(part, value) if value is not None else element("small", sheet.say("nothing"))
            for value in (one.before, one.now)
        )
        rows.append([join(titles, " › "), *sides])
    return sheet.table([sheet.say("Where"), sheet.say("Before"), sheet.say("Now")], rows)


def _reviews(sheet: Sheet, process_id: str) -> Iterator[str]:
    reviews = [
        doc for doc in sheet.register.of_type("review") if doc.fields.get("process") == process_id
    ]
    if not reviews:
        return
    yield sheet.section(say("Reviews"), "reviews")
    for document in sorted(reviews, key=lambda one: one.path, reverse=True):
        head = element("h3", sheet.plain(document.name))
        yield element("section", head + fields(sheet, document), class_="hr-entry")
