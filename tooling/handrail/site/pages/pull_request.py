"""A step as a pull request: who opens it, what is in it, who reviews and merges, what the check says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.dossier import APPROVAL
from handrail.register.dossier import PLAN
from handrail.render.diagram import targets
from handrail.site import names
from handrail.site.pages import people
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.site.sheet import Sheet

#: The page that explains it, written by hand.
GUIDE = "pull-request.md"
_PLACEHOLDERS: Mapping[str, str] = {"{year}": "<year>", "{improvement}": "<id>", "{-n}": ""}


def section(
    sheet: Sheet, process: Process, activity: Activity, *, guide: bool = False
) -> Iterator[str]:
    """Write the section of a step's page; `guide` tells whether the page that explains it is there."""
    yield sheet.section(say("As a pull request"), "pull-request")
    if activity.document is None:
        yield element(
            "p",
            sheet.say(
                "None of its own: the word is read from the document {document}, which came with an earlier step.",
                document=names.document_title(sheet, activity.reads or ""),
            ),
        )
        return
    yield sheet.facts(_facts(sheet, process, activity))
    yield sheet.lines("\n".join(_commands(process, activity)))
    notes = [
        sheet.say(
            "Without git, the forge's web editor does the same: a new file at this place, on a new branch."
        )
    ]
    if guide:
        place = GUIDE.removesuffix(".md") + ".html"
        notes.append(sheet.link(place, sheet.say("How a pull request carries a step")))
    yield element("p", join(notes, " "), class_="hr-note")


def record_of(process: Process, activity: Activity) -> str:
    """Return what the commands call the record that a step belongs to: `<year>` or `<id>`."""
    by_id = {one.id: one for one in process.activities}
    on_plan: set[str] = set()
    ahead = [process.starts.get(PLAN, "")]
    while ahead:
        here = by_id.get(ahead.pop())
        if here is not None and here.id not in on_plan:
            on_plan.add(here.id)
            ahead += targets(here)
    return "<year>" if activity.id in on_plan else "<id>"


def command(process: Process, activity: Activity) -> str:
    """Return the command that begins a step's document."""
    return f"handrail new {activity.document} {record_of(process, activity)}"


def paths(sheet: Sheet, kind: str) -> tuple[str, ...]:
    """Return where documents of a type lie, as a reader would type it."""
    schema = sheet.register.schemas.types.get(kind)
    found = []
    for path in schema.content.get("x-paths", ()) if schema else ():
        text = str(path)
        for name, shown in _PLACEHOLDERS.items():
            text = text.replace(name, shown)
        found.append(text)
    return tuple(found)


# -- the parts --------------------------------------------------------------------------------


def _facts(sheet: Sheet, process: Process, activity: Activity) -> Iterator[tuple[str, str]]:
    record = record_of(process, activity)
    yield sheet.say("Branch"), _code(sheet, f"{record}/{activity.document}")
    yield sheet.say("Holds"), sheet.bullets(_files(sheet, activity))
    yield sheet.say("Opened by"), sheet.several(_through(sheet, activity.responsible))
    yield sheet.say("Reviewed by"), sheet.several(_through(sheet, _reviewers(activity)))
    yield sheet.say("Merged by"), sheet.several(_through(sheet, [activity.accountable]))
    yield sheet.say("The check says"), sheet.bullets(_check(sheet, activity))
    yield sheet.say("A review counts"), _counts(sheet, activity)


def _code(sheet: Sheet, text: str) -> Html:
    return element("code", sheet.plain(text))


def _files(sheet: Sheet, activity: Activity) -> Iterator[Html]:
    kind = activity.document or ""
    found = [_code(sheet, path) for path in paths(sheet, kind)]
    yield (
        sheet.say(
            "{files}; the next time the number rises: {name}",
            files=sheet.several(found),
            name=_code(sheet, f"{kind}-2.yaml"),
        )
        if _can_return(sheet, kind)
        else sheet.several(found)
    )
    if activity.approved_by:
        folder = next(iter(paths(sheet, kind)), "").rpartition("/")[0]
        file = f"{folder}/{APPROVAL}s/{kind}.<digest>.<person>.yaml"
        yield sheet.say(
            "one vote for each person, {file}, in the same request or in one of its own",
            file=_code(sheet, file),
        )


def _can_return(sheet: Sheet, kind: str) -> bool:
    schema = sheet.register.schemas.types.get(kind)
    return schema is not None and schema.numbered


def _reviewers(activity: Activity) -> list[str]:
    """Return who looks at it: whoever answers for the step or is asked, or else its other authors."""
    asked = dict.fromkeys((activity.accountable, *activity.consulted))
    alone = activity.responsible if len(activity.responsible) == 1 else ()
    return [one for one in asked if one not in alone] or list(activity.informed) or list(asked)


def _through(sheet: Sheet, actors: Iterable[str]) -> Iterator[Html]:
    """Name roles; a body acts through its secretary."""
    offices = sheet.register.offices
    for one in actors:
        named = names.actor(sheet, one)
        is_body = offices is not None and one in offices.bodies
        yield sheet.say("{body}, through its secretary", body=named) if is_body else named


def _check(sheet: Sheet, activity: Activity) -> Iterator[Html]:
    completed = _code(sheet, "completed")
    yield sheet.say(
        "without {completed}: a draft; what is missing is a warning, and the step stays open",
        completed=completed,
    )
    yield sheet.say(
        "with {completed}: what is missing is an error, and so is a document out of turn ({rule})",
        completed=completed,
        rule=_rule(sheet, "document-out-of-turn"),
    )
    if activity.approved_by:
        yield sheet.say(
            "until the vote is carried, the step stays open; a text changed after a vote lapses it ({rule})",
            rule=_rule(sheet, "approval-lapsed"),
        )


def _rule(sheet: Sheet, rule: str) -> Html:
    return sheet.link(f"rules.html#{rule}", _code(sheet, rule))


def _counts(sheet: Sheet, activity: Activity) -> Html:
    said = (
        sheet.say("Not as a vote: a vote is a file. The review is a second witness to it.")
        if activity.approved_by
        else sheet.say("As a second pair of eyes: the step needs no vote.")
    )
    return join([said, people.badge(sheet)], " ") if activity.approved_by else said


def _commands(process: Process, activity: Activity) -> Iterator[str]:
    record = record_of(process, activity)
    yield f"git switch -c {record}/{activity.document}"
    yield command(process, activity)
    yield f"handrail finish {record} {activity.document}"
    if activity.approved_by:
        yield f"handrail approve {record} {activity.document} --by <person> --verdict agree"
    yield "handrail check"
