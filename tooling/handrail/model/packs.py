"""The processes a new repository can begin with."""

from __future__ import annotations

#: The improvement process alone, or with it all those of a service provider, described and planned.
MINIMAL, ITSM = PACKS = ("minimal", "itsm")
