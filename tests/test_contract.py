"""The schemas and the records say the same, and the schemas serve editors and other tools."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import MISSING
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType
from types import UnionType
from typing import Any
from typing import get_args
from typing import get_origin
from typing import get_type_hints

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema import FormatChecker
from referencing import Registry

from handrail.loading.records import build
from handrail.loading.schemas import Place
from handrail.model import records
from handrail.model.dates import Duration
from handrail.model.records import RECORDS
from handrail.model.text import Text

FOLDER = Path(__file__).parents[1] / "schemas"
SUFFIX = ".schema.json"
SCHEMAS = {
    path.name.removesuffix(SUFFIX): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob(f"*{SUFFIX}"))
}
TYPES = sorted(set(SCHEMAS) - {"common"})
REGISTRY: Any = Registry().with_contents((schema["$id"], schema) for schema in SCHEMAS.values())

KINDS = {
    "actor", "author", "body", "criterion", "gap", "goal", "improvement", "kpi", "meeting", "objective",
    "owner", "person", "plan-goal", "process", "role", "source",
}  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FIELD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
#: What YAML 1.1 reads as a boolean, PyYAML not all of it.
BOOLEANS = {"y", "yes", "n", "no", "on", "off", "true", "false"}
PLACES = {
    "year": "2026",
    "improvement": "self-service-portal",
    "process": "incident-management",
    "meeting": "2026-03-12-evaluation",
    "vote": "decision.9f2c41d0.wang-wei",
    "date": "2026-02-11",
    "number": "1",
    "event": "second-plant",
}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes a value."""
    if not isinstance(node, dict):
        return
    yield node
    for group in ("properties", "$defs"):
        for below in node.get(group, {}).values():
            yield from nodes(below)
    for keyword in ("items", "additionalProperties", "propertyNames", "if", "then"):
        yield from nodes(node.get(keyword))
    for below in node.get("allOf", ()):
        yield from nodes(below)


def resolved(node: Mapping[str, Any], home: str) -> tuple[Mapping[str, Any], str]:
    """Follow a reference to the part it names and the schema that part stands in."""
    if "$ref" not in node:
        return node, home
    file, _, pointer = node["$ref"].partition("#/$defs/")
    target = file.removesuffix(SUFFIX) or home
    return SCHEMAS[target]["$defs"][pointer], target


def schema_shape(node: Mapping[str, Any], home: str, above: tuple[str, ...] = ()) -> Any:
    """Describe what a schema allows: types by name, lists and mappings by their own kind."""
    reference = node.get("$ref", "")
    if reference in above:
        return "as above"
    target, home = resolved(node, home)
    above = (*above, reference) if reference else above
    if target.get("x-text"):
        return "Text"
    if reference.endswith(("/duration", "/interval")):
        return "Duration"
    types = [target["type"]] if isinstance(target["type"], str) else target["type"]
    return one_or_several([schema_shape_of_type(name, target, home, above) for name in types])


def schema_shape_of_type(
    name: str, node: Mapping[str, Any], home: str, above: tuple[str, ...]
) -> Any:
    if name == "array":
        return ("list of", schema_shape(node["items"], home, above))
    if name == "object" and "properties" in node:
        required = set(node.get("required", ()))
        return tuple(
            (key, key in required, schema_shape(below, home, above))
            for key, below in node["properties"].items()
        )
    if name == "object":
        return ("mapping to", schema_shape(node["additionalProperties"], home, above))
    if node.get("format") == "date":
        return "date"
    return {"string": "str", "number": "float", "integer": "int", "boolean": "bool"}[name]


def record_shape(hint: Any, above: tuple[type, ...] = ()) -> Any:
    """Describe a type hint in the words of `schema_shape`."""
    if hint in above:
        return "as above"
    if hint in {str, int, float, bool, date, Text, Duration}:
        return hint.__name__
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return tuple(
            (
                field.name.removesuffix("_"),
                field.default is MISSING and field.default_factory is MISSING,
                record_shape(hints[field.name], (*above, hint)),
            )
            for field in fields(hint)
        )
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return ("list of", record_shape(arguments[0], above))
    if get_origin(hint) is Mapping:
        return ("mapping to", record_shape(arguments[1], above))
    assert get_origin(hint) is UnionType, hint
    return one_or_several([record_shape(part, above) for part in arguments if part is not NoneType])


def one_or_several(shapes: list[Any]) -> Any:
    """Return the only shape, or all of them in no order."""
    return shapes[0] if len(shapes) == 1 else frozenset(shapes)


