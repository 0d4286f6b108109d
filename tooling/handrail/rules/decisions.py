"""Rules of decisions: the class follows from the case, or somebody says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.placed import decided_on
from handrail.rules.placed import placed
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
_PROPOSAL = f"{_PORTAL}/proposal.yaml"
_DECISION = """\
by: improvement-committee
recorded_by: he-ping
completed: 2026-04-16
decides_on:
  - {{document: suggestion, digest: <digest of suggestion>}}
  - {{document: evaluation, digest: <digest of evaluation>}}
  - {{document: proposal, digest: <digest of proposal>}}
outcome: approved
class: {class_}
major_test:
  complex: false
  risky: false
  multi_party: false
  procurement: {procurement}
priority: high
considered:
  business_goals: Serves the goal of faster response.
  industry_experience: Usual everywhere.
  current_state: Every report comes by telephone.
  cost_resources_time: It pays for itself within two years.
reasons: It takes calls from the service desk."""
_CONSULTED = {_PROPOSAL: "consulted: [{unit: Sales, date: 2026-04-08, opinion: We want to try it}]"}
_NO_PROCESS = {
    f"{_PORTAL}/suggestion.yaml": "by: li-na\nlevel: department\nprocesses: -",
    _PROPOSAL: "processes: -",
}
#: The two classes and what the test proposes them for; a word of another house is not judged.
_MAJOR, _MINOR = "major", "minor"


def _decision(class_: str, procurement: str = "true", more: str = "") -> dict[str, str]:
    text = _DECISION.format(class_=class_, procurement=procurement)
    return {f"{_PORTAL}/decision.yaml": f"{text}\n{more}".strip()}


@rule(
    "class-departs",
    "The class of an improvement is the one the test proposes, or a reason is given",
    good=_decision("minor", more="class_reason: The product is free of charge and set up in a day."),
    bad=_decision("minor # <- something must be bought"),
    is_gap=True,
)  # fmt: skip
def class_departs(register: Register) -> Iterator[Problem]:
    """The test proposes and the committee decides; without a reason nobody can tell that it did."""
    for _, _, document in placed(register, "decision"):
        decision = document.record
        test = decision.major_test
        if test is None or decision.class_ not in {_MAJOR, _MINOR} or decision.class_reason:
            continue
        signs = ("complex", "risky", "multi_party", "procurement")
        found = tuple(f"`{sign}`" for sign in signs if getattr(test, sign))
        if found and decision.class_ == _MINOR:
            yield document.problem(
                "class",
                say("the test proposes `major`: it says {signs}", signs=found),
                hint=say("write `major`, or give the reason in `class_reason`"),
            )
        elif not found and decision.class_ == _MAJOR:
            yield document.problem(
                "class",
                say("the test proposes `minor`: nothing in it speaks for a project"),
                hint=say("write `minor`, or give the reason in `class_reason`"),
            )


@rule(
    "procurement-forgotten",
    "What the evaluation says must be bought, the decision counts as bought",
    good=_CONSULTED | _decision("major"),
    bad=_decision("minor", "false # <- the evaluation names portal software"),
    is_gap=True,
)
def procurement_forgotten(register: Register) -> Iterator[Problem]:
    """What is bought outside binds money and time, and makes an improvement a project."""
    for dossier, _, document in placed(register, "decision"):
        evaluation = decided_on(dossier, document, "evaluation")
        test = document.record.major_test
        if test is None or test.procurement or document.record.class_reason:
            continue
        if evaluation is None or evaluation.record is None:
            continue
        if evaluation.record.procurement.needed:
            yield document.problem(
                ("major_test", "procurement"),
                say("`{name}` says that something must be bought", name=evaluation.name),
                hint=say("write `true`, or say in `class_reason` why nothing is bought any more"),
            )


@rule(
    "nobody-consulted",
    "Before a major improvement is approved, those it concerns are asked",
    good=_CONSULTED | _decision("major"),
    bad=_decision("major # <- and the proposal names nobody who was asked"),
    severity=Severity.WARNING,
)
def nobody_consulted(register: Register) -> Iterator[Problem]:
    """Who was not asked before has reasons afterwards."""
    for dossier, _, document in placed(register, "decision"):
        proposal = decided_on(dossier, document, "proposal")
        if document.record.class_ != _MAJOR or document.record.outcome != "approved":
            continue
        if proposal is not None and proposal.record is not None and not proposal.record.consulted:
            yield document.problem(
                "class",
                say("`{name}` names nobody who was consulted", name=proposal.name),
                hint=say("ask the units concerned and write their answers under `consulted` of the proposal, before it is voted on"),
            )  # fmt: skip


@rule(
    "nobody-carries-out",
    "Who carries out a minor improvement follows from the processes that are named",
    good=_NO_PROCESS
    | {_PROPOSAL: "processes: [incident-management]"}
    | _decision("minor", more="class_reason: It is set up in a day."),
    bad=_NO_PROCESS | _decision("minor # <-", more="class_reason: It is set up in a day."),
)  # fmt: skip
def nobody_carries_out(register: Register) -> Iterator[Problem]:
    """What was approved and has nobody to do it waits for ever."""
    for dossier, progress, document in placed(register, "decision"):
        if document.record.class_ != _MINOR or document.record.outcome != "approved":
            continue
        named = [dossier.latest(kind) for kind in ("suggestion", "proposal")]
        if any(one is None or one.record is None or one.record.processes for one in named):
            continue
        workflow = progress.workflow
        steps = workflow.steps.values() if workflow else ()
        carrying = [step for step in steps if step.document == "implementation"]
        if workflow and any(register.holders(dossier, workflow, step) for step in carrying):
            continue
        yield document.problem(
            "class",
            say("nobody carries it out: neither suggestion nor proposal names a process"),
            hint=say("before anybody votes, name in `processes` of the proposal those it changes: their owners carry it out; afterwards that takes a proposal of the next number and a `scope-change`"),
        )  # fmt: skip
