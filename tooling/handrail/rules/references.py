"""Rules of reference: what a record names exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
_SUGGESTION = f"{_PORTAL}/suggestion.yaml"
_PROPOSAL = f"{_PORTAL}/proposal.yaml"
_INCIDENTS = "processes/incident-management/process.yaml"

_DECISION = """\
by: improvement-committee
recorded_by: he-ping
decides_on:
  - {{document: suggestion, digest: <digest of suggestion>}}
  - {{document: evaluation, digest: <digest of evaluation>}}
  - {{document: {name}, digest: <digest of proposal>}}{mark}
outcome: rejected
considered:
  business_goals: Other goals come first.
  industry_experience: Half of such portals stand empty.
  current_state: Calls go down by themselves.
  cost_resources_time: Too dear this year.
reasons: It costs more than it saves."""


def _unknown(
    register: Register, kind: str, known: Collection[str] | None, message: str
) -> Iterator[Problem]:
    """Yield every reference of a kind to something that is not known."""
    if known is None:
        return
    for document in register.documents:
        for route, value in document.references(kind):
            if value not in known:
                yield document.problem(
                    route, say(message, id=value), wrong=value, choices=known
                )


@rule(
    "unknown-person",
    "Everybody a record names stands in `organization.yaml`",
    good={_SUGGESTION: "by: chen-jie"},
    bad={_SUGGESTION: "by: chen-jei # <-"},
)
def unknown_person(register: Register) -> Iterator[Problem]:
    """Whoever cannot be found cannot be asked, reminded or held to anything."""
    offices = register.offices
    if offices is None:
        return
    people, bodies = offices.people, offices.bodies
    yield from _unknown(register, "person", people, "no person `{id}` in organization.yaml")
    yield from _unknown(
        register, "author", {*people, *bodies}, "no person and no body `{id}` in organization.yaml"
    )


@rule(
    "unknown-role",
    "Every role or body a record names is defined",
    good={"organization.yaml": "levels: [{id: director, title: Director, when: {cost_above: 200000}, role: it-director, from: 2025-01-01}]"},
    bad={"organization.yaml": "levels: [{id: director, title: Director, when: {cost_above: 200000}, role: it-directer, from: 2025-01-01}] # <-"},
)  # fmt: skip
def unknown_role(register: Register) -> Iterator[Problem]:
    """A duty given to a role that nobody defined is a duty nobody has."""
    offices = register.offices
    if offices is None:
        return
    roles = {*offices.roles, *offices.bodies}
    yield from _unknown(register, "role", roles, "no role `{id}` in organization.yaml")
    yield from _unknown(register, "body", offices.bodies, "no body `{id}` in organization.yaml")
    yield from _unknown(
        register, "owner", {*offices.people, *offices.roles},
        "no person and no role `{id}` in organization.yaml",
    )  # fmt: skip
    for document in register.documents:
        own = {
            role.get("id") for role in document.data.get("roles", ()) if isinstance(role, dict)
        } if document.type in {"process", "workflow"} else set()  # fmt: skip
        known = {str(role) for role in own} | roles
        for route, value in document.references("actor"):
            if value not in known:
                yield document.problem(
                    route, say("no role `{id}` in this process or in organization.yaml", id=value),
                    wrong=value, choices=known,
                )  # fmt: skip


@rule(
    "unknown-process",
    "Every process a record names is in the handbook",
    good={_SUGGESTION: "processes: [incident-management]"},
    bad={_SUGGESTION: "processes: [incident-mangement] # <-"},
)
def unknown_process(register: Register) -> Iterator[Problem]:
    """What belongs to no process reaches no owner and no report."""
    known = register.process_documents
    yield from _unknown(register, "process", known, "no process `{id}`")
    for document in register.of_type("assessment"):
        if document.fields["process"] not in known:
            yield document.problem(
                (), say("no process `{id}`", id=document.fields["process"]),
                wrong=document.fields["process"], choices=known,
            )  # fmt: skip


@rule(
    "unknown-kpi",
    "Every KPI a record names is defined by its process",
    good={_PROPOSAL: "goals: [{id: faster, title: Faster, kpi: incident-management/mttr, unit: h, baseline: 9, target: 4, measure_by: 2026-12-31}]"},
    bad={_PROPOSAL: "goals: [{id: faster, title: Faster, kpi: incident-management/mtr, unit: h, baseline: 9, target: 4, measure_by: 2026-12-31}] # <-"},
)  # fmt: skip
def unknown_kpi(register: Register) -> Iterator[Problem]:
    """A goal that is measured by a number nobody takes is never reached or missed."""
    known = {
        f"{process}/{kpi['id']}"
        for process, document in register.process_documents.items()
        for kpi in _entries(document, "kpis")
    }
    yield from _unknown(register, "kpi", known, "no KPI `{id}` in the handbook")
    for document in register.of_type("process"):
        own = {str(kpi["id"]) for kpi in _entries(document, "kpis")}
        for index, factor in enumerate(_entries(document, "success_factors")):
            kpis = factor.get("kpis")
            for number, kpi in enumerate(kpis if isinstance(kpis, list) else ()):
                if kpi not in own:
                    yield document.problem(
                        ("success_factors", index, "kpis", number),
                        say("no KPI `{id}` in this process", id=kpi), wrong=kpi, choices=own,
                    )  # fmt: skip


@rule(
    "unknown-improvement",
    "Every improvement a record names exists",
    good={"improvements/2026/self-service-portal/evaluation.yaml": "outcome: merged\ninto: incident-form", _PROPOSAL: "-"},
    bad={"improvements/2026/self-service-portal/evaluation.yaml": "outcome: merged\ninto: incident-forms # <-", _PROPOSAL: "-"},
)  # fmt: skip
def unknown_improvement(register: Register) -> Iterator[Problem]:
    """A link that leads nowhere breaks the story of a change in the middle."""
    known = {dossier.id for dossier in register.improvements}
    yield from _unknown(register, "improvement", known, "no improvement `{id}`")


@rule(
    "unknown-meeting",
    "Every meeting a record names has its minutes",
    good={"improvements/2026/self-service-portal/evaluation.yaml": "meeting: 2026-01-08-evaluation"},
    bad={"improvements/2026/self-service-portal/evaluation.yaml": "meeting: 2026-01-09-evaluation # <-"},
)
def unknown_meeting(register: Register) -> Iterator[Problem]:
    """Minutes that cannot be found prove nothing."""
    known = {document.fields["meeting"] for document in register.of_type("meeting")}
    yield from _unknown(register, "meeting", known, "no meeting `{id}` in the year's folder")


@rule(
    "unknown-goal",
    "Every goal a record names stands in the plan or the proposal",
    good={_SUGGESTION: "plan_goal: faster-response"},
    bad={_SUGGESTION: "plan_goal: faster-respons # <-"},
)
def unknown_goal(register: Register) -> Iterator[Problem]:
    """Work for a goal that nobody set counts towards nothing."""
    for document in register.documents:
        for kind, goals in (
            ("plan-goal", _plan_goals(register, document)),
            ("goal", _proposal_goals(register, document)),
            ("objective", {str(entry["id"]) for entry in _entries(document, "objectives")}),
        ):
            for route, value in document.references(kind):
                if goals is not None and value not in goals:
                    yield document.problem(
                        route, say("no goal `{id}` was set", id=value), wrong=value, choices=goals
                    )


def _plan_goals(register: Register, document: Document) -> set[str] | None:
    plan = register.dossiers_by_id.get(document.fields.get("year", ""))
    latest = plan.latest("plan") if plan else None
    if latest is None:
        return set()
    return _goals(latest) if latest.readable else None


def _proposal_goals(register: Register, document: Document) -> set[str] | None:
    dossier = register.dossiers_by_id.get(document.fields.get("improvement", ""))
    proposals = list(dossier.of_type("proposal")) if dossier else []
    if any(not proposal.readable for proposal in proposals):
        return None
    return set().union(*(_goals(proposal) for proposal in proposals))


def _goals(document: Document) -> set[str]:
    return {str(goal["id"]) for goal in _entries(document, "goals")}


def _entries(document: Document, field: str) -> list[dict[str, object]]:
    """Return the entries of a list that have an id, however the rest of the document is."""
    entries = document.data.get(field)
    return [
        entry for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and "id" in entry
    ]  # fmt: skip


@rule(
    "unknown-document",
    "Every document that `decides_on` names lies in the same folder",
    good={f"{_PORTAL}/decision.yaml": _DECISION.format(name="proposal", mark="")},
    bad={f"{_PORTAL}/decision.yaml": _DECISION.format(name="proposel", mark=" # <-")},
)  # fmt: skip
def unknown_document(register: Register) -> Iterator[Problem]:
    """An approval must show what it was given for."""
    for dossier in register.dossiers:
        for document in dossier.documents.values():
            entries = document.data.get("decides_on")
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                name = entry.get("document") if isinstance(entry, dict) else None
                if isinstance(name, str) and name not in dossier.documents and document.is_draft:
                    yield document.problem(
                        ("decides_on", index, "document"),
                        say("no document `{name}` in this folder", name=name),
                        wrong=name, choices=dossier.documents,
                    )  # fmt: skip
