"""Changes to the small repository that several tests need."""

from __future__ import annotations

PORTAL = "improvements/2026/self-service-portal"
DECISION = {
    f"{PORTAL}/decision.yaml": """\
by: improvement-committee
recorded_by: he-ping
completed: 2026-04-16
decides_on:
  - {document: suggestion, digest: <digest of suggestion>}
  - {document: evaluation, digest: <digest of evaluation>}
  - {document: proposal, digest: <digest of proposal>}
outcome: rejected
considered: {business_goals: None, industry_experience: None, current_state: None, cost_resources_time: None}
reasons: It costs more than it saves.
"""
}


def vote(
    person: str,
    verdict: str,
    *,
    day: str = "2026-04-16",
    name: str = "decision",
    folder: str = PORTAL,
    comment: str = "",
) -> dict[str, str]:
    """Return a vote on a document of a record, as it is after all changes."""
    text = f"""\
document: {name}
digest: <digest of {name}>
verdict: {verdict}
role: improvement-committee
by: {person}
date: {day}
"""
    path = f"{folder}/approvals/{name}.<short digest of {name}>.{person}.yaml"
    return {path: text + (f"comment: {comment}\n" if comment else "")}
