"""Document types: shipped and an organisation's own, and what makes a schema unusable."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handrail.loading import engine
from handrail.loading.documents import load_documents
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.register import load_register
from handrail.rules import judge
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.overlay import encoded
from tests.overlay import found
from tests.overlay import small

AUDIT = "schemas/audit.schema.json"
PLACE = "processes/incident-management/audit.yaml"
SHIPPED = load_schemas(Memory({}))


def audit(**more: Any) -> dict[str, Any]:
    """An organisation's own type of document."""
    return {
        "x-paths": ["processes/{process}/audit.yaml"],
        "type": "object",
        "properties": {"result": {"type": "string"}, "by": {"$ref": "common.schema.json#/$defs/person"}},
        "required": ["result"],
        "additionalProperties": False,
        **more,
    }  # fmt: skip


def told(schema: Any, path: str = AUDIT) -> list[str]:
    """Say what is wrong with a schema in the small repository, and with the repository for it."""
    text = schema if isinstance(schema, str) else json.dumps(schema, indent=1)
    files = {name: encoded(content) for name, content in SMALL.items()} | {path: text.encode()}
    return [
        f"{one.rule} {one.location.path}:{one.location.line}:{one.location.column} {one.message}"
        for one in judge(load_register(Memory(files), AS_OF))
    ]


def with_audit(content: str, schema: dict[str, Any]) -> list[str]:
    files = {path: encoded(text) for path, text in SMALL.items()}
    files |= {AUDIT: json.dumps(schema).encode(), PLACE: content.encode()}
    return found(load_register(Memory(files), AS_OF))


# -- an organisation's own --------------------------------------------------------------------


def test_own_type_of_document_needs_one_schema_and_nothing_else() -> None:
    assert with_audit("result: good\nby: li-na\n", audit()) == []
    assert with_audit("by: li-nah\nresolt: good\n", audit()) == [
        f"unknown-person {PLACE}:1:5",
        f"unknown-field {PLACE}:2:1",
    ]


def test_file_of_a_type_that_nobody_defined_is_unclaimed() -> None:
    assert found(small({PLACE: "result: good"})) == [f"unclaimed-file {PLACE}:1:1"]


def test_own_schema_wins_over_the_shipped_one() -> None:
    schema = json.loads(json.dumps(SHIPPED.types["suggestion"].content))
    schema["properties"]["budget_line"] = {"type": "integer"}
    files = {path: encoded(text) for path, text in SMALL.items()}
    path = "improvements/2026/self-service-portal/suggestion.yaml"
    files[path] += b"budget_line: 4711\n"
    assert found(load_register(Memory(files), AS_OF)) == [f"unknown-field {path}:13:1"]
    files["schemas/suggestion.schema.json"] = json.dumps(schema).encode()
    assert found(load_register(Memory(files), AS_OF)) == []


def test_own_schema_may_not_ask_for_less_than_the_shipped_one() -> None:
    schema = json.loads(json.dumps(SHIPPED.types["suggestion"].content))
    schema["required"].remove("problem")
    assert told(schema, "schemas/suggestion.schema.json") == [
        f"broken-schema schemas/suggestion.schema.json:{line_of(schema, 'required')}:2 this schema does not require `problem`, which handrail reads"
    ]


def line_of(schema: dict[str, Any], key: str) -> int:
    lines = json.dumps(schema, indent=1).splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f' "{key}"'))


# -- broken -----------------------------------------------------------------------------------

