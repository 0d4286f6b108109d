"""Values given on the command line, `goals.mttr.measured=3.9`, put where they belong."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import yaml

from handrail.loading.parse import parse
from handrail.model.hints import nearest
from handrail.model.messages import say
from handrail.writing.parts import Part
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.loading.schemas import Schema
    from handrail.loading.violations import Violation
    from handrail.model.findings import Route
    from handrail.model.messages import Message

#: Fields that name an entry of a list; the first that an entry has is its name.
NAMING = ("id", "goal", "process")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Assigned:
    """The data with what was given, and the values that were set, in their order."""

    data: dict[str, Any]
    changes: dict[Route, Any]


def assign(
    schema: Schema,
    data: Mapping[str, Any],
    texts: Sequence[str],
) -> Assigned | tuple[Refusal, ...]:
    """Set fields by texts like `scope.in=[Reports]`, or say of each that cannot be set why."""
    full = deepcopy(dict(data))
    changes: dict[Route, Any] = {}
    refusals: list[Refusal] = []
    for given in texts:
        text = given.encode("utf-8", "replace").decode()  # what no encoding can write
        path, equals, value = text.partition("=")
        if not equals or not path.strip():
            refusals.append(
                Refusal(
                    say("`{given}` sets no field", given=text),
                    say("write the field, `=` and the value: {example}",
                        example="`title=…`, `title.en=…`, `goals.0.target=4`"),
                )
            )  # fmt: skip
            continue
        if not value.strip():
            refusals.append(
                Refusal(
                    say("nothing stands behind `{field}=`", field=path.strip()),
                    say("write its value; what is not known yet needs no `--set`"),
                )
            )
            continue
        found = _set(Part.of(schema), full, path.strip().split("."), value.strip())
        if isinstance(found, Refusal):
            refusals.append(found)
            continue
        route, one = found
        for other in [way for way in changes if way[: len(route)] == route != way]:
            del changes[other]  # what was set below it before is gone
        changes[route] = one
    refusals += [
        Refusal(violation.message, _hint(schema, violation))
        for violation in schema.violations(full)
        if any(_is_about(violation, route) for route in changes)
    ]
    return tuple(refusals) or Assigned(full, changes)


def _is_about(violation: Violation, route: Route) -> bool:
    """Tell whether a violation is of what was set, and not of what is still to come."""
    at = violation.route
    if violation.rule in {"missing-field", "missing-value"}:
        return violation.rule == "missing-value" and at == route
    return at[: len(route)] == route or route[: len(at)] == at


def _hint(schema: Schema, violation: Violation) -> Message | None:
    """Say what to do instead, in the way it is done here."""
    part = Part.of(schema, violation.route)
    if violation.rule == "wrong-type" and part.keys and not part.is_text:
        path = ".".join(map(str, violation.route))
        fields = tuple(f"`{path}.{name}=…`" for name in part.keys)
        return say("name a field of it: {fields}", fields=fields)
    return violation.hint


def _set(part: Part, data: Any, steps: Sequence[str], text: str) -> tuple[Route, Any] | Refusal:
    """Set one value in data; return the way to it and the value."""
    way: list[str | int] = []
    place = data
    for number, name in enumerate(steps, start=1):
        step = _step(place, name, ".".join(steps[:number]))
        if isinstance(step, Refusal):
            return step
        way.append(step)
        part = part.below(step)
        below = place.get(step) if isinstance(place, dict) else place[step]
        if number == len(steps):
            below = _typed(part, text)
        elif below is None:
            below = [] if "array" in part.types else {}
        elif not isinstance(below, (dict, list)):
            return _scalar(name, below, steps[number])
        place[step] = below
        place = below
    return tuple(way), deepcopy(place)


def _step(place: Any, name: str, path: str) -> str | int | Refusal:
    """Return the key or the index that a name stands for; a list grows by the entry behind its last."""
    if isinstance(place, dict):
        return name
    index = _index(place, name, path)
    if index == len(place):
        place.append(None)
    return index


def _index(entries: Sequence[Any], name: str, path: str) -> int | Refusal:
    """Return which entry of a list is meant: the one that bears a name, or the one of a number."""
    names = [_name(entry) for entry in entries]
    if name in names:
        return names.index(name)
    if re.fullmatch("[0-9]{1,4}", name):
        if int(name) <= len(entries):
            return int(name)
        return Refusal(
            say("`{path}` leaves a gap: the list holds {number}", path=path, number=len(entries)),
            say("the first entry is `0`; `{number}` adds one", number=len(entries)),
        )  # fmt: skip
    known = [one for one in names if one]
    return Refusal(
        say("no entry `{name}` for `{path}`", name=name, path=path),
        _other(name, known, len(entries)),
    )


def _other(name: str, known: Sequence[str], number: int) -> Message:
    """Say what stands where a name is not found, and how an entry is added."""
    near = nearest(name, known)
    if near is not None:
        return say("did you mean `{word}`?", word=near)
    if not known:
        return say("count from `0`; `{number}` adds an entry", number=number)
    names = tuple(f"`{one}`" for one in known)
    return say("there are {names}; `{number}` adds an entry", names=names, number=number)


def _name(entry: Any) -> str | None:
    if isinstance(entry, dict):
        for key in NAMING:
            if isinstance(entry.get(key), str):
                return str(entry[key])
    return None


def _scalar(name: str, value: object, step: str) -> Refusal:
    """Refuse to put something below a value that holds nothing."""
    if isinstance(value, str) and _LANGUAGE.fullmatch(step):
        return Refusal(
            say("`{field}` is one text without a language", field=name),
            say("write it anew without one, `{field}=…`", field=name),
        )
    return Refusal(
        say("`{field}` has no field `{name}` below it", field=name, name=step),
        say("write `{field}=…`", field=name),
    )


def _typed(part: Part, text: str) -> Any:
    """Return a text as the value its schema asks for; where it is none, the text, which is judged."""
    if "array" in part.types and "string" not in part.types:
        value = _bracketed(_parted(text), "[")
        if value is None:
            value = [_bracketed(text, "{") or text]
        return _cast(part, value)
    if part.is_text:
        value = _bracketed(text, "{")
        return value if value and all(map(_LANGUAGE.fullmatch, value)) else text
    if "object" in part.types:
        return _cast(part, _bracketed(text, "{") or text)
    return _cast(part, text)


def _parted(text: str) -> str:
    """Part a list by the commas of a Chinese keyboard, where it has no others and no quotes."""
    return text if set(text) & set(",\"'") else text.replace("\N{FULLWIDTH COMMA}", ", ")


def _bracketed(text: str, bracket: str) -> Any:
    """Read a list or a mapping in brackets, every value in it as text; None where it is none."""
    if not text.startswith(bracket) or parse(text.encode()).faults:
        return None
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only


def _cast(part: Part, value: Any) -> Any:
    if isinstance(value, list):
        return [_cast(part.below(index), one) for index, one in enumerate(value)]
    if isinstance(value, dict):
        return {key: _cast(part.below(key), one) for key, one in value.items()}
    types = set(part.types)
    if types & {"boolean", "number", "integer"}:
        read = parse(str(value).encode())
        is_boolean = isinstance(read.data, bool)
        if not read.faults and isinstance(read.data, (bool, int, float)):
            if is_boolean and "boolean" in types:
                return read.data
            if not is_boolean and types & {"number", "integer"}:
                return read.data
    return value
