"""Which of several numbered documents holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.loading.documents import split_name
from handrail.register.ballot import Verdict
from handrail.register.ballot import decisions_of

if TYPE_CHECKING:
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.register.dossier import Dossier
    from handrail.register.progress import Progress
    from handrail.register.register import Register


def in_force(
    register: Register, dossier: Dossier, kind: str, on: date | None = None
) -> Document | None:
    """Return the document of a type that holds, or held on a day.

    The last one that was walked, or that a carried scope change put in its place; before any of
    them was, the latest that was finished, or else the draft.
    """
    return holding(register.progress(dossier), dossier, kind, on)


def holding(
    progress: Progress, dossier: Dossier, kind: str, on: date | None = None
) -> Document | None:
    """Return the document of a type that holds by what the walk found.

    What a scope change puts in place holds from the day after it was carried: what is written on
    the day itself speaks of what held until then.
    """
    named = [
        visit.document
        for visit in progress.path
        if visit.document and (on is None or visit.date is None or visit.date <= on)
    ]
    for ballot in progress.beside:
        decided = ballot.decided_on
        if ballot.verdict is Verdict.CARRIED and (on is None or (decided and decided < on)):
            named += [name for _, name, _ in decisions_of(dossier.documents[ballot.name])]
    names = [name for name in named if split_name(name)[0] == kind and name in dossier.documents]
    if names:
        return dossier.documents[max(names, key=split_name)]
    return dossier.latest(kind)
