"""What the examples of the rules on parts, completeness and wording do not say."""

from __future__ import annotations

import pytest

from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import small
from tests.rules.marked import IMPROVEMENT
from tests.rules.marked import INCIDENTS
from tests.rules.marked import PROBLEMS
from tests.rules.marked import another
from tests.rules.marked import findings
from tests.rules.marked import hints
from tests.rules.marked import marks
from tests.rules.marked import messages
from tests.rules.marked import places

INCOMPLETE = "process-incomplete"


def activities(*rows: str) -> str:
    """Write activities of which each says what is given."""
    who = "responsible: [service-desk], accountable: service-desk, description: Ask, standard: Told"
    return "\n".join(["activities:", *(f"  - {{{row}, title: Do it, {who}}}" for row in rows)])


def edited(old: str, new: str, path: str = INCIDENTS) -> dict[str, str]:
    """Change one place of a process of the small repository."""
    assert SMALL[path].count(old) == 1
    return {path: SMALL[path].replace(old, new)}


# -- parts ------------------------------------------------------------------------------------


def test_every_kind_of_part_is_told_where_it_is_named() -> None:
    changes = {
        INCIDENTS: f"{activities('id: log')}\n".replace(
            "title: Do it,", "title: Do it,\n     takes: [report,\n       reprot], # <-\n     delivers: [suggestion,\n       answer], # <-\n    "
        )
        + "changes:\n  - version: '1.0'\n    date: 2026-01-05\n    summary: New\n    interfaces:\n      - report\n      - alert # <-\n"
        "  - {version: '0.9', date: 2025-01-05, summary: First, interfaces: [fax]}"
    }  # fmt: skip
    assert places("unknown-part", changes) == marks(changes)
    assert messages("unknown-part", changes) == [
        "no input `reprot` in this process",
        "no output `answer` in this process",
        "no input and no output `alert` in this process",
    ]
    assert hints("unknown-part", changes)[0] == "did you mean `report`?"


def test_part_that_was_taken_away_is_missed_once() -> None:
    changes = {
        INCIDENTS: "inputs: []\n"
        + activities("id: log, takes: [report], delivers: [suggestion], next: solve", "id: solve, takes: [report]")
    }  # fmt: skip
    assert len(places("unknown-part", changes)) == 1


def test_misspelt_part_is_told_once() -> None:
    assert [one.partition(" ")[0] for one in found(small(edited("takes: [report]", "takes: [reprot]")))] == ["unknown-part"]  # fmt: skip
    assert [one.partition(" ")[0] for one in found(small(edited("delivers: [suggestion]", "delivers: [sugestion]")))] == ["unknown-part"]  # fmt: skip


@pytest.mark.parametrize(("state", "expected"), [("active", 1), ("planned", 1), ("retired", 0)])
@pytest.mark.parametrize(
    ("rule", "field", "other", "verb"),
    [
        ("input-not-taken", "inputs", "source", "takes"),
        ("output-not-delivered", "outputs", "receiver", "delivers"),
    ],
)
def test_what_is_used_nowhere_is_told_of_every_row(
    rule: str, field: str, other: str, verb: str, *, state: str, expected: int
) -> None:
    rows = [
        f"{field}:", f"  - {{id: a, {other}: A, title: A}} # <-",
        f"  - {{id: b, {other}: B, title: B}}", f"  - {{id: c, {other}: C, title: C}} # <-",
    ]  # fmt: skip
    state = f"state: {state}"
    changes = {PROBLEMS: another(state, "\n".join(rows), activities(f"id: log, {verb}: [b]"))}
    assert places(rule, changes) == marks(changes) * expected


# -- completeness -----------------------------------------------------------------------------

BARE = "success_factors: []\ninputs: []\noutputs: []\nroles: []\npolicies: []\nkpis: []\n"


@pytest.mark.parametrize("state", ["active", "planned"])
def test_every_part_that_is_missing_is_told_by_its_name(state: str) -> None:
    bare = (
        "activities: [{id: log, title: Log, responsible: [quality-lead], accountable: quality-lead},"
        " {id: ask, title: Ask, responsible: [quality-lead], accountable: quality-lead, description: Ask}]"
    )
    changes = {PROBLEMS: another(f"state: {state}", bare.replace("Log,", "Log, next: ask,"), BARE)}
    assert sorted(messages(INCOMPLETE, changes)) == [
        "nothing says how this is done, or when it is done well: `log`, `ask`",
        "nothing says what comes in",
        "nothing says what goes out",
        "nothing says what must go well, and how one can tell",
        "nothing says which duties its roles have",
        "nothing says which rules everybody keeps to",
    ]
    assert {one.severity.word for one in findings(INCOMPLETE, changes)} == {"warning"}


