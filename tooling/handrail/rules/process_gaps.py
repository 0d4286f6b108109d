"""What a process must answer: goals, inputs and outputs, roles, interfaces, policies and procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.in_use import RETIRED
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.messages import Message
    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.records import Process
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"


@rule(
    "process-incomplete",
    "A process says what it is for, what comes in and goes out, who does what, and how it is done",
    good={_INCIDENTS: "policies: [Every report becomes a ticket]"},
    bad={_INCIDENTS: "policies: [] # <- may a report be left unrecorded?"},
    severity=Severity.WARNING,
    is_gap=True,
)
def process_incomplete(register: Register) -> Iterator[Problem]:
    """Where a process is silent everybody does as he thinks best, and no two the same."""
    others = sum(one.data.get("state") != RETIRED for one in register.process_documents.values())
    for _, document, process in in_use(register):
        for route, message, hint in _missing(document, process, has_others=others > 1):
            yield document.problem(route, message, hint=hint)


def _missing(
    document: Document, process: Process, *, has_others: bool
) -> Iterator[tuple[Route, Message, Message]]:
    """Yield each part that is missing: where to tell it, what it is and what to do."""
    for field, message, hint in (
        ("success_factors", say("nothing says what must go well, and how one can tell"),
         say("add `success_factors:` with the KPIs that show each")),
        ("inputs", say("nothing says what comes in"), say("add `inputs:` with what it takes, and from whom")),
        ("outputs", say("nothing says what goes out"), say("add `outputs:` with what it delivers, and to whom")),
        ("roles", say("nothing says which duties its roles have"), say("add `roles:` with the duties of each")),
        ("policies", say("nothing says which rules everybody keeps to"),
         say("add `policies:` with the rules that hold whatever comes in")),
    ):  # fmt: skip
        if not getattr(process, field):
            yield _at(document, field), message, hint
    idle = [(index, role.id) for index, role in enumerate(process.roles) if not role.duties]
    if idle:
        yield (
            ("roles", idle[0][0], "id"),
            say("nothing says what these roles do: {names}", names=_quoted(idle)),
            say("add `duties:` to each"),
        )
    rows: tuple[Input | Output, ...] = (*process.inputs, *process.outputs)
    if rows and has_others and not any(row.processes for row in rows):
        yield (
            _at(document, "inputs" if process.inputs else "outputs"),
            say("it is joined to no other process"),
            say("name at least one process that it takes something `from` or delivers something `to`"),
        )  # fmt: skip
    vague = [
        (index, activity.id)
        for index, activity in enumerate(process.activities)
        if activity.description is None or activity.standard is None
    ]
    if vague:
        yield (
            ("activities", vague[0][0], "id"),
            say("nothing says how this is done, or when it is done well: {names}", names=_quoted(vague)),
            say("give each a `description:`, how it is done, and a `standard:`, when it is done well"),
        )  # fmt: skip


def _at(document: Document, field: str) -> Route:
    return (field,) if field in document.data else ("title",)


def _quoted(named: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(f"`{name}`" for _, name in named)
