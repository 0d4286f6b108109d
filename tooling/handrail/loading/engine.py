"""JSON Schema validation in our own words.

`jsonschema` decides and explains. Where `jsonschema-rs` is installed it clears valid documents
first, which is most of them and a hundred times faster; its messages are never shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from functools import cached_property
from itertools import islice
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.hints import did_you_mean
from handrail.model.hints import nearest
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Route

try:
    import jsonschema_rs
except ImportError:  # the optional accelerator
    jsonschema_rs = None  # type: ignore[assignment] # a module or nothing

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BASE = "https://handrail.example/schemas/"


#: Errors looked at in one document, and unknown fields at one place; more would only repeat themselves.
MAX_ERRORS = 100
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


class Engine:
    """Validates data against schemas that may refer to one another and to nothing else."""

    def __init__(self, contents: Mapping[str, Mapping[str, Any]]) -> None:
        self._contents = {
            _BASE + name: {**content, "$schema": DRAFT, "$id": _BASE + name}
            for name, content in contents.items()
        }
        self._quick: dict[str, Callable[[Any], bool]] = {}
        self._slow: dict[str, Any] = {}

    def violations(self, name: str, data: Any) -> list[Violation]:
        """Return what in the data the named schema does not allow, one for each place."""
        if self._is_valid(name, data):
            return []
        if name not in self._slow:
            self._slow[name] = self._validator(name)
        errors = islice(self._slow[name].iter_errors(data), MAX_ERRORS)
        return _distinct(_explain(error) for error in errors)

    def part(self, node: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], str]:
        """Follow a node's `$ref` to the part it names; return that and the file it stands in.

        What the node says beside the reference wins: its own title, its own description.
        """
        while "$ref" in node:
            file, _, pointer = str(node["$ref"]).partition("#")
            name = file or name
            target: Any = self._contents[_BASE + name]
            for step in pointer.split("/")[1:]:
                target = target[step]
            node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
        return node, name

    def _is_valid(self, name: str, data: Any) -> bool:
        if jsonschema_rs is None:
            return False
        if name not in self._quick:
            self._quick[name] = jsonschema_rs.Draft202012Validator(
                self._contents[_BASE + name],
                registry=self._quick_registry,
                validate_formats=True,
                formats={"date": is_date},
                retriever=_refuse,
            ).is_valid
        return self._quick[name](data)

    @cached_property
    def _quick_registry(self) -> Any:
        return jsonschema_rs.Registry(list(self._contents.items()), retriever=_refuse)

    def _validator(self, name: str) -> Any:
        import jsonschema  # noqa: PLC0415 - needed for documents with faults only
        import referencing  # noqa: PLC0415

        registry: Any = referencing.Registry().with_contents(self._contents.items())
        checker = jsonschema.FormatChecker(formats=())
        checker.checks("date")(is_date)
        extend: Any = jsonschema.validators.extend  # it has no types
        validator = extend(
            jsonschema.Draft202012Validator,
            {"pattern": _match_pattern, "uniqueItems": _find_repeated},
        )
        return validator(self._contents[_BASE + name], registry=registry, format_checker=checker)

    @staticmethod
    def check_schema(content: Any) -> Iterator[Violation]:
        """Yield what makes a schema no JSON Schema of 2020-12."""
        if not isinstance(content, dict) or content.get("$schema", DRAFT) != DRAFT:
            yield Violation("broken-schema", (), say("`$schema` is not `{draft}`", draft=DRAFT))
            return
        if jsonschema_rs is not None and jsonschema_rs.meta.is_valid(content):
            return
        import jsonschema  # noqa: PLC0415 - needed for broken schemas only

        meta = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
        yield from _distinct(_explain(error) for error in meta.iter_errors(content))


def _match_pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    """Judge `pattern` as JSON Schema means it: `$` is the end, not the end of a line before it."""
    if isinstance(instance, str) and _compiled(pattern).search(instance) is None:
        import jsonschema  # noqa: PLC0415 - needed for documents with faults only

        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def _find_repeated(_validator: Any, wanted: bool, instance: Any, _schema: Any) -> Iterator[Any]:  # noqa: FBT001
    """Judge `uniqueItems` in one pass; comparing each with each takes minutes for a long list."""
    if wanted and isinstance(instance, list):
        entries = [json.dumps(entry, sort_keys=True) for entry in instance]
        if len(set(entries)) < len(entries):
            import jsonschema  # noqa: PLC0415 - needed for documents with faults only

            yield jsonschema.ValidationError("an entry stands twice")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\$$", r"\\Z", pattern))


def _refuse(uri: str) -> Any:
    """Answer a reference to anything that is not in the schemas folder."""
    message = f"{uri} is not in the schemas folder"
    raise LookupError(message)


def is_date(value: Any) -> bool:
    """Tell whether a string is a day of the calendar, written YYYY-MM-DD."""
    if not isinstance(value, str):
        return True
    try:
        return (
            len(value) == len("2026-01-01") and value.isascii() and bool(date.fromisoformat(value))
        )
    except ValueError:
        return False


#: Of several faults at one place, the earliest here is told.
_ORDER = (
    "unknown-field", "wrong-type", "value-not-allowed", "malformed-value", "missing-value",
    "out-of-range", "missing-field",
)  # fmt: skip


def _distinct(groups: Iterator[tuple[Violation, ...]]) -> list[Violation]:
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


def _explain(error: Any) -> tuple[Violation, ...]:
    """Put a validator's error into our words."""
    keyword, route = error.validator, tuple(error.absolute_path)
    steps = [None, *error.absolute_schema_path]
    if any(key == "propertyNames" and above != "properties" for above, key in pairwise(steps)):
        keyword = "propertyNames"
    if keyword in _EXPLAIN:
        return tuple(_EXPLAIN[keyword](route, error.instance, error.validator_value, error.schema))
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


