"""Views of scope changes: what is to be other than was decided, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import Verdict
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.model.records import ScopeChange
    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.register import Register

_VERDICTS = {
    Verdict.CARRIED: say("carried"),
    Verdict.REFUSED: say("refused"),
    Verdict.LAPSED: say("lapsed"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of something approved, and what came of it."""

    dossier: Dossier
    document: Document
    record: ScopeChange
    verdict: Message


def changes(register: Register, dossier: Dossier) -> Iterator[ChangeRow]:
    """Yield the finished scope changes of a record in their order."""
    ballots = {ballot.name: ballot for ballot in register.progress(dossier).ballots}
    for document in dossier.of_type("scope-change"):
        if document.completed and document.record:
            ballot = ballots.get(document.name)
            verdict = _VERDICTS.get(ballot.verdict) if ballot else None
            yield ChangeRow(dossier, document, document.record, verdict or say("put to the vote"))


_CHANGE: tuple[Field[ChangeRow], ...] = (
    Field("document", say("Document"), lambda row: names.file(row.document)),
    Field("date", say("Date"), lambda row: row.document.completed),
    Field("verdict", say("Vote"), lambda row: row.verdict),
    Field("what", say("What"), lambda row: row.record.what),
    Field("why", say("Why"), lambda row: row.record.why),
    Field("goals", say("Effect on goals"), lambda row: row.record.effect_on.goals),
    Field("resources", say("Effect on resources"), lambda row: row.record.effect_on.resources),
    Field("schedule", say("Effect on the schedule"), lambda row: row.record.effect_on.schedule),
)


def change_table(register: Register, dossier: Dossier) -> Table:
    """Return the changes of what was approved in a record."""
    return tabulate("changes", say("Scope changes"), _CHANGE, changes(register, dossier))


CHANGES = View[ChangeRow](
    id="changes",
    title=say("Scope changes"),
    rows=lambda register: (
        row for dossier in register.dossiers for row in changes(register, dossier)
    ),
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("record", say("Record"), lambda row: names.record(row.dossier)),
        *_CHANGE,
    ),
)
