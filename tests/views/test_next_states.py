"""What `next` says in every state on the way: the step, the document, whose turn, what to type.

`test_table_names_every_state` finds the states in the small repository's process file: each step
to be done and as a draft, each vote that is open, refused or lapsed, each word that leads back or
nowhere, each end, and all that may stand beside the path. What `next` says there stands in a table.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handrail.cli import main
from handrail.register import Register
from handrail.render.steps import to_text
from handrail.render.terminal import PLAIN
from handrail.rules import judge
from handrail.views.next_steps import next_steps
from tests.reading import BASE_DOCUMENTS
from tests.reading import SCHEMAS
from tests.reading import documents
from tests.walks import BASE
from tests.walks import GRAPH
from tests.walks import STEPS
from tests.walks import TEMPLATES
from tests.walks import VOTERS
from tests.walks import Walk
from tests.walks import said
from tests.walks import straight

PORTAL = "self-service-portal"
FIRST_DAY = date(2026, 2, 3)
#: A step, and what has become of it.
State = tuple[str, str]
Files = Mapping[str, str]

MINOR = {"evaluate": "selected", "review": "approved", "classify": "minor"}
MAJOR = {**MINOR, "classify": "major"}
PASSED = straight("improvement", {**MAJOR, "review-pilot": "passed"})
WALKS = (
    straight("plan", {"review-plan": "closed"}),
    straight("improvement", {**MINOR, "judge-effect": "reached"}),
    straight("improvement", {**MINOR, "judge-effect": "missed"}),
    PASSED,
    straight("improvement", {**MAJOR, "review-pilot": "stopped", "judge-pilot": "stopped"}),
    straight("improvement", {"evaluate": "merged"}),
    straight("improvement", {"evaluate": "declined"}),
    straight("improvement", {"evaluate": "selected", "review": "rejected"}),
)


@dataclass(frozen=True)
class Case:
    """A record in a state, and the day it is looked at."""

    record: str
    files: Files
    day: date


def _up_to(walk: Walk, name: str | None, *, voted: bool = True) -> Walk:
    """Return a walk up to a document, with the votes on it or without."""
    names = list(walk.documents)
    kept = names[: names.index(name) + 1] if name else names
    votes = {one: dict(walk.votes[one]) for one in kept if one in walk.votes}
    if name and not voted:
        votes.pop(name, None)
    return Walk(walk.kind, {one: walk.documents[one] for one in kept}, votes)


def _before(walk: Walk, name: str) -> Walk:
    names = list(walk.documents)
    index = names.index(name)
    return _up_to(walk, names[index - 1]) if index else Walk(walk.kind)


def _case(walk: Walk, changed: Files | None = None, days: int = 0) -> Case:
    """Look at a walk on the day of its last document or vote, or some days later."""
    finished = (data["completed"] for data in walk.documents.values() if "completed" in data)
    voted = (day for votes in walk.votes.values() for _, day in votes.values())
    last = max([*map(date.fromisoformat, finished), *voted], default=FIRST_DAY)
    return Case(walk.id, {**walk.files(), **(changed or {})}, last + timedelta(days=days))


# -- the states -------------------------------------------------------------------------------


def _written() -> dict[str, tuple[Walk, str]]:
    """Say of each step that leaves a document a walk that passes it, and the document."""
    found: dict[str, tuple[Walk, str]] = {}
    for walk in WALKS:
        for name, step in walk.written.items():
            found.setdefault(step, (walk, name))
    return found


WRITTEN = _written()
BESIDE = [step for step in STEPS.values() if "during" in step]
#: What a word that leads back asks for besides.
TURNING: Mapping[State, Mapping[str, Any]] = {
    ("review-plan", "continued"): {},
    ("evaluate", "parked"): {"revisit_on": "2026-02-04"},
    ("review", "postponed"): {"revisit_on": "2026-02-06"},
    ("judge-pilot", "repeat"): {"plan_changes": "Longer"},
}


def _unvoted(walk: Walk, name: str) -> Walk:
    return _up_to(walk, name, voted=False)


def _draft(walk: Walk, name: str) -> Walk:
    found = _unvoted(walk, name)
    found.documents[name] = {k: v for k, v in found.documents[name].items() if k != "completed"}
    return found


def _refused(walk: Walk, name: str) -> Walk:
    found = _unvoted(walk, name)
    day = date.fromisoformat(found.documents[name]["completed"])
    found.votes[name] = dict.fromkeys(("wang-wei", "wu-fang"), ("object", day))
    return found


def _changed(walk: Walk, name: str) -> Files:
    return {walk.place(name): said({**walk.documents[name], "attachments": []})}


def on_the_path() -> Iterator[tuple[State, Case]]:
    """Yield what may become of each step that leaves a document."""
    for step, (walk, name) in WRITTEN.items():
        before = _before(walk, name)
        if before.documents:  # the first document begins the record
            yield (step, "to do"), _case(before)
        yield (step, "draft"), _case(_draft(walk, name))
        yield (step, "unread"), _case(before, {walk.place(name): "by: [\n"})
        if "approved_by" in STEPS[step]:
            yield (step, "vote"), _case(_unvoted(walk, name))
            asked = _unvoted(walk, name)
            first = date.fromisoformat(walk.documents[name]["completed"])
            asked.votes[name] = {"wang-wei": ("agree", first)}
            yield (step, "one vote"), _case(asked)
            yield (step, "refused"), _case(_refused(walk, name))
            yield (step, "lapsed"), _case(_up_to(walk, name), _changed(walk, name))


def at_a_word() -> Iterator[tuple[State, Case]]:
    """Yield where a word leads that leads back, and what comes of one that leads nowhere."""
    for (step, word), more in TURNING.items():
        yield (step, word), _case(_saying(step, word, more))
    for step in ASKING:
        yield (step, "unknown"), _case(_saying(step, "perhaps"))
    for step, word in (("evaluate", "parked"), ("review", "postponed")):
        later = _saying(step, word, {"revisit_on": "2026-03-02"})
        yield (step, f"{word} until later"), _case(later)


def _saying(step: str, word: str, more: Mapping[str, Any] | None = None) -> Walk:
    """Return a walk up to the document that a step takes its word from, with another word."""
    kind = STEPS[step].get("document") or STEPS[step]["reads"]
    walk, name = next(
        found for found in WRITTEN.values() if STEPS[found[0].written[found[1]]]["document"] == kind
    )
    found = _up_to(walk, name)
    found.documents[name] = {**found.documents[name], STEPS[step]["outcome"]: word, **(more or {})}
    return found


def _word_of(step: str) -> tuple[str, str]:
    """Name the type of document and the field that a step takes its word from."""
    data = STEPS[step]
    return data.get("document") or data["reads"], data["outcome"]


#: The steps that are led on by a word, one for each word.
ASKING = tuple(
    {_word_of(step): step for step in reversed(list(STEPS)) if "outcome" in STEPS[step]}.values()
)


def beside() -> Iterator[tuple[State, Case]]:
    """Yield what may stand beside the path, each where it may first stand."""
    for step in BESIDE:
        kind, walk = step["document"], _standing(step["during"][-1])
        day = _case(walk).day
        data: dict[str, Any] = {"by": AUTHORS[kind], **TEMPLATES[kind]}
        if "approved_by" in step:
            carried = [name for name in walk.documents if name in walk.votes][-1]
            data["decides_on"] = [{"document": carried, "digest": walk.digest(carried)}]
            since = list(walk.documents)[list(walk.documents).index(carried) + 1 :]
            data["decides_on"] += [{"document": one, "digest": walk.digest(one)} for one in since]
        yield (step["id"], "draft"), _case(_with(walk, kind, data))
        if "approved_by" in step:
            done = {**data, "completed": day.isoformat()}
            yield (step["id"], "vote"), _case(_with(walk, kind, done))
            for word, verdict in (("carried", "agree"), ("refused", "object")):
                decided = _with(walk, kind, done)
                decided.votes[kind] = dict.fromkeys(("wang-wei", "wu-fang"), (verdict, day))
                yield (step["id"], word), _case(decided)
                if verdict == "agree":
                    yield (step["id"], "lapsed"), _case(decided, _changed(decided, kind))


AUTHORS = {
    "withdrawal": "li-na", "abandonment": "chen-jie", "scope-change": "chen-jie",
    "status-report": "chen-jie", "follow-up": "li-na",
}  # fmt: skip


def _standing(place: str) -> Walk:
    """Return a walk that stands at a step, or has come to an end."""
    if place in STEPS:
        return _before(*WRITTEN[place])
    return next(walk for walk in WALKS if walk.ended_as == place)


def _with(walk: Walk, name: str, data: Mapping[str, Any]) -> Walk:
    found = _up_to(walk, None)
    found.documents[name] = dict(data)
    return found


def further_on() -> Iterator[tuple[State, Case]]:
    """Yield states that take more than one turn: a second pilot, and a year's plan that is changed."""
    again = _saying("judge-pilot", "repeat", TURNING["judge-pilot", "repeat"])
    day = _case(again).day
    on_the_day = dict.fromkeys(("completed", "from", "to"), day.isoformat())
    second = _with(again, "pilot-2", {**again.documents["pilot"], **on_the_day})
    yield ("pilot", "second round"), _case(second)
    review = {
        **PASSED.documents["pilot-review"],
        "decides_on": [
            {"document": name, "digest": second.digest(name)}
            for name in ("pilot-review", "pilot-2")
        ],
    }
    passed = _with(second, "pilot-review-2", review)
    yield ("review-pilot", "second round"), _case(passed)
    passed.votes["pilot-review-2"] = dict.fromkeys(VOTERS, ("agree", day))
    yield ("review-pilot", "passed in the second round"), _case(passed)
    plan = _standing("review-plan")
    change = {
        "by": "li-na",
        "completed": _case(plan).day.isoformat(),
        **TEMPLATES["scope-change"],
        "decides_on": [{"document": "plan", "digest": plan.digest("plan")}],
    }
    yield ("change-scope", "of a year's plan"), _case(_with(plan, "scope-change", change))


