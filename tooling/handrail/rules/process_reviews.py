"""Rules of what comes round again: processes are looked at, and recurring duties are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register.looks import looks_after_events
from handrail.register.looks import looks_at_interfaces
from handrail.register.rounds import looked_at
from handrail.register.rounds import next_review
from handrail.register.rounds import next_time
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.findings import Problem
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
_REVIEW = "processes/continual-improvement/reviews/2026-02-10.yaml"
_EVENT = "improvements/2026/change-events/second-plant.yaml"
_DUTY = (
    "recurring: [{{id: sample, what: Read ten tickets, every: P1M, responsible: service-desk, "
    "evidence: Notes in the tickets, last: {last}}}]{mark}"
)
_ALTERED = (
    'version: "1.1"\nchanges: [{version: "1.1", date: 2026-01-12, editorial: true, '
    "interfaces: [suggestion], summary: Suggestions come with figures}]"
)


def _happened(review_by: str, processes: str = "[incident-management]") -> dict[str, str]:
    return {
        _EVENT: f"""\
by: li-na
date: 2026-01-12
title: A second plant
kind: site
processes: {processes}
review_by: {review_by}"""
    }


@rule(
    "review-overdue",
    "Every process in force is reviewed as often as it says",
    good={_INCIDENTS: "review: {every: P6M, last: 2026-02-11}"},
    bad={_INCIDENTS: "review: {every: P6M, last: 2025-08-11} # <-"},
    severity=Severity.WARNING,
)
def review_overdue(register: Register) -> Iterator[Problem]:
    """A process that nobody looks at drifts away from what is done."""
    looked = looked_at(register)
    for name, process in register.processes.items():
        day = next_review(register, process, looked.get(name, ()))
        last = process.review.last if process.review else None
        if day is not None and day < register.as_of and not _is_to_come(register, last):
            yield register.process_documents[name].problem(
                ("review", "every"),
                say("the process was to be reviewed until {day}", day=day),
                hint=say("review it, and write the review into `processes/{process}/reviews/`", process=name),
            )  # fmt: skip


def _is_to_come(register: Register, last: date | None) -> bool:
    """Tell whether a day on which something was done is a mistake, which is told as that."""
    return last is not None and last > register.as_of


@rule(
    "recurring-overdue",
    "Every recurring duty is done as often as its process says",
    good={_INCIDENTS: _DUTY.format(last="2026-04-02", mark="")},
    bad={_INCIDENTS: _DUTY.format(last="2026-01-12", mark=" # <-")},
    severity=Severity.WARNING,
)
def recurring_overdue(register: Register) -> Iterator[Problem]:
    """What is done every month only in the first month was forgotten, or is not needed."""
    for name, process in register.processes.items():
        for index, duty in enumerate(process.recurring):
            day = next_time(register, process, duty)
            if day is not None and day < register.as_of and not _is_to_come(register, duty.last):
                yield register.process_documents[name].problem(
                    ("recurring", index, "last" if duty.last else "id"),
                    say("`{duty}` was to be done until {day}", duty=duty.id, day=day),
                    hint=say("do it and write the day into `last`; if nobody needs it, remove it"),
                )


@rule(
    "dependent-not-looked-at",
    "When a version alters an interface, the process at its other end is looked at in time",
    good={
        _INCIDENTS: _ALTERED,
        _REVIEW: "by: li-na\ncompleted: 2026-02-10\neffective: effective\nsummary: Figures can be read.",
    },
    bad={_INCIDENTS: f"{_ALTERED} # <- did anybody ask the other side?"},
    severity=Severity.WARNING,
)
def dependent_not_looked_at(register: Register) -> Iterator[Problem]:
    """A process that changes what it hands over can break the one that receives it."""
    for look in looks_at_interfaces(register):
        if look.until < register.as_of:
            yield look.document.problem(
                look.route,
                say("`{process}` was to be looked at until {day}, because this changed on {since}",
                    process=look.process, day=look.until, since=look.since),
                hint=say("let its owner review it, or adapt it by a version of its own"),
            )  # fmt: skip


@rule(
    "change-event-open",
    "After a change of the business or of technology the processes it touches are looked at in time",
    good=_happened("2026-05-29"),
    bad=_happened("2026-03-31", processes="[incident-management] # <- nobody has looked at it"),
    severity=Severity.WARNING,
)
def change_event_open(register: Register) -> Iterator[Problem]:
    """A process that was made for yesterday's company serves today's badly, and nobody notices for a while."""
    for look in looks_after_events(register):
        if look.until < register.as_of:
            yield look.document.problem(
                look.route,
                say("`{process}` was to be looked at until {day}", process=look.process, day=look.until),
                hint=say("let its owner review it, or adapt it by a version of its own"),
            )  # fmt: skip
