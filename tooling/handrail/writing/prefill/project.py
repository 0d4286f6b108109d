"""What is known for the documents of a project, and for what stands beside the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.views.next_steps import rests_on
from handrail.writing.prefill.improvement import meeting_near
from handrail.writing.prefill.known import filled
from handrail.writing.prefill.known import picked
from handrail.writing.prefill.known import rows
from handrail.writing.prefill.outcome import announcement
from handrail.writing.turns import changed_pairs

if TYPE_CHECKING:
    from handrail.writing.prefill.known import Data
    from handrail.writing.prefill.known import Known

#: The documents of a project that its handover must hold, and that are in its record.
_ON_CHECKLIST = frozenset({"charter", "project-plan", "pilot", "rollout"})


def decides_on(known: Known) -> list[Data]:
    """Return what a decision rests on, with digests: all since the last that was carried, and that.

    A scope change rests on the pairs of old and new as well.
    """
    dossier = known.dossier
    if dossier is None:
        return []
    names = rests_on(known.register.progress(dossier))
    step = known.step(known.kind)
    if step is not None and step.is_beside and not step.next:
        pairs = changed_pairs(known.register, dossier)
        names = [*names, *(name for pair in pairs for name in pair)]
    return [
        {"document": name, "digest": dossier.digest(name)}
        for name in dict.fromkeys(names)
        if dossier.digest(name)
    ]


def charter(known: Known) -> Data:
    """Return time, means and money as the proposal asked for them."""
    tasks = known.entries("proposal", "plan")
    step = known.step("charter")
    people = {str(task.get("owner")): task.get("title") for task in tasks if task.get("owner")}
    cost = known.said("proposal", "cost")
    return filled(
        {
            "meeting": meeting_near(known, "committee"),
            "members": [{"person": one, "duty": duty} for one, duty in people.items()],
            "from": min((str(task["from"]) for task in tasks if task.get("from")), default=None),
            "to": max((str(task["to"]) for task in tasks if task.get("to")), default=None),
            "resources": known.said("proposal", "resources"),
            "budget": picked(cost, "amount", "currency") if isinstance(cost, dict) else None,
            "reports_to": step.approved_by if step else None,
        }
    )


def project_plan(known: Known) -> Data:
    """Return the tasks of the proposal as milestones, and the goals a pilot is to show."""
    report = known.step("status-report")
    return filled(
        {
            "milestones": [
                {"id": task.get("id"), "title": task.get("title"), "date": task.get("to")}
                for task in known.entries("proposal", "plan")
            ],
            "pilot": filled(
                {
                    "from": known.said("charter", "from"),
                    "expected_effects": [
                        {"goal": goal.get("id"), "effect": goal.get("title")}
                        for goal in known.entries("proposal", "goals")
                    ],
                }
            ),
            "report_every": str(report.every) if report and report.every else None,
        }
    )


def pilot(known: Known) -> Data:
    """Return when it ran, with whom, and a place for the answer to every effect the plan expects.

    A further pilot takes over what is still open from the one before.
    """
    before = known.dossier.latest("pilot") if known.dossier else None
    planned = known.said("project-plan", "pilot", "from")
    has_begun = before is None and isinstance(planned, str) and planned <= known.today
    return filled(
        {
            "from": planned if has_begun else None,
            "to": known.today,
            "agreed_with": before.data.get("agreed_with") if before else None,
            "issues": [
                picked(issue, "id", "what", "found", "owner")
                for issue in rows(before.data.get("issues") if before else None)
                if not issue.get("resolved")
            ],
            "effects": [
                {"effect": effect.get("id") or effect.get("goal"), "observed": None}
                for effect in known.entries("project-plan", "pilot", "expected_effects")
            ],
        }
    )


def pilot_review(known: Known) -> Data:
    """Return the meeting of the month."""
    return filled({"meeting": meeting_near(known, "committee")})


def rollout(known: Known) -> Data:
    """Return what it covers, and how people are told."""
    scope = known.said("proposal", "scope", "in")
    return filled({"scope": scope[0] if isinstance(scope, list) and len(scope) == 1 else None}) | {
        "announcement": announcement(known)
    }


def handover(known: Known) -> Data:
    """Return who takes over, and the documents of the project with their places."""
    quality = known.register.role_holders("quality-lead")
    dossier = known.dossier
    kinds = ("charter", "project-plan", "pilot", "pilot-review", "rollout")
    documents = [one for kind in kinds for one in dossier.of_type(kind)] if dossier else []
    return filled(
        {
            "to": quality[0] if len(quality) == 1 else None,
            "documents": [
                filled(
                    {
                        "title": document.name,
                        "kind": document.type if document.type in _ON_CHECKLIST else None,
                        "location": document.path,
                    }
                )
                for document in documents
                if document.completed
            ],
        }
    )


def status_report(known: Known) -> Data:
    """Return the month that is reported."""
    return {"period": f"{known.day:%Y-%m}"}


def scope_change(known: Known) -> Data:  # noqa: ARG001 - as the others
    """Return the questions a change of scope has to answer."""
    return {"effect_on": {"goals": None, "resources": None, "schedule": None}}
