"""What an id on the command line means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.cli.misuse import Misuse
from handrail.cli.misuse import unknown
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.register import Dossier
    from handrail.register import Register


def find_dossier(register: Register, wanted: str) -> Dossier:
    """Return the improvement, or the year's plan, of an id."""
    found = register.dossiers_by_id.get(wanted)
    if found is not None:
        return found
    message = say("no improvement and no year `{id}`", id=wanted)
    if wanted in register.process_documents:
        hint = say("that is a process: `handrail show {id}` shows it", id=wanted)
        raise Misuse(message, hint)
    if wanted in {str(register.as_of.year), str(register.as_of.year + 1)}:
        raise Misuse(message, say("begin it with `handrail new plan {year}`", year=wanted))
    raise unknown(message, wanted, register.dossiers_by_id)
