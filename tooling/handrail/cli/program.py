"""The program: its commands, each imported when it is asked for."""

from __future__ import annotations

import click

from handrail.cli.command import Group
from handrail.cli.command import Option
from handrail.cli.options import global_options
from handrail.model.messages import say


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - Click's signature
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"handrail {version('handrail')}")
        ctx.exit()


program = Group(
    "handrail",
    say("holds an IT department's processes, plans and improvements to one process, as files in git"),
    {
        "init": "handrail.cli.init:init",
        "check": "handrail.cli.check:check",
        "status": "handrail.cli.status:status",
        "next": "handrail.cli.next:next_",
        "due": "handrail.cli.due:due",
        "list": "handrail.cli.list:list_",
        "show": "handrail.cli.show:show",
        "history": "handrail.cli.history:history",
        "new": "handrail.cli.new:new",
        "finish": "handrail.cli.finish:finish",
        "set": "handrail.cli.set:set_",
        "approve": "handrail.cli.approve:approve",
        "report": "handrail.cli.report:report",
        "import": "handrail.cli.import_:import_",
        "explain": "handrail.cli.explain:explain",
        "site": "handrail.cli.site:site",
    },
    [
        *global_options(),
        Option(
            "--version", say("show the version"),
            is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
        ),
    ],
    "handrail next",
)  # fmt: skip
