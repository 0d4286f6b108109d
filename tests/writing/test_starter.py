"""What a new repository is made of: the reference repository's own texts, without the sample it holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder
from hypothesis import given
from hypothesis import strategies as st

from handrail.cli.program import program
from handrail.exchange.suggestions import read_suggestions
from handrail.loading.parse import parse
from handrail.model.packs import ITSM
from handrail.model.packs import PACKS
from handrail.model.slugs import SLUG
from handrail.model.slugs import slug_of
from handrail.model.suggestion_sources import TWELVE
from handrail.register import load_register
from handrail.writing.refusals import Refusal
from handrail.writing.starter import Choices
from handrail.writing.starter import Newcomer
from handrail.writing.starter import place
from handrail.writing.starter import read_newcomer
from handrail.writing.starter import starter_files
from handrail.writing.starter.place import local_zone

ROOT = Path(__file__).parents[2]
LI_NA = Newcomer(id="li-na", name="Li Na", email="li-na@it.example")
CHOICES = Choices(
    organization="Harbour IT",
    repository="harbour-it",
    languages=("en", "zh"),
    timezone="Europe/Oslo",
    currency="NOK",
    forge="github",
    day=date(2026, 3, 14),
    quality_lead=Newcomer(id="liv", name="Liv"),
    committee=(Newcomer(id="odd", name="Odd"), Newcomer(id="eli", name="Eli")),
    secretary=Newcomer(id="ola", name="Ola"),
)
PROCESS = "processes/continual-improvement/process.yaml"


def files(**changes: Any) -> dict[str, str]:
    made = starter_files(replace(CHOICES, **changes))
    return {path: content.decode() for path, content in made.items()}


def processes(**changes: Any) -> dict[str, Any]:
    return {
        path.split("/")[1]: parse(text.encode()).data
        for path, text in files(**changes).items()
        if path.endswith("/process.yaml")
    }


def reference(path: str) -> Any:
    return parse((ROOT / path).read_bytes()).data


# -- people -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Li Na", Newcomer(id="li-na", name="Li Na")),
        (" Li  Na <li-na@it.example> ", LI_NA),
        ("José Núñez", Newcomer(id="jose-nunez", name="José Núñez")),
        ("na=李娜", Newcomer(id="na", name="李娜")),
        ("na＝李娜", Newcomer(id="na", name="李娜")),
        ("na = 李娜 <na@it.example>", Newcomer(id="na", name="李娜", email="na@it.example")),
        ("wang-wei", Newcomer(id="wang-wei", name="Wang Wei")),
        ("wang-wei=Wang Wei", Newcomer(id="wang-wei", name="Wang Wei")),
    ],
)
def test_person_is_read(text: str, person: Newcomer) -> None:
    known = {"wang-wei": Newcomer(id="wang-wei", name="Wang Wei")}
    assert read_newcomer(text, known) == person


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "`` names nobody"),
        ("li-na=", "`li-na=` names nobody"),
        ("a=b=c", "`a=b=c` names nobody"),
        ("<a@b>", "`<a@b>` names nobody"),
        ("李娜", "no id can be made of the name `李娜`"),
        ("Łukasz", "no id can be made of the name `Łukasz`"),
        ("Li Na=Li Na", "`Li Na` cannot be an id"),
        ("=Li Na", "`` cannot be an id"),
        (
            "wang-wei=Wang Wen",
            "`wang-wei` would be two people: wang-wei=Wang Wei and wang-wei=Wang Wen",
        ),
    ],
)
def test_person_that_cannot_be_read_is_refused(text: str, said: str) -> None:
    found = read_newcomer(text, {"wang-wei": Newcomer(id="wang-wei", name="Wang Wei")})
    assert isinstance(found, Refusal)
    assert str(found.message) == said
    assert found.hint is not None


@given(st.text())
def test_any_text_is_somebody_or_refused(text: str) -> None:
    found = read_newcomer(text, {})
    if isinstance(found, Newcomer):
        assert SLUG.fullmatch(found.id)
        assert read_newcomer(str(found), {}) == found
    else:
        assert isinstance(found, Refusal)


@given(st.text())
def test_an_id_made_of_a_text_is_an_id_and_stays_one(text: str) -> None:
    made = slug_of(text)
    assert made is None or (SLUG.fullmatch(made) and slug_of(made) == made)


# -- the machine --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), (":Europe/Oslo", "Europe/Oslo")]
)
def test_time_zone_is_what_the_environment_says(variable: str, zone: str) -> None:
    assert local_zone({"TZ": variable}) == zone


@pytest.mark.parametrize("variable", ["CST-8", "../../etc/passwd", "", "Asia/Nowhere"])
def test_time_zone_that_is_none_is_passed_over(variable: str) -> None:
    assert local_zone({"TZ": variable}) == local_zone({})


# -- one truth ----------------------------------------------------------------------------


def test_steps_are_those_of_the_reference() -> None:
    ours, theirs = parse(files()[PROCESS].encode()).data, reference(PROCESS)
    same = ("title", "purpose", "workflow", "starts", "ends", "activities", "words", "templates")
    assert [ours[key] for key in same] == [theirs[key] for key in same]
    assert ours.keys() == theirs.keys() - {"former_owners", "recurring"}


def test_one_language_is_plain_text() -> None:
    ours, theirs = parse(files(languages=("zh",))[PROCESS].encode()).data, reference(PROCESS)
    assert ours["title"] == theirs["title"]["zh"]
    assert [one["title"] for one in ours["activities"]] == [
        one["title"]["zh"] for one in theirs["activities"]
    ]


def test_no_interface_leads_to_a_process_that_is_not_there() -> None:
    ours = parse(files()[PROCESS].encode()).data
    assert [one for one in ours["inputs"] if "from" in one] == []
    assert [one for one in ours["outputs"] if "to" in one] == []
    assert all("source" in one for one in ours["inputs"])
    assert all("receiver" in one for one in ours["outputs"])


def test_criteria_are_those_of_the_reference() -> None:
    made = parse(files()["improvements/criteria.yaml"].encode()).data
    assert made["criteria"] == reference("improvements/criteria.yaml")["criteria"]
    assert (made["version"], made["from"]) == ("1.0", "2026-01-01")


def test_every_process_of_the_reference_is_planned_in_the_itsm_pack() -> None:
    ours = processes(pack=ITSM)
    theirs = {path.parent.name for path in (ROOT / "processes").glob("*/process.yaml")}
    assert ours.keys() == theirs
    assert len(theirs) == 25
    states = {name: one["state"] for name, one in ours.items()}
    assert states == dict.fromkeys(theirs, "planned") | {"continual-improvement": "active"}


def test_planned_processes_say_what_the_reference_says_and_name_nobody() -> None:
    roles = {role["id"] for role in reference("organization.yaml")["roles"]}
    same = ("title", "purpose", "inputs", "outputs", "activities", "words", "controls", "policies")
    for name, ours in processes(pack=ITSM).items():
        theirs = reference(f"processes/{name}/process.yaml")
        if ours["state"] == "planned":
            assert {key: ours[key] for key in same} == {key: theirs[key] for key in same}
            owners = {one["owner"] for one in (ours, *ours["risks"], *ours["kpis"])}
            assert owners <= roles
            assert "changes" not in ours
            assert not any("last" in one for one in (*ours.get("recurring", ()), ours["review"]))


def test_a_pack_brings_the_roles_and_templates_its_processes_name() -> None:
    made = files(pack=ITSM)
    organization = parse(made["organization.yaml"].encode()).data
    held = {
        role["id"]: [row["person"] for row in role["holders"]] for role in organization["roles"]
    }
    assert {name: people for name, people in held.items() if people} == {
        "it-director": ["odd"],
        "quality-lead": ["liv"],
    }
    assert held.keys() == {role["id"] for role in reference("organization.yaml")["roles"]}
    for name, process in processes(pack=ITSM).items():
        for template in process["templates"]:
            assert f"processes/{name}/{template['file']}" in made
    assert not any("/kpis/" in path or "/reviews/" in path for path in made)


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_left_of_the_sample(pack: str) -> None:
    people = reference("organization.yaml")["people"]
    named = {one["id"] for one in people}
    named |= {name for one in people for name in one["name"].values()}
    named |= {path.parent.name for path in (ROOT / "improvements").glob("*/*/suggestion.yaml")}
    named |= {"Company D", "D公司", "D 公司", "company-d-handbook", "make venv", "make handbook"}
    assert len(named) > 40
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, named))})(?![\w-])")
    chinese = re.compile("|".join(name for name in named if not name.isascii()))
    found = {
        path: sorted({*words.findall(text), *chinese.findall(text)})
        for path, text in files(pack=pack).items()
        if not path.startswith("schemas/")
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_guides_are_in_every_language_of_the_repository() -> None:
    english = {path for path in files(languages=("en",)) if path.startswith("site/")}
    chinese = {path for path in files(languages=("zh",)) if path.startswith("site/")}
    assert {path.replace("/en/", "/zh/") for path in english} == chinese
    assert {"site/en/_welcome.md", "site/en/suggest.md", "site/en/quality-lead.md"} <= english
    assert "site/en/contributing.md" not in english


@pytest.mark.parametrize("language", ["en", "zh"])
def test_readme_names_commands_that_exist(language: str) -> None:
    readme = files(languages=(language,))["README.md"]
    named = re.findall("`handrail ([a-z]+)", readme)
    assert {*named} <= {*program.places}
    assert named[:5] == ["next", "new", "approve", "check", "site"]
    assert "Harbour IT" in readme


# -- the forge ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forge", "path", "form"),
    [
        ("github", ".github/workflows/check.yml", " --format github"),
        ("gitea", ".gitea/workflows/check.yml", ""),
    ],
)
def test_check_runs_on_requests_and_every_week(forge: str, path: str, form: str) -> None:
    # YAML 1.1 reads `on` as true.
    text = re.sub("^on:", "when:", files(forge=forge)[path], flags=re.MULTILINE)
    flow = yaml.safe_load(text)
    assert flow["when"] == {
        "pull_request": None,
        "push": {"branches": ["main"]},
        "schedule": [{"cron": "17 5 * * 1"}],
    }
    runs = [step["run"] for step in flow["jobs"]["check"]["steps"] if "run" in step]
    assert runs == [
        "pip install -r requirements.txt",
        f"handrail check{form}",
        "handrail list overdue",
        "handrail site build",
    ]


def test_check_runs_on_gitlab() -> None:
    flow = yaml.safe_load(files(forge="gitlab")[".gitlab-ci.yml"])
    assert flow["check"]["script"] == [
        "pip install -r requirements.txt",
        "handrail check",
        "handrail list overdue",
        "handrail site build",
    ]


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["Title", "Problem", "Idea", "Source", "Process", "Who suggests"]),
        ("zh", ["标题", "问题", "设想", "来源", "流程", "建议人"]),
    ],
)
def test_forms_ask_what_import_reads(language: str, headings: list[str]) -> None:
    hub = yaml.safe_load(files(languages=(language,))[".github/ISSUE_TEMPLATE/suggestion.yml"])
    lab = files(languages=(language,), forge="gitlab")[".gitlab/issue_templates/suggestion.md"]
    assert [one["attributes"]["label"] for one in hub["body"]] == headings
    assert re.findall("^### (.*)$", lab, re.MULTILINE) == headings


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_form_offers_is_understood(language: str) -> None:
    made = files(languages=(language,))
    form = yaml.safe_load(made[".github/ISSUE_TEMPLATE/suggestion.yml"])
    labels = [one["attributes"]["label"] for one in form["body"]]
    (offered,) = [
        one["attributes"]["options"] for one in form["body"] if "options" in one["attributes"]
    ]
    issues = {
        f"{number}.md": "\n\n".join(
            f"### {label}\n\n{answer}"
            for label, answer in zip(
                labels,
                [f"Point {number}", "Slow.", "_No response_", source, "", "Warehouse"],
                strict=True,
            )
        ).encode()
        for number, source in enumerate(offered)
    }  # fmt: skip
    records = place.records({path: text.encode() for path, text in made.items()})
    register = load_register(records, CHOICES.day)
    taken = read_suggestions(register, issues, by="liv", day=CHOICES.day, language=language)
    assert taken.refusals == ()
    assert [draft.data["source"] for draft in taken.drafts] == list(TWELVE)
    assert {draft.data["suggested_by"] for draft in taken.drafts} == {"Warehouse"}


# -- the wheel ----------------------------------------------------------------------------


def test_a_wheel_holds_all_that_is_needed(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    environment = os.environ | {
        # Without `site`, the checkout that is installed here is not found.
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "installed"), *libraries]),
    }
    for pack in PACKS:
        made = subprocess.run(
            [sys.executable, "-S", "-m", "handrail", "init", pack, "--pack", pack, "--languages", "en,zh"],
            cwd=tmp_path, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        assert made.stdout.startswith(b"made a repository in ")
        checked = subprocess.run(
            [sys.executable, "-S", "-m", "handrail", "check", "--root", pack],
            cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert checked.stdout.rstrip().endswith(": 0 errors, 0 warnings")
        from_checkout = starter_files(replace(CHOICES, forge="none", pack=pack)).keys()
        assert from_checkout <= {
            path.relative_to(tmp_path / pack).as_posix() for path in (tmp_path / pack).rglob("*")
        }
