"""What of a language's pages is written by hand, for the generated pages that show it or lead there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from handrail.site.requirements import Group


@dataclass(frozen=True, kw_only=True, slots=True)
class ByHand:
    """The hand-written parts of the pages of one language."""

    #: Pieces of generated pages, by name: `welcome` stands in `_welcome.md`.
    pieces: Mapping[str, str] = field(default_factory=dict)
    #: The titles of the decisions, by file.
    decisions: Mapping[str, str] = field(default_factory=dict)
    #: The titles of whole pages, by path.
    guides: Mapping[str, str] = field(default_factory=dict)
    #: What the source asks for, and where it is realised.
    requirements: tuple[Group, ...] = ()
