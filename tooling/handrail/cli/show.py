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
    """Print the tables of a record."""
    from handrail.render.tables import join

    tables = _tables(request.register, id_)
    request.print(join(tables, request.format, request.language, request.terminal))
    return 0


def _tables(register: Register, id_: str) -> list[Table]:
    dossier = register.dossiers_by_id.get(id_)
    if dossier is not None:
        return _of_record(register, dossier)
    if id_ in register.processes:
        from handrail.views import processes

        return [
            processes.process_facts(register, id_),
            processes.activities(register, id_),
            processes.kpi_table(register, id_),
            processes.improvements_on(register, id_),
        ]
    known = {*register.dossiers_by_id, *register.processes}
    raise unknown(say("no improvement, year or process `{id}`", id=id_), id_, known)


def _of_record(register: Register, dossier: Dossier) -> list[Table]:
    from handrail.views import plans
    from handrail.views import record

    goals = [plans.goal_table(register, dossier)] if dossier.kind == "plan" else []
    return [
        record.facts(register, dossier),
        *goals,
        record.track(register, dossier),
        record.documents(register, dossier),
        record.votes(register, dossier),
    ]
