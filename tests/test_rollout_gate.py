"""Nothing is rolled out that no pilot has proved: in whatever order documents and votes are written.

The documents and votes of honest projects are written in any order, and each state on the way is
judged by what the files alone say: whether a carried review has said `passed`. Wherever it has not
and there is a finished rollout, handover or adoption, `check` finds an error; `new` refuses to
begin one.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.cli import main
from handrail.model.findings import Severity
from handrail.register import Register
from handrail.register.digests import digest
from handrail.rules import judge
from handrail.writing.addresses import Place
from handrail.writing.addresses import find_place
from handrail.writing.gates import open_place
from handrail.writing.refusals import Refusal
from tests.cli.conftest import commit
from tests.reading import BASE_DOCUMENTS
from tests.reading import SCHEMAS
from tests.reading import documents
from tests.walks import BASE
from tests.walks import VOTERS
from tests.walks import Walk
from tests.walks import kind_of
from tests.walks import straight

PASSED = straight(
    "improvement",
    {"evaluate": "selected", "review": "approved", "classify": "major", "review-pilot": "passed"},
)
REVIEWED_ON = date.fromisoformat(PASSED.documents["pilot-review"]["completed"])
#: What only a pilot that has passed opens the way to.
BEHIND_THE_GATE = ("rollout", "handover", "adoption")
MANAGER, QUALITY = "chen-jie", "li-na"


# -- projects, as they are written ------------------------------------------------------------


def reviewed(
    outcome: str = "passed", verdicts: Sequence[str] = ("agree",) * 3, **more: object
) -> Walk:
    """Return a project whose first review says something else, and everything that follows all the same."""
    found = Walk(PASSED.kind, dict(PASSED.documents), dict(PASSED.votes), last_day=PASSED.last_day)
    found.documents["pilot-review"] = PASSED.documents["pilot-review"] | {"outcome": outcome} | more
    found.votes["pilot-review"] = {
        person: (verdict, REVIEWED_ON) for person, verdict in zip(VOTERS, verdicts, strict=False)
    }
    return found


def repeated(outcome: str, verdicts: Sequence[str] = ("agree",) * 3) -> Walk:
    """Return a project whose first pilot was repeated, with what the second review says."""
    first = reviewed("repeat", plan_changes="Longer")
    day = REVIEWED_ON.isoformat()
    again = PASSED.documents["pilot"] | {"completed": day, "from": day, "to": day}
    found = Walk(first.kind, votes=dict(first.votes), last_day=first.last_day)
    for name, data in first.documents.items():
        found.documents[name] = data
        if name == "pilot-review":
            found.documents["pilot-2"] = again
            found.documents["pilot-review-2"] = data | {
                "outcome": outcome,
                "decides_on": [
                    {"document": one, "digest": found.digest(one)}
                    for one in ("pilot-review", "pilot-2")
                ],
            }
    found.votes["pilot-review-2"] = {
        person: (verdict, REVIEWED_ON) for person, verdict in zip(VOTERS, verdicts, strict=False)
    }
    return found


def unfinished() -> Walk:
    found = reviewed()
    found.documents["pilot-review"] = {
        key: value for key, value in found.documents["pilot-review"].items() if key != "completed"
    }
    return found


PROVEN = {"passed": PASSED, "passed at the second pilot": repeated("passed")}
UNPROVEN = {
    "stopped": reviewed("stopped"),
    "to be repeated": reviewed("repeat", plan_changes="Longer"),
    "no word that is known": reviewed("pased"),
    "no vote": reviewed(verdicts=()),
    "one vote": reviewed(verdicts=("agree",)),
    "objected to": reviewed(verdicts=("agree", "object", "object")),
    "abstained from": reviewed(verdicts=("abstain", "abstain", "agree")),
    "review not finished": unfinished(),
    "second pilot stopped": repeated("stopped"),
    "second review objected to": repeated("passed", ("object", "object", "agree")),
    "second review not voted on": repeated("passed", ()),
}


def edited_later() -> dict[str, str]:
    """Return a project that was stopped, and whose review was made to say `passed` after the votes."""
    stopped = UNPROVEN["stopped"].files()
    passed = UNPROVEN["no vote"].files()
    place = PASSED.place("pilot-review")
    return stopped | {place: passed[place]}


FILES: Mapping[str, Mapping[str, str]] = {
    **{name: walk.files() for name, walk in (PROVEN | UNPROVEN).items()},
    "made to say so after the votes": edited_later(),
}


# -- what the files alone say -----------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """Some of the files of a project."""

    files: Mapping[str, str]

    @property
    def data(self) -> dict[str, Any]:
        return {path: json.loads(text) for path, text in self.files.items()}

    def documents(self) -> dict[str, Any]:
        return {
            Path(path).stem: data for path, data in self.data.items() if "/approvals/" not in path
        }

    def is_proven(self) -> bool:
        """Tell whether most of the committee has agreed to a finished review that says `passed`."""
        return any(
            self.agreed(name, data) > len(VOTERS) / 2
            for name, data in self.documents().items()
            if kind_of(name) == "pilot-review"
            and data.get("completed")
            and data["outcome"] == "passed"
        )

    def agreed(self, name: str, data: Mapping[str, Any]) -> int:
        votes = (one for path, one in self.data.items() if "/approvals/" in path)
        return sum(
            (vote["document"], vote["digest"], vote["verdict"])
            == (name, digest(PASSED.id, name, data), "agree")
            for vote in votes
        )

    def is_rolled_out(self) -> bool:
        return any(
            name in BEHIND_THE_GATE and data.get("completed")
            for name, data in self.documents().items()
        )


def register_of(files: Mapping[str, str]) -> Register:
    return Register([*BASE_DOCUMENTS, *documents(files)], SCHEMAS, PASSED.last_day)


def errors(register: Register) -> list[str]:
    return [one.rule for one in judge(register) if one.severity is Severity.ERROR]


def may_begin(register: Register, kind: str) -> bool:
    """Tell whether `new` lets those whose turn it would be begin a document."""
    place = find_place(register, kind, PASSED.id, day=PASSED.last_day)
    people = [QUALITY if kind == "adoption" else MANAGER]
    return isinstance(place, Place) and not isinstance(
        open_place(register, place, people, PASSED.last_day), Refusal
    )


# -- the gate ---------------------------------------------------------------------------------


@settings(max_examples=80)
@given(project=st.sampled_from(sorted(FILES)), data=st.data())
def test_nothing_is_rolled_out_unproven_in_any_order(project: str, data: st.DataObject) -> None:
    everything = FILES[project]
    order = data.draw(st.permutations(sorted(everything)))
    for number in range(1, len(order) + 1):
        written = Written({path: everything[path] for path in order[:number]})
        if written.is_proven():
            break
        register = register_of(written.files)
        if written.is_rolled_out():
            assert errors(register), f"unnoticed after {order[:number]}"
        if PASSED.id in register.dossiers_by_id:
            assert [one for one in BEHIND_THE_GATE if may_begin(register, one)] == []


@pytest.mark.parametrize("project", PROVEN)
def test_a_proven_project_is_clean_in_the_end(project: str) -> None:
    written = Written(FILES[project])
    assert (written.is_proven(), written.is_rolled_out()) == (True, True)
    assert errors(register_of(written.files)) == []


@pytest.mark.parametrize("project", FILES)
def test_rollout_may_begin_only_where_a_pilot_has_passed(project: str) -> None:
    before = {
        path: text
        for path, text in FILES[project].items()
        if Path(path).stem not in BEHIND_THE_GATE
    }
    assert may_begin(register_of(before), "rollout") == (project in PROVEN)


@pytest.mark.parametrize("kind", BEHIND_THE_GATE)
@pytest.mark.parametrize("project", [name for name in FILES if name not in PROVEN])
def test_each_document_behind_the_gate_is_an_error_alone(project: str, kind: str) -> None:
    files = {
        path: text
        for path, text in FILES[project].items()
        if Path(path).stem == kind or Path(path).stem not in BEHIND_THE_GATE
    }
    assert errors(register_of(files)) != []


# -- with commits -----------------------------------------------------------------------------


def parts(walk: Walk) -> dict[str, dict[str, str]]:
    """Part a project into what is committed at once: what leads to the plan, then each document, then the last votes."""
    found: dict[str, dict[str, str]] = {"beginning": {}}
    for path, text in walk.files().items():
        name = json.loads(text).get("document", Path(path).stem)
        is_vote = "/approvals/" in path
        if name in {"suggestion", "evaluation", "proposal", "decision", "charter"}:
            found["beginning"][path] = text
        else:
            found.setdefault(f"votes on {name}" if is_vote else name, {})[path] = text
    return found


LATE_VOTES = [
    "beginning", "project-plan", "votes on project-plan", "pilot", "pilot-review",
    "rollout", "handover", "adoption", "votes on pilot-review",
]  # fmt: skip
ORDERS = {
    "votes at the end": LATE_VOTES,
    "backwards": LATE_VOTES[-2::-1] + LATE_VOTES[-1:],
    "rollout first": ["rollout", *(one for one in LATE_VOTES if one != "rollout")],
    "rollout before the pilot": [
        "beginning", "project-plan", "votes on project-plan", "rollout", "handover", "adoption",
        "pilot", "pilot-review", "votes on pilot-review",
    ],
}  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
def test_no_order_of_commits_rolls_out_unproven(
    order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(BASE)
    commit(tmp_path)
    everything = parts(PASSED)
    assert sorted(ORDERS[order]) == sorted(everything)
    written: dict[str, str] = {}
    seen = 0
    for part in ORDERS[order]:
        put(everything[part])
        written |= everything[part]
        commit(tmp_path)
        state = Written(written)
        if state.is_rolled_out() and not state.is_proven():
            assert handrail("check") == 1, f"unnoticed after {part}"
            assert handrail("new", "rollout", PASSED.id, "--by", MANAGER) == 1
            seen += 1
    assert seen >= 3
    assert handrail("check") == 0


def put(files: Mapping[str, str]) -> None:
    for path, text in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def handrail(*words: str) -> object:
    """Run a command, and return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(("--as-of", PASSED.last_day.isoformat(), *words))
    gc.enable()
    return ended.value.code
