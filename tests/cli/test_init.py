"""`handrail init`: from an empty folder to a repository that is in order, and where it refuses."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from handrail.loading.sources import WorkTree
from handrail.model.findings import Severity
from handrail.register import Register
from handrail.register import load_register
from handrail.rules import judge
from tests.cli.conftest import Handrail
from tests.cli.conftest import Ran
from tests.cli.conftest import git

DAY = date(2026, 3, 14)
AS_OF = ("--as-of", DAY.isoformat())
SAMPLES = (
    "put people of your own in the place of the samples in organization.yaml:"
    " `sample-quality-lead`, `sample-chair`, `sample-member-1`, `sample-member-2`\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder that git does not know."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    return tmp_path


def read(root: Path) -> Register:
    return load_register(WorkTree(root), DAY)


def tree(root: Path) -> dict[str, bytes]:
    """Return the files of a folder, less what git keeps for itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


# -- what is made -------------------------------------------------------------------------


def test_what_was_made_is_said_and_how_to_go_on(handrail: Handrail, folder: Path) -> None:
    assert handrail("init", "handbook", *AS_OF) == Ran(
        0,
        f"made a repository in {folder}/handbook\n"
        "wrote 2 files in .github/\n"
        "wrote .gitignore\n"
        "wrote .vscode/settings.json\n"
        "wrote README.md\n"
        "wrote improvements/criteria.yaml\n"
        "wrote mkdocs.yml\n"
        "wrote organization.yaml\n"
        "wrote 3 files in processes/\n"
        "wrote requirements.txt\n"
        f"wrote {schemas()} files in schemas/\n"
        f"wrote {len(list((folder / 'handbook/site/en').iterdir()))} files in site/\n"
        "wrote handrail.yaml\n"
        "began a git repository; nothing is committed\n"
        "what to type next:\n"
        "  cd handbook\n"
        "  handrail check\n"
        "  handrail new plan 2026\n",
        SAMPLES,
    )


def schemas() -> int:
    return len(list((Path(__file__).parents[2] / "schemas").glob("*.schema.json")))


@pytest.mark.parametrize("languages", ["en", "zh", "en,zh", "zh,en"])
@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea", "none"])
def test_nothing_is_wrong_with_it(
    handrail: Handrail, folder: Path, languages: str, forge: str
) -> None:
    made = handrail("init", "handbook", "--languages", languages, "--forge", forge, *AS_OF)
    assert made.code == 0
    checked = handrail("check", "--root", "handbook", *AS_OF)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.endswith("as of 2026-03-14: 0 errors, 0 warnings\n")
    assert judge(read(folder / "handbook")) == []


@pytest.mark.parametrize("languages", ["en", "zh", "zh,en"])
def test_nothing_is_wrong_with_a_whole_pack(
    handrail: Handrail, folder: Path, languages: str
) -> None:
    made = handrail("init", "handbook", "--pack", "itsm", "--languages", languages, *AS_OF)
    assert (made.code, made.err) == (0, SAMPLES if languages == "en" else made.err)
    checked = handrail("check", "--root", "handbook", *AS_OF)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.endswith("as of 2026-03-14: 0 errors, 0 warnings\n")
    assert judge(read(folder / "handbook")) == []


def test_a_process_of_a_pack_comes_into_force_once_somebody_has_its_role(
    handrail: Handrail, folder: Path
) -> None:
    assert handrail("init", "handbook", "--pack", "itsm", *AS_OF).code == 0
    process = "processes/problem-management/process.yaml"
    refused = handrail("set", process, "state=active", "--root", "handbook", *AS_OF)
    assert refused.code == 1
    assert "nobody has the role `problem-manager`" in refused.out
    holder = "roles.problem-manager.holders.0={person: sample-member-1, from: 2026-01-01}"
    assert handrail("set", "organization.yaml", holder, "--root", "handbook", *AS_OF).code == 0
    assert handrail("set", process, "state=active", "--root", "handbook", *AS_OF).code == 0
    register = read(folder / "handbook")
    assert register.processes["problem-management"].state == "active"
    assert register.owners("problem-management") == ("sample-member-1",)
    assert [one.message.text for one in judge(register) if one.severity is Severity.ERROR] == []


