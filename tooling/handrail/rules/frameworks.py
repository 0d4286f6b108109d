"""Rules of the frameworks: what a process says it covers is there to be covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.loading.frameworks import frameworks
from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Problem
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"


@rule(
    "unknown-clause",
    "Every clause that a process maps to stands in its framework",
    good={_INCIDENTS: 'maps_to: {itil4: [incident-management], iso20000-1: ["8.6.1"]}'},
    bad={_INCIDENTS: 'maps_to: {itil4: [incident-mangement], iso20000-1: ["8.6.1"]} # <-'},
)
def unknown_clause(register: Register) -> Iterator[Problem]:
    """A clause that is not there covers nothing, and hides the one that was meant."""
    known: Mapping[str, frozenset[str]] = {}
    for _, document, process in in_use(register):
        if process.maps_to and not known:
            known = {one.id: frozenset(row.id for row in one.clauses) for one in frameworks()}
        for framework, clauses in process.maps_to.items():
            choices = known.get(framework, frozenset(clauses))
            for index, clause in enumerate(clauses):
                if clause not in choices:
                    yield document.problem(
                        ("maps_to", framework, index),
                        say("{framework} has no `{clause}`", framework=framework, clause=clause),
                        wrong=clause, choices=choices,
                    )  # fmt: skip
