"""Views of a rollout: who is affected and who was trained, and what was handed over at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.measures.coverage import is_trained
from handrail.model.messages import say
from handrail.views.view import Field
from handrail.views.view import tabulate
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message
    from handrail.model.records import Handover
    from handrail.model.records import Rollout
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


def _latest(dossier: Dossier, kind: str) -> Rollout | Handover | None:
    document = dossier.latest(kind)
    return document.record if document else None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """People who are affected, and how many of them were trained, or why they were not."""

    unit: Text | Message
    people: int
    trained: Message | int | None
    reason: Text | None = None
    #: In per cent, where it is known how many were trained.
    share: int | None = None


def _covered(rollout: Rollout) -> Iterator[CoverageRow]:
    """Yield every department, and all together; how many were trained is only known of all."""
    audiences = [training.audience for training in rollout.training]
    for unit in rollout.affected:
        trained = say("trained") if is_trained(unit, audiences) else say("not trained")
        yield CoverageRow(unit.unit, unit.people, trained, unit.untrained_because)
    everybody = sum(unit.people for unit in rollout.affected)
    told = [training.attended for training in rollout.training if training.attended is not None]
    attended = sum(told) if told else None
    share = round(100 * attended / everybody) if attended is not None and everybody else None
    yield CoverageRow(say("all together"), everybody, attended, share=share)


def coverage(_: Register, dossier: Dossier) -> Table:
    """Return who is affected by a rollout and who was trained."""
    rollout: Rollout | None = _latest(dossier, "rollout")  # type: ignore[assignment] # of that type
    columns: tuple[Field[CoverageRow], ...] = (
        Field("unit", say("Affected"), lambda row: row.unit),
        Field("people", say("People"), lambda row: row.people),
        Field("trained", say("Trained"), lambda row: row.trained),
        Field("share", say("Trained in %"), lambda row: row.share),
        Field("reason", say("Why not"), lambda row: row.reason),
    )
    return tabulate("coverage", say("Training"), columns, _covered(rollout) if rollout else ())


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A document of the checklist, and where it is kept or why it was left out."""

    kind: str | None
    title: Text | None
    place: str | Text | None


def handed_over(_: Register, dossier: Dossier) -> Table:
    """Return the checklist of the documents that a project hands over."""
    handover: Handover | None = _latest(dossier, "handover")  # type: ignore[assignment] # of that type
    rows: list[HandedRow] = []
    if handover is not None:
        rows = [HandedRow(one.kind, one.title, one.location) for one in handover.documents]
        rows += [HandedRow(one.kind, None, one.because) for one in handover.left_out]
    columns: tuple[Field[HandedRow], ...] = (
        Field("kind", say("Kind"), lambda row: word(row.kind) if row.kind else None),
        Field("title", say("Document"), lambda row: row.title or say("left out")),
        Field("place", say("Where, or why not"), lambda row: row.place),
    )
    return tabulate("handover", say("Handed over"), columns, rows)
