"""The rules of the house: each one function, found here by its id."""

from handrail.rules import dates as dates
from handrail.rules import files as files
from handrail.rules import graph as graph
from handrail.rules import identity as identity
from handrail.rules import languages as languages
from handrail.rules import offices as offices
from handrail.rules import references as references
from handrail.rules import shape as shape
from handrail.rules import votes as votes
from handrail.rules import walk as walk
from handrail.rules import yaml as yaml
from handrail.rules.registry import RULES
from handrail.rules.registry import Rule
from handrail.rules.registry import judge

__all__ = ["RULES", "Rule", "judge"]
