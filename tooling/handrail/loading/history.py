"""What git tells of the records' past: who changed which file when, from one pass over its log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from itertools import chain
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from handrail.loading.sources import MANAGED_FOLDERS
from handrail.loading.sources import commit_source
from handrail.loading.sources import open_repository
from handrail.loading.sources import within_calendar
from handrail.model.errors import HandrailError
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    import git


class Action(Enum):
    """What a commit did to a file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"
    #: It was there in the oldest commit a shallow clone holds; who wrote it, the clone cannot tell.
    THERE = "there"


class Revision(NamedTuple):
    """A commit: who wrote it and when, by the clocks of those who did."""

    commit: str
    author: str
    email: str
    authored: str
    committed: str
    subject: str

    @property
    def short(self) -> str:
        """The first characters of the commit, as people quote it."""
        return self.commit[:7]

    @property
    def date(self) -> datetime:
        """When the author wrote it, by the author's clock."""
        return within_calendar(lambda: datetime.fromisoformat(self.authored))


class Edit(NamedTuple):
    """What one commit did to one file."""

    revision: Revision
    action: Action
    path: str
    #: Where the file was before, if the commit moved it.
    earlier: str | None
    #: The names git has for the content before and after; None where there is none.
    before: str | None
    after: str | None


@dataclass(frozen=True)
class History:
    """Every change to the records, the latest first, and where the clone's knowledge ends."""

    repository: git.Repo
    edits: Sequence[Edit]
    #: Whether commits older than the oldest one here exist and are missing.
    is_shallow: bool

    def of(self, places: Iterable[str]) -> tuple[Edit, ...]:
        """Return the changes to files, or to all in a folder (`…/`), the oldest first.

        A file that was moved here is followed to where it was before.
        """
        wanted = set(places)
        folders = tuple(place for place in wanted if place.endswith("/"))
        found = []
        for edit in self.edits:
            is_here = edit.path in wanted or edit.path.startswith(folders)
            earlier = edit.earlier
            if is_here or (earlier and (earlier in wanted or earlier.startswith(folders))):
                found.append(edit)
                if is_here and earlier:
                    wanted.add(earlier)
        commits = [tuple(edits) for _, edits in groupby(found, lambda edit: edit.revision)]
        return tuple(chain.from_iterable(reversed(commits)))

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every path a record ever had."""
        earlier = {edit.earlier for edit in self.edits if edit.earlier}
        return frozenset(earlier.union(edit.path for edit in self.edits))

    def content(self, name: str) -> bytes:
        """Return the content that git knows by a name."""
        found: bytes = self.repository.odb.stream(bytes.fromhex(name)).read()
        return found


#: Begins a commit in git's answer; no name of a file and no subject stands where it is looked for.
_COMMIT = b"\x01"
_FORMAT = "%x01%H%x00%aN%x00%aE%x00%aI%x00%cI%x00%s"
_FIELDS = 6
_SUBMODULE = b"160000"
_ACTIONS = {b"A": Action.ADDED, b"D": Action.REMOVED}


def read_history(root: Path, revision: str = "HEAD") -> History:
    """Ask git for every change to the records up to a commit; raise HandrailError where it cannot tell."""
    import git  # noqa: PLC0415 - takes longer to import than most commands to run

    source = commit_source(root, revision)
    repository, folder = source.repository, source.folder
    shallow = _shallow(repository)
    if revision == "HEAD" and not repository.head.is_valid():
        return History(repository, (), bool(shallow))
    top = f"{folder}/" if folder else ""
    try:
        answer: bytes = repository.git(c="log.showRoot=true").log(
            "-z", "--raw", "--no-abbrev", "--find-renames", "-c", "--date-order", "--no-color",
            "--no-show-signature", "--encoding=UTF-8", f"--format={_FORMAT}", revision, "--",
            *(f":(top,literal){top}{name}" for name in MANAGED_FOLDERS),
            stdout_as_string=False,
        )  # fmt: skip
    except git.GitCommandError as error:
        raise HandrailError(
            say("git cannot tell what became of the files in `{folder}`: {why}",
                folder=str(root), why=str(error.stderr).strip()),
            say("`git fsck` says what is missing or broken"),
        ) from None  # fmt: skip
    return History(repository, tuple(_edits(answer, top, shallow)), bool(shallow))


def is_shallow(root: Path) -> bool:
    """Tell whether a folder lies in a clone that holds only the latest commits."""
    try:
        repository = open_repository(root)
    except HandrailError:
        return False
    return bool(_shallow(repository))


def _shallow(repository: git.Repo) -> frozenset[str]:
    """Return the oldest commits of a shallow clone; none where the clone is whole."""
    try:
        return frozenset((Path(repository.common_dir) / "shallow").read_text().split())
    except FileNotFoundError:
        return frozenset()


def _edits(answer: bytes, top: str, shallow: frozenset[str]) -> Iterator[Edit]:
    """Read git's answer: for every commit its fields, then for every file a header and its paths."""
    words = iter(answer.split(b"\0"))
    revision = None
    for word in words:
        head = word.lstrip(b"\n")
        if head.startswith(_COMMIT):
            fields = [head[1:], *(next(words) for _ in range(_FIELDS - 1))]
            revision = Revision(*(field.decode("utf-8", "replace") for field in fields))
        elif head.startswith(b":") and revision is not None:
            modes, names, letters = _header(head)
            moved = letters.startswith(b"R") and len(names) == _ONE_PARENT
            earlier = _path(next(words), top) if moved else None
            path = _path(next(words), top)
            yield Edit(
                revision,
                Action.THERE if revision.commit in shallow else _action(letters, moved=moved),
                path,
                earlier,
                _name(modes[0], names[0]),
                _name(modes[-1], names[-1]),
            )


#: How many contents the header of a commit with one parent names: before and after.
_ONE_PARENT = 2


def _header(head: bytes) -> tuple[list[bytes], list[bytes], bytes]:
    """Part `:100644 100644 1f2e… 3d4c… M`; a merge has a mode and a content more for each parent."""
    *values, letters = head.lstrip(b":").split(b" ")
    half = len(values) // 2
    return values[:half], values[half:], letters


def _action(letters: bytes, *, moved: bool) -> Action:
    """Say what was done; a merge did what it did against every parent, or else changed the file."""
    if moved:
        return Action.RENAMED
    kinds = {letters[place : place + 1] for place in range(len(letters))}
    return _ACTIONS.get(kinds.pop(), Action.CHANGED) if len(kinds) == 1 else Action.CHANGED


def _path(name: bytes, top: str) -> str:
    return name.decode("utf-8", "surrogateescape").removeprefix(top)


def _name(mode: bytes, name: bytes) -> str | None:
    is_there = name.strip(b"0") and mode != _SUBMODULE
    return name.decode("ascii") if is_there else None