HOW = "write folders and one file name, e.g. `processes/{process}/audit.yaml`"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ('{"type": ', "1:10 this schema is not JSON"),
        ("[" * 200_000, "1:1 this schema is not JSON"),
        ('{"minimum": NaN}', "1:1 this schema is not JSON"),
        ("[]", "1:1 not a JSON Schema of 2020-12: `$schema` is not `https://json-schema.org/draft/2020-12/schema`"),
        (audit(type="objekt"), "5:10 not a JSON Schema of 2020-12: `type` does not have the shape it needs"),
        ({"type": "object"}, "1:1 this schema claims no files"),
        (audit(**{"x-paths": None}), "2:13 `x-paths` is not a list of patterns"),
        (audit(**{"x-paths": "processes/audit.yaml"}), "2:13 `x-paths` is not a list of patterns"),
        (audit(**{"x-paths": ["../audit.yaml/"]}), "2:2 `../audit.yaml/` is not a pattern of paths"),
        (audit(**{"x-paths": ["a/{x}/{x}.yaml"]}), "2:2 `a/{x}/{x}.yaml` is not a pattern of paths"),
        (audit(**{"x-paths": ["a/{n}{-n}.yaml"]}), "2:2 `a/{n}{-n}.yaml` is not a pattern of paths"),
        (audit(**{"x-paths": ["a/(.yaml"]}), "2:2 `a/(.yaml` is not a pattern of paths"),
        (audit(**{"$ref": "https://example.com/x.json"}), "1:1 `$ref: https://example.com/x.json` leads out of the schemas folder"),
        (audit(**{"$ref": "../secret.json"}), "1:1 `$ref: ../secret.json` leads out of the schemas folder"),
        (audit(**{"$ref": "file:///etc/passwd"}), "1:1 `$ref: file:///etc/passwd` leads out of the schemas folder"),
        (audit(**{"$ref": "common.schema.json#/$defs/nothing"}), "1:1 `$ref: common.schema.json#/$defs/nothing` leads out of the schemas folder"),
        (audit(**{"$ref": "#anchor"}), "1:1 `$ref: #anchor` leads out of the schemas folder"),
        (audit(**{"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}), "1:1 `$ref: #/$defs/a` leads in a circle"),
        (audit(**{"$dynamicRef": "#x"}), "1:1 `$dynamicRef` is not used here"),
        (audit(properties={"a": {"$id": "https://example.com/", "$ref": "x.json"}}), "1:1 `$id` is not used here"),
        (audit(properties={"a": {"pattern": "("}}), "1:1 `(` is not a regular expression"),
        (audit(properties={"a": {"pattern": "\\p{Han}"}}), "1:1 `\\p{Han}` is not a regular expression"),
        (audit(patternProperties={"[": {}}), "1:1 `[` is not a regular expression"),
    ],
    ids=lambda value: json.dumps(value)[:60],
)  # fmt: skip
def test_broken_schema_is_found_and_nothing_else_suffers(schema: Any, expected: str) -> None:
    assert told(schema) == [f"broken-schema {AUDIT}:{expected}"]


def test_broken_own_schema_leaves_the_shipped_one_in_force() -> None:
    assert told("{", "schemas/suggestion.schema.json") == [
        "broken-schema schemas/suggestion.schema.json:1:2 this schema is not JSON"
    ]


def test_other_files_in_the_schemas_folder_are_left_alone() -> None:
    assert found(small({"schemas/README.md": "Our own types.", "schemas/notes.json": "[]"})) == []


@pytest.mark.parametrize("accelerator", [True, False], ids=["with jsonschema-rs", "without"])
def test_no_reference_is_ever_fetched(
    *, accelerator: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not accelerator:
        monkeypatch.setattr(engine, "jsonschema_rs", None)
    monkeypatch.setattr("socket.socket", _no_network)
    judge_of = engine.Engine({"a.schema.json": {"$ref": "https://example.com/x.json"}})
    with pytest.raises(Exception, match=r"example\.com"):
        judge_of.violations("a.schema.json", {})


def _no_network(*_: object) -> None:
    raise AssertionError


def test_with_and_without_the_accelerator_the_same_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = "improvements/2026/self-service-portal/suggestion.yaml"
    changes = {
        path: "level: departement\ncompleted: 2026-02-30\nwith: [he-ping, he-ping]\ntitle: 5\nextra: 1\nidea: -"
    }
    first = found(small(changes))
    monkeypatch.setattr(engine, "jsonschema_rs", None)
    assert found(small(changes)) == first
    assert found(small()) == []


# -- places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("handrail.yaml", ("settings", {})),
        ("organization.yaml", ("organization", {})),
        ("improvements/criteria.yaml", ("criteria", {})),
        ("improvements/2026/plan.yaml", ("plan", {"year": "2026", "n": None})),
        ("improvements/2026/plan-2.yaml", ("plan", {"year": "2026", "n": "2"})),
        ("improvements/2026/plan-review.yaml", ("plan-review", {"year": "2026", "n": None})),
        ("improvements/2026/plan-review-12.yaml", ("plan-review", {"year": "2026", "n": "12"})),
        ("improvements/2026/portal/pilot-2.yaml", ("pilot", {"year": "2026", "improvement": "portal", "n": "2"})),
        ("improvements/2026/portal/pilot-review.yaml", ("pilot-review", {"year": "2026", "improvement": "portal", "n": None})),
        ("improvements/2026/plan-2/pilot.yaml", ("pilot", {"year": "2026", "improvement": "plan-2", "n": None})),
        ("improvements/2026/scope-change.yaml", ("scope-change", {"year": "2026", "n": None})),
        ("improvements/2026/approvals/plan.9f2c41d0.wang-wei.yaml", ("approval", {"year": "2026", "vote": "plan.9f2c41d0.wang-wei"})),
        ("improvements/2026/portal/approvals/x.yaml", ("approval", {"year": "2026", "improvement": "portal", "vote": "x"})),
        ("improvements/2026/meetings/2026-03-12-evaluation.yaml", ("meeting", {"year": "2026", "meeting": "2026-03-12-evaluation"})),
        ("processes/incident-management/process.yaml", ("process", {"process": "incident-management"})),
        ("processes/continual-improvement/workflows/1.yaml", ("workflow", {"process": "continual-improvement", "number": "1"})),
        ("improvements/2026/portal/pilot-1.yaml", None),
        ("improvements/2026/portal/pilot-02.yaml", None),
        ("improvements/2026/portal/pilot-.yaml", None),
        ("improvements/2026/portal/suggestion-2.yaml", None),
        ("improvements/2026/portal/desicion.yaml", None),
        ("improvements/2026/portal/decision.yml", None),
        ("improvements/2026/portal/deeper/decision.yaml", None),
        ("improvements/26/portal/decision.yaml", None),
        ("improvements/2026/decision.yaml", None),
        ("processes/continual-improvement/workflows/0.yaml", None),
        ("processes/process.yaml", None),
        ("improvements/2026/meetings/decision.yaml", ("meeting", {"year": "2026", "meeting": "decision"})),
    ],
)  # fmt: skip
def test_path_is_claimed_by_the_type_that_names_most_of_it(
    path: str, expected: tuple[str, dict[str, str]] | None
) -> None:
    claim = SHIPPED.claim(path)
    assert (claim and (claim[0].type, claim[1])) == expected


