"""`handrail report`: what is brought to a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.command import Option
from handrail.cli.command import Words
from handrail.cli.options import PeriodType
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request

#: A test sees that these are all the reports.
REPORT_NAMES = ("plan", "agenda")


@command(
    "report",
    say("write a report: plan, for the review of the annual plan; agenda, for the evaluation meeting"),
    example="handrail report plan --period 2026-Q1 --format html > plan-2026-Q1.html",
    formats=("markdown", "html", "json", "csv"),
    params=(
        click.Argument(["name"], metavar="REPORT", type=Words(*REPORT_NAMES)),
        Option(
            "--period", say("the year, quarter or month: 2026, 2026-Q1 or 2026-03"),
            metavar="PERIOD", type=PeriodType(), required=True,
        ),
    ),
)  # fmt: skip
def report(request: Request, *, name: str, period: str) -> int:
    """Print a report; as CSV, the table of it that is worked with."""
    from handrail.model.periods import parse_period
    from handrail.render.report import FORMATS
    from handrail.reports import REPORTS

    register = request.register
    told = REPORTS[name](register, parse_period(period, register.fiscal_year_start))
    request.print(FORMATS[request.format](told, request.language))
    return 0
