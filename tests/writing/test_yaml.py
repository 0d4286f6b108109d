from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.parse import parse
from handrail.writing.yaml import to_yaml


def test_plain_where_it_can_be() -> None:
    data = {
        "document": "decision-2",
        "date": "2026-03-26",
        "minutes": "2026-03-26-committee",
        "digest": "sha256:00ff",
        "comment": "No: too dear # really",
        "by": "true",
    }
    assert to_yaml(data, prose=False) == (
        "document: decision-2\n"
        "date: 2026-03-26\n"
        "minutes: 2026-03-26-committee\n"
        "digest: sha256:00ff\n"
        'comment: "No: too dear # really"\n'
        'by: "true"\n'
    )


def test_lines_as_people_write_them() -> None:
    prose = "The nine compulsory fields are tried for eight weeks, and kept if incidents reach us complete."
    data = {
        "title": {"en": "Portal", "zh": "门户"},
        "with": ["li-na", "he-ping"],
        "scope": {"in": ["Faults reported"], "out": []},
        "goals": [
            {
                "id": "mttr",
                "title": {"en": prose, "zh": "文" * 60},
                "target": 4.5,
                "secondary": False,
            },
            {"id": "calls", "unit": None},
        ],
        "method": prose + " It is done.",
        "text": "First.\n\nSecond.\n",
        "cost": {},
        "rows": [[1, 2], [{"a": "b"}], None, True],
    }
    assert (
        to_yaml(data)
        == f"""\
title: {{en: Portal, zh: 门户}}
with: [li-na, he-ping]
scope:
  in:
    - Faults reported
  out: []
goals:
  - id: mttr
    title:
      en: >-
        The nine compulsory fields are tried for eight weeks, and kept if incidents reach us
        complete.
      zh: {"文" * 60}
    target: 4.5
    secondary: false
  - id: calls
    unit:
method: >-
  The nine compulsory fields are tried for eight weeks, and kept if incidents reach us complete. It
  is done.
text: |
  First.

  Second.
cost: {{}}
rows:
  - [1, 2]
  - - a: b
  -
  - true
"""
    )


@pytest.mark.parametrize(
    ("data", "text"), [(None, ""), ({}, "{}\n"), ([], "[]\n"), ("a: b", '"a: b"\n'), (3, "3\n")]
)
def test_what_is_no_mapping_is_written_too(data: Any, text: str) -> None:
    assert to_yaml(data) == text


@given(
    st.dictionaries(
        st.sampled_from(["comment", "by", "role"]), st.text(st.characters(codec="utf-8"))
    )
)
def test_texts_each_on_one_line_read_back_the_same(data: dict[str, str]) -> None:
    text = to_yaml(data, prose=False)
    assert (parse(text.encode()).data, parse(text.encode()).faults) == (data, [])
    assert text.count("\n") == max(len(data), 1)


PROSE = st.lists(
    st.sampled_from(["word", "two", "长文", "# x", "- y", ": z", "\n", "  ", "\t", "a" * 70, "it's"]),
    max_size=40,
).map(" ".join) | st.text(st.characters(codec="utf-8"), max_size=60)  # fmt: skip
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.recursive(
        st.none() | st.booleans() | NUMBERS | PROSE,
        lambda below: st.lists(below) | st.dictionaries(st.text(max_size=12) | PROSE, below),
        max_leaves=20,
    )
)
def test_anything_reads_back_the_same_and_without_a_fault(data: Any) -> None:
    read = parse(to_yaml(data).encode())
    assert read.faults == []
    assert json.dumps(read.data, sort_keys=True) == json.dumps(data, sort_keys=True)
