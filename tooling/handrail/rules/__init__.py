"""The rules of the house: each one function, found here by its id."""

from handrail.rules import authors as authors
from handrail.rules import dates as dates
from handrail.rules import decisions as decisions
from handrail.rules import effects as effects
from handrail.rules import evaluation_meetings as evaluation_meetings
from handrail.rules import evaluations as evaluations
from handrail.rules import files as files
from handrail.rules import follow_ups as follow_ups
from handrail.rules import frameworks as frameworks
from handrail.rules import graph as graph
from handrail.rules import identity as identity
from handrail.rules import implementations as implementations
from handrail.rules import interface_itself as interface_itself
from handrail.rules import interface_texts as interface_texts
from handrail.rules import interfaces as interfaces
from handrail.rules import languages as languages
from handrail.rules import levels as levels
from handrail.rules import meetings as meetings
from handrail.rules import offices as offices
from handrail.rules import outcomes as outcomes
from handrail.rules import own_roles as own_roles
from handrail.rules import pilot_data as pilot_data
from handrail.rules import pilots as pilots
from handrail.rules import plan_reviews as plan_reviews
from handrail.rules import plans as plans
from handrail.rules import priorities as priorities
from handrail.rules import process_controls as process_controls
from handrail.rules import process_gaps as process_gaps
from handrail.rules import process_measures as process_measures
from handrail.rules import process_parts as process_parts
from handrail.rules import process_reviews as process_reviews
from handrail.rules import process_roles as process_roles
from handrail.rules import process_versions as process_versions
from handrail.rules import process_wording as process_wording
from handrail.rules import projects as projects
from handrail.rules import proposals as proposals
from handrail.rules import references as references
from handrail.rules import rollouts as rollouts
from handrail.rules import shape as shape
from handrail.rules import suggestions as suggestions
from handrail.rules import values as values
from handrail.rules import votes as votes
from handrail.rules import walk as walk
from handrail.rules import yaml as yaml
from handrail.rules.registry import RULES
from handrail.rules.registry import Rule
from handrail.rules.registry import judge

__all__ = ["RULES", "Rule", "judge"]
