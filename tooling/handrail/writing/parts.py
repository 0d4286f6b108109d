"""A schema, walked along the way that leads to a value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.schemas import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.loading.engine import Engine
    from handrail.loading.schemas import Schema
    from handrail.model.findings import Route


@dataclass(frozen=True)
class Part:
    """What a schema says about one value."""

    node: Mapping[str, Any]
    file: str
    engine: Engine

    @classmethod
    def of(cls, schema: Schema, route: Route = ()) -> Part:
        """Return the part of a schema that a value of its documents falls under."""
        part = cls(schema.content, schema.type + SUFFIX, schema.engine)
        for step in route:
            part = part.below(step)
        return part

    def below(self, step: str | int) -> Part:
        """Return the part for an entry; one that the schema does not know may hold anything."""
        if isinstance(step, int):
            return self._follow(self.node.get("items"))
        properties = self.node.get("properties", {})
        return self._follow(properties.get(step, self.node.get("additionalProperties")))

    def _follow(self, node: object) -> Part:
        return Part(
            *self.engine.part(node if isinstance(node, dict) else {}, self.file), self.engine
        )

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The types a value may have; none where any is allowed."""
        types = self.node.get("type", ())
        return (types,) if isinstance(types, str) else tuple(types)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of a mapping, in their order."""
        return tuple(self.node.get("properties", ()))

    @property
    def required(self) -> tuple[str, ...]:
        """The fields a mapping must have, in their order."""
        required = self.node.get("required", ())
        return tuple(key for key in self.keys if key in required)

    @property
    def is_text(self) -> bool:
        """Tell whether this is prose, in one language or several."""
        return bool(self.node.get("x-text"))
