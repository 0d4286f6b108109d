"""Rules of risks and controls: what is grave is kept small by something that leaves a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.model.risk_grades import grade
from handrail.model.risk_grades import needs_control
from handrail.model.risk_grades import risk_limit
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Problem
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
_IN_FORCE = "active"


def _kept(
    risk: str = "likelihood: medium, impact: high", control: str = "evidence: The list, against: [forgotten]",
    *, risk_mark: str = "", control_mark: str = "",
) -> Mapping[str, str]:  # fmt: skip
    """Write a risk and a control, each given by what is said of it."""
    return {
        _INCIDENTS: f"risks:\n  - {{id: forgotten, {risk}, cause: A report waits with nobody, response: A list, owner: chen-jie}}{risk_mark}\n"
        f"controls:\n  - {{id: daily-list, activity: log, what: Open reports are read out, owner: service-desk, {control}}}{control_mark}"
    }


@rule(
    "risk-without-control",
    "Every grave risk has a control that keeps it small",
    good=_kept(),
    bad={_INCIDENTS: "risks: [{id: forgotten, cause: A report waits with nobody, likelihood: medium, impact: high, response: We take care, owner: chen-jie}] # <-"},
    is_gap=True,
)  # fmt: skip
def risk_without_control(register: Register) -> Iterator[Problem]:
    """Good intentions keep no risk small; somebody has to look, and at something that can be seen."""
    limit = risk_limit(register.settings)
    for _, document, process in in_use(register):
        kept = {name for control in process.controls for name in control.against}
        if not kept <= {risk.id for risk in process.risks}:
            continue  # an unknown name is its own finding, and may mean this risk
        for index, risk in enumerate(process.risks):
            if risk.id not in kept and needs_control(risk.likelihood, risk.impact, limit):
                yield document.problem(
                    ("risks", index, "id"),
                    say("`{risk}` is {grade}, and no control keeps it small",
                        risk=risk.id, grade=_WORDS[grade(risk.likelihood, risk.impact)]),
                    hint=say("name it in the `against` of a control, or add a control"),
                )  # fmt: skip


_WORDS = {"low": say("a low risk"), "medium": say("a medium risk"), "high": say("a high risk")}


@rule(
    "control-without-evidence",
    "Every control leaves something by which one can see that it was done",
    good=_kept(),
    bad=_kept(control="against: [forgotten]", control_mark=" # <- where can one see it?"),
    is_gap=True,
)
def control_without_evidence(register: Register) -> Iterator[Problem]:
    """A check that leaves no trace cannot be told from one that was never made."""
    for _, document, process in in_use(register):
        for index, control in enumerate(process.controls):
            if control.evidence is None:
                yield document.problem(
                    ("controls", index, "id"),
                    say("nothing shows that `{control}` was done", control=control.id),
                    hint=say("add `evidence:` with what is written down, and where"),
                )


@rule(
    "control-against-nothing",
    "Every control keeps a risk small",
    good=_kept(),
    bad=_kept(
        "likelihood: low, impact: low", "evidence: The list", control_mark=" # <- what is it good for?"
    ),
    severity=Severity.WARNING,
)  # fmt: skip
def control_against_nothing(register: Register) -> Iterator[Problem]:
    """A check that prevents nothing costs time, and nobody dares to drop it."""
    for _, document, process in in_use(register):
        for index, control in enumerate(process.controls):
            if not control.against:
                yield document.problem(
                    ("controls", index, "id"),
                    say("`{control}` keeps no risk small", control=control.id),
                    hint=say("add `against:` with the risks it is for, or remove it"),
                )


@rule(
    "risk-review-overdue",
    "Every risk is looked at again by its day",
    good=_kept("likelihood: medium, impact: high, review_by: 2026-06-30"),
    bad=_kept("likelihood: medium, impact: high, review_by: 2026-03-31", risk_mark=" # <-"),
    severity=Severity.WARNING,
)
def risk_review_overdue(register: Register) -> Iterator[Problem]:
    """What was small when somebody last looked may have grown since."""
    for _, document, process in in_use(register):
        for index, risk in enumerate(process.risks):
            is_over = risk.review_by is not None and risk.review_by < register.as_of
            if is_over and process.state == _IN_FORCE:
                yield document.problem(
                    ("risks", index, "review_by"),
                    say("`{risk}` was to be looked at again by {day}", risk=risk.id, day=risk.review_by),
                    hint=say("ask its owner whether likelihood, impact and response still hold, and write the next day"),
                )  # fmt: skip
