from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.render.width import cut
from handrail.render.width import pad
from handrail.render.width import width
from handrail.render.width import wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("流程", 4), ("IT部门", 6), ("e\u0301", 1), ("ｆｕｌｌ", 8), ("，", 2)],
)
def test_chinese_is_twice_as_wide(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns_and_not_characters() -> None:
    assert [pad("流程", 6), pad("流程", 6, right=True), pad("abcdefg", 6)] == [
        "流程  ",
        "  流程",
        "abcdefg",
    ]


def test_what_is_cut_says_so() -> None:
    assert [cut("abcdef", 6), cut("abcdef", 5), cut("改进流程", 5), cut("改进流程", 4)] == [
        "abcdef",
        "abcd…",
        "改进…",
        "改…",
    ]


def test_lines_break_between_words_and_anywhere_in_chinese() -> None:
    assert wrap("make it the rule", 8) == ["make it", "the rule"]
    assert wrap("将改进制度化", 8) == ["将改进制", "度化"]
    assert wrap("评估，再选择", 4) == ["评", "估，", "再选", "择"]
    assert wrap("self-service-portal", 8) == ["self-", "service-", "portal"]
    assert wrap("unbreakable", 4) == ["unbr", "eaka", "ble"]
    assert wrap("", 4) == [""]


@given(st.text(), st.integers(2, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines if len(line) > 1)
    assert "".join("".join(lines).split()) == "".join(text.split())
