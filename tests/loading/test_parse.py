"""YAML as records are written in: what is read, what is refused, and where."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.loading import parse as parser
from handrail.loading.parse import MAX_BYTES
from handrail.loading.parse import MAX_DEPTH
from handrail.loading.parse import MAX_FAULTS
from handrail.loading.parse import MAX_INTEGER
from handrail.loading.parse import MAX_NODES
from handrail.loading.parse import locate
from handrail.loading.parse import parse
from handrail.model.findings import Route
from tests.overlay import SMALL

# Beyond these, JSON escapes half a letter at a time, and YAML cannot read it.
letters = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])
words = st.text(letters)
short_words = st.text(letters, max_size=100)  # a key ends within 1,024 characters, escapes counted
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
)
json_data = st.recursive(
    scalars, lambda below: st.lists(below) | st.dictionaries(short_words, below), max_leaves=20
)


def told(content: str | bytes) -> list[str]:
    """Say of each fault its rule, its line and column as editors count them, and its message."""
    parsed = parse(content.encode() if isinstance(content, str) else content)
    return [
        f"{fault.rule} {fault.line + 1}:{fault.column + 1} {fault.message}"
        for fault in parsed.faults
    ]


# -- whatever it is ---------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    parsed = parse(content)
    assert len(parsed.faults) <= MAX_FAULTS
    assert all(
        fault.line >= 0 and fault.column >= 0 and fault.width >= 1 for fault in parsed.faults
    )
    assert all(str(fault.message) and fault.hint and str(fault.hint) for fault in parsed.faults)


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            [*"ab19:-?,[]{}&*!|>'\"%@`#~<=. \n\t：\\", "\r\n", "- ", ": ", "---\n", "...\n", "<<: "]
        )
    )
)
def test_any_punctuation_is_read_or_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    for fault in parse(text.encode()).faults:
        assert fault.line <= text.count("\n")


@settings(max_examples=300)
@given(json_data)
def test_json_reads_back_as_it_was_written(data: Any) -> None:
    text = json.dumps(data)
    parsed = parse(text.encode())
    assert parsed.faults == []
    assert parsed.data == data
    assert json.dumps(parsed.data) == text


@settings(max_examples=300)
@given(
    st.recursive(
        (scalars | st.text(st.characters(exclude_categories=["Cs"]))).filter(
            # YAML 1.1, which PyYAML writes, has no number without a point before its exponent.
            lambda value: not re.fullmatch(r"-?[0-9.]+[eE][0-9]+", str(value))
        ),
        lambda below: (
            st.lists(below) | st.dictionaries(st.text("ab：: -#中\n1", min_size=1), below)
        ),
        max_leaves=20,
    )
)
def test_data_reads_back_from_the_yaml_that_others_write(data: Any) -> None:
    parsed = parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True).encode())
    assert [fault for fault in parsed.faults if fault.rule != "full-width-colon"] == []
    assert parsed.data == data


@pytest.mark.parametrize(
    "piece",
    ["[", "{", "- ", "? ", "-\n", "a:\n", '"', "'", "&a ", "*a ", "!a ", "<<: ", "a: ", "- - ", "\0",
     "\t", "%", "|", "#", "\n", "\r", "：", "---\n", "9", "a: {", "[[],", "- &a a\n", "- *a\n", "'' ", "\N{BOM}"],
)  # fmt: skip
def test_a_mebibyte_of_anything_is_read_or_refused(piece: str) -> None:
    content = (piece.encode() * MAX_BYTES)[: MAX_BYTES // len(piece.encode()) * len(piece.encode())]
    parsed = parse(content)
    assert len(parsed.faults) <= MAX_FAULTS
    assert depth(parsed.data) <= MAX_DEPTH
    assert parsed.faults or nodes(parsed.data) <= MAX_NODES


def depth(data: Any) -> int:
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(depth, below), default=0) if isinstance(data, (dict, list)) else 0


def nodes(data: Any) -> int:
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + sum(map(nodes, below))


@pytest.fixture
def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "_LOADER", yaml.SafeLoader)


@pytest.mark.parametrize("path", SMALL)
@pytest.mark.usefixtures("without_libyaml")
def test_without_libyaml_the_same_is_read(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = parse(SMALL[path].encode())
    monkeypatch.undo()
    assert slow == parse(SMALL[path].encode())


@pytest.mark.usefixtures("without_libyaml")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text("ab1:-?,[]{}&*!|>'\"%@`#~ \n\t：\\").map(str.encode))
def test_without_libyaml_anything_is_read_or_refused(content: bytes) -> None:
    assert len(parse(content).faults) <= MAX_FAULTS


# -- what is read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("TRUE", True), ("False", False),
        ("0", 0), ("-7", -7), ("3.5", 3.5), ("-0.25", -0.25), ("1e3", 1000.0), ("2E-2", 0.02), ("1.0", 1.0),
        ("9007199254740991", MAX_INTEGER), ("-9007199254740991", -MAX_INTEGER),
        ("2026-03-12", "2026-03-12"), ("2026-13-45", "2026-13-45"), ("012", "012"), ("12:30", "12:30"),
        ("12:30:45", "12:30:45"), ("0x1F", "0x1F"), ("0o17", "0o17"), ("1_000", "1_000"), ("+1", "+1"), (".5", ".5"),
        ("1.", "1."), (".inf", ".inf"), (".nan", ".nan"), ("--", "--"), ("-x", "-x"),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("NO", "NO"), ("y", "y"),
        ('"true"', "true"), ("'12'", "12"), ('"\\u4e2d"', "中"), ("tRUE", "tRUE"),
        ("= 1", "= 1"), ("=", "="),
    ],
)  # fmt: skip
def test_plain_words_mean_what_they_mean_in_json(text: str, expected: Any) -> None:
    parsed = parse(f"key: {text}\n".encode())
    assert parsed.faults == []
    assert (parsed.data, type(parsed.data["key"])) == ({"key": expected}, type(expected))


def test_byte_order_mark_is_passed_over() -> None:
    parsed = parse(b"\xef\xbb\xbfkey: value\n")
    assert (parsed.data, locate(parsed.mark, ("key",), key=True)) == ({"key": "value"}, (0, 0, 3))


def test_block_scalars_and_long_lines_are_text() -> None:
    parsed = parse(b"a: |\n  one\n  two\nb: >-\n  one\n  two\nc: one\n  two\n")
    assert parsed.data == {"a": "one\ntwo\n", "b": "one two", "c": "one two"}
    assert parsed.faults == []


def test_full_width_colon_inside_prose_is_text() -> None:
    text = "problem: 现象：电话太多\nidea: |\n  first：second\nother: >\n  一：二\n"
    assert told(text) == []


def test_values_of_a_faulty_file_are_read_as_far_as_they_can_be() -> None:
    parsed = parse(b"by: li-na\nby: he-ping\nwith: [x]\n")
    assert parsed.data == {"by": "li-na", "with": ["x"]}


# -- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key 3:1 `a` stands twice in this mapping"),
        ("a: {b: 1, b: 2}\n", "duplicate-key 1:11 `b` stands twice in this mapping"),
        ("a: &name x\n", "yaml-anchor 1:4 an anchor `&name` names a part"),
        ("&top\na: 1\n", "yaml-anchor 1:1 an anchor `&top` names a part"),
        ("a: *name\n", "yaml-anchor 1:4 an alias `*name` repeats another part"),
        ("a:\n  <<: {b: 1}\n", "yaml-anchor 2:3 a merge key `<<` copies another part"),
        ("a: !name x\n", "yaml-tag 1:4 a tag `!name` gives a value a type of its own"),
        ("a: !!str 1\n", "yaml-tag 1:4 a tag `tag:yaml.org,2002:str` gives a value a type of its own"),
        ("a: !!python/object:os.system x\n", "yaml-tag 1:4 a tag `tag:yaml.org,2002:python/object:os.system` gives a value a type of its own"),
        ("a: 1\n---\nb: 2\n", "second-document 2:1 a second document starts here"),
        ("1: x\n", "key-not-text 1:1 the key `1` is not text"),
        ("true: x\n", "key-not-text 1:1 the key `true` is not text"),
        ("~: x\n", "key-not-text 1:1 the key `~` is not text"),
        ("[a]: x\n", "key-not-text 1:1 a list or a mapping cannot be a key"),
        ("? {a: 1}\n: x\n", "key-not-text 1:3 a list or a mapping cannot be a key"),
        ("a: 9007199254740992\n", "number-too-large 1:4 a number that other programs cannot keep exactly"),
        ("a: -9007199254740992\n", "number-too-large 1:4 a number that other programs cannot keep exactly"),
        ("a: 1e999\n", "number-too-large 1:4 a number that other programs cannot keep exactly"),
        ("a：1\n", "full-width-colon 1:2 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a: 1\nb：2\n", "full-width-colon 2:2 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a: 1\nb：2\nc: 3\n", "full-width-colon 2:2 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a:\n  b: 1\n  c：2\n", "full-width-colon 3:4 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a:\n  - b：1\n    c: 2\n", "full-width-colon 2:6 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a:\n  b：1\n", "full-width-colon 2:4 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a:\n\tb: 1\n", "yaml-syntax 2:1 a tab stands where YAML needs spaces"),
        ("a: b: c\n", "yaml-syntax 1:5 a colon too many, or a line that is indented wrongly"),
        ("a: 1\n b: 2\n", "yaml-syntax 2:3 a colon too many, or a line that is indented wrongly"),
        ("a: 1\nb\nc: 3\n", "yaml-syntax 2:1 a line without a colon"),
        ("a: 1\nb\n", "yaml-syntax 2:1 a line without a colon"),
        ("a:\n  - 1\n  b: 2\n", "yaml-syntax 3:3 a line among list items that does not start with `- `"),
        ("a: - b\n", "yaml-syntax 1:4 a list that starts behind its key"),
        ("title：x\nby：y\n", "full-width-colon 1:6 a full-width colon `：` stands where YAML needs `:` and a space"),
        ("a: @home\n", "yaml-syntax 1:4 text that starts with a special character"),
        ("a: `x`\n", "yaml-syntax 1:4 text that starts with a special character"),
        ("a: 'it\nb: 2\n", "yaml-syntax 1:4 a quotation mark or a bracket that is never closed"),
        ('a: "it\n', "yaml-syntax 1:4 a quotation mark or a bracket that is never closed"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax 1:4 a bracket that is not closed, or a comma missing between its entries"),
        ("a: {b: 1\n", "yaml-syntax 1:4 a bracket that is not closed, or a comma missing between its entries"),
        ("a: [1 2]]\n", "yaml-syntax 1:9 a line that fits neither the one above nor its indentation"),
        ("a: x\0y\n", "yaml-syntax 1:5 a character that cannot be shown"),
        ("a: 1\nb: \x1b[31mred\n", "yaml-syntax 2:4 a character that cannot be shown"),
        ('a: "\\q"\n', "yaml-syntax 1:5 this is not YAML"),
        ("%YAML 3.0\n---\na: 1\n", "yaml-syntax 1:1 this is not YAML"),
        ("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "too-large 1:35 values stand more than 32 levels deep"),
        ("a:\n" + "- 1\n" * MAX_NODES, "too-large 99999:3 the file holds more than 100,000 values"),
        ("#" * (MAX_BYTES + 1), "too-large 1:1 the file is larger than 1 MiB"),
    ],
    ids=lambda value: ascii(value)[:40],
)  # fmt: skip
def test_departure_is_found_where_it_stands(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: \xff\n", "not-utf8 1:4 the file is not UTF-8 text"),
        ("标题: 门户\n".encode("gb18030"), "not-utf8 1:1 the file is not UTF-8 text"),
        ("a: 1\nb: 中é".encode()[:-1], "not-utf8 2:5 the file is not UTF-8 text"),
        ("a: 1\n".encode("utf-16"), "not-utf8 1:1 the file is not UTF-8 text"),
    ],
)
def test_other_encoding_is_found_at_its_first_letter(content: bytes, expected: str) -> None:
    assert told(content) == [expected]


def test_largest_file_and_most_values_are_read() -> None:
    assert told("#" * MAX_BYTES) == []
    assert told("- 1\n" * (MAX_NODES - 1)) == []
    assert told("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []


def test_several_departures_are_told_in_their_order_up_to_a_limit() -> None:
    assert told("a: &x 1\nb: *x\nc: !y 1\na: 2\n") == [
        "yaml-anchor 1:4 an anchor `&x` names a part",
        "yaml-anchor 2:4 an alias `*x` repeats another part",
        "yaml-tag 3:4 a tag `!y` gives a value a type of its own",
        "duplicate-key 4:1 `a` stands twice in this mapping",
    ]
    assert len(told("- !a 1\n" * 100)) == MAX_FAULTS


def test_hint_says_where_the_first_of_two_keys_stands() -> None:
    fault = parse(b"a: 1\nb: 2\na: 3\n").faults[0]
    assert str(fault.hint) == "the first one is in line 1: keep one of the two"


def test_fault_is_as_wide_as_what_is_wrong() -> None:
    widths = [fault.width for fault in parse("title：x\n".encode()).faults]
    assert widths == [1]
    assert [fault.width for fault in parse(b"a: 1\nlong-key: 2\nlong-key: 3\n").faults] == [8]


# -- places -----------------------------------------------------------------------------------

TEXT = """\
title: 门户 portal
goals:
  - {id: faster, target: 4}
  - id: cheaper
    target: |
      less
