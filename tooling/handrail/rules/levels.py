"""Rules of approval levels: each answers in time, and for no more than it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register import Verdict
from handrail.register.ballot import cost_of
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
_DECISION = """\
by: improvement-committee
recorded_by: he-ping
completed: {completed}
decides_on:
  - {{document: suggestion, digest: <digest of suggestion>}}
  - {{document: evaluation, digest: <digest of evaluation>}}
  - {{document: proposal, digest: <digest of proposal>}}
outcome: rejected
considered:
  business_goals: Other goals come first.
  industry_experience: Half of such portals stand empty.
  current_state: Calls go down by themselves.
  cost_resources_time: Too dear this year.
reasons: It costs more than it saves."""


def _asked(completed: str, level: str) -> dict[str, str]:
    """Put a decision about 120,000 to the vote, of the director too."""
    return {
        "organization.yaml": f"levels: [{{id: director, title: Director, when: {{cost_above: 50000}}, role: it-director, {level}, from: 2026-01-01}}]",
        f"{_PORTAL}/decision.yaml": _DECISION.format(completed=completed),
    }


@rule(
    "level-over-authority",
    "What is approved costs no more than its highest level may approve",
    good=_asked("2026-04-16", "authority: 120000"),
    bad=_asked("2026-04-16 # <- it costs 120,000", "authority: 100000"),
)
def level_over_authority(register: Register) -> Iterator[Problem]:
    """Who approves more than he may has approved nothing."""
    for dossier in register.dossiers:
        for ballot in register.progress(dossier).ballots:
            document = dossier.documents.get(ballot.name)
            limits = [group.level.authority for group in ballot.groups if group.level]
            known = [limit for limit in limits if limit is not None]
            if document is None or not known or len(known) < len(limits):
                continue  # no level is asked, or one may approve any amount
            cost = cost_of(dossier, document)
            if cost > max(known):
                yield document.problem(
                    "completed",
                    say("this costs {cost}, and the highest level asked may approve {authority}", cost=cost, authority=max(known)),
                    hint=say("add a level to organization.yaml that may approve it, or have less proposed"),
                )  # fmt: skip


@rule(
    "level-overdue",
    "Every approval level answers within its limit",
    good=_asked("2026-04-16", "limit: P3D"),
    bad=_asked("2026-04-16 # <- a Thursday; today is Monday", "limit: P1D"),
    severity=Severity.WARNING,
)
def level_overdue(register: Register) -> Iterator[Problem]:
    """An approval that lies on a desk holds up everybody who waits behind it."""
    for dossier in register.dossiers:
        progress = register.progress(dossier)
        if progress.due is not None and progress.due < register.as_of:
            continue  # the whole step is, which says more
        for ballot in progress.ballots:
            document = dossier.documents.get(ballot.name)
            for group in ballot.asked if ballot.verdict is Verdict.OPEN else ():
                due = group.due(register.calendar)
                if document is not None and due is not None and due < register.as_of:
                    yield document.problem(
                        "completed",
                        say("`{role}` had to answer by {due}", role=group.role, due=due),
                        hint=say("waiting for {people}: `handrail next {id}`", id=dossier.id, people=group.silent),
                    )  # fmt: skip