def validator(node: Mapping[str, Any], home: str) -> Draft202012Validator:
    """Make a validator of one part of a schema."""
    base = {"$id": SCHEMAS[home]["$id"], "$defs": SCHEMAS[home].get("$defs", {})}
    checker = FormatChecker(formats=("date",))
    return Draft202012Validator({**base, **node}, registry=REGISTRY, format_checker=checker)


def test_every_schema_has_a_record_and_every_record_a_schema() -> None:
    assert sorted(RECORDS) == TYPES


def test_every_record_is_exported() -> None:
    assert {record.__name__ for record in RECORDS.values()} <= set(records.__all__)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert SCHEMAS[name]["$id"] == f"https://handrail.example/schemas/{name}{SUFFIX}"


@pytest.mark.parametrize("name", TYPES)
def test_record_says_what_the_schema_says(name: str) -> None:
    assert record_shape(RECORDS[name]) == schema_shape(SCHEMAS[name], name)


@pytest.mark.parametrize("name", sorted(records.__all__))
def test_what_may_be_left_out_of_a_record_is_empty(name: str) -> None:
    record = getattr(records, name)
    if record is RECORDS:
        return
    hints = get_type_hints(record)
    for field in fields(record):
        hint = hints[field.name]
        parts = get_args(hint) if get_origin(hint) is UnionType else ()
        # One or several, as the two ends of an interface, is the only union a list may stand in.
        assert str in parts or not any(get_origin(part) is tuple for part in parts), field.name
        if field.default_factory is not MISSING:
            assert field.default_factory() == {}
        elif field.default is not MISSING:
            is_list = get_origin(hint) is tuple
            assert field.default == () if is_list else field.default is None, field.name
            assert is_list or NoneType in parts, field.name
        else:
            assert NoneType not in parts, field.name


@pytest.mark.parametrize("name", TYPES)
def test_example_fits_its_schema(name: str) -> None:
    check = validator(SCHEMAS[name], name)
    assert SCHEMAS[name]["examples"]
    for example in SCHEMAS[name]["examples"]:
        assert [error.message for error in check.iter_errors(example)] == []


@pytest.mark.parametrize("name", TYPES)
def test_example_becomes_a_record_that_says_all_of_it(name: str) -> None:
    for example in SCHEMAS[name]["examples"]:
        record = build(name, example)
        assert type(record) is RECORDS[name]
        said = {
            field.name.removesuffix("_")
            for field in fields(RECORDS[name])
            if getattr(record, field.name) not in (None, (), {})
        }
        assert said == set(example)


@pytest.mark.parametrize("name", TYPES)
def test_example_reads_the_same_in_yaml(name: str) -> None:
    for example in SCHEMAS[name]["examples"]:
        text = yaml.safe_dump(example, allow_unicode=True, sort_keys=False)
        assert yaml.safe_load(text) == example


def test_every_definition_is_used() -> None:
    used = set(re.findall(r"#/\$defs/([a-z0-9-]+)", json.dumps(SCHEMAS)))
    assert set(SCHEMAS["common"]["$defs"]) - used == set()


