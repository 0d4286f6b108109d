"""Help pages, laid out for Chinese as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.misuse import metavar
from handrail.model.messages import say
from handrail.render.language import translate
from handrail.render.width import pad
from handrail.render.width import width
from handrail.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.cli.command import Command
    from handrail.cli.command import Group
    from handrail.model.messages import Message

_INDENT = "  "
#: What stands right of a longer name begins on the next line.
_LONGEST_NAME = 26
_WIDEST = 100
_NARROWEST = 40


def help_page(context: click.Context, command: Command | Group, columns: int) -> str:
    """Return the help of a command in the language of the context."""
    language = str(context.find_root().obj)
    room = max(_NARROWEST, min(columns, _WIDEST))
    lines = [
        f"{translate(say('Usage'), language)}: {context.command_path} {_usage(command)}",
        "",
        *_prose(command.about, language, room),
    ]
    if isinstance(command, click.Group):
        rows = [
            (name, translate(found.about, language))
            for name in command.list_commands(context)
            if (found := command.get_command(context, name)) is not None
        ]
        lines += _section(say("Commands"), rows, language, room)
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = [(_signature(one), translate(getattr(one, "about", ""), language)) for one in options]
    lines += _section(say("Options"), rows, language, room)
    lines += _section(say("Example"), [(command.example, "")], language, room)
    return "\n".join(lines) + "\n"


def _usage(command: Command | Group) -> str:
    arguments = [
        metavar(one) if one.required else f"[{metavar(one)}]"
        for one in command.params
        if isinstance(one, click.Argument)
    ]
    if isinstance(command, click.Group):
        arguments = ["COMMAND", "…"]
    return " ".join(["[OPTIONS]", *arguments])


def _signature(option: click.Option) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {metavar(option)}"


def _prose(message: Message, language: str, room: int) -> Iterator[str]:
    for line in wrap(translate(message, language), room - len(_INDENT)):
        yield _INDENT + line


def _section(
    title: Message, rows: Sequence[tuple[str, str]], language: str, room: int
) -> Iterator[str]:
    """Yield a titled list of names and what they mean, in two columns."""
    yield ""
    yield f"{translate(title, language)}:"
    left = min(max((width(name) for name, _ in rows), default=0), _LONGEST_NAME)
    for name, about in rows:
        lines = wrap(about, room - left - 2 * len(_INDENT)) if about else [""]
        if width(name) > left:
            yield _INDENT + name
            lines = ["", *lines] if about else []
            name = ""  # noqa: PLW2901 - it has been said
            lines = lines[1:]
        for index, line in enumerate(lines):
            yield (_INDENT + pad(name if index == 0 else "", left) + _INDENT + line).rstrip()
