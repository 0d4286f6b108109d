"""A document is changed where it is told to be, and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.documents import Document
from handrail.loading.parse import parse
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.model.errors import HandrailError
from handrail.model.findings import Route
from handrail.writing.edit import FIRST
from handrail.writing.edit import edit
from handrail.writing.form import write_form
from handrail.writing.yaml import to_yaml
from tests.overlay import SMALL

SCHEMAS = load_schemas(Memory({}))
PATH = "improvements/2026/portal/proposal.yaml"


def document(text: str | bytes, kind: str = "proposal") -> Document:
    content = text if isinstance(text, bytes) else text.encode()
    return Document(f"improvements/2026/portal/{kind}.yaml", content, SCHEMAS.types[kind], {})


def edited(text: str, changes: Mapping[Route, Any], kind: str = "proposal") -> str:
    return edit(document(text, kind), changes).decode()


def same(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


# -- one case each ----------------------------------------------------------------------------

TEXT = """\
# yaml-language-server: $schema=../../../schemas/proposal.schema.json
by: li-na   # she knows best
# The team agreed.
with: [chen-jie,  zhou-tao]  # two
scope:
  # what is meant
  in:
    - Reports   # all
    - Faults
  out: []
summary: >-  # short
  A portal
  for reports.

# Figures of March.
goals:
- id: calls
  title: {en: Fewer calls, zh: 减少来电}
  # taken from the tool
  baseline: 9

- id: mttr
  title: "Faster: much"
