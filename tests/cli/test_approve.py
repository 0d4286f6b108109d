from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import git
from tests.cli.conftest import write
from tests.overlay import overlay
from tests.views.samples import DECISION
from tests.views.samples import PORTAL

AGREE = ("approve", "self-service-portal", "--verdict", "agree")
_ALL = overlay({**DECISION, f"{PORTAL}/x.yaml": "<short digest of decision>"})
SHORT = _ALL[f"{PORTAL}/x.yaml"].strip()
COMMIT = "commit the files and share them: `handrail next self-service-portal` says what follows\n"


def path_of(person: str) -> str:
    return f"{PORTAL}/approvals/decision.{SHORT}.{person}.yaml"


@pytest.fixture
def voting(repository: Path) -> Path:
    """Put the portal's decision to the vote."""
    return write(repository, DECISION)


def votes(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / PORTAL / "approvals").glob("*"))


def test_votes_one_by_one_until_it_is_carried(handrail: Handrail, voting: Path) -> None:
    assert handrail(*AGREE, "--by", "wu-fang", "--date", "2026-04-16") == Ran(
        0,
        f"wrote {path_of('wu-fang')}\n`decision` still waits for wang-wei, huang-qiang\n",
        BANNER + COMMIT,
    )
    assert handrail(*AGREE, "--by", "wang-wei", "--date", "2026-04-16") == Ran(
        0, f"wrote {path_of('wang-wei')}\n`decision` is carried\n", BANNER + COMMIT
    )
    assert handrail("check").code == 0
    assert len(votes(voting)) == 2


def test_a_meeting_at_once(handrail: Handrail, voting: Path) -> None:
    words = ["--agree", "wang-wei", "--object", "huang-qiang, wu-fang", "--recorded-by", "he-ping"]
    ran = handrail("approve", "self-service-portal", "decision", *words)
    assert ran.out.splitlines()[-1] == "`decision` is refused: the step is open again"
    text = (voting / path_of("wu-fang")).read_text(encoding="utf-8")
    assert text.splitlines()[2:] == [
        "verdict: object",
        "role: improvement-committee",
        "by: wu-fang",
        "date: 2026-04-20",
        "recorded_by: he-ping",
    ]
    assert len(votes(voting)) == 3


def test_a_meeting_that_was_broken_off_is_completed(handrail: Handrail, voting: Path) -> None:
    words = ["approve", "self-service-portal", "--agree", "wang-wei,wu-fang"]
    handrail(*words)
    (voting / path_of("wang-wei")).unlink()
    assert handrail(*words).out == (
        f"wrote {path_of('wang-wei')}\n"
        f"was there already: {path_of('wu-fang')}\n"
        "`decision` is carried\n"
    )


def test_a_meeting_that_was_broken_off_when_it_had_decided_is_completed(
    handrail: Handrail, voting: Path
) -> None:
    words = ["approve", "self-service-portal", "--agree", "wang-wei,wu-fang,huang-qiang"]
    handrail(*words)
    (voting / path_of("huang-qiang")).unlink()
    ran = handrail(*words)
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"wrote {path_of('huang-qiang')}")
    assert handrail(*words).err.count("has voted on `decision` already") == 3


@pytest.mark.parametrize("comma", [",", "\N{FULLWIDTH COMMA}", "\N{IDEOGRAPHIC COMMA}"])
def test_people_are_separated_by_any_comma(handrail: Handrail, voting: Path, comma: str) -> None:
    assert (
        handrail("approve", "self-service-portal", "--agree", f"wang-wei{comma}wu-fang").code == 0
    )
    assert len(votes(voting)) == 2


def test_people_are_not_separated_by_a_blank(handrail: Handrail, voting: Path) -> None:
    words = ("approve", "self-service-portal", "--agree", "wang-wei", "wu-fang")
    assert handrail(*words) == Ran(
        2,
        "",
        BANNER + "error: `wu-fang` is a person and no document\n"
        "hint: separate people with commas: `--agree …,wu-fang`\n",
    )
    assert votes(voting) == []


def test_print_writes_nothing(handrail: Handrail, voting: Path) -> None:
    ran = handrail(*AGREE, "--by", "wu-fang", "--print")
    assert ran.out.splitlines()[:2] == [f"# {path_of('wu-fang')}", "document: decision"]
    assert votes(voting) == []


def test_git_knows_who_votes(handrail: Handrail, voting: Path) -> None:
    write(voting, {**DECISION, "organization.yaml": _with_email("wu-fang", "Wu.Fang@example.org")})
    git(voting, "init", "--quiet")
    git(voting, "config", "user.email", "wu.fang@example.org")
    assert handrail(*AGREE).out.splitlines()[0] == f"wrote {path_of('wu-fang')}"
    git(voting, "config", "user.email", "nobody@example.org")
    assert handrail(*AGREE) == Ran(
        2,
        "",
        BANNER + "error: nobody in organization.yaml has the e-mail `nobody@example.org`\n"
        "hint: say whose vote it is with `--by`\n",
    )


def _with_email(person: str, email: str) -> str:
    people = _ALL["organization.yaml"].partition("roles:")[0]
    return people.replace(f"id: {person},", f"id: {person}, email: {email},")


def test_without_git_nobody_knows_who_votes(handrail: Handrail, voting: Path) -> None:
    assert handrail(*AGREE).code == 3
    assert votes(voting) == []


def test_nothing_is_written_through_a_link(handrail: Handrail, voting: Path) -> None:
    elsewhere = voting.parent / "elsewhere"
    elsewhere.mkdir()
    (voting / PORTAL / "approvals").symlink_to(elsewhere)
    assert handrail(*AGREE, "--by", "wu-fang") == Ran(
        3,
        "",
        f"{BANNER}error: `{path_of('wu-fang')}` lies outside the repository\n"
        "hint: put the folder itself in the place of the link\n",
    )
    assert list(elsewhere.iterdir()) == []


def test_a_refusal_ends_with_1_and_writes_nothing(handrail: Handrail, voting: Path) -> None:
    assert handrail("approve", "self-service-portal", "--agree", "wu-fang,li-na") == Ran(
        1,
        "",
        BANNER + "refused: `li-na` may not vote on `decision`: wrote `evaluation`\n"
        "hint: members on the day it was finished may, less those who wrote it or what it decides on: "
        "wang-wei, wu-fang, huang-qiang\n",
    )
    assert votes(voting) == []
