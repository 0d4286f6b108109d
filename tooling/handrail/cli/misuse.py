"""Wrong options, in our own words and the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.model.hints import did_you_mean
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable


class Misuse(click.UsageError):
    """A command that cannot be understood; exit code 2."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.said = message
        self.hint = hint


def unknown(message: Message, word: str, choices: Iterable[str]) -> Misuse:
    """Make the error for a word that is not one of those allowed."""
    return Misuse(message, did_you_mean(word, choices))


def worded(error: click.ClickException) -> tuple[Message, Message | None]:
    """Say what Click found wrong."""
    if isinstance(error, Misuse):
        return error.said, error.hint or _help(error)
    if isinstance(error, click.NoSuchOption):
        near = did_you_mean(error.option_name, _options(error.ctx)) if error.ctx else None
        return say("no option `{option}`", option=error.option_name), near or _help(error)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("`{name}` is missing", name=called(error.param)), _help(error)
    if isinstance(error, click.BadOptionUsage):
        return _bad_option(error), _help(error)
    if isinstance(getattr(error, "cmd", None), click.Group):
        return say("no command is named"), _help(error)
    # What Click may find in days to come is better said in English than not at all.
    return Message(error.format_message().rstrip(".")), _help(error)


def _bad_option(error: click.BadOptionUsage) -> Message:
    # Click raises the same error for both, and tells its context to neither.
    if "not take" in error.message:
        return say("`{option}` takes no value", option=error.option_name)
    return say("`{option}` needs a value", option=error.option_name)


def _options(context: click.Context) -> list[str]:
    return [
        name
        for parameter in context.command.get_params(context)
        for name in parameter.opts
        if name.startswith("--")
    ]


def metavar(parameter: click.Parameter) -> str:
    """Return what stands for a value in help."""
    return parameter.metavar or (parameter.name or "").upper()


def called(parameter: click.Parameter | None) -> str:
    """Return what an option or an argument is called where it is written."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return metavar(parameter) if parameter else ""


def _help(error: click.ClickException) -> Message | None:
    context = getattr(error, "ctx", None)
    if context is None:
        return None
    return say("`{command} --help` shows what can be said", command=context.command_path)
