"""Who of those affected by a rollout has been trained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handrail.model.records import AffectedUnit

#: What parts one word from the next where words are parted by spaces.
_LETTER = "[A-Za-z0-9]"


def is_trained(unit: AffectedUnit, audiences: Sequence[str]) -> bool:
    """Tell whether one of some audiences names a department, in any of its languages."""
    return any(
        re.search(rf"(?<!{_LETTER}){re.escape(name.strip())}(?!{_LETTER})", audience, re.IGNORECASE)
        for name in unit.unit.by_language.values()
        for audience in audiences
    )
