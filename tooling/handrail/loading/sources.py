"""Where files come from: a work tree, a commit, or memory. Only `history` reads git beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from dataclasses import replace
from datetime import MAXYEAR
from datetime import MINYEAR
from datetime import UTC
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Protocol

from handrail.model.errors import HandrailError
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    import git

SETTINGS = "handrail.yaml"
ORGANIZATION = "organization.yaml"
#: What of a repository is read as records; all else is the tool's or the site's.
MANAGED_FOLDERS = ("improvements", "processes")
SCHEMAS_FOLDER = "schemas"
_FILES = (SETTINGS, ORGANIZATION)
_ROOTS = (*MANAGED_FOLDERS, SCHEMAS_FOLDER)
#: How alike a folder's name must be to be taken for a misspelt one of ours.
_ALIKE = 0.9


def is_ours(name: str) -> bool:
    """Tell whether an entry at the top may hold records, or was meant to: `Improvements`."""
    if name in _FILES or name in _ROOTS:
        return True
    return name.endswith(".yaml") or bool(
        get_close_matches(name.casefold(), MANAGED_FOLDERS, n=1, cutoff=_ALIKE)
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The commit a source shows, and whether files were changed since."""

    commit: str
    changed: bool
    committed: datetime

    @classmethod
    def of(cls, commit: git.Commit, *, changed: bool) -> Snapshot:
        """Return what a commit shows."""
        committed = within_calendar(lambda: commit.committed_datetime)
        return cls(commit.hexsha, changed, committed)

    @property
    def short(self) -> str:
        """The first characters of the commit, as people quote it."""
        return self.commit[:7]


class Source(Protocol):
    """A tree of files, read by paths relative to its root, with `/` between folders."""

    def paths(self) -> Iterator[str]:
        """Yield the paths of all regular files that records, schemas and settings may stand in."""

    def links(self) -> Iterator[str]:
        """Yield the paths of symbolic links and submodules among them, which are never followed."""

    def read(self, path: str) -> bytes:
        """Return a file's content; raise FileNotFoundError where there is none."""

    @property
    def snapshot(self) -> Snapshot | None:
        """The commit this shows, or None where git does not know the files."""


@dataclass(frozen=True)
class WorkTree:
    """The files as they lie in a folder."""

    root: Path

    def paths(self) -> Iterator[str]:
        """Yield the regular files below the managed folders, and the settings."""
        yield from (path for path, is_link in self._entries if not is_link)

    def links(self) -> Iterator[str]:
        """Yield symbolic links below the managed folders."""
        yield from (path for path, is_link in self._entries if is_link)

    def read(self, path: str) -> bytes:
        """Return a file's content."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read()
        except PermissionError as error:
            raise _closed(error) from None

    @cached_property
    def _entries(self) -> tuple[tuple[str, bool], ...]:
        found: list[tuple[str, bool]] = []
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except (FileNotFoundError, NotADirectoryError):
                continue
            except PermissionError as error:
                raise _closed(error) from None
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name.startswith(".") or not (folder or is_ours(entry.name)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif folder or entry.is_symlink() or entry.name.endswith(".yaml"):
                    # A pipe or a socket is no more read than a link is followed.
                    found.append((path, not entry.is_file(follow_symlinks=False)))
        return tuple(sorted(found))

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """The commit checked out here, and whether the files differ from it."""
        import git  # noqa: PLC0415 - takes longer to import than most commands to run

        try:
            repository = open_repository(self.root)
            changed = bool(
                repository.git.status(
                    "--porcelain", "--untracked-files=normal", "--", *_ROOTS, *_FILES
                )
            )
            return Snapshot.of(repository.head.commit, changed=changed)
        except (HandrailError, git.GitCommandError, ValueError):
            return None


@dataclass(frozen=True)
class Commit:
    """The files as a commit holds them, without checking it out."""

    repository: git.Repo
    revision: str
    #: Where the records lie inside the git repository; empty for its top.
    folder: str = ""

    def paths(self) -> Iterator[str]:
        """Yield the regular files below the managed folders, and the settings."""
        yield from (path for path, (mode, _) in self._objects.items() if mode in _REGULAR)

    def links(self) -> Iterator[str]:
        """Yield symbolic links and submodules below the managed folders."""
        yield from (path for path, (mode, _) in self._objects.items() if mode not in _REGULAR)

    def read(self, path: str) -> bytes:
        """Return a file's content in this commit."""
        try:
            _, name = self._objects[path]
        except KeyError:
            raise FileNotFoundError(path) from None
        try:
            content: bytes = self.repository.odb.stream(bytes.fromhex(name)).read()
        except ValueError as error:
            raise self._broken(error) from None
        return content

    def _broken(self, why: object) -> HandrailError:
        return HandrailError(
            say("git cannot read the files of `{revision}`: {why}",
                revision=self.revision, why=str(why).strip()),
            say("`git fsck` says what is missing or broken"),
        )  # fmt: skip

    @cached_property
    def _commit(self) -> git.Commit:
        import git  # noqa: PLC0415 - takes longer to import than most commands to run

        try:
            # Git knows more ways to name a commit than its library, and looks whether it is there.
            ask = self.repository.git.rev_parse
            name = ask("--verify", "--end-of-options", self.revision)
            return self.repository.commit(ask("--verify", f"{name}^{{commit}}"))
        except (git.GitCommandError, git.BadName, ValueError):
            raise HandrailError(
                say("git knows no commit `{revision}`", revision=self.revision),
                say("list commits with `git log --oneline`; a shallow clone lacks the older ones"),
            ) from None

    @cached_property
    def _objects(self) -> dict[str, tuple[str, str]]:
        """Mode and object name by path."""
        import git  # noqa: PLC0415 - takes longer to import than most commands to run

        try:
            listing = self._listing()
        except git.GitCommandError as error:
            raise self._broken(error.stderr) from None
        found = {}
        for row in listing.split("\0"):
            header, _, path = row.partition("\t")
            if path and not any(part.startswith(".") for part in path.split("/")):
                mode, _, name = header.split(" ")
                found[path] = (mode, name)
        return found

    def _listing(self) -> str:
        """Return what git lists of our files: mode, kind and object name, then the path."""
        tree = f"{self._commit.hexsha}:{self.folder}"
        names = self.repository.git.ls_tree("-z", "--name-only", tree).split("\0")
        ours = [name for name in names if name and is_ours(name)]
        listing = self.repository.git.ls_tree("-r", "-z", tree, "--", *ours) if ours else ""
        return str(listing)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The commit itself."""
        return Snapshot.of(self._commit, changed=False)


#: The modes git gives a plain and an executable file.
_REGULAR = frozenset({"100644", "100755"})


@dataclass(frozen=True)
class Memory:
    """Files held in memory."""

    files: Mapping[str, bytes]
    snapshot: Snapshot | None = None

    def paths(self) -> Iterator[str]:
        """Yield every path."""
        yield from sorted(self.files)

    def links(self) -> Iterator[str]:
        """Yield nothing: memory holds no links."""
        yield from ()

    def read(self, path: str) -> bytes:
        """Return a file's content."""
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(path) from None


