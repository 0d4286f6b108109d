"""New documents filled in with what is known: each value can stand as it is, and may be corrected."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from handrail.writing.gates import body_of
from handrail.writing.prefill import improvement
from handrail.writing.prefill import meeting
from handrail.writing.prefill import outcome
from handrail.writing.prefill import plan
from handrail.writing.prefill import project
from handrail.writing.prefill.known import Known

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from datetime import date

    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.writing.prefill.known import Data

#: What is known of a document, by its type.
_BY_TYPE: Mapping[str, Callable[[Known], Data]] = MappingProxyType(
    {
        "suggestion": improvement.suggestion,
        "evaluation": improvement.evaluation,
        "proposal": improvement.proposal,
        "decision": improvement.decision,
        "implementation": outcome.implementation,
        "effect": outcome.effect,
        "follow-up": outcome.follow_up,
        "adoption": outcome.adoption,
        "reversion": outcome.reversion,
        "charter": project.charter,
        "project-plan": project.project_plan,
        "pilot": project.pilot,
        "pilot-review": project.pilot_review,
        "rollout": project.rollout,
        "handover": project.handover,
        "status-report": project.status_report,
        "scope-change": project.scope_change,
        "plan": plan.plan,
        "plan-review": plan.plan_review,
        "assessment": plan.assessment,
        "meeting": meeting.meeting,
        "review": meeting.review,
        "process": meeting.process,
    }
)
#: Types of which the next number goes on with what the last one said: postponed, refused or renewed.
_RESUMED = frozenset({"plan", "proposal", "charter", "project-plan"})
#: What is never taken over from an earlier document.
_OWN = frozenset({"by", "with", "recorded_by", "completed", "decides_on", "meeting", "attachments"})


def prefill(
    register: Register,
    kind: str,
    dossier: Dossier | None,
    fields: Mapping[str, str],
    *,
    by: str,
    day: date,
) -> Data:
    """Return what is known of a new document of a type, begun by a person on a day.

    `fields` are what the names in its path stand for: year, improvement, process, …
    """
    known = Known(register=register, kind=kind, dossier=dossier, fields=fields, by=by, day=day)
    last = dossier.latest(kind) if dossier and kind in _RESUMED else None
    if last is not None:
        data = {key: value for key, value in last.data.items() if key not in _OWN}
    else:
        data = _BY_TYPE.get(kind, _nothing)(known)
    properties = register.schemas.types[kind].content.get("properties", {})
    if "decides_on" in properties:
        data["decides_on"] = project.decides_on(known)
    if "by" in properties:
        data = {**_authors(known), **data}
    return data


def _nothing(known: Known) -> Data:  # noqa: ARG001 - as the others
    """Return nothing: what such a document says is known to its writer alone."""
    return {}


def _authors(known: Known) -> Data:
    """Return who writes it: the person, or the body with the person who writes it down."""
    step = known.step(known.kind)
    body = body_of(known.register, step) if step else None
    return {"by": body, "recorded_by": known.by} if body else {"by": known.by}
