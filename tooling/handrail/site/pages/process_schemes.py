"""How a process sorts what comes in: its priorities and its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.lengths import length

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from handrail.model.records import Category
    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.site.sheet import Sheet


def priorities(sheet: Sheet, process: Process) -> Iterator[str]:
    """Show how impact and urgency make a priority, and what each promises."""
    scheme = process.priority_scheme
    if scheme is None:
        return
    titles = {level.id: level.title for level in scheme.levels}
    yield sheet.section(say("Priorities"), "priorities")
    yield sheet.table(
        [sheet.say("Impact and urgency"), *(sheet.text(one.title) for one in scheme.urgencies)],
        [
            [
                sheet.text(impact.title),
                *(
                    _level(sheet, scheme.matrix.get(impact.id, {}).get(one.id), titles)
                    for one in scheme.urgencies
                ),
            ]
            for impact in scheme.impacts
        ],
        caption=sheet.say("Priority by impact (down) and urgency (across)"),
        class_="hr-matrix",
    )
    yield sheet.table(
        [sheet.say("Priority"), sheet.say("Response"), sheet.say("Resolution"), sheet.say("Note")],
        [
            [
                sheet.text(level.title),
                sheet.tell(length(level.response)),
                sheet.tell(length(level.resolution)),
                sheet.text(level.note),
            ]
            for level in scheme.levels
        ],
        caption=sheet.say("What each priority promises"),
    )
    yield sheet.facts([
        *((sheet.text(one.title), sheet.text(one.meaning)) for one in scheme.impacts),
        *((sheet.text(one.title), sheet.text(one.meaning)) for one in scheme.urgencies),
    ])  # fmt: skip


def _level(sheet: Sheet, level: str | None, titles: dict[str, Text]) -> Html:
    return sheet.text(titles.get(level or "", level))


def categories(sheet: Sheet, process: Process) -> Iterator[str]:
    """Show the tree of categories."""
    if process.classification:
        yield sheet.section(say("Categories"), "categories")
        yield _tree(sheet, process.classification)


def _tree(sheet: Sheet, found: Iterable[Category]) -> Html:
    rows = []
    for category in found:
        strategy = (
            Html(f" <small>{sheet.text(category.strategy)}</small>")
            if category.strategy
            else Html()
        )
        below = _tree(sheet, category.children) if category.children else Html()
        rows.append(element("li", sheet.text(category.title) + strategy + below))
    return element("ul", join(rows), class_="hr-tree")
