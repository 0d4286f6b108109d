"""What a shell offers when Tab is pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from handrail.cli.program import program


def offered(line: str) -> list[str]:
    words = line.split(" ")
    shell = ShellComplete(program, {}, "handrail", "_HANDRAIL_COMPLETE")
    return [item.value for item in shell.get_completions(words[:-1], words[-1])]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ch", ["check"]),
        ("site ", ["build"]),
        ("next ", ["2026", "incident-form", "self-service-portal"]),
        ("show in", ["incident-form", "incident-management"]),
        (
            "show i",
            ["improvement-committee", "incident-form", "incident-management", "it-director"],
        ),
        ("history i", ["incident-form", "incident-management"]),
        ("approve self-service-portal ", ["evaluation", "proposal", "suggestion"]),
        ("approve 2026 --by w", ["wang-wei", "wu-fang"]),
        ("approve 2026 --verdict a", ["agree", "abstain"]),
        ("new de", ["decision"]),
        ("new a", ["abandonment", "adoption", "assessment"]),
        ("new decision in", ["incident-form"]),
        ("new review in", ["incident-management"]),
        ("finish in", ["incident-form", "incident-management"]),
        ("finish self-service-portal p", ["proposal"]),
        ("new decision incident-form --by h", ["he-ping", "huang-qiang"]),
        ("explain unknown-p", ["unknown-part", "unknown-person", "unknown-process"]),
        ("list v", ["votes"]),
        ("check --format ", ["text", "json", "github"]),
    ],
)
def test_offered(line: str, words: list[str]) -> None:
    assert offered(line) == words


def test_outside_a_repository_nothing_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [offered("next "), offered("approve 2026 --by "), offered("show ")] == [[], [], []]


def test_another_root(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.parent)
    assert offered("next --root company in") == ["incident-form"]
