"""The risks of all processes, and the controls that keep them small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.risk_grades import grade
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.records import Control
    from handrail.model.records import ProcessRisk
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk of a process, with the controls that name it."""

    process: Link
    link: Link
    risk: ProcessRisk
    controls: tuple[Link, ...]
    owner: Link


def _risks(register: Register) -> Iterator[RiskRow]:
    for process_id in sorted(register.processes):
        yield from risks_of(register, process_id)


def risks_of(register: Register, process_id: str) -> Iterator[RiskRow]:
    """Yield the risks of a process."""
    process = register.processes[process_id]
    for risk in process.risks:
        controls = tuple(
            names.control(register, process_id, one.id)
            for one in process.controls
            if risk.id in one.against
        )
        yield RiskRow(
            names.process(register, process_id),
            names.risk(register, process_id, risk.id),
            risk,
            controls,
            names.actor(register, risk.owner, process_id),
        )


_RISK_COLUMNS: tuple[Field[RiskRow], ...] = (
    Field("id", say("Id"), lambda row: row.link.id),
    Field("cause", say("Risk"), lambda row: row.link),
    Field("grade", say("Grade"), lambda row: word(grade(row.risk.likelihood, row.risk.impact))),
    Field("likelihood", say("Likelihood"), lambda row: word(row.risk.likelihood)),
    Field("impact", say("Impact"), lambda row: word(row.risk.impact)),
    Field("response", say("Response"), lambda row: row.risk.response),
    Field("controls", say("Controls"), lambda row: row.controls),
    Field("owner", say("Owner"), lambda row: row.owner),
    Field("review_by", say("Look again by"), lambda row: row.risk.review_by),
)

RISKS = View[RiskRow](
    id="risks",
    title=say("Risks"),
    rows=_risks,
    columns=(
        _RISK_COLUMNS[0],
        Field("process", say("Process"), lambda row: row.process),
        *_RISK_COLUMNS[1:],
    ),
)


def risk_table(register: Register, process_id: str) -> Table:
    """Return the risks of one process."""
    return tabulate("risks", RISKS.title, _RISK_COLUMNS, risks_of(register, process_id))


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A control of a process, with the risks it is against."""

    process: Link
    link: Link
    control: Control
    activity: Link
    owner: Link
    risks: tuple[Link, ...]


def _controls(register: Register) -> Iterator[ControlRow]:
    for process_id in sorted(register.processes):
        yield from controls_of(register, process_id)


def controls_of(register: Register, process_id: str) -> Iterator[ControlRow]:
    """Yield the controls of a process."""
    for control in register.processes[process_id].controls:
        yield ControlRow(
            names.process(register, process_id),
            names.control(register, process_id, control.id),
            control,
            names.activity(register, process_id, control.activity),
            names.actor(register, control.owner, process_id),
            tuple(names.risk(register, process_id, one) for one in control.against),
        )


_CONTROL_COLUMNS: tuple[Field[ControlRow], ...] = (
    Field("id", say("Id"), lambda row: row.link.id),
    Field("what", say("Control"), lambda row: row.link),
    Field("activity", say("At"), lambda row: row.activity),
    Field("threshold", say("Threshold"), lambda row: row.control.threshold),
    Field("owner", say("Owner"), lambda row: row.owner),
    Field("evidence", say("Evidence"), lambda row: row.control.evidence),
    Field("against", say("Against"), lambda row: row.risks),
)

CONTROLS = View[ControlRow](
    id="controls",
    title=say("Controls"),
    rows=_controls,
    columns=(
        _CONTROL_COLUMNS[0],
        Field("process", say("Process"), lambda row: row.process),
        *_CONTROL_COLUMNS[1:],
    ),
)


def control_table(register: Register, process_id: str) -> Table:
    """Return the controls of one process."""
    return tabulate("controls", CONTROLS.title, _CONTROL_COLUMNS, controls_of(register, process_id))
