"""Files put in place whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import contextmanager
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from handrail.model.errors import HandrailError
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

#: How many bytes make the name of a file that lies ready no other's.
_RANDOM = 4


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files; every one lies ready beside its place before the first is moved there.

    Whoever reads meanwhile sees a file as it was or as it will be, never a part of it. If this is
    broken off, some files may be missing, and running the same command again completes them and
    removes what lies beside them.
    """
    ready: dict[Path, Path] = {}
    current = Path()
    try:
        for path, content in files.items():
            current = path
            ready[path] = _write_beside(path, content)
        for path in tuple(ready):
            current = path
            ready[path].replace(path)
            del ready[path]
        for folder in {path.parent for path in files}:
            _sync(folder)
    except OSError:
        raise HandrailError(
            say("cannot write `{path}`", path=str(current)),
            say(
                "see that its folder may be written to and the disk is not full, then run it again"
            ),
        ) from None
    finally:
        for left in ready.values():
            with suppress(OSError):
                left.unlink()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have a folder to oneself among all who write into it by command; where systems know no locks, hope."""
    try:
        import fcntl  # noqa: PLC0415 - not every system has it
    except ImportError:
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        # What is written there says itself why it cannot be.
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def replace_files(files: Mapping[Path, bytes], read: Mapping[Path, bytes | None]) -> None:
    """Write files in the place of what was read before, None for nothing, unless somebody was faster."""
    for path in files:
        try:
            there = path.read_bytes()
        except OSError:
            there = None
        if there not in (read.get(path), files[path]):
            raise HandrailError(
                say("`{path}` was changed by somebody else just now", path=str(path)),
                say("nothing was written: look at it, and run this again"),
            )
    write_files(files)


def clear_leftovers(paths: Iterable[Path]) -> None:
    """Take away what a run that was killed left lying beside the places of its files."""
    for path in paths:
        beside = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{{2 * _RANDOM}}}")
        for left in path.parent.glob(f".{escape(path.name)}.*"):
            if beside.fullmatch(left.name):
                with suppress(OSError):
                    left.unlink()


def _write_beside(path: Path, content: bytes) -> Path:
    """Write to a file in the same folder, which no reader takes for a record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers([path])
    beside = path.parent / f".{path.name}.{secrets.token_hex(_RANDOM)}"
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def _sync(folder: Path) -> None:
    """Have the folder's entries on disk; some systems do not open folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
