"""`handrail import` from a sheet, a form, a mail and a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import BANNER
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import commit
from tests.cli.conftest import git
from tests.exchange.test_suggestions import FORM
from tests.exchange.test_suggestions import MAIL
from tests.overlay import overlay

PORTAL = "improvements/2026/self-service-portal"
MEETING = "improvements/2026/meetings/2026-01-08-evaluation.yaml"
DRAFTS = "they are drafts: complete each and run `handrail finish ID {}`\n"


@pytest.fixture
def meeting(repository: Path) -> Path:
    """Let the portal wait for its evaluation."""
    for name in ("evaluation", "proposal"):
        (repository / PORTAL / f"{name}.yaml").unlink()
    items = "items: [{improvement: incident-form, document: evaluation, result: Selected}]"
    (repository / MEETING).write_text(overlay({MEETING: items})[MEETING], encoding="utf-8")
    return repository


def fill(handrail: Handrail, values: str) -> str:
    """Write out the agenda's sheet, and fill in the row of the portal behind its first columns."""
    ran = handrail("report", "agenda", "--period", "2026-04", "--format", "csv")
    assert ran.code == 0
    heads, row = ran.out.splitlines()
    shown = ",".join(row.split(",")[:5])
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{heads}\n{shown},{values}\n"


GRADES = '2,3,company,"Fewer calls",2,2,2,1,1,yes,"A portal",2,no,faster-response,,'


def test_agenda_is_filled_in_imported_and_finished(handrail: Handrail, meeting: Path) -> None:
    sheet = meeting / "april.csv"
    text = fill(handrail, f'{GRADES}selected,"It helps","We work it out",,')
    sheet.write_text(text, encoding="utf-8")
    path = f"{PORTAL}/evaluation.yaml"
    assert handrail("import", "evaluations", "april.csv", "--by", "li-na") == Ran(
        0, f"wrote {path}\n", BANNER + DRAFTS.format("evaluation")
    )
    assert handrail("import", "evaluations", "april.csv", "--by", "li-na") == Ran(
        0, "nothing new is filled in\n", BANNER
    )
    assert handrail("finish", "self-service-portal", "evaluation").code == 0
    ran = handrail("import", "evaluations", "april.csv", "--by", "li-na")
    assert ran.code == 1
    assert ran.out == ""
    assert "completed: 2026-04-20" in (meeting / path).read_text(encoding="utf-8")


def test_sheet_with_a_mistake_writes_nothing(handrail: Handrail, meeting: Path) -> None:
    text = fill(handrail, f'{GRADES}selcted,"It helps","We work it out",,')
    (meeting / "april.csv").write_text(text, encoding="utf-8")
    assert handrail("import", "evaluations", "april.csv", "--by", "li-na") == Ran(
        1,
        "",
        f"{BANNER}refused: line 2, «Outcome»: the process knows no outcome `selcted`\n"
        "hint: did you mean `selected`?\nnothing was written\n",
    )
    assert not (meeting / PORTAL / "evaluation.yaml").exists()


def test_a_file_of_another_kind_is_no_suggestion(handrail: Handrail, repository: Path) -> None:
    ran = handrail("import", "suggestions", str(repository / "handrail.yaml"), "--by", "li-na")
    assert ran == Ran(
        2,
        "",
        f"error: no mail and no form in `{repository / 'handrail.yaml'}`\n"
        "hint: their names end in one of .eml, .md, .markdown, .txt\n",
    )


def test_folder_of_forms_and_mails(handrail: Handrail, repository: Path) -> None:
    inbox = repository / "inbox"
    inbox.mkdir()
    (inbox / "b.md").write_text(FORM, encoding="utf-8")
    (inbox / "a.eml").write_text(MAIL, encoding="utf-8")
    (inbox / "notes.pdf").write_bytes(b"%PDF")
    paths = [
        f"improvements/2026/{id_}/suggestion.yaml"
        for id_ in ("faster-resets", "faster-password-resets")
    ]
    wrote = "".join(f"wrote {path}\n" for path in paths)
    there = "".join(f"was there already: {path}\n" for path in paths)
    command = ("import", "suggestions", "inbox", "--by", "li-na")
    assert handrail(*command, "--dry-run").out.count("# improvements/2026/") == 2
    assert not (repository / paths[0]).exists()
    assert handrail(*command) == Ran(0, wrote, BANNER + DRAFTS.format("suggestion"))
    assert handrail(*command) == Ran(0, there, BANNER)
    assert handrail("check").code == 0


def test_several_files_as_a_shell_names_them(handrail: Handrail, repository: Path) -> None:
    for title in ("Faster desk", "Quieter desk"):
        file = repository.parent / f"{title}.md"
        file.write_text(f"### Title\n\n{title}\n\n### Problem\n\nIt is not.\n", encoding="utf-8")
    names = [str(file) for file in sorted(repository.parent.glob("*.md"))]
    ran = handrail("import", "suggestions", *names, "--by", "li-na")
    assert (ran.code, ran.out) == (
        0,
        (
            "wrote improvements/2026/faster-desk/suggestion.yaml\n"
            "wrote improvements/2026/quieter-desk/suggestion.yaml\n"
        ),
    )


def test_whoever_git_knows_takes_it_over(handrail: Handrail, repository: Path) -> None:
    organization = repository / "organization.yaml"
    text = organization.read_text(encoding="utf-8")
    organization.write_text(
        text.replace("name: Li Na,", "name: Li Na, email: li.na@small.example,")
    )
    commit(repository)
    git(repository, "config", "user.email", "li.na@small.example")
    (repository / "form.md").write_text(FORM, encoding="utf-8")
    ran = handrail("import", "suggestions", "form.md", "--id", "resets")
    text = (repository / "improvements/2026/resets/suggestion.yaml").read_text(encoding="utf-8")
    assert ran.code == 0
    assert "\nby: li-na\n" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["suggestions", "nowhere.md"], "cannot read `nowhere.md`"),
        (["suggestions", "improvements"], "no mail and no form in `improvements`"),
        (["suggestions", "x" * 300 + ".md"], f"cannot read `{'x' * 300}.md`"),
        (["evaluations", "improvements"], "cannot read `improvements`"),
        (["evaluations", "x.csv", "--at", "HEAD"], "this is written into the files here"),
        (["suggestions", "two", "--id", "one"], "`--id` is for a single suggestion"),
        (["suggestion", "x.md"], "no command `suggestion`"),
    ],
)
def test_misuse(handrail: Handrail, repository: Path, words: list[str], message: str) -> None:
    (repository / "two").mkdir()
    for name in ("a.md", "b.md"):
        (repository / "two" / name).write_text(FORM, encoding="utf-8")
    ran = handrail("import", *words, *(["--by", "li-na"] if "suggestion" not in words else []))
    assert ran.code == 2
    assert f"error: {message}\n" in ran.err
