"""A command that writes may be killed at any moment: every file is whole, and it can be run again."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from itertools import count
from pathlib import Path
from signal import SIGKILL

import pytest

from handrail.loading.sources import WorkTree
from handrail.register import load_register
from tests.overlay import AS_OF
from tests.overlay import encoded
from tests.overlay import found
from tests.overlay import overlay
from tests.views.samples import DECISION

#: Runs handrail, and kills it when it is about to change something in a folder for the nth time, or
#: as soon as it has done so. If it comes to its end, the last line says how often it changed something.
RUN = """
import os
import signal
import sys

root, moment, when, *words = sys.argv[1:]
CHANGES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
seen = 0


def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def watch(event, args):
    global seen
    if event not in CHANGES or not isinstance(args[0], (str, bytes, os.PathLike)):
        return
    if event == "open" and not args[2] & WRITING:
        return
    if not os.path.abspath(os.fsdecode(args[0])).startswith(root + os.sep):
        return
    seen += 1
    if seen == int(moment):
        kill() if when == "before" else sys.setprofile(kill)


from handrail.cli import main

sys.addaudithook(watch)
try:
    main(words)
finally:
    print(f"\\n{seen}", file=sys.stderr)
"""
NEVER = "0"
#: The most moments that one command is killed at.
MOST = 12
#: What lies ready beside the place of a file.
READY = re.compile(r"(?:.*/)?\.[^/]+\.[0-9a-f]{8}")
INIT = (
    "init", ".", "--organization=Sample", "--repository=sample", "--languages=en",
    "--timezone=Asia/Shanghai", "--forge=none", "--quality-lead=li-na=Li Na",
    "--secretary=he-ping=He Ping", "--committee=wang-wei=Wang Wei", "--committee=wu-fang=Wu Fang",
    "--committee=huang-qiang=Huang Qiang", "--as-of=2026-04-20",
)  # fmt: skip
SUGGEST = (
    "new", "suggestion", "shorter-form", "--by=li-na", "--set=title=Shorter form",
    "--set=problem=It is long.", "--set=idea=Leave half of it out.", "--set=source=staff",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command that writes, and what it finds: the small repository with changes, or nothing."""

    words: tuple[str, ...]
    changes: Mapping[str, str] | None = field(default_factory=dict)
    #: What comes before in the same folder: commands, each run to its end.
    after: tuple[tuple[str, ...], ...] = ()


COMMANDS = {
    "approve": Command(
        words=("approve", "self-service-portal", "--agree", "wang-wei,wu-fang"), changes=DECISION
    ),
    "approve again": Command(
        words=("approve", "self-service-portal", "--object", "huang-qiang", "--agree", "wang-wei"),
        changes=DECISION,
        after=(("approve", "self-service-portal", "--agree", "wu-fang"),),
    ),
    "finish": Command(words=("finish", "shorter-form"), after=(SUGGEST,)),
    "init": Command(words=INIT, changes=None),
    "new": Command(words=SUGGEST),
    "set": Command(words=("set", "organization.yaml", "people.li-na.name=Li Nan")),
}


@pytest.fixture(params=sorted(COMMANDS))
def command(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Command:
    # Whatever git repository the folder of the tests lies in is none of ours.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    return COMMANDS[request.param]


@pytest.fixture
def prepare(command: Command, tmp_path: Path) -> Callable[[], Path]:
    """Make folders that are alike, as the command finds them."""
    numbers = count()

    def make() -> Path:
        folder = tmp_path / f"{next(numbers)}" / "company"
        folder.mkdir(parents=True)
        for path, content in first.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return folder

    first: dict[str, bytes] = {}
    if command.changes is not None:
        first |= {path: encoded(text) for path, text in overlay(command.changes).items()}
    before = make()
    for words in command.after:
        assert run(before, words) == 0
    first |= files(before)
    return make


def started(folder: Path, words: tuple[str, ...], moment: str, when: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-c", RUN, str(folder), moment, when, *words]
    return subprocess.Popen(
        line, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def run(folder: Path, words: tuple[str, ...], moment: str = NEVER, when: str = "before") -> int:
    """Run a command; return its exit code, negative where it was killed."""
    with started(folder, words, moment, when) as process:
        process.communicate()
        return process.returncode


def changes_of(folder: Path, words: tuple[str, ...]) -> int:
    """Run a command to its end; return how often it changed something."""
    with started(folder, words, NEVER, "before") as process:
        _, said = process.communicate()
        assert process.returncode == 0, said
        return int(said.splitlines()[-1])


def files(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder, but for what git keeps of it."""
    found = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    return {path: file.read_bytes() for path, file in found.items() if not path.startswith(".git/")}


def assert_whole(folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    found_files = files(folder)
    assert old.keys() <= found_files.keys()
    for path, content in found_files.items():
        assert READY.fullmatch(path) or content in (old.get(path), new.get(path)), path
    source = WorkTree(folder)
    assert not [path for path in source.paths() if READY.fullmatch(path)]
    assert not [one for one in found(load_register(source, AS_OF)) if "/." in one]


def moments(changes: int) -> Iterator[tuple[str, str]]:
    """Yield moments to kill at: before and after every change, or as many as there is time for."""
    every = [
        (str(number), when) for number in range(1, changes + 1) for when in ("before", "after")
    ]
    step = max(1, -(-len(every) // MOST))
    yield from every[::-1][::step]


def test_killed_at_any_change_it_leaves_files_whole_and_is_completed(
    command: Command, prepare: Callable[[], Path]
) -> None:
    folder = prepare()
    old = files(folder)
    changes = changes_of(folder, command.words)
    new = files(folder)
    assert changes >= 2 * sum(old.get(path) != content for path, content in new.items()) > 0

    def kill(at: tuple[str, str]) -> None:
        place = prepare()
        assert run(place, command.words, *at) == -SIGKILL
        assert_whole(place, old, new)
        run(place, command.words)
        assert files(place) == new, at

    with ThreadPoolExecutor(max_workers=2) as beside:
        assert list(beside.map(kill, moments(changes)))


def test_killed_at_any_time_it_leaves_files_whole_and_is_completed(
    command: Command, prepare: Callable[[], Path]
) -> None:
    folder = prepare()
    old = files(folder)
    began = time.monotonic()
    changes_of(folder, command.words)
    took = time.monotonic() - began
    new = files(folder)
    for part in (0.7, 0.85, 0.95):
        folder = prepare()
        with started(folder, command.words, NEVER, "before") as process:
            time.sleep(took * part)
            process.kill()
        assert_whole(folder, old, new)
        run(folder, command.words)
        assert files(folder) == new
