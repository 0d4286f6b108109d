"""`handrail import`: suggestions and evaluations from files that other programs write."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handrail.cli.command import Group
from handrail.cli.command import Option
from handrail.cli.complete import people
from handrail.cli.misuse import Misuse
from handrail.cli.options import command
from handrail.cli.options import global_options
from handrail.cli.writing import myself
from handrail.cli.writing import put_in_place
from handrail.cli.writing import refuse
from handrail.cli.writing import refuse_commits
from handrail.cli.writing import show
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.cli.request import Request
    from handrail.exchange.texts import Taken

#: The kinds of file that hold a suggestion.
_SUGGESTIONS = (".eml", ".md", ".markdown", ".txt")

import_ = Group(
    "import",
    say("take over suggestions and evaluations from files that other programs write"),
    {
        "suggestions": "handrail.cli.import_:suggestions",
        "evaluations": "handrail.cli.import_:evaluations",
    },
    global_options(),
    "handrail import evaluations 2026-03.csv",
)


def _by() -> Option:
    return Option(
        "--by", say("who takes them over; if left out, whoever has the e-mail that git knows"),
        metavar="PERSON", shell_complete=people,
    )  # fmt: skip


def _dry_run() -> Option:
    return Option(
        "--dry-run", say("print the drafts and write nothing"), is_flag=True, to="only_print"
    )


@command(
    "suggestions",
    say("make drafts of suggestions out of issue forms (.md, .txt) and saved mails (.eml)"),
    example="handrail import suggestions inbox/ --by li-na",
    formats=("text",),
    params=(
        click.Argument(["paths"], metavar="FILE", nargs=-1, required=True),
        _by(),
        Option(
            "--id", say("the id of the only suggestion; if left out, it is made of the title"),
            metavar="ID", to="id_",
        ),
        _dry_run(),
    ),
)  # fmt: skip
def suggestions(
    request: Request, *, paths: tuple[str, ...], by: str | None, id_: str | None, only_print: bool
) -> int:
    """Write a draft for every file, or none."""
    from handrail.exchange.suggestions import read_suggestions

    refuse_commits(request)
    files = {name: content for path in paths for name, content in _files(path).items()}
    if id_ is not None and len(files) > 1:
        raise Misuse(
            say("`--id` is for a single suggestion"), say("leave it out, or name one file")
        )
    taken = read_suggestions(
        request.register, files,
        by=by or myself(request, say("say who takes them over with `--by`")),
        day=request.as_of, language=request.language, id_=id_,
    )  # fmt: skip
    return _write(request, taken, "suggestion", only_print=only_print)


@command(
    "evaluations",
    say("make drafts of evaluations out of the sheet that `report agenda --format csv` writes, filled in"),
    example="handrail import evaluations 2026-03.csv --by li-na",
    formats=("text",),
    params=(click.Argument(["path"], metavar="FILE"), _by(), _dry_run()),
)  # fmt: skip
def evaluations(request: Request, *, path: str, by: str | None, only_print: bool) -> int:
    """Write a draft for every row that is filled in, or none."""
    from handrail.exchange.evaluations import read_evaluations

    refuse_commits(request)
    taken = read_evaluations(
        request.source, request.register, _read(path),
        by=by or myself(request, say("say who takes them over with `--by`")),
        day=request.as_of, language=request.language,
    )  # fmt: skip
    return _write(request, taken, "evaluation", only_print=only_print)


def _files(path: str) -> dict[str, bytes]:
    """Return the files of a folder that may hold suggestions, or the only one that is named."""
    folder = Path(path)
    with _readable(path):
        if path == "-":
            return {"-": _read(path)}
        files = [one for one in folder.iterdir() if one.is_file()] if folder.is_dir() else [folder]
        found = sorted(one for one in files if one.suffix.casefold() in _SUGGESTIONS)
    if not found:
        raise Misuse(
            say("no mail and no form in `{path}`", path=path),
            say("their names end in one of {endings}", endings=_SUGGESTIONS),
        )
    return {one.name: _read(str(one)) for one in found}


def _read(path: str) -> bytes:
    with _readable(path):
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


@contextmanager
def _readable(path: str) -> Iterator[None]:
    """Say of what the system does not let us read that it cannot be read."""
    try:
        yield
    except OSError:
        raise Misuse(
            say("cannot read `{path}`", path=path), say("name a file, or `-` for standard input")
        ) from None


def _write(request: Request, taken: Taken, kind: str, *, only_print: bool) -> int:
    if taken.refusals:
        refuse(request, taken.refusals)
        request.note(say("nothing was written"))
        return 1
    if only_print:
        for draft in taken.drafts:
            show(request, draft)
        return 0
    put_in_place(request, taken.files)
    for path in taken.there:
        request.say(say("was there already: {path}", path=path))
    if not taken.drafts and not taken.there:
        request.say(say("nothing new is filled in"))
    elif taken.drafts:
        request.note(
            say("they are drafts: complete each and run `handrail finish ID {type}`", type=kind)
        )
    return 0
