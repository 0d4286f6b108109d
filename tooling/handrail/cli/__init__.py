"""The command line: parse options, call one function, print, exit."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NoReturn

import click

from handrail.cli.language import language_of
from handrail.cli.misuse import worded
from handrail.model.errors import HandrailError
from handrail.model.messages import say
from handrail.render.language import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handrail.model.messages import Message

#: Nothing could be judged; never to be read as a pass.
CANNOT_JUDGE = 3
INTERRUPTED = 130
#: Whoever read the output has stopped reading.
PIPE_CLOSED = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; the only place that catches what went wrong."""
    # A command keeps what it reads until it ends: looking for garbage costs a fifth of its time.
    gc.disable()
    words = [*(sys.argv[1:] if arguments is None else arguments)]
    language = language_of(words, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _run(words, language)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would flush once more at the end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    sys.exit(code)


def _run(words: Sequence[str], language: str) -> int:
    from handrail.cli.program import program

    try:
        return program.main(words, "handrail", standalone_mode=False, obj=language) or 0
    except click.ClickException as error:
        _say(language, *worded(error))
        return error.exit_code
    except HandrailError as error:
        _say(language, error.message, error.hint)
        return CANNOT_JUDGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours must not look like a result
        _say(language, *_fault(error))
        return CANNOT_JUDGE


def _say(language: str, message: Message, hint: Message | None = None) -> None:
    head = translate(say("error: {message}", message=message), language)
    click.echo(head, err=True)
    if hint is not None:
        click.echo(translate(say("hint: {hint}", hint=hint), language), err=True)


def _fault(error: Exception) -> tuple[Message, Message]:
    frames = traceback.extract_tb(error.__traceback__)
    if os.environ.get("HANDRAIL_TRACEBACK"):
        traceback.print_exception(error)
    return (
        say("handrail itself has failed, with {kind} in {file}, line {line}",
            kind=type(error).__name__, file=Path(frames[-1].filename).name, line=frames[-1].lineno or 0),
        say("nothing was judged; run it again with HANDRAIL_TRACEBACK=1 and report what it prints"),
    )  # fmt: skip
