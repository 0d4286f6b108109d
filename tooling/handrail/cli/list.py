"""`handrail list`: a table of everything of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.command import Words
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request

#: A test sees that these are all the views.
VIEW_NAMES = (
    "improvements",
    "waiting",
    "overdue",
    "votes",
    "levels",
    "plan",
    "goals",
    "gaps",
    "meetings",
    "actions",
    "participation",
    "sources",
    "unanswered",
    "focus",
    "pain-points",
    "merged",
    "points",
    "projects",
    "pilots",
    "pilot-issues",
    "changes",
    "processes",
    "complexity",
    "interfaces",
    "risks",
    "controls",
    "recurring",
    "kpis",
    "roles",
    "standards",
)
#: Those that show what git has kept.
_OF_GIT = frozenset({"complexity"})


@command(
    "list",
    say("show a table: {views}", views=VIEW_NAMES),
    example="handrail list waiting --format csv",
    formats=("text", "markdown", "csv", "json"),
    params=(click.Argument(["view"], metavar="VIEW", type=Words(*VIEW_NAMES)),),
)
def list_(request: Request, *, view: str) -> int:
    """Print a view."""
    from handrail.cli.history import note_shallow
    from handrail.loading.history import is_shallow
    from handrail.render.tables import FORMATS
    from handrail.views import VIEWS

    table = VIEWS[view].table(request.register)
    request.print(FORMATS[request.format](table, request.language, request.terminal))
    if view in _OF_GIT and is_shallow(request.root):
        note_shallow(request)
    return 0