@pytest.mark.parametrize("name", SCHEMAS["common"]["$defs"])
def test_example_of_a_definition_fits_it(name: str) -> None:
    definition = SCHEMAS["common"]["$defs"][name]
    check = validator(definition, "common")
    assert [
        example for example in definition.get("examples", ()) if not check.is_valid(example)
    ] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_title_and_a_description(name: str) -> None:
    parts = [SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()]
    parts += [below for node in nodes(SCHEMAS[name]) if "type" in node
              for below in node.get("properties", {}).values()]  # fmt: skip
    assert [part for part in parts if not (part.get("title") and part.get("description"))] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_closed(name: str) -> None:
    objects = [node for node in nodes(SCHEMAS[name]) if node.get("type") == "object"]
    assert [node for node in objects if "additionalProperties" not in node] == []
    assert [
        node
        for node in objects
        if "properties" in node and node["additionalProperties"] is not False
    ] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_required_fields_exist(name: str) -> None:
    for node in nodes(SCHEMAS[name]):
        if "properties" in node and "type" in node:
            assert set(node.get("required", ())) <= set(node["properties"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_conditions_are_about_fields_that_exist(name: str) -> None:
    parts = [
        condition.get(keyword, {})
        for condition in (SCHEMAS[name], *SCHEMAS[name].get("allOf", ()))
        for keyword in ("if", "then")
    ]
    named = {
        field for part in parts for key in ("required", "properties") for field in part.get(key, ())
    }
    assert named <= set(SCHEMAS[name].get("properties", ()))


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_word_is_a_boolean_or_a_number_elsewhere(name: str) -> None:
    words = set()
    for node in nodes(SCHEMAS[name]):
        words |= {*node.get("properties", ()), *node.get("enum", ())}
    assert [word for word in words if word in BOOLEANS or yaml.safe_load(word) != word] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_names_are_spelt_the_same_way(name: str) -> None:
    assert SLUG.fullmatch(name)
    for node in nodes(SCHEMAS[name]):
        assert [key for key in node.get("$defs", ()) if not SLUG.fullmatch(key)] == []
        assert [key for key in node.get("properties", ()) if not FIELD.fullmatch(key)] == []
        assert [word for word in node.get("enum", ()) if not SLUG.fullmatch(word)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_references_are_of_a_known_kind(name: str) -> None:
    assert {node["x-ref"] for node in nodes(SCHEMAS[name]) if "x-ref" in node} <= KINDS


@pytest.mark.parametrize("name", TYPES)
def test_a_path_belongs_to_one_type(name: str) -> None:
    places = {kind: [Place.read(text) for text in SCHEMAS[kind]["x-paths"]] for kind in TYPES}
    for pattern in SCHEMAS[name]["x-paths"]:
        for number in ("", "-2"):
            path = pattern.replace("{-n}", number).format(**PLACES)
            claims = [
                kind
                for kind in TYPES
                if any(place.pattern.fullmatch(path) for place in places[kind])
            ]
            assert claims == [name], path


def broken(name: str, **changes: Any) -> list[tuple[str, str]]:
    """Change a schema's example, None for a field left out, and return what is wrong with it."""
    example = {**SCHEMAS[name]["examples"][0], **changes}
    data = {key: value for key, value in example.items() if value is not None}
    errors = validator(SCHEMAS[name], name).iter_errors(data)
    return sorted((error.json_path, str(error.validator)) for error in errors)


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("suggestion", {"level": "process", "processes": None}, [("$", "required")]),
        ("suggestion", {"level": "process", "processes": []}, [("$.processes", "minItems")]),
        ("suggestion", {"level": "department", "processes": None}, []),
        ("suggestion", {"title": "two\nlines"}, [("$.title", "pattern")]),
        ("suggestion", {"title": {"en": "<b>bold</b>"}}, [("$.title.en", "pattern")]),
        ("suggestion", {"problem": {}}, [("$.problem", "minProperties")]),
        ("suggestion", {"problem": {"english": "x"}}, [("$.problem", "pattern")]),
        ("suggestion", {"problem": 1}, [("$.problem", "type")]),
        ("suggestion", {"status": "open"}, [("$", "additionalProperties")]),
        ("suggestion", {"completed": "2026-02-30"}, [("$.completed", "format")]),
        ("evaluation", {"outcome": "parked", "revisit_on": None}, [("$", "required")]),
        ("evaluation", {"outcome": "merged"}, [("$", "required")]),
        ("evaluation", {"procurement": {"needed": True}}, [("$.procurement", "required")]),
        ("evaluation", {"procurement": {"needed": False}}, []),
        ("criteria", {"matrix": [[0, 1, 2, 3]]}, [("$.matrix", "minItems")]),
        ("evaluation", {"plan_alignment": {}}, [("$.plan_alignment", "minProperties")]),
        ("decision", {"class": None}, [("$", "required")]),
        ("decision", {"outcome": "rejected", "class": None, "priority": None}, []),
        ("decision", {"outcome": "postponed"}, [("$", "required")]),
        ("pilot-review", {"outcome": "repeat", "plan_changes": None}, [("$", "required")]),
        ("pilot-review", {"outcome": "passed", "plan_changes": None}, []),
        ("effect", {"with": None}, [("$", "required")]),
        ("effect", {"with": []}, [("$.with", "minItems")]),
        ("rollout", {"training": []}, [("$.training", "minItems")]),
        ("adoption", {"training": []}, []),
        ("plan", {"review_every": "P2M"}, [("$.review_every", "pattern")]),
        ("project-plan", {"report_every": "3 months"}, [("$.report_every", "pattern")]),
        ("project-plan", {"report_every": "PT"}, [("$.report_every", "pattern")]),
        ("plan-review", {"period": "2026 Q1"}, [("$.period", "pattern")]),
        ("plan-review", {"period": "2026"}, [("$.period", "pattern")]),
        ("process", {"workflow": 1}, [("$", "required"), ("$", "required")]),
        ("organization", {"trust": "blind"}, [("$.trust", "enum")]),
        ("approval", {"digest": "sha256:9f2c"}, [("$.digest", "pattern")]),
    ],
)  # fmt: skip
def test_schema_refuses_what_it_should(
    name: str, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert broken(name, **changes) == expected
