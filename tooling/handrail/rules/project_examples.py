"""A project for examples: the portal of the small repository, carried on as far as a rule looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PORTAL = "improvements/2026/self-service-portal"
PROPOSAL = f"{PORTAL}/proposal.yaml"
CHARTER = f"{PORTAL}/charter.yaml"
PLAN = f"{PORTAL}/project-plan.yaml"
PILOT = f"{PORTAL}/pilot.yaml"
REVIEW = f"{PORTAL}/pilot-review.yaml"
ROLLOUT = f"{PORTAL}/rollout.yaml"
HANDOVER = f"{PORTAL}/handover.yaml"

#: The least that each document says, besides who wrote it and when; a draft may end here.
TEXTS = {
    "decision": """\
outcome: approved
class: major
major_test: {complex: false, risky: false, multi_party: true, procurement: true}
priority: high
considered: {business_goals: Serves them, industry_experience: Usual, current_state: All by telephone, cost_resources_time: Worth it}
reasons: It takes calls from the service desk.""",
    "charter": """\
manager: chen-jie
members: [{person: he-ping, duty: Connects the tool}]
from: 2026-04-15
to: 2026-12-18
resources: [{who: Operations, effort: 60 days}]
budget: {amount: 120000, currency: CNY}
reports_to: improvement-committee""",
    "project-plan": """\
milestones: [{id: chosen, title: Product chosen, date: 2026-06-30}]
pilot:
  scope: Sales and Finance
  from: 2026-04-16
  to: 2026-07-17
  expected_effects: [{goal: shorter, effect: Six hours}]
  data_collection: Tickets by week
  analysis: Against the month before
report_every: P1M""",
    "pilot": """\
from: 2026-04-16
to: 2026-04-16
agreed_with: [Sales]
effects: [{effect: shorter, observed: Five hours, met: true}]
goals_met: All of them.
problems: None that stays.
acceptance: {asked: 40, agreed: 31, text: They want it.}
goal_revisions: None.
rollout_advice: To everyone at once.
further_pilot: {advised: false, reason: It works.}""",
    "pilot-review": """\
outcome: passed
reasons: It works and is wanted.""",
    "rollout": """\
plan: One department a week.
schedule: [{id: sales, title: Sales, from: 2026-04-16, to: 2026-04-17, responsible: chen-jie}]
scope: All departments
affected: [{unit: Sales, people: 40}]
cooperation: [Team leads send everybody to the training]
announcement: {date: 2026-04-16, audience: [Sales], channel: Mail, text: The portal is open.}
training: [{date: 2026-04-17, audience: Sales, topic: The portal, attended: 38}]""",
    "handover": """\
to: li-na
documents:
  - {title: Charter, kind: charter, location: charter.yaml}
  - {title: Project plan, kind: project-plan, location: project-plan.yaml}
  - {title: Pilot report, kind: pilot, location: pilot.yaml}
  - {title: Rollout plan, kind: rollout, location: rollout.yaml}
  - {title: Guide, kind: guide, location: The intranet}""",
    "adoption": """\
artifacts: [{kind: tool, what: The portal}]
announcement: {date: 2026-04-17, audience: [All departments], channel: Mail, text: The portal stays.}
training: []""",
}
#: Who writes each of them, when, and what it decides on where the committee votes on it.
_WRITTEN = {
    "decision": ("improvement-committee", "2026-04-14", ("suggestion", "evaluation", "proposal")),
    "charter": ("improvement-committee", "2026-04-15", ("decision",)),
    "project-plan": ("chen-jie", "2026-04-15", ("charter",)),
    "pilot": ("chen-jie", "2026-04-16", ()),
    "pilot-review": ("improvement-committee", "2026-04-16", ("project-plan", "pilot")),
    "rollout": ("chen-jie", "2026-04-17", ()),
    "handover": ("chen-jie", "2026-04-17", ()),
    "adoption": ("li-na", "2026-04-17", ()),
}
_CONSULTED = "consulted: [{unit: Sales, date: 2026-04-08, opinion: We want to try it}]"
_VOTERS = ("wu-fang", "huang-qiang")


def draft(name: str, more: str = "", without: str = "") -> str:
    """Write a draft: the least it says, without one of its fields, and what an example adds."""
    by, _, decides_on = _WRITTEN[name]
    return _text(name, _head(by, None, ("proposal",) if decides_on else ()), more, without)


def done(name: str, more: str = "", without: str = "") -> str:
    """Write a finished document, changed as a draft is."""
    return _text(name, _head(*_WRITTEN[name]), more, without)


def leading_to(last: str) -> dict[str, str]:
    """Write every document before one, and the votes on them and on it."""
    files = {PROPOSAL: _CONSULTED}
    for name, (_, day, decides_on) in _WRITTEN.items():
        if decides_on:
            files |= _votes(name, day)
        if name == last:
            break
        files[f"{PORTAL}/{name}.yaml"] = done(name)
    return files


def project(last: str, more: str = "", without: str = "") -> dict[str, str]:
    """Write every document up to the last one, with its votes, and change that one."""
    return leading_to(last) | {f"{PORTAL}/{last}.yaml": done(last, more, without)}


def _head(by: str, day: str | None, decides_on: tuple[str, ...]) -> Iterator[str]:
    yield f"by: {by}"
    if by == "improvement-committee":
        yield "recorded_by: he-ping"
    if day is not None:
        yield f"completed: {day}"
    if decides_on:
        yield "decides_on:"
        yield from (f"  - {{document: {one}, digest: <digest of {one}>}}" for one in decides_on)


def _text(name: str, head: Iterator[str], more: str, without: str) -> str:
    """Put a document together; a field is left out with the lines below it."""
    said: list[str] = []
    leaving_out = False
    for line in TEXTS[name].splitlines():
        if not line.startswith(" "):
            leaving_out = bool(without) and line.startswith(f"{without}:")
        said += [] if leaving_out else [line]
    return "\n".join([*head, *said, *filter(None, [more])])


def _votes(name: str, day: str) -> dict[str, str]:
    return {
        f"{PORTAL}/approvals/{name}.<short digest of {name}>.{voter}.yaml": (
            f"document: {name}\ndigest: <digest of {name}>\nverdict: agree\n"
            f"role: improvement-committee\nby: {voter}\ndate: {day}"
        )
        for voter in _VOTERS
    }
