"""Rules of the roles of a process: somebody has them, they have something to do, and they stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register.rounds import ACTIVE
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.records import Process
    from handrail.register import Register
    from handrail.register.offices import Offices

_INCIDENTS = "processes/incident-management/process.yaml"
#: The role of whoever owns the process, where a process has one of that name.
_PROCESS_OWNER = "process-owner"
#: The parts of a process that give roles work, and the kinds of reference they use.
_WORK = frozenset({"activities", "controls", "recurring"})
_KINDS = ("actor", "body")


def _roles(*rows: str) -> str:
    """Write roles, each given by its id, more of its fields and a mark."""
    lines = ["roles:"]
    for row in rows:
        fields, _, mark = row.partition(" # ")
        name, _, more = fields.partition(", ")
        lines.append(
            f"  - {{id: {name}, title: {name.capitalize()}, duties: [Looks after incidents]"
            f"{more and ', '}{more}}}{mark and ' # '}{mark}"
        )
    return "\n".join(lines)


def _solve(*more: str) -> str:
    """Write the one activity of a small process, with more of its fields."""
    lines = [
        "activities:", "  - id: solve", "    title: Solve", "    responsible: [service-desk]",
        "    accountable: service-desk", "    takes: [report]", "    delivers: [suggestion]",
        "    description: Restore the service", "    standard: The user has tried it",
    ]  # fmt: skip
    return "\n".join([*lines, *(f"    {one}" for one in more)])


@rule(
    "role-nobody-holds",
    "Every role that a process in force gives work to is with somebody who works here",
    good={_INCIDENTS: _roles("service-desk, held_by: [guo-yan, chen-jie]")},
    bad={_INCIDENTS: _roles("service-desk, held_by: [guo-yan] # <- left in March")},
    severity=Severity.WARNING,
)
def role_nobody_holds(register: Register) -> Iterator[Problem]:
    """Work that is given to nobody is done by nobody. Roles of the organisation are told where their holders stand."""
    offices = register.offices
    if offices is None:
        return
    day = register.as_of
    empty = {
        body for body in offices.bodies if not _active(offices, offices.voters(body, day), day)
    }
    for _, document, process in in_use(register):
        if process.state != ACTIVE:
            continue
        named = _named(document)
        for index, role in enumerate(process.roles):
            if role.id not in named or role.from_ or role.taken_by:
                continue
            if role.id in offices.names:
                continue  # it is not said yet whose role is meant, which is a finding of its own
            if not role.held_by:
                yield document.problem(
                    ("roles", index, "id"),
                    say("nothing says who has the role `{role}`", role=role.id),
                    hint=say("name people or roles of organization.yaml with `held_by`; where it is somebody else each time, say with `taken_by` how that is settled"),
                )  # fmt: skip
            elif _have_left(offices, role.held_by, day):
                yield document.problem(
                    ("roles", index, "held_by"),
                    say("nobody who holds the role `{role}` works here on {day}", role=role.id, day=day),
                    hint=say("name who holds it now; where it is somebody else each time, write `taken_by` in its place, with how that is settled"),
                )  # fmt: skip
        for body in sorted(empty.intersection(named) - {role.id for role in process.roles}):
            yield document.problem(
                _first_mention(document, body),
                say("nobody sits in `{body}` on {day}", body=body, day=day),
                hint=say(
                    "name its members in organization.yaml, or give the work to somebody else"
                ),
            )


def _active(offices: Offices, people: Iterable[str], day: date) -> frozenset[str]:
    return frozenset(person for person in people if offices.is_active(person, day))


def _have_left(offices: Offices, names: Iterable[str], day: date) -> bool:
    """Tell whether all names are of people who have left; a vacant role of the organisation is told there."""
    return all(name in offices.people and not offices.is_active(name, day) for name in names)


def _named(document: Document) -> set[str]:
    """Return everything a process gives work to."""
    return {name for _, name in _mentions(document)}


def _mentions(document: Document) -> Iterator[tuple[Route, str]]:
    for kind in _KINDS:
        for route, name in document.references(kind):
            if route[0] in _WORK:
                yield route, name


def _first_mention(document: Document, name: str) -> Route:
    routes = [route for route, found in _mentions(document) if found == name]
    return min(routes, key=lambda route: document.location(route).line)


@rule(
    "role-idle",
    "Every role of a process has something to do in it",
    good={_INCIDENTS: _roles("service-desk, held_by: [chen-jie]")},
    bad={
        _INCIDENTS: _roles(
            "service-desk, held_by: [chen-jie]", "analyst, held_by: [chen-jie] # <- of what?"
        )
    },
    severity=Severity.WARNING,
)
def role_idle(register: Register) -> Iterator[Problem]:
    """A role without work makes readers look for what is not there."""
    offices = register.offices
    known = {*offices.roles, *offices.bodies} if offices else set()
    taken = offices.names if offices else frozenset()
    for _, document, process in in_use(register):
        own = {role.id for role in process.roles}
        works = _named(document)
        if own <= works or not works <= own | known:
            continue  # a name that is not known may be meant for the role that seems idle
        for index, role in enumerate(process.roles):
            if role.id not in works and role.id not in taken:
                yield document.problem(
                    ("roles", index, "id"),
                    say("no activity, control or recurring duty names the role `{role}`", role=role.id),
                    hint=say("name it where it has a part, or remove it"),
                )  # fmt: skip


@rule(
    "raci-contradicts",
    "Nobody who does an activity or answers for it is consulted or informed about it as well",
    good={_INCIDENTS: _solve("informed: [quality-lead]")},
    bad={_INCIDENTS: _solve("informed: [service-desk] # <- by whom?")},
)
def raci_contradicts(register: Register) -> Iterator[Problem]:
    """Whoever is told what he did himself has two parts in one activity, and nobody knows which counts."""
    for _, document, process in in_use(register):
        for index, activity in enumerate(process.activities):
            if not activity.consulted and not activity.informed:
                continue
            told: set[str] = set()
            for field, asked in (("consulted", say("consulted")), ("informed", say("informed"))):
                for number, role in enumerate(getattr(activity, field)):
                    does = role in activity.responsible
                    if role in told or not (does or role == activity.accountable):
                        continue
                    told.add(role)
                    part = say("responsible") if does else say("accountable")
                    yield document.problem(
                        ("activities", index, field, number),
                        say("`{role}` is {part} here and {asked} as well", role=role, part=part, asked=asked),
                        hint=say("take it out of `{field}`, or name who is meant instead", field=field),
                    )  # fmt: skip


@rule(
    "duties-not-apart",
    "Nobody has two duties that are to be kept apart",
    good={
        _INCIDENTS: _roles("service-desk, held_by: [chen-jie]")
        + "\napart: [{roles: [service-desk, quality-lead], reason: Nobody judges his own work}]"
    },
    bad={
        _INCIDENTS: _roles("service-desk, held_by: [chen-jie, li-na]")
        + "\napart: [{roles: [service-desk, quality-lead], reason: Nobody judges his own work}] # <- li-na is the quality lead"
    },
    severity=Severity.WARNING,
)  # fmt: skip
def duties_not_apart(register: Register) -> Iterator[Problem]:
    """Duties are parted so that a second person sees what the first one does."""
    offices = register.offices
    if offices is None:
        return
    for _, document, process in in_use(register):
        for index, row in enumerate(process.apart if process.state == ACTIVE else ()):
            held: dict[str, dict[int, str]] = {}
            for number, role in enumerate(row.roles):
                for person in _holders(offices, process, role, register.as_of):
                    held.setdefault(person, {})[number] = role
            for person, roles in sorted(held.items()):
                if len(roles) > 1:
                    yield document.problem(
                        ("apart", index, "roles", sorted(roles)[1]),
                        say("`{person}` has {roles} at once on {day}",
                            person=person, roles=tuple(f"`{role}`" for role in roles.values()), day=register.as_of),
                        hint=say("give one of them to somebody else"),
                    )  # fmt: skip


def _holders(offices: Offices, process: Process, role: str, day: date) -> frozenset[str]:
    """Return who works here and has a role of a process for good; who takes it case by case is not known."""
    own = next((one for one in process.roles if one.id == role), None)
    names: tuple[str, ...] = (role,)
    if own is not None:
        is_owner = role == _PROCESS_OWNER and not own.from_ and not own.held_by
        names = (process.owner,) if is_owner else own.held_by
    people: set[str] = set()
    for name in names:
        people.add(name)
        people.update(offices.voters(name, day), offices.holders(name, day))
    return _active(offices, people, day)
