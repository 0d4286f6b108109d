"""Rules of the evaluation meeting: held every month, its items evaluated, its order explained."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.measures.points import EVALUATION
from handrail.measures.points import evaluated_on
from handrail.measures.points import held_days
from handrail.measures.points import points
from handrail.measures.waits import document_waits
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.measures.waits import DocumentWait
    from handrail.model.findings import Problem
    from handrail.register import Dossier
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
_EVALUATION = f"{_PORTAL}/evaluation.yaml"
_MEETING = "improvements/2026/meetings/2026-01-08-evaluation.yaml"
_ITEMS = """\
items:
  - {{improvement: self-service-portal, document: evaluation, result: Selected}}{mark}
  - {{improvement: incident-form, document: evaluation, result: Selected}}"""
#: The portal is evaluated two months later, and not at the meeting of January.
_LATE = {
    _EVALUATION: "completed: 2026-03-12\nmeeting: -",
    _MEETING: "items: [{improvement: incident-form, document: evaluation, result: Selected}]",
}
_MOVED = """\
kind: evaluation
planned: 2026-02-26
held: 2026-03-02
by: he-ping
completed: 2026-03-03
invited: [Li Na, Chen Jie]
present: [Li Na]
items: []
minutes: Moved, half of us were ill."""


@rule(
    "month-without-evaluation-meeting",
    "No month in which suggestions waited went by without an evaluation meeting",
    good={**_LATE, "improvements/2026/meetings/2026-03-02-evaluation.yaml": _MOVED},
    bad={**_LATE, f"{_PORTAL}/suggestion.yaml": "completed: 2026-01-06 # <- waited all February"},
    severity=Severity.WARNING,
)
def month_without_evaluation_meeting(register: Register) -> Iterator[Problem]:
    """A meeting that is held when there is time for it makes every suggestion wait for a good month."""
    met = _months_met(register)
    waits = sorted(_waits(register), key=lambda wait: (wait[1], wait[0].folder))
    missed: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for dossier, since, until in waits:
        for month in _whole_months(since, until):
            if month not in met and month not in seen:
                seen.add(month)
                missed[dossier.folder].append(month)
    for folder, months in missed.items():
        dossier = register.dossiers_by_folder[folder]
        document = dossier.documents.get("suggestion") or dossier.first
        if document is not None:
            yield document.problem(
                "completed",
                say("this waited, and no evaluation meeting was held in {months}", months=tuple(months)),
                hint=say("write the minutes of the meeting that was held; where it was moved, keep its day in `planned:`"),
            )  # fmt: skip


def _months_met(register: Register) -> set[str]:
    """Return the months in which an evaluation meeting was held, or from which it was moved."""
    return {
        f"{day:%Y-%m}"
        for document in register.of_type("meeting")
        if document.record is not None and document.record.kind == EVALUATION
        and document.record.held is not None
        for day in (document.record.held, document.record.planned)
        if day is not None
    }  # fmt: skip


def _waits(register: Register) -> Iterator[tuple[Dossier, date, date]]:
    """Yield from when to when suggestions waited, leaving out what is overdue now."""
    days = held_days(register)
    for wait in document_waits(register, EVALUATION):
        progress = register.progress(wait.dossier)
        if wait.until is None and progress.due is not None and progress.due < register.as_of:
            continue
        yield wait.dossier, wait.since, _evaluated(wait, days) or wait.until or register.as_of


def _evaluated(wait: DocumentWait, days: Mapping[str, date]) -> date | None:
    document = wait.dossier.documents.get(wait.document)
    return evaluated_on(document, days) if document is not None else None


def _whole_months(since: date, until: date) -> Iterator[str]:
    """Yield the months that lie between two days, whole."""
    start = _next_month(since)
    while (following := _next_month(start)) <= until:
        yield f"{start:%Y-%m}"
        start = following


def _next_month(day: date) -> date:
    last = date.max.replace(day=1)
    return last if day >= last else (day.replace(day=1) + timedelta(days=32)).replace(day=1)


@rule(
    "order-without-reason",
    "A meeting that departs from the computed order says why",
    good={_MEETING: "order: [self-service-portal, incident-form]\norder_reason: The portal takes longer."},
    bad={_MEETING: "order: [self-service-portal, incident-form] # <- the form scored higher"},
    is_gap=True,
)  # fmt: skip
def order_without_reason(register: Register) -> Iterator[Problem]:
    """The meeting may overrule the score; whoever reads the list later wants to know why."""
    meetings = [
        (document, document.record)
        for document in register.of_type("meeting")
        if document.record is not None and document.record.order
        and document.record.order_reason is None and document.record.held is not None
    ]  # fmt: skip
    lists = points(register) if meetings else {}
    for document, record in meetings:
        month = lists.get(f"{record.held:%Y-%m}", ())
        ranks = {point.dossier.id: point.scored.rank for point in month if point.scored.rank}
        scored = [name for name in record.order if name in ranks]
        for first, second in pairwise(scored):
            if ranks[first] > ranks[second]:
                yield document.problem(
                    "order",
                    say("`{first}` stands before `{second}`, which scored higher", first=first, second=second),
                    hint=say("say why in `order_reason:`, or put them in the order of `handrail list points`"),
                )  # fmt: skip
                break


@rule(
    "item-not-evaluated",
    "What an evaluation meeting dealt with has its evaluation",
    good={_EVALUATION: "completed: 2026-01-08\nmeeting: -"},
    bad={_EVALUATION: "completed: 2026-01-09\nmeeting: -", _MEETING: _ITEMS.format(mark=" # <-")},
)
def item_not_evaluated(register: Register) -> Iterator[Problem]:
    """What was said at a meeting and written nowhere was not said."""
    waits: dict[str, list[DocumentWait]] = defaultdict(list)
    for wait in document_waits(register, EVALUATION):
        waits[wait.dossier.id].append(wait)
    for document in register.of_type("meeting"):
        meeting = document.record
        if meeting is None or meeting.kind != EVALUATION or meeting.completed is None:
            continue
        for index, item in enumerate(meeting.items):
            is_about_it = item.document is None or split_name(item.document)[0] == EVALUATION
            waiting = waits.get(item.improvement or "", []) if is_about_it and meeting.held else []
            if any(_was_passed_over(register, wait, document) for wait in waiting):
                yield document.problem(
                    ("items", index, "improvement"),
                    say("`{id}` has no finished evaluation of this meeting", id=item.improvement),
                    hint=say("name the meeting in the evaluation: `meeting: {meeting}`", meeting=document.name),
                )  # fmt: skip


def _was_passed_over(register: Register, wait: DocumentWait, meeting: Document) -> bool:
    """Tell whether a suggestion waited at a meeting and has no evaluation of it, and nothing else explains why."""
    day = meeting.record.held
    if wait.since > day or (wait.until is not None and wait.until < day):
        return False
    progress = register.progress(wait.dossier)
    is_overdue = progress.due is not None and progress.due < register.as_of
    if not progress.is_in_order or (wait.until is None and is_overdue):
        return False
    evaluation = wait.dossier.documents.get(wait.document)
    if evaluation is None or evaluation.completed is None:
        return True
    return evaluation.data.get("meeting") != meeting.name and evaluation.completed != day