FURTHER_ON = dict(further_on())
CASES: Mapping[State, Case] = {**dict([*on_the_path(), *at_a_word(), *beside()]), **FURTHER_ON}


def look(case: Case) -> Register:
    return Register([*BASE_DOCUMENTS, *documents(case.files)], SCHEMAS, case.day)


# -- what is said of them ---------------------------------------------------------------------

#: By state: everything that is waited for, the step first. What is to be typed is spelt out by `typed`.
TABLE = """\
step             | what became of it          | next             | document       | state   | waits for                      | not before | due        | to type
plan-year        | draft                      | plan-year        | plan           | draft   | li-na                          |            |            | finish
plan-year        | unread                     | plan-year        | plan           | unread  | li-na                          |            |            | check
plan-year        | vote                       | plan-year        | plan           | vote    | wang-wei, wu-fang, huang-qiang |            |            | approve
plan-year        | one vote                   | plan-year        | plan           | vote    | wu-fang, huang-qiang           |            |            | approve
plan-year        | refused                    | plan-year        | plan-2         | to do   | li-na                          |            | 2026-04-28 | new
plan-year        | lapsed                     | plan-year        | plan           | lapsed  | he-ping                        |            |            | restore, approve anew
review-plan      | to do                      | review-plan      | plan-review    | to do   | li-na                          |            | 2026-05-03 | new
review-plan      | draft                      | review-plan      | plan-review    | draft   | li-na                          |            | 2026-05-03 | finish
review-plan      | unread                     | review-plan      | plan-review    | unread  | li-na                          |            | 2026-05-03 | check
collect          | draft                      | collect          | suggestion     | draft   | chen-jie                       |            |            | finish
collect          | unread                     | collect          | suggestion     | unread  | li-na                          |            |            | check
evaluate         | to do                      | evaluate         | evaluation     | to do   | li-na                          |            | 2026-03-03 | new
evaluate         | draft                      | evaluate         | evaluation     | draft   | li-na                          |            | 2026-03-03 | finish
evaluate         | unread                     | evaluate         | evaluation     | unread  | li-na                          |            | 2026-03-03 | check
detail           | to do                      | detail           | proposal       | to do   | li-na, chen-jie                |            | 2026-03-18 | new
detail           | draft                      | detail           | proposal       | draft   | chen-jie                       |            | 2026-03-18 | finish
detail           | unread                     | detail           | proposal       | unread  | li-na, chen-jie                |            | 2026-03-18 | check
review           | to do                      | review           | decision       | to do   | he-ping                        |            | 2026-03-19 | new
review           | draft                      | review           | decision       | draft   | he-ping                        |            | 2026-03-19 | finish
review           | unread                     | review           | decision       | unread  | he-ping                        |            | 2026-03-19 | check
review           | vote                       | review           | decision       | vote    | wang-wei, wu-fang, huang-qiang |            | 2026-03-19 | approve
review           | one vote                   | review           | decision       | vote    | wu-fang, huang-qiang           |            | 2026-03-19 | approve
review           | refused                    | review           | decision-2     | to do   | he-ping                        |            | 2026-03-20 | new
review           | lapsed                     | review           | decision       | lapsed  | he-ping                        |            | 2026-03-19 | restore, approve anew
implement        | to do                      | implement        | implementation | to do   | chen-jie                       |            | 2026-06-15 | new
implement        | draft                      | implement        | implementation | draft   | chen-jie                       |            | 2026-06-15 | finish
implement        | unread                     | implement        | implementation | unread  | chen-jie                       |            | 2026-06-15 | check
evaluate-effect  | to do                      | evaluate-effect  | effect         | to do   | li-na, chen-jie                | 2026-03-20 | 2026-05-04 | new
evaluate-effect  | draft                      | evaluate-effect  | effect         | draft   | chen-jie                       | 2026-03-20 | 2026-05-04 | finish
evaluate-effect  | unread                     | evaluate-effect  | effect         | unread  | li-na, chen-jie                | 2026-03-20 | 2026-05-04 | check
institutionalise | to do                      | institutionalise | adoption       | to do   | li-na                          |            | 2026-05-06 | new
institutionalise | draft                      | institutionalise | adoption       | draft   | li-na                          |            | 2026-05-06 | finish
institutionalise | unread                     | institutionalise | adoption       | unread  | li-na                          |            | 2026-05-06 | check
keep-original    | to do                      | keep-original    | reversion      | to do   | li-na                          |            | 2026-05-06 | undo, new
keep-original    | draft                      | keep-original    | reversion      | draft   | li-na                          |            | 2026-05-06 | undo, finish
keep-original    | unread                     | keep-original    | reversion      | unread  | li-na                          |            | 2026-05-06 | undo, check
charter-project  | to do                      | charter-project  | charter        | to do   | he-ping                        |            | 2026-03-20 | new
charter-project  | draft                      | charter-project  | charter        | draft   | he-ping                        |            | 2026-03-20 | finish
charter-project  | unread                     | charter-project  | charter        | unread  | he-ping                        |            | 2026-03-20 | check
charter-project  | vote                       | charter-project  | charter        | vote    | wang-wei, wu-fang, huang-qiang |            | 2026-03-20 | approve
charter-project  | one vote                   | charter-project  | charter        | vote    | wu-fang, huang-qiang           |            | 2026-03-20 | approve
charter-project  | refused                    | charter-project  | charter-2      | to do   | he-ping                        |            | 2026-03-20 | new
charter-project  | lapsed                     | charter-project  | charter        | lapsed  | he-ping                        |            | 2026-03-20 | restore, approve anew
plan-project     | to do                      | plan-project     | project-plan   | to do   | chen-jie                       |            | 2026-03-20 | new
plan-project     | draft                      | plan-project     | project-plan   | draft   | chen-jie                       |            | 2026-03-20 | finish
plan-project     | unread                     | plan-project     | project-plan   | unread  | chen-jie                       |            | 2026-03-20 | check
plan-project     | vote                       | plan-project     | project-plan   | vote    | wang-wei, wu-fang, huang-qiang |            | 2026-03-20 | approve
plan-project     | one vote                   | plan-project     | project-plan   | vote    | wu-fang, huang-qiang           |            | 2026-03-20 | approve
plan-project     | refused                    | plan-project     | project-plan-2 | to do   | chen-jie                       |            | 2026-03-20 | new
plan-project     | lapsed                     | plan-project     | project-plan   | lapsed  | he-ping                        |            | 2026-03-20 | restore, approve anew
pilot            | to do                      | pilot            | pilot          | to do   | chen-jie                       |            | 2026-06-15 | new
pilot            | draft                      | pilot            | pilot          | draft   | chen-jie                       |            | 2026-06-15 | finish
pilot            | unread                     | pilot            | pilot          | unread  | chen-jie                       |            | 2026-06-15 | check
review-pilot     | to do                      | review-pilot     | pilot-review   | to do   | he-ping                        |            | 2026-03-23 | new
review-pilot     | draft                      | review-pilot     | pilot-review   | draft   | he-ping                        |            | 2026-03-23 | finish
review-pilot     | unread                     | review-pilot     | pilot-review   | unread  | he-ping                        |            | 2026-03-23 | check
review-pilot     | vote                       | review-pilot     | pilot-review   | vote    | wang-wei, wu-fang, huang-qiang |            | 2026-03-23 | approve
review-pilot     | one vote                   | review-pilot     | pilot-review   | vote    | wu-fang, huang-qiang           |            | 2026-03-23 | approve
review-pilot     | refused                    | review-pilot     | pilot-review-2 | to do   | he-ping                        |            | 2026-03-24 | new
review-pilot     | lapsed                     | review-pilot     | pilot-review   | lapsed  | he-ping                        |            | 2026-03-23 | restore, approve anew
roll-out         | to do                      | roll-out         | rollout        | to do   | chen-jie                       |            | 2026-06-17 | new
roll-out         | draft                      | roll-out         | rollout        | draft   | chen-jie                       |            | 2026-06-17 | finish
roll-out         | unread                     | roll-out         | rollout        | unread  | chen-jie                       |            | 2026-06-17 | check
hand-over        | to do                      | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
hand-over        | draft                      | hand-over        | handover       | draft   | chen-jie                       |            | 2026-03-03 | finish
hand-over        | unread                     | hand-over        | handover       | unread  | chen-jie                       |            | 2026-03-03 | check
review-plan      | continued                  | review-plan      | plan-review-2  | to do   | li-na                          |            | 2026-05-04 | new
evaluate         | parked                     | evaluate         | evaluation-2   | to do   | li-na                          |            | 2026-03-04 | new
review           | postponed                  | detail           | proposal-2     | to do   | li-na, chen-jie                |            | 2026-03-20 | new
judge-pilot      | repeat                     | pilot            | pilot-2        | to do   | chen-jie                       |            | 2026-06-17 | new
review-pilot     | unknown                    | review-pilot     | pilot-review   | unknown | he-ping                        |            | 2026-03-23 |
judge-effect     | unknown                    | judge-effect     | effect         | unknown | chen-jie                       |            |            |
classify         | unknown                    | classify         | decision       | unknown | he-ping                        |            |            |
review           | unknown                    | review           | decision       | unknown | he-ping                        |            | 2026-03-19 |
evaluate         | unknown                    | evaluate         | evaluation     | unknown | li-na                          |            | 2026-03-03 |
review-plan      | unknown                    | review-plan      | plan-review    | unknown | li-na                          |            | 2026-05-03 |
evaluate         | parked until later         | evaluate         | evaluation-2   | to do   | li-na                          | 2026-03-02 | 2026-04-02 | new
review           | postponed until later      | detail           | proposal-2     | to do   | li-na, chen-jie                | 2026-03-02 | 2026-04-13 | new
withdraw         | draft                      | review           | decision       | to do   | he-ping                        |            | 2026-03-19 | new
                 |                            | withdraw         | withdrawal     | draft   | li-na                          |            |            | finish
abandon          | draft                      | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
                 |                            | abandon          | abandonment    | draft   | chen-jie                       |            |            | finish
abandon          | vote                       | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
                 |                            | abandon          | abandonment    | vote    | wang-wei, wu-fang, huang-qiang |            |            | approve
abandon          | carried                    | keep-original    | reversion      | to do   | li-na                          |            | 2026-03-25 | undo, new
abandon          | lapsed                     | abandon          | abandonment    | lapsed  | he-ping                        |            |            | restore, approve anew
abandon          | refused                    | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
change-scope     | draft                      | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
                 |                            | change-scope     | scope-change   | draft   | chen-jie                       |            |            | finish
change-scope     | vote                       | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
                 |                            | change-scope     | scope-change   | vote    | wang-wei, wu-fang, huang-qiang |            |            | approve
change-scope     | carried                    | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
change-scope     | lapsed                     | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
                 |                            | change-scope     | scope-change   | lapsed  | he-ping                        |            |            | restore, approve anew
change-scope     | refused                    | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
report-status    | draft                      | hand-over        | handover       | to do   | chen-jie                       |            | 2026-03-03 | new
                 |                            | report-status    | status-report  | draft   | chen-jie                       |            |            | finish
follow-up        | draft                      | follow-up        | follow-up      | draft   | li-na                          |            |            | finish
pilot            | second round               | review-pilot     | pilot-review-2 | to do   | he-ping                        |            | 2026-03-24 | new
review-pilot     | second round               | review-pilot     | pilot-review-2 | vote    | wang-wei, wu-fang, huang-qiang |            | 2026-03-24 | approve
review-pilot     | passed in the second round | roll-out         | rollout        | to do   | chen-jie                       |            | 2026-06-17 | new
change-scope     | of a year's plan           | review-plan      | plan-review    | to do   | li-na                          |            | 2026-05-03 | new
                 |                            | change-scope     | scope-change   | vote    | wang-wei, wu-fang, huang-qiang |            |            | approve
"""


