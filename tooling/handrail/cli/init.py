"""`handrail init`: a repository of one's own."""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any

import click

from handrail.cli.command import Option
from handrail.cli.command import Words
from handrail.cli.misuse import unknown
from handrail.cli.options import command
from handrail.cli.writing import refuse
from handrail.cli.writing import refuse_commits
from handrail.cli.writing import split_people
from handrail.model.messages import say
from handrail.model.packs import MINIMAL
from handrail.model.packs import PACKS
from handrail.render.language import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from handrail.cli.request import Request
    from handrail.writing.starter import Choices

_NO_FORGE = "none"
_FORGES = ("github", "gitlab", "gitea", _NO_FORGE)


class Languages(click.ParamType):  # type: ignore[type-arg] # older releases of Click take none
    """Languages, separated by commas, the first one first."""

    name = "languages"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - Click's signature
        ctx: click.Context | None,  # noqa: ARG002 - Click's signature
    ) -> tuple[str, ...]:
        """Take languages that handrail speaks, each once."""
        found = tuple(dict.fromkeys(split_people(str(value))))
        for word in found:
            if word not in LANGUAGES:
                raise unknown(say("no language `{word}`", word=word), word, LANGUAGES)
        return found


@command(
    "init",
    say("make a repository of one's own, which passes `check`"),
    example="handrail init handbook --quality-lead 'Li Na <li-na@it.example>'",
    formats=("text",),
    params=(
        click.Argument(["folder"], metavar="DIR"),
        Option(
            "--organization", say("whose repository it is; the name of the folder if left out"),
            metavar="NAME",
        ),
        Option(
            "--quality-lead", say("who keeps the improvement process running, as ID=NAME; whoever git knows if left out"),
            metavar="PERSON",
        ),
        Option(
            "--committee", say("a member of the improvement committee, as ID=NAME; may be repeated, and the first is the chair"),
            metavar="PERSON", multiple=True,
        ),
        Option(
            "--secretary", say("who keeps the committee's minutes, as ID=NAME; the quality lead if left out"),
            metavar="PERSON",
        ),
        Option(
            "--person", say("somebody else, as ID=NAME; may be repeated"),
            metavar="PERSON", multiple=True,
        ),
        Option(
            "--pack", say("the processes to begin with: minimal, the improvement process alone, or itsm, with it all others, described and planned"),
            metavar="PACK", type=Words(*PACKS), default=MINIMAL,
        ),
        Option(
            "--languages", say("the languages of the handbook, separated by commas; the one you are answered in if left out"),
            metavar="LANGS", type=Languages(),
        ),
        Option(
            "--timezone", say("the time zone that says which day it is; this machine's if left out"),
            metavar="ZONE",
        ),
        Option("--currency", say("the currency of costs, such as CNY"), metavar="CODE"),
        Option(
            "--repository", say("an id for the repository, which never changes; made of the folder's name if left out"),
            metavar="SLUG",
        ),
        Option(
            "--forge", say("where the repository will be hosted, for the check that runs there: github, gitlab, gitea or none"),
            metavar="FORGE", type=Words(*_FORGES), default=_FORGES[0],
        ),
    ),
)  # fmt: skip
def init(request: Request, *, folder: str, **given: Any) -> int:  # noqa: ANN401 - every option has a type of its own
    """Make a repository and say how to go on, or refuse."""
    from handrail.cli.founding import choose
    from handrail.loading.sources import WorkTree
    from handrail.loading.sources import real
    from handrail.writing.starter import place
    from handrail.writing.starter import starter_files

    refuse_commits(request)
    root = real(request.start / folder)
    if refusal := place.unfit(root):
        return refuse(request, [refusal])
    choices = choose(request, root, given)
    files = starter_files(choices)
    if refusals := [*choices.refusals(), *place.faults(place.records(files), choices.day)]:
        return refuse(request, refusals)
    top = place.history_top(root)
    if top is None:
        place.begin_history(root)
    written, there = place.lay_out(root, files)
    _tell(request, root, written, there)
    if top is None:
        request.say(say("began a git repository; nothing is committed"))
    elif top != root and choices.forge != _NO_FORGE:
        request.note(
            say("the forge looks for its files at the top of the git repository, in {folder}: move them there",
                folder=str(top))
        )  # fmt: skip
    fits = not place.faults(WorkTree(root), choices.day)
    _tell_next(request, root, choices, fits=fits)
    return 0 if fits else 1


def _tell(request: Request, root: Path, written: list[str], there: list[str]) -> None:
    """Say what was made: a file by its path, a folder by how many files it got."""
    request.say(say("made a repository in {folder}", folder=str(root)))
    for _, group in groupby(written, lambda path: path.partition("/")[0]):
        paths = list(group)
        if len(paths) == 1:
            request.say(say("wrote {path}", path=paths[0]))
        else:
            folder = f"{paths[0].partition('/')[0]}/"
            request.say(say("wrote {number} files in {path}", number=len(paths), path=folder))
    for path in there:
        request.say(say("was there already: {path}", path=path))


def _tell_next(request: Request, root: Path, choices: Choices, *, fits: bool) -> None:
    """Say what is to be done now: what is a sample, what does not fit, three commands."""
    from handrail.loading.sources import real

    samples = tuple(f"`{one.id}`" for one in choices.everybody if one.is_sample)
    if samples:
        request.note(
            say("put people of your own in the place of the samples in organization.yaml: {people}",
                people=samples)
        )  # fmt: skip
    if not fits:
        request.note(
            say("what lay there before does not fit together with this: `handrail check` says where")
        )  # fmt: skip
    request.say(say("what to type next:"))
    start = real(request.start)
    if root != start:
        near = root.relative_to(start) if root.is_relative_to(start) else root
        request.print(f"  cd {shlex.quote(str(near))}")
    request.print("  handrail check")
    request.print(f"  handrail new plan {choices.day.year}")
