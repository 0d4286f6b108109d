"""Values from the command line reach their field as what it holds, or are refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.model.findings import Route
from handrail.writing.assign import Assigned
from handrail.writing.assign import assign

SCHEMAS = load_schemas(Memory({}))
GOALS = [{"id": "calls", "title": None}, {"id": "mttr", "title": "Faster"}]


def given_(*texts: str, kind: str = "proposal", data: Mapping[str, Any] | None = None) -> Assigned:
    found = assign(SCHEMAS.types[kind], data or {}, texts)
    assert isinstance(found, Assigned)
    return found


def refused(
    *texts: str, kind: str = "proposal", data: Mapping[str, Any] | None = None
) -> list[tuple[str, str]]:
    found = assign(SCHEMAS.types[kind], data or {}, texts)
    assert isinstance(found, tuple)
    return [(str(one.message), str(one.hint)) for one in found]


@pytest.mark.parametrize(
    ("text", "route", "value"),
    [
        ("by=li-na", ("by",), "li-na"),
        ("by = li-na ", ("by",), "li-na"),
        ("summary=A portal: fast = good", ("summary",), "A portal: fast = good"),
        ("summary={en: A portal, zh: 门户}", ("summary",), {"en": "A portal", "zh": "门户"}),
        ("summary={a portal}", ("summary",), "{a portal}"),
        ("summary.zh=门户", ("summary", "zh"), "门户"),
        ("summary=5", ("summary",), "5"),
        ("completed=2026-03-13", ("completed",), "2026-03-13"),
        ("with=li-na", ("with",), ["li-na"]),
        ("with=[li-na, he-ping]", ("with",), ["li-na", "he-ping"]),
        ("with=[]", ("with",), []),
        ("with.0=li-na", ("with", 0), "li-na"),
        ("scope.in=[1.5, 'a, b']", ("scope", "in"), ["1.5", "a, b"]),
        ("cost.amount=260000", ("cost", "amount"), 260000),
        ("cost.amount=1.5e3", ("cost", "amount"), 1500.0),
        ("cost={amount: 5, currency: CNY}", ("cost",), {"amount": 5, "currency": "CNY"}),
        ("goals.mttr.target=4", ("goals", 1, "target"), 4),
        ("goals.1.secondary=true", ("goals", 1, "secondary"), True),
        ("goals.calls.title.zh=减少来电", ("goals", 0, "title", "zh"), "减少来电"),
        ("goals.2.id=next", ("goals", 2, "id"), "next"),
        ("plan.0.owner=li-na", ("plan", 0, "owner"), "li-na"),
        (
            "resources={who: Operations, effort: 5}",
            ("resources",),
            [{"who": "Operations", "effort": "5"}],
        ),
    ],
)
def test_a_value_is_what_its_field_holds(text: str, route: Route, value: Any) -> None:
    found = given_(text, data={"goals": GOALS})
    assert found.changes == {route: value}
    place: Any = found.data
    for step in route:
        place = place[step]
    assert place == value
    assert type(place) is type(value)


def test_a_measured_value_may_be_a_number_or_words() -> None:
    data = {"results": [{"goal": "mttr"}, {"goal": "calls"}]}
    texts = ["results.mttr.measured=3.9", "results.calls.measured=not counted"]
    found = given_(*texts, kind="effect", data=data)
    assert found.data["results"] == [
        {"goal": "mttr", "measured": 3.9},
        {"goal": "calls", "measured": "not counted"},
    ]


def test_what_is_given_later_builds_on_what_was_given_before() -> None:
    found = given_(
        "goals.0.id=calls", "goals.calls.title.en=Fewer", "goals.calls.title.zh=少", "goals.1.id=x",
        "by=a", "by=li-na",
    )  # fmt: skip
    assert found.data == {
        "goals": [{"id": "calls", "title": {"en": "Fewer", "zh": "少"}}, {"id": "x"}],
        "by": "li-na",
    }
    assert list(found.changes) == [
        ("goals", 0, "id"), ("goals", 0, "title", "en"), ("goals", 0, "title", "zh"),
        ("goals", 1, "id"), ("by",),
    ]  # fmt: skip


def test_what_is_set_anew_takes_the_place_of_all_below_it() -> None:
    found = given_("scope.in=[a]", "scope={in: [b]}", "scope.out=[c]", "scope={in: [d]}")
    assert found.changes == {("scope",): {"in": ["d"]}}
    found = given_("with.0=a", "with.1=b", "with.0=c")
    assert list(found.changes.items()) == [(("with", 0), "c"), (("with", 1), "b")]


def test_the_data_it_is_given_stays_as_it_is() -> None:
    data = {"goals": [{"id": "calls"}]}
    given_("goals.0.id=x", "goals.1.id=y", data=data)
    assert data == {"goals": [{"id": "calls"}]}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("by", "`by` sets no field", "write the field, `=` and the value"),
        ("=x", "`=x` sets no field", "write the field, `=` and the value"),
        ("by= ", "nothing stands behind `by=`", "write its value"),
        ("sumary=x", "there is no field `sumary` here", "did you mean `summary`?"),
        ("cost.amuont=5", "there is no field `amuont` here", "did you mean `amount`?"),
        ("cost.amount=much", "`amount` must be a number", "write digits"),
        ("cost.amount=true", "`amount` must be a number", "write digits"),
        ("cost.amount=[5]", "`amount` must be a number", "write digits"),
        ("cost=5", "`cost` must be a group of `key: value` lines", "name a field of it"),
        ("goals.0.secondary=maybe", "`secondary` must be `true` or `false`", "write `true`"),
        ("change_kinds=tol", "`tol` is not a word that `change_kinds` knows", "did you mean `tool`?"),
        ("completed=2026-02-30", "`2026-02-30` is not a day of the calendar", "write year, month"),
        ("goals.0.title=a < b", "`title` holds `<`, which cannot stand there", "say it without"),
        ("with=[a, a]", "`with` holds the same entry twice", "remove one of the two"),
        ("goals.3.id=x", "`goals.3` leaves a gap: the list holds 2", "the first entry is `0`"),
        ("goals.mtr.id=x", "no entry `mtr` for `goals.mtr`", "did you mean `mttr`?"),
        ("goals.uptime.id=x", "no entry `uptime` for `goals.uptime`", "there are ('`calls`', '`mttr`'); `2` adds an entry"),
        ("with.x=x", "no entry `x` for `with.x`", "count from `0`; `1` adds an entry"),
        ("plan.x.id=x", "no entry `x` for `plan.x`", "count from `0`; `0` adds an entry"),
        ("goals.mttr.title.en=x", "`title` is one text without a language", "write it anew"),
        ("goals.mttr.id.x=x", "`id` has no field `x` below it", "write `id=…`"),
        ("summary.english=x", "`english` cannot be a key here", "in braces"),
    ],
)  # fmt: skip
def test_what_a_field_cannot_hold_is_refused(text: str, message: str, hint: str) -> None:
    found = refused(text, data={"goals": GOALS, "with": ["li-na"]})
    assert len(found) == 1
    assert found[0][0].startswith(message)
    assert found[0][1].startswith(hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("with=[li-na，chen-jie]", ["li-na", "chen-jie"]),
        ("scope.in=[设备，网络]", ["设备", "网络"]),
        ('scope.in=["设备，网络"]', ["设备，网络"]),
        ("scope.in=[设备，网络, 电话]", ["设备，网络", "电话"]),
    ],
)
def test_full_width_commas_part_a_list_that_has_no_others(text: str, value: list[str]) -> None:
    assert list(given_(text).changes.values()) == [value]


def test_every_text_that_cannot_be_set_is_refused_at_once() -> None:
    assert [message for message, _ in refused("by", "x=1", "cost.amount=much")] == [
        "`by` sets no field", "`amount` must be a number", "there is no field `x` here",
    ]  # fmt: skip


def test_bytes_that_are_no_text_are_set_as_question_marks() -> None:
    assert given_("summary=A\udcff").data == {"summary": "A?"}


def test_gaps_and_mistakes_elsewhere_are_none_of_its_business() -> None:
    found = given_("summary=A portal", data={"by": 5, "cost": {"amount": "much"}})
    assert found.changes == {("summary",): "A portal"}


@given(st.sampled_from(sorted(SCHEMAS.types)), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_set_or_refused(kind: str, texts: list[str]) -> None:
    keys = list(SCHEMAS.types[kind].content["properties"])
    for key in keys[:6]:
        found = assign(SCHEMAS.types[kind], {}, [*texts, f"{key}={''.join(texts)}"])
        assert isinstance(found, (Assigned, tuple))


@given(
    st.sampled_from(sorted(SCHEMAS.types)),
    st.lists(st.sampled_from(["0", "1", "en", "id", "by", "goals", "scope", "in", "x", ""]), max_size=4),
    st.sampled_from(["[", "[a", "[a, b]", "{a: b}", "{a", "- a", "x", "1", "true", "[[1]]", "&a", "[&a 1]"]),
)  # fmt: skip
def test_any_path_is_set_or_refused(kind: str, steps: list[str], value: str) -> None:
    for key in SCHEMAS.types[kind].content["properties"]:
        found = assign(SCHEMAS.types[kind], {}, [".".join([key, *steps]) + f"={value}"])
        assert isinstance(found, (Assigned, tuple))