@dataclass(frozen=True)
class Row:
    """One thing that is waited for."""

    step: str
    document: str
    state: str
    people: tuple[str, ...]
    not_before: str
    due: str
    typed: tuple[str, ...]


def _rows() -> dict[State, list[Row]]:
    found: dict[State, list[Row]] = {}
    state: State = ("", "")
    for line in TABLE.splitlines()[1:]:
        step, became, *cells = (cell.strip() for cell in f"{line} ".split(" |"))
        state = (step, became) if step else state
        following, document, word, people, not_before, due, typed = cells
        row = Row(following, document, word, _parts(people), not_before, due, _parts(typed))
        found.setdefault(state, []).append(row)
    return found


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(", ")) if cell else ()


ROWS = _rows()


@dataclass(frozen=True)
class Language:
    """How a language says it."""

    numbered: str
    step: str
    document: str
    people: str
    between: str
    not_before: str
    due: str
    states: Mapping[str, str]


LANGUAGES = {
    "en": Language(
        "step {}: {}", "step: {}", "document: {}, {}", "waiting for: {}", ", ", "not before: {}", "due: {}",
        {
            "to do": "to be written", "draft": "being written", "vote": "put to the vote",
            "lapsed": "votes have lapsed", "unknown": "outcome unknown", "unread": "cannot be read",
        },
    ),
    "zh": Language(
        "步骤 {}：{}", "步骤：{}", "文件：{}，{}", "等待：{}", "、", "不早于：{}", "期限：{}",
        {
            "to do": "待编写", "draft": "编写中", "vote": "表决中",
            "lapsed": "表决已失效", "unknown": "结论不明", "unread": "无法读取",
        },
    ),
}  # fmt: skip
NAMES = {
    "li-na": "Li Na", "chen-jie": "Chen Jie", "he-ping": "He Ping",
    "wang-wei": "Wang Wei", "wu-fang": "Wu Fang", "huang-qiang": "Huang Qiang",
}  # fmt: skip


