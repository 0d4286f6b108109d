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

    from handrail.model.messages import Message
    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.records import Process
    from handrail.site.sheet import Sheet


def neighbours(sheet: Sheet, process: Process) -> Iterator[str]:
    """Show at a glance who gives what, and who takes what."""
    coming, going = _by_end(sheet, process.inputs), _by_end(sheet, process.outputs)
    if not coming or not going:
        return
    yield sheet.section(say("Neighbours"), "neighbours")
    middle = element("p", sheet.text(process.title), class_="hr-neighbours__here")
    yield element(
        "div",
        _side(sheet.say("Comes from"), coming) + middle + _side(sheet.say("Goes to"), going),
        class_="hr-neighbours",
    )


def _by_end(sheet: Sheet, rows: Iterable[Input | Output]) -> dict[Html, list[Html]]:
    found: dict[Html, list[Html]] = {}
    for row in rows:
        for end in _ends(sheet, row):
            found.setdefault(end, []).append(sheet.text(row.title))
    return found


def _ends(sheet: Sheet, row: Input | Output) -> list[Html]:
    """Name the processes at the other end of an interface, and whoever else is there."""
    named = [names.process(sheet, one) for one in row.processes]
    return [*named, *([sheet.text(row.other)] if row.other else [])]


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
    return _handed(sheet, process.inputs, ids, say("{what} (from {whom})"))


def going(sheet: Sheet, process: Process, ids: Iterable[str]) -> Html:
    """List what goes out at an activity, and to whom."""
    return _handed(sheet, process.outputs, ids, say("{what} (to {whom})"))


def _handed(
    sheet: Sheet, rows: Iterable[Input | Output], ids: Iterable[str], sentence: Message
) -> Html:
    known = {row.id: row for row in rows}
    return sheet.bullets(
        sheet.say(
            sentence.text,
            what=sheet.text(known[one].title),
            whom=sheet.several(_ends(sheet, known[one])),
        )
        for one in ids
        if one in known
    )
