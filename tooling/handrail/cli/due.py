"""`handrail due`: everything that has a date, by person and role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.command import Option
from handrail.cli.complete import people
from handrail.cli.misuse import unknown
from handrail.cli.options import Day
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from datetime import date

    from handrail.cli.request import Request
    from handrail.register import Register


@command(
    "due",
    say("show everything that has a date, what is overdue first, by person and role"),
    example="handrail due --role quality-lead --until 2026-03-31",
    formats=("text", "json", "markdown", "csv", "ics"),
    params=(
        Option("--person", say("only what asks this person"), metavar="PERSON", shell_complete=people),
        Option("--role", say("only what asks this role or body"), metavar="ROLE"),
        Option("--until", say("only what is due up to this day"), metavar="DATE", type=Day()),
    ),
)  # fmt: skip
def due(request: Request, *, person: str | None, role: str | None, until: date | None) -> int:
    """Print what is due."""
    from handrail.render.icalendar import to_icalendar
    from handrail.render.tables import FORMATS
    from handrail.render.tables import join
    from handrail.views import due as views

    register = request.register
    _check_known(register, person, role)
    rows = views.chosen(views.dues(register), person=person, role=role, until=until)
    if request.format == "ics":
        # A calendar's lines end as the standard says, whatever the system does.
        click.echo(to_icalendar(register, rows, request.language).encode(), nl=False)
    elif request.format in {"json", "csv"}:
        table = views.table(rows)
        request.print(FORMATS[request.format](table, request.language, request.terminal))
    elif rows:
        tables = views.by_person(register, rows, person)
        request.print(join(tables, request.format, request.language, request.terminal))
    else:
        request.say(say("nothing is due"))
    return 0


def _check_known(register: Register, person: str | None, role: str | None) -> None:
    from handrail.views.asked import all_roles

    offices = register.offices
    if person is not None and offices is not None and person not in offices.people:
        raise unknown(say("no person `{id}`", id=person), person, offices.people)
    if role is not None and role not in (roles := all_roles(register)):
        raise unknown(say("no role and no body `{id}`", id=role), role, roles)