def facts(row: Row, path: str, language: Language) -> list[str]:
    """Say which step, which document, whose turn, and until when."""
    step = STEPS[row.step]
    number = step.get("step")
    people = language.between.join(NAMES[person] for person in row.people)
    lines = [
        language.numbered.format(number, step["title"]) if number else language.step.format(step["title"]),
        language.document.format(path, language.states[row.state]),
        language.people.format(people),
    ]  # fmt: skip
    lines += [language.not_before.format(row.not_before)] if row.not_before else []
    return lines + ([language.due.format(row.due)] if row.due else [])


def typed(row: Row, case: Case, path: str) -> list[str]:
    """Spell out what is to be copied."""
    kind, name = STEPS[row.step].get("document"), row.document
    since = "2026-02-06T00:00"  # when the decision was carried
    commit = f'"$(git rev-list -1 --first-parent --before={since} HEAD)"'
    lines = {
        "new": [f"handrail new {kind} {case.record}"],
        "finish": [f"handrail finish {case.record} {name}"],
        "check": ["handrail check"],
        "approve": _approving(case.record, name, row.people),
        "approve anew": _approving(case.record, name, VOTERS),
        "restore": [
            f"git restore -- {path}",
            f"git log --oneline -- {path}",
            f"git restore --source=COMMIT -- {path}",
        ],
        "undo": [
            f"git diff {commit} -- processes/incident-management",
            f"git restore --source={commit} -- processes/incident-management",
        ],
    }
    return [line for word in row.typed for line in lines[word]]


