"""What is known for the documents from a suggestion to its decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handrail.loading.engine import is_date
from handrail.writing.prefill.known import filled
from handrail.writing.prefill.known import numbered_ids
from handrail.writing.prefill.known import picked
from handrail.writing.prefill.known import rows
from handrail.writing.prefill.known import strings

if TYPE_CHECKING:
    from handrail.writing.prefill.known import Data
    from handrail.writing.prefill.known import Known

#: The grade of risk at which the anchor says that nothing that matters can go wrong.
_LEAST_RISK = 3


def suggestion(known: Known) -> Data:
    """Return what is known of a suggestion: who brings it up, and when."""
    workflow = known.register.workflow
    return {
        "workflow": workflow.number if workflow else None,
        "suggested_by": known.name_of(known.by),
        "suggested_on": known.today,
    }


def evaluation(known: Known) -> Data:
    """Return what is known of an evaluation; after parking, the grades given before."""
    criteria = known.register.criteria
    goal = known.said("suggestion", "plan_goal")
    before = known.dossier.latest("evaluation") if known.dossier else None
    kept = picked(
        before.data if before else {},
        "benefit", "urgency", "ease", "procurement", "risk", "plan_alignment", "further",
        "legal_duty",
    )  # fmt: skip
    return filled(
        {
            "meeting": meeting_near(known, "evaluation"),
            "criteria": criteria.version if criteria else None,
            "plan_alignment": {"goal": goal} if goal else None,
            **kept,
            "answer": {"date": known.today},
        }
    )


def meeting_near(known: Known, kind: str) -> str | None:
    """Return the meeting of a kind that a document of this day belongs to.

    The last one of the month that was held or planned by then, or else the next one of the month.
    """
    days = {
        date.fromisoformat(day): document.fields["meeting"]
        for document in known.register.of_type("meeting")
        if document.data.get("kind") == kind
        and is_date(day := str(document.data.get("held") or document.data.get("planned")))
    }
    month = sorted(d for d in days if (d.year, d.month) == (known.day.year, known.day.month))
    past = [day for day in month if day <= known.day]
    return days[(past or month)[-1 if past else 0]] if month else None


# -- the proposal -------------------------------------------------------------------------


def proposal(known: Known) -> Data:
    """Return a draft of the proposal from what was suggested, evaluated and planned."""
    processes = known.processes()
    return filled(
        {
            "processes": processes,
            "summary": known.said("suggestion", "idea"),
            "scope": {"in": known.titles(processes) or _listed(known.said("suggestion", "title"))},
            "goals": [_goal(known, known.plan_goal())],
            "benefits": {"internal": _listed(known.said("evaluation", "benefit", "text"))},
            "plan": [_task(known, processes)],
            "cost": _cost(known),
            "drivers": _drivers(known),
            "value_added": known.said("evaluation", "benefit", "text"),
            "no_risk_because": _no_risk(known),
        }
    ) | {"resources": [], "risks": _risks(known)}


def _drivers(known: Known) -> list[str]:
    """Return what pushes for it: what pushes for the plan's goal, or where it came from."""
    goal, plan = known.plan_goal(), known.plan()
    said = strings(goal.get("drivers"))
    if said:
        return said
    for objective in rows(plan.data.get("objectives")) if plan else ():
        if objective.get("id") == goal.get("objective") and objective.get("of") == "business":
            return ["business-goals"]
    driver = _DRIVERS.get(str(known.said("suggestion", "source")))
    return [driver] if driver else []


#: What pushes where a suggestion comes from such a source.
_DRIVERS = {"objective": "business-goals", "kpi": "deviation", "process-review": "deviation"}


def _listed(text: object) -> list[object]:
    return [text] if text else []


