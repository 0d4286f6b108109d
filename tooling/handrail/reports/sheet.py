"""The sheet of an evaluation meeting: a row for every suggestion, columns to fill in, read back by `import`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.measures.scoring import FIVE
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.text import Text
from handrail.model.text import read_text
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.findings import Route
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.register import Register

#: Under which a column of the sheet names the improvement a row is about.
ID = "id"
FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Blank:
    """A column that people fill in: a field of the evaluation."""

    route: tuple[str, ...]
    title: Message

    @property
    def id(self) -> str:
        """The field as it is written on the command line."""
        return ".".join(self.route)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A suggestion to be evaluated, and the draft of its evaluation if there is one."""

    dossier: Dossier
    draft: Document | None


_SHOWN: tuple[Field[SheetRow], ...] = (
    Field(ID, say("Id"), lambda row: row.dossier.id),
    Field("title", say("Improvement"), lambda row: row.dossier.title),
    Field("level", say("Level"), lambda row: word(_said(row, "level"))),
    Field("suggested_by", say("Suggested by"), lambda row: _said(row, "suggested_by")),
    Field("suggested_on", say("Suggested on"), lambda row: _said(row, "suggested_on")),
)
#: The columns that are there to be read; what is changed in them is not taken over.
SHOWN = {field.id: field.title for field in _SHOWN}

_GRADES = (
    Blank(("benefit", "short"), say("Benefit soon, 0 to 3")),
    Blank(("benefit", "long"), say("Benefit later, 0 to 3")),
    Blank(("benefit", "reach"), say("Reach: team, department, company or customers")),
    Blank(("benefit", "text"), say("What the benefit is")),
    Blank(("urgency", "urgency"), say("Urgency, 0 to 3")),
    Blank(("urgency", "priority"), say("Priority, 0 to 3")),
    Blank(("ease", "training"), say("Ease of training, 0 to 3")),
    Blank(("ease", "procurement"), say("Ease of procurement, 0 to 3")),
    Blank(("ease", "installation"), say("Ease of installation, 0 to 3")),
    Blank(("procurement", "needed"), say("Procurement needed: yes or no")),
    Blank(("procurement", "what"), say("What is bought")),
    Blank(("risk", "grade"), say("Risk, 0 to 3, 3 is least")),
)
_RESULT = (
    Blank(("legal_duty",), say("Legal duty: yes or no")),
    Blank(("plan_alignment", "goal"), say("Goal of the plan")),
    Blank(("plan_alignment", "outside"), say("Why outside the plan")),
    Blank(("outcome",), say("Outcome")),
    Blank(("reasons",), say("Reasons")),
    Blank(("answer", "text"), say("Answer to the suggester")),
    Blank(("revisit_on",), say("Parked: look again on")),
    Blank(("into",), say("Merged into")),
)


def blanks(register: Register) -> tuple[Blank, ...]:
    """Return the columns to fill in: the five criteria, those that were added, and the result."""
    criteria = register.criteria.criteria if register.criteria else ()
    added = (
        Blank((FURTHER, one.id), say("{criterion}, 0 to 3", criterion=one.title))
        for one in criteria
        if one.id not in FIVE and one.kind != "route"
    )
    return (*_GRADES, *added, *_RESULT)


def sheet(register: Register, rows: Iterable[SheetRow]) -> Table:
    """Return the sheet, filled in as far as drafts go."""
    columns = (*_SHOWN, *(_column(register, blank) for blank in blanks(register)))
    return tabulate("sheet", say("Sheet of the evaluation meeting"), columns, rows)


def _column(register: Register, blank: Blank) -> Field[SheetRow]:
    return Field(blank.id, blank.title, lambda row: filled(register, row, blank))


def filled(register: Register, row: SheetRow, blank: Blank) -> Cell:
    """Return what stands in a column already: what the draft says, or the goal that was suggested."""
    value = value_at(row.draft.data if row.draft else {}, blank.route)
    if value is None and row.draft is None and blank.route == ("plan_alignment", "goal"):
        value = _said(row, "plan_goal")
    if blank.route == ("outcome",) and isinstance(value, str):
        workflow = register.workflow_of(row.dossier)
        return workflow.words.get(value, value) if workflow else value
    if blank.route == ("benefit", "reach") and isinstance(value, str):
        return word(value)
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return read_text(value) if value else None
    return value if isinstance(value, (str, int, float, bool)) else None


def value_at(data: Mapping[str, Any], route: Route) -> Any:  # noqa: ANN401 - whatever a draft holds
    """Return what a draft holds at a route; the grade of an added criterion by its name."""
    if route[0] == FURTHER:
        entries = data.get(FURTHER)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and entry.get("criterion") == route[1]:
                return entry.get("grade")
        return None
    value: Any = data
    for step in route:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _said(row: SheetRow, field: str) -> Any:  # noqa: ANN401 - whatever a suggestion holds
    document = row.dossier.documents.get("suggestion")
    value = document.data.get(field) if document else None
    return value if isinstance(value, (str, Text)) else None
