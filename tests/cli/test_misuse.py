"""Wrong commands: one line that says what is wrong, one that says what to do, exit code 2."""

from __future__ import annotations

import pytest

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("chek", "no command `chek`\nhint: did you mean `check`?"),
        ("site biuld", "no command `biuld`\nhint: did you mean `build`?"),
        ("--lang en", "no command is named\nhint: `handrail --help` shows what can be said"),
        ("check all", ("`handrail check` does not know what to do with `all`\n"
                      "hint: `handrail check --help` shows what can be said")),
        ("check --ouput a", "no option `--ouput`\nhint: did you mean `--output`?"),
        ("check --format", "`--format` needs a value"),
        ("check --format jsn", "`jsn` is no value of `--format`\nhint: did you mean `json`?"),
        ("--format csv check", ("`handrail check` does not print `csv`\n"
                               "hint: allowed here: `github`, `json`, `text`")),
        ("status --lang de", "`de` is no value of `--lang`\nhint: allowed here: `en`, `zh`"),
        ("status --as-of 2026-02-30", ("`2026-02-30` is not a day\n"
                                      "hint: write year, month and day: 2026-03-12")),
        ("show", "`ID` is missing\nhint: `handrail show --help` shows what can be said"),
        ("list waitng", "`waitng` is no value of `VIEW`\nhint: did you mean `waiting`?"),
        ("explain overdeu", "no rule `overdeu`\nhint: did you mean `overdue`?"),
        ("check --output findings.json", ("`findings.json` is not `FORMAT=FILE`\n"
                                         "hint: write for example `--output json=findings.json`")),
        ("check --output jsn=a", "findings cannot be written as `jsn`\nhint: did you mean `json`?"),
        ("approve 2026 --print=yes", "`--print` takes no value"),
        ("approve 2026 --verdict maybe", ("`maybe` is no value of `--verdict`\n"
                                         "hint: allowed here: `abstain`, `agree`, `object`")),
    ],
)  # fmt: skip
def test_misuse(handrail: Handrail, words: str, error: str) -> None:
    assert handrail(*words.split()) == Ran(2, "", f"error: {error}\n")


@pytest.mark.usefixtures("repository")
def test_misuse_is_told_in_chinese_as_well(handrail: Handrail) -> None:
    assert handrail("--lang", "zh", "chek") == Ran(
        2, "", "错误：没有命令 `chek`\n提示：是否要写 `check`？\n"
    )


def test_without_a_command_the_help_is_shown(handrail: Handrail) -> None:
    ran = handrail()
    assert (ran.code, ran.err) == (2, "")
    assert ran.out == handrail("--help").out


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", ("`--verdict` is missing\nhint: add `--verdict agree`, `object` or `abstain`; for a meeting, "
             "name people with `--agree`, `--object` and `--abstain`")),
        ("--verdict agree --agree wu-fang", ("`--verdict`, `--by`, `--role` and `--comment` are for a single vote\n"
             "hint: leave them out, or leave out `--agree`, `--object` and `--abstain`")),
        ("--agree wu-fang,wang-wei --object wu-fang", ("named more than once: `wu-fang`\n"
             "hint: name each person after one of `--agree`, `--object` and `--abstain`")),
    ],
)  # fmt: skip
def test_votes_that_cannot_be_understood(handrail: Handrail, words: str, error: str) -> None:
    ran = handrail("approve", "self-service-portal", *words.split())
    assert ran == Ran(2, "", f"{BANNER}error: {error}\n")


@pytest.mark.usefixtures("repository")
def test_no_vote_is_written_into_the_past(handrail: Handrail) -> None:
    assert handrail("approve", "2026", "--verdict", "agree", "--at", "HEAD") == Ran(
        2, "", "error: a vote is written into the files here\nhint: leave out `--at`\n"
    )