def _goal(known: Known, planned: Data) -> Data:
    """Return the goal of the plan as the proposal's, with the value its KPI has today."""
    begin = known.after(known.day, "decision")
    measure_by = known.after(known.after(begin, "implementation"), "effect").isoformat()
    if not planned:
        return {"id": None, "title": None, "measure_by": measure_by}
    name = planned.get("kpi")
    kpi = known.kpi(name)
    baseline, target = planned.get("baseline"), planned.get("target")
    plan = known.plan()
    from_plan: Data = {}
    if baseline is not None and plan and plan.completed and plan.completed <= known.day:
        from_plan = {
            "baseline": baseline,
            "baseline_on": plan.completed.isoformat(),
            "baseline_source": plan.path,
        }
    return filled(
        {
            "id": kpi.id if kpi else planned.get("id"),
            "title": planned.get("title"),
            "kpi": name,
            "unit": planned.get("unit") or (kpi.unit if kpi else None),
            **from_plan,
            **known.baseline(name),
            "target": target,
            "direction": kpi.direction if kpi else None,
            "measure_by": measure_by,
        }
    )


def _task(known: Known, processes: list[str]) -> Data:
    """Return one task for all of it, in the time that the process gives."""
    begin = known.after(known.day, "decision")
    owners = known.owners(processes)
    return {
        "id": "carry-out",
        "title": known.said("suggestion", "title"),
        "owner": owners[0] if owners else known.by,
        "from": begin.isoformat(),
        "to": known.after(begin, "implementation").isoformat(),
    }


def _cost(known: Known) -> Data:
    """Return the currency, and that it costs nothing where nothing has to be bought."""
    needed = known.said("evaluation", "procurement", "needed")
    return {"amount": 0 if needed is False else None, "currency": _currency(known)}


def _currency(known: Known) -> str | None:
    """Return the currency of the settings, or else that of the last proposal."""
    settings = known.register.settings
    if settings and settings.currency:
        return settings.currency
    finished = [one for one in known.register.of_type("proposal") if one.completed and one.record]
    last = max(finished, key=lambda one: (str(one.completed), one.path), default=None)
    return last.record.cost.currency if last else None


def _risks(known: Known) -> list[Data]:
    """Return the risks the evaluation saw, still to be weighed."""
    found = known.said("evaluation", "risk", "risks")
    empty = {"likelihood": None, "impact": None, "response": None}
    texts = found if isinstance(found, list) else []
    return [{"id": id_, "what": text, **empty} for id_, text in numbered_ids("risk", texts)]


def _no_risk(known: Known) -> object:
    """Return why there is no risk: the words of the grade that the evaluation gave for the least."""
    grade = known.said("evaluation", "risk", "grade")
    if grade != _LEAST_RISK or known.said("evaluation", "risk", "risks"):
        return None
    document = known.register.by_path.get("improvements/criteria.yaml")
    for criterion in document.data.get("criteria", ()) if document and document.valid else ():
        for anchor in criterion.get("anchors", ()) if criterion["id"] == "risk" else ():
            if anchor["grade"] == grade:
                return anchor["text"]
    return None


# -- the decision -------------------------------------------------------------------------


def decision(known: Known) -> Data:
    """Return what the committee has before it; what it decides is left open."""
    considered = {
        "business_goals": known.plan_goal().get("title"),
        "industry_experience": None,
        "current_state": known.said("suggestion", "problem"),
        "cost_resources_time": _cost_and_time(known),
    }
    before = known.dossier.latest("decision") if known.dossier else None
    if before is not None:
        considered |= picked(before.data.get("considered") or {}, *considered)
    return filled({"meeting": meeting_near(known, "committee")}) | {"considered": considered}


def _cost_and_time(known: Known) -> str | None:
    """Return cost, effort and time of the proposal in one line of figures."""
    amount = known.said("proposal", "cost", "amount")
    if not isinstance(amount, (int, float)):
        return None
    efforts = [f"{one.get('who')}: {one.get('effort')}" for one in known.entries("proposal", "resources")]  # fmt: skip
    tasks = known.entries("proposal", "plan")
    days = sorted(str(task[key]) for task in tasks for key in ("from", "to") if task.get(key))
    time = [f"{days[0]} – {days[-1]}"] if days else []
    return "; ".join([f"{amount} {known.said('proposal', 'cost', 'currency')}", *efforts, *time])
