"""Values that somebody typed, put over those that are known."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from handrail.writing.assign import NAMING
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from handrail.loading.schemas import Schema
    from handrail.model.findings import Route

#: Findings that say what a draft does not say yet, which is no fault of it.
_GAPS = frozenset({"missing-field", "missing-value"})


@dataclass(frozen=True, slots=True)
class Given:
    """Values that somebody typed: as texts like `title=…`, and as the data of a file."""

    texts: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was given."""
        return bool(self.texts or self.data)


def missing(schema: Schema, data: Any) -> tuple[Route, ...]:
    """Return every place in data that must be filled in, in the order of the schema."""
    found: dict[Route, None] = {}
    for violation in schema.violations(data):
        if violation.rule in _GAPS:
            names = violation.missing or (None,)
            routes = (
                violation.route if name is None else (*violation.route, name) for name in names
            )
            found |= dict.fromkeys(routes)
    order = list(schema.content.get("properties", ()))
    known = {name: place for place, name in enumerate(order)}
    return tuple(sorted(found, key=lambda route: known.get(str(route[0]), len(known)) if route else 0))  # fmt: skip


def unfit_file(schema: Schema, data: Mapping[str, Any]) -> tuple[Refusal, ...]:
    """Refuse what a file of values holds that the schema does not know or allow."""
    if not data:
        return ()
    return tuple(
        Refusal(violation.message, violation.hint)
        for violation in schema.violations(data)
        if violation.rule not in _GAPS
    )


def merged(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Put given values over known ones; entries of a list are matched by what names them."""
    found = deepcopy(dict(known))
    for key, value in given.items():
        found[key] = laid_over(found.get(key), value)
    return found


def laid_over(known: Any, given: Any) -> Any:
    """Return a given value, laid over the known one where both hold several."""
    if isinstance(known, dict) and isinstance(given, dict):
        return merged(known, given)
    names = _names(known) if isinstance(known, list) else None
    if names and isinstance(given, list) and (wanted := _names(given)):
        kept = dict(zip(names, known, strict=True))
        return list((kept | {n: laid_over(kept.get(n), row) for n, row in zip(wanted, given, strict=True)}).values())  # fmt: skip
    return deepcopy(given)


def _names(rows: Iterable[Any]) -> list[object] | None:
    """Return what names each row of a list, or None where not all of them have names of their own."""
    names = [
        next((row[key] for key in NAMING if row.get(key)), None) if isinstance(row, dict) else None
        for row in rows
    ]
    return names if names and None not in names and len(set(names)) == len(names) else None


def put(data: dict[str, Any], route: Route, value: object) -> None:
    """Set a value in data, making the mappings on the way to it."""
    place: Any = data
    for step, after in zip(route, (*route[1:], None), strict=True):
        if after is None:
            place[step] = value
        else:
            if isinstance(place, dict) and place.get(step) is None:
                place[step] = {}
            place = place[step]