def test_a_pack_that_is_none_is_misuse(handrail: Handrail) -> None:
    ran = handrail("init", "handbook", "--pack", "itms", *AS_OF)
    assert (ran.code, ran.out) == (2, "")
    assert "`itms`" in ran.err
    assert "`itsm`" in ran.err


@pytest.mark.parametrize("languages", ["en", "zh", "zh,en"])
def test_the_site_of_a_pack_is_built(handrail: Handrail, folder: Path, languages: str) -> None:
    handrail("init", "handbook", "--pack", "itsm", "--languages", languages, *AS_OF)
    built = handrail("site", "build", "--root", "handbook", *AS_OF)
    assert (built.code, built.out) == (0, f"{folder}/handbook/build/site/index.html\n")
    for language in languages.split(","):
        pages = folder / "handbook/build/site" / language / "processes"
        assert len(list(pages.glob("*.html"))) == 25


@pytest.mark.parametrize("languages", ["en", "zh", "zh,en"])
def test_its_site_is_built(handrail: Handrail, folder: Path, languages: str) -> None:
    handrail("init", "handbook", "--languages", languages, *AS_OF)
    built = handrail("site", "build", "--root", "handbook", *AS_OF)
    assert (built.code, built.out) == (0, f"{folder}/handbook/build/site/index.html\n")
    pages = {path.name for path in (folder / "handbook/build/site").iterdir() if path.is_dir()}
    assert pages == set(languages.split(","))


