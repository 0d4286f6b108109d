"""The versions of a process as git has kept them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from handrail.loading.editions import Edition
from handrail.loading.editions import read_editions
from handrail.loading.sources import Changed
from handrail.loading.sources import Memory
from handrail.loading.sources import WorkTree
from handrail.loading.sources import commit_source

PROCESS = "processes/incident-management/process.yaml"


def git(folder: Path, *words: str) -> None:
    stamp = "2026-03-01T12:00:00+0800"
    subprocess.run(
        ["git", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp},
    )


def commit(folder: Path, *contents: str, path: str = PROCESS) -> None:
    """Commit one content of a file after the other."""
    for content in contents:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "--message=more")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def test_each_version_is_what_the_file_said_last_while_it_bore_it(folder: Path) -> None:
    commit(
        folder,
        'version: "1.0"\ntitle: Incidnets\n',
        'version: "1.0"\ntitle: Incidents\n',
        "title: Incident management\nversion: '1.1'  # with a portal\n",
    )
    assert read_editions(WorkTree(folder)) == {
        "incident-management": (
            Edition("1.0", {"version": "1.0", "title": "Incidents"}),
            Edition("1.1", {"title": "Incident management", "version": "1.1"}),
        )
    }


def test_a_version_that_came_back_is_the_latest(folder: Path) -> None:
    commit(folder, "version: '1.0'\n", "version: '1.1'\n", "version: '1.0'\nowner: li-na\n")
    assert [one.version for one in read_editions(WorkTree(folder))["incident-management"]] == [
        "1.1",
        "1.0",
    ]


def test_what_cannot_be_read_is_no_version(folder: Path) -> None:
    commit(folder, "version: [\n", "no version\n", "- version: '1.0'\n", "version: '2.0'\n")
    assert read_editions(WorkTree(folder)) == {
        "incident-management": (Edition("2.0", {"version": "2.0"}),)
    }


def test_a_commit_knows_what_was_before_it_and_nothing_later(folder: Path) -> None:
    commit(folder, "version: '1.0'\n", "version: '1.1'\n")
    found = read_editions(commit_source(folder, "HEAD~1"))
    assert [one.version for one in found["incident-management"]] == ["1.0"]


def test_changes_that_are_not_committed_leave_the_past_alone(folder: Path) -> None:
    commit(folder, "version: '1.0'\n")
    changed = Changed(WorkTree(folder), {PROCESS: b"version: '1.1'\n"})
    assert [one.version for one in read_editions(changed)["incident-management"]] == ["1.0"]


def test_without_git_there_are_none(tmp_path: Path) -> None:
    assert read_editions(WorkTree(tmp_path)) == {}
    assert read_editions(Memory({PROCESS: b"version: '1.0'\n"})) == {}
