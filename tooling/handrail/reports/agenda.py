"""`report agenda`: what the evaluation meeting of a month has before it, from both levels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.measures.points import EVALUATION
from handrail.measures.points import Point
from handrail.measures.points import compare
from handrail.measures.points import held_days
from handrail.measures.waits import DocumentWait
from handrail.measures.waits import document_waits
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import State
from handrail.reports.report import Report
from handrail.reports.report import Section
from handrail.reports.sheet import SheetRow
from handrail.reports.sheet import sheet
from handrail.views import names
from handrail.views.points import SCORE
from handrail.views.suggestions import source_title
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from handrail.model.periods import Period
    from handrail.model.records import Action
    from handrail.model.records import Suggestion
    from handrail.model.tables import Cell
    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.register import Register

PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for a meeting, part by part; each in the order it began to wait."""

    fresh: tuple[DocumentWait, ...]
    left_over: tuple[DocumentWait, ...]
    due_again: tuple[DocumentWait, ...]
    postponed: tuple[DocumentWait, ...]

    @property
    def to_evaluate(self) -> tuple[DocumentWait, ...]:
        """Every suggestion to be evaluated, in the order the parts stand in."""
        return (*self.left_over, *self.fresh, *self.due_again)


def agenda_of(register: Register, period: Period) -> Agenda:
    """Part what waits in a period: new, left over from the last meeting, parked or postponed and due."""
    last = _last_meeting(register, period)
    waiting = list(_in_period(document_waits(register, EVALUATION), EVALUATION, period))
    first = [wait for wait in waiting if not wait.again]
    return Agenda(
        fresh=tuple(wait for wait in first if last is None or wait.since > last),
        left_over=tuple(wait for wait in first if last is not None and wait.since <= last),
        due_again=tuple(wait for wait in waiting if wait.again),
        postponed=tuple(
            wait
            for wait in _in_period(document_waits(register, PROPOSAL), PROPOSAL, period)
            if wait.again
        ),
    )


def _in_period(waits: Iterable[DocumentWait], kind: str, period: Period) -> Iterator[DocumentWait]:
    """Yield what waited in a period for a document, and not for its withdrawal."""
    for wait in sorted(waits, key=lambda one: (one.since, one.dossier.folder)):
        is_for_it = split_name(wait.document)[0] == kind
        is_done_before = wait.until is not None and wait.until < period.start
        if is_for_it and wait.since <= period.end and not is_done_before:
            yield wait


def _last_meeting(register: Register, period: Period) -> date | None:
    """Return the day of the last evaluation meeting before the period."""
    days = held_days(register)
    kinds = {
        document.fields["meeting"]: document.data.get("kind")
        for document in register.of_type("meeting")
    }
    held = [day for meeting, day in days.items() if kinds[meeting] == EVALUATION]
    return max((day for day in held if day < period.start), default=None)


# -- the report ---------------------------------------------------------------------------


def agenda_report(register: Register, period: Period) -> Report:
    """Say what the evaluation meeting of a period has before it."""
    agenda = agenda_of(register, period)
    columns = _columns(register)

    def section(title: Message, waits: tuple[DocumentWait, ...]) -> Section:
        return Section(
            title=title, tables=(tabulate("items", title, columns, waits),) if waits else ()
        )

    return Report(
        id="agenda",
        title=say("Agenda of the evaluation meeting"),
        period=period,
        as_of=register.as_of,
        sections=(
            section(say("Left over from last time"), agenda.left_over),
            section(say("New suggestions"), agenda.fresh),
            section(say("Parked and due again"), agenda.due_again),
            section(say("Postponed proposals due again"), agenda.postponed),
            *_grades(register, agenda),
            *_not_written(register, period),
            *_actions(register, period),
        ),
        sheet=sheet(register, _rows(agenda)),
    )


