"""The frameworks that are shipped, read when somebody first asks for them."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from handrail.model.frameworks import Clause
from handrail.model.frameworks import Framework
from handrail.model.text import read_text


@cache
def frameworks() -> tuple[Framework, ...]:
    """Return the frameworks, their clauses in the order of each framework.

    The texts of the frameworks are protected: the file holds their ids and our own wording.
    """
    file = resources.files("handrail") / "model" / "frameworks.json"
    return tuple(
        Framework(
            one["id"],
            one["title"],
            tuple(Clause(row["id"], read_text(row["about"])) for row in one["clauses"]),
        )
        for one in json.loads(file.read_bytes())
    )
