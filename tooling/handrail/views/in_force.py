"""Which of several numbered documents holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.register import Verdict
from handrail.register.ballot import decisions_of

if TYPE_CHECKING:
    from handrail.loading.documents import Document
    from handrail.register import Dossier
    from handrail.register import Register


def in_force(register: Register, dossier: Dossier, kind: str) -> Document | None:
    """Return the document of a type that holds.

    The last one that was walked, or that a carried scope change put in its place; before any of
    them was, the latest that was finished, or else the draft.
    """
    progress = register.progress(dossier)
    named = [visit.document for visit in progress.path if visit.document]
    for ballot in progress.beside:
        if ballot.verdict is Verdict.CARRIED:
            named += [name for _, name, _ in decisions_of(dossier.documents[ballot.name])]
    names = [name for name in named if split_name(name)[0] == kind and name in dossier.documents]
    if names:
        return dossier.documents[max(names, key=split_name)]
    return dossier.latest(kind)