def _property_names(route: Route, instance: Any, _value: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "unknown-field", (*route, instance), say("`{key}` cannot be a key here", key=instance),
        say("in braces, write a space behind each colon, and put text that holds a comma in quotes"),
        on_key=True, once=True,
    )  # fmt: skip


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
    yield Violation(
        "value-not-allowed", route,
        say("`{value}` is not a word that {field} knows", value=_short(instance), field=_name(route)),
        did_you_mean(instance, [str(word) for word in allowed]) or _LOOK_UP,
    )  # fmt: skip


def _const(route: Route, instance: Any, wanted: Any, schema: Any) -> Iterator[Violation]:
    yield from _enum(route, instance, [wanted], schema)


def _format(route: Route, instance: Any, _value: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "malformed-value", route, say("`{value}` is not a day of the calendar", value=_short(instance)),
        say("write year, month and day as in `2026-03-12`"),
    )  # fmt: skip


def _pattern(route: Route, instance: Any, _value: Any, schema: Any) -> Iterator[Violation]:
    examples = [str(example) for example in schema.get("examples", ())]
    yield Violation(
        "malformed-value", route,
        say("`{value}` is not written the way {field} needs", value=_short(instance), field=_name(route)),
        say("write it like {examples}", examples=tuple(f"`{example}`" for example in examples[:3]))
        if examples else _LOOK_UP,
    )  # fmt: skip


def _too_few(route: Route, _instance: Any, _value: Any, _schema: Any) -> Iterator[Violation]:
    yield Violation(
        "missing-value", route, say("{field} says nothing yet", field=_name(route)),
        say("add at least one entry"),
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
        say("{field} is too long: at most {limit}", field=_name(route), limit=limit),
        say("say it in fewer words, or part it"),
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
    "minLength": _too_few,
    "minProperties": _too_few,
    "minimum": _minimum,
    "exclusiveMinimum": _minimum,
    "maximum": _maximum,
    "exclusiveMaximum": _maximum,
    "maxLength": _too_long,
    "maxItems": _too_long,
    "maxProperties": _too_long,
    "uniqueItems": _unique,
}


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
