"""Rules of parts: what a process names of its own stands in it, and all of it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.messages import Message
    from handrail.model.records import Process
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
_IMPROVEMENT = "processes/continual-improvement/process.yaml"
_RISK = "risks: [{id: forgotten, cause: A report waits with nobody, likelihood: low, impact: low, response: A list, owner: chen-jie}]"
_CONTROL = "controls: [{{id: daily-list, activity: log, what: Open reports are read out, owner: service-desk, evidence: The list, against: [{risk}]}}]"


@rule(
    "unknown-part",
    "What a process names of its own stands in it",
    good={_INCIDENTS: f"{_RISK}\n{_CONTROL.format(risk='forgotten')}"},
    bad={_INCIDENTS: f"{_RISK}\n{_CONTROL.format(risk='forgoten')} # <-"},
)
def unknown_part(register: Register) -> Iterator[Problem]:
    """Whoever looks for what is named finds nothing, and what was meant is forgotten."""
    for _, document, process in in_use(register):
        told = set()
        for route, name, message, known in _named(process):
            # Where an input or a risk was taken away, the first place that misses it is told.
            if name not in known and (name, message.text) not in told:
                told.add((name, message.text))
                yield document.problem(route, message, wrong=name, choices=known)


def _named(process: Process) -> Iterator[tuple[Route, str, Message, set[str]]]:
    """Yield every name of a part of the process: where it stands, what to say of it, and what it may be."""
    inputs, outputs = {row.id for row in process.inputs}, {row.id for row in process.outputs}
    risks = {risk.id for risk in process.risks}
    for index, activity in enumerate(process.activities):
        for number, name in enumerate(activity.takes):
            message = say("no input `{name}` in this process", name=name)
            yield ("activities", index, "takes", number), name, message, inputs
        for number, name in enumerate(activity.delivers):
            message = say("no output `{name}` in this process", name=name)
            yield ("activities", index, "delivers", number), name, message, outputs
    for index, control in enumerate(process.controls):
        for number, name in enumerate(control.against):
            message = say("no risk `{name}` in this process", name=name)
            yield ("controls", index, "against", number), name, message, risks
    # An earlier version may have altered what is gone by now.
    for number, name in enumerate(process.changes[0].interfaces if process.changes else ()):
        message = say("no input and no output `{name}` in this process", name=name)
        yield ("changes", 0, "interfaces", number), name, message, inputs | outputs


@rule(
    "input-not-taken",
    "Every input comes in at an activity",
    good={_INCIDENTS: "inputs: [{id: report, source: Users, title: Report of a fault}]"},
    bad={
        _INCIDENTS: "inputs:\n  - {id: report, source: Users, title: Report of a fault}\n"
        "  - {id: alert, source: Monitoring, title: Alert} # <- who looks at it?"
    },
    severity=Severity.WARNING,
)
def input_not_taken(register: Register) -> Iterator[Problem]:
    """What arrives at no activity is opened by nobody."""
    for document, route, name in _left_over(register, "inputs", "takes"):
        yield document.problem(
            route, say("`{id}` comes in at no activity", id=name),
            hint=say("name it in the `takes` of the activity that uses it first, or remove it on both sides"),
        )  # fmt: skip


@rule(
    "output-not-delivered",
    "Every output goes out from an activity",
    good={_IMPROVEMENT: "outputs: [{id: answer, receiver: Whoever suggested, title: Answer}]"},
    bad={
        _IMPROVEMENT: "outputs:\n  - {id: answer, receiver: Whoever suggested, title: Answer}\n"
        "  - {id: report, receiver: Management, title: Report of the year} # <- who writes it?"
    },
    severity=Severity.WARNING,
)
def output_not_delivered(register: Register) -> Iterator[Problem]:
    """What no activity makes is promised and never sent."""
    for document, route, name in _left_over(register, "outputs", "delivers"):
        yield document.problem(
            route, say("`{id}` goes out from no activity", id=name),
            hint=say("name it in the `delivers` of the activity that makes it, or remove it on both sides"),
        )  # fmt: skip


def _left_over(
    register: Register, field: str, handling: str
) -> Iterator[tuple[Document, Route, str]]:
    """Yield every row that no activity handles: its document, where its id stands, and the id."""
    for _, document, process in in_use(register):
        rows = getattr(process, field)
        handled = {name for one in process.activities for name in getattr(one, handling)}
        # An unknown name is its own finding, and may mean one of these.
        if handled <= {row.id for row in rows}:
            for index, row in enumerate(rows):
                if row.id not in handled:
                    yield document, (field, index, "id"), row.id
