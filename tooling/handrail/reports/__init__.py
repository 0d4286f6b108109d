"""Reports: what people bring to a meeting, made of views of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.reports.agenda import agenda_report
from handrail.reports.plan import plan_report
from handrail.reports.report import Report
from handrail.reports.report import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.reports.report import Reporter

#: What makes each report, by its name.
REPORTS: Mapping[str, Reporter] = {
    "plan": plan_report,
    "agenda": agenda_report,
}

__all__ = ["REPORTS", "Report", "Section"]
