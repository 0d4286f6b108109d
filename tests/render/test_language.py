from __future__ import annotations

from datetime import date

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.text import Text
from handrail.render.language import translate

BOTH = Text({"en": "Review", "zh": "评审"})


def test_gaps_are_filled_after_translation_and_in_its_language() -> None:
    message = say("«{step}» was due on {due}", step=BOTH, due=date(2026, 4, 20))
    assert translate(message, "en") == "«Review» was due on 2026-04-20"
    assert translate(message, "zh") == "“评审”应于 2026-04-20 前完成"


def test_messages_may_stand_in_messages_and_lists_are_joined() -> None:
    message = say("hint: {hint}", hint=say("allowed here: {words}", words=("`a`", "`b`")))
    assert translate(message, "en") == "hint: allowed here: `a`, `b`"
    assert translate(message, "zh") == "提示：此处可用：`a`、`b`"


def test_what_has_no_translation_stays_english() -> None:
    assert translate(Message("nobody has said this"), "zh") == "nobody has said this"
    assert translate(Message(""), "zh") == ""


def test_values_are_not_taken_for_gaps() -> None:
    assert translate(say("hint: {hint}", hint="{hint} {0} %s"), "en") == "hint: {hint} {0} %s"


def test_what_a_file_says_cannot_steer_the_terminal() -> None:
    assert translate(say("no person `{id}`", id="a\x1b]0;b\x07\nc"), "en") == "no person `a]0;b c`"
    assert translate("a\x1b[2Jb", "en") == "a[2Jb"