def test_options_are_in_the_records(handrail: Handrail, folder: Path) -> None:
    ran = handrail(
        "init", "handbook", *AS_OF,
        "--organization", "Company X, IT",
        "--repository", "x-it",
        "--languages", "en,zh",
        "--timezone", "Europe/Berlin",
        "--currency", "EUR",
        "--forge", "none",
        "--quality-lead", "Ana Müller <ana@x.example>",
        "--committee", "chen=陈 明",
        "--committee", "Bo Berg",
        "--secretary", "eve",
        "--person", "eve=Eve",
        "--person", "Kim",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    register = read(folder / "handbook")
    settings, organization = register.settings, register.organization
    assert settings is not None
    assert organization is not None
    assert (settings.repository, settings.languages, settings.timezone, settings.currency) == (
        "x-it", ("en", "zh"), "Europe/Berlin", "EUR",
    )  # fmt: skip
    assert settings.organization.in_language("en") == "Company X, IT"
    assert [(one.id, one.name.in_language("zh"), one.email) for one in organization.people] == [
        ("ana-muller", "Ana Müller", "ana@x.example"),
        ("chen", "陈 明", None),
        ("bo-berg", "Bo Berg", None),
        ("eve", "Eve", None),
        ("kim", "Kim", None),
    ]
    assert {role.id: [one.person for one in role.holders] for role in organization.roles} == {
        "it-director": ["chen"],
        "quality-lead": ["ana-muller"],
    }
    (committee,) = organization.bodies
    assert [(seat.person, seat.as_) for seat in committee.members] == [
        ("chen", "chair"), ("bo-berg", "member"), ("eve", "secretary"),
    ]  # fmt: skip
    assert [one.votes for one in committee.quorum] == [2]
    assert [path for path in tree(folder / "handbook") if path.startswith(".git")] == [".gitignore"]


@pytest.mark.parametrize("members", range(1, 8))
def test_a_committee_of_any_size_can_decide(handrail: Handrail, folder: Path, members: int) -> None:
    seats = [word for number in range(members) for word in ("--committee", f"Member {number}")]
    assert handrail("init", "handbook", *AS_OF, *seats).code == 0
    assert judge(read(folder / "handbook")) == []


def test_quality_lead_is_whoever_git_knows(
    handrail: Handrail, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "gitconfig").write_text("[user]\n  name = 李娜\n  email = li.na@it.example\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    assert handrail("init", "handbook", *AS_OF).code == 0
    organization = read(folder / "handbook").organization
    assert organization is not None
    lead = organization.people[0]
    assert (lead.id, lead.name.in_language("zh"), lead.email) == (
        "li-na",
        "李娜",
        "li.na@it.example",
    )


def test_samples_are_called_so_in_every_language(handrail: Handrail, folder: Path) -> None:
    handrail("init", "handbook", *AS_OF, "--languages", "en,zh")
    organization = read(folder / "handbook").organization
    assert organization is not None
    assert all(person.id.startswith("sample-") for person in organization.people)


@pytest.mark.parametrize(
    ("forge", "files"),
    [
        ("github", {".github/ISSUE_TEMPLATE/suggestion.yml", ".github/ISSUE_TEMPLATE/suggestion-zh.yml", ".github/workflows/check.yml"}),
        ("gitea", {".gitea/ISSUE_TEMPLATE/suggestion.yml", ".gitea/ISSUE_TEMPLATE/suggestion-zh.yml", ".gitea/workflows/check.yml"}),
        ("gitlab", {".gitlab/issue_templates/suggestion.md", ".gitlab/issue_templates/suggestion-zh.md", ".gitlab-ci.yml"}),
        ("none", set()),
    ],
)  # fmt: skip
def test_a_forge_gets_its_own_files(
    handrail: Handrail, folder: Path, forge: str, files: set[str]
) -> None:
    handrail("init", "handbook", "--forge", forge, "--languages", "en,zh", *AS_OF)
    made = tree(folder / "handbook")
    assert {path for path in made if path.startswith((".github", ".gitea", ".gitlab"))} == files
    for path in files:
        if path.endswith(".yml"):
            assert isinstance(yaml.safe_load(made[path]), dict)
        assert b"@" not in made[path].replace(b"actions/", b"").replace(b"@v", b"")


def test_time_zone_is_the_machines(
    handrail: Handrail, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    handrail("init", "handbook")
    settings = read(folder / "handbook").settings
    assert settings is not None
    assert settings.timezone == "Asia/Tokyo"


# -- where it lies ------------------------------------------------------------------------


def test_files_that_are_there_stay_as_they_are(handrail: Handrail, folder: Path) -> None:
    git(folder, "init", "--quiet")
    (folder / "README.md").write_text("Ours.\n")
    (folder / "notes.txt").write_text("Ours as well.\n")
    ran = handrail("init", ".", *AS_OF)
    assert (ran.code, ran.err) == (0, SAMPLES)
    assert "wrote handrail.yaml\nwas there already: README.md\nwhat to type next:\n" in ran.out
    assert "  cd " not in ran.out
    assert (folder / "README.md").read_text() == "Ours.\n"
    assert (folder / "notes.txt").read_text() == "Ours as well.\n"
    assert git(folder, "status", "--short", "handrail.yaml") == "?? handrail.yaml"


def test_records_that_do_not_fit_are_told(handrail: Handrail, folder: Path) -> None:
    (folder / "processes/printing").mkdir(parents=True)
    (folder / "processes/printing/process.yaml").write_text("title: Printing\n")
    ran = handrail("init", ".", *AS_OF)
    assert (ran.code, ran.err) == (
        1,
        SAMPLES + "what lay there before does not fit together with this:"
        " `handrail check` says where\n",
    )
    assert handrail("check", *AS_OF).code == 1


def test_below_the_top_of_a_git_repository_its_files_are_to_be_moved(
    handrail: Handrail, folder: Path
) -> None:
    git(folder, "init", "--quiet")
    ran = handrail("init", "handbook", *AS_OF)
    assert (ran.code, ran.err) == (
        0,
        (
            f"the forge looks for its files at the top of the git repository, in {folder}:"
            f" move them there\n{SAMPLES}"
        ),
    )
    assert not (folder / "handbook/.git").exists()


def test_broken_off_it_is_completed(handrail: Handrail, folder: Path) -> None:
    handrail("init", "handbook", *AS_OF)
    root = folder / "handbook"
    whole = tree(root)
    # The settings are written last: they were not there yet.
    for path in ("handrail.yaml", "organization.yaml", "site/en/suggest.md", ".gitignore"):
        (root / path).unlink()
    # What a process that was killed has left.
    (root / ".handrail.yaml.0123abcd").write_text("langua")
    (root / "site/en/.suggest.md.89ef4567").touch()
    ran = handrail("init", "handbook", *AS_OF)
    assert (ran.code, ran.err) == (0, SAMPLES)
    assert ran.out.startswith(
        f"made a repository in {root}\n"
        "wrote .gitignore\nwrote organization.yaml\nwrote site/en/suggest.md\nwrote handrail.yaml\n"
        "was there already: .github/ISSUE_TEMPLATE/suggestion.yml\n"
    )
    assert tree(root) == whole


# -- where it refuses ---------------------------------------------------------------------


def test_a_repository_is_not_made_twice(handrail: Handrail, folder: Path) -> None:
    handrail("init", "handbook", *AS_OF)
    (folder / "handbook/organization.yaml").unlink()
    before = tree(folder)
    assert handrail("init", "handbook", *AS_OF) == Ran(
        1,
        "",
        f"refused: `{folder}/handbook` is a repository of handrail already\n"
        "hint: `handrail next` says what comes next there; for another one, name another folder\n",
    )
    assert tree(folder) == before


def test_a_repository_holds_no_other(handrail: Handrail, folder: Path) -> None:
    handrail("init", "handbook", *AS_OF)
    assert handrail("init", "handbook/a/b", *AS_OF) == Ran(
        1,
        "",
        f"refused: `{folder}/handbook/a/b` lies inside the repository `{folder}/handbook`\n"
        "hint: name a folder outside it: a repository holds no other\n",
    )
    assert not (folder / "handbook/a").exists()


def test_what_check_would_find_is_refused_before_anything_is_written(
    handrail: Handrail, folder: Path
) -> None:
    ran = handrail("init", "handbook", "--timezone", "Asia/Shangai", *AS_OF)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("refused: handrail.yaml: ")
    assert list(folder.iterdir()) == []


def test_a_member_keeps_no_minutes(handrail: Handrail, folder: Path) -> None:
    assert handrail("init", "handbook", *AS_OF, "--committee", "Bo", "--secretary", "bo") == Ran(
        1,
        "",
        "refused: `bo` has a vote on the committee and cannot keep its minutes as well\n"
        "hint: name somebody else with `--secretary`\n",
    )
    assert list(folder.iterdir()) == []


def test_a_member_is_named_once(handrail: Handrail) -> None:
    assert handrail("init", "handbook", *AS_OF, "--committee", "Bo", "--committee", "bo") == Ran(
        1,
        "",
        "refused: `bo` is on the committee twice\nhint: name each member once with `--committee`\n",
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--quality-lead", "李娜"),
            (
                "error: no id can be made of the name `李娜`\n"
                "hint: write one before it, in small Latin letters, digits and hyphens: `li-na=李娜`\n"
            ),
        ),
        (
            ("--languages", "en,fr"),
            "error: no language `fr`\nhint: allowed here: `en`, `zh`\n",
        ),
        (
            ("--forge", "gitub"),
            "error: `gitub` is no value of `--forge`\nhint: did you mean `github`?\n",
        ),
        (
            ("--at", "HEAD"),
            "error: this is written into the files here\nhint: leave out `--at`\n",
        ),
    ],
)
def test_an_option_that_makes_no_sense_is_misuse(
    handrail: Handrail, folder: Path, options: tuple[str, ...], said: str
) -> None:
    assert handrail("init", "handbook", *options) == Ran(2, "", said)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(handrail: Handrail, folder: Path) -> None:
    (folder / "handbook").write_text("a file\n")
    assert handrail("init", "handbook", *AS_OF) == Ran(
        3,
        "",
        f"error: cannot write `{folder}/handbook`\n"
        "hint: see that its folder may be written to and the disk is not full, then run it again\n",
    )


def test_a_place_that_no_folder_can_have_is_said(handrail: Handrail, folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "broken/.git").mkdir(parents=True)
    (folder / "broken/.git/HEAD").write_bytes(b"\xff")
    for place in ("x" * 300, "loop", "broken"):
        ran = handrail("init", place, *AS_OF)
        assert (ran.code, ran.err.splitlines()[0]) == (3, f"error: cannot write `{folder}/{place}`")
    assert sorted(path.name for path in folder.iterdir()) == ["broken", "loop"]
    assert tree(folder / "broken") == {}


@pytest.mark.parametrize("name", ["", "  ", "\u3000\n"])
def test_an_organization_without_a_name_is_refused(
    handrail: Handrail, folder: Path, name: str
) -> None:
    ran = handrail("init", "handbook", "--organization", name, *AS_OF)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: `--organization` says nothing\n"
        "hint: write whose repository it is, or leave it out to take the name of the folder\n"
    )
    assert not (folder / "handbook").exists()


