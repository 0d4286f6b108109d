"""What a schema does not allow, in our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.dates import parse_duration
from handrail.model.hints import did_you_mean
from handrail.model.hints import nearest
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from handrail.model.findings import Route

#: Errors looked at in one document, and unknown fields at one place; more would only repeat themselves.
MAX_ERRORS = 100
#: The days in ten years: what is to come round less often does not come round.
LONGEST_INTERVAL = 3652
#: The longest value that a message repeats in full.
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Violation:
    """Something a schema does not allow: the rule it breaks, where, and what to do."""

    rule: str
    route: Route
    message: Message
    hint: Message | None = None
    on_key: bool = False
    #: Told once for the mapping it stands in, however often it occurs there.
    once: bool = False
    #: The fields that are missing, where that is the fault.
    missing: tuple[str, ...] = ()


#: Of several faults at one place, the earliest here is told.
_ORDER = (
    "unknown-field", "wrong-type", "value-not-allowed", "malformed-value", "missing-value",
    "out-of-range", "missing-field",
)  # fmt: skip


def distinct(groups: Iterator[tuple[Violation, ...]]) -> list[Violation]:
    """Tell one fault of each place, and one fault once."""
    violations = sorted(
        (violation for group in groups for violation in group),
        key=lambda violation: _ORDER.index(violation.rule),
    )
    unknown = {v.route for v in violations if v.rule == "unknown-field"}
    found: dict[tuple[Route, tuple[str, ...]], Violation] = {}
    for violation in violations:
        route = violation.route
        if violation.missing:
            # A field that is misspelt is not missing as well.
            misspelt = [str(other[-1]) for other in unknown if other[:-1] == route]
            names = tuple(name for name in violation.missing if nearest(name, misspelt) is None)
            if names:
                found.setdefault((route, names), _missing(route, names))
        elif violation.rule == "unknown-field" or not any(
            route[: len(other)] == other for other in unknown
        ):
            # What stands under a key that should not be there is not judged.
            place = (*route[:-1], "…") if violation.once else route
            found.setdefault((place, ()), violation)
    return sorted(found.values(), key=lambda violation: [str(step) for step in violation.route])


def explain(error: Any) -> tuple[Violation, ...]:
    """Put a validator's error into our words."""
    keyword, route = error.validator, tuple(error.absolute_path)
    steps = [None, *error.absolute_schema_path]
    if any(key == "propertyNames" and above != "properties" for above, key in pairwise(steps)):
        keyword = "propertyNames"
    if keyword in _EXPLAIN:
        value = (
            {error.validator: error.validator_value}
            if keyword == "propertyNames"
            else error.validator_value
        )
        return tuple(_EXPLAIN[keyword](route, error.instance, value, error.schema))
    return (
        Violation(
            "wrong-type",
            route,
            say("{field} does not have the shape it needs", field=_name(route)),
            _LOOK_UP,
        ),
    )


def _name(route: Route) -> str | Message:
    """Name a field for a reader: the last key on the way to it."""
    keys = [step for step in route if isinstance(step, str)]
    return f"`{keys[-1]}`" if keys else say("this file")


def _required(route: Route, instance: Any, fields: Any, _schema: Any) -> Iterator[Violation]:
    yield _missing(route, tuple(name for name in fields if name not in instance))


def _missing(route: Route, names: tuple[str, ...]) -> Violation:
    quoted = tuple(f"`{name}`" for name in names)
    if len(names) == 1:
        message = say("{field} is missing", field=quoted[0])
        hint = say("add `{field}:` here and say what belongs there", field=names[0])
    else:
        message = say("{number} fields are missing: {fields}", number=len(names), fields=quoted)
        hint = say("add them here and say what belongs there")
    return Violation("missing-field", route, message, hint, missing=names)


def _additional(route: Route, instance: Any, _value: Any, schema: Any) -> Iterator[Violation]:
    known = schema.get("properties", {})
    for key in islice((key for key in instance if key not in known), MAX_ERRORS):
        yield Violation(
            "unknown-field", (*route, key), say("there is no field `{field}` here", field=key),
            did_you_mean(key, set(known) - set(instance)) or did_you_mean(key, known)
            or say("remove it, or look up the fields of this kind of document in the handbook"),
            on_key=True,
        )  # fmt: skip


