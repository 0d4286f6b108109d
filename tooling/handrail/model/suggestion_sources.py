"""Where suggestions come from: the twelve sources of step 3, and those an organisation adds."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.model.records import Settings
    from handrail.model.text import Text

#: The twelve, in the order of the step, with their titles.
TWELVE: Mapping[str, Message] = MappingProxyType(
    {
        "business-need": say("Needs of business units and operations"),
        "standard": say("Industry standards"),
        "survey": say("Customer satisfaction surveys"),
        "staff": say("Suggestions of staff"),
        "management": say("Talks with management"),
        "objective": say("Goals of the company and of IT"),
        "audit": say("Formal audits"),
        "process-review": say("Reviews of our processes"),
        "kpi": say("KPI baselines and trends"),
        "improvement-feedback": say("Feedback on earlier improvements"),
        "project-review": say("Reviews after projects"),
        "change": say("Changes in business and technology"),
    }
)


def sources_of(settings: Settings | None) -> Mapping[str, Message | Text]:
    """Return every source a suggestion may name, with its title: the twelve first."""
    own = {source.id: source.title for source in settings.sources} if settings else {}
    return {**TWELVE, **own}
