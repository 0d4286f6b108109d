"""What the commands print, in both languages, and how they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from handrail.cli.program import program
from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import write

COMMANDS = ["", *program.places, "site build"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help(handrail: Handrail, command: str, language: str, snapshot: SnapshotAssertion) -> None:
    ran = handrail(*command.split(), "--help", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        "status",
        "status --format markdown",
        "status --format csv",
        "next",
        "next self-service-portal",
        "next incident-form",
        "list waiting",
        "show self-service-portal",
        "show incident-management",
        "show 2026",
        "explain approval-lapsed",
    ],
)
def test_what_is_printed(
    handrail: Handrail, words: str, language: str, snapshot: SnapshotAssertion
) -> None:
    ran = handrail(*words.split(), "--lang", language)
    assert ran.code == 0
    assert ran.out == snapshot


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "words",
    ["status", "check", "next", "list improvements", "show 2026", "explain", "explain yaml-syntax"],
)
def test_json_is_all_there_is_on_stdout(handrail: Handrail, words: str) -> None:
    ran = handrail(*words.split(), "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["version"] == 1


@pytest.mark.usefixtures("repository")
def test_banner_of_a_sample_repository_goes_to_stderr(handrail: Handrail) -> None:
    assert handrail("list", "overdue") == Ran(0, "Past their time\n  nothing\n", BANNER)


def test_an_error_ends_with_1_and_a_warning_with_0(handrail: Handrail, repository: Path) -> None:
    portal = repository / "improvements/2026/self-service-portal"
    (portal / "decision.yaml").write_text("by: improvement-committee\nrecorded_by: he-ping\n")
    assert handrail("check").code == 0
    (portal / "decision.yaml").write_text("by: improvement-comittee\nrecorded_by: he-ping\n")
    assert handrail("check").code == 1


def test_check_shows_place_hint_and_reason(handrail: Handrail, repository: Path) -> None:
    write(repository, {"improvements/2026/plan-review.yaml": "by: li-an"})
    assert handrail("check") == Ran(
        1,
        "error[unknown-person]: no person and no body `li-an` in organization.yaml\n"
        "  improvements/2026/plan-review.yaml:1:5\n"
        "  1 │ by: li-an\n"
        "    │     ^^^^^ did you mean `li-na`?\n"
        "  why: whoever cannot be found cannot be asked, reminded or held to anything\n"
        "  explain: handrail explain unknown-person\n"
        f"{_summary(handrail)}: 1 error, 0 warnings\n",
        BANNER,
    )


def _summary(handrail: Handrail) -> str:
    data = json.loads(handrail("check", "--format", "json").out)
    return f"checked {data['documents']} documents against {data['rules']} rules, as of 2026-04-20"


def test_findings_are_written_to_files_as_well(handrail: Handrail, repository: Path) -> None:
    ran = handrail(
        "check", "--output", "json=a.json", "--output", "text=sub/b.txt", "--format", "github"
    )
    assert ran.code == 0
    assert json.loads((repository / "a.json").read_text(encoding="utf-8"))["findings"] == []
    assert (repository / "sub" / "b.txt").read_text(encoding="utf-8") == ran.out


def test_github_is_given_a_page(
    handrail: Handrail, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = repository.parent / "summary.md"
    page.write_text("# before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.parent))
    write(repository, {"improvements/2026/plan-review.yaml": "by: li-an"})
    ran = handrail("check", "--format", "github")
    assert ran.out.startswith("::error file=company/improvements/2026/plan-review.yaml,line=1,")
    assert page.read_text(encoding="utf-8") == (
        "# before\n"
        "### handrail check\n\n"
        f"{ran.out.splitlines()[-1]}\n\n"
        "| Severity | Rule | Findings |\n"
        "| --- | --- | ---: |\n"
        "| error | `unknown-person` | 1 |\n"
    )


@pytest.mark.usefixtures("repository")
def test_rules_are_listed(handrail: Handrail) -> None:
    ran = handrail("explain", "--format", "csv")
    assert ran.out.splitlines()[0] == '"Rule","Severity","What is true of good records"'
    assert '"overdue","warning","Nothing open is past the time its step allows"' in ran.out


def test_a_record_and_a_process_that_is_not_there(handrail: Handrail, repository: Path) -> None:
    assert handrail("show", "incident-from") == Ran(
        2,
        "",
        BANNER + "error: no improvement, year, process or role `incident-from`\n"
        "hint: did you mean `incident-form`?\n",
    )
    assert handrail("next", "2027").err == (
        BANNER + "error: no improvement and no year `2027`\n"
        "hint: begin it with `handrail new plan 2027`\n"
    )
    assert handrail("next", "incident-management").err == (
        BANNER + "error: no improvement and no year `incident-management`\n"
        "hint: that is a process: `handrail show incident-management` shows it\n"
    )
    assert handrail("next", "1999").err == (
        BANNER + "error: no improvement and no year `1999`\n"
        "hint: allowed here: `2026`, `incident-form`, `self-service-portal`\n"
    )
    assert repository.is_dir()


def test_process_that_cannot_be_read_is_not_said_to_be_missing(
    handrail: Handrail, repository: Path
) -> None:
    file = "processes/incident-management/process.yaml"
    (repository / file).write_text("title: [\n", encoding="utf-8")
    assert handrail("show", "incident-management") == Ran(
        2,
        "",
        f"{BANNER}error: `{file}` cannot be read\n"
        "hint: `handrail check` says what is wrong with it\n",
    )


def test_show_says_what_is_mine(handrail: Handrail, repository: Path) -> None:
    by_both, by_its_own = (
        handrail("show", "incident-management/service-desk"),
        handrail("show", "service-desk"),
    )
    assert by_both == by_its_own
    assert by_both.code == 0
    assert "Receive and record" in by_both.out
    assert "Activities of the other processes" not in by_both.out
    assert (
        handrail("show", "continual-improvement/suggester").out == handrail("show", "suggester").out
    )
    folder = repository / "processes/problem-management"
    folder.mkdir()
    text = (repository / "processes/incident-management/process.yaml").read_text(encoding="utf-8")
    (folder / "process.yaml").write_text(text, encoding="utf-8")
    assert handrail("show", "service-desk") == Ran(
        2,
        "",
        BANNER + "error: more than one process has a role `service-desk`\n"
        "hint: name the process too: incident-management/service-desk, problem-management/service-desk\n",
    )
    assert "hint: did you mean `quality-lead`?" in handrail("show", "quality-leed").err
    assert "hint: did you mean `suggester`?" in handrail("show", "sugester").err


def test_nothing_under_way(handrail: Handrail, repository: Path) -> None:
    year = repository / "improvements/2026"
    for path in (year / "plan.yaml", year / "plan-review.yaml"):
        path.unlink()
    for folder in ("approvals", "self-service-portal"):
        shutil.rmtree(year / folder)
    assert handrail("next").out == (
        "nothing is under way\npossible now:\n"
        "- `handrail new suggestion ID`\n- `handrail new plan 2026`\n"
    )
