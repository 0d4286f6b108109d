"""The form of every document type reads, asks for what is missing, and keeps what is known."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.documents import Document
from handrail.loading.parse import parse
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.render.width import width
from handrail.writing.form import complete
from handrail.writing.form import write_form

SCHEMAS = load_schemas(Memory({}))
TYPES = sorted(SCHEMAS.types)
GAPS = {"missing-field", "missing-value"}
LANGUAGES = ("en", "zh")


def form(kind: str, data: dict[str, Any], language: str = "en") -> str:
    path = f"improvements/2026/portal/{kind}.yaml"
    return write_form(SCHEMAS.types[kind], data, path=path, language=language)


def same(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


def without_blanks(data: Any) -> Any:
    """Take away what is empty, and what holds nothing else."""
    if isinstance(data, dict):
        kept = {key: without_blanks(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value is not None} or None
    if isinstance(data, list):
        kept_entries = [without_blanks(value) for value in data]
        return [value for value in kept_entries if value is not None] or None
    return data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_an_empty_form_has_gaps_and_no_mistakes(kind: str, language: str) -> None:
    text = form(kind, {}, language)
    read = parse(text.encode())
    assert (read.faults, read.remarks) == ([], [])
    schema = SCHEMAS.types[kind]
    assert {violation.rule for violation in schema.violations(read.data)} <= {"missing-value"}
    assert without_blanks(read.data) is None
    assert max(map(width, text.splitlines())) <= 100


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_has_its_place_in_the_order_of_the_schema(kind: str) -> None:
    keys = list(SCHEMAS.types[kind].content["properties"])
    lines = form(kind, {}).splitlines()
    found = [line.removeprefix("# ").partition(":")[0] for line in lines if line]
    assert [key for key in dict.fromkeys(found) if key in keys] == keys


@pytest.mark.parametrize("kind", TYPES)
def test_behind_every_hash_stands_a_field_that_can_be_used(kind: str) -> None:
    """What is left of the hints, once the `# ` before fields is taken away, reads and has gaps only."""
    keys = set(SCHEMAS.types[kind].content["properties"])
    lines, is_field = [], False
    for line in form(kind, {}).splitlines():
        key = line.removeprefix("# ").partition(":")[0]
        is_field = line.startswith("# ") and (key in keys or (is_field and line.startswith("#  ")))
        lines.append(line.removeprefix("# ") if is_field else line)
    read = parse("\n".join(lines).encode())
    assert read.faults == []
    schema = SCHEMAS.types[kind]
    assert keys == set(read.data)
    assert {violation.rule for violation in schema.violations(read.data)} <= GAPS


@st.composite
def known(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A document type, and some of what its example says."""
    kind = draw(st.sampled_from([one for one in TYPES if SCHEMAS.types[one].content["examples"]]))
    sample = draw(st.sampled_from(SCHEMAS.types[kind].content["examples"]))
    return kind, some(draw, sample)


def some(draw: st.DrawFn, data: Any) -> Any:
    if isinstance(data, dict) and "en" not in data:
        return {key: some(draw, value) for key, value in data.items() if draw(st.booleans())}
    if isinstance(data, list):
        return [some(draw, value) for value in data]
    return data


@given(known(), st.sampled_from(LANGUAGES))
def test_what_is_known_is_filled_in_and_the_rest_left_empty(
    case: tuple[str, dict[str, Any]], language: str
) -> None:
    kind, data = case
    schema = SCHEMAS.types[kind]
    text = form(kind, data, language)
    read = parse(text.encode())
    assert read.faults == []
    assert same(without_blanks(read.data)) == same(without_blanks(data))
    assert same(read.data) == same(complete(schema, data))
    assert {violation.rule for violation in schema.violations(read.data)} <= {"missing-value"}


