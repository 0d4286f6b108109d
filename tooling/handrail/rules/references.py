"""Rules of reference: what a record names exists."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo
from zoneinfo import available_timezones

from handrail.loading.sources import SETTINGS
from handrail.model.messages import say
from handrail.register.ballot import decisions_of
from handrail.rules.registry import MAX_IN_FILE
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.messages import Message
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
    register: Register,
    kind: str,
    known: Collection[str] | None,
    message: Message,
    names: Mapping[str, str] | None = None,
) -> Iterator[Problem]:
    """Yield every reference of a kind to something that is not known."""
    if known is None:
        return
    for document, references in register.references(kind):
        for route, value in islice(_not_in(known, references), MAX_IN_FILE):
            meant = (names or {}).get(value.strip("“”\"' "))
            hint = say("did you mean `{word}`?", word=meant) if meant else None
            yield document.problem(
                route, say(message.text, id=value), hint=hint, wrong=value, choices=known
            )


def _not_in(
    known: Collection[str], references: Iterable[tuple[Route, str]]
) -> Iterator[tuple[Route, str]]:
    """Yield the references to what is not known; what a list names twice is told once."""
    told = set()
    for route, value in references:
        place = (route[:-1] if isinstance(route[-1], int) else route, value)
        if value not in known and place not in told:
            told.add(place)
            yield route, value


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
    names = {
        name: person.id for person in people.values() for name in person.name.by_language.values()
    }
    yield from _unknown(
        register, "person", people, say("no person `{id}` in organization.yaml"), names
    )
    yield from _unknown(
        register, "author", {*people, *bodies},
        say("no person and no body `{id}` in organization.yaml"), names,
    )  # fmt: skip


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
    yield from _unknown(register, "role", roles, say("no role `{id}` in organization.yaml"))
    yield from _unknown(
        register, "body", offices.bodies, say("no body `{id}` in organization.yaml")
    )
    yield from _unknown(
        register, "owner", {*offices.people, *offices.roles},
        say("no person and no role `{id}` in organization.yaml"),
    )  # fmt: skip
    for document in register.documents:
        if not document.references("actor") or not _can_tell(document, "roles"):
            continue
        own = _entries(document, "roles") if document.type in {"process", "workflow"} else ()
        known = {str(role["id"]) for role in own} | roles
        for route, value in islice(_not_in(known, document.references("actor")), MAX_IN_FILE):
            is_person = value in offices.people
            yield document.problem(
                route, say("no role `{id}` in this process or in organization.yaml", id=value),
                hint=say("`{id}` is a person: name a role, and name the person in its `held_by`", id=value) if is_person else None,
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
    yield from _unknown(register, "process", known, say("no process `{id}`"))
    for document in register.of_type("assessment"):
        if document.fields["process"] not in known:
            yield document.problem(
                (), say("no process `{id}`", id=document.fields["process"]),
                wrong=document.fields["process"], choices=known,
            )  # fmt: skip


@rule(
    "unknown-kpi",
    "Every KPI a record names is defined by its process",
    good={_PROPOSAL: "goals: [{id: faster, title: Faster, kpi: incident-management/mttr, unit: h, baseline: 9, baseline_on: 2026-03-31, baseline_source: Tickets, target: 4, measure_by: 2026-12-31}]"},
    bad={_PROPOSAL: "goals: [{id: faster, title: Faster, kpi: incident-management/mtr, unit: h, baseline: 9, baseline_on: 2026-03-31, baseline_source: Tickets, target: 4, measure_by: 2026-12-31}] # <-"},
)  # fmt: skip
def unknown_kpi(register: Register) -> Iterator[Problem]:
    """A goal that is measured by a number nobody takes is never reached or missed."""
    processes = register.process_documents.items()
    known = {f"{name}/{kpi['id']}" for name, doc in processes for kpi in _entries(doc, "kpis")}
    unclear = tuple(f"{name}/" for name, doc in processes if not _can_tell(doc, "kpis"))
    for _, references in register.references("kpi"):
        known |= {kpi for _, kpi in references if kpi.startswith(unclear)}
    yield from _unknown(register, "kpi", known, say("no KPI `{id}` in the handbook"))
    for document in register.of_type("process"):
        if not _can_tell(document, "kpis"):
            continue
        own = {str(kpi["id"]) for kpi in _entries(document, "kpis")}
        for index, factor in enumerate(_entries(document, "success_factors")):
            kpis = factor.get("kpis")
            for number, kpi in enumerate(kpis if isinstance(kpis, list) else ()):
                if isinstance(kpi, str) and kpi not in own:
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
    yield from _unknown(register, "improvement", known, say("no improvement `{id}`"))


@rule(
    "unknown-meeting",
    "Every meeting a record names has its minutes",
    good={
        "improvements/2026/self-service-portal/evaluation.yaml": "meeting: 2026-01-08-evaluation"
    },
    bad={
        "improvements/2026/self-service-portal/evaluation.yaml": "meeting: 2026-01-09-evaluation # <-"
    },
)
def unknown_meeting(register: Register) -> Iterator[Problem]:
    """Minutes that cannot be found prove nothing."""
    known = {document.fields["meeting"] for document in register.of_type("meeting")}
    yield from _unknown(register, "meeting", known, say("no meeting `{id}` in the year's folder"))


@rule(
    "unknown-goal",
    "Every goal a record names stands in the plan or the proposal",
    good={_SUGGESTION: "plan_goal: faster-response"},
    bad={_SUGGESTION: "plan_goal: faster-respons # <-"},
)
def unknown_goal(register: Register) -> Iterator[Problem]:
    """Work for a goal that nobody set counts towards nothing."""
    for kind in ("plan-goal", "goal", "objective"):
        for document, references in register.references(kind):
            for route, value in references:
                goals = _goals(register, document, kind)
                if goals is not None and value not in goals:
                    yield document.problem(
                        route, say("no goal `{id}` was set", id=value), wrong=value, choices=goals
                    )


def _goals(register: Register, document: Document, kind: str) -> set[str] | None:
    """Return the goals a document may name, or None where that cannot be told."""
    if kind == "objective":
        entries = _entries(document, "objectives")
        return (
            {str(entry["id"]) for entry in entries} if _is_whole(document, "objectives") else None
        )
    if kind == "goal":
        return _set_by(register, document.folder, "proposal")
    if document.type == "plan":
        entries = _entries(document, "goals")
        return {str(goal["id"]) for goal in entries} if _is_whole(document, "goals") else None
    return _set_by(register, f"improvements/{document.fields.get('year')}", "plan")


def _set_by(register: Register, folder: str, kind: str) -> set[str] | None:
    dossier = register.dossiers_by_folder.get(folder)
    if dossier is None:
        return set()
    found = list(dossier.of_type(kind))
    if not found or not all(_is_whole(document, "goals") for document in found):
        return None  # which is a finding of its own
    return {str(goal["id"]) for document in found for goal in _entries(document, "goals")}


def _can_tell(document: Document, field: str) -> bool:
    """Tell whether a list can be read: where it is not there, no misspelt field may be it."""
    misspelt = any(violation.rule == "unknown-field" for violation in document.violations)
    return document.readable and (field in document.data or not misspelt)


def _is_whole(document: Document, field: str) -> bool:
    """Tell whether a list is there and every entry has its id; otherwise that is to be mended first."""
    entries = document.data.get(field)
    return isinstance(entries, list) and len(_entries(document, field)) == len(entries)


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
        drafts = [doc for doc in dossier.documents.values() if doc.is_draft]
        for document in drafts if register.progress(dossier).is_in_order else ():
            for index, name, _ in decisions_of(document):
                if name not in dossier.documents:
                    yield document.problem(
                        ("decides_on", index, "document"),
                        say("no document `{name}` in this folder", name=name),
                        wrong=name, choices=dossier.documents,
                    )  # fmt: skip


@rule(
    "unknown-time-zone",
    "The time zone of the repository has a name the world knows",
    good={"handrail.yaml": "timezone: Asia/Shanghai"},
    bad={"handrail.yaml": "timezone: Asia/Shangai # <-"},
)
def unknown_time_zone(register: Register) -> Iterator[Problem]:
    """Which day it is depends on where one is; without a place, days are those of Greenwich."""
    if register.settings is None:
        return
    zone = register.settings.timezone
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        yield register.by_path[SETTINGS].problem(
            "timezone",
            say("no time zone `{id}`", id=zone),
            wrong=zone,
            choices=available_timezones(),
        )
