"""`handrail set`: what is changed in a file that is there, and what is refused."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.test_new import data
from tests.cli.test_new import files

ORGANIZATION = "organization.yaml"
PROCESS = "processes/incident-management/process.yaml"
FORM = "improvements/2026/incident-form"


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_value_is_set_and_nothing_else_changes(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail("set", ORGANIZATION, "people.chen-jie.email=chen.jie@company-d.example")
    assert ran == Ran(0, f"wrote {ORGANIZATION}\n", BANNER)
    after = files(repository)
    assert {path for path in after if after[path] != before[path]} == {ORGANIZATION}
    gone, come = changed_lines(before[ORGANIZATION], after[ORGANIZATION])
    assert all("chen-jie" in line for line in gone)
    assert any("chen.jie@company-d.example" in line for line in come)
    assert handrail("check").code == 0


def test_what_is_said_already_writes_nothing(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail("set", "handrail.yaml", "timezone=Asia/Shanghai")
    assert ran == Ran(0, "handrail.yaml says so already\n", BANNER)
    assert files(repository) == before


def test_an_improvement_moves_a_process_to_its_next_version(
    handrail: Handrail, repository: Path
) -> None:
    given = ("--improvement", "self-service-portal", "activities.log.standard=Within a minute")
    assert handrail("set", PROCESS, *given).code == 0
    process = data(repository, PROCESS)
    assert process["version"] == "1.1"
    assert process["changes"][0] == {
        "version": "1.1", "date": "2026-04-20", "improvement": "self-service-portal",
        "summary": "Self-service portal",
    }  # fmt: skip
    assert process["activities"][0]["standard"] == "Within a minute"
    # A second edit for the same improvement belongs to the same version.
    again = ("--improvement", "self-service-portal", "activities.log.standard=At once")
    assert handrail("set", PROCESS, *again).code == 0
    assert data(repository, PROCESS)["version"] == "1.1"
    assert len(data(repository, PROCESS)["changes"]) == len(process["changes"])


def test_the_newest_version_stands_first_and_can_be_told_in_the_same_command(
    handrail: Handrail, repository: Path
) -> None:
    file = repository / PROCESS
    rows = 'changes:\n  # The beginning\n  - {version: "1.0", date: 2026-01-05, editorial: true, summary: First}\n'
    file.write_text(file.read_text(encoding="utf-8") + rows, encoding="utf-8")
    given = ("--improvement", "self-service-portal", "changes.0.summary=Reports by portal")
    assert handrail("set", PROCESS, *given).code == 0
    assert data(repository, PROCESS)["changes"] == [
        {
            "version": "1.1", "date": "2026-04-20", "improvement": "self-service-portal",
            "summary": "Reports by portal",
        },
        {"version": "1.0", "date": "2026-01-05", "editorial": True, "summary": "First"},
    ]  # fmt: skip
    assert "  # The beginning\n" in file.read_text(encoding="utf-8")


def test_the_row_of_the_version_may_stand_first(handrail: Handrail, repository: Path) -> None:
    file = repository / PROCESS
    text = file.read_text(encoding="utf-8").replace('version: "1.0"', 'version: "1.1"', 1)
    rows = (
        '  - {version: "1.1", date: 2026-04-20, improvement: self-service-portal, summary: A portal}\n'
        '  - {version: "1.0", date: 2026-01-05, summary: First}\n'
    )
    file.write_text(f"{text}changes:\n{rows}", encoding="utf-8")
    before = data(repository, PROCESS)
    given = ("--improvement", "self-service-portal", "activities.log.standard=At once")
    assert handrail("set", PROCESS, *given).code == 0
    after = data(repository, PROCESS)
    assert (after["version"], after["changes"]) == ("1.1", before["changes"])


def test_what_was_approved_is_not_changed(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail("set", f"{FORM}/decision.yaml", "reasons=Other reasons")
    assert ran.code == 1
    assert "approval-lapsed" in ran.out
    assert ran.err == (
        f"{BANNER}refused: {FORM}/decision.yaml was not changed: `check` would find what stands above\n"
        "hint: what was approved is changed by the next number and a `scope-change`, never in its file\n"
    )
    assert files(repository) == before


def test_a_value_that_brings_another_error_is_refused(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail("set", ORGANIZATION, "people.chen-jie.id=chen-jia")
    assert ran.code == 1
    assert ran.err == (
        f"{BANNER}refused: {ORGANIZATION} was not changed: `check` would find what stands above\n"
        "hint: put right what is listed, or set what belongs together in one command\n"
    )
    assert files(repository) == before


def test_a_value_the_field_cannot_hold_is_refused(handrail: Handrail, repository: Path) -> None:
    before = files(repository)
    ran = handrail("set", PROCESS, "state=actve", "colour=red")
    assert ran.code == 1
    assert ran.err.count("refused: ") == 2
    assert "did you mean `active`?" in ran.err
    assert files(repository) == before


def test_a_path_that_holds_no_document_is_named(handrail: Handrail, repository: Path) -> None:
    ran = handrail("set", "organisation.yaml", "people.li-na.until=2026-12-31")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"{BANNER}error: no document lies at `organisation.yaml`\nhint: did you mean `{ORGANIZATION}`?\n"
    )
    assert repository.is_dir()


def test_only_a_process_has_versions(handrail: Handrail, repository: Path) -> None:
    ran = handrail("set", ORGANIZATION, "--improvement", "incident-form", "trust=recorded")
    assert (ran.code, ran.out) == (2, "")
    assert f"`--improvement` is for a process, and {ORGANIZATION} is none" in ran.err
    assert repository.is_dir()


# -- which improvement may move which process -------------------------------------------------

GIVEN = ("--improvement", "self-service-portal", "activities.log.standard=Within a minute")


def refused(handrail: Handrail, repository: Path, *given: str) -> list[str]:
    """Set values in the process, which is refused, and return what was said."""
    before = files(repository)
    ran = handrail("set", PROCESS, *given)
    assert (ran.code, ran.out) == (1, "")
    assert files(repository) == before
    return ran.err.removeprefix(BANNER).splitlines()


def in_state(repository: Path, state: str) -> None:
    """Let the process be in a state."""
    file = repository / PROCESS
    text = file.read_text(encoding="utf-8").replace("state: active", f"state: {state}", 1)
    file.write_text(text, encoding="utf-8")


def test_a_planned_process_has_no_version_to_move_on(handrail: Handrail, repository: Path) -> None:
    in_state(repository, "planned")
    told = [
        "refused: `incident-management` is planned: it has no version in force that an improvement could move on",
        f"hint: set it active first: `handrail set {PROCESS} state=active`",
    ]
    assert refused(handrail, repository, *GIVEN) == told
    assert refused(handrail, repository, *GIVEN, "state=active") == told
    assert handrail("set", PROCESS, "state=active").code == 0
    assert handrail("set", PROCESS, *GIVEN).code == 0
    assert data(repository, PROCESS)["version"] == "1.1"


def test_a_retired_process_is_not_moved_on(handrail: Handrail, repository: Path) -> None:
    in_state(repository, "retired")
    assert refused(handrail, repository, *GIVEN) == [
        "refused: `incident-management` is retired: nobody works by its next version",
        "hint: name the process that took its place, or set this one active in the same command: `state=active`",
    ]
    assert handrail("set", PROCESS, *GIVEN, "state=active").code == 0
    assert data(repository, PROCESS)["version"] == "1.1"


def test_an_improvement_of_something_else_moves_nothing(
    handrail: Handrail, repository: Path
) -> None:
    portal = repository / "improvements/2026/self-service-portal"
    for name in ("suggestion", "proposal"):
        file = portal / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        assert "incident-management" in text
        file.write_text(text.replace("incident-management", "continual-improvement"), encoding="utf-8")  # fmt: skip
    assert refused(handrail, repository, *GIVEN) == [
        "refused: `self-service-portal` is not about `incident-management`: neither its suggestion nor its proposal names it",
        "hint: name an improvement that is about it, or add `incident-management` to `processes` in the suggestion, and in the proposal where there is one",
    ]
