"""Changes to the small repository in which the lines to be found are marked, as in the examples of rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handrail.model.findings import Finding
from handrail.render.language import fill
from handrail.rules import RULES
from handrail.rules import judge
from tests.overlay import AS_OF
from tests.overlay import MARK
from tests.overlay import SMALL
from tests.overlay import overlay
from tests.overlay import small

INCIDENTS = "processes/incident-management/process.yaml"
IMPROVEMENT = "processes/continual-improvement/process.yaml"
PROBLEMS = "processes/problem-management/process.yaml"
CHANGES = "processes/change-management/process.yaml"


def another(*keys: str) -> str:
    """Write a process that says what incident management says, but for some keys."""
    joined_to_none = overlay({"": "inputs: []\noutputs: []"}, {"": SMALL[INCIDENTS]})
    return overlay({"": "\n".join(keys)}, joined_to_none)[""]


def findings(rule: str, changes: Mapping[str, str], as_of: date = AS_OF) -> list[Finding]:
    """Return what one rule finds in records that can all be read."""
    register = small(changes, as_of)
    assert not register.faults
    return judge(register, [RULES[rule]])


def places(rule: str, changes: Mapping[str, str], as_of: date = AS_OF) -> list[str]:
    """Return where one rule finds something."""
    found = findings(rule, changes, as_of)
    return [f"{one.location.path}:{one.location.line}" for one in found]


def hints(rule: str, changes: Mapping[str, str]) -> list[str]:
    """Return what one rule advises."""
    return [fill(one.hint, "en") for one in findings(rule, changes) if one.hint]


def messages(rule: str, changes: Mapping[str, str]) -> list[str]:
    """Return what one rule says."""
    return [fill(one.message, "en") for one in findings(rule, changes)]


def marks(changes: Mapping[str, str]) -> list[str]:
    """Return the marked lines, in the order in which findings are shown."""
    return [
        f"{path}:{number}"
        for path, text in sorted(overlay(changes).items())
        for number, line in enumerate(text.splitlines(), 1)
        if MARK in line
    ]
