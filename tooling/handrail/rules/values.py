"""Rules of measured values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.hints import did_you_mean
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.register import Register

_MTTR = "processes/incident-management/kpis/mttr.csv"


@rule(
    "bad-kpi-values",
    "The values of a KPI are rows of a period and a number",
    good={_MTTR: "period,value,n\n2026-02,8.6,301\n2026-03,8.4,421"},
    bad={_MTTR: "period,value,n\n2026-02,8.6,301\n2026-03,8.4 h # <-,421"},
)
def bad_kpi_values(register: Register) -> Iterator[Problem]:
    """A number that cannot be read is missing from every report, and looks as if it were not measured."""
    for key, values in register.values.items():
        yield from values.faults
        process_id, _, kpi = key.partition("/")
        process = register.processes.get(process_id)
        if process is None:
            continue  # which is a finding of its own, or no process at all
        known = [one.id for one in process.kpis]
        if kpi not in known:
            yield Problem(
                Location(values.path),
                say("no KPI `{id}` in this process", id=kpi),
                did_you_mean(kpi, known)
                or say("rename the file to the KPI it belongs to, or define the KPI first"),
            )
