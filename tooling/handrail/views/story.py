"""The whole story of an improvement: from where it came from to the process it became part of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from handrail.measures.scoring import HIGHEST
from handrail.measures.scoring import parts_of
from handrail.measures.scoring import rank
from handrail.measures.scoring import scheme_of
from handrail.model.messages import say
from handrail.register import Verdict
from handrail.register import in_force
from handrail.views import names
from handrail.views.record import by_step
from handrail.views.record import tally
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Ballot
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """Something that happened to an improvement, and on which day."""

    day: date
    what: Text | Message
    #: People of the organisation as links; who suggests may be anybody.
    who: tuple[Link, ...] | str = ()
    result: tuple[Cell, ...] = ()
    text: Text | None = None
    #: The file that tells it.
    source: Link


def chapters(register: Register, dossier: Dossier) -> list[Chapter]:
    """Return what happened to an improvement, the earliest first."""
    found = [
        *_named_in_plans(register, dossier),
        *_documents(register, dossier),
        *_meetings(register, dossier),
        *_merged(register, dossier),
        *_versions(register, dossier),
        *_referring(register, dossier),
    ]
    return sorted(found, key=lambda one: one.day)


# -- what its own documents say -----------------------------------------------------------

#: What of a document tells the story.
_TELLING: Mapping[str, str] = MappingProxyType(
    {
        "suggestion": "problem", "evaluation": "reasons", "proposal": "summary",
        "decision": "reasons", "implementation": "summary", "effect": "benefit_achieved",
        "reversion": "reasons", "charter": "difference", "pilot": "goals_met",
        "pilot-review": "reasons", "rollout": "plan", "withdrawal": "reasons",
        "abandonment": "reasons", "scope-change": "what", "status-report": "done",
        "follow-up": "lessons",
    }
)  # fmt: skip


def _documents(register: Register, dossier: Dossier) -> Iterator[Chapter]:
    """Yield what each finished document tells."""
    progress = register.progress(dossier)
    waiting = [wait.ballot for wait in progress.waits if wait.ballot]
    ballots = {ballot.name: ballot for ballot in (*progress.ballots, *waiting)}
    for document in by_step(register, dossier):
        record = document.record
        if record is None or document.completed is None:
            continue
        ballot = ballots.get(document.name)
        is_suggestion = document.type == "suggestion"
        yield Chapter(
            day=record.suggested_on if is_suggestion
            else (ballot.decided_on if ballot else None) or document.completed,
            what=_title(register, dossier, document),
            who=record.suggested_by if is_suggestion
            else names.actors(register, (record.by, *getattr(record, "with_", ()))),
            result=tuple(_result(register, dossier, document, ballot)),
            text=getattr(record, _TELLING.get(document.type, ""), None),
            source=names.file(document),
        )  # fmt: skip
        yield from _told(document)


def _title(register: Register, dossier: Dossier, document: Document) -> Text | Message:
    """Return the title of the step that leaves a document."""
    workflow = register.workflow_of(dossier)
    step = next(workflow.leaving(document.type), None) if workflow else None
    return step.title if step else say("{document}", document=document.name)


def _result(
    register: Register, dossier: Dossier, document: Document, ballot: Ballot | None
) -> Iterator[Cell]:
    """Yield the words a document decides by, and how it was voted on."""
    record = document.record
    workflow = register.workflow_of(dossier)
    if document.type == "suggestion":
        yield word(record.source)
        yield record.source_ref
    outcome = getattr(record, "outcome", None)
    if outcome:
        yield workflow.words.get(outcome, outcome) if workflow else outcome
    if document.type == "evaluation":
        yield _score(register, document)
        yield names.improvement(register, record.into) if record.into else None
    if document.type == "decision" and record.class_:
        yield word(record.class_)
        yield say("priority: {priority}", priority=word(record.priority))
    for artifact in getattr(record, "artifacts", ()):
        yield artifact.what
    if getattr(record, "revisit_on", None):
        yield say("again on {day}", day=record.revisit_on)
    if ballot is not None:
        if ballot.verdict is Verdict.REFUSED:
            yield say("refused")
        yield tally(ballot)


def _score(register: Register, document: Document) -> Message | None:
    """Return what an evaluation's grades come to by the criteria."""
    scheme = scheme_of(register.criteria)
    (scored,) = rank({document.path: parts_of(document.data, scheme)}, scheme.weights)
    if scored.score is None:
        return None
    return say("score {score} of {highest}", score=f"{float(scored.score):.2f}", highest=HIGHEST)


