"""`handrail due`: by person, by role, up to a day, and in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import commit
from tests.cli.conftest import write

pytestmark = pytest.mark.usefixtures("repository")
#: Whatever else the small repository asks him for, this is all that asks He Ping up to June.
HE_PING = ["--person", "he-ping", "--until", "2026-06-30"]


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json", "ics"])
def test_formats(handrail: Handrail, form: str, snapshot: SnapshotAssertion) -> None:
    ran = handrail("due", *HE_PING, "--format", form)
    assert (ran.code, ran.err) == (0, BANNER)
    assert ran.out == snapshot


def test_every_format_shows_the_same_things(handrail: Handrail) -> None:
    rows = json.loads(handrail("due", "--format", "json").out)["rows"]
    written = csv.DictReader(io.StringIO(handrail("due", "--format", "csv").out))
    events = handrail("due", "--format", "ics").out.replace("\r\n ", "").split("\r\n")
    days = [row["day"] for row in rows]
    assert days == sorted(days)
    assert [row["Due"] for row in written] == days
    starts = [line.rpartition(":")[2] for line in events if line.startswith("DTSTART")]
    assert starts == [day.replace("-", "") for day in days]


def test_what_is_late_stands_first_and_says_so(handrail: Handrail) -> None:
    ran = handrail("due", "--person", "li-na", "--as-of", "2026-12-31")
    assert ran.out.splitlines()[3].split("  ")[0].endswith(", overdue")


def test_a_role_is_asked_through_whoever_holds_it(handrail: Handrail) -> None:
    rows = json.loads(handrail("due", "--role", "process-owner", "--format", "json").out)["rows"]
    assert all("process-owner" in [role["id"] for role in row["roles"]] for row in rows)


def test_nothing_is_due(handrail: Handrail) -> None:
    assert handrail("due", "--until", "2025-12-31") == Ran(0, "nothing is due\n", BANNER)


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (["--person", "he-pin"], "no person `he-pin`", "did you mean `he-ping`?"),
        (["--role", "quality-led"], "no role and no body `quality-led`", "did you mean `quality-lead`?"),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_not_taken_for_nobody(
    handrail: Handrail, words: list[str], error: str, hint: str
) -> None:
    assert handrail("due", *words) == Ran(2, "", f"{BANNER}error: {error}\nhint: {hint}\n")


def test_no_day(handrail: Handrail) -> None:
    ran = handrail("due", "--until", "tomorrow")
    assert (ran.code, ran.out) == (2, "")


def test_a_calendar_of_one_commit_is_always_the_same(handrail: Handrail, repository: Path) -> None:
    name = commit(repository)
    first = handrail("due", "--format", "ics", "--at", name).out
    write(repository, {"improvements/2026/plan-review.yaml": "-"})
    (repository / "improvements/2026/plan-review.yaml").unlink()
    assert handrail("due", "--format", "ics", "--at", name).out == first
    assert "DTSTAMP:20260314T040000Z" in first


def test_a_repository_that_cannot_be_read_gives_no_traceback(
    handrail: Handrail, repository: Path
) -> None:
    for name in ("organization.yaml", "handrail.yaml"):
        (repository / name).write_text("people: [", encoding="utf-8")
    for form in ("text", "json", "ics"):
        assert handrail("due", "--as-of", "2026-04-20", "--format", form).code == 0
