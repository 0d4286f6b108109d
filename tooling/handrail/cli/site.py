"""`handrail site`: the handbook as a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handrail.cli.command import Group
from handrail.cli.command import Option
from handrail.cli.command import Words
from handrail.cli.options import command
from handrail.cli.options import global_options
from handrail.model.messages import say
from handrail.render.language import LANGUAGES

if TYPE_CHECKING:
    from handrail.cli.request import Request

site = Group(
    "site",
    say("publish the handbook as a site"),
    {"build": "handrail.cli.site:build"},
    global_options(),
    "handrail site build",
)


@command(
    "build",
    say("build the site from the records and the hand-written pages"),
    example="handrail site build --output public",
    formats=("text",),
    params=(
        Option(
            "--output", say("where the site goes; `build/site` if left out"), metavar="FOLDER"
        ),
        Option(
            "--only", say("build one language only; may be repeated"),
            metavar="LANG", type=Words(*LANGUAGES), multiple=True,
        ),
    ),
)  # fmt: skip
def build(request: Request, *, output: str | None, only: tuple[str, ...]) -> int:
    """Build the site and say which file to open."""
    from handrail.site.build import build_site

    folder = Path(output) if output else request.root / "build" / "site"
    register = request.register
    request.note(say("building the site, which takes a while"))
    built = build_site(request.root, register, output=folder, languages=only or None)
    for note in built.notes:
        request.note(note)
    for language, number in built.pages.items():
        request.note(say("{language}: {number} pages", language=language, number=number))
    request.note(say("built in {seconds} seconds", seconds=round(built.seconds)))
    request.print(str(built.output / "index.html"))
    return 0
