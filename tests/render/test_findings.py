from __future__ import annotations

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

import handrail.render
from handrail.loading.sources import Snapshot
from handrail.model.findings import Finding
from handrail.model.findings import Location
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.render.findings import FORMATS
from handrail.render.findings import Checked
from handrail.render.findings import to_github
from handrail.render.findings import to_step_summary
from handrail.render.findings import to_text
from handrail.render.terminal import PLAIN
from handrail.render.terminal import Terminal

SCHEMAS = Path(handrail.render.__file__).parent / "schemas"
PATH = "improvements/2026/self-service-portal/decision.yaml"
WHY = say("Whoever cannot be found cannot be asked, reminded or held to anything.")


def finding(
    excerpt: str = "recorded_by: wang-wie",
    column: int = 14,
    width: int = 8,
    severity: Severity = Severity.ERROR,
    rule: str = "unknown-person",
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        location=Location(PATH, 7, column, width, excerpt),
        message=say("no person `{id}` in organization.yaml", id="wang-wie"),
        hint=say("did you mean `{word}`?", word="wang-wei"),
        why=WHY,
    )


def checked(*findings: Finding) -> Checked:
    commit = "1f3c2a9" + "0" * 33
    return Checked(
        findings=findings,
        documents=212,
        rules=64,
        as_of=date(2026, 3, 14),
        snapshot=Snapshot(commit, changed=False, committed=datetime(2026, 3, 14, tzinfo=UTC)),
    )


MANY = checked(
    finding(),
    finding(
        excerpt="- 人员: wang-wie # 主席", column=7, severity=Severity.WARNING, rule="other-rule"
    ),
    finding(excerpt="", severity=Severity.INFO),
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_formats(form: str, language: str, snapshot: SnapshotAssertion) -> None:
    assert FORMATS[form](MANY, language, PLAIN) == snapshot


def test_one_finding_reads_as_the_readme_shows_it() -> None:
    assert to_text(checked(finding()), "en", PLAIN) == (
        "error[unknown-person]: no person `wang-wie` in organization.yaml\n"
        f"  {PATH}:7:14\n"
        "  7 │ recorded_by: wang-wie\n"
        "    │              ^^^^^^^^ did you mean `wang-wei`?\n"
        "  why: whoever cannot be found cannot be asked, reminded or held to anything\n"
        "  explain: handrail explain unknown-person\n"
        "checked 212 documents against 64 rules, as of 2026-03-14, at 1f3c2a9: 1 error, 0 warnings\n"
    )


def test_nothing_found_is_said_in_one_line() -> None:
    assert to_text(checked(), "en", PLAIN) == (
        "checked 212 documents against 64 rules, as of 2026-03-14, at 1f3c2a9: 0 errors, 0 warnings\n"
    )


def test_why_is_said_once_for_each_rule() -> None:
    assert to_text(checked(finding(), finding()), "en", PLAIN).count("why: ") == 1


@pytest.mark.parametrize("columns", [40, 60])
def test_long_lines_are_cut_where_the_caret_can_be_seen(
    columns: int, snapshot: SnapshotAssertion
) -> None:
    far = finding(excerpt=f"{'x' * 90}: wang-wie and more", column=93)
    assert to_text(checked(finding(), far), "en", Terminal(width=columns)) == snapshot


def test_caret_stands_below_what_it_means_whatever_stands_before_it() -> None:
    lines = to_text(
        checked(finding(excerpt="\t流程\x1b: wang-wie", column=7)), "en", PLAIN
    ).splitlines()
    assert lines[2:4] == ["  7 │  流程: wang-wie", "    │        ^^^^^^^^ did you mean `wang-wei`?"]


def test_colour_and_ascii() -> None:
    text = to_text(checked(finding()), "en", Terminal(colour=True, unicode=False))
    assert text.splitlines()[0] == (
        "\x1b[1;31merror[unknown-person]\x1b[0m: no person `wang-wie` in organization.yaml"
    )
    assert text.splitlines()[2] == "  7 | recorded_by: wang-wie"


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((SCHEMAS / "check.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(FORMATS["json"](MANY, "en", PLAIN)))


def test_text_from_files_cannot_give_github_commands() -> None:
    evil = Finding(
        rule="unknown-person",
        severity=Severity.ERROR,
        location=Location("a,line=1::b\n.yaml", 7, 1, 1, ""),
        message=say("no person `{id}`", id="x\n::add-mask::y%0A::error::z"),
        hint=None,
        why=WHY,
    )
    assert to_github(checked(evil), "en", PLAIN).splitlines()[0] == (
        "::error file=a%2Cline=1%3A%3Ab .yaml,line=7,endLine=7,col=1,endColumn=2,title=unknown-person"
        "::no person `x ::add-mask::y%250A::error::z`"
    )


def test_step_summary(snapshot: SnapshotAssertion) -> None:
    assert to_step_summary(MANY, "en") == snapshot
