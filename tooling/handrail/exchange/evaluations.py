"""`import evaluations`: the sheet of an evaluation meeting, filled in, becomes drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.exchange.sheets import Row
from handrail.exchange.sheets import means_same
from handrail.exchange.sheets import read_rows
from handrail.exchange.sheets import value_of
from handrail.exchange.texts import Taken
from handrail.loading.sources import Changed
from handrail.measures.points import EVALUATION
from handrail.model.findings import Severity
from handrail.model.hints import did_you_mean
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import load_register
from handrail.register.dossier import IMPROVEMENT
from handrail.reports.sheet import FURTHER
from handrail.reports.sheet import ID
from handrail.reports.sheet import SHOWN
from handrail.reports.sheet import SheetRow
from handrail.reports.sheet import blanks
from handrail.reports.sheet import filled
from handrail.rules import judge
from handrail.writing.addresses import find_place
from handrail.writing.drafts import begin
from handrail.writing.drafts import go_on
from handrail.writing.gates import may_author
from handrail.writing.given import Given
from handrail.writing.given import put
from handrail.writing.refusals import Refusal
from handrail.writing.turns import find_turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.loading.sources import Source
    from handrail.model.findings import Route
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.reports.sheet import Blank
    from handrail.writing.turns import Turn

_GAPS = frozenset({"missing-field", "missing-value"})


@dataclass(frozen=True, kw_only=True)
class _Import:
    """Who reads a sheet into which repository."""

    register: Register
    by: str
    day: date
    language: str

    @property
    def columns(self) -> Mapping[str, Blank]:
        """The columns that are read, by their ids."""
        return {blank.id: blank for blank in blanks(self.register)}


def read_evaluations(
    source: Source, register: Register, content: bytes, *, by: str, day: date, language: str
) -> Taken:
    """Read a sheet that was filled in: drafts for every row that says something, or what is wrong with it.

    Rows and cells that are empty change nothing; what is finished is never touched.
    """
    work = _Import(register=register, by=by, day=day, language=language)
    rows = read_rows(work.register, content)
    if isinstance(rows, Refusal):
        return Taken(refusals=(rows,))
    refusals: list[Refusal] = []
    drafts: dict[int, Document] = {}
    there: list[str] = []
    seen: dict[str, int] = {}
    for row in rows:
        found = _read_row(work, row, seen)
        if found is None:
            continue
        if isinstance(found, tuple):
            refusals += found
        elif _lies_there(register, found):
            there.append(found.path)
        else:
            drafts[row.line] = found
    refusals = refusals or list(_judged(source, work, drafts))
    if refusals:
        return Taken(refusals=tuple(refusals))
    return Taken(drafts=tuple(drafts.values()), there=tuple(there))


def _lies_there(register: Register, draft: Document) -> bool:
    """Tell whether a draft would be written just as it lies there."""
    before = register.by_path.get(draft.path)
    return before is not None and before.content == draft.content


# -- one row ------------------------------------------------------------------------------


def _read_row(
    work: _Import, row: Row, seen: dict[str, int]
) -> Document | tuple[Refusal, ...] | None:
    """Return the draft a row makes, why it makes none, or None where it says nothing new."""
    id_ = row.cells.get(ID, "")
    dossier = work.register.dossiers_by_id.get(id_)
    if dossier is None or dossier.kind != IMPROVEMENT:
        known = [one.id for one in work.register.improvements]
        return (
            _at(row, SHOWN[ID], say("no improvement `{id}`", id=id_), did_you_mean(id_, known)),
        )
    if id_ in seen:
        message = say("`{id}` stands in line {line} already", id=id_, line=seen[id_])
        return (_at(row, SHOWN[ID], message, say("keep one of the two rows")),)
    seen[id_] = row.line
    turn = find_turn(work.register, dossier, EVALUATION)
    draft = None if isinstance(turn, Refusal) else dossier.documents.get(turn.document)
    shown = SheetRow(dossier, draft)
    said = {
        name: text
        for name, text in row.cells.items()
        if text
        and name in work.columns
        and not means_same(text, filled(work.register, shown, work.columns[name]))
    }
    if not said:
        return None
    if isinstance(turn, Refusal):
        return (_at(row, SHOWN[ID], turn.message, turn.hint),)
    unfit = may_author(work.register, dossier, turn.step, [work.by], work.day)
    if unfit is not None:
        return (_at(row, SHOWN[ID], unfit.message, unfit.hint),)
    return _draft(work, row, dossier, turn, said)


def _draft(
    work: _Import, row: Row, dossier: Dossier, turn: Turn, said: Mapping[str, str]
) -> Document | tuple[Refusal, ...]:
    schema = work.register.schemas.types[EVALUATION]
    document = dossier.documents.get(turn.document)
    words = _outcomes(work, dossier, turn)
    data = _data(work, words, said, document)
    wrong = [
        _at(row, _column(work, violation.route), violation.message, violation.hint)
        for violation in schema.violations(data)
        if violation.rule not in _GAPS
    ]
    outcome = data.get("outcome")
    if outcome is not None and outcome not in words:
        message = say("the process knows no outcome `{word}`", word=outcome)
        wrong.append(_at(row, work.columns["outcome"].title, message, did_you_mean(outcome, words)))
    if wrong:
        return tuple(wrong)
    given = Given(data=data)
    if document is not None:
        made = go_on(work.register, dossier, document, given, day=work.day)
    else:
        place = find_place(work.register, EVALUATION, dossier.id, day=work.day)
        if isinstance(place, Refusal):
            return (_at(row, SHOWN[ID], place.message, place.hint),)
        made = begin(
            work.register, place.named(turn.document), given,
            by=work.by, day=work.day, language=work.language,
        )  # fmt: skip
    if isinstance(made, tuple):
        return tuple(_at(row, SHOWN[ID], one.message, one.hint) for one in made)
    return made.document


def _outcomes(work: _Import, dossier: Dossier, turn: Turn) -> dict[str, Text | str]:
    """Return the words that lead on from the evaluation, with what they are called."""
    workflow = work.register.workflow_of(dossier)
    titles = workflow.words if workflow else {}
    return {word: titles.get(word, word) for word in turn.step.next if word}


def _data(
    work: _Import,
    words: Mapping[str, Text | str],
    said: Mapping[str, str],
    document: Document | None,
) -> dict[str, Any]:
    """Return the fields that a row fills in, each as its schema wants it."""
    data: dict[str, Any] = {}
    further: dict[str, Any] = {}
    for name, text in said.items():
        route = work.columns[name].route
        value = value_of(work.columns[name], text, words)
        if route[0] == FURTHER:
            further[route[1]] = value
        else:
            put(data, route, value)
    if further:
        before = document.data.get(FURTHER) if document else None
        kept = [
            one for one in (before if isinstance(before, list) else ()) if isinstance(one, dict)
        ]
        entries = {str(one.get("criterion")): one for one in kept}
        for criterion, grade in further.items():
            entries[criterion] = {
                **entries.get(criterion, {"criterion": criterion}),
                "grade": grade,
            }
        data[FURTHER] = list(entries.values())
    return data


# -- what is wrong ------------------------------------------------------------------------


def _at(row: Row, column: Message | str, message: Message, hint: Message | None) -> Refusal:
    return Refusal(
        say("line {line}, «{column}»: {message}", line=row.line, column=column, message=message),
        hint,
    )


def _column(work: _Import, route: Route) -> Message:
    """Return the title of the column that a place of the evaluation is filled in from."""
    titles = {blank.route: blank.title for blank in work.columns.values()}
    below = (title for known, title in titles.items() if known[:1] == route[:1])
    return titles.get(tuple(map(str, route))) or next(below, SHOWN[ID])


def _judged(source: Source, work: _Import, drafts: Mapping[int, Document]) -> Iterator[Refusal]:
    """Judge the repository with the drafts in it, and say of each error which row brings it."""
    if not drafts:
        return
    files = {draft.path: draft.content for draft in drafts.values()}
    after = load_register(Changed(source, files), work.register.as_of)
    rows = {draft.path: Row(line, {}) for line, draft in drafts.items()}
    for finding in judge(after):
        place = finding.location
        if finding.severity is not Severity.ERROR or place.path not in rows:
            continue
        document = after.by_path[place.path]
        column = next(
            (
                blank.title
                for blank in work.columns.values()
                if document.location(blank.route).line == place.line
            ),
            SHOWN[ID],
        )
        yield _at(rows[place.path], column, finding.message, finding.hint)
