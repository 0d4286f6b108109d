"""The list of points: what each month's evaluations came to, all parts shown, close calls called close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.measures import points as measured
from handrail.measures.points import Point
from handrail.measures.points import points
from handrail.measures.scoring import FIVE
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.words import word

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.tables import Cell
    from handrail.register import Register

_FLAGS: Mapping[str, Message] = {
    measured.OUTSIDE_PLAN: say("outside the plan"),
    measured.PROCUREMENT: say("procurement"),
    measured.LEGAL_DUTY: say("legal duty"),
    measured.RISK: say("risk above the limit"),
}
_GRADES: Mapping[str, Message] = {
    "benefit": say("benefit {low} to {high}"),
    "urgency": say("urgency {low} to {high}"),
    "priority": say("priority {low} to {high}"),
    "ease": say("ease {low} to {high}"),
    "risk": say("risk {low} to {high}"),
}
#: How many places of a score are shown; it is compared whole.
_PLACES = 2


def _points(register: Register) -> Iterator[Point]:
    """Yield the points of every month, the latest first."""
    for _, found in sorted(points(register).items(), reverse=True):
        yield from found


def _part(name: str) -> Callable[[Point], Cell]:
    return lambda row: row.scored.parts.get(name)


def _further(row: Point) -> Cell:
    added = (one for one in row.scored.parts.items() if one[0] not in FIVE)
    return tuple(
        say("{criterion} {grade}", criterion=name, grade=grade)
        for name, grade in added
        if grade is not None
    )


def _score(row: Point) -> Cell:
    return None if row.scored.score is None else round(float(row.scored.score), _PLACES)


def _range(row: Point) -> Cell:
    best, worst = row.scored.best, row.scored.worst
    if best is None or worst is None:
        return None
    return str(best) if best == worst else say("{best} to {worst}", best=best, worst=worst)


def _spread(row: Point) -> Cell:
    return tuple(
        say(_GRADES[name].text, low=low, high=high) for name, (low, high) in row.spread.items()
    )


def _below(row: Point, field: str, part: str) -> str | None:
    group = row.document.data.get(field)
    value = group.get(part) if isinstance(group, dict) else None
    return value if isinstance(value, str) else None


#: The columns of the method, which the agenda of a meeting shows of drafts as well.
SCORE: tuple[Field[Point], ...] = (
    Field("benefit", say("Benefit"), _part("benefit")),
    Field("reach", say("Reach"), lambda row: word(_below(row, "benefit", "reach"))),
    Field("urgency", say("Urgency"), _part("urgency")),
    Field("ease", say("Ease"), _part("ease")),
    Field("risk", say("Risk"), _part("risk")),
    Field("further", say("Further criteria"), _further),
    Field("score", say("Score"), _score),
    Field("rank", say("Place"), lambda row: row.scored.rank),
    Field("range", say("Range"), _range),
    Field("band", say("Band"), lambda row: row.scored.band),
    Field("spread", say("Assessors apart"), _spread),
    Field("flags", say("Route"), lambda row: tuple(_FLAGS[flag] for flag in row.flags)),
)

POINTS = View[Point](
    id="points",
    title=say("Points, month by month"),
    rows=_points,
    columns=(
        Field("month", say("Month"), lambda row: row.month),
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: names.record(row.dossier)),
        *SCORE,
        Field("plan_goal", say("Goal of the plan"), lambda row: _below(row, "plan_alignment", "goal")),
        Field("outcome", say("Outcome"), lambda row: row.outcome),
        Field("order", say("The meeting's order"), lambda row: row.settled),
    ),
)  # fmt: skip
