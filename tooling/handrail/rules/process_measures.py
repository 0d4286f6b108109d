"""Rules of measures: every KPI shows something, and can be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Problem
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
_PERCENT = "%"
_ALL = 100


_MTTR = "id: mttr, unit: h, direction: down, target: 4"


def _kpis(*kpis: str, shown: str = "mttr") -> Mapping[str, str]:
    """Write KPIs, each given by what is said of it, with its mark behind, and those that show something."""
    rows = []
    for kpi in kpis:
        said, _, mark = kpi.partition(" # ")
        rows.append(
            f"  - {{{said}, title: Reopened, question: Is it solved?, formula: Reopened tickets by all tickets, "
            f"frequency: monthly, source: Tickets, owner: chen-jie}}{mark and ' # '}{mark}"
        )
    factors = f"success_factors: [{{id: solved, title: What is called solved is solved, kpis: [{shown}]}}]"
    return {_INCIDENTS: "\n".join((factors, "kpis:", *rows))}


@rule(
    "kpi-without-factor",
    "Every KPI shows one of the things that must go well",
    good=_kpis(_MTTR),
    bad=_kpis(_MTTR, "id: calls, unit: calls, direction: down, target: 90 # <- what does it show?"),
    is_gap=True,
)
def kpi_without_factor(register: Register) -> Iterator[Problem]:
    """A number that stands for nothing is measured for its own sake, and nobody acts on it."""
    for _, document, process in in_use(register):
        if not process.success_factors:
            continue  # which is a gap of its own
        shown = {kpi for factor in process.success_factors for kpi in factor.kpis}
        if not shown <= {kpi.id for kpi in process.kpis}:
            continue  # an unknown name is its own finding, and may mean this KPI
        for index, kpi in enumerate(process.kpis):
            if kpi.id not in shown:
                yield document.problem(
                    ("kpis", index, "id"), say("the KPI `{kpi}` shows no success factor", kpi=kpi.id),
                    hint=say("name it in the `kpis` of what it shows, or stop measuring it"),
                )  # fmt: skip


@rule(
    "kpi-without-target",
    "Every KPI has a target",
    good=_kpis(_MTTR),
    bad=_kpis("id: mttr, unit: h, direction: down # <- is ten hours good?"),
    severity=Severity.WARNING,
)
def kpi_without_target(register: Register) -> Iterator[Problem]:
    """Of a number without a target nobody can say whether it is good."""
    for _, document, process in in_use(register):
        for index, kpi in enumerate(process.kpis):
            if kpi.target is None:
                yield document.problem(
                    ("kpis", index, "id"), say("the KPI `{kpi}` has no target", kpi=kpi.id),
                    hint=say("add `target:`; where nobody knows yet, today's value or a little better will do"),
                )  # fmt: skip


@rule(
    "warning-beyond-target",
    "The warning of a KPI lies on the worse side of its target",
    good=_kpis(f"{_MTTR}, warning: 6"),
    bad=_kpis(f"{_MTTR}, warning: 3 # <-"),
)
def warning_beyond_target(register: Register) -> Iterator[Problem]:
    """Otherwise it warns when all is well, and stays silent when it is not."""
    for _, document, process in in_use(register):
        for index, kpi in enumerate(process.kpis):
            if kpi.target is None or kpi.warning is None:
                continue
            is_up = kpi.direction == "up"
            if kpi.warning > kpi.target if is_up else kpi.warning < kpi.target:
                yield document.problem(
                    ("kpis", index, "warning"),
                    say("`{kpi}` warns from {warning} on, which is better than its target, {target}",
                        kpi=kpi.id, warning=f"{kpi.warning:g}", target=f"{kpi.target:g}"),
                    hint=say("write a warning of at most {target}, or mend `direction`", target=f"{kpi.target:g}")
                    if is_up
                    else say("write a warning of at least {target}, or mend `direction`", target=f"{kpi.target:g}"),
                )  # fmt: skip


@rule(
    "percentage-out-of-range",
    "What a KPI wants in per cent lies between 0 and 100",
    good=_kpis(_MTTR, 'id: in-time, unit: "%", direction: up, target: 95', shown="mttr, in-time"),
    bad=_kpis(
        _MTTR, 'id: in-time, unit: "%", direction: up, target: 950 # <-', shown="mttr, in-time"
    ),
)
def percentage_out_of_range(register: Register) -> Iterator[Problem]:
    """A part can be no more than the whole: such a target is never reached, or always."""
    for _, document, process in in_use(register):
        for index, kpi in enumerate(process.kpis):
            if kpi.unit != _PERCENT:
                continue
            for name, value in (("target", kpi.target), ("warning", kpi.warning)):
                if value is not None and not 0 <= value <= _ALL:
                    yield document.problem(
                        ("kpis", index, name),
                        say("`{kpi}` cannot be {value} %", kpi=kpi.id, value=f"{value:g}"),
                        hint=say("write a number from 0 to 100, or say in `unit` what it is per cent of"),
                    )  # fmt: skip
                    break
