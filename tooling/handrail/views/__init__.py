"""Views of the register: each said once, for the terminal, the reports and the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from handrail.views.improvements import IMPROVEMENTS
from handrail.views.improvements import OVERDUE_ONES
from handrail.views.improvements import VOTES
from handrail.views.improvements import WAITING
from handrail.views.plans import PLAN
from handrail.views.processes import KPIS
from handrail.views.processes import PROCESSES
from handrail.views.processes import ROLES
from handrail.views.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Every view by its id.
VIEWS: Mapping[str, View[Any]] = {
    view.id: view
    for view in (IMPROVEMENTS, WAITING, OVERDUE_ONES, VOTES, PLAN, PROCESSES, KPIS, ROLES)
}

__all__ = ["VIEWS", "View"]
