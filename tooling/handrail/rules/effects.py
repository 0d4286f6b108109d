"""Rules of effects: every goal is answered, by what was measured, and not by the doer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import in_force
from handrail.rules.authors import is_responsible
from handrail.rules.goals import is_met
from handrail.rules.placed import authors
from handrail.rules.placed import finished
from handrail.rules.placed import owners_known
from handrail.rules.placed import placed
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.records import Goal
    from handrail.model.records import Result
    from handrail.register import Dossier
    from handrail.register import Register

_FORM = "improvements/2026/incident-form"
_EFFECT = f"{_FORM}/effect.yaml"
#: The documents that answer the goals of a proposal.
_ANSWERS = ("effect", "follow-up")
_REACHED, _MISSED = "reached", "missed"


def _results(*rows: str) -> dict[str, str]:
    """Write results, each given by its goal, value and judgement, and a mark."""
    lines = ["results:"]
    for row in rows:
        fields, _, mark = row.partition(" # ")
        goal, measured, reached = fields.split()
        lines.append(
            f"  - {{goal: {goal}, measured: {measured}, measured_on: 2026-03-25, reached: {reached}, "
            f"method: Count of tickets, evidence: Ticket report of March}}{mark and ' # '}{mark}"
        )
    return {_EFFECT: "\n".join(lines)}


def _answers(register: Register) -> Iterator[tuple[Dossier, Document, Mapping[str, Goal]]]:
    """Yield each document that answers goals, with the goals of the proposal in force."""
    for dossier, _, document in placed(register, *_ANSWERS):
        proposal = in_force(register, dossier, "proposal", document.completed)
        if proposal is not None and proposal.record is not None:
            yield dossier, document, {goal.id: goal for goal in proposal.record.goals}


@rule(
    "goal-not-answered",
    "Every goal of the proposal has one result",
    good=_results("fewer-questions 8 true"),
    bad=_results("fewer-questions 8 true", "fewer-questions 9 true # <- a second time"),
    is_gap=True,
)
def goal_not_answered(register: Register) -> Iterator[Problem]:
    """A goal that is passed over was missed, or never meant."""
    for dossier, document, goals in _answers(register):
        answered: set[str] = set()
        for index, result in enumerate(document.record.results):
            if result.goal in answered:
                yield document.problem(
                    ("results", index, "goal"),
                    say("the goal `{id}` is answered twice", id=result.goal),
                    hint=say("keep one result for each goal"),
                )
            answered.add(result.goal)
        unknown = answered - _ever_set(dossier)
        missing = tuple(f"`{goal}`" for goal in goals if goal not in answered)
        if missing and not unknown:  # a misspelt goal is a finding of its own
            yield document.problem(
                "results",
                say("there is no result for {goals}", goals=missing),
                hint=say("say of each what was measured, when, how, and whether it was reached"),
            )


def _ever_set(dossier: Dossier) -> set[str]:
    """Name the goals of all proposals of a record, whichever is in force."""
    proposals = [one.record for one in dossier.of_type("proposal") if one.record is not None]
    return {goal.id for proposal in proposals for goal in proposal.goals}


@rule(
    "result-contradicts-goal",
    "A goal counts as reached when what was measured is as good as its target",
    good=_results("fewer-questions 10 true"),
    bad=_results("fewer-questions 12 true # <- the target is 10") ,
    is_gap=True,
)  # fmt: skip
def result_contradicts_goal(register: Register) -> Iterator[Problem]:
    """The target was set so that nobody has to argue afterwards."""
    for _, document, goals in _answers(register):
        for index, result in enumerate(document.record.results):
            goal = goals.get(result.goal)
            if goal is not None and _contradicts(register, goal, result):
                word = "false" if result.reached else "true"
                yield document.problem(
                    ("results", index, "reached"),
                    say("{measured} was measured, and the target of `{id}` is {target}",
                        measured=result.measured, id=goal.id, target=goal.target),
                    hint=say("write `{word}`, or mend the value", word=word),
                )  # fmt: skip


def _contradicts(register: Register, goal: Goal, result: Result) -> bool:
    """Tell whether a result is judged otherwise than its value and the target say."""
    return is_met(register, goal, result) not in {None, result.reached}


@rule(
    "outcome-contradicts-results",
    "The effect is reached when every goal is, save those that are secondary",
    good=_results("fewer-questions 8 true"),
    bad={_EFFECT: "outcome: missed # <- its only goal is reached", f"{_FORM}/adoption.yaml": "-"},
    is_gap=True,
)
def outcome_contradicts_results(register: Register) -> Iterator[Problem]:
    """The word decides whether the change stays: it must follow from the figures."""
    for _, document, goals in _answers(register):
        word = document.record.outcome
        results = {result.goal: result for result in document.record.results}
        if word not in {_REACHED, _MISSED} or not goals.keys() <= results.keys():
            continue
        if any(
            _contradicts(register, goals[key], result)
            for key, result in results.items()
            if key in goals
        ):
            continue  # which of the two is wrong is to be settled first
        deciding = [goal for goal in goals.values() if not goal.secondary] or list(goals.values())
        missed = [goal.id for goal in deciding if not results[goal.id].reached]
        if missed and word == _REACHED:
            yield document.problem(
                "outcome",
                say("missed: {goals}", goals=tuple(f"`{goal}`" for goal in missed)),
                hint=say("write `missed`; a goal that may be missed is `secondary` in the proposal"),
            )  # fmt: skip
        elif not missed and word == _MISSED:
            yield document.problem(
                "outcome",
                say("every goal that decides was reached"),
                hint=say("write `reached`, or mend the results"),
            )


@rule(
    "effect-by-implementer",
    "The effect is judged by somebody besides those who carried it out",
    good={_EFFECT: "by: chen-jie\nwith: [li-na]"},
    bad={f"{_FORM}/implementation.yaml": "with: [li-na]", _EFFECT: "by: li-na # <- both carried it out"},
)  # fmt: skip
def effect_by_implementer(register: Register) -> Iterator[Problem]:
    """Nobody is a good judge of his own work."""
    for dossier, progress, document in finished(register, "effect"):
        carried_out = [visit.document for visit in progress.path if visit.document]
        doers = {
            person
            for one in dossier.of_type("implementation")
            if one.name in carried_out and one.record is not None
            for person in authors(one)
        }
        if doers and doers.issuperset(authors(document)):
            yield document.problem(
                "by",
                say("everybody who judges the effect has carried it out"),
                hint=say("let somebody else measure with you, and name him in `with`"),
            )


@rule(
    "effect-without-owner",
    "The owner of the process takes part in judging the effect",
    good={_EFFECT: "by: li-na\nwith: [he-ping, chen-jie]"},
    bad={_EFFECT: "by: li-na # <- and the owner of incident management?\nwith: [he-ping]"},
)
def effect_without_owner(register: Register) -> Iterator[Problem]:
    """Whoever lives with the change must agree that it helped."""
    for dossier, _, document in finished(register, "effect"):
        proposal = in_force(register, dossier, "proposal", document.completed)
        if not proposal or not proposal.valid or not owners_known(register, proposal, "processes"):
            continue
        owners = [
            owner
            for process in proposal.record.processes
            for owner in register.owners(process, document.completed)
        ]
        if not is_responsible(register, dossier, document):
            continue  # that nobody was who had to write it is a finding of its own
        if owners and set(owners).isdisjoint(authors(document)):
            yield document.problem(
                "by",
                say("no owner of a process it changes has taken part"),
                hint=say("name {people} in `with`",
                         people=tuple(f"`{owner}`" for owner in dict.fromkeys(owners))),
            )  # fmt: skip
