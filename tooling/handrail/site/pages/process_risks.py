"""What may go wrong in a process, and what keeps it from doing so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.site import words
from handrail.site.cells import cell
from handrail.site.cells import still
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.risks import control_table
from handrail.views.risks import risk_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from handrail.model.records import Process
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.site.sheet import Sheet


def risks(sheet: Sheet, process_id: str, process: Process) -> Iterator[str]:
    """List risks with their grade and their controls, and the controls with what they are against."""
    if process.risks:
        yield sheet.section(say("Risks"), "risks")
        shows = {
            "cause": _named(sheet, "risk"),
            "controls": lambda value: _listed(sheet, value),
            "grade": lambda value: _graded(sheet, value),
        }
        yield still(sheet, _narrower(risk_table(sheet.register, process_id)), shows=shows)
    if process.controls:
        yield sheet.section(say("Controls"), "controls")
        shows = {"what": _named(sheet, "control"), "against": lambda value: _listed(sheet, value)}
        yield still(sheet, control_table(sheet.register, process_id), shows=shows)


def _narrower(table: Table) -> Table:
    """Put likelihood and impact below the grade that follows from them: ten columns cannot be read."""
    place = {column.id: number for number, column in enumerate(table.columns)}
    parts = [place[name] for name in ("grade", "likelihood", "impact")]
    kept = [number for number in place.values() if number not in parts[1:]]
    return replace(
        table,
        columns=[table.columns[number] for number in kept],
        rows=[
            tuple(
                tuple(row[one] for one in parts) if number == parts[0] else row[number]
                for number in kept
            )
            for row in table.rows
        ],
    )


def _graded(sheet: Sheet, value: Cell) -> Html:
    """Show a grade above the likelihood and the impact it follows from."""
    first, *others = value if isinstance(value, tuple) else (value,)
    lines = (
        join([title, cell(sheet, one)], " ")
        for title, one in zip((sheet.say("Likelihood"), sheet.say("Impact")), others, strict=False)
    )
    return join(
        [grade(sheet, first), *(element("small", one, class_="hr-from") for one in lines)], " "
    )


def _named(sheet: Sheet, kind: str) -> Callable[[Cell], Html]:
    """Return what names a row where others lead to it."""

    def show(value: Cell) -> Html:
        if not isinstance(value, Link):
            return cell(sheet, value)
        own = value.id.partition("/")[2]
        return element("span", sheet.text(value.title), id=f"{kind}-{own}")

    return show


def _listed(sheet: Sheet, value: Cell) -> Html:
    rows = value if isinstance(value, tuple) else ()
    return sheet.bullets(cell(sheet, one) for one in rows)


def grade(sheet: Sheet, value: Cell) -> Html:
    """Show `low`, `medium` or `high`."""
    level = value.text if isinstance(value, Message) else str(value)
    known = level if level in {"low", "medium", "high"} else "other"
    return element("span", words.word(sheet, level), class_=f"hr-level hr-level--{known}")
