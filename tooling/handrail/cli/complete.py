"""Names a shell offers when Tab is pressed; read from the names of folders, so that it is instant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handrail.model.errors import HandrailError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

_RECORD_DEPTH = 4
#: Types of documents that are there from the beginning, or written by another command.
_NEVER_BEGUN = frozenset({"approval", "settings", "organization", "criteria", "workflow"})


def _offer(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(incomplete)]


def _paths(ctx: click.Context) -> list[list[str]]:
    from handrail.loading.sources import WorkTree
    from handrail.loading.sources import find_root

    kept = ctx.meta.get("handrail.options", {})
    try:
        root = find_root(Path(kept.get("root") or Path.cwd()))
    except HandrailError:
        return []
    return [path.split("/") for path in WorkTree(root).paths()]


def _records(ctx: click.Context) -> Iterable[str]:
    for parts in _paths(ctx):
        if parts[0] == "improvements" and len(parts) == _RECORD_DEPTH:
            if parts[3] == "suggestion.yaml":
                yield parts[2]
        elif parts[0] == "improvements" and parts[2:] == ["plan.yaml"]:
            yield parts[1]


def _processes(ctx: click.Context) -> Iterable[str]:
    return (parts[1] for parts in _paths(ctx) if parts[0] == "processes" and len(parts) > 1)


def dossiers(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer improvements, and the years that have a plan."""
    return _offer(_records(ctx), incomplete)


def ids(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer improvements, years and processes."""
    return _offer([*_records(ctx), *_processes(ctx)], incomplete)


def paths(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the files that hold documents."""
    found = ("/".join(parts) for parts in _paths(ctx))
    return _offer((path for path in found if path.endswith(".yaml")), incomplete)


def documents(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the documents of the record that is named already."""
    record = str(ctx.params.get("id_"))
    found = (
        parts[-1].removesuffix(".yaml")
        for parts in _paths(ctx)
        if parts[0] == "improvements" and parts[-2] == record
    )
    return _offer(found, incomplete)


def new_ids(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer what a new document may belong to: records, or processes for what only these have."""
    kind = str(ctx.params.get("kind"))
    if kind in {"assessment", "review"}:
        return _offer(_processes(ctx), incomplete)
    return _offer(_records(ctx), incomplete)


def types(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the types of documents that may be begun."""
    from handrail.model.records import RECORDS

    return _offer(RECORDS.keys() - _NEVER_BEGUN, incomplete)


def people(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the people in `organization.yaml`."""
    return _offer(_named(ctx, "people"), incomplete)


def subjects(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer improvements, years, processes, roles and bodies."""
    return _offer([*_records(ctx), *_processes(ctx), *_named(ctx, "roles", "bodies")], incomplete)


def _named(ctx: click.Context, *lists: str) -> Iterable[str]:
    """Yield the ids in some lists of `organization.yaml`."""
    from handrail.loading.parse import parse
    from handrail.loading.sources import ORGANIZATION
    from handrail.loading.sources import WorkTree
    from handrail.loading.sources import find_root

    kept = ctx.meta.get("handrail.options", {})
    try:
        root = find_root(Path(kept.get("root") or Path.cwd()))
        data = parse(WorkTree(root).read(ORGANIZATION)).data
    except (HandrailError, OSError):
        return
    for name in lists:
        rows = data.get(name) if isinstance(data, dict) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                yield row["id"]


def rules(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the rules."""
    from handrail.rules import RULES

    return _offer(RULES, incomplete)
