"""A work tree, a commit and memory are read alike, and nothing outside them is."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest

from handrail.loading.history import read_history
from handrail.loading.sources import Changed
from handrail.loading.sources import Commit
from handrail.loading.sources import Memory
from handrail.loading.sources import Snapshot
from handrail.loading.sources import Source
from handrail.loading.sources import WorkTree
from handrail.loading.sources import before
from handrail.loading.sources import commit_source
from handrail.loading.sources import find_root
from handrail.loading.sources import open_repository
from handrail.model.errors import HandrailError
from handrail.register import load_register
from tests.overlay import AS_OF
from tests.overlay import FOLDER
from tests.overlay import SMALL
from tests.overlay import found

WHEN = datetime.fromisoformat("2026-03-14T12:00:00+08:00")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def write(folder: Path, **files: str) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def contents(source: Source) -> dict[str, bytes]:
    return {path: source.read(path) for path in source.paths()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A git repository, with the files of the small repository, none committed."""
    write(tmp_path, **SMALL)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


@pytest.fixture
def commit(folder: Path) -> Iterator[Commit]:
    """The last commit, asked for when it is read."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=small")
    source = commit_source(folder, "HEAD")
    yield source
    source.repository.close()


def test_three_sources_of_the_same_files_are_read_alike(folder: Path, commit: Commit) -> None:
    expected = {path: text.encode() for path, text in SMALL.items()}
    assert contents(WorkTree(folder)) == expected
    assert contents(commit) == expected
    assert contents(Memory(expected)) == expected
    assert [list(source.paths()) for source in (WorkTree(folder), commit)] == [sorted(expected)] * 2


@pytest.mark.usefixtures("commit")
def test_three_sources_of_the_same_files_make_the_same_register(folder: Path) -> None:
    memory = Memory({path: text.encode() for path, text in SMALL.items()})
    source = commit_source(folder, "main")
    try:
        registers = [load_register(one, AS_OF) for one in (WorkTree(folder), source, memory)]
    finally:
        source.repository.close()
    assert [found(register) for register in registers] == [[], [], []]
    for dossier in registers[0].dossiers:
        digests = [
            {
                name: one.dossiers_by_folder[dossier.folder].digest(name)
                for name in dossier.documents
            }
            for one in registers
        ]
        assert digests[0] == digests[1] == digests[2]


def test_only_records_schemas_and_settings_are_listed(tmp_path: Path) -> None:
    write(
        tmp_path,
        **{
            "handrail.yaml": "", "organization.yaml": "", "README.md": "", "mkdocs.yml": "",
            "site/en/index.md": "", "build/improvements/x.yaml": "", "schemas/audit.schema.json": "",
            "improvements/.hidden/x.yaml": "", "improvements/2026/.draft.yaml": "", ".handrail.yaml": "",
            "processes/知识/文章.md": "", "improvements/2026/x/notes.txt": "",
        },
    )  # fmt: skip
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=all")
    source = commit_source(tmp_path, "HEAD")
    listed = [
        "handrail.yaml", "improvements/2026/x/notes.txt", "organization.yaml",
        "processes/知识/文章.md", "schemas/audit.schema.json",
    ]  # fmt: skip
    assert sorted(source.paths()) == listed
    assert sorted(WorkTree(tmp_path).paths()) == listed
    source.repository.close()


def test_folder_that_is_not_there_or_is_a_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "improvements").write_text("not a folder")
    assert list(WorkTree(tmp_path).paths()) == []
    assert list(WorkTree(tmp_path / "gone").paths()) == []


@pytest.mark.parametrize("source", [WorkTree(FOLDER), Memory({})])
def test_file_that_is_not_there_cannot_be_read(source: Source) -> None:
    with pytest.raises(FileNotFoundError):
        source.read("improvements/2026/gone.yaml")


def test_file_that_is_not_in_the_commit_cannot_be_read(commit: Commit) -> None:
    with pytest.raises(FileNotFoundError):
        commit.read("improvements/2026/gone.yaml")


def test_changed_source_shows_what_was_added_written_over_and_taken_away() -> None:
    base = Memory(
        {"handrail.yaml": b"old", "organization.yaml": b"same", "processes/a.md": b"gone"}
    )
    source = Changed(
        base, {"handrail.yaml": b"new", "processes/a.md": None, "processes/b.md": b"b"}
    )
    assert contents(source) == {
        "handrail.yaml": b"new", "organization.yaml": b"same", "processes/b.md": b"b",
    }  # fmt: skip
    assert list(source.paths()) == sorted(source.paths())
    for path in ("processes/a.md", "processes/c.md"):
        with pytest.raises(FileNotFoundError):
            source.read(path)
    assert contents(base)["handrail.yaml"] == b"old"


def test_file_takes_the_place_of_a_link(tmp_path: Path) -> None:
    (tmp_path / "handrail.yaml").symlink_to("nowhere")
    (tmp_path / "organization.yaml").symlink_to("nowhere")
    source = Changed(WorkTree(tmp_path), {"handrail.yaml": b"new"})
    assert list(source.links()) == ["organization.yaml"]
    assert contents(source) == {"handrail.yaml": b"new"}


def test_changed_source_is_the_commit_below_with_changes(commit: Commit) -> None:
    assert Changed(commit, {}).snapshot == commit.snapshot
    assert Changed(commit, {"handrail.yaml": b""}).snapshot == Snapshot(
        commit.snapshot.commit, changed=True, committed=WHEN
    )
    assert Changed(Memory({}), {"handrail.yaml": b""}).snapshot is None


# -- links ------------------------------------------------------------------------------------


def test_links_are_listed_and_never_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, **{"process.yaml": "title: secret\n", "settings.yaml": "organization: other\n"})
    (folder / "handrail.yaml").unlink()
    (folder / "handrail.yaml").symlink_to(outside / "settings.yaml")
    (folder / "processes" / "linked").symlink_to(outside)
    (folder / "improvements" / "2026" / "note.yaml").symlink_to("nowhere")
    (folder / "schemas").symlink_to(outside)
    git(folder, "add", "--all")
    head = git(folder, "write-tree")
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{head},processes/module")
    git(folder, "commit", "--quiet", "--message=links")
    links = ["handrail.yaml", "improvements/2026/note.yaml", "processes/linked", "schemas"]
    source = commit_source(folder, "HEAD")
    assert sorted(WorkTree(folder).links()) == links
    assert sorted(source.links()) == sorted([*links, "processes/module"])
    assert b"title: secret\n" not in {
        *contents(source).values(),
        *contents(WorkTree(folder)).values(),
    }
    assert not {*links} & {*source.paths(), *WorkTree(folder).paths()}
    source.repository.close()


def test_each_link_is_a_finding(folder: Path) -> None:
    (folder / "processes" / "linked").symlink_to(folder)
    assert found(load_register(WorkTree(folder), AS_OF)) == ["symbolic-link processes/linked:1:1"]


def test_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "improvements" / "2026" / "pipe.yaml")
    assert list(WorkTree(folder).links()) == ["improvements/2026/pipe.yaml"]
    assert "improvements/2026/pipe.yaml" not in WorkTree(folder).paths()


# -- commits ----------------------------------------------------------------------------------


def test_commit_shows_what_was_true_then(folder: Path, commit: Commit) -> None:
    before = contents(commit)
    write(
        folder,
        **{"handrail.yaml": "organization: New\n", "processes/new/process.yaml": "title: New\n"},
    )
    (folder / "organization.yaml").unlink()
    assert contents(commit) == before
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=change")
    first, second = commit_source(folder, "HEAD~1"), commit_source(folder, "HEAD")
    assert contents(first) == before
    assert contents(second) == contents(WorkTree(folder))
    first.repository.close()
    second.repository.close()


def test_records_may_lie_in_a_folder_of_the_git_repository(tmp_path: Path) -> None:
    root = tmp_path / "docs" / "handbook"
    write(root, **SMALL)
    write(
        tmp_path,
        **{"organization.yaml": "of another tool", "improvements/x.yaml": "of another tool"},
    )
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=both")
    source = commit_source(root, "HEAD")
    assert contents(source) == contents(WorkTree(root)) == {p: t.encode() for p, t in SMALL.items()}
    assert find_root(root / "improvements" / "2026") == root
    source.repository.close()


def test_executable_file_is_a_file(folder: Path) -> None:
    (folder / "handrail.yaml").chmod(0o755)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=mode")
    source = commit_source(folder, "HEAD")
    assert "handrail.yaml" in source.paths()
    source.repository.close()


@pytest.mark.parametrize(
    "revision",
    [
        "nowhere",
        "HEAD~9",
        "f" * 40,
        "0" * 40,
        "",
        "-x",
        "--all",
        "^HEAD",
        "a..b",
        "HEAD:handrail.yaml",
        "HEAD:nowhere",
        "HEAD^{tree}",
        "a b",
        "@{u}",
        "\udcff",
    ],
)
def test_revision_that_git_does_not_know_is_said_plainly(
    folder: Path, commit: Commit, revision: str
) -> None:
    source = commit_source(folder, revision)
    with pytest.raises(HandrailError, match="git knows no commit"):
        list(source.paths())
    source.repository.close()
    assert commit.snapshot.commit


@pytest.mark.usefixtures("folder")
def test_repository_without_a_commit_has_none_to_show(folder: Path) -> None:
    source = commit_source(folder, "HEAD")
    with pytest.raises(HandrailError, match="git knows no commit `HEAD`"):
        list(source.paths())
    source.repository.close()
    assert WorkTree(folder).snapshot is None


def test_commit_may_be_named_in_any_way_git_knows(folder: Path, commit: Commit) -> None:
    git(folder, "tag", "--annotate", "--message=first", "v1")
    for revision in ("HEAD", "v1", "@", "main@{1 minute ago}", ":/small", commit.snapshot.short):
        source = commit_source(folder, revision)
        assert source.snapshot == commit.snapshot
        source.repository.close()


@pytest.mark.usefixtures("commit")
@pytest.mark.parametrize("name", ["HEAD:improvements", "HEAD:organization.yaml"])
def test_commit_whose_files_are_missing_is_said_to_be_broken(folder: Path, name: str) -> None:
    lost = git(folder, "rev-parse", name)
    (folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    source = commit_source(folder, "HEAD")
    with pytest.raises(HandrailError, match="git cannot read the files of `HEAD`: .*" + lost):
        source.read("organization.yaml")
    source.repository.close()


# -- snapshots --------------------------------------------------------------------------------


def test_snapshot_says_which_commit_and_whether_files_were_changed(
    folder: Path, commit: Commit
) -> None:
    head = git(folder, "rev-parse", "HEAD")
    assert (
        commit.snapshot
        == WorkTree(folder).snapshot
        == Snapshot(head, changed=False, committed=WHEN)
    )
    assert commit.snapshot.short == head[:7]


@pytest.mark.usefixtures("commit")
@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("processes/new.md", True),
        ("handrail.yaml", True),
        ("README.md", False),
        ("site/en/x.md", False),
    ],
)
def test_only_changes_of_records_count(*, folder: Path, path: str, changed: bool) -> None:
    write(folder, **{path: "new"})
    snapshot = WorkTree(folder).snapshot
    assert snapshot is not None
    assert snapshot.changed is changed


def test_files_that_git_does_not_know_have_no_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert WorkTree(tmp_path).snapshot is None
    assert Memory({}).snapshot is None
    with pytest.raises(HandrailError, match="is not in a git repository"):
        open_repository(tmp_path)


def test_what_stood_there_before_a_day(folder: Path, commit: Commit) -> None:
    day = WHEN.date()
    write(folder, **{"handrail.yaml": "later"})
    assert before(WorkTree(folder), day) is None
    for source in (WorkTree(folder), commit, Changed(WorkTree(folder), {"handrail.yaml": None})):
        earlier = before(source, day + timedelta(days=1))
        assert earlier is not None
        assert earlier.read("handrail.yaml") == commit.read("handrail.yaml")
    assert before(Memory({}), day) is None


@pytest.mark.usefixtures("commit")
def test_files_that_git_cannot_compare_have_no_snapshot(folder: Path) -> None:
    (folder / ".git" / "index").write_text("broken")
    assert WorkTree(folder).snapshot is None


@pytest.mark.usefixtures("commit")
@pytest.mark.parametrize("second", ["99999999999999", "253402300799", "18446744073709551615"])
def test_commit_on_a_day_no_calendar_holds_was_made_on_the_first(folder: Path, second: str) -> None:
    commit_text = git(folder, "cat-file", "commit", "HEAD").replace(
        str(round(WHEN.timestamp())), second
    )
    (folder / ".git" / "made").write_text(f"{commit_text}\n")
    made = git(folder, "hash-object", "-t", "commit", "-w", "--literally", ".git/made")
    git(folder, "update-ref", "refs/heads/main", made)
    first = datetime.fromtimestamp(0, UTC)
    source = commit_source(folder, "HEAD")
    assert (
        WorkTree(folder).snapshot
        == source.snapshot
        == Snapshot(made, changed=False, committed=first)
    )
    source.repository.close()
    history = read_history(folder)
    assert {edit.revision.date for edit in history.edits} == {first}
    history.repository.close()


def test_what_may_not_be_read_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(HandrailError, match=r"cannot read `.*/handrail\.yaml`"):
        WorkTree(folder).read("handrail.yaml")
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(HandrailError, match="cannot read"):
        list(WorkTree(folder).paths())
    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(HandrailError, match=r"cannot read `.*/handrail\.yaml`"):
        find_root(folder)


def test_link_to_itself_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(HandrailError, match=r"no `handrail\.yaml` in"):
        find_root(tmp_path / "loop")


def test_root_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    with pytest.raises(HandrailError, match=r"no `handrail\.yaml` in"):
        find_root(tmp_path)
    assert find_root(FOLDER / "processes") == FOLDER
