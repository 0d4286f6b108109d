"""In what two versions of a definition differ: by the parts people name, not by the lines of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Route


class Kind(Enum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that differs, the way to it, and what it said before and says now."""

    #: Keys, and ids where a list has them: `activities`, `record`, `within`.
    route: Route
    kind: Kind
    before: Any = None
    now: Any = None


_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
#: What differs with every version, and is told beside it.
_TOLD = frozenset({"version", "changes"})


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Return in what two versions of a process differ, in the order in which the new one says it."""
    return [
        one
        for key in (*now, *(key for key in before if key not in now))
        if key not in _TOLD
        for one in _compare((key,), before.get(key), now.get(key))
    ]


def is_prose(value: object) -> bool:
    """Tell whether a mapping says one text by language, such as `{en: …, zh: …}`."""
    return isinstance(value, dict) and all(
        isinstance(text, str) and _LANGUAGE.fullmatch(str(key)) for key, text in value.items()
    )


def _compare(route: Route, before: object, now: object) -> Iterator[Difference]:
    if before == now:
        return
    if before is None or now is None:
        yield Difference(route, Kind.ADDED if before is None else Kind.REMOVED, before, now)
    elif (old := _named(before)) is not None and (new := _named(now)) is not None:
        yield from _by_name(route, old, new)
    elif isinstance(before, list) and isinstance(now, list) and None not in (*before, *now):
        yield from _by_content(route, before, now)
    else:
        yield Difference(route, Kind.CHANGED, before, now)


def _by_name(
    route: Route, before: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Difference]:
    for name in (*now, *(name for name in before if name not in now)):
        yield from _compare((*route, name), before.get(name), now.get(name))


def _by_content(route: Route, before: list[Any], now: list[Any]) -> Iterator[Difference]:
    """Tell what was added to a list and what was taken out; its order tells nothing."""
    gone = [one for one in before if one not in now]
    new = [one for one in now if one not in before]
    for old, other in zip(gone, new, strict=False):
        yield Difference(route, Kind.CHANGED, old, other)
    for old in gone[len(new) :]:
        yield Difference(route, Kind.REMOVED, before=old)
    for other in new[len(gone) :]:
        yield Difference(route, Kind.ADDED, now=other)


def _named(value: object) -> Mapping[str, Any] | None:
    """Return what has names in it: a list whose entries have ids, or a mapping that is no prose."""
    if isinstance(value, list):
        rows = {str(one["id"]): one for one in value if isinstance(one, dict) and "id" in one}
        return rows if value and len(rows) == len(value) else None
    return value if isinstance(value, dict) and not is_prose(value) else None
