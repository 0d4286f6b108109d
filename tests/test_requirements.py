"""The table of what the source asks for: nothing is left out, and everything it names exists."""

from __future__ import annotations

import ast
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handrail.cli.program import program
from handrail.loading.schemas import Schema
from handrail.loading.sources import WorkTree
from handrail.model.errors import HandrailError
from handrail.register import Register
from handrail.register import load_register
from handrail.reports import REPORTS
from handrail.rules import RULES
from handrail.site.compose import compose
from handrail.site.requirements import KINDS
from handrail.site.requirements import Reference
from handrail.site.requirements import Requirement
from handrail.site.requirements import read_requirements
from handrail.views import VIEWS

ROOT = Path(__file__).parents[1]
SOURCE = WorkTree(ROOT)
TABLE = "site/requirements.yaml"


def numbers(article: str, *spans: tuple[int, int]) -> Iterator[str]:
    """Write out the numbers of an article."""
    return (f"{article}-{one:02}" for first, last in spans for one in range(first, last + 1))


#: Every point the tool answers to, by number.
ASKED = (
    *numbers("S1", (1, 18), (20, 23), (30, 47), (50, 64), (70, 77), (80, 87), (90, 97), (100, 112), (120, 125)),
    *numbers("S2", (1, 5), (7, 7), (9, 10)),
    "S3-03", "S3-04", "S3-06", "S3-07", "S3-08",
    *numbers("S4", (1, 7)),
    *numbers("S5", (1, 4)),
    "S6-01", "S6-10", "S6-12",
    *numbers("S7", (1, 9)),
    "S8-01", "S8-02", "S8-04",
    *numbers("S9", (1, 16)),
    *numbers("S10", (1, 15)),
    *numbers("S11", (1, 12)),
    *numbers("S12", (1, 10)),
    *numbers("S13", (1, 7)),
    "S14-02", "S14-06", "S14-09", "S14-16", "S14-m1", "S14-m2", "S14-m3", "S14-m4",
    *numbers("S15", (1, 4)),
    *numbers("S16", (1, 6)),
    "S17-02",
    *numbers("S18", (1, 14)),
)  # fmt: skip


@cache
def rows() -> tuple[Requirement, ...]:
    groups = read_requirements((ROOT / TABLE).read_bytes(), TABLE)
    return tuple(row for group in groups for row in group.rows)


@cache
def register() -> Register:
    return load_register(SOURCE, date(2026, 12, 18))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, frozenset[str]]:
    """Return the pages of each language of this repository's own handbook."""
    return {
        language: frozenset(
            compose(ROOT, register(), SOURCE, language, tmp_path_factory.mktemp(language))
        )
        for language in register().languages
    }


def test_every_number_stands_in_the_table_once() -> None:
    assert sorted(row.id for row in rows()) == sorted(ASKED)


def test_every_point_is_told_in_both_languages() -> None:
    texts = [text for row in rows() for text in (row.asks, row.outside) if text]
    assert [text for text in texts if text.by_language.keys() != {"en", "zh"}] == []


def test_every_point_that_a_process_answers_stands_in_the_table() -> None:
    answered = [
        (process_id, number)
        for process_id, process in register().processes.items()
        for number in (process.origin.requirements if process.origin else ())
    ]
    known = {row.id for row in rows()}
    assert len(answered) >= len(register().processes)
    assert [f"{process}: {number}" for process, number in answered if number not in known] == []


# -- what is named exists ---------------------------------------------------------------------


def has_field(schema: Schema, route: list[str]) -> bool:
    """Tell whether a document type has a field; a list is looked through."""
    node: Any = schema.content
    file = f"{schema.type}.schema.json"
    for key in route:
        node, file = schema.engine.part(node, file)
        while "items" in node:
            node, file = schema.engine.part(node["items"], file)
        if key not in node.get("properties", {}):
            return False
        node = node["properties"][key]
    return True


def is_field(name: str) -> bool:
    kind, *route = name.split(".")
    schema = register().schemas.types.get(kind)
    return schema is not None and bool(route) and has_field(schema, route)


def is_setting(name: str) -> bool:
    return has_field(register().schemas.types["settings"], name.split("."))


def is_command(name: str) -> bool:
    known: Any = program
    for word in name.split():
        commands = getattr(known, "list_commands", None)
        if commands is None or word not in commands(None):
            return False
        known = known.get_command(None, word)
    return True


def is_activity(name: str) -> bool:
    process_id, _, activity = name.partition("#")
    process = register().processes.get(process_id)
    return process is not None and activity in {"", *(one.id for one in process.activities)}


def is_test(name: str) -> bool:
    path, _, function = name.partition("::")
    place = ROOT / path
    return place.is_file() and function in {
        node.name
        for node in ast.walk(ast.parse(place.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


EXISTS: Mapping[str, Callable[[str], bool]] = {
    "schema": is_field,
    "setting": is_setting,
    "rule": RULES.__contains__,
    "view": VIEWS.__contains__,
    "report": REPORTS.__contains__,
    "command": is_command,
    "process": is_activity,
    "file": lambda name: (ROOT / name).is_file(),
    "test": is_test,
}


def references(*kinds: str) -> list[tuple[str, Reference]]:
    return [(row.id, one) for row in rows() for one in row.realised if one.kind in kinds]


@pytest.mark.parametrize("kind", EXISTS)
def test_everything_named_exists(kind: str) -> None:
    missing = [f"{row}: {one}" for row, one in references(kind) if not EXISTS[kind](one.name)]
    assert missing == []


def test_every_page_named_exists_in_every_language(pages: Mapping[str, frozenset[str]]) -> None:
    missing = [
        f"{row}: {one}, {language}"
        for row, one in references("page")
        for language, found in pages.items()
        if one.name not in found
    ]
    assert missing == []


def test_every_kind_of_reference_is_looked_up() -> None:
    assert {*EXISTS, "page"} == set(KINDS)


# -- what is not there is noticed -------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "schema:suggestion.sauce", "schema:suggestion", "schema:suggestoin.source",
        "schema:plan.goals.kpy", "setting:limits.answr", "rule:unknown-sauce", "view:pionts",
        "report:agneda", "command:site bild", "command:finnish", "command:check now",
        "process:continual-improvement#evaluat", "process:continual", "file:improvements/none.yaml",
        "test:tests/test_requirements.py::test_nothing", "test:tests/none.py::test_nothing",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_noticed(name: str) -> None:
    kind, _, rest = name.partition(":")
    assert not EXISTS[kind](rest)


def table(row: str) -> bytes:
    return f"groups: [{{id: one, title: One, rows: [{{{row}}}]}}]\n".encode()


@pytest.mark.parametrize(
    "content",
    [
        b"groups: [\n", b"rows: []\n", b"", b"groups: 3\n", b"groups: [three]\n",
        table("id: S1-01, asks: Much"), table("id: S1-01, asks: Much, realised: [somewhere]"),
        table("id: S1-01, asks: Much, realised: ['magic:wand']"), table("asks: Much, outside: No"),
    ],
)  # fmt: skip
def test_table_that_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(HandrailError, match=r"`site/requirements\.yaml` cannot be read"):
        read_requirements(content, TABLE)


def test_point_may_lie_outside() -> None:
    content = table("id: S1-01, asks: Much, outside: That is for people.")
    (group,) = read_requirements(content, TABLE)
    (row,) = group.rows
    assert row.outside is not None
    assert row.outside.by_language == {"": "That is for people."}
    assert row.realised == ()
