"""The options that mean the same everywhere, and what follows from them; the clock is read here."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from handrail.cli.command import Command
from handrail.cli.command import Option
from handrail.cli.command import Words
from handrail.cli.misuse import Misuse
from handrail.cli.misuse import unknown
from handrail.cli.request import Request
from handrail.cli.request import here
from handrail.cli.request import terminal_of
from handrail.model.messages import say
from handrail.render.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from handrail.model.messages import Message

#: Where options stand until the command runs, whether they came before its name or after it.
_KEPT = "handrail.options"


class Day(click.ParamType):  # type: ignore[type-arg] # older releases of Click take none
    """A day as ISO 8601 writes it."""

    name = "day"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - Click's signature
        ctx: click.Context | None,  # noqa: ARG002 - Click's signature
    ) -> date:
        """Read a day that exists."""
        from handrail.loading.engine import is_date

        if not is_date(str(value)):
            raise Misuse(
                say("`{value}` is not a day", value=value),
                say("write year, month and day: {example}", example="2026-03-12"),
            )
        return date.fromisoformat(str(value))


class PeriodType(click.ParamType):  # type: ignore[type-arg] # older releases of Click take none
    """A year, a quarter or a month; which days it holds, the repository's fiscal year says."""

    name = "period"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - Click's signature
        ctx: click.Context | None,  # noqa: ARG002 - Click's signature
    ) -> str:
        """Take the name of a period as it is."""
        from handrail.model.periods import parse_period

        try:
            return parse_period(str(value)).label
        except ValueError:
            raise Misuse(
                say("`{value}` is no year, quarter or month", value=value),
                say("write it as one of {examples}", examples=("`2026`", "`2026-Q1`", "`2026-03`")),
            ) from None


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value is not None:
        ctx.meta.setdefault(_KEPT, {})[param.name] = value


def global_options(formats: Sequence[str] = ()) -> tuple[Option, ...]:
    """Return the options every command takes, before its name or after it."""
    words: dict[str, Any] = {"type": Words(*formats)} if formats else {}
    return (
        Option(
            "--format", say("how to print: {words}", words=tuple(formats)) if formats
            else say("how to print; `text` unless told otherwise"),
            metavar="FORMAT", expose_value=False, callback=_keep, **words,
        ),
        Option(
            "--lang", say("the language to answer in: en or zh"),
            metavar="LANG", type=Words(*LANGUAGES), expose_value=False, callback=_keep,
        ),
        Option(
            "--root", say("the folder of the repository, where handrail.yaml lies"),
            metavar="FOLDER", expose_value=False, callback=_keep,
        ),
        Option(
            "--at", say("look at a commit, a branch or a tag instead of the files here"),
            metavar="REV", expose_value=False, callback=_keep,
        ),
        Option(
            "--as-of", say("judge as of a day instead of today"),
            metavar="DATE", type=Day(), expose_value=False, callback=_keep,
        ),
    )  # fmt: skip


def command(
    name: str,
    about: Message,
    *,
    example: str,
    formats: Sequence[str],
    params: Iterable[click.Parameter] = (),
) -> Callable[[Callable[..., int]], Command]:
    """Make a function that takes a request and its own options a command."""

    def make(function: Callable[..., int]) -> Command:
        @click.pass_context
        def run(ctx: click.Context, /, **values: object) -> int:
            return function(_request(ctx, formats), **values)

        return Command(name, about, run, [*params, *global_options(formats)], example)

    return make


def _request(ctx: click.Context, formats: Sequence[str]) -> Request:
    kept: dict[str, Any] = ctx.meta.get(_KEPT, {})
    form = kept.get("format", formats[0])
    if form not in formats:
        raise unknown(
            say("`{command}` does not print `{format}`", command=ctx.command_path, format=form),
            form,
            formats,
        )
    return Request(
        start=root if (root := Path(kept.get("root", ""))).is_absolute() else here() / root,
        language=str(ctx.find_root().obj),
        format=form,
        terminal=terminal_of(),
        revision=kept.get("at"),
        day=kept.get("as_of"),
        now=datetime.now,
    )
