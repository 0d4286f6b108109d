from __future__ import annotations

import pytest

from handrail.model.dates import parse_duration
from handrail.render.language import translate
from handrail.views.lengths import length


@pytest.mark.parametrize(
    ("duration", "working", "english", "chinese"),
    [
        ("P30D", True, "30 working days", "30 个工作日"),
        ("P1D", True, "1 working day", "1 个工作日"),
        ("P1W", False, "7 days", "7 天"),
        ("P1D", False, "1 day", "1 天"),
        ("P1M", True, "1 month", "1 个月"),
        ("P1Y", True, "12 months", "12 个月"),
        ("PT1H", True, "1 hour", "1 小时"),
        ("PT4H30M", True, "4 hours, 30 minutes", "4 小时、30 分钟"),
        ("P1MT1M", True, "1 month, 1 minute", "1 个月、1 分钟"),
    ],
)
def test_length(duration: str, working: bool, english: str, chinese: str) -> None:  # noqa: FBT001 - a column of the table
    said = length(parse_duration(duration), working=working)
    assert [translate(said, "en"), translate(said, "zh")] == [english, chinese]
