"""Whatever stands in a file, judging the repository ends, and says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.loading.documents import load_documents
from handrail.loading.parse import parse
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.model.findings import Finding
from handrail.register import Register
from handrail.register import load_register
from handrail.rules import judge
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.overlay import encoded
from tests.walks import said

SCHEMAS_FOLDER = Path(__file__).parents[2]
SCHEMAS = load_schemas(Memory({}))
FILES = {path: encoded(text) for path, text in SMALL.items()}
DOCUMENTS = load_documents(Memory(FILES), SCHEMAS)[0]
DATA = {document.path: document.data for document in DOCUMENTS}

values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "x", "li-na", "2026-02-30", "2026-03-01", "decision", "improvement-committee"]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("ab"), below, max_size=2),
    max_leaves=4,
)  # fmt: skip


def judged(path: str, content: bytes) -> list[Finding]:
    """Judge the small repository with another content of one file."""
    others = [document for document in DOCUMENTS if document.path != path]
    changed, unclaimed = load_documents(Memory({path: content}), SCHEMAS)
    return judge(Register([*others, *changed], SCHEMAS, AS_OF, unclaimed=tuple(unclaimed)))


def assert_found(content: bytes, findings: list[Finding]) -> None:
    """See that something was found; only a mapping may be a draft, whose gaps are no errors."""
    is_draft = isinstance(parse(content).data, dict)
    assert min(finding.severity for finding in findings) <= is_draft


@settings(max_examples=400)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_any_bytes_in_any_file_are_findings(path: str, content: bytes) -> None:
    assert_found(content, judged(path, content))


@settings(max_examples=200)
@given(st.sampled_from(sorted(FILES)), st.text(max_size=200))
def test_any_text_in_any_file_is_findings(path: str, text: str) -> None:
    content = text.encode("utf-8", "replace")
    assert_found(content, judged(path, content))


@settings(max_examples=300)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_bytes_inside_a_record_are_judged(path: str, data: st.DataObject) -> None:
    content = FILES[path]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 40, len(content))))
    judged(path, content[:start] + data.draw(st.binary(max_size=8)) + content[end:])


@settings(max_examples=1500)
@given(st.sampled_from(sorted(DATA)), st.data())
def test_any_value_in_any_place_is_judged(path: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(list(places(DATA[path]))))
    value = data.draw(values)
    found = judged(path, said(replaced(DATA[path], place, value)).encode())
    assert all(one.location.line >= 1 and one.location.column >= 1 for one in found)
    assert all(one.hint and str(one.hint) for one in found), [one for one in found if not one.hint]


odd = values | st.sampled_from(
    [" ", "<", "a\nb", "Incident management <", "P0D", "P9999Y", "2027-01-01", "Li Na", "x" * 300, ["a", "a"], {"on": "x"}]
)  # fmt: skip


@settings(max_examples=1500)
@given(st.sampled_from(sorted(DATA)), st.data())
def test_document_that_does_not_fit_its_schema_is_never_passed(
    path: str, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(list(places(DATA[path]))))
    content = said(replaced(DATA[path], place, data.draw(odd))).encode()
    (document,), _ = load_documents(Memory({path: content}), SCHEMAS)
    told = [one for one in judged(path, content) if one.location.path == path]
    assert document.valid or told


def places(data: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value."""
    if route:
        yield route
    entries = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, below in entries:
        yield from places(below, (*route, key))


def replaced(data: Any, route: tuple[Any, ...], value: Any) -> Any:
    if not route:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[route[0]] = replaced(data[route[0]], route[1:], value)
    return copy


def test_record_reads_the_same_from_json() -> None:
    for path, data in DATA.items():
        assert parse(said(data).encode()).data == data, path


@settings(max_examples=60)
@given(st.sampled_from(["suggestion", "common", "approval", "process"]), st.data())
def test_any_value_in_any_place_of_an_own_schema_is_judged(name: str, data: st.DataObject) -> None:
    path = f"schemas/{name}.schema.json"
    shipped = json.loads((SCHEMAS_FOLDER / path).read_text(encoding="utf-8"))
    place = data.draw(st.sampled_from(list(places(shipped))))
    schema = replaced(shipped, place, data.draw(values | st.just({"$ref": "#"})))
    judge(load_register(Memory({**FILES, path: said(schema).encode()}), AS_OF))
