"""`handrail explain`: a rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.complete import rules
from handrail.cli.misuse import unknown
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request


@command(
    "explain",
    say("explain a rule: what it asks for, why, and what breaks it; without a name, list all"),
    example="handrail explain unknown-person",
    formats=("text", "markdown", "csv", "json"),
    params=(click.Argument(["rule"], required=False, metavar="RULE", shell_complete=rules),),
)
def explain(request: Request, *, rule: str | None) -> int:
    """Print one rule, or the table of all."""
    from handrail.render import rules as pages
    from handrail.render.tables import FORMATS
    from handrail.rules import RULES

    if rule is not None and rule not in RULES:
        raise unknown(say("no rule `{id}`", id=rule), rule, RULES)
    if rule is not None and request.format == "text":
        request.print(pages.to_text(RULES[rule], request.language, request.terminal))
    elif rule is not None and request.format == "json":
        request.print(pages.to_json(RULES[rule], request.language))
    else:
        table = pages.rule_table([RULES[rule]] if rule else RULES.values())
        request.print(FORMATS[request.format](table, request.language, request.terminal))
    return 0