@pytest.mark.parametrize("kind", TYPES)
def test_a_whole_document_is_valid(kind: str) -> None:
    schema = SCHEMAS.types[kind]
    for sample in schema.content["examples"]:
        document = Document("x.yaml", form(kind, sample).encode(), schema, {})
        assert (document.data, document.violations) == (sample, [])


@pytest.mark.parametrize(
    ("kind", "data", "empty"),
    [
        ("suggestion", {"level": "department"}, "# processes:\n#   -\n"),
        ("suggestion", {"level": "process"}, "\nprocesses:\n  -\n"),
        ("decision", {}, "# revisit_on:\n"),
        ("decision", {"outcome": "postponed"}, "\nrevisit_on:\n"),
        ("decision", {"outcome": "approved"}, "\nmajor_test:\n  complex:  # `true` or `false`\n"),
        ("evaluation", {"outcome": "merged"}, "\ninto:\n"),
    ],
)
def test_what_a_word_makes_necessary_is_asked_for(
    kind: str, data: dict[str, Any], empty: str
) -> None:
    assert empty in form(kind, data)


def test_long_texts_stand_in_lines_wherever_they_are() -> None:
    prose = "Nine fields.\n\nTried for eight weeks.\n"
    goals = [{"id": "mttr", "title": "A", "baseline_source": prose}, {"kpi": "a/b"}]
    data = {"summary": prose, "goals": goals, "plan": [{"title": "word " * 30 + "end"}]}
    text = form("proposal", data)
    read = parse(text.encode())
    assert (read.faults, same(read.data)) == ([], same(complete(SCHEMAS.types["proposal"], data)))
    assert "    baseline_source: |\n      Nine fields.\n\n      Tried for eight weeks.\n" in text
    assert "  - id:  # for example `change-lead-time`\n    title: >-\n      word" in text


def test_a_schema_of_ones_own_may_say_little() -> None:
    rows = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    content = {
        "title": "Audit", "x-paths": ["improvements/{year}/audit.yaml"], "type": "object",
        "properties": {"rows": {"type": "array", "items": rows}, "note": {"type": "string"}},
    }  # fmt: skip
    schemas = load_schemas(Memory({"schemas/audit.schema.json": json.dumps(content).encode()}))
    data = {"rows": [{}, {"b": "x"}, {}]}
    text = write_form(
        schemas.types["audit"], data, path="improvements/2026/audit.yaml", language="en"
    )
    assert text.splitlines()[3:] == [
        "",
        "rows:",
        "  - {}",
        "    # a:",
        "    # b:",
        "  - b: x",
        "  - {}",
        "",
        "# note:",
    ]
    assert parse(text.encode()).data == data


def test_a_form_as_its_reader_sees_it() -> None:
    text = form("withdrawal", {"by": "li-na", "note": "unknown to the schema"}, "en")
    assert text == WITHDRAWAL


def test_words_are_listed_and_called_by_their_names() -> None:
    assert "\n# 填 low (低)、medium (中)、high (高) 之一\n# priority:\n" in form(
        "decision", {}, "zh"
    )
    assert "    likelihood:  # one of: low, medium, high\n" in form("proposal", {})


WITHDRAWAL = """\
# yaml-language-server: $schema=../../../schemas/withdrawal.schema.json
# Withdrawal: Why an improvement was taken back before it was decided on.
# Fill in what is empty. To use a field that stands behind `#`, remove the `# `.
# Write days like 2026-03-12, and a text in several languages like {en: …, zh: …}.

# Written by: Who wrote it down: a person's id.
by: li-na

# Written with: Who else wrote it. Authors do not vote on it later.
# with:
#   -

# Recorded by: Who wrote it down, where a body is the author.
# recorded_by:

# Completed: The day it was finished. Leave out while it is a draft.
# completed:

# Reasons: Why it was taken back.
reasons:

# Attachments: Files that lie beside this document and belong to it.
# attachments:
#   - file:  # for example `form.xlsx`
#     sha256:  # SHA-256

note: unknown to the schema
"""
