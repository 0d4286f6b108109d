from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from handrail.render.clean import clean
from handrail.render.clean import escape


def test_escape_sequences_and_marks_of_direction_are_taken_out() -> None:
    assert clean("\x1b[31mred\x1b[0m \u202eevil\u202c\u200b") == "[31mred[0m evil"
    assert clean("two\nlines\tand\u2028more") == "two lines and more"
    assert clean("half \ud800") == "half \ufffd"


def test_plain_text_stays_as_it_is() -> None:
    assert clean("«Review» 评审 – ok") == "«Review» 评审 – ok"


@given(st.text())
def test_cleaned_text_can_be_printed_on_one_line(text: str) -> None:
    assert clean(text).isprintable() or not text.isprintable()
    assert len(clean(text).splitlines()) <= 1


@given(st.text())
def test_escaped_json_reads_back_the_same(text: str) -> None:
    written = escape(json.dumps({"text": text}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {"text": text}
    assert all(character == "\n" or character >= " " for character in written)
