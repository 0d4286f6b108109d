"""Rules of proposals: what is to be decided on can be tested, weighed and judged afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.goals import asks_for_more
from handrail.rules.placed import placed
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.model.records import Goal
    from handrail.register import Register

_PROPOSAL = "improvements/2026/self-service-portal/proposal.yaml"
_GOAL = """\
goals:
  - id: shorter
    title: Shorter incidents
    unit: h
    baseline: 9
    {read}
    target: {target}
    direction: down
    measure_by: {by}"""
_READ = "baseline_on: 2026-03-31\n    baseline_source: Tickets of March"


def _goal(read: str = _READ, target: str = "4", by: str = "2026-12-31") -> dict[str, str]:
    return {_PROPOSAL: _GOAL.format(read=read, target=target, by=by)}


@rule(
    "no-testable-goal",
    "Every proposal has a goal that can be tested: a unit or a KPI, and a target better than today",
    good=_goal(),
    bad={_PROPOSAL: "goals: [{id: better, title: Better service, measure_by: 2026-12-31}] # <-"},
    is_gap=True,
)
def no_testable_goal(register: Register) -> Iterator[Problem]:
    """Where nothing is to change that can be measured, the old may be sold under a new name."""
    for _, _, document in placed(register, "proposal"):
        if not any(_can_be_tested(register, goal) for goal in document.record.goals):
            yield document.problem(
                "goals",
                say("none of these goals can be tested"),
                hint=say("give one a `unit` or a `kpi`, a `baseline`, and a `target` that is better than it"),
            )  # fmt: skip


def _can_be_tested(register: Register, goal: Goal) -> bool:
    is_measured = goal.kpi is not None or goal.unit is not None
    return is_measured and goal.target is not None and asks_for_more(register, goal)


@rule(
    "goal-without-baseline",
    "Every goal with a target says where it starts, when that was measured and where it was read",
    good=_goal(),
    bad={_PROPOSAL: _GOAL.format(read="baseline_on: 2026-03-31", target="4 # <- measured by whom?", by="2026-12-31")},
    is_gap=True,
)  # fmt: skip
def goal_without_baseline(register: Register) -> Iterator[Problem]:
    """What was not measured before cannot be judged afterwards."""
    for _, _, document in placed(register, "proposal"):
        for index, goal in enumerate(document.record.goals):
            said = {
                "baseline": goal.baseline,
                "baseline_on": goal.baseline_on,
                "baseline_source": goal.baseline_source,
            }
            missing = tuple(f"`{field}`" for field, value in said.items() if value is None)
            if goal.target is not None and missing:
                yield document.problem(
                    ("goals", index, "target"),
                    say("the goal `{id}` has a target and no {fields}", id=goal.id, fields=missing),
                    hint=say("measure it now, before anything is changed"),
                )


@rule(
    "goal-out-of-time",
    "Every goal is set between the measuring of its baseline and the measuring of its result",
    good=_goal(),
    bad=_goal(by="2026-03-31 # <- before the proposal was finished"),
)
def goal_out_of_time(register: Register) -> Iterator[Problem]:
    """A goal that is measured before it is set was drawn around the result."""
    for _, _, document in placed(register, "proposal"):
        day = document.completed
        for index, goal in enumerate(document.record.goals) if day is not None else ():
            if goal.measure_by < day:
                yield document.problem(
                    ("goals", index, "measure_by"),
                    say("the goal `{id}` would be measured before the proposal was finished, {day}", id=goal.id, day=day),
                    hint=say("give it time to take effect"),
                )  # fmt: skip
            elif goal.baseline_on is not None and goal.baseline_on > day:
                yield document.problem(
                    ("goals", index, "baseline_on"),
                    say("the baseline of `{id}` is dated after the proposal was finished, {day}", id=goal.id, day=day),
                    hint=say("write the day on which it was measured"),
                )  # fmt: skip


@rule(
    "no-benefit-named",
    "Every proposal says who gains by it, inside IT or outside",
    good={_PROPOSAL: "benefits: {external: [Reports at any hour]}"},
    bad={_PROPOSAL: "benefits: {internal: []} # <-"},
    is_gap=True,
)
def no_benefit_named(register: Register) -> Iterator[Problem]:
    """What nobody gains by is work for its own sake."""
    for _, _, document in placed(register, "proposal"):
        benefits = document.record.benefits
        if not benefits.internal and not benefits.external:
            yield document.problem(
                "benefits",
                say("nobody gains by this"),
                hint=say("write what is gained under `internal` or `external`"),
            )


@rule(
    "risks-not-weighed",
    "Every proposal names its risks, or says why there are none",
    good={_PROPOSAL: "risks: []\nno_risk_because: It can be switched off within a minute."},
    bad={_PROPOSAL: "risks: [] # <-"},
    is_gap=True,
)
def risks_not_weighed(register: Register) -> Iterator[Problem]:
    """Whoever approves it answers for what goes wrong, and should have been told."""
    for _, _, document in placed(register, "proposal"):
        if not document.record.risks and document.record.no_risk_because is None:
            yield document.problem(
                "risks",
                say("no risk is named"),
                hint=say("name what may go wrong, or say in `no_risk_because` why nothing can"),
            )


@rule(
    "proposal-without-driver",
    "Every proposal says what pushes for it",
    good={_PROPOSAL: "drivers: [business-goals, outside-pressure]"},
    bad={_PROPOSAL: "by: li-na # <-\ndrivers: -"},
    severity=Severity.WARNING,
)
def proposal_without_driver(register: Register) -> Iterator[Problem]:
    """The needs of the business and what was promised to it drive every improvement."""
    for _, _, document in placed(register, "proposal"):
        if not document.record.drivers:
            yield document.problem(
                "drivers" if "drivers" in document.data else (),
                say("nothing is said to push for this proposal"),
                hint=say("name what does under `drivers`"),
            )