def test_part_is_told_at_its_key_and_else_at_the_title() -> None:
    changes = {INCIDENTS: "policies: []"}
    line = SMALL[INCIDENTS].splitlines().index("policies: [Every report becomes a ticket]") + 1
    assert places(INCOMPLETE, changes) == [f"{INCIDENTS}:{line}"]
    assert places(INCOMPLETE, {INCIDENTS: "policies: -"}) == [f"{INCIDENTS}:1"]


def test_retired_process_answers_nothing() -> None:
    assert places(INCOMPLETE, {PROBLEMS: another("state: retired", BARE)}) == []


def test_roles_without_duties_are_told_together() -> None:
    roles = "roles:\n  - {id: service-desk, title: Desk, duties: [Asks]}\n  - {id: a, title: A} # <-\n  - {id: b, title: B, duties: []}"
    assert places(INCOMPLETE, {INCIDENTS: roles}) == marks({INCIDENTS: roles})
    assert messages(INCOMPLETE, {INCIDENTS: roles}) == [
        "nothing says what these roles do: `a`, `b`"
    ]


@pytest.mark.parametrize(
    ("state", "expected"), [("active", 1), ("planned", 1), ("retired", 0)]
)  # fmt: skip
def test_process_is_joined_to_another_where_there_is_another(state: str, expected: int) -> None:
    rows = {
        INCIDENTS: f"state: {state}",
        IMPROVEMENT: "inputs: [{id: suggestion, source: Everybody, title: Improvement point}]",
    }
    alone = [one for one in findings(INCOMPLETE, rows) if one.location.path == IMPROVEMENT]
    assert [str(one.message) for one in alone] == ["it is joined to no other process"] * expected


def test_process_that_cannot_be_read_is_another_process() -> None:
    changes = {INCIDENTS: "state: gone", IMPROVEMENT: "inputs: [{id: suggestion, source: Everybody, title: Improvement point}]"}  # fmt: skip
    assert [one.partition(" ")[0] for one in found(small(changes))] == [
        INCOMPLETE,
        "value-not-allowed",
    ]


# -- wording ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("covered", "outside", "expected"),
    [
        ("[Faults]", "\n  - faults. # <-", 1),
        ("[{en: Faults, zh: 故障}]", "\n  - {en: Requests, zh: 故障} # <-", 1),
        ("[{en: Faults, zh: 故障}]", "\n  - {en: Requests, zh: 请求}", 0),
        ("[Faults]", "\n  - Faults of suppliers", 0),
        ("[Faults, Alerts]", "\n  - Alerts # <-\n  - Requests\n  - Faults # <-", 2),
    ],
)
def test_scope_is_compared_in_every_language(covered: str, outside: str, expected: int) -> None:
    changes = {INCIDENTS: f"scope:\n  in: {covered}\n  out:{outside}"}
    assert places("scope-contradicts", changes) == marks(changes)
    assert len(marks(changes)) == expected


@pytest.mark.parametrize(
    ("words", "untitled", "unused"),
    [
        ("{}", 0, 0),
        ("{known: A, unclear: B}", 0, 0),
        ("{known: A}", 1, 0),
        ("{known: A, unclaer: B}", 1, 0),
        ("{known: A, unclear: B, later: C}", 0, 1),
        ("{known: A, unclaer: B, later: C}", 1, 1),
        ("{later: C}", 2, 1),
    ],
)
def test_word_that_is_misspelt_on_one_side_is_told_once(
    words: str, untitled: int, unused: int
) -> None:
    changes = {INCIDENTS: f"words: {words}"}
    assert len(places("word-without-title", changes)) == untitled
    assert len(places("word-unused", changes)) == unused


def test_word_of_several_activities_is_told_where_it_is_used_first() -> None:
    rows = activities("id: log, takes: [report], delivers: [suggestion], next: {yes-it-is: ask, no-way: done}", "id: ask, next: {yes-it-is: log, no-way: done}")  # fmt: skip
    rows = rows.replace("no-way: done}", "no-way: done} # <-", 1).replace("# <-,", ", # <-\n    ")
    changes = {INCIDENTS: f"{rows}\nends: [{{id: done, title: Done}}]\nwords: {{yes-it-is: Yes}}"}
    assert places("word-without-title", changes) == marks(changes)
    assert hints("word-without-title", changes) == [
        "add it to `words:` with what readers are to see"
    ]
