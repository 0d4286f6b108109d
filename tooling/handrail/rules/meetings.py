"""Rules of meetings: what was planned is held, what was promised is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.loading.engine import is_date
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.register import Register

_MEETING = "improvements/2026/meetings/2026-04-16-plan-review.yaml"
_PLANNED = "improvements/2026/meetings/2026-04-09-committee.yaml"
_COMMITTEE = """\
kind: committee
planned: {planned}
by: he-ping
invited: [Wang Wei]
present: []
items: []"""
_ACTIONS = """\
actions:
  - {{id: portal-date, what: Name the day the portal opens, owner: chen-jie, due: 2026-04-17{done}}}{mark}"""


@rule(
    "meeting-not-held",
    "A meeting that was planned was held, or has a new day",
    good={_PLANNED: _COMMITTEE.format(planned="2026-04-23")},
    bad={_PLANNED: _COMMITTEE.format(planned="2026-04-09 # <-")},
    severity=Severity.WARNING,
)
def meeting_not_held(register: Register) -> Iterator[Problem]:
    """What was to be decided there waits, and nobody is asked to wait for it."""
    for document in register.of_type("meeting"):
        planned = _day(document, "planned")
        if planned is None or planned >= register.as_of or "held" in document.data:
            continue
        yield document.problem(
            "planned",
            say("this meeting was planned for {day} and was not held", day=planned),
            hint=say("write `held:` and what came of it, or the new day in `planned:`"),
        )


def _day(document: Document, field: str) -> date | None:
    value = document.data.get(field)
    return date.fromisoformat(value) if isinstance(value, str) and is_date(value) else None


@rule(
    "action-overdue",
    "What was agreed to be done by a day was done by then",
    good={_MEETING: _ACTIONS.format(done=", done: 2026-04-17", mark="")},
    bad={_MEETING: _ACTIONS.format(done="", mark=" # <- three days ago")},
    severity=Severity.WARNING,
)
def action_overdue(register: Register) -> Iterator[Problem]:
    """An action nobody asks after is a wish."""
    for kind in ("meeting", "plan-review", "review"):
        for document in register.of_type(kind):
            if "actions" not in document.data or document.record is None:
                continue
            for index, action in enumerate(document.record.actions):
                if action.done is None and action.due < register.as_of:
                    yield document.problem(
                        ("actions", index, "due"),
                        say("`{action}` was due on {due}; {owner} was to do it",
                            action=action.id, due=action.due, owner=action.owner),
                        hint=say("write `done:` with the day it was done, or agree on a new day"),
                    )  # fmt: skip
