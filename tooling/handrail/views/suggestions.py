"""Views of step 3: where suggestions come from, what they are about, which wait, which were merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.measures.points import EVALUATION
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.suggestion_sources import sources_of
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Suggestion
    from handrail.model.tables import Link
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register

#: What stands in the place of a process, a focus or a pain point that a suggestion does not name.
_NONE = say("not said")
_DEPARTMENT = say("the whole department")


def suggestions(register: Register) -> Iterator[tuple[Dossier, Suggestion]]:
    """Yield the suggestions that can be read, drafts as well, in the order of their folders."""
    for dossier in register.improvements:
        record = dossier.record("suggestion")
        if record is not None:
            yield dossier, record


def source_title(register: Register, source: str) -> Message | Text | str:
    """Return what a source of suggestions is called."""
    return sources_of(register.settings).get(source, source)


# -- sources ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and what came from it."""

    id: str
    title: Message | Text
    number: int
    last: date | None
    is_silent: bool


def _sources(register: Register) -> Iterator[SourceRow]:
    days: dict[str, list[date]] = {}
    for _, record in suggestions(register):
        days.setdefault(record.source, []).append(record.suggested_on)
    began = min((day for one in days.values() for day in one), default=None)
    for source, title in sources_of(register.settings).items():
        found = days.get(source, [])
        last = max(found, default=None)
        yield SourceRow(source, title, len(found), last, _is_silent(register, last or began))


def _is_silent(register: Register, since: date | None) -> bool:
    """Tell whether nothing came for too long, counted from the first suggestion of all if need be."""
    if since is None:
        return False
    return register.calendar.add(since, register.limits.silent_source) < register.as_of


SOURCES = View[SourceRow](
    id="sources",
    title=say("Sources of suggestions"),
    rows=_sources,
    columns=(
        Field("id", say("Id"), lambda row: row.id),
        Field("title", say("Source"), lambda row: row.title),
        Field("suggestions", say("Suggestions"), lambda row: row.number),
        Field("last", say("Last one on"), lambda row: row.last),
        Field("silent", say("Silent"), lambda row: row.is_silent),
    ),
)


# -- suggestions without an answer --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    """A suggestion that nobody has evaluated yet."""

    dossier: Dossier
    suggestion: Suggestion
    waiting_days: int
    limit: date
    is_late: bool


def unanswered(register: Register) -> list[UnansweredRow]:
    """Return the suggestions that nobody has evaluated yet, by the day their answer is due."""
    found = []
    for dossier, record in suggestions(register):
        progress = register.progress(dossier)
        is_evaluated = any(one.completed for one in dossier.of_type(EVALUATION))
        if not progress.is_open or is_evaluated or record.suggested_on > register.as_of:
            continue
        limit = register.calendar.add(record.suggested_on, register.limits.answer)
        days = (register.as_of - record.suggested_on).days
        found.append(UnansweredRow(dossier, record, days, limit, limit < register.as_of))
    return sorted(found, key=lambda row: (row.limit, row.dossier.folder))


UNANSWERED = View[UnansweredRow](
    id="unanswered",
    title=say("Suggestions without an answer"),
    rows=unanswered,
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: names.record(row.dossier)),
        Field("level", say("Level"), lambda row: word(row.suggestion.level)),
        Field("suggested_by", say("Suggested by"), lambda row: row.suggestion.suggested_by),
        Field("suggested_on", say("Suggested on"), lambda row: row.suggestion.suggested_on),
        Field("days", say("Days waited"), lambda row: row.waiting_days),
        Field("limit", say("Answer by"), lambda row: row.limit),
        Field("late", say("Late"), lambda row: row.is_late),
    ),
)


# -- what they are about ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FocusRow:
    """How many suggestions want to change the same thing about the same process."""

    process: Link | Message
    level: str
    focus: str | None
    number: int


def _focus(register: Register) -> Iterator[FocusRow]:
    counted: Counter[tuple[str, str, str]] = Counter()
    for _, record in suggestions(register):
        for process in record.processes or ("",):
            counted[process, record.level, record.focus or ""] += 1
    for (process, level, focus), number in sorted(counted.items()):
        link = names.process(register, process) if process else _DEPARTMENT
        yield FocusRow(link, level, focus or None, number)


FOCUS = View[FocusRow](
    id="focus",
    title=say("What suggestions want to change"),
    rows=_focus,
    columns=(
        Field("process", say("Process"), lambda row: row.process),
        Field("level", say("Level"), lambda row: word(row.level)),
        Field("focus", say("Focus"), lambda row: word(row.focus) or _NONE),
        Field("suggestions", say("Suggestions"), lambda row: row.number),
    ),
)


@dataclass(frozen=True, slots=True)
class PainRow:
    """A kind of trouble, and its part in all that is complained of."""

    pain: str
    number: int
    share: int
    running: int


def _pain_points(register: Register) -> Iterator[PainRow]:
    named = [record.pain_point for _, record in suggestions(register) if record.pain_point]
    running = 0
    for pain, number in sorted(Counter(named).items(), key=lambda one: (-one[1], one[0])):
        running += number
        yield PainRow(pain, number, _percent(number, len(named)), _percent(running, len(named)))


def _percent(part: int, whole: int) -> int:
    """Return a part in hundredths, halves rounded up."""
    return (200 * part + whole) // (2 * whole)


PAIN_POINTS = View[PainRow](
    id="pain-points",
    title=say("Pain points, the most frequent first"),
    rows=_pain_points,
    columns=(
        Field("pain_point", say("Pain point"), lambda row: word(row.pain)),
        Field("suggestions", say("Suggestions"), lambda row: row.number),
        Field("share", say("Share in %"), lambda row: row.share),
        Field("running", say("Running total in %"), lambda row: row.running),
    ),
)


# -- what was merged ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A suggestion that another improvement took in."""

    dossier: Dossier
    suggestion: Suggestion | None
    source: Message | Text | str | None
    into: Link
    on: date | None


def _merged(register: Register) -> Iterator[MergedRow]:
    for merged, into in sorted(register.merged_into.items(), key=lambda one: (one[1], one[0])):
        dossier = register.dossiers_by_id[merged]
        evaluation = dossier.latest(EVALUATION)
        suggestion = dossier.record("suggestion")
        yield MergedRow(
            dossier,
            suggestion,
            source_title(register, suggestion.source) if suggestion else None,
            names.improvement(register, into),
            evaluation.completed if evaluation else None,
        )


MERGED = View[MergedRow](
    id="merged",
    title=say("Merged suggestions"),
    rows=_merged,
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: names.record(row.dossier)),
        Field("suggested_by", say("Suggested by"), lambda row: row.suggestion.suggested_by if row.suggestion else None),
        Field("suggested_on", say("Suggested on"), lambda row: row.suggestion.suggested_on if row.suggestion else None),
        Field("source", say("Source"), lambda row: row.source),
        Field("into", say("Merged into"), lambda row: row.into),
        Field("on", say("On"), lambda row: row.on),
    ),
)  # fmt: skip
