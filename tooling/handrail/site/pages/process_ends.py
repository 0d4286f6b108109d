"""What a process receives and delivers: who is at the other end, and at which activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site import names
from handrail.site.cells import still
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views import procedure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.site.sheet import Sheet


def neighbours(sheet: Sheet, process: Process) -> Iterator[str]:
    """Show at a glance who gives what, and who takes what."""
    coming = _by_end(sheet, ((one.processes, one.source, one.title) for one in process.inputs))
    going = _by_end(sheet, ((one.processes, one.receiver, one.title) for one in process.outputs))
    if not coming or not going:
        return
    yield sheet.section(say("Neighbours"), "neighbours")
    middle = element("p", sheet.text(process.title), class_="hr-neighbours__here")
    yield element(
        "div",
        _side(sheet.say("Comes from"), coming) + middle + _side(sheet.say("Goes to"), going),
        class_="hr-neighbours",
    )


def _by_end(
    sheet: Sheet, rows: Iterable[tuple[tuple[str, ...], Text | None, Text]]
) -> dict[Html, list[Html]]:
    found: dict[Html, list[Html]] = {}
    for processes, other, title in rows:
        ends = [names.process(sheet, one) for one in processes]
        for end in [*ends, *([sheet.text(other)] if other else [])]:
            found.setdefault(end, []).append(sheet.text(title))
    return found


def _side(title: Html, ends: dict[Html, list[Html]]) -> Html:
    rows = [
        element("li", join([end, Html(" "), element("small", join(titles, " · "))]))
        for end, titles in ends.items()
    ]
    return element("div", element("h3", title) + element("ul", join(rows)))


def interfaces(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """Say what comes in and what goes out, and at which activity."""
    if process.inputs:
        yield sheet.section(say("What it receives"), "inputs")
        yield still(sheet, procedure.inputs(sheet.register, process_id))
    if process.outputs:
        yield sheet.section(say("What it delivers"), "outputs")
        yield still(sheet, procedure.outputs(sheet.register, process_id))


def coming(sheet: Sheet, process: Process, ids: Iterable[str]) -> Html:
    """List what comes in at an activity, and from whom."""
    known = {one.id: one for one in process.inputs}
    return sheet.bullets(_input(sheet, known[one]) for one in ids if one in known)


def _input(sheet: Sheet, one: Input) -> Html:
    return sheet.say(
        "{what} (from {whom})",
        what=sheet.text(one.title),
        whom=_whom(sheet, one.processes, one.source),
    )


def going(sheet: Sheet, process: Process, ids: Iterable[str]) -> Html:
    """List what goes out at an activity, and to whom."""
    known = {one.id: one for one in process.outputs}
    return sheet.bullets(_output(sheet, known[one]) for one in ids if one in known)


def _output(sheet: Sheet, one: Output) -> Html:
    return sheet.say(
        "{what} (to {whom})",
        what=sheet.text(one.title),
        whom=_whom(sheet, one.processes, one.receiver),
    )


def _whom(sheet: Sheet, processes: tuple[str, ...], other: Text | None) -> Html:
    named = [names.process(sheet, one) for one in processes]
    return sheet.several([*named, *([sheet.text(other)] if other else [])])
