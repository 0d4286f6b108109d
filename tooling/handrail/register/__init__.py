"""Everything one snapshot says, as of one date."""

from handrail.register.ballot import Ballot
from handrail.register.ballot import Verdict
from handrail.register.dossier import Dossier
from handrail.register.progress import Progress
from handrail.register.progress import State
from handrail.register.progress import Visit
from handrail.register.progress import Wait
from handrail.register.register import Register
from handrail.register.register import load_register
from handrail.register.versions import in_force

__all__ = [
    "Ballot",
    "Dossier",
    "Progress",
    "Register",
    "State",
    "Verdict",
    "Visit",
    "Wait",
    "in_force",
    "load_register",
]
