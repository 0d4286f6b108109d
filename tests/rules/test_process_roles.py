"""Roles of processes: who has them, what they do, and who has two that are to be kept apart."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.render.language import fill
from handrail.rules import judge
from tests.overlay import found
from tests.overlay import small

PROCESS = "processes/incident-management/process.yaml"
PEOPLE = "organization.yaml"
SOLVE = """\
activities:
  - id: solve
    title: Solve
    responsible: [{responsible}]
    accountable: {accountable}
    takes: [report]
    delivers: [suggestion]
    description: Restore the service
    standard: The user has tried it
"""
VACANT = """\
roles:
  - {id: quality-lead, title: Quality lead, holders: [{person: li-na, from: 2025-01-01}]}
  - {id: it-director, title: IT director, holders: [{person: wang-wei, from: 2025-01-01}]}
  - {id: night-watch, title: Night watch, holders: []}
"""
EMPTY = """\
bodies:
  - id: improvement-committee
    title: Improvement committee
    members:
      - {person: wang-wei, as: chair, from: 2025-01-01}
      - {person: wu-fang, as: member, from: 2025-01-01}
      - {person: huang-qiang, as: member, from: 2025-01-01}
      - {person: he-ping, as: secretary, from: 2025-01-01}
    quorum:
      - {votes: 2, from: 2025-01-01}
  - id: night-crew
    title: Night crew
    members:
      - {person: guo-yan, as: chair, from: 2025-01-01, until: 2026-03-31}
    quorum: [{votes: 1, from: 2025-01-01}]
