"""What makes a schema unusable: found when it is read, so that no document is judged by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.engine import Engine
from handrail.loading.faults import Fault
from handrail.loading.parse import locate
from handrail.loading.parse import parse
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Route

_PATTERN = re.compile(
    r"(?:(?:[a-z0-9.-]+|\{[a-z_]+\})/)*(?:[a-z0-9-]+|\{[a-z_]+\})(?:\{-n\})?\.yaml"
)
#: Ways to refer that would lead round the closed folder of schemas.
_UNUSED = ("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef")
#: Keywords whose value is data, not a schema.
_DATA = frozenset({"examples", "const", "enum", "default"})
#: Keywords whose schemas judge the same value as the one they stand in.
_IN_PLACE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
#: Schemas are written by people; what is nested deeper is no schema.
_MAX_DEPTH = 60


def unusable(name: str, content: Any, text: bytes, known: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the first thing that makes a schema unusable by itself."""
    for route, message, hint in _reasons(name, content, known):
        line, column, width = locate(parse(text).mark, route) if route else (0, 0, 1)
        yield Fault("broken-schema", line, column, width, message, hint)
        return


def _reasons(
    name: str, content: Any, known: Mapping[str, Any]
) -> Iterator[tuple[Route, Message, Message | None]]:
    nodes = list(_nodes(content))
    if any(depth > _MAX_DEPTH for depth, _ in nodes):
        yield (), say("this schema is nested too deeply"), say("give its parts names in `$defs`")
        return
    for violation in Engine.check_schema(content):
        why = say("not a JSON Schema of 2020-12: {why}", why=violation.message)
        yield violation.route, why, violation.hint
        return
    yield from _unreadable(node for _, node in nodes)
    shipped = known.get(name)
    if "x-paths" not in content and (shipped is None or "x-paths" in shipped):
        yield (
            (), say("this schema claims no files"),
            say("say with `x-paths` where its documents live"),
        )  # fmt: skip
    places = content.get("x-paths", [])
    if not isinstance(places, list):
        yield (
            ("x-paths",), say("`x-paths` is not a list of patterns"),
            say("write it in brackets, even if there is only one"),
        )  # fmt: skip
        return
    for place in places:
        if not _is_pattern(place):
            yield (
                ("x-paths",), say("`{place}` is not a pattern of paths", place=str(place)),
                say("write folders and one file name, e.g. `processes/{example}/audit.yaml`",
                    example="{process}"),
            )  # fmt: skip
    for field in (shipped or {}).get("required", ()):
        if field not in content.get("required", ()):
            yield (
                ("required",), say("this schema does not require `{field}`, which handrail reads", field=field),
                say("a schema of your own may ask for more than the one it replaces, never for less"),
            )  # fmt: skip


def _unreadable(nodes: Iterator[Any]) -> Iterator[tuple[Route, Message, Message | None]]:
    for number, node in enumerate(nodes):
        for key in (*_UNUSED, *(("$id",) if number else ())):
            if key in node:
                yield (
                    (), say("`{key}` is not used here", key=key),
                    say("refer with `$ref` to a definition in a file of this folder"),
                )  # fmt: skip
        expressions = [node.get("pattern"), *_keys(node.get("patternProperties"))]
        for expression in expressions:
            if isinstance(expression, str) and not _is_expression(expression):
                yield (
                    (), say("`{expression}` is not a regular expression", expression=expression),
                    say("write one that Python's `re` can read"),
                )  # fmt: skip


def _is_pattern(place: Any) -> bool:
    if not isinstance(place, str) or not _PATTERN.fullmatch(place):
        return False
    names = [*re.findall(r"\{([a-z_]+)\}", place), "n"]
    return len(set(names)) == len(names)


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _keys(node: Any) -> list[str]:
    return list(node) if isinstance(node, dict) else []


def _nodes(content: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield every mapping in a schema that is not data, the whole first, each with its depth."""
    waiting = [(0, content)]
    while waiting:
        depth, node = waiting.pop()
        below: list[Any] = node if isinstance(node, list) else []
        if isinstance(node, dict):
            yield depth, node
            below = [value for key, value in node.items() if key not in _DATA]
        waiting += [(depth + 1, value) for value in reversed(below)]


def unsound(own: Mapping[str, Any], shipped: Mapping[str, Any]) -> tuple[str, Fault] | None:
    """Return the first schema of one's own whose references lead nowhere, or leave others without."""
    known = {**shipped, **own}
    for name, content in sorted(known.items()) if own else ():
        for _, node in _nodes(content):
            reference = node.get("$ref")
            if not isinstance(reference, str):
                continue
            if _target(reference, content, known) is None:
                blamed = name if name in own else reference.partition("#")[0] or name
                return blamed, _fault(
                    say("`$ref: {reference}` leads out of the schemas folder", reference=reference)
                    if name in own
                    else say("`{reference}` is missing, which `{name}` refers to", reference=reference, name=name)
                )  # fmt: skip
            if name in own and _goes_round(node, content, known):
                return name, _fault(
                    say("`$ref: {reference}` leads in a circle", reference=reference)
                )
    return None


def _fault(message: Message) -> Fault:
    hint = say("refer to a definition in a file of this folder")
    return Fault("broken-schema", 0, 0, 1, message, hint)


def _target(
    reference: str, home: Mapping[str, Any], known: Mapping[str, Any]
) -> tuple[Any, Mapping[str, Any]] | None:
    """Return what a reference names, and the schema it stands in."""
    name, _, pointer = reference.partition("#")
    home = known.get(name) if name else home  # type: ignore[assignment] # None is told below
    target = resolve(home, pointer) if home is not None else None
    return (target, home) if isinstance(target, (dict, bool)) else None


def resolve(content: Any, pointer: str) -> Any:
    """Follow a JSON pointer, or return None where it leads nowhere."""
    first, *parts = pointer.split("/")
    if first:
        return None
    for part in parts:
        content = content.get(part) if isinstance(content, dict) else None
    return content


def _goes_round(
    start: Mapping[str, Any], home: Mapping[str, Any], known: Mapping[str, Any]
) -> bool:
    """Tell whether judging a value by a node that refers needs judging it by the same node first."""
    if "$ref" not in start:
        return False
    waiting: list[tuple[Any, Mapping[str, Any]]] = [(start, home)]
    seen: set[int] = set()
    while waiting:
        node, place = waiting.pop()
        if not isinstance(node, dict):
            continue
        if seen and node is start:
            return True
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node.get("$ref"), str):
            target = _target(node["$ref"], place, known)
            waiting += [target] if target else []
        for keyword in _IN_PLACE:
            below = node.get(keyword)
            waiting += [(one, place) for one in (below if isinstance(below, list) else [below])]
    return False
