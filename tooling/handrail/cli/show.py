"""`handrail show`: one record with its whole story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.complete import ids
from handrail.cli.misuse import unknown
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request
    from handrail.loading.history import History
    from handrail.model.tables import Table
    from handrail.register import Dossier
    from handrail.register import Register


@command(
    "show",
    say("show one improvement, process or plan with its whole story"),
    example="handrail show self-service-portal",
    formats=("text", "markdown", "json"),
    params=(click.Argument(["id_"], metavar="ID", shell_complete=ids),),
)
def show(request: Request, *, id_: str) -> int:
    """Print the tables of a record, and what git tells of its files."""
    from concurrent.futures import ThreadPoolExecutor

    from handrail.loading.history import read_history
    from handrail.model.errors import HandrailError
    from handrail.render.tables import join

    # Git looks through its log while the records are read: each takes as long as the other.
    with ThreadPoolExecutor(max_workers=1) as beside:
        told = beside.submit(read_history, request.root, _commit(request))
        tables = _tables(request.register, id_)
    try:
        tables.append(_commits(request, id_, told.result()))
    except HandrailError as error:
        request.note(error.message)
    request.print(join(tables, request.format, request.language, request.terminal))
    return 0


def _commit(request: Request) -> str:
    snapshot = request.source.snapshot if request.revision else None
    return snapshot.commit if snapshot else "HEAD"


def _commits(request: Request, id_: str, told: History) -> Table:
    """Return what git tells of a record's files, and say how far its word goes."""
    from handrail.cli.history import note_limits
    from handrail.views import history

    note_limits(request, told)
    places = history.places(told.paths).get(id_, ())
    return history.commits(request.register, told.of(places))


def _tables(register: Register, id_: str) -> list[Table]:
    dossier = register.dossiers_by_id.get(id_)
    if dossier is not None:
        return _of_record(register, dossier)
    if id_ in register.processes:
        from handrail.views import processes
        from handrail.views import story

        return [
            processes.process_facts(register, id_),
            processes.activities(register, id_),
            processes.kpi_table(register, id_),
            story.versions(register, id_),
            processes.improvements_on(register, id_),
        ]
    known = {*register.dossiers_by_id, *register.processes}
    raise unknown(say("no improvement, year or process `{id}`", id=id_), id_, known)


def _of_record(register: Register, dossier: Dossier) -> list[Table]:
    from handrail.views import plans
    from handrail.views import record
    from handrail.views import story
    from handrail.views.levels import levels
    from handrail.views.measured_goals import measured_goals
    from handrail.views.projects import project_tables

    is_plan = dossier.kind == "plan"
    told = [plans.goal_table(register, dossier)] if is_plan else [
        story.story(register, dossier), measured_goals(register, dossier),
    ]  # fmt: skip
    return [
        record.facts(register, dossier),
        *told,
        *project_tables(register, dossier),
        record.track(register, dossier),
        record.documents(register, dossier),
        record.votes(register, dossier),
        *(table for table in (levels(register, dossier),) if table.rows),
    ]
