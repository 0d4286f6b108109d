"""Rules of step 3: a suggestion says where it came from, fits its level and gets its answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.model.suggestion_sources import sources_of
from handrail.register import State
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Problem
    from handrail.register import Dossier
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
_SUGGESTION = f"{_PORTAL}/suggestion.yaml"
#: The portal is not evaluated yet.
_GONE = {
    f"{_PORTAL}/evaluation.yaml": "-",
    f"{_PORTAL}/proposal.yaml": "-",
    "improvements/2026/meetings/2026-01-08-evaluation.yaml": "items: [{improvement: incident-form, document: evaluation, result: Selected}]",
}
#: What a suggestion of each level may want to change.
_FOCUS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "department": ("interface", "new-process", "platform"),
        "process": (
            "principle", "role", "efficiency", "activity", "tool", "kpi-definition", "kpi-acquisition",
        ),
    }
)  # fmt: skip


@rule(
    "unknown-source",
    "Every suggestion names one of the sources, or one that `handrail.yaml` adds",
    good={_SUGGESTION: "source: supplier", "handrail.yaml": "sources: [{id: supplier, title: Suppliers}]"},
    bad={_SUGGESTION: "source: suppliers # <-"},
)  # fmt: skip
def unknown_source(register: Register) -> Iterator[Problem]:
    """What is counted under a word of its own is missing from the count of its source."""
    if register.settings is None:
        return
    known = sources_of(register.settings)
    for document in register.of_type("suggestion"):
        for route, value in document.references("source"):
            if isinstance(value, str) and value not in known:
                yield document.problem(
                    route, say("no source `{id}`", id=value), wrong=value, choices=known
                )


@rule(
    "focus-not-of-level",
    "What a suggestion wants to change fits its level",
    good={_SUGGESTION: "focus: tool"},
    bad={_SUGGESTION: "focus: platform # <- the suggestion is about one process"},
    severity=Severity.WARNING,
)
def focus_not_of_level(register: Register) -> Iterator[Problem]:
    """What lies between processes is nobody's as long as it is filed under one of them."""
    for document in register.of_type("suggestion"):
        record = document.record
        if record is None or record.focus is None or record.focus in _FOCUS[record.level]:
            continue
        allowed = tuple(f"`{word}`" for word in _FOCUS[record.level])
        yield document.problem(
            "focus",
            say("`{focus}` is no focus of a suggestion at level `{level}`", focus=record.focus, level=record.level),
            hint=say("write one of {words}, or change the level", words=allowed),
        )  # fmt: skip


@rule(
    "unanswered",
    "Every suggestion is answered within the limit",
    good={**_GONE, _SUGGESTION: "suggested_on: 2026-04-02\ncompleted: 2026-04-03"},
    bad={**_GONE, _SUGGESTION: "suggested_on: 2026-03-02 # <- seven weeks ago\ncompleted: 2026-04-03"},
    severity=Severity.WARNING,
)  # fmt: skip
def unanswered(register: Register) -> Iterator[Problem]:
    """Whoever hears nothing suggests nothing more."""
    for dossier in register.improvements:
        document = dossier.documents.get("suggestion")
        if document is None or document.record is None or not _awaits_answer(register, dossier):
            continue
        day = document.record.suggested_on
        limit = register.calendar.add(day, register.limits.answer)
        if limit < register.as_of:
            yield document.problem(
                "suggested_on",
                say("brought up on {day} and not answered: the limit was {limit}", day=day, limit=limit),
                hint=say("evaluate it at the next meeting: `handrail next {id}`", id=dossier.id),
            )  # fmt: skip


def _awaits_answer(register: Register, dossier: Dossier) -> bool:
    """Tell whether nothing has been said yet, and no other finding tells that it is late."""
    progress = register.progress(dossier)
    is_waiting = progress.state in {State.TODO, State.DRAFT} and progress.is_in_order
    is_overdue = progress.due is not None and progress.due < register.as_of
    is_evaluated = any(one.completed for one in dossier.of_type("evaluation"))
    return is_waiting and not is_overdue and not is_evaluated