"""


TAKEN = ", taken_by: Whoever is on duty"


def places(changes: dict[str, str], as_of: date = date(2026, 4, 20)) -> list[str]:
    """Say rule, file and line of each finding."""
    return [one.rpartition(":")[0] for one in found(small(changes, as_of))]


def rules(changes: dict[str, str], as_of: date = date(2026, 4, 20)) -> list[str]:
    """Say the rule of each finding."""
    return [one.partition(" ")[0] for one in places(changes, as_of)]


def role(more: str) -> str:
    return f"roles:\n  - {{id: service-desk, title: Service desk, duties: [Answers]{more}}}\n"


def solve(responsible: str = "service-desk", accountable: str = "service-desk", more: str = "") -> str:  # fmt: skip
    return SOLVE.format(responsible=responsible, accountable=accountable) + more


def line(changes: dict[str, str], path: str, text: str) -> int:
    """Return the line of a file on which something stands."""
    content = small(changes).by_path[path].content.decode()
    return 1 + next(n for n, one in enumerate(content.splitlines()) if text in one)


# -- somebody has it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        ", held_by: [chen-jie]",
        ", held_by: [guo-yan, chen-jie]",
        ", held_by: [quality-lead]",
        ", taken_by: Whoever is on duty",
    ],
)
def test_own_role_is_with_somebody(more: str) -> None:
    assert places({PROCESS: role(more)}) == []


def test_own_role_whose_holders_have_left_is_found() -> None:
    changes = {PROCESS: role(", held_by: [guo-yan]")}
    assert "role-nobody-holds" not in rules(changes, date(2026, 3, 31))
    at = line(changes, PROCESS, "held_by")
    assert places(changes) == [f"role-nobody-holds {PROCESS}:{at}"]


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_role_of_what_is_not_in_force_may_wait(state: str) -> None:
    changes = {PROCESS: f"state: {state}\n" + role(", held_by: [guo-yan]")}
    assert "role-nobody-holds" not in rules(changes)


def test_own_role_that_goes_with_a_vacant_one_is_told_at_that_one() -> None:
    changes = {PROCESS: role(", held_by: [night-watch]"), PEOPLE: VACANT}
    at = line(changes, PEOPLE, "night-watch")
    assert places(changes) == [f"role-without-holder {PEOPLE}:{at}"]


def test_body_without_members_is_told_once_for_each_process_that_gives_it_work() -> None:
    recurring = "recurring: [{id: night, what: Watch, every: P1Y, responsible: night-crew, last: 2026-04-01, evidence: Log}]\n"
    changes = {PEOPLE: EMPTY, PROCESS: solve(more="    consulted: [night-crew]\n") + recurring}
    at = line(changes, PROCESS, "consulted")
    assert places(changes) == [f"role-nobody-holds {PROCESS}:{at}"]
    assert "role-nobody-holds" not in rules(changes, date(2026, 3, 31))


def test_vacant_role_is_told_in_the_organisation_alone() -> None:
    changes = {PEOPLE: VACANT, PROCESS: solve(more="    consulted: [night-watch]\n")}
    at = line(changes, PEOPLE, "night-watch")
    assert places(changes) == [f"role-without-holder {PEOPLE}:{at}"]


def test_vacant_role_that_nothing_names_is_told() -> None:
    at = line({PEOPLE: VACANT}, PEOPLE, "night-watch")
    assert places({PEOPLE: VACANT}) == [f"role-without-holder {PEOPLE}:{at}"]


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_vacant_role_that_only_waiting_processes_name_may_wait(state: str) -> None:
    changes = {
        PEOPLE: VACANT,
        PROCESS: f"state: {state}\n" + solve(more="    consulted: [night-watch]\n"),
    }
    assert not any(one.startswith("role-without-holder") for one in places(changes))


def test_vacant_role_that_a_level_uses_is_told() -> None:
    level = "levels: [{id: night, title: Night, when: {cost_above: 200000}, role: night-watch, from: 2025-01-01}]\n"
    changes = {
        PEOPLE: VACANT + level,
        PROCESS: "state: planned\n" + solve(more="    consulted: [night-watch]\n"),
    }
    assert rules(changes).count("role-without-holder") == 1


def test_own_role_of_the_same_name_is_not_the_vacant_one() -> None:
    plain = {PEOPLE: VACANT, PROCESS: "state: planned\n" + solve("night-watch", "night-watch")}
    roles = (
        "roles: [{id: night-watch, title: Night watch, duties: [Watches], held_by: [chen-jie]}]\n"
    )
    own = {**plain, PROCESS: plain[PROCESS] + roles}
    told = f"role-without-holder {PEOPLE}:{line(own, PEOPLE, 'night-watch')}"
    assert told in places(own)


# -- who owns it ------------------------------------------------------------------------------

HANDED_OVER = "former_owners: [{owner: chen-jie, until: 2026-04-17}]\n"


def test_process_in_force_needs_an_owner() -> None:
    changes = {PEOPLE: VACANT, PROCESS: f"owner: night-watch\n{HANDED_OVER}"}
    at = line(changes, PROCESS, "owner: night-watch")
    assert places(changes) == [f"process-without-owner {PROCESS}:{at}"]


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_process_not_in_force_may_wait_for_its_owner(state: str) -> None:
    changes = {PEOPLE: VACANT, PROCESS: f"state: {state}\nowner: night-watch\n{HANDED_OVER}"}
    assert set(rules(changes)).isdisjoint(
        {"process-without-owner", "role-without-holder", "owner-not-active"}
    )


def test_owner_whose_time_has_ended_is_told_at_the_role() -> None:
    ended = VACANT.replace("holders: []", "holders: [{person: li-na, from: 2025-01-01, until: 2026-03-31}]")  # fmt: skip
    changes = {PEOPLE: ended, PROCESS: f"owner: night-watch\n{HANDED_OVER}"}
    assert "process-without-owner" not in rules(changes)
    assert rules(changes).count("role-without-holder") == 1


# -- something to do --------------------------------------------------------------------------


def test_role_with_a_control_or_a_recurring_duty_alone_is_not_idle() -> None:
    roles = (
        role(TAKEN).rstrip("\n")
        + "\n  - {id: counter, title: Counter, duties: [Counts], held_by: [li-na]}\n"
    )
    duty = "recurring: [{id: count, what: Count, every: P1Y, responsible: counter, last: 2026-04-01, evidence: List}]\n"
    idle = f"role-idle {PROCESS}:{line({PROCESS: roles}, PROCESS, 'counter')}"
    assert places({PROCESS: roles}) == [idle]
    assert places({PROCESS: roles + duty}) == []


def test_misspelt_role_is_not_told_twice() -> None:
    changes = {PROCESS: role(TAKEN) + solve("service-dsk", "service-dsk")}
    assert rules(changes) == ["unknown-role", "unknown-role"]


# -- parts in an activity ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ("    consulted: [quality-lead, service-desk]\n", "consulted"),
        ("    informed: [it-director]\n", "informed"),
        ("    consulted: [service-desk]\n    informed: [service-desk]\n", "consulted"),
    ],
)
def test_nobody_has_two_parts_in_an_activity(more: str, field: str) -> None:
    changes = {PROCESS: solve("service-desk", "it-director", more)}
    at = line(changes, PROCESS, field)
    assert places(changes) == [f"raci-contradicts {PROCESS}:{at}"]


def test_whoever_does_it_may_answer_for_it() -> None:
    changes = {PROCESS: solve(more="    consulted: [it-director]\n    informed: [quality-lead]\n")}
    assert places(changes) == []


# -- kept apart -------------------------------------------------------------------------------

APART = "apart: [{roles: [service-desk, quality-lead], reason: Nobody judges his own work}]\n"
BODY = (
    "apart: [{roles: [service-desk, improvement-committee], reason: Nobody judges his own work}]\n"
)


@pytest.mark.parametrize(
    ("held", "apart", "number"),
    [
        (", held_by: [chen-jie]", APART, 0),
        (", held_by: [li-na]", APART, 1),
        (", held_by: [quality-lead]", APART, 1),
        (", held_by: [it-director, chen-jie]", BODY, 1),
        (", held_by: [wu-fang, huang-qiang]", BODY, 2),
        # A secretary keeps the papers and does not vote.
        (", held_by: [he-ping]", BODY, 0),
        (", held_by: [guo-yan, chen-jie]", BODY, 0),
        (", taken_by: Whoever is on duty", APART, 0),
    ],
)
def test_duties_that_meet_in_one_person(held: str, apart: str, number: int) -> None:
    changes = {PROCESS: role(held) + apart}
    at = line(changes, PROCESS, "apart")
    assert places(changes) == [f"duties-not-apart {PROCESS}:{at}"] * number


def test_owner_of_the_process_is_known_by_the_name_of_the_role() -> None:
    roles = role(TAKEN).rstrip("\n") + "\n  - {id: process-owner, title: Owner, duties: [Keeps it], taken_by: The owner}\n"  # fmt: skip
    changes = {
        PROCESS: roles
        + solve(accountable="process-owner")
        + "apart: [{roles: [process-owner, quality-lead], reason: Nobody judges his own work}]\n"
    }
    assert places(changes) == []
    changes[PROCESS] += f"owner: li-na\n{HANDED_OVER}"
    at = line(changes, PROCESS, "apart")
    assert places(changes) == [f"duties-not-apart {PROCESS}:{at}"]


def test_nothing_is_judged_where_nobody_knows_who_works_here() -> None:
    changes = {PEOPLE: "people: [\n", PROCESS: role(", held_by: [guo-yan]") + APART}
    assert set(rules(changes)).isdisjoint(
        {"role-nobody-holds", "duties-not-apart", "process-without-owner", "role-without-holder"}
    )


@pytest.mark.parametrize("colliding", [0, 1, 2])
def test_duty_that_collides_is_pointed_at(colliding: int) -> None:
    roles = role(", held_by: [li-na]").rstrip("\n") + "\n  - {id: counter, title: Counter, duties: [Counts], held_by: [chen-jie]}\n"  # fmt: skip
    order = ["counter", "quality-lead", "service-desk"]
    order.append(order.pop(colliding))
    rows = "".join(f"      - {one}\n" for one in order)
    duty = "recurring: [{id: count, what: Count, every: P1Y, responsible: counter, last: 2026-04-01, evidence: List}]\n"
    changes = {
        PROCESS: f"{roles}{duty}apart:\n  - reason: Nobody judges his own work\n    roles:\n{rows}"
    }
    second = max(("quality-lead", "service-desk"), key=order.index)
    at = line(changes, PROCESS, f"      - {second}")
    assert places(changes) == [f"duties-not-apart {PROCESS}:{at}"]


# -- whose role it is -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["quality-lead", "improvement-committee", "li-na"])
@pytest.mark.parametrize("state", ["active", "planned"])
def test_own_role_bears_no_id_of_the_organisation(name: str, state: str) -> None:
    own = f"  - {{id: {name}, title: Lead, duties: [Leads], held_by: [chen-jie]}}\n"
    changes = {
        PROCESS: f"state: {state}\n{role(TAKEN)}{own}" + solve(more=f"    consulted: [{name}]\n")
    }
    at = line(changes, PROCESS, "title: Lead")
    assert f"role-shadows-organization {PROCESS}:{at}" in places(changes)
    assert rules(changes).count("role-shadows-organization") == 1


def test_id_of_the_organisation_opens_no_way_round_duties_kept_apart() -> None:
    own = "  - {id: quality-lead, title: Lead, duties: [Leads], held_by: [chen-jie]}\n"
    changes = {
        PROCESS: role(", held_by: [li-na]") + own + solve(more="    consulted: [quality-lead]\n") + APART
    }  # fmt: skip
    assert rules(changes) == ["role-shadows-organization"]


@pytest.mark.parametrize("held", ["", ", held_by: [chen-jie]", ", held_by: [guo-yan]"])
@pytest.mark.parametrize("more", ["", "    consulted: [quality-lead]\n"])
def test_role_that_shadows_another_is_told_once(held: str, more: str) -> None:
    own = f"  - {{id: quality-lead, title: Lead, duties: [Leads]{held}}}\n"
    assert rules({PROCESS: role(TAKEN) + own + solve(more=more)}) == ["role-shadows-organization"]


def test_role_of_a_retired_process_is_left_alone() -> None:
    own = "  - {id: quality-lead, title: Lead, held_by: [chen-jie], taken_by: Anybody}\n"
    changes = {PROCESS: f"state: retired\n{role(TAKEN)}{own}"}
    assert set(rules(changes)).isdisjoint({"role-shadows-organization", "role-settled-twice"})


# -- how it is settled who has it -------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        ", held_by: [chen-jie], taken_by: Whoever is on duty",
        ", held_by: [guo-yan], taken_by: Whoever is on duty",
        ", from: [suggestion.by], taken_by: Whoever suggests",
        ", from: [suggestion.by], held_by: [chen-jie]",
        ", from: [suggestion.by], held_by: [chen-jie], taken_by: Whoever is on duty",
    ],
)
def test_who_has_a_role_is_settled_in_one_way(more: str) -> None:
    changes = {PROCESS: role(more)}
    at = line(changes, PROCESS, "id: service-desk")
    assert places(changes) == [f"role-settled-twice {PROCESS}:{at}"]


def test_person_in_the_place_of_a_role_is_told_once() -> None:
    changes = {PROCESS: solve("li-na")}
    at = line(changes, PROCESS, "responsible: [li-na]")
    assert places(changes) == [f"unknown-role {PROCESS}:{at}"]
    changes = {PROCESS: solve("li-na", "li-na")}
    assert rules(changes) == ["unknown-role", "unknown-role"]
    (hint, _) = (fill(one.hint, "en") for one in judge(small(changes)) if one.hint)
    assert hint == "`li-na` is a person: name a role, and name the person in its `held_by`"
