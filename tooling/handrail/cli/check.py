"""`handrail check`: judge what is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handrail.cli.command import Option
from handrail.cli.misuse import Misuse
from handrail.cli.misuse import unknown
from handrail.cli.options import command
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.cli.request import Request
    from handrail.render.findings import Checked

_FORMATS = ("text", "json", "github")


class Output(click.ParamType):  # type: ignore[type-arg] # older releases of Click take none
    """A format and the file to write it to."""

    name = "output"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - Click's signature
        ctx: click.Context | None,  # noqa: ARG002 - Click's signature
    ) -> tuple[str, Path]:
        """Split `FORMAT=FILE`."""
        form, equals, file = str(value).partition("=")
        if not equals or not file:
            raise Misuse(
                say("`{value}` is not `FORMAT=FILE`", value=value),
                say("write for example `--output json=findings.json`"),
            )
        if form not in _FORMATS:
            raise unknown(
                say("findings cannot be written as `{format}`", format=form), form, _FORMATS
            )
        return form, Path(file)


@command(
    "check",
    say("judge all records: what is wrong, where, and how to put it right"),
    example="handrail check --format github --output json=findings.json",
    formats=_FORMATS,
    params=(
        Option(
            "--output", say("write the findings to a file as well, in a format of its own; may be repeated"),
            metavar="FORMAT=FILE", type=Output(), multiple=True,
        ),
    ),
)  # fmt: skip
def check(request: Request, *, output: tuple[tuple[str, Path], ...]) -> int:
    """Print findings and say what was judged; exit 1 where there is an error."""
    from handrail.model.findings import Severity
    from handrail.render.findings import FORMATS
    from handrail.render.terminal import PLAIN
    from handrail.writing.files import write_files

    checked = _checked(request)
    write_files(
        {file: FORMATS[form](checked, request.language, PLAIN).encode() for form, file in output}
    )
    if "github" in {request.format, *(form for form, _ in output)}:
        _summarize(request, checked)
    request.print(FORMATS[request.format](checked, request.language, request.terminal))
    return 1 if checked.count(Severity.ERROR) else 0


def _checked(request: Request) -> Checked:
    from handrail.render.findings import Checked
    from handrail.rules import RULES
    from handrail.rules import judge

    register = request.register
    return Checked(
        findings=judge(register),
        documents=len(register.documents),
        rules=len(RULES),
        as_of=register.as_of,
        snapshot=register.snapshot,
        folder=_folder(request.root),
    )


def _folder(root: Path) -> str:
    """Return where the records lie in the checkout that GitHub shows."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    top = Path(workspace).resolve() if workspace else root
    inside = root.relative_to(top).as_posix() if root.is_relative_to(top) else "."
    return "" if inside == "." else f"{inside}/"


def _summarize(request: Request, checked: Checked) -> None:
    """Add to the page GitHub shows for the run."""
    from handrail.render.findings import to_step_summary

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(to_step_summary(checked, request.language))
