"""Rules of the follow-up: what was promised is measured, and a miss leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register import in_force
from handrail.rules.placed import placed
from handrail.rules.project_examples import PROPOSAL
from handrail.rules.project_examples import project
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.register import Progress
    from handrail.register import Register

_FOLLOW_UP = "improvements/2026/incident-form/follow-up.yaml"
_MISS = """\
by: li-na
with: [chen-jie]
completed: 2026-04-17
results: [{{goal: fewer-questions, measured: 14, measured_on: 2026-04-16, reached: false, method: Count of tickets, evidence: Ticket report of April}}]
outcome: missed{more}"""
_MISSED = "missed"
_GOAL = "goals: [{{id: shorter, title: Shorter incidents, unit: h, baseline: 9, baseline_on: 2026-03-31, baseline_source: Tickets of March, target: 4, measure_by: {day}}}]{mark}"


def _promised(day: str, mark: str = "") -> dict[str, str]:
    return {PROPOSAL: _GOAL.format(day=day, mark=mark)}


def _follow_up(more: str) -> dict[str, str]:
    return {_FOLLOW_UP: _MISS.format(more=more)}


@rule(
    "follow-up-overdue",
    "What a major improvement promised is measured again by the day its goals name",
    given=project("adoption"),
    good=_promised("2026-04-20"),
    bad=_promised("2026-04-19", " # <- and nobody has measured it"),
    severity=Severity.WARNING,
)
def follow_up_overdue(register: Register) -> Iterator[Problem]:
    """A pilot shows that it works in one place; only the follow-up shows that it works."""
    for _, progress, rollout in placed(register, "rollout"):
        dossier = register.dossiers_by_folder[rollout.folder]
        proposal = in_force(register, dossier, "proposal")
        if not _is_followed_up(progress) or proposal is None or proposal.record is None:
            continue
        follow_ups = [one for one in dossier.of_type("follow-up") if one.completed]
        if any(one.record is None for one in follow_ups) or rollout != dossier.latest("rollout"):
            continue
        measured = {result.goal for one in follow_ups for result in one.record.results}
        late = [
            (index, goal)
            for index, goal in enumerate(proposal.record.goals)
            if goal.id not in measured and goal.measure_by < register.as_of
        ]
        for index, goal in late[:1]:
            yield proposal.problem(
                ("goals", index, "measure_by"),
                say("nobody has measured {goals} since the rollout; it was due on {day}",
                    goals=tuple(f"`{one.id}`" for _, one in late), day=goal.measure_by),
                hint=say("measure and write it: `handrail new follow-up {id}`", id=dossier.id),
            )  # fmt: skip


def _is_followed_up(progress: Progress) -> bool:
    """Tell whether a record has ended where its process measures again."""
    steps = progress.workflow.leaving("follow-up") if progress.workflow else ()
    return not progress.is_open and any(progress.ended_as in step.during for step in steps)


@rule(
    "miss-without-suggestion",
    "A follow-up that finds a miss names the suggestion it has led to",
    good=_follow_up("\nsuggestion: self-service-portal"),
    bad=_follow_up(" # <- and now?"),
    severity=Severity.WARNING,
)
def miss_without_suggestion(register: Register) -> Iterator[Problem]:
    """A miss that leads to nothing was measured for the file."""
    for _, _, document in placed(register, "follow-up"):
        if document.record.outcome == _MISSED and document.record.suggestion is None:
            yield document.problem(
                "outcome",
                say("the goals were missed, and nothing follows from it"),
                hint=say("suggest what is to be done now, and name it in `suggestion`"),
            )
