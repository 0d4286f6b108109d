"""Which documents the rules of the steps judge, and what they ask of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.register.ballot import decisions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register
    from handrail.register import Visit


def placed(register: Register, *kinds: str) -> Iterator[tuple[Dossier, Progress, Document]]:
    """Yield the documents of some types that can be judged.

    Where a document does not fit its schema, or its record is not in order, that is found
    already and comes first.
    """
    for kind in kinds:
        for document in register.of_type(kind):
            dossier = register.dossiers_by_folder.get(document.folder)
            if dossier is None or document.record is None:
                continue
            progress = register.progress(dossier)
            if progress.is_in_order:
                yield dossier, progress, document


def finished(register: Register, *kinds: str) -> Iterator[tuple[Dossier, Progress, Document]]:
    """Yield the documents of some types that can be judged and are no drafts."""
    return (found for found in placed(register, *kinds) if found[2].completed is not None)


def before(progress: Progress, document: Document) -> Iterator[Visit]:
    """Yield the visits before the one that left a document; all of them where none has left it yet."""
    for visit in progress.path:
        if visit.document == document.name:
            return
        yield visit


def decided_on(dossier: Dossier, document: Document, kind: str) -> Document | None:
    """Return the latest document of a type that a decision names."""
    names = {name for _, name, _ in decisions_of(document)}
    found = [one for one in dossier.of_type(kind) if one.name in names]
    return found[-1] if found else None


def authors(document: Document) -> tuple[str, ...]:
    """Return everybody who wrote a document that fits its schema."""
    return (document.record.by, *getattr(document.record, "with_", ()))


def owners_known(register: Register, document: Document, field: str) -> bool:
    """Tell whether every process that a field names can be read, and whoever owns or owned it exists."""
    offices = register.offices
    known = {*offices.people, *offices.roles} if offices else set()
    named = [name for route, name in document.references("process") if route[0] == field]
    found = [register.processes.get(name) for name in named]
    return all(
        process is not None
        and known.issuperset({process.owner, *(row.owner for row in process.former_owners)})
        for process in found
    )
