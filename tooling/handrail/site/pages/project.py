"""What the page of a major improvement says of its project: people, money, schedule, reports, pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.charts import Bar
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.records import DataFile
from handrail.render.gantt import gantt
from handrail.site import published
from handrail.site.cells import cell
from handrail.site.sheet import Html
from handrail.site.sheet import boxed
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.project_schedule import schedule_rows
from handrail.views.projects import project_tables
from handrail.views.readable import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.site.sheet import Sheet


def section(sheet: Sheet, dossier: Dossier) -> Iterator[str]:
    """Show a project, its schedule drawn and told; nothing for what is no project."""
    tables = project_tables(sheet.register, dossier)
    if not tables:
        return
    yield sheet.section(say("The project"), "project", searched=False)
    for table in tables:
        if table.id == "schedule":
            yield boxed(element("div", _drawing(sheet, dossier), class_="hr-gantt-box"))
            yield _key(sheet)
        yield _table(sheet, table)
        if table.id == "pilots":
            yield _data(sheet, dossier)


def _drawing(sheet: Sheet, dossier: Dossier) -> Html:
    bars = [
        Bar(
            label=sheet.title(row.title)
            if isinstance(row.title, Message)
            else sheet.read(row.title),
            plan=row.plan,
            actual=row.actual,
            is_point=row.is_point,
        )
        for row in schedule_rows(sheet.register, dossier)
    ]
    return Html(
        gantt(
            bars,
            today=sheet.register.as_of,
            title=sheet.title(say("Schedule, planned above and actual below; the table says the same")),
            today_label=sheet.title(say("today")),
        )
    )  # fmt: skip


def _data(sheet: Sheet, dossier: Dossier) -> Html:
    """Lead to the files of figures beside the reports on the pilots."""
    found = []
    for document in dossier.of_type("pilot"):
        for one in parts(document, "data_files", DataFile):
            path = f"{document.folder}/{one.file}"
            place = published.place_of(path)
            title = sheet.text(one.title)
            name = element("code", sheet.plain(one.file))
            found.append(Html(f"{sheet.link(place, title) if place else title} {name}"))
    if not found:
        return Html()
    return join([element("h3", sheet.say("Data of the pilots")), sheet.bullets(found)])


def _key(sheet: Sheet) -> Html:
    """Say what the marks of the drawing mean."""
    marks = (
        ("hr-key", say("planned days")),
        ("hr-key hr-key--actual", say("actual days")),
        ("hr-key hr-key--point", say("milestone, planned")),
        ("hr-key hr-key--point hr-key--actual", say("milestone, reached")),
    )
    shown = (
        Html(element("span", class_=name, aria_hidden="true") + sheet.tell(said))
        for name, said in marks
    )
    return element("p", join(shown, " "), class_="hr-note")


def _table(sheet: Sheet, table: Table) -> Html:
    return sheet.table(
        [sheet.tell(column.title) for column in table.columns],
        [[cell(sheet, value) for value in row] for row in table.rows],
        caption=sheet.tell(table.title),
    )
