"""Commands as Click parses them, with help and errors in the reader's language."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any

import click

from handrail.cli.help import help_page
from handrail.cli.misuse import Misuse
from handrail.cli.misuse import called
from handrail.cli.misuse import unknown
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from handrail.model.messages import Message

#: Arguments that are too many are found here, and said in our words.
_SETTINGS = {"allow_extra_args": True}


class Option(click.Option):
    """An option whose help is a message."""

    def __init__(self, name: str, about: Message, *, to: str = "", **settings: Any) -> None:  # noqa: ANN401 - Click's
        super().__init__([name, to] if to else [name], **settings)
        self.about = about


class Command(click.Command):
    """A command whose help is made of messages."""

    def __init__(
        self,
        name: str,
        about: Message,
        callback: Callable[..., int],
        params: Iterable[click.Parameter],
        example: str,
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, _HELP],
            context_settings=_SETTINGS,
            add_help_option=False,
        )
        self.about = about
        self.example = example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and say what is one too many."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Misuse(
                say("`{command}` does not know what to do with {words}",
                    command=ctx.command_path, words=tuple(f"`{word}`" for word in rest)),
                say("`{command} --help` shows what can be said", command=ctx.command_path),
            )  # fmt: skip
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page."""
        formatter.write(help_page(ctx, self, _columns()))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - Click's signature
        """Return what a shell shows beside the name."""
        return str(self.about)


class Group(click.Group):
    """Commands that are imported when they are asked for."""

    def __init__(
        self,
        name: str,
        about: Message,
        commands: Mapping[str, str],
        params: Iterable[click.Parameter],
        example: str,
    ) -> None:
        super().__init__(
            name, params=[*params, _HELP], add_help_option=False, no_args_is_help=False
        )
        self.about = about
        self.example = example
        #: Where each command is found, as `module:name`.
        self.places = commands

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return the names of the commands, the most used first."""
        return list(self.places)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - Click's signature
        cmd_name: str,
    ) -> Command | Group | None:
        """Import a command."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].partition(":")
        found: Command | Group = getattr(import_module(module), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which ones there are."""
        if args[0] not in self.places and not ctx.resilient_parsing:
            raise unknown(say("no command `{name}`", name=args[0]), args[0], self.places)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; where nothing is asked, show what can be."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page."""
        formatter.write(help_page(ctx, self, _columns()))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - Click's signature
        """Return what a shell shows beside the name."""
        return str(self.about)


class Words(click.ParamType):  # type: ignore[type-arg] # older releases of Click take none
    """One of a few words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002 - Click's signature
    ) -> str:
        """Take the word if it is allowed."""
        if value not in self.words:
            raise unknown(
                say("`{word}` is no value of `{option}`", word=value, option=called(param)),
                str(value),
                self.words,
            )
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - Click's signature
        param: click.Parameter,  # noqa: ARG002 - Click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the words."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - Click's signature
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def _columns() -> int:
    return shutil.get_terminal_size().columns


_HELP = Option(
    "--help",
    say("show this page"),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
)
