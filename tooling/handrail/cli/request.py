"""What is asked for: a repository at one commit, as of one day, in one language."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from handrail.model.errors import HandrailError
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.render.language import translate
from handrail.render.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from handrail.loading.sources import Source
    from handrail.register import Register

#: With more files than this, reading takes long enough to say so.
_MANY = 5000


@dataclass(frozen=True, kw_only=True)
class Request:
    """Where to look, as of when, and how to answer."""

    start: Path
    language: str
    format: str
    terminal: Terminal
    revision: str | None
    day: date | None
    now: Callable[[tzinfo], datetime]

    @cached_property
    def root(self) -> Path:
        """The folder that holds `handrail.yaml`."""
        from handrail.loading.sources import find_root

        return find_root(self.start)

    @cached_property
    def source(self) -> Source:
        """The files to read: those that lie here, or those of a commit."""
        from handrail.loading.sources import WorkTree
        from handrail.loading.sources import commit_source

        if self.revision is None:
            return WorkTree(self.root)
        return commit_source(self.root, self.revision)

    @cached_property
    def as_of(self) -> date:
        """The day to judge as of.

        What was asked for; else the day a sample repository stands still on; else the day of the
        commit; else today, where the repository is at home.
        """
        if self.day is not None:
            return self.day
        settings = self._settings
        still = settings.get("as_of")
        if isinstance(still, str) and _is_date(still):
            self.note(say("a sample repository: everything is as of {day}", day=still))
            return date.fromisoformat(still)
        zone = zone_of(settings.get("timezone"))
        if self.revision is not None and self.source.snapshot is not None:
            return self.source.snapshot.committed.astimezone(zone).date()
        return self.now(zone).date()

    @cached_property
    def _settings(self) -> dict[str, Any]:
        """What `handrail.yaml` says, as far as it can be read."""
        from handrail.loading.parse import parse
        from handrail.loading.sources import SETTINGS

        try:
            data = parse(self.source.read(SETTINGS)).data
        except FileNotFoundError:
            return {}
        return data if isinstance(data, dict) else {}

    @cached_property
    def register(self) -> Register:
        """All records, as of the day."""
        from handrail.register import load_register

        as_of = self.as_of
        if sys.stderr.isatty():
            number = sum(1 for _ in self.source.paths())
            if number > _MANY:
                self.note(say("reading {number} files", number=number))
        register = load_register(self.source, as_of)
        if self.day is not None and self.revision is None:
            self._note_later(register)
        return register

    def _note_later(self, register: Register) -> None:
        """Say that an earlier day does not take away what was written later."""
        later = [one.completed and one.completed > register.as_of for one in register.documents]
        if number := later.count(True):
            self.note(
                say("1 document is dated later; `--at` shows what was there then")
                if number == 1
                else say("{number} documents are dated later; `--at` shows what was there then",
                         number=number)
            )  # fmt: skip

    # -- answering ------------------------------------------------------------------------

    def words(self, message: Message | str) -> str:
        """Put a message into the reader's language."""
        return translate(message, self.language)

    def print(self, text: str) -> None:
        """Print what was asked for."""
        click.echo(text.removesuffix("\n"), color=self.terminal.colour)

    def say(self, message: Message) -> None:
        """Print a message as the answer."""
        self.print(self.words(message))

    def note(self, message: Message) -> None:
        """Tell something beside the answer."""
        click.echo(self.words(message), err=True)


def here() -> Path:
    """Return the folder one stands in."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise HandrailError(
            say("the folder you stand in is gone"),
            say("go into a folder that is there"),
        ) from None


def terminal_of() -> Terminal:
    """Find out what can be shown where the output goes."""
    is_terminal = sys.stdout.isatty()
    return Terminal(
        width=shutil.get_terminal_size().columns if is_terminal else None,
        colour=_wants_colour(is_terminal=is_terminal),
        unicode=(sys.stdout.encoding or "").lower().startswith("utf"),
    )


def _wants_colour(*, is_terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def _is_date(text: str) -> bool:
    from handrail.loading.engine import is_date

    return is_date(text)


def zone_of(name: object) -> tzinfo:
    """Return the time zone of the repository; what `check` finds wrong with it, it says itself."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):
        return UTC