def _columns(register: Register) -> tuple[Field[DocumentWait], ...]:
    def of(read: Callable[[Suggestion], Cell]) -> Callable[[DocumentWait], Cell]:
        def cell(wait: DocumentWait) -> Cell:
            record = wait.dossier.record("suggestion")
            return read(record) if record is not None else None

        return cell

    def processes(record: Suggestion) -> Cell:
        return tuple(names.process(register, one) for one in record.processes)

    return (
        Field("id", say("Id"), lambda wait: wait.dossier.id),
        Field("title", say("Improvement"), lambda wait: names.record(wait.dossier)),
        Field("level", say("Level"), of(lambda record: word(record.level))),
        Field("processes", say("Processes"), of(processes)),
        Field("source", say("Source"), of(lambda record: source_title(register, record.source))),
        Field("suggested_by", say("Suggested by"), of(lambda record: record.suggested_by)),
        Field("suggested_on", say("Suggested on"), of(lambda record: record.suggested_on)),
        Field("since", say("Waits since"), lambda wait: wait.since),
        Field("plan_goal", say("Goal of the plan"), of(lambda record: record.plan_goal)),
        Field("done", say("Done on"), lambda wait: wait.until),
    )


def _rows(agenda: Agenda) -> Iterator[SheetRow]:
    """Yield what is still to be evaluated; what is finished is not filled in again."""
    for wait in agenda.to_evaluate:
        if wait.until is None:
            yield SheetRow(wait.dossier, wait.dossier.documents.get(wait.document))


def _grades(register: Register, agenda: Agenda) -> Iterator[Section]:
    """Compare what has been graded so far, drafts as well."""
    documents = [wait.dossier.documents.get(wait.document) for wait in agenda.to_evaluate]
    graded = compare(register, [document for document in documents if document is not None])
    if not graded:
        return
    columns: tuple[Field[Point], ...] = (
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: names.record(row.dossier)),
        *SCORE,
    )
    title = say("Grades so far")
    yield Section(
        title=title,
        texts=(say("Those in one band are too close to call: the meeting decides."),),
        tables=(tabulate("grades", title, columns, graded),),
    )


def _not_written(register: Register, period: Period) -> Iterator[Section]:
    """Name the suggestions that were brought up and are still being written."""
    drafts = [
        dossier
        for dossier in register.improvements
        if register.progress(dossier).state is State.DRAFT
        and register.progress(dossier).document == "suggestion"
        and str(dossier.documents["suggestion"].data.get("suggested_on")) <= period.end.isoformat()
    ]
    if not drafts:
        return
    columns: tuple[Field[Dossier], ...] = (
        Field("id", say("Id"), lambda one: one.id),
        Field("title", say("Improvement"), names.record),
        Field("by", say("Written by"), lambda one: _people(register, one)),
    )
    title = say("Brought up and not written down yet")
    yield Section(title=title, tables=(tabulate("drafts", title, columns, drafts),))


def _people(register: Register, dossier: Dossier) -> Cell:
    waits = register.progress(dossier).waits
    return names.actors(register, (person for wait in waits for person in wait.people))


def _actions(register: Register, period: Period) -> Iterator[Section]:
    """Name what was agreed at earlier evaluation meetings and is not done."""
    found = [
        action
        for document in register.of_type("meeting")
        if document.record is not None and document.record.kind == EVALUATION
        and document.record.held is not None and document.record.held < period.start
        for action in document.record.actions
        if action.done is None or action.done >= period.start
    ]  # fmt: skip
    if not found:
        return
    title = say("Open actions from earlier meetings")
    table = _action_table(register, title, sorted(found, key=lambda one: (one.due, one.id)))
    yield Section(title=title, tables=(table,))


def _action_table(register: Register, title: Message, actions: list[Action]) -> Table:
    columns: tuple[Field[Action], ...] = (
        Field("what", say("What"), lambda one: one.what),
        Field("owner", say("Owner"), lambda one: names.actor(register, one.owner)),
        Field("due", say("Due"), lambda one: one.due),
        Field("done", say("Done on"), lambda one: one.done),
    )
    return tabulate("actions", title, columns, actions)
