"""Rules of the reviews of the annual plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import in_force
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.register import Dossier
    from handrail.register import Register

_REVIEW = "improvements/2026/plan-review.yaml"
_PROGRESS = """\
progress:
  - {{goal: faster-response, state: at-risk, value: 8.5, text: The portal comes later than planned.}}{more}"""


def _reviews(register: Register) -> Iterator[tuple[Dossier, Document]]:
    for dossier in register.plans:
        if register.progress(dossier).is_in_order:
            for document in dossier.of_type("plan-review"):
                if document.record is not None:
                    yield dossier, document


@rule(
    "review-without-meeting",
    "A review of the plan was dealt with at a meeting held for it",
    good={_REVIEW: "meeting: 2026-04-16-plan-review"},
    bad={_REVIEW: "meeting: 2026-01-08-evaluation # <- another kind of meeting"},
    is_gap=True,
)
def review_without_meeting(register: Register) -> Iterator[Problem]:
    """A review that nobody attended changes nothing."""
    meetings = {one.fields["meeting"]: one for one in register.of_type("meeting")}
    hint = say("name the meeting of kind `plan-review` that was held")
    for _, document in _reviews(register):
        name = document.record.meeting
        if name is None:
            yield document.problem((), say("this review names no meeting"), hint=hint)
            continue
        meeting = meetings[name].record if name in meetings else None
        if meeting is None:
            continue  # what cannot be found or read is told there
        if meeting.kind != "plan-review":
            yield document.problem(
                "meeting",
                say("`{meeting}` is a meeting of kind `{kind}`", meeting=name, kind=meeting.kind),
                hint=hint,
            )
        elif meeting.held is None and not document.is_draft:
            yield document.problem(
                "meeting",
                say("`{meeting}` has not been held", meeting=name),
                hint=say("write `held:` into its minutes, or leave this review unfinished until then"),
            )  # fmt: skip


@rule(
    "review-goal-missing",
    "A review of the plan says of every goal in force how it goes, once",
    good={_REVIEW: _PROGRESS.format(more="")},
    bad={
        _REVIEW: _PROGRESS.format(
            more="\n  - {goal: faster-response, state: on-track, text: All is well.} # <- which is it?",
        )
    },
    is_gap=True,
)
def review_goal_missing(register: Register) -> Iterator[Problem]:
    """The goal nobody speaks about is the one that will be missed."""
    for dossier, document in _reviews(register):
        held = in_force(register, dossier, "plan", document.completed)
        if held is None or held.record is None:
            continue
        goals = [goal.id for goal in held.record.goals]
        told: set[str] = set()
        for index, one in enumerate(document.record.progress):
            if one.goal in told:
                yield document.problem(
                    ("progress", index, "goal"),
                    say("`{goal}` stands here twice", goal=one.goal),
                    hint=say("keep the entry that is right"),
                )
            elif one.goal not in goals and _is_set(dossier, one.goal):
                yield document.problem(
                    ("progress", index, "goal"),
                    say("`{goal}` was no goal of `{plan}`, which was in force", goal=one.goal, plan=held.name),
                    wrong=one.goal, choices=set(goals) - told,
                )  # fmt: skip
            told.add(one.goal)
        if missing := tuple(f"`{goal}`" for goal in goals if goal not in told):
            yield document.problem(
                "progress",
                say("nothing is said of {goals}", goals=missing),
                hint=say("add an entry for each: `not-measured` is an answer too"),
                key=True,
            )


def _is_set(dossier: Dossier, goal: str) -> bool:
    """Tell whether any plan of the year set a goal; if none did, that is a finding of its own."""
    plans = [one.record for one in dossier.of_type("plan") if one.record is not None]
    return any(goal == one.id for plan in plans for one in plan.goals)
