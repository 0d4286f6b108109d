"""`handrail history`, and what `handrail show` tells from git."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import commit
from tests.cli.conftest import git
from tests.cli.conftest import write
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

CLOCKS = "dates are what the clocks of those who committed said; git does not check them\n"


def told(handrail: Handrail, *words: str) -> list[str]:
    """Say the rows of a history as people read them, without what a commit is called."""
    ran = handrail("history", *words, "--format", "csv")
    assert (ran.code, ran.err) == (0, CLOCKS)
    rows = csv.DictReader(io.StringIO(ran.out))
    return [f"{row['Date']} {row['Person']}: {row['Document']}, {row['What happened']}" for row in rows]  # fmt: skip


def change(repository: Path, changes: dict[str, str]) -> None:
    write(repository, changes)
    for path, text in changes.items():
        if text == "-":
            (repository / path).unlink()
    commit(repository)


def test_what_a_document_went_through(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    draft = "by: improvement-committee\nrecorded_by: he-ping\n"
    change(repository, {f"{PORTAL}/decision.yaml": draft})
    change(repository, {f"{PORTAL}/decision.yaml": f"{draft}outcome: rejected\n"})
    change(repository, DECISION)
    change(repository, {**DECISION, **vote("wang-wei", "agree"), **vote("wu-fang", "object")})
    (objection,) = (repository / PORTAL / "approvals").glob("*.wu-fang.yaml")
    change(repository, {objection.relative_to(repository).as_posix(): "-"})
    done = DECISION[f"{PORTAL}/decision.yaml"]
    change(repository, {f"{PORTAL}/decision.yaml": done.replace("It costs", "It still costs")})
    change(repository, {f"{PORTAL}/decision.yaml": done.replace("completed: 2026-04-16\n", "")})
    change(repository, {f"{PORTAL}/decision.yaml": "-"})
    assert [line.removeprefix("2026-03-14 Li Na: ") for line in told(handrail, "self-service-portal")] == [
        "evaluation, written and finished",
        "proposal, written and finished",
        "suggestion, written and finished",
        "decision, drafted",
        "decision, changed",
        "decision, finished",
        f"approvals/{_vote(repository, 'wang-wei')}, voted: agree",
        f"approvals/{objection.stem}, voted: object",
        f"approvals/{objection.stem}, vote taken away",
        "decision, changed after it was finished",
        "decision, opened again",
        "decision, removed",
    ]  # fmt: skip


def _vote(repository: Path, person: str) -> str:
    return next((repository / PORTAL / "approvals").glob(f"*.{person}.yaml")).stem


def test_a_process_a_year_and_a_meeting(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    path = "processes/incident-management/process.yaml"
    change(repository, {path: "version: '9.9'"})
    change(repository, {path: "version: '9.9'\npurpose: Other"})
    assert [line.partition(": ")[2] for line in told(handrail, "incident-management")] == [
        "process, version 1.0",
        "process, version 9.9",
        "process, changed",
    ]
    year = [line.partition(": ")[2] for line in told(handrail, "2026")]
    assert "plan, written and finished" in year
    assert all("suggestion" not in line for line in year)
    assert told(handrail, "2026-01-08-evaluation") == [
        "2026-03-14 Li Na: 2026-01-08-evaluation, written and finished"
    ]


def test_a_record_that_was_renamed_and_one_that_is_gone(
    handrail: Handrail, repository: Path
) -> None:
    commit(repository)
    git(repository, "mv", PORTAL, "improvements/2026/entrance")
    commit(repository)
    git(repository, "rm", "-r", "--quiet", "improvements/2026/incident-form")
    commit(repository)
    moved = told(handrail, "entrance")
    assert moved[-1] == (
        "2026-03-14 Li Na: suggestion,"
        f" moved here from {PORTAL}/suggestion.yaml"
    )  # fmt: skip
    assert moved[0] == "2026-03-14 Li Na: evaluation, written and finished"
    assert told(handrail, "incident-form")[-1] == "2026-03-14 Li Na: suggestion, removed"


def test_authors_are_known_by_their_address(
    handrail: Handrail, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = "people:\n  - {id: li-na, name: Li Na of quality, email: LI-NA@company-d.example, from: 2025-01-01}"  # fmt: skip
    text = (repository / "organization.yaml").read_text(encoding="utf-8")
    roles = text[text.index("roles:") :]
    (repository / "organization.yaml").write_text(f"{people}\n{roles}", encoding="utf-8")
    commit(repository)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A visitor\x1b[31m")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "visitor@elsewhere.example")
    (repository / PORTAL / "proposal.yaml").unlink()
    commit(repository)
    data = json.loads(handrail("history", "self-service-portal", "--format", "json").out)
    assert [row["person"] for row in data["rows"]] == [
        *[{"kind": "person", "id": "li-na", "title": "Li Na of quality"}] * 3,
        "A visitor\x1b[31m",
    ]
    assert "\x1b" not in handrail("history", "self-service-portal").out


def test_an_earlier_commit_is_asked_for(handrail: Handrail, repository: Path) -> None:
    first = commit(repository)
    change(repository, {f"{PORTAL}/proposal.yaml": "-"})
    lines = told(handrail, "self-service-portal")
    assert told(handrail, "self-service-portal", "--at", first) == lines[:3]
    assert told(handrail, "self-service-portal", "--at", "HEAD") == lines


def test_machines_are_given_the_whole_commit_and_both_clocks(
    handrail: Handrail, repository: Path
) -> None:
    name = commit(repository)
    data = json.loads(handrail("history", "2026-01-08-evaluation", "--format", "json").out)
    path = "improvements/2026/meetings/2026-01-08-evaluation.yaml"
    assert data["rows"] == [
        {
            "date": "2026-03-14",
            "person": "Li Na",
            "document": {"kind": "document", "id": path, "title": "2026-01-08-evaluation"},
            "what": "written and finished",
            "commit": name[:7],
            "subject": "state",
            "action": "added",
            "earlier": None,
            "revision": name,
            "authored": "2026-03-14T12:00:00+08:00",
            "committed": "2026-03-14T12:00:00+08:00",
        }
    ]


def test_a_shallow_clone_says_what_is_missing(
    handrail: Handrail, repository: Path, tmp_path: Path
) -> None:
    commit(repository)
    change(repository, {f"{PORTAL}/proposal.yaml": "-"})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(clone))
    ran = handrail("history", "self-service-portal", "--root", str(clone), "--format", "csv")
    assert [row["What happened"] for row in csv.DictReader(io.StringIO(ran.out))] == [
        "there already",
        "there already",
    ]
    assert ran.err == CLOCKS + (
        "this clone is shallow: what was committed before its oldest commit is missing;"
        " `git fetch --unshallow` brings it\n"
    )


def test_versions_that_a_shallow_clone_lacks_are_spoken_of(
    handrail: Handrail, repository: Path, tmp_path: Path
) -> None:
    def listed(view: str, root: Path) -> str:
        ran = handrail("list", view, "--root", str(root), "--format", "csv")
        assert ran.code == 0
        return ran.err

    assert "shallow" not in listed("complexity", repository)
    commit(repository)
    change(repository, {f"{PORTAL}/proposal.yaml": "-"})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(clone))
    assert "shallow" not in listed("complexity", repository)
    assert "shallow" not in listed("processes", clone)
    assert listed("complexity", clone).endswith(
        "this clone is shallow: what was committed before its oldest commit is missing;"
        " `git fetch --unshallow` brings it\n"
    )


def test_no_repository_and_no_record(handrail: Handrail, repository: Path) -> None:
    ran = handrail("history", "2026")
    assert (ran.code, ran.out) == (3, "")
    assert "is not in a git repository" in ran.err
    commit(repository)
    ran = handrail("history", "self-service-potal")
    assert ran.code == 2
    assert ran.err == (
        "error: no improvement, year, process or meeting `self-service-potal`\n"
        "hint: did you mean `self-service-portal`?\n"
    )
    ran = handrail("history", "2026", "--at", "nowhere")
    assert (ran.code, ran.out) == (3, "")


def test_nothing_is_committed_yet(handrail: Handrail, repository: Path) -> None:
    git(repository, "init", "--quiet")
    assert handrail("history", "2026").out == "History\n  nothing\n"


def test_whatever_was_committed_gives_no_traceback(handrail: Handrail, repository: Path) -> None:
    for content in (b"\xff\xfe", b"a: [", b"- 1", b"completed: {}\nby: 3", b""):
        (repository / PORTAL / "decision.yaml").write_bytes(content)
        commit(repository)
    assert handrail("history", "self-service-portal").code == 0


def test_show_tells_what_git_knows_of_each_document(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    change(repository, {f"{PORTAL}/proposal.yaml": "summary: Other"})
    tables = json.loads(handrail("show", "self-service-portal", "--format", "json").out)["tables"]
    rows = next(table for table in tables if table["id"] == "commits")["rows"]
    assert [(row["document"]["title"], row["commits"], row["person"]) for row in rows] == [
        ("evaluation", 1, "Li Na"),
        ("proposal", 2, "Li Na"),
        ("suggestion", 1, "Li Na"),
    ]


def test_show_works_where_there_is_no_git(handrail: Handrail, repository: Path) -> None:
    ran = handrail("show", "self-service-portal")
    assert ran.code == 0
    assert ran.err == f"{BANNER}`{repository}` is not in a git repository\n"


def test_git_is_asked_once(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    trace = repository.parent / "trace"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_TRACE", str(trace))
        handrail("history", "self-service-portal")
    asked = [line.partition("git log")[1] for line in trace.read_text().splitlines()]
    assert asked.count("git log") == 1
