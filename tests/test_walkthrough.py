"""The year and the projects that a page tells by command, played through: every line typed, every commit checked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PAGES = Path(__file__).parent.parent / "site"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
#: What a shell that runs the commands writes between the outputs of two.
MARK = "\x1e"


@dataclass(frozen=True)
class Command:
    """Lines typed at one prompt, and the output that the page shows below them."""

    typed: str
    shown: str


def commands(language: str) -> list[Command]:
    text = (PAGES / language / "walkthrough.md").read_text(encoding="utf-8")
    found: list[Command] = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Command(line[2:], ""))
            elif line == ">" or line.startswith("> "):
                found[-1] = Command(f"{found[-1].typed}\n{line[2:]}", found[-1].shown)
            else:
                found[-1] = Command(found[-1].typed, f"{found[-1].shown}{line}\n")
    return found


def is_commit(command: Command) -> bool:
    return "git commit" in command.typed


def is_refused(command: Command) -> bool:
    return command.shown.startswith("refused: ")


@dataclass(frozen=True)
class Played:
    """The folder it was played in, and what each command printed."""

    home: Path
    printed: list[str]
    #: What `check` found after each commit, by the commit's message.
    checked: dict[str, Any]

    def year(self, repository: str) -> Path:
        """Return the folder of the records in one of the repositories."""
        return self.home / repository / "improvements" / "2026"

    def handrail(self, repository: str, *words: str) -> str:
        command = [str(Path(sys.executable).with_name("handrail")), "--as-of", "2026-12-10", *words]
        done = subprocess.run(
            command, cwd=self.home / repository, capture_output=True, text=True, check=True,
            encoding="utf-8",
        )  # fmt: skip
        return done.stdout

    def standing(self, repository: str) -> dict[str, str]:
        """Say of each improvement how it has ended, or where it stands."""
        status = json.loads(self.handrail(repository, "status", "--format", "json"))
        return {one["id"]: one["ended_as"] or one["activity"] for one in status["improvements"]}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    home = tmp_path_factory.mktemp("walkthrough")
    check = f"printf '{MARK}'; handrail --as-of $day check --format json"
    lines = ["set -eu", "day=2026-01-05"]
    typed = commands("en")
    for command in typed:
        # What is refused fails, and is told like an answer; if it is not refused, the play ends.
        line = f"! {{ {command.typed}; }} 2>&1" if is_refused(command) else command.typed
        lines += [line, *([check] if is_commit(command) else []), f"printf '{MARK}'"]
    script = home / "year.sh"
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", script], cwd=home, env=environment(), capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    outputs = iter(done.stdout.split(MARK))
    printed, checked = [], {}
    for command in typed:
        printed.append(next(outputs))
        if is_commit(command):
            checked[command.typed.rpartition("--message ")[2].strip('"')] = json.loads(
                next(outputs)
            )
    return Played(home, printed, checked)


def environment() -> dict[str, str]:
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
           for key, value in (("NAME", "He Ping"), ("EMAIL", "he-ping@company-e.example"))}  # fmt: skip
    folder = str(Path(sys.executable).parent)
    return {
        **os.environ,
        **who,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
    }


def test_check_finds_nothing_after_any_commit(played: Played) -> None:
    assert len(played.checked) > 45
    assert {message: found["findings"] for message, found in played.checked.items()} == {
        key: [] for key in played.checked
    }


def test_every_improvement_ends_as_the_page_says(played: Played) -> None:
    assert played.standing("handbook") == {
        "call-back": "detail",  # parked, and selected in November
        "incident-form": "adopted",
        "new-logo": "declined",
        "night-shift": "rejected",
        "shared-board": "withdrawn",
        "stricter-closing": "original-kept",
        "written-answers": "evaluate-effect",  # postponed, and taken up again
    }


def test_plan_is_voted_on_reviewed_four_times_and_closed(played: Played) -> None:
    year = played.year("handbook")
    assert len(list((year / "approvals").glob("plan.*.yaml"))) == 3
    assert sorted(path.name for path in year.glob("plan-review*.yaml")) == [
        "plan-review-2.yaml", "plan-review-3.yaml", "plan-review-4.yaml", "plan-review.yaml",
    ]  # fmt: skip
    assert "Plan closed" in played.handrail("handbook", "show", "2026")


def test_every_project_ends_as_the_page_says(played: Played) -> None:
    assert (
        played.standing("projects")
        == {
            "chat-bot": "original-kept",  # stopped after its pilot
            "monitoring": "original-kept",  # its plan was objected to and rewritten, and it was abandoned
            "portal": "adopted",
        }
    )


def test_project_has_gone_through_what_the_page_tells(played: Played) -> None:
    year = played.year("projects")
    told = {
        "portal": [
            "adoption", "charter", "decision", "evaluation", "follow-up", "handover", "pilot",
            "pilot-2", "pilot-review", "pilot-review-2", "project-plan", "project-plan-2",
            "proposal", "rollout", "scope-change", *REPORTS, "suggestion",
        ],
        "chat-bot": [
            "charter", "decision", "evaluation", "pilot", "pilot-review", "project-plan",
            "proposal", "reversion", "status-report", "suggestion",
        ],
        "monitoring": [
            "abandonment", "charter", "decision", "evaluation", "project-plan", "project-plan-2",
            "proposal", "reversion", "status-report", "suggestion",
        ],
    }  # fmt: skip
    assert {
        project: sorted(path.stem for path in (year / project).glob("*.yaml")) for project in told
    } == told
    assert verdicts(year, "monitoring", "project-plan") == ["agree", "object", "object"]
    assert verdicts(year, "monitoring", "project-plan-2") == ["agree", "agree", "agree"]
    assert verdicts(year, "portal", "scope-change") == ["agree", "agree", "object"]


def verdicts(year: Path, project: str, document: str) -> list[str]:
    votes = (year / project / "approvals").glob(f"{document}.*.yaml")
    texts = (path.read_text(encoding="utf-8") for path in votes)
    return sorted(
        word for text in texts for word in re.findall(r"^verdict: (\w+)$", text, re.MULTILINE)
    )


REPORTS = ["status-report", *(f"status-report-{number}" for number in range(2, 6))]


def test_page_shows_what_is_printed(played: Played) -> None:
    shown = [
        (command.typed, command.shown, printed)
        for command, printed in zip(commands("en"), played.printed, strict=True)
        if command.shown
    ]
    assert len(shown) >= 3
    for typed, expected, printed in shown:
        assert expected == printed, typed


def test_both_languages_type_the_same() -> None:
    assert commands("zh") == commands("en")
