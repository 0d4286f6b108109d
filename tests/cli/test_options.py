"""The options that mean the same everywhere: where, as of when, in which language, for whom."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

from handrail.cli.language import language_of
from handrail.cli.request import Request
from handrail.cli.request import terminal_of
from handrail.render.terminal import PLAIN
from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import commit
from tests.cli.conftest import write

NOON = datetime(2026, 5, 1, 20, 30, tzinfo=UTC)


def request_for(folder: Path, *, at: str | None = None, day: date | None = None) -> Request:
    return Request(
        start=folder,
        language="en",
        format="text",
        terminal=PLAIN,
        revision=at,
        day=day,
        now=NOON.astimezone,
    )


def without_day(folder: Path) -> Path:
    return write(folder, {"handrail.yaml": "as_of: -"})


# -- as of when ---------------------------------------------------------------------------


def test_today_is_the_day_where_the_repository_is_at_home(repository: Path) -> None:
    assert request_for(without_day(repository)).as_of == date(2026, 5, 2)


def test_a_sample_repository_stands_still(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert request_for(repository).as_of == date(2026, 4, 20)
    assert capsys.readouterr().err == BANNER


def test_an_earlier_day_takes_away_nothing(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert request_for(repository, day=date(2026, 4, 16)).register.as_of == date(2026, 4, 16)
    assert (
        capsys.readouterr().err == "1 document is dated later; `--at` shows what was there then\n"
    )
    assert request_for(repository, day=date(2026, 4, 20)).register.as_of == date(2026, 4, 20)
    assert capsys.readouterr().err == ""


def test_a_commit_is_judged_as_of_its_day(repository: Path) -> None:
    commit(without_day(repository))
    assert request_for(repository, at="HEAD").as_of == date(2026, 3, 14)


def test_a_commit_of_a_sample_repository_stands_still_as_well(repository: Path) -> None:
    commit(repository)
    assert request_for(repository, at="HEAD").as_of == date(2026, 4, 20)


def test_the_day_that_is_asked_for_wins(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository)
    assert request_for(repository, at="HEAD", day=date(2026, 4, 1)).as_of == date(2026, 4, 1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "setting", ["timezone: Nowhere/Land", "timezone: 8", "timezone: -", "as_of: 2026-02-30"]
)
def test_settings_that_make_no_sense_stop_nobody(repository: Path, setting: str) -> None:
    write(
        repository, {"handrail.yaml": f"as_of: -\n{setting}" if "timezone" in setting else setting}
    )
    assert request_for(repository).as_of in {date(2026, 5, 1), date(2026, 5, 2)}


# -- where --------------------------------------------------------------------------------


def test_any_folder_of_the_repository_will_do(
    handrail: Handrail, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "improvements" / "2026")
    assert handrail("list", "overdue").code == 0
    monkeypatch.chdir(repository.parent)
    assert handrail("list", "overdue").code == 3
    assert handrail("list", "overdue", "--root", "company").code == 0
    assert handrail("--root", "company", "list", "overdue").code == 0


def test_no_repository_cannot_be_judged(handrail: Handrail, tmp_path: Path) -> None:
    assert handrail("check", "--root", str(tmp_path)) == Ran(
        3,
        "",
        f"error: no `handrail.yaml` in `{tmp_path}` or any folder above\n"
        "hint: go into the repository, or name its folder with `--root`; `handrail init` makes a new one\n",
    )


def test_an_earlier_commit_shows_what_was_true_then(handrail: Handrail, repository: Path) -> None:
    (repository / "improvements/2026/self-service-portal/proposal.yaml").unlink()
    first = commit(repository)
    then = handrail("next", "self-service-portal").out
    commit(write(repository))
    now = handrail("next", "self-service-portal").out
    assert [text.splitlines()[1] for text in (then, now)] == [
        "  step 5: Work out the proposal",
        "  step 6: Review and decide",
    ]
    assert handrail("next", "self-service-portal", "--at", "HEAD~1").out == then
    assert f", at {first[:7]}: 0 errors" in handrail("check", "--at", first).out


def test_a_commit_nobody_knows(handrail: Handrail, repository: Path) -> None:
    commit(repository)
    assert handrail("check", "--at", "nowhere") == Ran(
        3,
        "",
        "error: git knows no commit `nowhere`\n"
        "hint: list commits with `git log --oneline`; a shallow clone lacks the older ones\n",
    )


def test_a_commit_without_git(handrail: Handrail, repository: Path) -> None:
    assert handrail("check", "--at", "HEAD").code == 3
    assert repository.is_dir()


def test_changes_since_the_commit_are_said(handrail: Handrail, repository: Path) -> None:
    head = commit(repository)
    assert f", at {head[:7]}: 0 errors, 0 warnings\n" in handrail("check").out
    write(repository, {"improvements/2026/plan-review.yaml": "period: 2026 Q1, late"})
    assert f", at {head[:7]} and changes since: " in handrail("check").out


# -- in which language --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.GBK", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "HANDRAIL_LANG": "zh"}, "zh"),
        (["status", "--lang", "en"], {"HANDRAIL_LANG": "zh"}, "en"),
        (["--lang=zh", "status"], {}, "zh"),
        (["--lang", "zh", "status", "--lang", "en"], {}, "en"),
        (["--lang"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_language(words: list[str], environment: dict[str, str], language: str) -> None:
    assert language_of(words, environment) == language


@pytest.mark.usefixtures("repository")
def test_options_stand_before_or_after_the_command(handrail: Handrail) -> None:
    after = handrail("list", "kpis", "--format", "csv", "--lang", "zh", "--as-of", "2026-04-01")
    before = handrail("--format", "csv", "--lang", "zh", "--as-of", "2026-04-01", "list", "kpis")
    assert after == before
    assert handrail("--format", "csv", "list", "kpis", "--format", "json").out.startswith("{")


# -- for whom -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        ({}, "word"),
        ({"FORCE_COLOR": "1"}, "\x1b[1mword\x1b[0m"),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "word"),
    ],
)
def test_colour(environment: dict[str, str], text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal_of().paint("word", "bold") == text
    assert terminal_of().width is None
