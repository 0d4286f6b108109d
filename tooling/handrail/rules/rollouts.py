"""Rules of the rollout: everybody is trained, every tool tested, every document handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.measures.coverage import is_trained
from handrail.model.messages import say
from handrail.rules.placed import placed
from handrail.rules.project_examples import HANDOVER
from handrail.rules.project_examples import PROPOSAL
from handrail.rules.project_examples import ROLLOUT
from handrail.rules.project_examples import draft
from handrail.rules.projects import changes_tools
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.messages import Message
    from handrail.register import Register

#: What every project hands over.
CHECKLIST = ("charter", "project-plan", "pilot", "rollout", "guide")
_PASSED = "passed"


def _affected(unit: str, mark: str = "") -> dict[str, str]:
    units = f"affected: [{{unit: Sales, people: 40}}, {{unit: Finance, people: 12{unit}}}]{mark}"
    return {ROLLOUT: draft("rollout", units, without="affected")}


@rule(
    "team-not-trained",
    "Every department that a rollout affects is trained, or it is said why not",
    good=_affected(", untrained_because: They only read its monthly report"),
    bad=_affected("", " # <- no training names Finance"),
    is_gap=True,
)
def team_not_trained(register: Register) -> Iterator[Problem]:
    """Whoever was forgotten in the training goes on as before, and is right."""
    for _, _, document in placed(register, "rollout"):
        audiences = [training.audience for training in document.record.training]
        for index, unit in enumerate(document.record.affected):
            if unit.untrained_because is None and not is_trained(unit, audiences):
                yield document.problem(
                    ("affected", index, "unit"),
                    say("no training names this department in its `audience`"),
                    hint=say("train it and name it there as it is named here, or say in `untrained_because` why it need not be"),
                )  # fmt: skip


def _tested(result: str) -> dict[str, str]:
    change = f"tool_changes: [{{what: The portal, deployed_on: 2026-04-16, tested_on: 2026-04-16, result: {result}"
    return {ROLLOUT: draft("rollout", change), PROPOSAL: "change_kinds: [platform]"}


@rule(
    "tool-not-tested",
    "Every change to a tool is tested, and has passed, before its rollout is finished",
    good=_tested("passed}]"),
    bad=_tested("failed}] # <-"),
    is_gap=True,
)
def tool_not_tested(register: Register) -> Iterator[Problem]:
    """A tool that fails on the first day is not opened on the second."""
    for dossier, _, document in placed(register, "rollout"):
        yield from _untested(document)
        if not document.record.tool_changes and changes_tools(register, dossier, document):
            yield document.problem(
                "tool_changes" if "tool_changes" in document.data else (),
                say("the proposal changes a tool, and no test of it stands here"),
                hint=say("add each change under `tool_changes`, with the result of its test"),
            )


def _untested(document: Document) -> Iterator[Problem]:
    for index, change in enumerate(document.record.tool_changes):
        place: Route = ("tool_changes", index)
        found: tuple[str, Message, Message] | None = None
        if change.result != _PASSED:
            found = (
                "result", say("this test was not passed"),
                say("mend it, test it again, and write the new day and result"),
            )  # fmt: skip
        elif document.completed is not None and change.tested_on > document.completed:
            found = (
                "tested_on",
                say("this was tested after the rollout was finished, {day}", day=document.completed),
                say("a rollout is finished when its tools have passed"),
            )  # fmt: skip
        if found is not None:
            field, message, hint = found
            yield document.problem((*place, field), message, hint=hint)


def _handed(guide: str, more: str = "") -> dict[str, str]:
    text = draft("handover", more)
    line = "  - {title: Guide, kind: guide, location: The intranet}"
    return {HANDOVER: text.replace(f"\n{line}", "").replace("documents:", f"documents:{guide}")}


@rule(
    "handover-incomplete",
    "A handover holds the charter, the plan, the pilot's report, the rollout plan and a guide, or says why not",
    good=_handed("", "left_out: [{kind: guide, because: The forms explain themselves}]"),
    bad=_handed(" # <- where is the guide?"),
    is_gap=True,
)
def handover_incomplete(register: Register) -> Iterator[Problem]:
    """What stays with the project is lost when the team parts."""
    for _, _, document in placed(register, "handover"):
        handover = document.record
        there = {one.kind for one in (*handover.documents, *handover.left_out)}
        missing = tuple(f"`{kind}`" for kind in CHECKLIST if kind not in there)
        if missing:
            yield document.problem(
                "documents",
                say("of the checklist there is no {kinds}", kinds=missing),
                hint=say("add each with its `kind`, or say under `left_out` why there is none"),
                key=True,
            )
