"""Document types: which files they claim, what these may hold, and what in them refers to what."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.engine import Engine
from handrail.loading.faults import Fault
from handrail.loading.soundness import resolve
from handrail.loading.soundness import unsound
from handrail.loading.soundness import unusable
from handrail.loading.sources import SCHEMAS_FOLDER
from handrail.loading.violations import Violation
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.sources import Source
    from handrail.model.findings import Route

SUFFIX = ".schema.json"
#: Names in `x-paths` that stand for more than any slug.
_FIELDS = {"year": r"[0-9]{4}", "number": r"[1-9][0-9]*"}
_NUMBERED = "{-n}"
#: Keywords behind which more of a schema stands.
_LEADS_ON = ("properties", "items", "additionalProperties")


@dataclass(frozen=True, slots=True)
class Place:
    """A pattern of paths that a document type claims, such as `improvements/{year}/plan{-n}.yaml`."""

    pattern: re.Pattern[str]
    #: How many folders the pattern names outright: the more, the surer the claim.
    literal: int
    #: The file's name without number and ending, where the pattern names it outright.
    leaf: str

    @classmethod
    def read(cls, text: str) -> Place:
        """Compile a pattern: `{name}` is one part of a path, `{-n}` nothing or `-2` and so on."""
        pieces = re.split(r"(\{[^}]*\})", text)
        regex = "".join(_piece(piece) for piece in pieces)
        leaf = text.rpartition("/")[2].removesuffix(".yaml").removesuffix(_NUMBERED)
        return cls(re.compile(regex), sum("{" not in part for part in text.split("/")), leaf)


def _piece(text: str) -> str:
    if text == _NUMBERED:
        return r"(?:-(?P<n>[2-9]|[1-9][0-9]+))?"
    if text.startswith("{"):
        name = text[1:-1]
        return f"(?P<{name}>{_FIELDS.get(name, '[^/]+')})"
    return re.escape(text)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a schema says about the values below it that are references or prose."""

    reference: str | None = None
    is_text: bool = False
    #: None where nothing in a property can be found.
    properties: dict[str, Trace | None] = field(default_factory=dict)
    #: One element list, so that a schema may hold itself.
    items: list[Trace] = field(default_factory=list)
    others: list[Trace] = field(default_factory=list)

    def find(self, data: Any) -> dict[str, list[tuple[Route, Any]]]:
        """Return route and value of each reference by its kind, and of prose by the kind `text`."""
        found: dict[str, list[tuple[Route, Any]]] = {}
        self.collect(data, (), found)
        return found

    def collect(self, data: Any, route: Route, found: dict[str, list[tuple[Route, Any]]]) -> None:
        """Add what is found in the data that a route leads to."""
        if self.is_text:
            found.setdefault("text", []).append((route, data))
        elif isinstance(data, dict):
            other = self.others[0] if self.others else None
            for key, value in data.items():
                below = self.properties.get(key, other)
                if below is not None:
                    below.collect(value, (*route, key), found)
        elif isinstance(data, list):
            if self.items:
                for index, value in enumerate(data):
                    self.items[0].collect(value, (*route, index), found)
        elif self.reference is not None and isinstance(data, str):
            found.setdefault(self.reference, []).append((route, data))


@dataclass(frozen=True)
class Schema:
    """A document type."""

    type: str
    content: Mapping[str, Any]
    places: tuple[Place, ...]
    trace: Trace
    engine: Engine

    def violations(self, data: Any) -> list[Violation]:
        """Return what in the data this schema does not allow."""
        return self.engine.violations(self.type + SUFFIX, data)

    @property
    def numbered(self) -> bool:
        """Tell whether documents of this type may bear a number."""
        return any("(?P<n>" in place.pattern.pattern for place in self.places)


@dataclass(frozen=True)
class Schemas:
    """All document types of one repository."""

    types: Mapping[str, Schema]
    #: What is wrong with the schemas themselves, by path.
    faults: Mapping[str, tuple[Fault, ...]]

    def claim(self, path: str) -> tuple[Schema, dict[str, str]] | None:
        """Return the type that claims a path, and what the pattern's names stand for there."""
        for place, schema in self._by_shape.get(_shape(path), self._places):
            match = place.pattern.fullmatch(path)
            if match is not None:
                return schema, match.groupdict()
        return None

    @cached_property
    def _places(self) -> tuple[tuple[Place, Schema], ...]:
        places = [(place, schema) for schema in self.types.values() for place in schema.places]
        return tuple(sorted(places, key=lambda pair: -pair[0].literal))

    @cached_property
    def _by_shape(self) -> dict[tuple[int, str], tuple[tuple[Place, Schema], ...]]:
        """The places a path of some depth and file name may be in, tried first."""
        found = {}
        for name, schema in self.types.items():
            for depth in range(6):
                shaped = tuple(
                    pair for pair in self._places
                    if pair[1] is schema and pair[0].pattern.pattern.count("/") == depth
                )  # fmt: skip
                if shaped and all(place.leaf == name for place, _ in shaped):
                    found[depth, name] = shaped
        return found


