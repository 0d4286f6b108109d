"""What a schema does not allow, in our words, however much of it there is."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.loading import engine
from handrail.loading.engine import Engine
from handrail.loading.engine import is_date
from handrail.loading.engine import is_interval
from handrail.loading.violations import MAX_ERRORS
from handrail.rules import judge
from tests.overlay import small

SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"
EVALUATION = "improvements/2026/self-service-portal/evaluation.yaml"
PROCESS = "processes/incident-management/process.yaml"
SHORT = (
    "write days, weeks, months or years, such as `P1D` or `P3M`: behind `T` stand hours and minutes"
)


def told(path: str, text: str) -> list[tuple[str, str]]:
    return [(str(one.message), str(one.hint)) for one in judge(small({path: text}))]


@pytest.fixture(params=["with jsonschema-rs", "without"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without":
        monkeypatch.setattr(engine, "jsonschema_rs", None)


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize(
    ("path", "text", "message", "hint"),
    [
        (SUGGESTION, "idea: -", "`idea` is missing", "add `idea:` here and say what belongs there"),
        (SUGGESTION, "idea:", "`idea` is empty", "write text, or remove the line"),
        (SUGGESTION, 'idea: ""', "`idea` says nothing yet", "write a sentence, or remove the line"),
        (SUGGESTION, "idea: {}", "`idea` says nothing yet", "add at least one entry"),
        (SUGGESTION, "idea: 5", "`idea` must be text", 'put it in quotes: `"5"`'),
        (SUGGESTION, "idea: [a]", "`idea` must be text", "write one text; text that starts with a bracket needs quotes"),
        (SUGGESTION, "focus: tol", "`tol` is not a word that `focus` knows", "did you mean `tool`?"),
        (SUGGESTION, "evidense: x", "there is no field `evidense` here", "did you mean `evidence`?"),
        (SUGGESTION, "idea: {english: A portal}", "`english` cannot be a key here",
         "in braces, write a space behind each colon, and put text that holds a comma in quotes"),
        (SUGGESTION, "suggested_on: 2026-2-3", "`2026-2-3` is not a day of the calendar", "write year, month and day as in `2026-03-12`"),
        (SUGGESTION, "workflow: 0", "0 is too small: `workflow` starts at 1", "write 1 or more"),
        (SUGGESTION, "workflow: 2.5", "`workflow` must be a whole number", "write digits, without a point, a unit or quotes"),
        (SUGGESTION, "with: [li-na, li-na]", "`with` holds the same entry twice", "remove one of the two"),
        (SUGGESTION, "attachments: {}", "`attachments` must be a list, one entry a line behind `- `",
         "put it in brackets, `[…]`, or each entry in a line of its own behind `- `"),
        (EVALUATION, "urgency: high", "`urgency` must be a group of `key: value` lines", "write lines below it, indented by two spaces: ('`urgency:`', '`priority:`', '`text:`')"),
        (EVALUATION, "urgency: {urgency: 7, priority: 1}", "7 is too large: `urgency` ends at 3", "write 3 or less"),
        (EVALUATION, "procurement: {needed: yes}", "`needed` must be `true` or `false`", "write `true` or `false`, without quotes"),
        (EVALUATION, "plan_alignment: {}", "`plan_alignment` says nothing yet", "add at least one entry"),
        (SUGGESTION, 'title: ""', "`title` says nothing yet", "write it, or remove the line"),
        (SUGGESTION, 'by: ""', "`by` says nothing yet", "write it, or remove the line"),
        (SUGGESTION, "by: Li Na", "no person and no body `Li Na` in organization.yaml", "did you mean `li-na`?"),
        (SUGGESTION, 'title: "Portal <"', "`title` holds `<`, which cannot stand there", "say it without; there is no markup here"),
        (SUGGESTION, 'title: "a\\nb"', "`title` goes over more than one line", "write it on one line"),
        (SUGGESTION, f"title: {'x' * 201}", "`title` is too long: at most 200 characters", "say it in fewer words, or part it"),
        (PROCESS, "title: Incident management <", "`title` holds `<`, which cannot stand there", "say it without; there is no markup here"),
        (PROCESS, 'title: {en: ""}', "`en` says nothing yet", "write it, or remove the line"),
        (PROCESS, 'purpose: ""', "`purpose` says nothing yet", "write a sentence, or remove the line"),
        (PROCESS, 'inputs: [{id: call, source: Users, title: "Call <"}]', "`title` holds `<`, which cannot stand there", "say it without; there is no markup here"),
        (PROCESS, "maps_to: {iso27001: [A.5.24]}", "there is no field `iso27001` here", "did you mean `iso20000-1`? There are ('`itil4`', '`iso20000-1`', '`fitsm`', '`cobit2019`')"),
        (PROCESS, "maps_to: {togaf: [x]}", "there is no field `togaf` here", "there are ('`itil4`', '`iso20000-1`', '`fitsm`', '`cobit2019`')"),
        (PROCESS, "words: {on: On}", "`on` is no word one may use here", "take another word: other tools read this one as true, false or nothing"),
        (PROCESS, "words: {Solved now: On}", "`Solved now` cannot be a key here",
         "in braces, write a space behind each colon, and put text that holds a comma in quotes"),
        (PROCESS, "apart: [{roles: [service-desk], reason: Nobody approves his own}]", "`roles` needs at least 2 entries", "add what is missing, or remove what needs it"),
        (PROCESS, "apart: [{roles: [], reason: Nobody approves his own}]", "`roles` says nothing yet", "add at least 2 entries"),
        (PROCESS, "review: {every: P0D}", "`P0D` is too short: `every` is a day at least", SHORT),
        (PROCESS, "review: {every: PT23H}", "`PT23H` is too short: `every` is a day at least", SHORT),
        (PROCESS, "review: {every: P9999Y}", "`P9999Y` is too long: `every` is ten years at most", "write how often it does come round, such as `P1Y`, or remove it"),
        (PROCESS, "review: {every: often}", "`often` is not written the way `every` needs", "write it like ('`P1M`', '`P3M`', '`P1Y`')"),
        (PROCESS, "recurring: [{id: a, what: A, every: PT1M, responsible: service-desk}]", "`PT1M` is too short: `every` is a day at least", SHORT),
    ],
)  # fmt: skip
def test_violation_is_told_with_what_to_do(path: str, text: str, message: str, hint: str) -> None:
    assert told(path, text) == [(message, hint)]


def test_condition_names_what_it_asks_for() -> None:
    assert told(EVALUATION, "outcome: parked")[0] == (
        "`revisit_on` is missing", "add `revisit_on:` here and say what belongs there",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-12", True), ("2024-02-29", True), ("2026-02-29", False), ("2026-13-01", False), ("2026-00-10", False),
        ("0000-01-01", False), ("20260312", False), ("2026-W11-4", False), ("2026-03-12T00:00", False),
        ("２０２６-03-12", False), ("2026-3-12", False), ("", False), (5, True), (None, True),
    ],
)  # fmt: skip
def test_day_is_one_of_the_calendar_written_one_way(value: Any, *, expected: bool) -> None:
    assert is_date(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P1D", True), ("P1W", True), ("P10Y", True), ("P120M", True), ("P3652D", True), ("P1DT4H", True),
        ("P0D", False), ("P0Y", False), ("PT24H", False), ("PT0M", False), ("P10Y1M", False), ("P3653D", False),
        # What is no duration is told by its pattern.
        ("often", True), ("", True), (5, True), (None, True),
    ],
)  # fmt: skip
def test_interval_is_a_day_at_least_and_ten_years_at_most(value: Any, *, expected: bool) -> None:
    assert is_interval(value) is expected


def test_schema_of_ones_own_may_limit_how_much_there_is() -> None:
    schema = {"type": "object", "properties": {"list": {"type": "array", "maxItems": 2}}}
    (found,) = Engine({"a.schema.json": schema}).violations("a.schema.json", {"list": [1, 2, 3]})
    assert found.rule == "out-of-range"
    assert str(found.message) == "`list` has too many entries: at most 2"


# -- however much -----------------------------------------------------------------------------

CLOSED = {
    "type": "object",
    "properties": {"title": {"type": "string"}, "list": {"type": "array", "uniqueItems": True, "items": {"type": "object"}}},
    "additionalProperties": False,
}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        {f"titl{number}": 1 for number in range(50_000)},
        {"list": [number for number in range(50_000)]},  # noqa: C416 - a list, as the test asks
        {"list": [{"a": number} for number in range(20_000)] + [{"a": 1}]},
        [{}] * 1000,
    ],
    ids=["fields", "entries", "unlike entries", "a list"],
)
def test_violations_are_told_up_to_a_limit(data: Any) -> None:
    assert (
        1 <= len(Engine({"a.schema.json": CLOSED}).violations("a.schema.json", data)) <= MAX_ERRORS
    )


def test_long_list_of_unlike_entries_is_allowed() -> None:
    data = {"list": [{"a": number, "b": [number]} for number in range(20_000)]}
    assert Engine({"a.schema.json": CLOSED}).violations("a.schema.json", data) == []


def test_equal_entries_are_equal_whatever_the_order_of_their_keys() -> None:
    data = {"list": [{"a": 1, "b": 2}, {"b": 2, "a": 1}]}
    (found,) = Engine({"a.schema.json": CLOSED}).violations("a.schema.json", data)
    assert (found.rule, found.route) == ("out-of-range", ("list",))


def test_long_value_is_quoted_in_part() -> None:
    (message, _), *_ = told(SUGGESTION, f"level: {'x' * 500}")
    assert len(message) < len(f"`{'x' * 60}` is not a word that `level` knows") + 2
    assert "xxx…` is not a word" in message


@pytest.mark.parametrize("place", [3, 4_000])
def test_fault_in_a_long_list_is_found_wherever_it_stands(place: int) -> None:
    entries: list[Any] = [f"process-{number}" for number in range(5_000)]
    entries[place] = 7
    engine = small({SUGGESTION: ""}).schemas.types["suggestion"].engine
    found = engine.violations("suggestion.schema.json", {"processes": entries})
    assert [one.route for one in found if one.rule == "wrong-type"] == (
        [("processes", place)] if place < 1_000 else []
    )
    assert any(one.rule == "missing-field" for one in found)


def test_fault_at_the_far_end_of_a_long_list_is_told_where_it_is_the_only_one() -> None:
    data = {"list": [*({"a": number} for number in range(2_000)), {"a": 1}]}
    (found,) = Engine({"a.schema.json": CLOSED}).violations("a.schema.json", data)
    assert (found.rule, found.route) == ("out-of-range", ("list",))
