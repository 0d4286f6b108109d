"""Rules of the roles a process defines itself: each is its own, and who has it is settled in one way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
#: The ways to say who has a role.
_WAYS = {"held_by": "held_by", "taken_by": "taken_by", "from": "from_"}


def _desk(more: str, *others: str) -> str:
    """Write the role of the small process, with more of its fields, and other roles."""
    desk = f"{{id: service-desk, title: Service desk, duties: [Answers], {more}"
    return "\n".join(["roles:", *(f"  - {row}" for row in (desk, *others))])


def _judged_by(role: str) -> str:
    return f"""\
activities:
  - id: solve
    title: Solve
    responsible: [service-desk]
    accountable: service-desk
    consulted: [{role}]
    takes: [report]
    delivers: [suggestion]
    description: Restore the service
    standard: The user has tried it"""


@rule(
    "role-shadows-organization",
    "A role that a process defines bears no id that organization.yaml has given away",
    good={
        _INCIDENTS: _desk(
            "held_by: [chen-jie]}",
            "{id: judge, title: Judge, duties: [Judges], held_by: [quality-lead]}",
        )
        + f"\n{_judged_by('judge')}"
    },
    bad={
        _INCIDENTS: _desk(
            "held_by: [chen-jie]}",
            "{id: quality-lead, title: Quality lead, duties: [Judges], held_by: [chen-jie]} # <- that is li-na",
        )
        + f"\n{_judged_by('quality-lead')}"
    },
)
def role_shadows_organization(register: Register) -> Iterator[Problem]:
    """Where one id means two roles, duties that are to be kept apart may meet in one person, and nobody sees it."""
    offices = register.offices
    if offices is None:
        return
    for _, document, process in in_use(register):
        for index, role in enumerate(process.roles):
            if role.id in offices.names:
                yield document.problem(
                    ("roles", index, "id"),
                    say("`{role}` is somebody in organization.yaml already", role=role.id),
                    hint=say("give this role an id of its own; or remove it here: activities may name what organization.yaml has without repeating it"),
                )  # fmt: skip


@rule(
    "role-settled-twice",
    "Who has a role is settled in one way",
    good={_INCIDENTS: _desk("taken_by: Whoever is on duty}")},
    bad={_INCIDENTS: _desk("held_by: [chen-jie], taken_by: Whoever is on duty} # <- who, then?")},
)
def role_settled_twice(register: Register) -> Iterator[Problem]:
    """Of two answers to the question who does it, each reader takes the one that suits him."""
    for _, document, process in in_use(register):
        for index, role in enumerate(process.roles):
            said = [key for key, name in _WAYS.items() if getattr(role, name)]
            if len(said) > 1:
                yield document.problem(
                    ("roles", index, said[1]),
                    say("who has the role `{role}` is settled in more than one way: {fields}",
                        role=role.id, fields=tuple(f"`{key}`" for key in said)),
                    hint=say("keep `held_by` if somebody has it for good, `taken_by` if it is somebody else each time, or `from` if a record names who it is"),
                    key=True,
                )  # fmt: skip