empty:
"中 文": [a, "b c", {d: e}]
"""


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        ((), (0, 0, 1), (0, 0, 1)),
        (("title",), (0, 7, 9), (0, 0, 5)),
        (("goals",), (1, 0, 5), (1, 0, 5)),
        (("goals", 0), (2, 4, 1), (2, 4, 1)),
        (("goals", 0, "target"), (2, 25, 1), (2, 17, 6)),
        (("goals", 1), (3, 4, 1), (3, 4, 1)),
        (("goals", 1, "id"), (3, 8, 7), (3, 4, 2)),
        (("goals", 1, "target"), (4, 12, 1), (4, 4, 6)),
        (("empty",), (6, 6, 1), (6, 0, 5)),
        (("中 文",), (7, 0, 5), (7, 0, 5)),
        (("中 文", 1), (7, 11, 5), (7, 11, 5)),
        (("中 文", 2, "d"), (7, 22, 1), (7, 19, 1)),
        (("title", "beyond"), (0, 7, 9), (0, 7, 9)),
        (("goals", 1, "gone"), (3, 4, 1), (3, 4, 1)),
        (("goals", 9), (2, 2, 1), (2, 2, 1)),
        (("gone", "further"), (0, 0, 1), (0, 0, 1)),
    ],
)
def test_every_key_and_value_knows_its_place(
    route: Route, value: tuple[int, int, int], key: tuple[int, int, int]
) -> None:
    mark = parse(TEXT.encode()).mark
    assert locate(mark, route) == value
    assert locate(mark, route, key=True) == key


@given(st.dictionaries(st.text("ab中", min_size=1), st.text("xy文 ", min_size=1), min_size=1))
def test_place_of_a_key_is_where_it_is_written(data: dict[str, str]) -> None:
    text = "".join(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in data.items()
    )
    mark = parse(text.encode()).mark
    for number, (key, value) in enumerate(data.items()):
        line = text.splitlines()[number]
        start = line.index(": ") + 2
        assert locate(mark, (key,), key=True) == (number, 0, start - 2)
        assert locate(mark, (key,)) == (number, start, len(line) - start)
        assert line[start + 1 : -1] == value


def test_numbers_are_finite() -> None:
    for text in ("1e308", "-1e308", "1e-400"):
        assert math.isfinite(parse(text.encode()).data)
