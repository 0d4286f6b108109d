"""The rule of interfaces that have one side only because both are the same process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.interface_ends import OUTPUTS
from handrail.rules.interface_ends import ends_of
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.register import Register

_IMPROVEMENT = "processes/continual-improvement/process.yaml"


@rule(
    "interface-with-itself",
    "A process hands things to others, and takes them from others",
    good={_IMPROVEMENT: "outputs: [{id: answer, receiver: Whoever suggested, title: Answer}]"},
    bad={
        _IMPROVEMENT: "outputs: [{id: answer, to: continual-improvement, title: Answer}] # <- to whom?"
    },
)
def interface_with_itself(register: Register) -> Iterator[Problem]:
    """What stays within a process goes from one activity to the next, and needs nobody to agree on it."""
    for name, document, process in in_use(register):
        rows: tuple[Input | Output, ...] = (*process.inputs, *process.outputs)
        if not any(name in row.processes for row in rows):
            continue
        for end in ends_of(name, document, process):
            if end.far == name:
                yield document.problem(
                    end.place,
                    say("a process does not hand anything to itself")
                    if end.field == OUTPUTS
                    else say("a process does not take anything from itself"),
                    hint=say("name the other process, or remove the row: `next` says how work goes on within the process"),
                )  # fmt: skip
