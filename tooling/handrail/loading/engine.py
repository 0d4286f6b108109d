"""JSON Schema validation by two engines that must agree.

`jsonschema` decides and explains. Where `jsonschema-rs` is installed it clears valid documents
first, which is most of them and a hundred times faster; its messages are never shown.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urljoin

from handrail.loading.violations import LONGEST_INTERVAL
from handrail.loading.violations import MAX_ERRORS
from handrail.loading.violations import Violation
from handrail.loading.violations import distinct
from handrail.loading.violations import explain
from handrail.model.dates import parse_duration
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping


try:
    import jsonschema_rs
except ImportError:  # the optional accelerator
    jsonschema_rs = None  # type: ignore[assignment] # a module or nothing

DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: Entries of one list that are explained before those behind them; people write no longer ones.
_LONGEST_LIST = 1000
_BASE = "https://handrail.example/schemas/"


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
        return self._explain(name, _shortened(data)) or self._explain(name, data)

    def _explain(self, name: str, data: Any) -> list[Violation]:
        errors = islice(self._slow[name].iter_errors(data), MAX_ERRORS)
        return distinct(explain(error) for error in errors)

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
                formats=_FORMATS,
                retriever=_refuse,
            ).is_valid
        return self._quick[name](data)

    @cached_property
    def _quick_registry(self) -> Any:
        return jsonschema_rs.Registry(list(self._contents.items()), retriever=_refuse)

    def _validator(self, name: str) -> Any:
        import jsonschema  # noqa: PLC0415 - needed for documents with faults only

        checker = jsonschema.FormatChecker(formats=())
        for form, fits in _FORMATS.items():
            checker.checks(form)(fits)
        extend: Any = jsonschema.validators.extend  # it has no types
        find = cache(self._slow_registry.resolver().lookup)

        def follow(validator: Any, reference: str, instance: Any, _schema: Any) -> Iterator[Any]:
            """Follow a reference; working out anew each time where it leads takes half of all time."""
            found = find(reference)
            return validator.descend(instance, found.contents, resolver=found.resolver)  # type: ignore[no-any-return]

        validator = extend(
            jsonschema.Draft202012Validator,
            {"$ref": follow, "pattern": _match_pattern, "uniqueItems": _find_repeated},
        )
        content = self._slow_registry.contents(_BASE + name)
        return validator(content, registry=self._slow_registry, format_checker=checker)

    @cached_property
    def _slow_registry(self) -> Any:
        import referencing  # noqa: PLC0415 - needed for documents with faults only

        contents = ((uri, _absolute(node, uri)) for uri, node in self._contents.items())
        return referencing.Registry().with_contents(contents)

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
        yield from distinct(explain(error) for error in meta.iter_errors(content))


def _shortened(data: Any) -> Any:
    """Return data without the far ends of its longest lists: explaining each entry takes long."""
    if isinstance(data, dict):
        return {key: _shortened(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_shortened(value) for value in data[:_LONGEST_LIST]]
    return data


def _absolute(node: Any, home: str) -> Any:
    """Return a schema whose references say which file they lead to, wherever they stand."""
    if isinstance(node, dict):
        return {
            key: urljoin(home, value)
            if key == "$ref" and isinstance(value, str)
            else _absolute(value, home)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_absolute(value, home) for value in node]
    return node


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
    if _DAY.fullmatch(value) is None:  # Python would take `2026-W11-4` and `20260312` too
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_interval(value: Any) -> bool:
    """Tell whether a duration is one that something can come round in: a day to ten years.

    What is no duration at all is told by its pattern.
    """
    try:
        days = parse_duration(value).whole_days
    except (TypeError, ValueError):
        return True
    return 1 <= days <= LONGEST_INTERVAL


_FORMATS: dict[str, Callable[..., bool]] = {"date": is_date, "interval": is_interval}