@pytest.mark.parametrize("words", [("\udcff",), ("handbook", "--organization", "\udcff")])
def test_what_no_encoding_can_write_becomes_a_question_mark(
    handrail: Handrail, folder: Path, words: tuple[str, ...]
) -> None:
    ran = handrail("init", *words, *AS_OF)
    (made,) = folder.iterdir()
    assert ran.code == 0
    assert yaml.safe_load((made / "handrail.yaml").read_text())["organization"] == "?"


def test_a_folder_that_is_gone_is_said(handrail: Handrail, folder: Path) -> None:
    folder.rmdir()
    for words in (("init", "handbook"), ("check",), ("set", "handrail.yaml", "a=b")):
        assert handrail(*words) == Ran(
            3,
            "",
            "error: the folder you stand in is gone\nhint: go into a folder that is there\n",
        )


def test_nothing_is_written_where_a_link_leads_out(handrail: Handrail, folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "handbook").mkdir()
    (folder / "handbook/schemas").symlink_to(folder / "elsewhere")
    ran = handrail("init", "handbook", *AS_OF)
    assert ran.code == 3
    assert ran.err.endswith("hint: put the folder itself in the place of the link\n")
    assert list((folder / "elsewhere").iterdir()) == []
    assert not (folder / "handbook/handrail.yaml").exists()


