"""Rules of time: nothing is dated before what it follows, or after today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.loading.engine import is_date
from handrail.model.messages import say
from handrail.register import State
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.register import Dossier
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
#: Fields that say when something happened; `resolved` has a rule of its own.
_DAYS = frozenset({"completed", "suggested_on", "held", "last", "done", "reached", "date"})
#: Pairs of fields of which the first is never later than the second.
_PAIRS = (("from", "until"), ("from", "to"), ("found", "resolved"), ("started", "completed"), ("suggested_on", "completed"), ("completed", "revisit_on"))  # fmt: skip
#: Pairs that only one type of document has to keep.
_PAIRS_OF = {
    "charter": (("completed", "to"),),
    "pilot": (("to", "completed"),),
    "change-event": (("date", "review_by"),),
}


@rule(
    "date-in-future",
    "What is said to have happened is not dated after today",
    good={f"{_PORTAL}/proposal.yaml": "completed: 2026-04-10"},
    bad={f"{_PORTAL}/proposal.yaml": "completed: 2026-12-10 # <-"},
)
def date_in_future(register: Register) -> Iterator[Problem]:
    """What has not happened yet is a plan, not a record."""
    today = register.as_of.isoformat()
    for document in register.documents:
        for route, value in _happened(document):
            if is_date(value) and value > today:
                yield document.problem(
                    route, say("{date} is still to come: today is {today}", date=value, today=register.as_of),
                    hint=say("write the day it happened, or add the row when it has")
                    if route[0] == "changes"
                    else say("write the day it happened, or leave it out until it has"),
                )  # fmt: skip


def _happened(document: Document) -> Iterator[tuple[Route, str]]:
    """Yield the days on which a document says that something happened; a row's date may be a plan's."""
    for route, container in document.containers:
        if not isinstance(container, dict) or _DAYS.isdisjoint(container):
            continue
        for field in _DAYS & container.keys():
            if field == "date" and route and route[0] != "changes":
                continue
            if isinstance(container[field], str):
                yield (*route, field), container[field]


@rule(
    "dates-out-of-order",
    "No date is earlier than what it follows",
    good={f"{_PORTAL}/evaluation.yaml": "completed: 2026-04-09"},
    bad={f"{_PORTAL}/evaluation.yaml": "completed: 2026-01-02 # <-"},
)
def dates_out_of_order(register: Register) -> Iterator[Problem]:
    """A decision dated before its reasons makes an auditor doubt both."""
    told = set()
    for document in register.documents:
        for route, first, second in _reversed_pairs(document):
            told.add((document.path, route))
            yield document.problem(
                route, say("{second} is earlier than {first}", first=first, second=second),
                hint=say("one of the two dates is wrong"),
            )  # fmt: skip
    for dossier in register.dossiers:
        yield from _along_the_path(register, dossier, told)
        yield from _votes(register, dossier)


def _along_the_path(
    register: Register, dossier: Dossier, told: set[tuple[str, Route]]
) -> Iterator[Problem]:
    """Yield what is dated before the step it follows, unless that date was told to be wrong already."""
    progress = register.progress(dossier)
    names = [visit.document for visit in progress.path if visit.document]
    if progress.state in {State.VOTE, State.LAPSED} and progress.document in dossier.documents:
        names.append(progress.document)
    before: date | None = None
    for name in names:
        document = dossier.documents[name]
        day = document.completed
        if day is None:
            continue
        if before is not None and day < before and (document.path, ("completed",)) not in told:
            yield document.problem(
                "completed",
                say("`{name}` is dated {day}, before the step it follows, {before}", name=name, day=day, before=before),
                hint=say("write the day on which it was finished"),
            )  # fmt: skip
        before = max(before or day, day)


def _votes(register: Register, dossier: Dossier) -> Iterator[Problem]:
    for ballot in register.progress(dossier).ballots:
        document = dossier.documents.get(ballot.name)
        finished = document.completed if document else None
        for vote in ballot.votes:
            if finished is not None and vote.approval.date < finished:
                yield vote.document.problem(
                    "date",
                    say("this vote is dated before `{name}` was finished, {day}", name=ballot.name, day=finished),
                    hint=say("a vote is cast on a finished document: write the day it was cast"),
                )  # fmt: skip


def _reversed_pairs(document: Document) -> Iterator[tuple[Route, str, str]]:
    """Yield every pair of dates in one mapping that stands the wrong way round."""
    for route, container in document.containers:
        if not isinstance(container, dict):
            continue
        for first, second in _PAIRS:
            if first in container and second in container:
                start, end = container[first], container[second]
                if _both_dates(start, end) and end < start:
                    yield (*route, second), start, end
    for first, second in _PAIRS_OF.get(document.type, ()):
        start, end = document.data.get(first, ""), document.data.get(second, "")
        if _both_dates(start, end) and end < start:
            yield (second,), start, end


def _both_dates(*values: object) -> bool:
    return all(isinstance(value, str) and is_date(value) for value in values)
