"""Which clauses of the frameworks are covered by processes, and which by none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.frameworks import frameworks
from handrail.model.messages import say
from handrail.register.rounds import ACTIVE
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.frameworks import Clause
    from handrail.model.frameworks import Framework
    from handrail.model.tables import Link
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class Coverage:
    """A clause, and the processes that map to it."""

    framework: Framework
    clause: Clause
    processes: tuple[Link, ...]
    planned: tuple[Link, ...]


def coverage(register: Register) -> Iterator[Coverage]:
    """Yield every clause of every framework with the processes that cover it; retired ones cover nothing."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, process in sorted(register.processes.items()):
        if process.state != "retired":
            for framework_id, clauses in process.maps_to.items():
                for clause_id in clauses:
                    found[framework_id, clause_id].append(name)
    for framework in frameworks():
        for clause in framework.clauses:
            mapped = found.get((framework.id, clause.id), [])
            active = [one for one in mapped if register.processes[one].state == ACTIVE]
            yield Coverage(
                framework,
                clause,
                tuple(names.process(register, one) for one in active),
                tuple(names.process(register, one) for one in mapped if one not in active),
            )


STANDARDS = View[Coverage](
    id="standards",
    title=say("Coverage of standards"),
    rows=coverage,
    columns=(
        Field("framework", say("Framework"), lambda row: row.framework.title),
        Field("clause", say("Clause"), lambda row: row.clause.id),
        Field("about", say("About"), lambda row: row.clause.about),
        Field("processes", say("Processes"), lambda row: row.processes),
        Field("planned", say("Planned processes"), lambda row: row.planned),
    ),
)
