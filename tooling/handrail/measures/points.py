"""The list of points: what a month's evaluations gave each suggestion, compared with one another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.measures.scoring import parts_of
from handrail.measures.scoring import rank
from handrail.measures.scoring import scheme_of
from handrail.measures.scoring import spread_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.measures.scoring import Scheme
    from handrail.measures.scoring import Scored
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register

EVALUATION = "evaluation"
#: What sets the route and counts for no points.
OUTSIDE_PLAN, PROCUREMENT, LEGAL_DUTY, RISK = (
    "outside-plan", "procurement", "legal-duty", "risk-above-limit",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One evaluation and its place among those it is compared with."""

    dossier: Dossier
    document: Document
    #: The month it counts to, such as `2026-03`; empty for a draft.
    month: str
    scored: Scored
    flags: tuple[str, ...]
    #: How far apart several assessors were, by grade.
    spread: Mapping[str, tuple[int, int]]
    #: What came of it, in the words of the improvement process where it has some.
    outcome: Text | str | None
    #: Its place in the order the meeting settled on.
    settled: int | None


def points(register: Register) -> dict[str, tuple[Point, ...]]:
    """Return the list of points of every month, the earliest first."""
    days = held_days(register)
    by_month: dict[str, list[Document]] = defaultdict(list)
    for document in register.of_type(EVALUATION):
        day = evaluated_on(document, days)
        if day is not None:
            by_month[f"{day:%Y-%m}"].append(document)
    return {
        month: compare(register, documents, month=month)
        for month, documents in sorted(by_month.items())
    }


def compare(
    register: Register, documents: Iterable[Document], *, month: str = ""
) -> tuple[Point, ...]:
    """Compare evaluations with one another, drafts as well, the first to be taken first."""
    scheme = scheme_of(register.criteria)
    orders = _orders(register, month)
    by_id = {document.path: document for document in documents}
    parts = {path: parts_of(document.data, scheme) for path, document in by_id.items()}
    found = []
    for scored in rank(parts, scheme.weights):
        document = by_id[scored.id]
        dossier = register.dossiers_by_folder[document.folder]
        workflow = register.workflow_of(dossier)
        outcome = document.data.get("outcome")
        word = outcome if isinstance(outcome, str) else None
        found.append(
            Point(
                dossier=dossier,
                document=document,
                month=month,
                scored=scored,
                flags=tuple(_flags(document, scheme)),
                spread=spread_of(document.data),
                outcome=workflow.words.get(word or "", word) if workflow else word,
                settled=orders.get(dossier.id),
            )
        )
    return tuple(found)


def held_days(register: Register) -> Mapping[str, date]:
    """Return the day each meeting was held, by its id, as far as that is known."""
    return {
        document.fields["meeting"]: document.record.held
        for document in register.of_type("meeting")
        if document.record is not None and document.record.held is not None
    }


def evaluated_on(document: Document, days: Mapping[str, date]) -> date | None:
    """Return the day of the meeting an evaluation was finished at; None for a draft."""
    if document.completed is None:
        return None
    meeting = document.data.get("meeting")
    return days.get(meeting, document.completed) if isinstance(meeting, str) else document.completed


def _orders(register: Register, month: str) -> dict[str, int]:
    """Return the place each improvement got in a month's meetings."""
    return {
        improvement: place
        for document in register.of_type("meeting")
        if month and document.record is not None and document.record.kind == EVALUATION
        and document.record.held is not None and f"{document.record.held:%Y-%m}" == month
        for place, improvement in enumerate(document.record.order, 1)
    }  # fmt: skip


def _flags(document: Document, scheme: Scheme) -> Iterable[str]:
    data = document.data
    if _said(document, "plan_alignment", "outside"):
        yield OUTSIDE_PLAN
    if _said(document, "procurement", "needed") is True:
        yield PROCUREMENT
    if data.get("legal_duty") is True:
        yield LEGAL_DUTY
    risk = parts_of(data, scheme).get("risk")
    if risk is not None and risk <= scheme.risk_limit:
        yield RISK


def _said(document: Document, field: str, part: str) -> object:
    group = document.data.get(field)
    return group.get(part) if isinstance(group, dict) else None
