"""`handrail next`: what comes next, and whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.complete import dossiers
from handrail.cli.find import find_dossier
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request
    from handrail.register import Dossier
    from handrail.register import Register


@command(
    "next",
    say("say what comes next, whose turn it is, until when, what is unmet and what to type"),
    example="handrail next self-service-portal",
    formats=("text", "json"),
    params=(
        click.Argument(["id_"], required=False, metavar="ID", shell_complete=dossiers),
    ),
)  # fmt: skip
def next_(request: Request, *, id_: str | None) -> int:
    """Print the next steps of one record, or of all."""
    from handrail.render import steps
    from handrail.rules import judge
    from handrail.views.next_steps import next_steps

    register = request.register
    chosen = [find_dossier(register, id_)] if id_ else _by_due_date(register)
    findings = judge(register)
    found = [step for one in chosen for step in next_steps(register, one, findings)]
    if request.format == "json":
        request.print(steps.to_json(found, request.language))
        return 0
    if found:
        request.print(steps.to_text(found, request.language, request.terminal))
    elif id_ is None:
        request.say(say("nothing is under way"))
        _say_how_to_begin(request, register)
    if id_:
        _say_what_else(request, register, chosen[0])
    return 0


def _say_how_to_begin(request: Request, register: Register) -> None:
    year = str(register.as_of.year)
    request.say(say("possible now:"))
    request.say(say("- `{command}`", command="handrail new suggestion ID"))
    if year not in register.dossiers_by_id:
        request.say(say("- `{command}`", command=f"handrail new plan {year}"))


def _by_due_date(register: Register) -> list[Dossier]:
    from handrail.views.standing import waitings

    return list(dict.fromkeys(waiting.dossier for waiting in waitings(register)))


def _say_what_else(request: Request, register: Register, dossier: Dossier) -> None:
    """Say how the record ended, and what may be done beside its path."""
    from handrail.views.next_steps import possible_beside
    from handrail.views.standing import standing

    now = standing(register, dossier)
    if not now.is_open:
        request.say(
            say("`{id}` has ended on {day}: {end}", id=dossier.id, day=now.since, end=now.end)
        )
    beside = possible_beside(register, dossier)
    if beside:
        request.say(say("possible now as well:"))
    for step, _ in beside:
        command = f"handrail new {step.document} {dossier.id}"
        request.say(say("- {title}: `{command}`", title=step.title, command=command))