_NUMBER = re.compile(r"-[0-9]+$")


def _shape(path: str) -> tuple[int, str]:
    folder, _, name = path.rpartition("/")
    stem = _NUMBER.sub("", name.removesuffix(".yaml"))
    return folder.count("/") + bool(folder), stem


def load_schemas(source: Source) -> Schemas:
    """Read the schemas shipped with handrail and a repository's own, which win over them."""
    faults: dict[str, tuple[Fault, ...]] = {}
    shipped = dict(_shipped())
    own: dict[str, Any] = {}
    for path in source.paths():
        folder, _, name = path.rpartition("/")
        if folder != SCHEMAS_FOLDER or not name.endswith(SUFFIX):
            continue
        text = source.read(path)
        try:
            content = json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            faults[path] = (_not_json(error),)
            continue
        if content != shipped.get(name):
            found = tuple(unusable(name, content, text, shipped))
            faults |= {path: found} if found else {}
            own |= {} if found else {name: content}
    while broken := unsound(own, shipped):
        name, fault = broken
        faults[f"{SCHEMAS_FOLDER}/{name}"] = (fault,)
        del own[name]
    contents = {**shipped, **own}
    engine = Engine(contents)
    types = {
        name.removesuffix(SUFFIX): Schema(
            type=name.removesuffix(SUFFIX),
            content=content,
            places=tuple(Place.read(text) for text in content["x-paths"]),
            trace=_Tracer(contents).trace(name, content) or Trace(),
            engine=engine,
        )
        for name, content in sorted(contents.items())
        if "x-paths" in content
    }
    return Schemas(types, faults)


def _shipped() -> Iterator[tuple[str, dict[str, Any]]]:
    """The schemas inside the wheel, or of the project's own checkout."""
    packaged = Path(str(resources.files("handrail"))) / SCHEMAS_FOLDER
    folder = packaged if packaged.is_dir() else Path(__file__).parents[3] / SCHEMAS_FOLDER
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        yield path.name, json.loads(path.read_bytes())


def _refuse(constant: str) -> Any:
    """Refuse what Python reads and JSON does not know: NaN and infinities."""
    raise ValueError(constant)


def _not_json(error: Exception) -> Fault:
    line = getattr(error, "lineno", 1) - 1
    column = getattr(error, "colno", 1) - 1
    return Fault(
        "broken-schema", line, column, 1, say("this schema is not JSON"),
        say("restore it from git, or mend the line"),
    )  # fmt: skip


class _Tracer:
    """Follows a schema to the references and the prose in it, once for each of its parts."""

    def __init__(self, contents: Mapping[str, Any]) -> None:
        self.contents = contents
        self.known: dict[int, Trace] = {}

    def trace(self, name: str, node: Any) -> Trace | None:
        """Return what a part leads to, or None where nothing in it can be found."""
        if not isinstance(node, dict):
            return None
        if id(node) in self.known:
            return self.known[id(node)]
        home, target = name, node
        parts = [node]
        while "$ref" in target:
            file, _, pointer = target["$ref"].partition("#")
            home = file or home
            found = resolve(self.contents[home], pointer)
            target = found if isinstance(found, dict) else {}
            parts.append(target)
        references = [part["x-ref"] for part in parts if isinstance(part.get("x-ref"), str)]
        is_text = any(part.get("x-text") for part in parts)
        if not references and not is_text and target.keys().isdisjoint(_LEADS_ON):
            return None
        trace = self.known[id(node)] = Trace(references[0] if references else None, is_text)
        for key, below in target.get("properties", {}).items():
            trace.properties[key] = self.trace(home, below)
        if (items := self.trace(home, target.get("items"))) is not None:
            trace.items.append(items)
        if (others := self.trace(home, target.get("additionalProperties"))) is not None:
            trace.others.append(others)
        return trace
