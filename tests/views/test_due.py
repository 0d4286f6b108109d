"""What is due: everything with a date on the small repository, and what each kind of thing adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from handrail.loading.sources import Memory
from handrail.loading.sources import WorkTree
from handrail.register import Register
from handrail.register import load_register
from handrail.render.cells import read
from handrail.render.tables import join
from handrail.render.terminal import PLAIN
from handrail.views.due import Due
from handrail.views.due import by_person
from handrail.views.due import chosen
from handrail.views.due import dues
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

YEAR = "improvements/2026"
FORM = f"{YEAR}/incident-form"
PROCESS = "processes/incident-management/process.yaml"
MEETING = """\
kind: evaluation
{day}
by: he-ping
completed: 2026-04-09
invited: [Li Na]
present: [Li Na]
items: []
"""


def due(changes: Mapping[str, str] | None = None, as_of: date = date(2026, 4, 20)) -> list[str]:
    """Say what is due in the small repository in one line each."""
    return said(small(changes, as_of))


def said(register: Register) -> list[str]:
    """Say what is due in one line each."""
    lines = []
    for row in dues(register):
        one = row.deadline
        what = " ".join(read(cell, "en") for cell in (one.what, one.title) if cell)
        people = ", ".join(link.id for link in one.people)
        roles = ", ".join(link.id for link in one.roles)
        late = ", late" if row.overdue else ""
        lines.append(
            f"{one.day} {what}, {read(one.about, 'en')}: {people or 'nobody'}"
            f" as {roles or 'nobody'}{late}"
        )
    return lines


APPROVED = {
    f"{PORTAL}/decision.yaml": DECISION[f"{PORTAL}/decision.yaml"].replace(
        "outcome: rejected",
        "outcome: approved\nclass: minor\npriority: high\n"
        "major_test: {complex: false, risky: false, multi_party: false, procurement: false}",
    )
}
CARRIED = {
    **APPROVED,
    **vote("wang-wei", "agree"),
    **vote("wu-fang", "agree"),
    **vote("huang-qiang", "agree"),
}
REVIEW = """\
by: chen-jie
completed: 2026-03-02
effective: effective
summary: It works.
actions: [{id: count, what: Count them, owner: chen-jie, due: 2026-05-29}]
"""
PORTAL_WAITS = "Self-service portal"
TASK = "2026-06-30 task Choose a product, Self-service portal: chen-jie as nobody"
GOAL = (
    "2026-12-31 measure Shorter incidents, Self-service portal: li-na, chen-jie"
    " as quality-lead, process-owner"
)
#: What was changed, whose lines are looked at, and the lines.
CASES: Mapping[str, tuple[Mapping[str, str], str, list[str]]] = {
    "a document is to be written": (
        {},
        PORTAL_WAITS,
        ["2026-05-25 to be written Review and decide, Self-service portal: he-ping as improvement-committee"],
    ),
    "a vote asks those who are silent": (
        {**DECISION, **vote("wang-wei", "agree")},
        PORTAL_WAITS,
        ["2026-05-25 put to the vote Review and decide, Self-service portal: wu-fang, huang-qiang as improvement-committee"],
    ),
    "what is parked comes back, and is to be done some time after": (
        {f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-05-04", f"{PORTAL}/proposal.yaml": "-"},
        PORTAL_WAITS,
        [
            "2026-05-04 comes back Evaluate and select, Self-service portal: li-na as quality-lead",
            "2026-06-04 to be written Evaluate and select, Self-service portal: li-na as quality-lead",
        ],
    ),
    "a suggester is to be told": (
        {f"{PORTAL}/evaluation.yaml": "-", f"{PORTAL}/proposal.yaml": "-"},
        PORTAL_WAITS,
        [
            "2026-02-05 tell the suggester what becomes of it, Self-service portal: li-na as quality-lead, late",
            "2026-02-06 to be written Evaluate and select, Self-service portal: li-na as quality-lead, late",
        ],
    ),
    "an approved improvement has tasks, and goals to be measured": (
        CARRIED,
        PORTAL_WAITS,
        [TASK, "2026-08-21 to be written Carry it out, Self-service portal: chen-jie as process-owner", GOAL],
    ),
    "a task that is done is due no more": (
        {**CARRIED, f"{PORTAL}/implementation.yaml": "by: chen-jie\ntasks: [{id: choose, title: Choose, owner: chen-jie, done: 2026-04-18}]"},
        PORTAL_WAITS,
        ["2026-08-21 being written Carry it out, Self-service portal: chen-jie as process-owner", GOAL],
    ),
    "what has ended waits for nothing": ({}, "One form for incidents", []),
    "a goal that is still to be measured": (
        {f"{FORM}/effect.yaml": "-", f"{FORM}/adoption.yaml": "-"},
        "One form for incidents",
        [
            "2026-04-30 measure Fewer questions back, One form for incidents: li-na, chen-jie as quality-lead, process-owner",
            "2026-05-04 to be written Evaluate the effect, One form for incidents: li-na, chen-jie as quality-lead, process-owner",
        ],
    ),
    "the next evaluation meeting": (
        {
            f"{YEAR}/meetings/2026-04-09-evaluation.yaml": MEETING.format(day="held: 2026-04-09"),
            f"{PORTAL}/evaluation.yaml": "-",
            f"{PORTAL}/proposal.yaml": "-",
        },
        "Continual improvement",
        ["2026-05-09 hold the next evaluation meeting, Continual improvement: li-na as quality-lead"],
    ),
    "no meeting for which nothing waits": (
        {f"{YEAR}/meetings/2026-04-09-evaluation.yaml": MEETING.format(day="held: 2026-04-09")},
        "Continual improvement",
        [],
    ),
    "a meeting that is planned": (
        {f"{YEAR}/meetings/2026-05-14-evaluation.yaml": MEETING.format(day="planned: 2026-05-14")},
        "evaluation",
        ["2026-05-14 hold the meeting, 2026-05-14-evaluation: he-ping as nobody"],
    ),
    "a meeting that was not held": (
        {f"{YEAR}/meetings/2026-04-09-evaluation.yaml": MEETING.format(day="planned: 2026-04-09")},
        "evaluation",
        ["2026-04-09 hold the meeting, 2026-04-09-evaluation: he-ping as nobody, late"],
    ),
    "a process to be reviewed": (
        {PROCESS: "version: '1.1'\nreview: {every: P1Y}\nchanges: [{version: '1.1', date: 2026-04-10, editorial: true, summary: Typing errors}]"},
        "Incident management",
        ["2027-04-10 review the process, Incident management: chen-jie as process-owner"],
    ),
    "a process that was reviewed": (
        {PROCESS: "review: {every: P1Y, last: 2026-04-15}"},
        "Incident management",
        ["2027-04-15 review the process, Incident management: chen-jie as process-owner"],
    ),
    "a process that is no more is reviewed no more": (
        {PROCESS: "state: retired\nreview: {every: P1Y}"}, "Incident management", [],
    ),
    "what a review of a process left to do": (
        {"processes/incident-management/reviews/2026-03-02.yaml": REVIEW},
        "Incident management",
        ["2026-05-29 promised Count them, Incident management: chen-jie as nobody"],
    ),
    "what a review of the plan left to do": (
        {f"{YEAR}/plan-review.yaml": "actions: [{id: ask, what: Ask again, owner: he-ping, due: 2026-04-19}, {id: told, what: Tell, owner: he-ping, due: 2026-04-19, done: 2026-04-18}]"},
        "Annual plan 2026: he-ping",
        ["2026-04-19 promised Ask again, Annual plan 2026: he-ping as nobody, late"],
    ),
    "a record whose workflow cannot be read": (
        {f"{PORTAL}/suggestion.yaml": "workflow: 99"}, PORTAL_WAITS, [],
    ),
    "a risk to look at again": (
        {PROCESS: "risks: [{id: lost, cause: Tickets get lost, likelihood: low, impact: low, response: Count them, owner: quality-lead, review_by: 2026-04-19}]"},
        "Incident management",
        ["2026-04-19 look at the risk again Tickets get lost, Incident management: li-na as quality-lead, late"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_due(name: str) -> None:
    changes, about, expected = CASES[name]
    lines = due(changes)
    assert [line for line in lines if f", {about}" in line or f"-{about}: " in line] == expected


def test_what_a_level_is_asked_for_is_due_when_its_limit_ends() -> None:
    level = "levels: [{id: money, title: Money, role: it-director, when: {cost_above: 1000}, limit: P5D, from: 2025-01-01}]"
    changes = {**DECISION, "organization.yaml": level}
    assert [line for line in due(changes) if PORTAL_WAITS in line] == [
        "2026-04-23 put to the vote Money, Self-service portal: wang-wei as it-director",
        "2026-05-25 put to the vote Review and decide, Self-service portal: wang-wei, wu-fang, huang-qiang as improvement-committee",
    ]


def test_a_project_has_status_reports_and_milestones_and_is_measured_after_its_end() -> None:
    source = WorkTree(Path(__file__).parents[2])
    files = {path: source.read(path) for path in source.paths()}
    del files["improvements/2026/introduce-problem-management/follow-up.yaml"]
    lines = said(load_register(Memory(files), date(2026, 12, 18)))
    running = ", A review after every change"
    assert [line for line in lines if running in line and "measure" not in line] == [
        f"2026-12-23 to be written Report the project's status{running}: liu-yang as project-manager",
        f"2026-12-25 milestone Pilot ends{running}: liu-yang as change-manager",
        f"2027-01-15 milestone Pilot report{running}: liu-yang as change-manager",
        f"2027-02-05 being written Run the pilot and report{running}: liu-yang as project-manager",
        f"2027-03-26 milestone All four teams review{running}: liu-yang as change-manager",
        f"2027-06-25 milestone Project closed{running}: liu-yang as change-manager",
    ]
    assert [line for line in lines if ", Introduce problem management" in line] == [
        f"2026-12-18 measure {goal}, Introduce problem management: li-na, zhang-min, chen-jie"
        " as quality-lead, process-owner"
        for goal in (
            "Median age of open problems",
            "Incidents a month that repeat one closed in the 90 days before",
            "Open problems with root cause known",
        )
    ]


def test_a_schedule_is_shown_until_its_day_has_passed() -> None:
    planned = "2026-05-31 planned Decide on the portal, Annual plan 2026: li-na as nobody"
    found = [[line for line in due(as_of=day) if " planned " in line] for day in (date(2026, 5, 31), date(2026, 6, 1))]  # fmt: skip
    assert found == [[planned.replace("nobody", "quality-lead")], []]


def test_a_person_a_role_and_a_day_choose() -> None:
    rows = dues(small())
    assert chosen(rows, person="li-na") == [row for row in rows if "Li Na" in asked(row)]
    assert chosen(rows, role="improvement-committee") == [
        row for row in rows if "Improvement committee" in read(row.deadline.roles, "en")
    ]
    assert chosen(rows, until=date(2026, 5, 25)) == [
        row for row in rows if row.deadline.day <= date(2026, 5, 25)
    ]
    assert chosen(rows, role="nobody-knows") == []


def asked(row: Due) -> str:
    return read(row.deadline.people, "en")


def test_every_person_has_a_table_and_what_asks_nobody_has_one() -> None:
    register = small({"organization.yaml": "roles: []"})
    tables = by_person(register, dues(register))
    assert join(tables[-1:], "text", "en", PLAIN).splitlines()[0] == "Nobody is asked"
    titles = [read(table.title, "en") for table in tables]
    assert titles == [*sorted(titles[:-1]), "Nobody is asked"]
    assert len(by_person(register, dues(register), "he-ping")) == len(
        ["He Ping", "Nobody is asked"]
    )


def test_order_does_not_depend_on_the_order_of_files() -> None:
    register = small(CARRIED)
    days = [(row.deadline.day, row.deadline.path) for row in dues(register)]
    assert days == sorted(days)


def test_no_two_things_are_the_same_thing() -> None:
    keys = [(row.deadline.path, row.deadline.route) for row in dues(small(CARRIED))]
    assert len(set(keys)) == len(keys)
