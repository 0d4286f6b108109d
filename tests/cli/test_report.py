"""`handrail report`: every report in every format, and periods that are none."""

from __future__ import annotations

import json

import pytest

from handrail.cli.report import REPORT_NAMES
from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran

FIRST = {"markdown": "# ", "html": "<!doctype html>\n", "json": "{\n", "csv": '"'}


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("form", FIRST)
@pytest.mark.parametrize("name", REPORT_NAMES)
def test_every_report_in_every_format(handrail: Handrail, name: str, form: str) -> None:
    ran = handrail("report", name, "--period", "2026-04", "--format", form)
    assert (ran.code, ran.err) == (0, BANNER)
    assert ran.out.startswith(FIRST[form])


@pytest.mark.usefixtures("repository")
def test_the_period_is_the_one_asked_for(handrail: Handrail) -> None:
    ran = handrail("report", "plan", "--period", "2026-Q1", "--format", "json")
    assert json.loads(ran.out)["period"] == {
        "label": "2026-Q1",
        "start": "2026-01-01",
        "end": "2026-03-31",
    }


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("report plan", "error: `--period` is missing\nhint: `handrail report --help` shows what can be said\n"),
        ("report plan --period 2026-Q5", "error: `2026-Q5` is no year, quarter or month\nhint: write it as one of `2026`, `2026-Q1`, `2026-03`\n"),
        ("report plans --period 2026", "error: `plans` is no value of `REPORT`\nhint: did you mean `plan`?\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood(handrail: Handrail, words: str, said: str) -> None:
    assert handrail(*words.split()) == Ran(2, "", said)
