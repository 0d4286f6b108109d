"""The agenda of an evaluation meeting, and the sheet that is filled in for it."""

from __future__ import annotations

import csv
import io

from handrail.model.periods import parse_period
from handrail.register import Register
from handrail.render.report import FORMATS
from handrail.reports import REPORTS
from tests.overlay import small

PORTAL = "improvements/2026/self-service-portal"
FORM = "improvements/2026/incident-form"
OPEN = {f"{PORTAL}/evaluation.yaml": "-", f"{PORTAL}/proposal.yaml": "-"}
MEETING = "improvements/2026/meetings/2026-01-08-evaluation.yaml"


def markdown(register: Register, period: str) -> str:
    return FORMATS["markdown"](REPORTS["agenda"](register, parse_period(period)), "en")


def sections(register: Register, period: str) -> dict[str, list[str]]:
    """Return the ids in each section that has a table."""
    report = REPORTS["agenda"](register, parse_period(period))
    return {
        str(section.title): [str(row[0]) for table in section.tables for row in table.rows]
        for section in report.sections
        if section.tables
    }


def sheet(register: Register, period: str, language: str = "en") -> list[dict[str, str]]:
    text = FORMATS["csv"](REPORTS["agenda"](register, parse_period(period)), language)
    return list(csv.DictReader(io.StringIO(text)))


def test_agenda_of_a_past_month_is_what_the_meeting_had_before_it() -> None:
    assert sections(small(), "2026-01") == {
        "New suggestions": ["incident-form", "self-service-portal"],
        "Grades so far": ["incident-form", "self-service-portal"],
    }
    assert sections(small(), "2026-02") == {}


def test_what_the_last_meeting_left_stands_apart_from_what_is_new() -> None:
    new = {
        "improvements/2026/idea/suggestion.yaml": "workflow: 2\ntitle: Idea\nby: li-na\ncompleted: 2026-04-02\nsuggested_by: A team\nsuggested_on: 2026-04-01\nlevel: department\nsource: staff\nproblem: Some\nidea: Some\n"
    }
    assert sections(small({**OPEN, **new}), "2026-04") == {
        "Left over from last time": ["self-service-portal"],
        "New suggestions": ["idea"],
    }


def test_parked_and_postponed_come_back_in_their_month_and_not_before() -> None:
    parked = {
        f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-06-11",
        f"{PORTAL}/proposal.yaml": "-",
    }
    assert sections(small(parked), "2026-05") == {}
    assert sections(small(parked), "2026-06") == {"Parked and due again": ["self-service-portal"]}


def test_suggestion_that_is_still_written_is_named_and_not_graded() -> None:
    draft = {**OPEN, f"{PORTAL}/suggestion.yaml": "completed: -"}
    assert sections(small(draft), "2026-04") == {
        "Brought up and not written down yet": ["self-service-portal"]
    }
    assert sheet(small(draft), "2026-04") == []


def test_actions_that_were_open_stand_on_the_agenda() -> None:
    actions = """\
actions:
  - {id: ask, what: Ask the supplier, owner: li-na, due: 2026-02-02}
  - {id: tell, what: Tell the team, owner: li-na, due: 2026-01-20, done: 2026-01-20}
"""
    assert sections(small({MEETING: actions}), "2026-02") == {
        "Open actions from earlier meetings": ["Text(by_language={'': 'Ask the supplier'})"]
    }


def test_drafts_are_compared_and_fill_the_sheet() -> None:
    draft = {f"{PORTAL}/evaluation.yaml": "completed: -", f"{PORTAL}/proposal.yaml": "-"}
    text = markdown(small(draft), "2026-04")
    assert "Those in one band are too close to call: the meeting decides." in text
    row = sheet(small(draft), "2026-04")[0]
    assert {key: value for key, value in row.items() if value} == {
        "Id": "self-service-portal",
        "Improvement": "Self-service portal",
        "Level": "process",
        "Suggested by": "Service desk",
        "Suggested on": "2026-01-05",
        "Benefit soon, 0 to 3": "2",
        "Benefit later, 0 to 3": "3",
        "Reach: team, department, company or customers": "company",
        "What the benefit is": "Fewer calls",
        "Urgency, 0 to 3": "2",
        "Priority, 0 to 3": "2",
        "Ease of training, 0 to 3": "2",
        "Ease of procurement, 0 to 3": "1",
        "Ease of installation, 0 to 3": "1",
        "Procurement needed: yes or no": "true",
        "What is bought": "Portal software",
        "Risk, 0 to 3, 3 is least": "2",
        "Goal of the plan": "faster-response",
        "Outcome": "selected",
        "Reasons": "It takes calls from the service desk.",
        "Answer to the suggester": "We work out a proposal.",
    }


def test_text_of_a_draft_stands_in_the_sheet_in_the_readers_language() -> None:
    draft = {
        f"{PORTAL}/evaluation.yaml": "completed: -\nreasons: {en: It helps, zh: 有用}",
        f"{PORTAL}/proposal.yaml": "-",
    }
    report = REPORTS["agenda"](small(draft), parse_period("2026-04"))
    assert ["It helps" in FORMATS["csv"](report, one) for one in ("en", "zh")] == [True, False]
    assert ["有用" in FORMATS["csv"](report, one) for one in ("en", "zh")] == [False, True]


def test_criterion_that_was_added_has_its_column() -> None:
    criteria = small().by_path["improvements/criteria.yaml"].content.decode()
    more = (
        '  - {id: privacy, title: {en: Privacy, zh: 隐私}, question: "Whose data?", kind: grade}\n'
    )
    register = small({**OPEN, "improvements/criteria.yaml": criteria + more})
    assert "Privacy, 0 to 3" in sheet(register, "2026-04")[0]


def test_text_in_the_sheet_is_no_formula() -> None:
    hostile = {**OPEN, f"{PORTAL}/suggestion.yaml": "title: =HYPERLINK(1)\nsuggested_by: '@SUM(1)'"}
    row = sheet(small(hostile), "2026-04")[0]
    assert [row["Improvement"], row["Suggested by"]] == ["'=HYPERLINK(1)", "'@SUM(1)"]