def test_every_path_of_the_small_repository_is_claimed() -> None:
    source = Memory({path: encoded(text) for path, text in SMALL.items()})
    documents, unclaimed = load_documents(source, SHIPPED)
    assert (sorted(document.path for document in documents), unclaimed) == (sorted(SMALL), [])


def test_shipped_schemas_are_sound_and_what_they_share_is_no_type() -> None:
    assert SHIPPED.faults == {}
    assert "common" not in SHIPPED.types


def test_own_definitions_that_leave_others_without_are_not_used() -> None:
    path = "schemas/common.schema.json"
    assert told({"$defs": {}}, path) == [
        f"broken-schema {path}:1:1 `common.schema.json#/$defs/author` is missing, which `abandonment.schema.json` refers to"
    ]


def test_schema_that_judges_a_value_by_itself_goes_round() -> None:
    assert told(audit(allOf=[{"$ref": "#"}])) == [
        f"broken-schema {AUDIT}:1:1 `$ref: #` leads in a circle"
    ]


def test_schema_may_hold_itself_further_down() -> None:
    schema = audit(properties={"result": {"type": "string"}, "parts": {"items": {"$ref": "#"}}})
    assert with_audit("result: good\nparts: [{result: bad, parts: [{resolt: x}]}]\n", schema) == [
        f"unknown-field {PLACE}:2:32",
    ]


def test_schema_of_a_field_that_is_named_like_a_keyword_is_read() -> None:
    schema = audit(
        properties={
            "result": {"type": "string"},
            "pattern": {"type": "string"},
            "$ref": {"type": "string"},
        }
    )
    assert with_audit("result: good\npattern: (\n", schema) == []
