"""What is known for the plan of a year, its reviews and the assessments of processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.periods import parse_period
from handrail.model.values import latest_value
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.writing.prefill.improvement import meeting_near
from handrail.writing.prefill.known import filled
from handrail.writing.prefill.known import number
from handrail.writing.prefill.known import rows

if TYPE_CHECKING:
    from handrail.loading.documents import Document
    from handrail.writing.prefill.known import Data
    from handrail.writing.prefill.known import Known

#: How often a plan is reviewed where neither the last plan nor the process says it.
_REVIEW_EVERY = "P3M"


def plan(known: Known) -> Data:
    """Return the year's plan as far as it is known."""
    workflow = known.register.workflow
    year = known.fields["year"]
    before = known.plan(str(int(year) - 1))
    assessed = {document.fields["process"]: document for document in _assessments(known)}
    active = [id_ for id_, one in known.register.processes.items() if one.state == "active"]
    owners = [one for one in known.owners(active) if one != known.by]
    step = known.step("plan-review")
    every = str(step.every) if step and step.every else _REVIEW_EVERY
    return filled(
        {
            "workflow": workflow.number if workflow else None,
            "with": owners,
            "contributors": [_contributor(known, process) for process in active],
            "objectives": before.data.get("objectives") if before else None,
            "current_state": [_state(process, assessed.get(process)) for process in active],
            "best_practice": [
                one for document in assessed.values() for one in rows(document.data.get("best_practice"))
            ],
            "review_every": (before.data.get("review_every") if before else None) or every,
        }
    ) | {
        "stages": [{"period": f"{year}-Q{quarter}", "intent": None} for quarter in range(1, 5)],
        "weighed": {"risks": [None], "problems": [None], "opportunities": [None]},
    }  # fmt: skip


def _contributor(known: Known, process: str) -> Data:
    owners = known.register.owners(process)
    return filled({"process": process, "person": owners[0] if owners else None})


def _state(process: str, assessment: Document | None) -> Data:
    return {
        "process": process,
        "state": assessment.data.get("current_state") if assessment else None,
    }


def _assessments(known: Known) -> list[Document]:
    year = known.fields["year"]
    return [one for one in known.register.of_type("assessment") if one.fields["year"] == year]


def plan_review(known: Known) -> Data:
    """Return a place for every goal, with the value its KPI has and the state it was in last."""
    last = known.dossier.latest("plan-review") if known.dossier else None
    before = {row.get("goal"): row for row in rows(last.data.get("progress"))} if last else {}
    reviewed = {one.data.get("period") for one in known.dossier.of_type("plan-review")} if known.dossier else set()  # fmt: skip
    return filled(
        {"meeting": meeting_near(known, "plan-review"), "period": _period(known, reviewed)}
    ) | {
        "progress": [
            filled({"goal": goal.get("id"), "value": _value(known, goal)})
            | {"state": before.get(goal.get("id"), {}).get("state"), "text": None}
            for goal in known.plan_goals()
        ]
    }


def _period(known: Known, reviewed: set[object]) -> str | None:
    """Return the last month or quarter that was over on the day, or else the first not reviewed yet."""
    year, start = known.fields["year"], known.register.fiscal_year_start
    plan = known.plan()
    if plan and plan.data.get("review_every") == "P1M":
        months = (parse_period(f"{year}-Q{quarter}", start).start for quarter in range(1, 5))
        labels = [f"{day.year + (day.month + n - 1) // 12}-{(day.month + n - 1) % 12 + 1:02}" for day in months for n in range(3)]  # fmt: skip
    else:
        labels = [f"{year}-Q{quarter}" for quarter in range(1, 5)]
    periods = [parse_period(label, start) for label in labels if label not in reviewed]
    over = [period for period in periods if period.end < known.day]
    return next((period.label for period in (*over[-1:], *periods)), None)


def _value(known: Known, goal: Data) -> float | None:
    values = known.register.values.get(str(goal.get("kpi")))
    latest = latest_value(values.rows, known.day) if values else None
    return number(latest.value) if latest else None


def assessment(known: Known) -> Data:
    """Return last year's vision and gaps of the process, and what it is held against."""
    process, year = known.fields["process"], known.fields["year"]
    path = f"improvements/{int(year) - 1}/assessments/{process}.yaml"
    before = known.register.by_path.get(path)
    kept = before.data if before else {}
    quality = known.register.owners(IMPROVEMENT_PROCESS)
    owners = known.owners([process])
    return filled(
        {
            "with": [one for one in (*owners, *quality) if one != known.by],
            "vision": kept.get("vision"),
            "best_practice": kept.get("best_practice"),
            "gaps": kept.get("gaps"),
        }
    )
