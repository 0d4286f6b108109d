"""Rules of office: every duty has somebody who has it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.loading.sources import ORGANIZATION
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register.rounds import ACTIVE
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.records import Process
    from handrail.register import Register
    from handrail.register.offices import Offices

_INCIDENTS = "processes/incident-management/process.yaml"
_ROLES = """\
roles:
  - {{id: quality-lead, title: Quality lead, holders: [{{person: li-na, from: 2025-01-01}}]}}
  - id: it-director{mark}
    title: IT director
    holders: [{{person: wang-wei, from: 2025-01-01, until: 2026-03-31}}{next}]"""


@rule(
    "role-without-holder",
    "Every role has a holder today",
    good={
        "organization.yaml": _ROLES.format(next=", {person: wu-fang, from: 2026-04-01}", mark="")
    },
    bad={"organization.yaml": _ROLES.format(next="", mark=" # <-")},
    severity=Severity.WARNING,
)
def role_without_holder(register: Register) -> Iterator[Problem]:
    """What waits for a role that nobody holds waits for ever; roles that only planned processes name can wait."""
    document = register.by_path.get(ORGANIZATION)
    offices = register.offices
    if document is None or offices is None:
        return
    vacant = [
        (index, role.id)
        for index, role in enumerate(document.record.roles)
        if not _is_held(offices, role.id, register.as_of)
    ]
    spared = _not_needed_yet(register, offices) if vacant else ()
    for index, role_id in vacant:
        if role_id not in spared:
            yield document.problem(
                ("roles", index, "id"),
                say("nobody holds the role `{role}` on {day}", role=role_id, day=register.as_of),
                hint=say("add a holder with `from`, or remove the role where it is used"),
            )


def _is_held(offices: Offices, role: str, day: date) -> bool:
    return any(offices.is_active(person, day) for person in offices.holders(role, day))


def _not_needed_yet(register: Register, offices: Offices) -> set[str]:
    """Return the roles that nothing in force asks for, and those whose lack a process is told."""
    now: set[str] = {level.role for level in offices.levels}
    then: set[str] = set()
    for document in (*register.of_type("process"), *register.of_type("workflow")):
        is_waiting = document.data.get("state") in {"planned", "retired"}
        (then if is_waiting else now).update(_names_of_roles(document))
    return (then - now) | {process.owner for _, process in _without_owner(register, offices)}


def _names_of_roles(document: Document) -> Iterator[str]:
    """Yield the roles of the organisation that a process names; its own come before these."""
    roles = document.data.get("roles")
    own = {
        one.get("id") for one in (roles if isinstance(roles, list) else ()) if isinstance(one, dict)
    }
    for kind in ("actor", "owner", "role"):
        for route, name in document.references(kind):
            if name not in own or route[0] == "roles":
                yield name


@rule(
    "process-without-owner",
    "Every process in force is owned by a person, or by a role that somebody has",
    good={_INCIDENTS: "owner: quality-lead\nformer_owners: [{owner: chen-jie, until: 2026-04-17}]"},
    bad={
        ORGANIZATION: """\
roles:
  - {id: quality-lead, title: Quality lead, holders: [{person: li-na, from: 2025-01-01}]}
  - {id: it-director, title: IT director, holders: [{person: wang-wei, from: 2025-01-01}]}
  - {id: incident-manager, title: Incident manager, holders: []}""",
        _INCIDENTS: "owner: incident-manager # <- who is that?\nformer_owners: [{owner: chen-jie, until: 2026-04-17}]",
    },
)  # fmt: skip
def process_without_owner(register: Register) -> Iterator[Problem]:
    """A process that nobody owns is kept by nobody; as long as it is planned it may wait for its owner."""
    offices = register.offices
    if offices is None:
        return
    for document, process in _without_owner(register, offices):
        yield document.problem(
            "owner",
            say("nobody has the role `{owner}`, and the process is in force", owner=process.owner),
            hint=say("name its holder in organization.yaml or a person here, or let `state` be `planned`"),
        )  # fmt: skip


def _without_owner(register: Register, offices: Offices) -> Iterator[tuple[Document, Process]]:
    """Yield the processes in force whose owner is a role that never had a holder."""
    for name, process in register.processes.items():
        role = offices.roles.get(process.owner)
        if process.state == ACTIVE and role is not None and not role.holders:
            yield register.process_documents[name], process


@rule(
    "owner-not-active",
    "Every process in force has an owner who works here",
    good={"processes/incident-management/process.yaml": "owner: chen-jie"},
    bad={
        "processes/incident-management/process.yaml": "owner: guo-yan # <- left in March\nformer_owners: [{owner: chen-jie, until: 2026-04-17}]"
    },
    severity=Severity.WARNING,
)
def owner_not_active(register: Register) -> Iterator[Problem]:
    """A process whose owner has left is improved by nobody."""
    offices = register.offices
    if offices is None:
        return
    for name, process in register.processes.items():
        if process.state == "retired":
            continue
        document = register.process_documents[name]
        if process.owner in offices.people:
            if not offices.is_active(process.owner, register.as_of):
                yield document.problem(
                    "owner",
                    say("`{owner}` does not work here on {day}", owner=process.owner, day=register.as_of),
                    hint=say("name the new owner"),
                )  # fmt: skip
        elif process.owner in offices.roles:
            holders = offices.holders(process.owner, register.as_of)
            if len(holders) > 1:
                yield document.problem(
                    "owner",
                    say("the role `{owner}` is held by {number} people", owner=process.owner, number=len(holders)),
                    hint=say("a process has one owner: name a person, or a role with one holder"),
                )  # fmt: skip
