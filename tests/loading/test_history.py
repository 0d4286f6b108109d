"""What git tells of the past: every change once, followed through moves, and honest about its end."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.loading.history import History
from handrail.loading.history import read_history
from handrail.model.errors import HandrailError

PORTAL = "improvements/2026/portal"
Read = Callable[..., History]


def git(folder: Path, *words: str, day: int = 1) -> str:
    stamp = f"2026-03-{day:02}T12:00:00+0800"
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp},
    )
    return done.stdout.strip()


def write(folder: Path, **files: str) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def commit(folder: Path, subject: str, *, day: int = 1) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={subject}", day=day)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a suggestion that was drafted, finished, and a vote on it taken away."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, **{f"{PORTAL}/suggestion.yaml": "by: li-na\n", "README.md": "Read me.\n"})
    commit(tmp_path, "one", day=1)
    write(tmp_path, **{f"{PORTAL}/suggestion.yaml": "by: li-na\ncompleted: 2026-03-02\n"})
    commit(tmp_path, "two", day=2)
    return tmp_path


@pytest.fixture
def read() -> Iterator[Read]:
    """Read histories, and let go of git afterwards."""
    found: list[History] = []

    def history(folder: Path, revision: str = "HEAD") -> History:
        found.append(read_history(folder, revision))
        return found[-1]

    yield history
    for one in found:
        one.repository.close()


def told(history: History, *places: str) -> list[str]:
    """Say of each change in some places which commit did what."""
    return [
        f"{edit.revision.subject}: {edit.action.value} {edit.path}"
        + (f" from {edit.earlier}" if edit.earlier else "")
        for edit in history.of(places)
    ]


def test_changes_are_told_from_the_first_to_the_last(folder: Path, read: Read) -> None:
    history = read(folder)
    assert told(history, f"{PORTAL}/") == [
        f"one: added {PORTAL}/suggestion.yaml",
        f"two: changed {PORTAL}/suggestion.yaml",
    ]
    first, last = history.of([f"{PORTAL}/suggestion.yaml"])
    assert first.revision._replace(commit="") == (
        "", "Li Na", "li-na@company-d.example",
        "2026-03-01T12:00:00+08:00", "2026-03-01T12:00:00+08:00", "one",
    )  # fmt: skip
    assert (first.before, history.content(first.after or "")) == (None, b"by: li-na\n")
    assert last.before == first.after
    assert history.paths == {f"{PORTAL}/suggestion.yaml"}
    assert not history.is_shallow


def test_nothing_outside_the_records_is_told(folder: Path, read: Read) -> None:
    assert told(read(folder), "README.md", "") == []


def test_an_earlier_commit_knows_nothing_later(folder: Path, read: Read) -> None:
    earlier = git(folder, "rev-parse", "HEAD~1")
    assert told(read(folder, earlier), f"{PORTAL}/") == [f"one: added {PORTAL}/suggestion.yaml"]


def test_what_was_moved_is_followed_to_where_it_was(folder: Path, read: Read) -> None:
    git(folder, "mv", PORTAL, "improvements/2026/entrance")
    commit(folder, "three", day=3)
    write(folder, **{f"{PORTAL}/suggestion.yaml": "by: somebody else\n"})
    commit(folder, "four", day=4)
    history = read(folder)
    there, here = f"{PORTAL}/suggestion.yaml", "improvements/2026/entrance/suggestion.yaml"
    moved = f"three: renamed {here} from {there}"
    before = [f"one: added {there}", f"two: changed {there}"]
    assert told(history, "improvements/2026/entrance/") == [*before, moved]
    assert told(history, f"{PORTAL}/") == [*before, moved, f"four: added {there}"]


def test_what_is_gone_is_still_told(folder: Path, read: Read) -> None:
    git(folder, "rm", "--quiet", "-r", PORTAL)
    commit(folder, "three", day=3)
    history = read(folder)
    assert told(history, f"{PORTAL}/")[-1] == f"three: removed {PORTAL}/suggestion.yaml"
    assert history.of([f"{PORTAL}/"])[-1].after is None


def test_a_merge_tells_only_what_it_changed_itself(folder: Path, read: Read) -> None:
    git(folder, "switch", "--quiet", "--create", "side")
    write(folder, **{f"{PORTAL}/evaluation.yaml": "by: li-na\n", f"{PORTAL}/both.yaml": "a: 1\n"})
    commit(folder, "side", day=3)
    git(folder, "switch", "--quiet", "main")
    write(folder, **{f"{PORTAL}/both.yaml": "a: 2\n"})
    commit(folder, "main", day=4)
    subprocess.run(["git", "merge", "--quiet", "side"], cwd=folder, check=False, capture_output=True)  # fmt: skip
    write(folder, **{f"{PORTAL}/both.yaml": "a: 3\n", f"{PORTAL}/new.yaml": "a: 4\n"})
    git(folder, "rm", "--quiet", f"{PORTAL}/suggestion.yaml")
    commit(folder, "merge", day=5)
    history = read(folder)
    assert told(history, f"{PORTAL}/")[2:] == [
        f"side: added {PORTAL}/both.yaml",
        f"side: added {PORTAL}/evaluation.yaml",
        f"main: added {PORTAL}/both.yaml",
        f"merge: changed {PORTAL}/both.yaml",
        f"merge: added {PORTAL}/new.yaml",
        f"merge: removed {PORTAL}/suggestion.yaml",
    ]
    assert history.content(history.of([f"{PORTAL}/both.yaml"])[-1].after or "") == b"a: 3\n"


def test_a_parent_never_comes_after_its_child_whatever_the_clocks_say(
    folder: Path, read: Read
) -> None:
    write(folder, **{f"{PORTAL}/suggestion.yaml": "by: chen-jie\n"})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=later, by a clock that is slow", day=1)
    subjects = [line.partition(":")[0] for line in told(read(folder), f"{PORTAL}/")]
    assert subjects == ["one", "two", "later, by a clock that is slow"]


def test_names_that_are_no_utf_8_and_odd_ones_are_kept_apart(folder: Path, read: Read) -> None:
    place = os.fsencode(folder / PORTAL)
    names = [b"caf\xe9.yaml", b":100644 a\nb.yaml", "改进.yaml".encode(), b"\x01x.yaml"]
    for name in names:
        Path(os.fsdecode(place + b"/" + name)).write_text("a: 1\n")
    commit(folder, "odd", day=3)
    found = {edit.path for edit in read(folder).of([f"{PORTAL}/"])}
    assert found == {f"{PORTAL}/{os.fsdecode(name)}" for name in [b"suggestion.yaml", *names]}


def test_a_folder_in_a_larger_repository_is_told_by_its_own_paths(folder: Path, read: Read) -> None:
    write(folder, **{"records [old]/improvements/2026/form/suggestion.yaml": "by: li-na\n"})
    commit(folder, "three", day=3)
    history = read(folder / "records [old]")
    assert told(history, "improvements/") == ["three: added improvements/2026/form/suggestion.yaml"]


def test_a_shallow_clone_says_so_and_takes_nothing_for_new(
    folder: Path, read: Read, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(folder, **{f"{PORTAL}/evaluation.yaml": "by: li-na\n"})
    commit(folder, "three", day=3)
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(folder, "clone", "--quiet", "--depth=2", f"file://{folder}", str(clone))
    history = read(clone)
    assert history.is_shallow
    assert told(history, f"{PORTAL}/") == [
        f"two: there {PORTAL}/suggestion.yaml",
        f"three: added {PORTAL}/evaluation.yaml",
    ]


def test_settings_of_git_change_nothing(folder: Path, read: Read) -> None:
    expected = read(folder).edits
    for setting in ("log.showRoot false", "diff.renames false", "color.ui always",
                    "log.showSignature true", "log.diffMerges first-parent", "core.quotePath true",
                    "log.follow true", "diff.noprefix true", "diff.relative true"):  # fmt: skip
        git(folder, "config", *setting.split())
    assert read(folder).edits == expected


def test_mailmap_says_who_somebody_is_now(folder: Path, read: Read) -> None:
    write(folder, **{".mailmap": "Li Na <li.na@new.example> <li-na@company-d.example>\n"})
    assert {edit.revision.email for edit in read(folder).edits} == {"li.na@new.example"}


def test_nothing_is_committed_yet(tmp_path: Path, read: Read) -> None:
    git(tmp_path, "init", "--quiet")
    assert read(tmp_path).edits == ()


def test_without_a_repository_there_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(HandrailError, match="is not in a git repository"):
        read_history(tmp_path)


def test_a_broken_repository_gives_no_answer(folder: Path, read: Read) -> None:
    tree = git(folder, "rev-parse", "HEAD~1^{tree}")
    (folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(HandrailError, match="git cannot tell what became of the files"):
        read(folder)
