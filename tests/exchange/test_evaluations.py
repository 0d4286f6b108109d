"""A filled-in sheet becomes drafts, whatever program wrote it; what is wrong with it is said, and nothing written."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.exchange.evaluations import read_evaluations
from handrail.exchange.texts import Taken
from handrail.loading.parse import parse
from handrail.loading.sources import Memory
from handrail.model.periods import parse_period
from handrail.register import Register
from handrail.register import load_register
from handrail.render.language import translate
from handrail.render.report import FORMATS
from handrail.reports import REPORTS
from tests.overlay import AS_OF
from tests.overlay import overlay

PORTAL = "improvements/2026/self-service-portal"
OPEN = {f"{PORTAL}/evaluation.yaml": "-", f"{PORTAL}/proposal.yaml": "-"}
#: What is typed into the sheet for the portal, by the field it ends in.
FILLED = {
    "benefit.short": "2",
    "benefit.long": "3",
    "benefit.reach": "company",
    "benefit.text": "Fewer calls",
    "urgency.urgency": "2",
    "urgency.priority": "2",
    "ease.training": "2",
    "ease.procurement": "1",
    "ease.installation": "1",
    "procurement.needed": "yes",
    "procurement.what": "Portal software",
    "risk.grade": "2",
    "outcome": "selected",
    "reasons": "It takes calls.",
    "answer.text": "We work out a proposal.",
}
DATA = {
    "by": "li-na",
    "criteria": "1.0",
    "benefit": {"short": 2, "long": 3, "reach": "company", "text": "Fewer calls"},
    "urgency": {"urgency": 2, "priority": 2},
    "ease": {"training": 2, "procurement": 1, "installation": 1},
    "procurement": {"needed": True, "what": "Portal software"},
    "risk": {"grade": 2},
    "plan_alignment": {"goal": "faster-response"},
    "outcome": "selected",
    "reasons": "It takes calls.",
    "answer": {"date": "2026-04-20", "text": "We work out a proposal."},
}


class Desk:
    """A repository and the sheet of its next meeting."""

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        texts = overlay(OPEN) | dict(changes or {})
        self.source = Memory({path: text.encode() for path, text in texts.items()})
        self.register: Register = load_register(self.source, AS_OF)

    def sheet(
        self, filled: Mapping[str, str], *, language: str = "en", separator: str = ","
    ) -> str:
        """Write the sheet out, fill in a row, and save it as another program would."""
        report = REPORTS["agenda"](self.register, parse_period("2026-04"))
        assert report.sheet is not None
        rows = list(csv.reader(io.StringIO(FORMATS["csv"](report, language))))
        ids = [column.id for column in report.sheet.columns]
        for name, text in filled.items():
            rows[1][ids.index(name)] = text
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(rows)
        return out.getvalue()

    def read(self, content: bytes | str, by: str = "li-na") -> Taken:
        raw = content.encode() if isinstance(content, str) else content
        return read_evaluations(self.source, self.register, raw, by=by, day=AS_OF, language="en")


def written(taken: Taken) -> dict[str, Any]:
    assert taken.refusals == ()
    return {path: parse(content).data for path, content in taken.files.items()}


def refused(taken: Taken) -> list[tuple[str, str | None]]:
    assert taken.files == {}
    return [
        (translate(one.message, "en"), translate(one.hint, "en") if one.hint else None)
        for one in taken.refusals
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_sheet_is_read_as_any_spreadsheet_saves_it(
    language: str, separator: str, encoding: str
) -> None:
    desk = Desk()
    text = desk.sheet({**FILLED, "reasons": "减少来电"}, language=language, separator=separator)
    expected = {**DATA, "reasons": "减少来电"}
    assert written(desk.read(text.encode(encoding))) == {f"{PORTAL}/evaluation.yaml": expected}


def test_empty_sheet_changes_nothing() -> None:
    desk = Desk()
    assert desk.read(desk.sheet({})) == Taken()


def test_goal_that_was_suggested_is_no_answer_by_itself() -> None:
    desk = Desk()
    assert desk.read(desk.sheet({"plan_alignment.goal": "faster-response"})) == Taken()


def test_what_is_filled_in_later_is_added_to_the_draft_without_touching_the_rest() -> None:
    draft = "by: li-na\n# We were three.\nbenefit: {short: 2, long: 3, reach: company, text: Fewer calls}\ncriteria: '1.0'\n"
    desk = Desk({f"{PORTAL}/evaluation.yaml": draft})
    taken = desk.read(desk.sheet({"risk.grade": "2", "benefit.short": "1"}))
    text = taken.files[f"{PORTAL}/evaluation.yaml"].decode()
    assert "# We were three.\n" in text
    assert written(taken)[f"{PORTAL}/evaluation.yaml"] == {
        "by": "li-na",
        "benefit": {"short": 1, "long": 3, "reach": "company", "text": "Fewer calls"},
        "criteria": "1.0",
        "risk": {"grade": 2},
        "answer": {"date": "2026-04-20"},
    }


def test_reading_the_same_sheet_again_writes_nothing() -> None:
    desk = Desk()
    text = desk.sheet(FILLED)
    first = desk.read(text)
    path = f"{PORTAL}/evaluation.yaml"
    again = Desk({path: first.files[path].decode()})
    assert again.read(text) == Taken()
    spelt = text.replace("selected", "Selected")
    assert again.read(spelt) == Taken(there=(path,))


def test_spreadsheets_numbers_dates_and_words_are_understood() -> None:
    desk = Desk()
    own = {
        "benefit.short": "2.0",
        "benefit.reach": "Customers",
        "procurement.needed": "否",
        "legal_duty": "TRUE",
        "outcome": "Parked",
        "revisit_on": "2026/6/1",
    }
    data = written(desk.read(desk.sheet({**FILLED, **own})))[f"{PORTAL}/evaluation.yaml"]
    assert data["benefit"] == {**DATA["benefit"], "short": 2, "reach": "customers"}  # type: ignore[dict-item]
    assert [data["procurement"]["needed"], data["legal_duty"]] == [False, True]
    assert [data["outcome"], data["revisit_on"]] == ["parked", "2026-06-01"]


def test_text_that_looks_like_a_formula_comes_back_as_it_was_meant() -> None:
    desk = Desk()
    data = written(desk.read(desk.sheet({**FILLED, "reasons": "'=1+1"})))
    assert data[f"{PORTAL}/evaluation.yaml"]["reasons"] == "=1+1"


def test_text_is_text_and_never_yaml() -> None:
    desk = Desk()
    hostile = "yes: [a, *b]\n# no comment\n- !!python/object x"
    data = written(desk.read(desk.sheet({**FILLED, "reasons": hostile})))
    assert data[f"{PORTAL}/evaluation.yaml"]["reasons"] == hostile


def test_further_criteria_are_graded_by_their_columns() -> None:
    criteria = overlay({})["improvements/criteria.yaml"]
    more = "".join(
        f'  - {{id: {name}, title: {name}, question: "What?", kind: grade}}\n'
        for name in ("privacy", "noise")
    )
    desk = Desk(
        {
            "improvements/criteria.yaml": criteria + more,
            f"{PORTAL}/evaluation.yaml": "by: li-na\nfurther: [{criterion: noise, grade: 1, text: Some}]",
        }
    )
    data = written(desk.read(desk.sheet({"further.privacy": "3", "further.noise": "2"})))
    assert data[f"{PORTAL}/evaluation.yaml"]["further"] == [
        {"criterion": "noise", "grade": 2, "text": "Some"},
        {"criterion": "privacy", "grade": 3},
    ]


# -- what is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "message", "hint"),
    [
        ("benefit.short", "5", "line 2, «Benefit soon, 0 to 3»: 5 is too large: `short` ends at 3", "write 3 or less"),
        ("benefit.short", "high", "line 2, «Benefit soon, 0 to 3»: `short` must be a whole number", "write digits, without a point, a unit or quotes"),
        ("benefit.reach", "everybody", "line 2, «Reach: team, department, company or customers»: `everybody` is not a word that `reach` knows", "allowed here: `company`, `customers`, `department`, `team`"),
        ("procurement.needed", "maybe", "line 2, «Procurement needed: yes or no»: `needed` must be `true` or `false`", "write `true` or `false`, without quotes"),
        ("outcome", "selcted", "line 2, «Outcome»: the process knows no outcome `selcted`", "did you mean `selected`?"),
        ("revisit_on", "2026-02-30", "line 2, «Parked: look again on»: `2026-02-30` is not a day of the calendar", "write year, month and day as in `2026-03-12`"),
        ("into", "incident-fom", "line 2, «Merged into»: no improvement `incident-fom`", "did you mean `incident-form`?"),
        ("plan_alignment.goal", "faster", "line 2, «Goal of the plan»: no goal `faster` was set", "allowed here: `faster-response`"),
        ("id", "self-service", "line 2, «Id»: no improvement `self-service`", "did you mean `self-service-portal`?"),
    ],
)  # fmt: skip
def test_cell_that_is_wrong_is_named_by_line_and_column(
    field: str, text: str, message: str, hint: str
) -> None:
    desk = Desk()
    assert refused(desk.read(desk.sheet({**FILLED, field: text}))) == [(message, hint)]


def test_one_wrong_row_keeps_all_from_being_written_and_every_wrong_cell_is_told() -> None:
    desk = Desk()
    told = refused(desk.read(desk.sheet({**FILLED, "benefit.long": "9", "risk.grade": "x"})))
    assert [message.partition("»")[0] for message, _ in told] == [
        "line 2, «Benefit later, 0 to 3",
        "line 2, «Risk, 0 to 3, 3 is least",
    ]


def test_finished_evaluation_is_never_touched() -> None:
    desk = Desk()
    text = desk.sheet(FILLED)
    path = f"{PORTAL}/evaluation.yaml"
    desk = Desk({path: overlay({})[path]})
    assert refused(desk.read(text))[0][0] == (
        "line 2, «Id»: it is not the turn of `evaluation`: `self-service-portal` stands at "
        "«Work out the proposal» and waits for `proposal`"
    )


def test_whoever_may_not_evaluate_may_not_import() -> None:
    desk = Desk()
    assert refused(desk.read(desk.sheet(FILLED), by="chen-jie"))[0][0] == (
        "line 2, «Id»: `chen-jie` may not write `evaluation`: that is for `quality-lead`"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: no column is called `Id`"),
        (b"Title\nx\n", "line 1: no column is called `Id`"),
        (b"Id,Rsk\nself-service-portal,1\n", "line 1: no column is called `Rsk`"),
        (b"Id,Id\nself-service-portal,1\n", "line 1: two columns are called `Id`"),
        (b"Id,Reasons\nself-service-portal,one, two\n", "line 2 holds more cells than the first row"),
        (b"Id,Reasons\nself-service-portal,a\nself-service-portal,b\n",
         "line 3, «Id»: `self-service-portal` stands in line 2 already"),
        (b"\x80\xff\xfe\x00", "this is no text: neither UTF-8 nor GB 18030"),
        (b'Id,"' + b"x" * 200_000, "this is no table of commas, semicolons or tabs"),
        (b"x" * 9_000_000, "more than 8 MiB"),
    ],
)  # fmt: skip
def test_file_that_is_no_sheet_is_refused(content: bytes, message: str) -> None:
    assert refused(Desk().read(content))[0][0] == message


DESK = Desk()


@settings(max_examples=40)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: b"Id;Reasons\nself-service-portal;" + text.encode("utf-8", "replace"))))  # fmt: skip
def test_any_bytes_are_answered(content: bytes) -> None:
    taken = DESK.read(content)
    assert not (taken.refusals and taken.files)


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=60))
def test_any_text_comes_back_as_one_text(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Id", "Reasons"], ["self-service-portal", text]])
    taken = DESK.read(out.getvalue().encode("utf-8", "replace"))
    for data in written(taken).values():
        assert isinstance(data["reasons"], str)