@dataclass(frozen=True)
class Changed:
    """A source with some files written over; a file that is None is taken away."""

    base: Source
    files: Mapping[str, bytes | None]

    def paths(self) -> Iterator[str]:
        """Yield the files that are left and those that were added."""
        added = {path for path, content in self.files.items() if content is not None}
        yield from sorted(added | (set(self.base.paths()) - set(self.files)))

    def links(self) -> Iterator[str]:
        """Yield the links that no file takes the place of."""
        yield from (path for path in self.base.links() if path not in self.files)

    def read(self, path: str) -> bytes:
        """Return a file's content, the new one where there is one."""
        content = self.files.get(path, b"")
        if content is None:
            raise FileNotFoundError(path)
        return content if path in self.files else self.base.read(path)

    @property
    def snapshot(self) -> Snapshot | None:
        """The commit below, from which the files differ now."""
        below = self.base.snapshot
        return replace(below, changed=below.changed or bool(self.files)) if below else None


def _closed(error: PermissionError) -> HandrailError:
    return HandrailError(
        say("cannot read `{path}`", path=str(error.filename)),
        say("see that you may read it, and look into the folders above it"),
    )


def open_repository(folder: Path) -> git.Repo:
    """Open the git repository a folder lies in; raise HandrailError where there is none."""
    import git  # noqa: PLC0415 - takes longer to import than most commands to run

    try:
        return git.Repo(folder, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError):
        raise HandrailError(
            say("`{folder}` is not in a git repository", folder=str(folder)),
            say("run this in the folder that `git clone` made, or name it with `--root`"),
        ) from None


def within_calendar(read: Callable[[], datetime]) -> datetime:
    """Return a time that git tells; for one that no calendar holds the first it knows, as git does."""
    try:
        when = read()
    except (ValueError, OverflowError):
        return _FIRST
    # At the ends of the calendar, another time zone may lie beyond it.
    return when if MINYEAR < when.year < MAXYEAR else _FIRST


_FIRST = datetime.fromtimestamp(0, UTC)


def real(path: Path) -> Path:
    """Return where a path leads to; a link that leads back to itself leads nowhere else."""
    return Path(os.path.realpath(path))


def commit_source(root: Path, revision: str) -> Commit:
    """Return the files below a folder as a commit of its repository holds them."""
    repository = open_repository(root)
    top = real(Path(repository.working_tree_dir or root))
    folder = real(root).relative_to(top).as_posix()
    return Commit(repository, revision, "" if folder == "." else folder)


def before(source: Source, day: date) -> Commit | None:
    """Return the files as the last commit before a day left them, or None where git knows none.

    It is the first parents' line that counts, and the committers' clocks.
    """
    if isinstance(source, Changed):
        return before(source.base, day)
    try:
        if isinstance(source, WorkTree):
            now = commit_source(source.root, "HEAD")
        elif isinstance(source, Commit):
            now = source
        else:
            return None
        revisions = now.repository.git.rev_list(
            "-1", "--first-parent", f"--before={day.isoformat()}T00:00", now.snapshot.commit
        )
    except HandrailError:
        return None
    return Commit(now.repository, revisions, now.folder) if revisions else None


def find_root(start: Path) -> Path:
    """Return the nearest folder upwards that holds `handrail.yaml`."""
    start = real(start)
    try:
        for folder in (start, *start.parents):
            if (folder / SETTINGS).is_file():
                return folder
    except PermissionError as error:
        raise _closed(error) from None
    raise HandrailError(
        say("no `handrail.yaml` in `{folder}` or any folder above", folder=str(start)),
        say(
            "go into the repository, or name its folder with `--root`; `handrail init` makes a new one"
        ),
    )
