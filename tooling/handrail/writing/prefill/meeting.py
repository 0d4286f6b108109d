"""What is known for meetings, reviews of processes, and new processes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from handrail.register import State
from handrail.register.dossier import IMPROVEMENT
from handrail.register.dossier import PLAN
from handrail.writing.addresses import day_of_meeting
from handrail.writing.addresses import kind_of_meeting
from handrail.writing.prefill.known import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.register import Dossier
    from handrail.register import Wait
    from handrail.writing.prefill.known import Data
    from handrail.writing.prefill.known import Known

#: What each kind of meeting speaks about: the types of documents, and whether it votes on them.
_EVALUATION = "evaluation"
_COMMITTEE = "committee"
_PLAN_REVIEW = "plan-review"


def meeting(known: Known) -> Data:
    """Return who is invited as the last time, and what is due."""
    id_ = known.fields["meeting"]
    schema = known.register.schemas.types["meeting"]
    kind = kind_of_meeting(schema, id_) or ""
    day = day_of_meeting(id_)
    last = _last(known, kind, id_)
    body = _body(known)
    return filled(
        {
            "kind": kind,
            "planned": day.isoformat(),
            "body": body if kind in {_COMMITTEE, _PLAN_REVIEW} else None,
            "chair": (last.data.get("chair") if last else None) or _chair(known, body, kind),
            "invited": (last.data.get("invited") if last else None) or _invited(known, body, kind),
            "items": list(_items(known, kind)),
        }
    )


def _last(known: Known, kind: str, id_: str) -> Document | None:
    """Return the last meeting of a kind before this one."""
    found = [
        document
        for document in known.register.of_type("meeting")
        if document.data.get("kind") == kind and document.fields["meeting"] < id_
    ]
    return max(found, key=lambda document: document.fields["meeting"], default=None)


def _body(known: Known) -> str | None:
    """Return the body that approves the plan."""
    workflow = known.register.workflow
    step = workflow.steps.get(workflow.starts.get(PLAN, "")) if workflow else None
    return step.approved_by if step else None


def _chair(known: Known, body: str | None, kind: str) -> str | None:
    if kind == _EVALUATION:
        leads = known.register.role_holders("quality-lead")
        return known.name_of(leads[0]) if leads else None
    found = known.register.offices.bodies.get(body or "") if known.register.offices else None
    chairs = [seat.person for seat in found.members if seat.as_ == "chair"] if found else []
    return known.name_of(chairs[-1]) if chairs else None


def _invited(known: Known, body: str | None, kind: str) -> list[str]:
    """Return who belongs to a meeting of a kind: the body, the quality lead, the owners."""
    register, offices = known.register, known.register.offices
    if offices is None:
        return []
    seats = (*offices.voters(body or "", known.day), *offices.secretaries(body or "", known.day))
    active = [id_ for id_, one in register.processes.items() if one.state == "active"]
    owners = (*register.role_holders("quality-lead"), *known.owners(active))
    people = {_EVALUATION: owners, _COMMITTEE: (*seats, *owners[:1])}.get(kind, (*seats, *owners))
    return [known.name_of(person) for person in dict.fromkeys(people)]


def _items(known: Known, kind: str) -> Iterator[Data]:
    """Yield what waits for a meeting of this kind."""
    for dossier in known.register.dossiers:
        progress = known.register.progress(dossier)
        if progress.since is not None and progress.since > day_of_meeting(known.fields["meeting"]):
            continue  # parked or postponed until later
        for wait in progress.waits:
            if _belongs(dossier, wait, kind):
                about = {"improvement": dossier.id} if dossier.kind == IMPROVEMENT else {}
                yield about | {"document": wait.document, "result": None}


def _belongs(dossier: Dossier, wait: Wait, kind: str) -> bool:
    if kind == _EVALUATION:
        return wait.step.document == "evaluation"
    if kind == _PLAN_REVIEW:
        return dossier.kind == PLAN and not wait.step.approved_by
    is_put_to_vote = bool(wait.step.approved_by) and wait.state is not State.UNREAD
    return kind == _COMMITTEE and is_put_to_vote


# -- processes ----------------------------------------------------------------------------


def review(known: Known) -> Data:
    """Return who owns the process, and what was promised the last time and is not done."""
    process = known.fields["process"]
    last = max(
        (
            document
            for document in known.register.of_type("review")
            if document.fields["process"] == process and document.completed
        ),
        key=lambda document: document.path,
        default=None,
    )
    actions = last.data.get("actions") if last else None
    open_ = [one for one in actions if isinstance(one, dict) and not one.get("done")] if actions else []  # fmt: skip
    start = last.completed + timedelta(days=1) if last and last.completed else None
    return filled(
        {
            "with": [one for one in known.owners([process]) if one != known.by],
            "period": f"{start}/{known.today}" if start else None,
            "actions": open_,
        }
    )


def process(known: Known) -> Data:
    """Return the first version of a process that is planned."""
    return {
        "version": "0.1",
        "state": "planned",
        "owner": known.by,
        "changes": [{"version": "0.1", "date": known.today, "summary": None}],
    }