# -- on a terminal ------------------------------------------------------------------------


def test_on_a_terminal_it_asks_for_what_is_missing(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "handrail", "init", "handbook", *AS_OF]
    environment = os.environ | {"PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=environment, text=True
    ) as running:
        os.write(ours, "Company X\n,\n\n王伟\nWang Wei, Bo Berg\neve=Eve\n".encode())
        said = running.communicate(timeout=60)[1]
    os.close(theirs)
    os.close(ours)
    assert running.returncode == 0
    assert said == (
        "whose repository is it? [handbook]: "
        "who is the quality lead? [sample-quality-lead=Sample quality lead]: "
        "who is the quality lead? [sample-quality-lead=Sample quality lead]: "
        "who is on the improvement committee? The chair first, separated by commas"
        " [sample-chair=Sample chair, sample-member-1=Sample member 1,"
        " sample-member-2=Sample member 2]: "
        "refused: no id can be made of the name `王伟`\n"
        "hint: write one before it, in small Latin letters, digits and hyphens: `li-na=王伟`\n"
        "who is on the improvement committee? The chair first, separated by commas"
        " [sample-chair=Sample chair, sample-member-1=Sample member 1,"
        " sample-member-2=Sample member 2]: "
        "who keeps the committee's minutes? [sample-quality-lead=Sample quality lead]: "
        "put people of your own in the place of the samples in organization.yaml:"
        " `sample-quality-lead`\n"
    )
    register = read(folder / "handbook")
    assert register.organization is not None
    assert [one.id for one in register.organization.people] == [
        "sample-quality-lead", "wang-wei", "bo-berg", "eve",
    ]  # fmt: skip