def _told(document: Document) -> Iterator[Chapter]:
    """Yield who was told what, and taught."""
    record, source = document.record, names.file(document)
    answer = getattr(record, "answer", None)
    if answer is not None:
        yield Chapter(
            day=answer.date, what=say("the suggester is told"), text=answer.text, source=source
        )
    announcement = getattr(record, "announcement", None)
    if announcement is not None:
        yield Chapter(
            day=announcement.date, what=say("announced"),
            result=(*announcement.audience, announcement.channel), text=announcement.text,
            source=source,
        )  # fmt: skip
    for training in getattr(record, "training", ()):
        people = say("attended: {count}", count=training.attended) if training.attended else None
        yield Chapter(
            day=training.date, what=say("training"), result=(training.audience, people),
            text=training.topic, source=source,
        )  # fmt: skip


# -- what other records say about it ------------------------------------------------------


def _named_in_plans(register: Register, dossier: Dossier) -> Iterator[Chapter]:
    for plan in register.plans:
        document = in_force(register, plan, "plan")
        record = document.record if document else None
        for point in record.initial_points if document and record else ():
            if document and document.completed and point.improvement == dossier.id:
                yield Chapter(
                    day=document.completed, what=say("named in the annual plan"),
                    result=(names.record(plan),), text=point.title, source=names.file(document),
                )  # fmt: skip


def _meetings(register: Register, dossier: Dossier) -> Iterator[Chapter]:
    for document in register.of_type("meeting"):
        meeting = document.record
        for item in meeting.items if meeting and meeting.held else ():
            if item.improvement == dossier.id:
                yield Chapter(
                    day=meeting.held, what=say("dealt with at a meeting"),
                    text=item.result, source=names.file(document),
                )  # fmt: skip


def _merged(register: Register, dossier: Dossier) -> Iterator[Chapter]:
    """Yield what was merged into it: merging keeps where it came from."""
    for other in register.merged_from.get(dossier.id, ()):
        evaluation, suggestion = other.latest("evaluation"), other.record("suggestion")
        if evaluation and evaluation.completed and suggestion:
            yield Chapter(
                day=evaluation.completed, what=say("took in another suggestion"),
                who=suggestion.suggested_by, result=(names.record(other),),
                text=suggestion.problem, source=names.file(evaluation),
            )  # fmt: skip


def _versions(register: Register, dossier: Dossier) -> Iterator[Chapter]:
    """Yield the versions of processes that it brought about."""
    for name, process in register.processes.items():
        for change in process.changes:
            if change.improvement == dossier.id:
                yield Chapter(
                    day=change.date, what=say("new version of a process"),
                    result=(names.process(register, name), change.version), text=change.summary,
                    source=names.file(register.process_documents[name]),
                )  # fmt: skip


def _referring(register: Register, dossier: Dossier) -> Iterator[Chapter]:
    """Yield later suggestions whose source is this improvement."""
    named = re.compile(rf"(?<![a-z0-9-]){re.escape(dossier.id)}(?![a-z0-9-])")
    for other in register.improvements:
        suggestion = other.record("suggestion")
        if other is not dossier and suggestion and named.search(suggestion.source_ref or ""):
            yield Chapter(
                day=suggestion.suggested_on, what=say("led to another suggestion"),
                who=suggestion.suggested_by, result=(names.record(other),),
                text=suggestion.problem, source=names.file(other.documents["suggestion"]),
            )  # fmt: skip


def story(register: Register, dossier: Dossier) -> Table:
    """Return the story of an improvement, one row for each thing that happened."""
    columns: tuple[Field[Chapter], ...] = (
        Field("day", say("Date"), lambda row: row.day),
        Field("what", say("What happened"), lambda row: row.what),
        Field("who", say("Who"), lambda row: row.who or None),
        Field("result", say("Result"), lambda row: tuple(one for one in row.result if one)),
        Field("text", say("In words"), lambda row: row.text),
        Field("document", say("Document"), lambda row: row.source),
    )
    return tabulate("story", say("Story"), columns, chapters(register, dossier))


# -- versions -----------------------------------------------------------------------------
