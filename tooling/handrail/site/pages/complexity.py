"""How complex the processes are, version by version: shown so that it is seen, not forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site.cells import lively
from handrail.site.page import Page
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.views.editions import COMPLEXITY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.register import Register

_COLUMNS = (
    "process", "version", "date", "activities", "handoffs", "approvals", "than_before",
)  # fmt: skip


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "complexity.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(COMPLEXITY.title),
        above=sheet.up("processes.html", say("Map of processes")),
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield element(
        "p",
        sheet.say("Every link in a chain takes time and can break. Whether a process has grown is therefore counted, version by version; whether that was worth it is for people to judge."),
        class_="hr-lead",
    )  # fmt: skip
    yield sheet.facts([
        (sheet.say("Activities"), sheet.say("what there is to do")),
        (
            sheet.say("Hand-offs"),
            sheet.say("ways on from an activity to one that somebody else does: no role is responsible for both"),
        ),
        (sheet.say("Approvals"), sheet.say("activities where somebody must agree before it goes on; nothing is counted in versions that mark none")),
    ])  # fmt: skip
    table = COMPLEXITY.table(sheet.register)
    yield lively(sheet, table, _COLUMNS, selected=("process", "than_before"))
    yield element(
        "p",
        sheet.say("Earlier versions are read from git: what a file said last while it bore that version. Of versions that git has not kept nothing can be counted."),
        class_="hr-note",
    )  # fmt: skip