def _property_names(route: Route, instance: Any, broken: Any, _schema: Any) -> Iterator[Violation]:
    """Explain a key by what it breaks: the keys there are, the words that are kept, or how keys look."""
    if "enum" in broken:
        message, once = say("there is no field `{field}` here", field=instance), False
        known = tuple(f"`{word}`" for word in broken["enum"])
        near = nearest(instance, broken["enum"])
        hint = (
            say("did you mean `{word}`? There are {words}", word=near, words=known)
            if near
            else say("there are {words}", words=known)
        )
    elif "not" in broken:
        message, once = say("`{key}` is no word one may use here", key=instance), False
        hint = say("take another word: other tools read this one as true, false or nothing")
    else:
        message, once = say("`{key}` cannot be a key here", key=instance), True
        hint = say(
            "in braces, write a space behind each colon, and put text that holds a comma in quotes"
        )
    yield Violation("unknown-field", (*route, instance), message, hint, on_key=True, once=once)


_TYPES = {
    "string": say("text"),
    "object": say("a group of `key: value` lines"),
    "array": say("a list, one entry a line behind `- `"),
    "number": say("a number"),
    "integer": say("a whole number"),
    "boolean": say("`true` or `false`"),
    "null": say("nothing"),
}


_LOOK_UP = say(
    "look it up in the handbook's page of documents, or copy it from a record that works"
)
_AS_WANTED = {
    "string": say("write one text; text that starts with a bracket needs quotes"),
    "object": say("write `key: value` lines below it, indented by two spaces"),
    "array": say("put it in brackets, `[…]`, or each entry in a line of its own behind `- `"),
    "number": say("write digits, without a unit and without quotes"),
    "integer": say("write digits, without a point, a unit or quotes"),
    "boolean": say("write `true` or `false`, without quotes"),
    "null": say("leave it empty"),
}


def _type(route: Route, instance: Any, types: Any, schema: Any) -> Iterator[Violation]:
    wanted = tuple(_TYPES[name] for name in ([types] if isinstance(types, str) else types))
    if not route:
        yield Violation(
            "wrong-type", route, say("this file holds no `key: value` lines"),
            say("start every line with a key and a colon, in the first column; copy a record that works"),
        )  # fmt: skip
        return
    if instance is None and "enum" in schema:
        return  # told with the words that may stand there
    if instance is None:
        yield Violation(
            "missing-value", route, say("{field} is empty", field=_name(route)),
            say("write {wanted}, or remove the line", wanted=wanted[0]),
        )  # fmt: skip
        return
    hint = _AS_WANTED[types if isinstance(types, str) else types[0]]
    if not isinstance(instance, (dict, list, str)) and wanted[0] is _TYPES["string"]:
        hint = say('put it in quotes: `"{value}"`', value=str(instance))
    elif wanted[0] is _TYPES["object"] and schema.get("properties"):
        keys = tuple(f"`{key}:`" for key in schema["properties"])
        hint = say("write lines below it, indented by two spaces: {keys}", keys=keys)
    yield Violation(
        "wrong-type",
        route,
        say("{field} must be {wanted}", field=_name(route), wanted=wanted[0]),
        hint,
    )


def _enum(route: Route, instance: Any, allowed: Any, _schema: Any) -> Iterator[Violation]:
    if instance is None:
        yield Violation(
            "missing-value", route, say("{field} is empty", field=_name(route)),
            did_you_mean("", [str(word) for word in allowed]) or _LOOK_UP,
        )  # fmt: skip
        return
    yield Violation(
        "value-not-allowed", route,
        say("`{value}` is not a word that {field} knows", value=_short(instance), field=_name(route)),
        did_you_mean(instance, [str(word) for word in allowed]) or _LOOK_UP,
    )  # fmt: skip


def _const(route: Route, instance: Any, wanted: Any, schema: Any) -> Iterator[Violation]:
    yield from _enum(route, instance, [wanted], schema)


def _format(route: Route, instance: Any, name: Any, _schema: Any) -> Iterator[Violation]:
    if name == "interval":
        yield _interval(route, instance)
        return
    yield Violation(
        "malformed-value", route, say("`{value}` is not a day of the calendar", value=_short(instance)),
        say("write year, month and day as in `2026-03-12`"),
    )  # fmt: skip


