"""`handrail history`: who changed what when, as git tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from handrail.cli.complete import ids
from handrail.cli.misuse import unknown
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request
    from handrail.loading.history import History
    from handrail.loading.sources import Source
    from handrail.register import Register


@command(
    "history",
    say("say who changed what when in an improvement, a year, a process or a meeting, as git tells it"),
    example="handrail history self-service-portal",
    formats=("text", "markdown", "csv", "json"),
    params=(click.Argument(["id_"], metavar="ID", shell_complete=ids),),
)  # fmt: skip
def history(request: Request, *, id_: str) -> int:
    """Print the history of a record."""
    from handrail.loading.history import read_history
    from handrail.render.tables import FORMATS
    from handrail.views import history as views

    snapshot = request.source.snapshot if request.revision else None
    told = read_history(request.root, snapshot.commit if snapshot else "HEAD")
    known = views.places([*request.source.paths(), *told.paths])
    if id_ not in known:
        raise unknown(say("no improvement, year, process or meeting `{id}`", id=id_), id_, known)
    rows = views.happenings(_people_and_types(request.source), told, told.of(known[id_]))
    request.print(FORMATS[request.format](views.table(rows), request.language, request.terminal))
    note_limits(request, told)
    return 0


def note_limits(request: Request, told: History) -> None:
    """Say how far git's word goes."""
    request.note(say("dates are what the clocks of those who committed said; git does not check them"))  # fmt: skip
    if told.is_shallow:
        note_shallow(request)


def note_shallow(request: Request) -> None:
    """Say that a clone holds only the latest commits."""
    request.note(
        say("this clone is shallow: what was committed before its oldest commit is missing; `git fetch --unshallow` brings it")
    )  # fmt: skip


def _people_and_types(source: Source) -> Register:
    """Read people and schemas, and none of the records: git is asked about those."""
    from handrail.loading.sources import ORGANIZATION
    from handrail.loading.sources import SCHEMAS_FOLDER
    from handrail.loading.sources import SETTINGS
    from handrail.loading.sources import Memory
    from handrail.register import load_register

    wanted = (SETTINGS, ORGANIZATION, f"{SCHEMAS_FOLDER}/")
    files = {path: source.read(path) for path in source.paths() if path.startswith(wanted)}
    return load_register(Memory(files), date.max)
