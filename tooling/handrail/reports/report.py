"""What reports are made of; every module of this package makes one kind of report of a register."""

from __future__ import annotations

from collections.abc import Callable

from handrail.model.periods import Period
from handrail.model.reports import Report
from handrail.model.reports import Section
from handrail.register import Register

#: What makes a report: `reports/__init__.py` names each under the word people ask for it by.
Reporter = Callable[[Register, Period], Report]

__all__ = ["Report", "Reporter", "Section"]
