"""`handrail set`: values in a file that is there, with its comments and its order kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handrail.cli.command import Option
from handrail.cli.complete import dossiers
from handrail.cli.complete import paths
from handrail.cli.find import find_dossier
from handrail.cli.misuse import Misuse
from handrail.cli.misuse import unknown
from handrail.cli.options import command
from handrail.cli.request import here
from handrail.cli.writing import put_in_place
from handrail.cli.writing import refuse
from handrail.cli.writing import refuse_commits
from handrail.cli.writing import refuse_for
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from typing import Any

    from handrail.cli.request import Request
    from handrail.loading.documents import Document
    from handrail.model.findings import Finding
    from handrail.model.findings import Route
    from handrail.writing.refusals import Refusal


@command(
    "set",
    say("set values in a file that is there: people, settings, a process, a draft"),
    example="handrail set organization.yaml people.li-na.until=2026-12-31",
    formats=("text",),
    params=(
        click.Argument(["path"], metavar="PATH", shell_complete=paths),
        click.Argument(["values"], metavar="FIELD=VALUE", nargs=-1, required=True),
        Option(
            "--improvement", say("for a process: the improvement that moves it to its next version"),
            metavar="ID", shell_complete=dossiers,
        ),
    ),
)  # fmt: skip
def set_(request: Request, *, path: str, values: tuple[str, ...], improvement: str | None) -> int:
    """Set values, unless `check` would then find an error that is not there now."""
    from handrail.writing.assign import assign
    from handrail.writing.drafts import changed
    from handrail.writing.refusals import Refusal

    refuse_commits(request)
    document = _find(request, path)
    assigned = assign(document.schema, document.data, values)
    if isinstance(assigned, tuple):
        return refuse(request, assigned)
    changes = assigned.changes
    if improvement is not None:
        # The row of the version comes first, so that `changes.0` is it.
        moved = _next_version(request, document, improvement, changes)
        if isinstance(moved, Refusal):
            return refuse(request, [moved])
        changes = moved | dict(changes)
    edited, errors = changed(request.source, request.register, document, changes)
    if errors:
        return _list(request, document, errors)
    if edited.content == document.content:
        request.say(say("{path} says so already", path=document.path))
        return 0
    put_in_place(request, {document.path: edited.content})
    return 0


def _find(request: Request, path: str) -> Document:
    """Return the document at a path, written from the root or from the folder one stands in."""
    from handrail.loading.sources import real

    by_path = request.register.by_path
    root, near = real(request.root), real(here() / path)
    inside = near.relative_to(root).as_posix() if near.is_relative_to(root) else path
    document = by_path.get(path) or by_path.get(inside)
    if document is None:
        raise unknown(say("no document lies at `{path}`", path=path), path, by_path)
    return document


def _next_version(
    request: Request, document: Document, improvement: str, changes: Mapping[Route, Any]
) -> dict[Route, Any] | Refusal:
    """Return what moves a process to its next version, on account of an improvement, or why none can."""
    from handrail.writing.versions import next_version
    from handrail.writing.versions import unfit_for_version

    if document.type != "process":
        raise Misuse(
            say("`--improvement` is for a process, and {path} is none", path=document.path),
            say("leave it out"),
        )
    dossier = find_dossier(request.register, improvement)
    refusal = unfit_for_version(document, dossier, changes)
    return refusal or next_version(document, dossier, changes, request.register.as_of)


def _list(request: Request, document: Document, errors: Sequence[Finding]) -> int:
    """List the errors the change would bring, the way `check` does."""
    from handrail.writing.refusals import Refusal

    refusal = Refusal(
        say("{path} was not changed: `check` would find what stands above", path=document.path),
        say(
            "what was approved is changed by the next number and a `scope-change`, never in its file"
        )
        if any(error.rule == "approval-lapsed" for error in errors)
        else say("put right what is listed, or set what belongs together in one command"),
    )
    return refuse_for(request, request.register, errors, refusal)
