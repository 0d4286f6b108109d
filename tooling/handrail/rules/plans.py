"""Rules of the annual plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.model.periods import parse_period
from handrail.register import in_force
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.register import Dossier
    from handrail.register import Register

_YEAR = "improvements/2026"
_PLAN = f"{_YEAR}/plan.yaml"
_ASSESSMENT = "improvements/2027/assessments/incident-management.yaml"
#: The next plan, as somebody begins to write it.
_DRAFT: Mapping[str, str] = {
    "workflow": "2",
    "by": "li-na",
    "contributors": "[{process: incident-management, reason: It stays as it is}]",
    "objectives": "[{id: satisfied, title: Satisfied customers, of: business}]",
    "direction": "From repairing to preventing",
    "stages": '[{period: "2027", intent: Fewer calls}]',
    "current_state": "[{process: incident-management, state: Five hours to restore}]",
    "best_practice": "[{source: ISO/IEC 20000-1, practice: Priorities by impact}]",
    "weighed": "{risks: [Two people leave], problems: [Too many calls], opportunities: [The portal]}",
    "goals": "[{id: calls, title: Fewer calls, objective: satisfied, rationale: They cost time, unit: calls, target: 900}]",
    "initial_points": "[]",
    "schedule": "[{id: ask, title: Ask the callers, from: 2027-02-01, to: 2027-03-31, responsible: li-na}]",
    "review_every": "P3M",
}
_GOAL = "[{{id: calls, title: Fewer calls, objective: satisfied, rationale: They cost time, {more}}}]{mark}"


def _plan(**said: str) -> Mapping[str, str]:
    """Say something else in the next plan."""
    lines = [f"{key}: {value}" for key, value in {**_DRAFT, **said}.items()]
    return {"improvements/2027/plan.yaml": "\n".join(lines)}


def _plans(register: Register) -> Iterator[tuple[Dossier, Document]]:
    """Yield the plans that hold or are to hold, unless what stopped a year is told already."""
    for dossier in register.plans:
        held = in_force(register, dossier, "plan")
        if held is None or not register.progress(dossier).is_in_order:
            continue
        for document in dossier.of_type("plan"):
            if document.number >= held.number and document.record is not None:
                yield dossier, document


@rule(
    "process-without-contributor",
    "Somebody speaks for every active process in the plan, or it says why nobody does",
    good=_plan(),
    bad=_plan(contributors="[{process: incident-management}] # <- who?"),
    is_gap=True,
)  # fmt: skip
def process_without_contributor(register: Register) -> Iterator[Problem]:
    """A plan made without those who run a process is carried out without them too."""
    for _, document in _plans(register):
        plan = document.record
        day = document.completed or register.as_of
        for index, one in enumerate(plan.contributors):
            if one.person is None and one.reason is None:
                yield document.problem(
                    ("contributors", index),
                    say("nobody speaks for `{process}`", process=one.process),
                    hint=say("add `person:`, or `reason:` with why nobody does"),
                )
        named = {one.process for one in plan.contributors}
        for process_id, process in sorted(register.processes.items()):
            since = min((change.date for change in process.changes), default=None)
            is_active = process.state == "active" and since is not None and since <= day
            if is_active and process_id not in named:
                yield document.problem(
                    "contributors",
                    say("`{process}` is missing: it is in force since {day}", process=process_id, day=since),
                    hint=say("add it with the person who spoke for it, or with the reason why nobody did"),
                )  # fmt: skip


@rule(
    "schedule-outside-year",
    "What a plan schedules lies in its year",
    good=_plan(),
    bad=_plan(schedule="[{id: ask, title: Ask the callers, from: 2027-02-01, to: 2028-01-31, responsible: li-na}] # <-"),
)  # fmt: skip
def schedule_outside_year(register: Register) -> Iterator[Problem]:
    """What no plan of its year holds is reviewed at no meeting of that year."""
    for dossier, document in _plans(register):
        try:
            year = parse_period(dossier.year, register.fiscal_year_start)
        except ValueError:
            continue
        for index, row in enumerate(document.record.schedule):
            for field, day in (("from", row.from_), ("to", row.to)):
                if day not in year:
                    yield document.problem(
                        ("schedule", index, field),
                        say("{day} is not in the year {year}: {start} to {end}",
                            day=day, year=year.label, start=year.start, end=year.end),
                        hint=say("schedule here what is done this year, and the rest in the plan of its year"),
                    )  # fmt: skip
                    break


@rule(
    "goal-not-measurable",
    "A goal of the plan says which number is to be reached",
    good=_plan(goals=_GOAL.format(more="unit: calls, target: 900", mark="")),
    bad=_plan(goals=_GOAL.format(more="unit: calls", mark=" # <- how many?")),
    severity=Severity.WARNING,
)  # fmt: skip
def goal_not_measurable(register: Register) -> Iterator[Problem]:
    """At the end of the year nobody can tell whether it was reached."""
    for _, document in _plans(register):
        for index, goal in enumerate(document.record.goals):
            if goal.target is None:
                missing = say("no target")
            elif goal.kpi is None and goal.unit is None:
                missing = say("neither KPI nor unit")
            else:
                continue
            yield document.problem(
                ("goals", index, "id"),
                say("goal `{goal}` has {missing}", goal=goal.id, missing=missing),
                hint=say("add `target:` with `kpi:` or `unit:`; a number that somebody counts will do"),
            )  # fmt: skip


@rule(
    "unknown-gap",
    "Every gap a goal closes is named by an assessment of the year",
    good={
        **_plan(goals=_GOAL.format(more="unit: calls, target: 900, gaps: [incident-management/calls]", mark="")),
        _ASSESSMENT: "by: chen-jie\nvision: Nobody has to call\nbest_practice: []\ncurrent_state: Many call\n"
        "gaps: [{id: calls, current: Many call, target: Few call, evidence: Calls of December, severity: high}]",
    },
    bad=_plan(goals=_GOAL.format(more="unit: calls, target: 900, gaps: [incident-management/calls]", mark=" # <- nobody assessed it")),
)  # fmt: skip
def unknown_gap(register: Register) -> Iterator[Problem]:
    """A goal that closes a gap nobody found rests on nothing that was seen."""
    found = _assessments(register)
    for dossier, document in _plans(register):
        of_year = {key: one for key, one in found.items() if key[0] == dossier.year}
        known = {
            f"{process}/{gap.id}"
            for (_, process), one in of_year.items()
            if one.record is not None
            for gap in one.record.gaps
        }
        unclear = tuple(f"{process}/" for (_, process), one in of_year.items() if not one.record)
        for route, gap in document.references("gap"):
            if gap not in known and not gap.startswith(unclear):
                yield document.problem(
                    route,
                    say("no assessment of the year names a gap `{gap}`", gap=gap),
                    wrong=gap,
                    choices=known,
                )


def _assessments(register: Register) -> dict[tuple[str, str], Document]:
    """Return the assessments by year and process."""
    return {
        (document.fields["year"], document.fields["process"]): document
        for document in register.of_type("assessment")
    }


@rule(
    "process-without-assessment",
    "Whoever speaks for a process in the plan has assessed it",
    good=_plan(),
    bad={
        _PLAN: "contributors:\n  - {process: incident-management, person: chen-jie} # <-",
        f"{_YEAR}/assessments/incident-management.yaml": "-",
    },
    severity=Severity.WARNING,
)  # fmt: skip
def process_without_assessment(register: Register) -> Iterator[Problem]:
    """Goals set without a look at where a process stands are wishes."""
    found = _assessments(register)
    for dossier, document in _plans(register):
        if document != in_force(register, dossier, "plan"):
            continue  # the plan that is to follow names mostly the same processes
        for index, one in enumerate(document.record.contributors):
            assessment = found.get((dossier.year, one.process))
            is_known = one.person is not None and one.process in register.process_documents
            if is_known and (assessment is None or assessment.is_draft):
                yield document.problem(
                    ("contributors", index, "process"),
                    say("no finished assessment of `{process}` for {year}",
                        process=one.process, year=dossier.year),
                    hint=say("write `{folder}/assessments/{process}.yaml`",
                             folder=dossier.folder, process=one.process),
                )  # fmt: skip