def _interval(route: Route, instance: Any) -> Violation:
    if parse_duration(instance).whole_days:
        return Violation(
            "out-of-range", route,
            say("`{value}` is too long: {field} is ten years at most", value=instance, field=_name(route)),
            say("write how often it does come round, such as `P1Y`, or remove it"),
        )  # fmt: skip
    return Violation(
        "out-of-range", route,
        say("`{value}` is too short: {field} is a day at least", value=instance, field=_name(route)),
        say("write days, weeks, months or years, such as `P1D` or `P3M`: behind `T` stand hours and minutes"),
    )  # fmt: skip


def _pattern(route: Route, instance: Any, pattern: Any, schema: Any) -> Iterator[Violation]:
    if instance == "":
        yield from _no_text(route, instance, pattern, schema)
        return
    if refused := _REFUSED.fullmatch(pattern):
        yield _not_allowed(route, instance, refused[1])
        return
    examples = [str(example) for example in schema.get("examples", ())]
    yield Violation(
        "malformed-value", route,
        say("`{value}` is not written the way {field} needs", value=_short(instance), field=_name(route)),
        say("write it like {examples}", examples=tuple(f"`{example}`" for example in examples[:3]))
        if examples else _LOOK_UP,
    )  # fmt: skip


#: Patterns that only refuse characters.
_REFUSED = re.compile(r"\^\[\^([^\]]+)\]\+\$")


def _not_allowed(route: Route, instance: str, characters: str) -> Violation:
    character = next(iter(re.findall(f"[{characters}]", instance)), "")
    if character in {"\r", "\n"}:
        return Violation(
            "malformed-value", route, say("{field} goes over more than one line", field=_name(route)),
            say("write it on one line"),
        )  # fmt: skip
    return Violation(
        "malformed-value", route,
        say("{field} holds `{character}`, which cannot stand there", field=_name(route), character=character),
        say("say it without; there is no markup here"),
    )  # fmt: skip


def _too_few(route: Route, instance: Any, limit: Any, _schema: Any) -> Iterator[Violation]:
    if instance:
        yield Violation(
            "missing-field", route,
            say("{field} needs at least {limit} entries", field=_name(route), limit=limit),
            say("add what is missing, or remove what needs it"),
        )  # fmt: skip
        return
    yield Violation(
        "missing-value", route, say("{field} says nothing yet", field=_name(route)),
        say("add at least one entry") if limit == 1 else say("add at least {limit} entries", limit=limit),
    )  # fmt: skip


def _no_text(route: Route, _instance: Any, _value: Any, schema: Any) -> Iterator[Violation]:
    yield Violation(
        "missing-value", route, say("{field} says nothing yet", field=_name(route)),
        say("write it, or remove the line") if "pattern" in schema
        else say("write a sentence, or remove the line"),
    )  # fmt: skip


def _minimum(route: Route, instance: Any, limit: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "out-of-range", route,
        say("{value} is too small: {field} starts at {limit}", value=instance, field=_name(route), limit=limit),
        say("write {limit} or more", limit=limit),
    )  # fmt: skip


def _maximum(route: Route, instance: Any, limit: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "out-of-range", route,
        say("{value} is too large: {field} ends at {limit}", value=instance, field=_name(route), limit=limit),
        say("write {limit} or less", limit=limit),
    )  # fmt: skip


def _too_long(route: Route, _instance: Any, limit: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "out-of-range", route,
        say("{field} is too long: at most {limit} characters", field=_name(route), limit=limit),
        say("say it in fewer words, or part it"),
    )  # fmt: skip


def _too_many(route: Route, _instance: Any, limit: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "out-of-range", route,
        say("{field} has too many entries: at most {limit}", field=_name(route), limit=limit),
        say("leave out what is hardly ever needed, or put two entries together"),
    )  # fmt: skip


def _unique(route: Route, _instance: Any, _value: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "out-of-range", route, say("{field} holds the same entry twice", field=_name(route)),
        say("remove one of the two"),
    )  # fmt: skip


_EXPLAIN: dict[str, Callable[[Route, Any, Any, Any], Iterator[Violation]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "propertyNames": _property_names,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "format": _format,
    "pattern": _pattern,
    "minItems": _too_few,
    "minLength": _no_text,
    "minProperties": _too_few,
    "minimum": _minimum,
    "exclusiveMinimum": _minimum,
    "maximum": _maximum,
    "exclusiveMaximum": _maximum,
    "maxLength": _too_long,
    "maxItems": _too_many,
    "maxProperties": _too_many,
    "uniqueItems": _unique,
}


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
