"""What the source asks for, point by point, and where it is realised."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.messages import Message
    from handrail.register import Register
    from handrail.site.requirements import Group
    from handrail.site.requirements import Reference
    from handrail.site.requirements import Requirement

_WORDS: Mapping[str, Message] = {
    "schema": say("field"),
    "rule": say("rule"),
    "command": say("command"),
    "view": say("table"),
    "report": say("report"),
    "page": say("page"),
    "process": say("process"),
    "setting": say("setting"),
    "file": say("file"),
    "test": say("test"),
}
_COMMANDS: Mapping[str, str] = {
    "command": "handrail",
    "view": "handrail list",
    "report": "handrail report",
}


def pages(
    register: Register, language: str, groups: tuple[Group, ...], titles: Mapping[str, str]
) -> Iterator[Page]:
    """Write the page, where the repository keeps the table; `titles` are those of all other pages."""
    if not groups:
        return
    sheet = Sheet(register, language, "requirements.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(say("What the source asks for, and where it is realised")),
        blocks=tuple(_blocks(sheet, groups, titles)),
        source="site/requirements.yaml",
    )


def _blocks(sheet: Sheet, groups: tuple[Group, ...], titles: Mapping[str, str]) -> Iterator[str]:
    count = sum(len(group.rows) for group in groups)
    yield element(
        "p",
        sheet.say(
            "handrail follows a collection of articles about improving IT service processes. Each of the {count} points below is told in our own words, with what realises it here; a test sees that all of it exists.",
            count=count,
        ),
        class_="hr-lead",
    )
    if "defaults.md" in titles:
        title = sheet.link("defaults.html", sheet.plain(titles["defaults.md"]))
        yield element(
            "p", sheet.say("What the articles leave open is settled on {page}.", page=title)
        )
    for group in groups:
        yield sheet.section(group.title, group.id)
        yield sheet.table(
            [sheet.say("Number"), sheet.say("What it asks"), sheet.say("Where it is realised")],
            [
                [
                    element("span", sheet.plain(row.id), id=row.id.lower()),
                    sheet.text(row.asks),
                    _realised(sheet, row, titles),
                ]
                for row in group.rows
            ],
        )


def _realised(sheet: Sheet, row: Requirement, titles: Mapping[str, str]) -> Html:
    items = [
        sheet.say(
            "{kind}: {name}", kind=sheet.tell(_WORDS[one.kind]), name=_name(sheet, one, titles)
        )
        for one in row.realised
    ]
    if row.outside is not None:
        items.append(sheet.say("outside the tool: {why}", why=sheet.text(row.outside)))
    return sheet.bullets(items)


def _name(sheet: Sheet, one: Reference, titles: Mapping[str, str]) -> Html:
    """Name what realises something, and lead there where the site has a place for it."""
    if one.kind == "page":
        title = sheet.plain(titles.get(one.name, one.name))
        return sheet.link(_address(one.name), title) if one.name in titles else title
    if one.kind == "process":
        return _activity(sheet, one)
    typed = f"{_COMMANDS.get(one.kind, '')} {one.name}".lstrip()
    label = element("code", sheet.plain(typed))
    place, anchor = _place(sheet, one)
    if place not in titles:
        return label
    return sheet.link(_address(place) + (f"#{anchor}" if anchor else ""), label)


def _activity(sheet: Sheet, one: Reference) -> Html:
    """Name an activity of a process, or a process, and lead to its page."""
    process_id, _, activity_id = one.name.partition("#")
    process = sheet.register.processes.get(process_id)
    for activity in process.activities if process else ():
        if activity.id == activity_id:
            is_step = process_id == IMPROVEMENT_PROCESS
            place = f"processes/{process_id}.html#activity-{activity_id}"
            label = flow.label(sheet, activity)
            return sheet.link(flow.step_place(activity_id) if is_step else place, label)
    return names.process(sheet, process_id)


def _place(sheet: Sheet, one: Reference) -> tuple[str, str]:
    """Return the page, and the place in it, that says more."""
    if one.kind == "rule":
        return "rules.md", one.name
    if one.kind == "setting":
        return "defaults.md", ""
    if one.kind == "schema":
        process = sheet.register.processes.get(IMPROVEMENT_PROCESS)
        kind = one.name.partition(".")[0]
        for activity in process.activities if process else ():
            if activity.document == kind:
                return f"steps/{activity.id}.md", "document"
    return "", ""


def _address(path: str) -> str:
    return path.removesuffix(".md") + ".html"
