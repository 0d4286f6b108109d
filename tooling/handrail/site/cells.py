"""A table's cells on a page: the same values the terminal shows, with links."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.site import names
from handrail.site import words
from handrail.site.sheet import Html
from handrail.site.sheet import boxed
from handrail.site.sheet import element
from handrail.site.sheet import join

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.site.sheet import Sheet

#: A word of the schemas, as opposed to a sentence.
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def cell(sheet: Sheet, value: Cell) -> Html:  # noqa: PLR0911 - one for each kind of cell
    """Show the value of a cell."""
    if value is None:
        return Html()
    if isinstance(value, Link):
        return link(sheet, value)
    if isinstance(value, tuple):
        return sheet.several(dict.fromkeys(cell(sheet, one) for one in value))
    if isinstance(value, Message):
        is_word = not value.values and _WORD.fullmatch(value.text)
        return words.word(sheet, value.text) if is_word else sheet.tell(value)
    if isinstance(value, Text):
        return sheet.text(value)
    if isinstance(value, bool):
        return sheet.say("yes") if value else sheet.say("no")
    if isinstance(value, date):
        return sheet.day(value)
    if isinstance(value, float):
        return sheet.plain(f"{value:g}")
    return sheet.plain(value)


def link(sheet: Sheet, found: Link) -> Html:
    """Show where a link of a view leads on the site."""
    places: Mapping[str, Callable[[], Html]] = {
        "person": lambda: names.person(sheet, found.id),
        "role": lambda: names.role(sheet, found.id),
        "body": lambda: names.actor(sheet, found.id),
        "process": lambda: names.process(sheet, found.id),
        "improvement": lambda: names.improvement(sheet, found.id),
        "plan": lambda: names.plan(sheet, found.id),
        "kpi": lambda: names.kpi(sheet, found.id),
        "activity": lambda: names.activity(sheet, found.id),
        "risk": lambda: names.part(sheet, "risk", found),
        "control": lambda: names.part(sheet, "control", found),
        "level": lambda: sheet.link(f"people.html#level-{found.id}", sheet.text(found.title)),
        "document": lambda: names.document_at(sheet, found.id),
    }
    return places[found.kind]() if found.kind in places else sheet.text(found.title)


def still(
    sheet: Sheet,
    table: Table,
    *,
    shows: Mapping[str, Callable[[Cell], Html]] | None = None,
) -> Html:
    """Write a view as a table as it stands, leaving out columns that hold nothing or are for machines."""

    def show(name: str, value: Cell) -> Html:
        special = (shows or {}).get(name)
        return special(value) if special else cell(sheet, value)

    chosen = [
        number
        for number, column in enumerate(table.columns)
        if column.id != "id" and any(row[number] not in (None, ()) for row in table.rows)
    ]
    return sheet.table(
        [sheet.tell(table.columns[number].title) for number in chosen],
        [[show(table.columns[number].id, row[number]) for number in chosen] for row in table.rows],
    )


def lively(
    sheet: Sheet,
    table: Table,
    columns: Iterable[str],
    *,
    shows: Mapping[str, Callable[[Cell], Html]] | None = None,
    selected: Iterable[str] = (),
    searched: bool = True,
    paged: int = 50,
) -> Html:
    """Write a view as a table that a script makes sortable and, where it is long, searchable.

    Without the script the whole table is there. `columns` are those shown, in their order;
    `selected` those whose values a reader can choose from.
    """
    index = {column.id: number for number, column in enumerate(table.columns)}
    chosen = [name for name in columns if name in index]
    special = shows or {}
    picks = set(selected)
    head = join(
        element(
            "th",
            sheet.tell(table.columns[index[name]].title),
            scope="col",
            data_column=name,
            data_select=name in picks,
        )
        for name in chosen
    )
    rows = []
    for row in table.rows:
        cells = []
        for place, name in enumerate(chosen):
            value = row[index[name]]
            shown = special[name](value) if name in special else cell(sheet, value)
            tag = "th" if place == 0 else "td"
            cells.append(
                element(
                    tag,
                    shown,
                    scope="row" if place == 0 else None,
                    data_sort=_sort_key(value),
                    data_value=_choice(sheet, value) if name in picks else None,
                )
            )
        rows.append(element("tr", join(cells, " ")))
    caption = element("caption", sheet.tell(table.title), class_="hr-hidden")
    inner = f"{caption}<thead><tr>{head}</tr></thead><tbody>{join(rows)}</tbody>"
    words = {
        "data_search": sheet.say("Search in the table") if searched else None,
        "data_all": sheet.say("all"),
        "data_count": sheet.say("{shown} of {all}", shown=Html("{shown}"), all=Html("{all}")),
        "data_none": sheet.say("Nothing fits"),
        "data_next": sheet.say("Next"),
        "data_back": sheet.say("Back"),
    }
    return boxed(
        element(
            "table",
            inner,
            class_="hr-table",
            id=f"table-{table.id}",
            data_lively=True,
            data_paged=str(paged),
            lang=sheet.language,
            **words,
        )
    )


def _sort_key(value: Cell) -> str | None:
    """Return what a column is sorted by where that is not what it shows."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return None


def _choice(sheet: Sheet, value: Cell) -> str | None:
    """Return what a choice is called in an address, the same in every language."""
    if isinstance(value, Message):
        return sheet.plain(value.text)
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, Link):
        return sheet.plain(value.id)
    return None
