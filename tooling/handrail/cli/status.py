"""`handrail status`: the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request


@command(
    "status",
    say("show the board: what is under way, who it waits for, how the plan goes, how things ended"),
    example="handrail status --format json",
    formats=("text", "markdown", "csv", "json"),
)
def status(request: Request) -> int:
    """Print the board; as CSV, the register of improvements."""
    from handrail.render.status import to_json
    from handrail.render.tables import FORMATS
    from handrail.render.tables import join
    from handrail.views import VIEWS
    from handrail.views import summary

    register = request.register
    if request.format == "json":
        request.print(to_json(summary.status(register), request.language))
        return 0
    if request.format == "csv":
        table = VIEWS["improvements"].table(register)
        request.print(FORMATS["csv"](table, request.language, request.terminal))
        return 0
    for line in summary.headline(register):
        request.say(line)
    request.print("")
    request.print(join(summary.board(register), request.format, request.language, request.terminal))
    return 0
