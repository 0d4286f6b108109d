"""What an id on the command line means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.cli.misuse import unknown
from handrail.model.messages import say

if TYPE_CHECKING:
    from handrail.register import Dossier
    from handrail.register import Register


def find_dossier(register: Register, wanted: str) -> Dossier:
    """Return the improvement, or the year's plan, of an id."""
    found = register.dossiers_by_id.get(wanted)
    if found is None:
        raise unknown(
            say("no improvement and no year `{id}`", id=wanted), wanted, register.dossiers_by_id
        )
    return found
