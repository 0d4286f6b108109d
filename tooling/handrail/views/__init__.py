"""Views of the register: each said once, for the terminal, the reports and the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from handrail.views.editions import COMPLEXITY
from handrail.views.improvements import IMPROVEMENTS
from handrail.views.improvements import OVERDUE_ONES
from handrail.views.improvements import VOTES
from handrail.views.improvements import WAITING
from handrail.views.interfaces import INTERFACES
from handrail.views.levels import LEVELS
from handrail.views.meetings import ACTIONS
from handrail.views.meetings import MEETINGS
from handrail.views.meetings import PARTICIPATION
from handrail.views.pilots import PILOT_ISSUES
from handrail.views.pilots import PILOTS
from handrail.views.plans import GAPS
from handrail.views.plans import GOALS
from handrail.views.plans import PLAN
from handrail.views.points import POINTS
from handrail.views.processes import KPIS
from handrail.views.processes import PROCESSES
from handrail.views.processes import ROLES
from handrail.views.projects import PROJECTS
from handrail.views.recurring import RECURRING
from handrail.views.risks import CONTROLS
from handrail.views.risks import RISKS
from handrail.views.scope_changes import CHANGES
from handrail.views.standards import STANDARDS
from handrail.views.suggestions import FOCUS
from handrail.views.suggestions import MERGED
from handrail.views.suggestions import PAIN_POINTS
from handrail.views.suggestions import SOURCES
from handrail.views.suggestions import UNANSWERED
from handrail.views.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Every view by its id.
VIEWS: Mapping[str, View[Any]] = {
    view.id: view
    for view in (
        IMPROVEMENTS,
        WAITING,
        OVERDUE_ONES,
        VOTES,
        LEVELS,
        PLAN,
        GOALS,
        GAPS,
        MEETINGS,
        ACTIONS,
        PARTICIPATION,
        SOURCES,
        UNANSWERED,
        FOCUS,
        PAIN_POINTS,
        MERGED,
        POINTS,
        PROJECTS,
        PILOTS,
        PILOT_ISSUES,
        CHANGES,
        PROCESSES,
        COMPLEXITY,
        INTERFACES,
        RISKS,
        CONTROLS,
        RECURRING,
        KPIS,
        ROLES,
        STANDARDS,
    )
}

__all__ = ["VIEWS", "View"]
