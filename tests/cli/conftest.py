"""A repository to type commands in, and what they answer."""

from __future__ import annotations

import gc
import subprocess
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from handrail.cli import main
from tests.overlay import encoded
from tests.overlay import overlay


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: object
    out: str
    err: str


Handrail = Callable[..., Ran]
#: Said of the small repository, whose date stands still.
BANNER = "a sample repository: everything is as of 2026-04-20\n"


def write(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the small repository with some changes."""
    for path, text in overlay(changes or {}).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encoded(text))
    return folder


def git(folder: Path, *words: str) -> str:
    """Run git in a folder."""
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    """Commit everything in a folder, which becomes a repository if it is none."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=state")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small repository, which git does not know yet."""
    folder = write(tmp_path / "company")
    monkeypatch.chdir(folder)
    # Whatever git repository the folder of the tests lies in is none of ours.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return folder


@pytest.fixture
def handrail(capsys: pytest.CaptureFixture[str]) -> Handrail:
    """Run the command line."""

    def run(*words: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(words)
        gc.enable()
        said = capsys.readouterr()
        return Ran(ended.value.code, said.out, said.err)

    return run
