"""`handrail show`: one record with its whole story, or all that a role has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.complete import subjects
from handrail.cli.misuse import Misuse
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
    say("show one improvement, process or plan with its whole story, or what a role has to do"),
    example="handrail show self-service-portal",
    formats=("text", "markdown", "json"),
    params=(click.Argument(["id_"], metavar="ID", shell_complete=subjects),),
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
        if _has_files(request.register, id_):
            tables.append(_commits(request, id_, told.result()))
    except HandrailError as error:
        request.note(error.message)
    request.print(join(tables, request.format, request.language, request.terminal))
    return 0


def _has_files(register: Register, id_: str) -> bool:
    return id_ in register.dossiers_by_id or id_ in register.processes


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
        from handrail.views import editions
        from handrail.views import procedure
        from handrail.views import processes
        from handrail.views import recurring
        from handrail.views import risks

        return [
            processes.process_facts(register, id_),
            procedure.activities(register, id_),
            procedure.raci(register, id_),
            procedure.inputs(register, id_),
            procedure.outputs(register, id_),
            risks.risk_table(register, id_),
            risks.control_table(register, id_),
            recurring.recurring_table(register, id_),
            processes.kpi_table(register, id_),
            editions.versions(register, id_),
            processes.improvements_on(register, id_),
        ]
    if id_ in register.process_documents:
        raise Misuse(
            say("`{path}` cannot be read", path=register.process_documents[id_].path),
            say("`handrail check` says what is wrong with it"),
        )
    return _of_role(register, id_)


def _of_role(register: Register, id_: str) -> list[Table]:
    from handrail.views import mine
    from handrail.views import offices

    found = offices.named(register, id_)
    if len(found) > 1:
        raise Misuse(
            say("more than one process has a role `{id}`", id=id_),
            say("name the process too: {roles}", roles=tuple(one.id for one in found)),
        )
    if found:
        facts, *others = mine.mine(register, found[0])
        return [facts, *(table for table in others if table.rows)]
    roles = offices.offices(register)
    bare = {one.rpartition("/")[2] for one in roles}
    known = {*register.dossiers_by_id, *register.processes, *roles, *bare}
    raise unknown(say("no improvement, year, process or role `{id}`", id=id_), id_, known)


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
