"""Where the original is kept, `next` prints the command by which git restores it, and it does."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from handrail.views.next_steps import next_steps
from handrail.views.original import restoring
from tests.overlay import SMALL
from tests.overlay import overlay
from tests.overlay import small

FORM = "improvements/2026/incident-form"
INCIDENTS = "processes/incident-management/process.yaml"
MISSED = {
    f"{FORM}/effect.yaml": "results: [{goal: fewer-questions, measured: 20, measured_on: 2026-03-25, reached: false, method: Count, evidence: Report}]\noutcome: missed",
    f"{FORM}/adoption.yaml": "-",
}
CHANGED = {
    INCIDENTS: 'version: "1.1"\nchanges: [{version: "1.1", date: 2026-02-06, improvement: incident-form, summary: Six fields}]'
}
BEFORE = '"$(git rev-list -1 --first-parent --before=2026-01-29T00:00 HEAD)"'


def commands(changes: dict[str, str]) -> tuple[str, ...]:
    register = small(changes)
    return restoring(register, register.dossiers_by_id["incident-form"])


def test_what_is_restored_is_what_the_proposal_was_about() -> None:
    assert commands(MISSED) == (
        f"git diff {BEFORE} -- processes/incident-management",
        f"git restore --source={BEFORE} -- processes/incident-management",
    )


def test_where_processes_name_the_improvement_only_these_are_restored() -> None:
    moved = {"processes/continual-improvement/process.yaml": CHANGED[INCIDENTS]}
    assert commands(MISSED | moved)[1].endswith(" -- processes/continual-improvement")


def test_nothing_is_restored_that_was_never_decided() -> None:
    register = small()
    assert restoring(register, register.dossiers_by_id["self-service-portal"]) == ()


def test_next_prints_the_command() -> None:
    register = small(MISSED)
    (step,) = next_steps(register, register.dossiers_by_id["incident-form"])
    assert step.path == f"{FORM}/reversion.yaml"
    assert step.advice[0].lines == commands(MISSED)


def test_command_restores_the_process_as_it_was(tmp_path: Path) -> None:
    def run(command: str, day: str = "2026-04-20") -> str:
        dates = {"GIT_COMMITTER_DATE": f"{day}T12:00:00", "GIT_AUTHOR_DATE": f"{day}T12:00:00"}
        return subprocess.run(
            ["bash", "-euc", command], cwd=tmp_path, env=os.environ | dates, check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip

    def write(changes: dict[str, str]) -> None:
        for path, text in overlay(changes).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    write({})
    run("git init -q && git add . && git commit -qm first", "2026-01-05")
    write(CHANGED)
    run("git commit -qam changed", "2026-02-06")
    show, restore = commands(MISSED)
    assert '+version: "1.1"' in run(show)
    run(restore)
    assert (tmp_path / INCIDENTS).read_text(encoding="utf-8") == SMALL[INCIDENTS]