cost: {amount: 5, currency: CNY}
risks:
# the end
"""


@pytest.mark.parametrize(
    ("route", "value", "old", "new"),
    [
        (("by",), "liu-yang", "li-na   #", "liu-yang   #"),
        (("with", 1), "x, y", "zhou-tao]", '"x, y"]'),
        (("with",), ["he-ping"], "[chen-jie,  zhou-tao]", "[he-ping]"),
        (("with",), ["chen-jie", "zhou-tao", "he-ping"], "zhou-tao]", "zhou-tao, he-ping]"),
        (("scope", "in", 0), "Requests", "Reports ", "Requests "),
        (
            ("scope", "in"),
            ["Reports", "Faults", "Mail"],
            "    - Faults\n",
            "    - Faults\n    - Mail\n",
        ),
        (("scope", "in"), [], "in:\n    - Reports   # all\n    - Faults\n", "in: []\n"),
        (("scope", "out"), ["Orders"], "out: []", "out: [Orders]"),
        (("summary",), "A portal.", ">-  # short\n  A portal\n  for reports.", "A portal.  # short"),
        (("summary",), "A\nB\n", ">-  # short\n  A portal\n  for reports.", "|  # short\n  A\n  B"),
        (("goals", 0, "baseline"), 8.5, "baseline: 9", "baseline: 8.5"),
        (("goals", 0, "title", "zh"), "少", "减少来电", "少"),
        (("goals", 0, "unit"), "h", "  # taken", "  unit: h\n  # taken"),
        (("goals", 1, "target"), 4, 'much"\n', 'much"\n  target: 4\n'),
        (("goals", 1), None, '- id: mttr\n  title: "Faster: much"\n', "-\n"),
        (("cost", "recurring"), 1, "CNY}", "CNY, recurring: 1}"),
        (("cost",), {"amount": 5, "currency": "CNY"}, "", ""),
        (("cost",), None, " {amount: 5, currency: CNY}", ""),
        (("cost",), {"amount": 6}, "{amount: 5, currency: CNY}", "\n  amount: 6"),
        (("risks",), "none", "risks:", "risks: none"),
        (("risks", 0, "id"), "unused", "risks:\n", "risks:\n  - id: unused\n"),
        (("goals", FIRST), {"id": "new"}, "- id: calls\n", "- id: new\n- id: calls\n"),
        (("scope", "in", FIRST), "New", "    - Reports ", "    - New\n    - Reports "),
        (("scope", "out", FIRST), "New", "out: []", "out: [New]"),
        (("with", FIRST), "li-na", "[chen-jie", "[li-na, chen-jie"),
        (("risks", FIRST, "id"), "unused", "risks:\n", "risks:\n  - id: unused\n"),
        (("completed",), "2026-03-13", "scope:\n", "completed: 2026-03-13\nscope:\n"),
        (("method",), "Buy one.", "cost:", "method: Buy one.\ncost:"),
    ],
)  # fmt: skip
def test_only_the_lines_that_must_change_do(route: Route, value: Any, old: str, new: str) -> None:
    expected = TEXT.replace(old, new, 1) if old else TEXT
    assert edited(TEXT, {route: value}) == expected.replace(":\n\n", ":\n").replace(": \n", ":\n")


def test_several_changes_are_made_in_their_order() -> None:
    changes: dict[Route, Any] = {
        ("risks", 0, "id"): "unused", ("risks", 0, "what"): "Nobody uses it",
        ("risks", 1): {"id": "dear", "what": "Too dear"},
    }  # fmt: skip
    assert edited(TEXT, changes) == TEXT.replace(
        "risks:\n",
        "risks:\n  - id: unused\n    what: Nobody uses it\n  - id: dear\n    what: Too dear\n",
    )


def test_a_field_takes_the_place_of_the_comment_that_holds_it() -> None:
    schema = SCHEMAS.types["proposal"]
    form = write_form(schema, {"by": "li-na"}, path=PATH, language="en")
    changes: dict[Route, Any] = {
        ("completed",): "2026-03-13",
        ("benefits", "external"): ["Faster"],
        ("goals", 0, "kpi"): "incident-management/mttr",
        ("consulted", 0, "unit"): "Finance",
    }
    new = edited(form, changes)
    assert set(form.splitlines()) - set(new.splitlines()) == {
        "# completed:",
        "  # external:  # Outside IT",
        "    # kpi:",
        "# consulted:",
        "#   - unit:",
        "#     date:",
        "#     opinion:",
    }
    assert new.index("# Completed:") < new.index("\ncompleted: 2026-03-13\n")
    assert new.index("# internal:") < new.index("\n  external: [Faster]\n")


@pytest.mark.parametrize("kind", sorted(SCHEMAS.types))
def test_a_form_can_be_filled_in_field_by_field(kind: str) -> None:
    schema = SCHEMAS.types[kind]
    sample = schema.content["examples"][0]
    form = write_form(schema, {}, path=PATH, language="en")
    changes: dict[Route, Any] = {(key,): value for key, value in sample.items()}
    new = edited(form, changes, kind)
    assert parse(new.encode()).data == {**parse(form.encode()).data, **sample}
    told = [line for line in form.splitlines() if re.match("# .*: ", line) and line[2] != " "]
    assert [line for line in new.splitlines() if line in told] == told
    filled = write_form(schema, sample, path=PATH, language="en")
    assert list(parse(new.encode()).data) == list(parse(filled.encode()).data)


@pytest.mark.parametrize(
    ("text", "route", "value", "expected"),
    [
        (
            "goals:\n  - title: A  # one\n",
            ("goals", 0, "id"),
            "x",
            "goals:\n  - id: x\n    title: A  # one\n",
        ),
        (
            "by: li-na\nscope:\n  # which?\n  out: [x]\n",
            ("scope", "in"),
            ["y"],
            "by: li-na\nscope:\n  in: [y]\n  # which?\n  out: [x]\n",
        ),
        (
            "by:  # who\n  # the author\n  li-na  # really\n",
            ("by",),
            "he-ping",
            "by: he-ping  # who\n  # the author\n  # really\n",
        ),
        (
            "by: li-na\nsummary: |+\n  A\n\n\nmethod: x\n",
            ("scope",),
            None,
            "by: li-na\nsummary: |+\n  A\n\n\nscope:\nmethod: x\n",
        ),
        ("cost: {amount}\n", ("cost", "amount"), 5, "cost: {amount: 5}\n"),
        ("cost: {amount: }\n", ("cost", "amount"), 5, "cost: {amount: 5}\n"),
    ],
)
def test_odd_layouts_are_kept(text: str, route: Route, value: Any, expected: str) -> None:
    assert edited(text, {route: value}) == expected


def test_a_block_of_text_does_not_swallow_the_comment_below() -> None:
    text = "summary: x\n  # Who says so?\nby: li-na\n"
    assert edited(text, {("summary",): "A\nB"}) == (
        'summary: "A\\nB"\n  # Who says so?\nby: li-na\n'
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_line_endings_and_byte_order_mark_are_kept(newline: str, bom: str) -> None:
    text = bom + TEXT.replace("\n", newline)
    new = edited(text, {("completed",): "2026-03-13", ("risks", 0, "id"): "x", ("by",): "he-ping"})
    assert new.startswith(bom + "# yaml")
    assert new.count("\n") == text.count("\n") + 2
    assert ("\r\n" in new) == (newline == "\r\n")
    assert new.replace("\r\n", "").count("\n") == (0 if newline == "\r\n" else new.count("\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "by: li-na\n"),
        ("# nothing yet\n", "# nothing yet\nby: li-na\n"),
        ("# nothing yet", "# nothing yet\nby: li-na\n"),
        ("completed: 2026-03-13", "by: li-na\ncompleted: 2026-03-13"),
        ("{}", "{by: li-na}"),
        ("{ completed: 2026-03-13 }\n", "{by: li-na,  completed: 2026-03-13 }\n"),
        ("---\n", "---\nby: li-na\n"),
        ("# head\n\n# day\ncompleted: x\n", "# head\n\nby: li-na\n# day\ncompleted: x\n"),
    ],
)
def test_a_first_field(text: str, expected: str) -> None:
    assert edited(text, {("by",): "li-na"}) == expected


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("by: [li-na", {("by",): "x"}),
        ("- by\n", {("by",): "x"}),
        ("by: li-na\n", {("by", "x"): 1}),
        ("with: [a]\n", {("with", 2): "b"}),
        ("with: [a]\n", {("with", "b"): "b"}),
        ("by: li-na\n", {(): {"with": ["x"]}}),
        ("? by\n", {("by",): "x"}),
    ],
)
def test_what_cannot_be_written_is_said(text: str, changes: Mapping[Route, Any]) -> None:
    with pytest.raises(HandrailError, match=r"proposal\.yaml cannot be changed without harm"):
        edited(text, changes)


# -- any text ---------------------------------------------------------------------------------

KEYS = ["a", "b", "by", "c d", "true", "x: y", "王", "# e"]
WORDS = st.sampled_from(
    ["", "one", "two words", "a: b", "- c", "# d", "长文", "a\n\nb\n", "true", "3", "[", "it's, so",
     "word " * 30 + "end", " x ", "a\n b", "x\n\n", "a #b", '"q"', "|", "null"]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.just(1.5) | WORDS
DATA = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(KEYS), below, max_size=3)
    ),
    max_leaves=8,
)
COMMENT = re.compile(r"# [ct][0-9]\.")
ROOTS = st.dictionaries(st.sampled_from(KEYS), DATA, min_size=1, max_size=4)


def containers(data: Any, route: Route = ()) -> list[tuple[Route, Any]]:
    found = [(route, data)] if isinstance(data, (dict, list)) else []
    entries = data.items() if isinstance(data, dict) else enumerate(data) if found else ()
    return found + [one for step, value in entries for one in containers(value, (*route, step))]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """YAML in many styles, with comments that leave its data as it is."""
    data = draw(ROOTS)
    style = draw(st.sampled_from([False, None, True]))
    text = (
        to_yaml(data)
        if draw(st.booleans())
        else yaml.safe_dump(
            data, allow_unicode=True, default_flow_style=style, width=40, sort_keys=False,
            indent=draw(st.sampled_from([2, 4])),
        )
    )  # fmt: skip
    assume(not parse(text.encode()).faults and same(parse(text.encode()).data) == same(data))
    for number in range(draw(st.integers(0, 4))):
        lines = text.splitlines(keepends=True)
        at = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines[at] = f"{lines[at].rstrip()}  # t{number}.\n"
        else:
            lines.insert(at, f"{' ' * draw(st.integers(0, 6))}# c{number}.\n")
        if parse("".join(lines).encode()).data == data:
            text = "".join(lines)
    return text


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Route, Any]:
    """A text, a place in it and a value for that."""
    text = draw(texts())
    route, container = draw(st.sampled_from(containers(parse(text.encode()).data)))
    steps = st.sampled_from(KEYS) if isinstance(container, dict) else st.integers(0, len(container))
    return text, (*route, draw(steps)), draw(DATA)


def expected_of(data: Any, route: Route, value: Any) -> Any:
    *above, last = route
    place = data
    for step in above:
        place = place[step]
    if isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return data


def span(before: Document, route: Route) -> tuple[int, int] | None:
    """Return the lines from an entry to the next that is not below it; None for a new entry."""
    lines = before.content.decode().split("\n")
    there = [
        (*at, step)
        for at, one in containers(before.parsed.data)
        for step in (one if isinstance(one, dict) else range(len(one)))
    ]
    start = min(
        (before.location(one, key=True).line for one in there if one[: len(route)] == route),
        default=1,
    )
    if route not in there:
        return None
    behind = [before.location(one, key=True) for one in there if one[: len(route)] != route]
    # A next entry in the midst of a line shares it with the end of this one.
    ends = [
        place.line + bool(lines[place.line - 1][: place.column - 1].strip(" -"))
        for place in behind
        if place.line > start
    ]
    return start, min(ends, default=len(lines) + 1)


def value_at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


@given(changed())
def test_any_change_reads_back_and_leaves_the_rest(case: tuple[str, Route, Any]) -> None:
    text, route, value = case
    before = document(text)
    new = edit(before, {route: value}).decode()
    wanted = expected_of(parse(text.encode()).data, route, value)
    assert same(parse(new.encode()).data) == same(wanted)
    assert parse(new.encode()).faults == []
    old_lines, new_lines = text.split("\n"), new.split("\n")
    touched = span(before, route)
    if touched is None or not isinstance(value_at(before.data, route), (dict, list)):
        assert COMMENT.findall(new) == COMMENT.findall(text)
    if touched is None:
        return
    start, end = touched
    head, tail = old_lines[: start - 1], old_lines[end - 1 :]
    assert new_lines[: len(head)] == head
    assert new_lines[len(new_lines) - len(tail) :] == tail


@given(st.data())
def test_any_changes_together_read_back(data: st.DataObject) -> None:
    text = data.draw(texts())
    wanted = parse(text.encode()).data
    changes: dict[Route, Any] = {}
    for _ in range(3):
        route, container = data.draw(st.sampled_from(containers(wanted)))
        steps = KEYS if isinstance(container, dict) else range(len(container) + 1)
        route = (*route, data.draw(st.sampled_from(steps)))
        below = [one for one in changes if one != route and one[: len(route)] == route]
        changes = {one: value for one, value in changes.items() if one not in below}
        changes[route] = data.draw(DATA)
        wanted = expected_of(wanted, route, deepcopy(changes[route]))
    assert same(parse(edit(document(text), changes)).data) == same(wanted)


@pytest.mark.parametrize("path", [path for path in SMALL if SCHEMAS.claim(path)])
def test_what_is_set_to_what_it_is_stays_as_it_was_written(path: str) -> None:
    claim = SCHEMAS.claim(path)
    assert claim is not None
    one = Document(path, SMALL[path].encode(), *claim)
    assert edit(one, {(key,): value for key, value in one.data.items()}) == one.content
    assert edit(one, {}) == one.content
