"""Where a new repository is made, and what the machine knows that it is made on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from handrail.loading.sources import SETTINGS
from handrail.loading.sources import Memory
from handrail.loading.sources import is_ours
from handrail.loading.sources import open_repository
from handrail.loading.sources import real
from handrail.model.errors import HandrailError
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.model.slugs import slug_of
from handrail.register import load_register
from handrail.rules import judge
from handrail.writing.files import alone
from handrail.writing.files import clear_leftovers
from handrail.writing.files import write_files
from handrail.writing.refusals import Refusal
from handrail.writing.starter.choices import Newcomer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from handrail.loading.sources import Source

_BRANCH = "main"
_LOCAL_TIME = Path("/etc/localtime")
_ZONES = "zoneinfo/"
_ANYWHERE = "UTC"


def unfit(root: Path) -> Refusal | None:
    """Tell why no repository can be made in a folder."""
    try:
        return _taken(root)
    except OSError:
        raise _unwritable(root) from None


def _unwritable(root: Path) -> HandrailError:
    return HandrailError(
        say("cannot write `{path}`", path=str(root)),
        say("see that its folder may be written to and the disk is not full, then run it again"),
    )


def _taken(root: Path) -> Refusal | None:
    if (root / SETTINGS).exists():
        return Refusal(
            say("`{folder}` is a repository of handrail already", folder=str(root)),
            say("`handrail next` says what comes next there; for another one, name another folder"),
        )
    for above in root.parents:
        if (above / SETTINGS).is_file():
            return Refusal(
                say("`{folder}` lies inside the repository `{other}`", folder=str(root), other=str(above)),
                say("name a folder outside it: a repository holds no other"),
            )  # fmt: skip
    return None


def records(files: Mapping[str, bytes]) -> Source:
    """Return those of the files that are read as records."""
    return Memory({path: files[path] for path in files if is_ours(path.partition("/")[0])})


def faults(source: Source, day: date) -> list[Refusal]:
    """Return what the rules find wrong with the files of a new repository."""
    return [
        Refusal(
            say("{path}: {message}", path=finding.location.path, message=finding.message),
            finding.hint,
        )
        for finding in judge(load_register(source, day))
        if finding.severity is Severity.ERROR
    ]


def lay_out(root: Path, files: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write the files that are not there yet; return what was written and what was there."""
    for path in files:
        if not real((root / path).parent).is_relative_to(root):
            raise HandrailError(
                say("`{path}` lies outside the repository", path=path),
                say("put the folder itself in the place of the link"),
            )
    with alone(root):
        clear_leftovers(root / path for path in files)
        there = [path for path in files if os.path.lexists(root / path)]
        written = [path for path in files if path not in there]
        write_files({root / path: files[path] for path in written})
    return written, there


def history_top(root: Path) -> Path | None:
    """Return the top of the git repository that a folder lies in, or will lie in."""
    nearest = next(folder for folder in (root, *root.parents) if folder.is_dir())
    try:
        top = open_repository(nearest).working_tree_dir
    except HandrailError:
        return None
    return real(Path(top)) if top else nearest


def begin_history(root: Path) -> None:
    """Make a folder a git repository."""
    import git  # noqa: PLC0415 - takes longer to import than most commands to run

    try:
        root.mkdir(parents=True, exist_ok=True)
        git.Repo.init(root, initial_branch=_BRANCH)
    except (git.GitCommandError, git.InvalidGitRepositoryError, OSError):
        raise _unwritable(root) from None


def whoever_works_here() -> Newcomer | None:
    """Return the person git knows, if an id can be made of the name or the e-mail."""
    import git  # noqa: PLC0415 - as above

    asked = git.Git(Path.cwd())
    name, email = (
        str(asked.config("--get", key, with_exceptions=False)).strip()
        for key in ("user.name", "user.email")
    )
    id_ = slug_of(name) or slug_of(email.partition("@")[0])
    if not name or id_ is None:
        return None
    return Newcomer(id=id_, name=name, email=email if "@" in email else None)


def local_zone(environment: Mapping[str, str]) -> str:
    """Return the time zone of this machine, or UTC where it names none."""
    linked = _LOCAL_TIME.resolve().as_posix().partition(_ZONES)[2]
    return next(filter(_is_zone, (environment.get("TZ", "").lstrip(":"), linked)), _ANYWHERE)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
