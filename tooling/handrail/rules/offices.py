"""Rules of office: every duty has somebody who has it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.register import Register

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
    """What waits for a role that nobody holds waits for ever."""
    document = register.by_path.get("organization.yaml")
    offices = register.offices
    if document is None or offices is None:
        return
    for index, role in enumerate(document.record.roles):
        people = offices.holders(role.id, register.as_of)
        if not any(offices.is_active(person, register.as_of) for person in people):
            yield document.problem(
                ("roles", index, "id"),
                say("nobody holds the role `{role}` on {day}", role=role.id, day=register.as_of),
                hint=say("add a holder with `from`, or remove the role where it is used"),
            )


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
