"""The improvement process as data: the graph that every record walks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.dates import Duration
    from handrail.model.records import Activity
    from handrail.model.records import Process
    from handrail.model.records import Workflow as WorkflowRecord
    from handrail.model.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An activity of the improvement process: what it leaves or reads, and where it leads."""

    id: str
    title: Text
    number: int | None
    phase: str | None
    document: str | None
    reads: str | None
    outcome: str | None
    responsible: tuple[str, ...]
    approved_by: str | None
    within: Duration | None
    every: Duration | None
    after: Duration | None
    working: bool
    during: frozenset[str]
    next: Mapping[str | None, str]

    @property
    def is_beside(self) -> bool:
        """Tell whether this stands beside the path: it may be done during other steps."""
        return bool(self.during)


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """One numbered version of the graph."""

    number: int
    starts: Mapping[str, str]
    steps: Mapping[str, Step]
    ends: Mapping[str, Text]
    words: Mapping[str, Text]
    #: Roles that are read from a record's own documents, with the fields to read.
    derived_roles: Mapping[str, tuple[str, ...]]

    def leaving(self, document: str) -> Iterator[Step]:
        """Yield the steps that leave a type of document."""
        return (step for step in self.steps.values() if step.document == document)

    @property
    def beside(self) -> tuple[Step, ...]:
        """The steps beside the path."""
        return tuple(step for step in self.steps.values() if step.is_beside)

    def order(self, step_id: str) -> int:
        """The place of a step in the process file, for sorting."""
        return list(self.steps).index(step_id) if step_id in self.steps else len(self.steps)


def read_workflow(record: Process | WorkflowRecord) -> Workflow:
    """Read the graph from the process file, or from the file that keeps an earlier graph."""
    return Workflow(
        number=record.workflow or 0,
        starts=record.starts,
        steps={activity.id: _step(activity) for activity in record.activities},
        ends={end.id: end.title for end in record.ends},
        words=record.words,
        derived_roles={role.id: role.from_ for role in record.roles if role.from_},
    )


def _step(activity: Activity) -> Step:
    return Step(
        id=activity.id,
        title=activity.title,
        number=activity.step,
        phase=activity.phase,
        document=activity.document,
        reads=activity.reads,
        outcome=activity.outcome,
        responsible=activity.responsible,
        approved_by=activity.approved_by,
        within=activity.within,
        every=activity.every,
        after=activity.after,
        working=activity.count != "calendar",
        during=frozenset(activity.during),
        next=_ways(activity.next),
    )


def _ways(following: str | Mapping[str, str] | None) -> Mapping[str | None, str]:
    """Return where each word leads; the way that needs no word stands under None."""
    ways: dict[str | None, str] = {}
    if isinstance(following, str):
        ways[None] = following
    elif following:
        ways.update(following.items())
    return ways