def _approving(record: str, name: str, people: Iterable[str]) -> list[str]:
    return [f"handrail approve {record} {name} --by {person} --verdict agree" for person in people]


SINCE = ("since: ", "自：")


def shown(text: str) -> list[tuple[list[str], list[str]]]:
    """Take what `next` has printed apart: the facts of each block, and the lines to copy."""
    found = []
    for block in text.removesuffix("\n").split("\n\n"):
        lines = block.splitlines()[1:]
        indented = [(line, len(line) - len(line.lstrip())) for line in lines]
        said_first = [line.strip() for line, indent in indented if indent == 2]
        ends = next(n for n, line in enumerate(said_first) if line.endswith((":", "：")))
        about = [line for line in said_first[:ends] if not line.startswith(SINCE)]
        found.append((about, [line.strip() for line, indent in indented if indent == 8]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ROWS, ids=" ".join)
def test_what_next_says(state: State, language: str) -> None:
    case = CASES[state]
    register = look(case)
    dossier = register.dossiers_by_id[case.record]
    steps = next_steps(register, dossier, judge(register))
    expected = []
    for row in ROWS[state]:
        path = f"{dossier.folder}/{row.document}.yaml"
        expected.append((facts(row, path, LANGUAGES[language]), typed(row, case, path)))
    assert shown(to_text(steps, language, PLAIN)) == expected


# -- that none is left out --------------------------------------------------------------------


def every_state() -> Iterator[State]:
    """Find the states a record may stand in, in the process file alone."""
    for name, step in STEPS.items():
        kept = [] if name in GRAPH["starts"].values() or "during" in step else ["to do"]
        if "reads" not in step:
            kept += ["draft"] if "during" in step else ["draft", "unread"]
            if "approved_by" in step:
                votes = ["vote", "refused", "lapsed"]
                kept += [*votes, "carried"] if "during" in step else [*votes, "one vote"]
        else:
            kept = []
        yield from ((name, one) for one in kept)
    for name in ASKING:
        yield name, "unknown"
    for name, step in STEPS.items():
        for word, target in step["next"].items() if isinstance(step.get("next"), dict) else ():
            if name in _ahead(target) and "reads" not in STEPS[target]:
                yield name, word
    yield from (
        (name, f"{word} until later")
        for name, word in (("evaluate", "parked"), ("review", "postponed"))
    )


def _ahead(place: str) -> set[str]:
    """Name the steps that may be done from a place on."""
    found: set[str] = set()
    places = [place]
    while places:
        here = places.pop()
        if here in STEPS and here not in found:
            found.add(here)
            following = STEPS[here]["next"]
            places += following.values() if isinstance(following, dict) else [following]
    return found


def test_table_names_every_state() -> None:
    assert set(ROWS) == set(CASES) == {*every_state(), *FURTHER_ON}


def test_findings_are_those_of_the_state_alone() -> None:
    """A state is honest: `check` finds what makes it one, and nothing else."""
    by_itself = {
        "lapsed": ["approval-lapsed"],
        "unknown": ["unknown-outcome"],
        "unread": ["yaml-syntax"],
    }
    found = {state: [one.rule for one in judge(look(case))] for state, case in CASES.items()}
    assert found == {state: by_itself.get(state[1], []) for state in CASES}


# -- the ends ---------------------------------------------------------------------------------

#: By end: what is said of it, and what may still be done.
ENDS = {
    "closed": ("Plan closed", []),
    "merged": ("Merged into another", []),
    "declined": ("Declined", []),
    "rejected": ("Rejected", []),
    "withdrawn": ("Withdrawn", []),
    "original-kept": ("Original process kept", []),
    "adopted": ("Adopted", ["Measure again after rollout", "follow-up"]),
}
LAST_WORDS = {
    "en": ("`{}` has ended on {}: {}\n", "possible now as well:\n- {}: `handrail new {} {}`\n"),
    "zh": ("`{}` 已于 {} 结束：{}\n", "现在还可以：\n- {}：`handrail new {} {}`\n"),
}


def ended() -> Iterator[tuple[str, Walk]]:
    yield from ((str(walk.ended_as), walk) for walk in WALKS)
    taken_back = _with(
        _standing("review"),
        "withdrawal",
        {"by": "li-na", "completed": "2026-02-05", **TEMPLATES["withdrawal"]},
    )
    yield "withdrawn", taken_back


ENDED = dict(ended())


def test_every_end_is_reached() -> None:
    assert set(ENDED) == set(ENDS) == {end["id"] for end in GRAPH["ends"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", ENDS)
def test_what_next_says_at_an_end(
    end: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = _case(ENDED[end])
    for path, text in {**BASE, **case.files}.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended_with:
        main(("--as-of", case.day.isoformat(), "--lang", language, "next", case.record))
    gc.enable()
    title, possible = ENDS[end]
    over, more = LAST_WORDS[language]
    expected = over.format(case.record, case.day, title)
    if possible:
        expected += more.format(*possible, case.record)
    assert (ended_with.value.code, *capsys.readouterr()) == (0, expected, "")
