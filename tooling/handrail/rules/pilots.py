"""Rules of pilots: tried when and as it was planned, told in full, and not tried for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import in_force
from handrail.rules.placed import before
from handrail.rules.placed import finished
from handrail.rules.placed import placed
from handrail.rules.project_examples import PILOT
from handrail.rules.project_examples import PLAN
from handrail.rules.project_examples import REVIEW
from handrail.rules.project_examples import done
from handrail.rules.project_examples import draft
from handrail.rules.project_examples import leading_to
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.register import Dossier
    from handrail.register import Register

_REPEAT = "repeat"
_ISSUE = "issues: [{{id: sign-on, what: Sign-on fails on telephones, found: 2026-04-16, owner: chen-jie{more}}}]"


def _pilot(more: str, without: str = "") -> dict[str, str]:
    """Write a plan and a report, both drafts, and change the report."""
    return {PLAN: draft("project-plan"), PILOT: draft("pilot", more, without)}


@rule(
    "pilot-off-plan",
    "A pilot runs in the time that was planned, or says why not",
    good=_pilot("from: 2026-04-14\ndeviations: Two days early, before the closing of the month.", "from"),
    bad=_pilot("from: 2026-04-14 # <- two days before the plan allows it", "from"),
    is_gap=True,
)  # fmt: skip
def pilot_off_plan(register: Register) -> Iterator[Problem]:
    """The departments agreed to a time; another one hits them unprepared, and measures something else."""
    for dossier, _, document in placed(register, "pilot"):
        plan = in_force(register, dossier, "project-plan", document.completed)
        if document.record.deviations or plan is None or plan.record is None:
            continue
        if _is_repeated(dossier, document, plan):
            continue  # its time stands in the review that asked for it
        first, last = plan.record.pilot.from_, plan.record.pilot.to
        for field, day in (("from", document.record.from_), ("to", document.record.to)):
            if not first <= day <= last:
                yield document.problem(
                    field,
                    say("{day} is not within the time of `{plan}`, {first} to {last}", day=day,
                        plan=plan.name, first=first, last=last),
                    hint=say("say in `deviations` why it ran at another time"),
                )  # fmt: skip
                break


def _is_repeated(dossier: Dossier, document: Document, plan: Document) -> bool:
    """Tell whether a pilot is another round of what the same plan has tried before."""
    earlier = [one for one in dossier.of_type("pilot") if one.number < document.number]
    return any(
        one.completed and (plan.completed is None or plan.completed <= one.completed)
        for one in earlier
    )


@rule(
    "issue-dated-wrong",
    "No problem of a pilot is found or solved after the report on it",
    given=leading_to("pilot"),
    good={PILOT: done("pilot", _ISSUE.format(more=", resolved: 2026-04-16"))},
    bad={PILOT: done("pilot", f"{_ISSUE.format(more=', resolved: 2026-04-17')} # <- the report is of the 16th")},
)  # fmt: skip
def issue_dated_wrong(register: Register) -> Iterator[Problem]:
    """What the report cannot know yet, it must not tell."""
    for _, _, document in placed(register, "pilot"):
        told = document.completed or register.as_of
        for index, issue in enumerate(document.record.issues):
            late = [
                (field, day)
                for field, day in (("found", issue.found), ("resolved", issue.resolved))
                if day is not None and day > told
            ]
            for field, day in late[:1]:
                yield document.problem(
                    ("issues", index, field),
                    say("{day} is after the day of this report, {told}", day=day, told=told),
                    hint=say("write the day it happened; leave out `resolved` while it is open"),
                )


@rule(
    "issue-left-open",
    "What a pilot has not solved, its report says what happens to",
    given=leading_to("pilot"),
    good={PILOT: done("pilot", _ISSUE.format(more=", next: The supplier mends it before the rollout"))},
    bad={PILOT: done("pilot", f"{_ISSUE.format(more='')} # <- and now?")},
)  # fmt: skip
def issue_left_open(register: Register) -> Iterator[Problem]:
    """A problem known from the pilot that nobody takes on is met again by everyone."""
    for _, _, document in finished(register, "pilot"):
        for index, issue in enumerate(document.record.issues):
            if issue.resolved is None and issue.next is None:
                yield document.problem(
                    ("issues", index),
                    say("`{id}` is open, and nobody says what happens to it", id=issue.id),
                    hint=say("say it in `next`, or in `resolved` when it was solved"),
                )


@rule(
    "effect-not-observed",
    "The report on a pilot answers every effect that was expected, once",
    good=_pilot("effects: [{effect: shorter, observed: Too early to say}]", "effects"),
    bad=_pilot("effects: [] # <- the plan expects shorter incidents", "effects"),
    is_gap=True,
)
def effect_not_observed(register: Register) -> Iterator[Problem]:
    """Whoever may choose afterwards what to look at always finds something."""
    for dossier, _, document in placed(register, "pilot"):
        plan = in_force(register, dossier, "project-plan", document.completed)
        if plan is None or plan.record is None:
            continue
        expected = [one.name for one in plan.record.pilot.expected_effects if one.name]
        told: set[str] = set()
        for index, one in enumerate(document.record.effects):
            route = ("effects", index, "effect")
            if one.effect in told:
                yield document.problem(
                    route, say("`{name}` is answered twice", name=one.effect),
                    hint=say("keep one answer for each effect"),
                )  # fmt: skip
            elif one.effect not in expected:
                yield document.problem(
                    route, say("`{plan}` expects no effect `{name}`", plan=plan.name, name=one.effect),
                    wrong=one.effect, choices=expected,
                )  # fmt: skip
            told.add(one.effect)
        missing = tuple(f"`{name}`" for name in dict.fromkeys(expected) if name not in told)
        if missing and told.issubset(expected):  # a misspelt name is a finding of its own
            yield document.problem(
                "effects" if "effects" in document.data else (),
                say("nothing is said of {effects}, which `{plan}` expects", effects=missing, plan=plan.name),
                hint=say("say of each in `effects` what was observed, and whether it is `met`"),
            )  # fmt: skip


@rule(
    "acceptance-miscounted",
    "No more people agree than were asked",
    good=_pilot("acceptance: {asked: 40, agreed: 40, text: All want it.}", "acceptance"),
    bad=_pilot("acceptance: {asked: 31, agreed: 40, text: All want it.} # <-", "acceptance"),
    is_gap=True,
)
def acceptance_miscounted(register: Register) -> Iterator[Problem]:
    """A share above the whole shows that one of the two was not counted."""
    for _, _, document in placed(register, "pilot"):
        asked, agreed = document.record.acceptance.asked, document.record.acceptance.agreed
        if agreed > asked:
            yield document.problem(
                ("acceptance", "agreed"),
                say("{agreed} agreed, and {asked} were asked", agreed=agreed, asked=asked),
                hint=say("one of the two is wrong"),
            )


def _repeated(limit: str) -> dict[str, str]:
    review = draft("pilot-review", "outcome: repeat{mark}\nplan_changes: Fewer fields.", "outcome")
    mark = " # <- one is all there may be" if limit == "1" else ""
    return {
        "handrail.yaml": f"pilot_rounds: {limit}",
        **_pilot(""),
        REVIEW: review.replace("{mark}", mark),
    }


@rule(
    "pilot-rounds-exceeded",
    "A project has no more pilots than the settings allow",
    good=_repeated("2"),
    bad=_repeated("1"),
    is_gap=True,
)
def pilot_rounds_exceeded(register: Register) -> Iterator[Problem]:
    """What does not work after so many rounds is tried only because nobody wants to stop it."""
    limit = register.settings.pilot_rounds if register.settings else None
    if limit is None:
        return
    for dossier, progress, document in placed(register, "pilot-review"):
        if document.is_draft:  # of a pilot whose report may be a draft as well
            rounds = len([*dossier.of_type("pilot")])
        else:
            rounds = sum(one.step.document == "pilot" for one in before(progress, document))
        if document.record.outcome == _REPEAT and rounds >= limit:
            yield document.problem(
                "outcome",
                say("there have been {rounds} pilots, and there may be {limit}", rounds=rounds, limit=limit),
                hint=say("pass it or stop it; `pilot_rounds` in handrail.yaml says how many there may be"),
            )  # fmt: skip
