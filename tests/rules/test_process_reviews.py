"""What comes round again, and who must look because something changed: judged and told in time."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.render.cells import read
from handrail.views.change_events import open_events
from handrail.views.due import dues
from tests.overlay import AS_OF
from tests.overlay import found
from tests.overlay import small

PROCESS = "processes/incident-management/process.yaml"
OTHER = "processes/continual-improvement/process.yaml"
REVIEW = "processes/{}/reviews/{}.yaml"
EVENT = "improvements/2026/change-events/second-plant.yaml"


def places(changes: dict[str, str], as_of: date = AS_OF) -> list[str]:
    """Say rule, file and line of each finding."""
    return [one.rpartition(":")[0] for one in found(small(changes, as_of))]


def asked(changes: dict[str, str], word: str, as_of: date = AS_OF) -> list[str]:
    """Say what is due of a kind: the day, what, which, whose, by whom, as what, and whether it is late."""
    return [
        f"{one.day} {read(one.what, 'en')} | {read(one.title, 'en') if one.title else ''} | "
        f"{one.about.id} | {', '.join(link.id for link in one.people)} | "
        f"{', '.join(link.id for link in one.roles)}{' | late' if row.overdue else ''}"
        for row in dues(small(changes, as_of))
        for one in [row.deadline]
        if word in str(one.what.text)
    ]


def line(changes: dict[str, str], path: str, text: str) -> int:
    """Return the line of a file on which something stands."""
    content = small(changes).by_path[path].content.decode()
    return 1 + next(n for n, one in enumerate(content.splitlines()) if text in one)


def reviewed(process: str, day: str) -> dict[str, str]:
    text = f"by: li-na\ncompleted: {day}\neffective: effective\nsummary: It works.\n"
    return {REVIEW.format(process, day): text}


def version(day: str, more: str = "") -> str:
    return f'version: "1.0"\nchanges: [{{version: "1.0", date: {day}{more}, summary: First description}}]\n'


# -- reviews ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "others", "day"),
    [
        ("review: {every: P6M, last: 2025-10-20}\n", {}, "2026-04-20"),
        ("review: {every: P6M, last: 2025-10-19}\n", {}, "2026-04-19"),
        ("review: {every: P6M, last: 2025-10-01}\n", reviewed("incident-management", "2026-02-02"), "2026-08-02"),
        ("review: {every: P6M, last: 2025-10-01}\n" + version("2025-12-01"), {}, "2026-06-01"),
        # Nobody knows from when on it counts.
        ("review: {every: P6M}\n", {}, None),
        ("review: {every: P6M}\n" + version("2025-06-02"), {}, "2025-12-02"),
    ],
)  # fmt: skip
def test_review_is_overdue_the_day_after_the_one_that_due_names(
    said: str, others: dict[str, str], day: str | None
) -> None:
    changes = {PROCESS: said, **others}
    is_late = day is not None and day < AS_OF.isoformat()
    late = " | late" if is_late else ""
    row = f"{day} review the process |  | incident-management | chen-jie | process-owner{late}"
    at = line(changes, PROCESS, "review:")
    assert asked(changes, "review the process") == ([row] if day else [])
    assert places(changes) == ([f"review-overdue {PROCESS}:{at}"] if is_late else [])


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_process_that_is_not_in_force_is_not_reviewed(state: str) -> None:
    changes = {PROCESS: f"state: {state}\nreview: {{every: P6M, last: 2024-01-08}}\n"}
    assert asked(changes, "review the process") == []
    assert not any(one.startswith("review-overdue") for one in places(changes))


def test_review_that_cannot_be_read_accuses_nobody_of_another_fault() -> None:
    changes = {PROCESS: "review: {every: often}\n"}
    assert [one.partition(" ")[0] for one in places(changes)] == ["malformed-value"]


# -- recurring duties -------------------------------------------------------------------------


def duty(more: str, responsible: str = "service-desk") -> str:
    return f"recurring: [{{id: sample, what: Read ten tickets, every: P1M, responsible: {responsible}, evidence: Notes{more}}}]\n"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (duty(", last: 2026-03-20"), "2026-04-20"),
        (duty(", last: 2026-03-19"), "2026-04-19"),
        (duty("") + version("2026-03-02"), "2026-04-02"),
        (duty(", last: 2026-04-01") + version("2026-03-02"), "2026-05-01"),
        (duty(""), None),
    ],
)
def test_duty_is_overdue_the_day_after_the_one_that_due_names(said: str, day: str | None) -> None:
    changes = {PROCESS: said}
    is_late = day is not None and day < AS_OF.isoformat()
    late = " | late" if is_late else ""
    row = f"{day} recurring duty | Read ten tickets | incident-management |  | incident-management/service-desk{late}"
    at = line(changes, PROCESS, "recurring:")
    assert asked(changes, "recurring duty") == ([row] if day else [])
    assert places(changes) == ([f"recurring-overdue {PROCESS}:{at}"] if is_late else [])


@pytest.mark.parametrize(
    ("said", "word", "day"),
    [
        ("review: {every: P6M, last: 2027-01-01}\n" + version("2025-06-02"), "review the process", "2025-12-02"),
        ("review: {every: P6M, last: 2025-12-01}\n" + version("2027-06-02"), "review the process", "2026-06-01"),
        ("review: {every: P6M, last: 2027-01-01}\n", "review the process", None),
        (duty(", last: 2027-01-01") + version("2025-06-02"), "recurring duty", "2025-07-02"),
        (duty(", last: 2027-01-01"), "recurring duty", None),
    ],
)  # fmt: skip
def test_day_that_has_not_come_is_no_look(said: str, word: str, day: str | None) -> None:
    assert [one.partition(" ")[0] for one in asked({PROCESS: said}, word)] == ([day] if day else [])
    assert [one.partition(" ")[0] for one in places({PROCESS: said})] == ["date-in-future"]


def test_duty_asks_those_who_hold_the_role() -> None:
    changes = {PROCESS: duty(", last: 2026-04-01", "quality-lead")}
    assert asked(changes, "recurring duty") == [
        "2026-05-01 recurring duty | Read ten tickets | incident-management | li-na | quality-lead"
    ]


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_duty_of_a_process_that_is_not_in_force_does_not_come_round(state: str) -> None:
    changes = {PROCESS: f"state: {state}\n" + duty(", last: 2025-01-06")}
    assert asked(changes, "recurring duty") == []
    assert not any(one.startswith("recurring-overdue") for one in places(changes))


# -- interfaces that changed ------------------------------------------------------------------

ALTERED = version("2026-01-20", ", interfaces: [suggestion]")
WORD = "an interface changed"


def test_other_end_of_a_changed_interface_is_looked_at_within_three_months() -> None:
    changes = {PROCESS: ALTERED}
    row = "2026-04-20 look at the process again: an interface changed | Improvement point | continual-improvement | li-na | process-owner"
    at = line(changes, PROCESS, "interfaces:")
    assert asked(changes, WORD) == [row]
    assert places(changes) == []
    assert asked(changes, WORD, date(2026, 4, 21)) == [f"{row} | late"]
    told = places(changes, date(2026, 4, 21))
    assert [one for one in told if one.startswith("dependent")] == [
        f"dependent-not-looked-at {PROCESS}:{at}"
    ]


def test_how_long_it_may_take_is_a_setting() -> None:
    changes = {PROCESS: ALTERED, "handrail.yaml": "limits: {dependent: P1M}\n"}
    at = line(changes, PROCESS, "interfaces:")
    assert places(changes) == [f"dependent-not-looked-at {PROCESS}:{at}"]


@pytest.mark.parametrize(
    ("more", "is_open"),
    [
        (reviewed("continual-improvement", "2026-01-20"), False),
        (reviewed("continual-improvement", "2026-01-19"), True),
        ({OTHER: 'changes: [{version: "2.0", date: 2026-02-02, summary: Figures}]\n'}, False),
        ({OTHER: "review: {every: P1Y, last: 2026-03-02}\n"}, False),
        ({OTHER: "review: {every: P1Y, last: 2026-01-05}\n"}, True),
    ],
)
def test_review_or_a_version_since_then_is_a_look(more: dict[str, str], *, is_open: bool) -> None:
    assert bool(asked({PROCESS: ALTERED, **more}, WORD)) is is_open


def test_one_look_is_asked_for_where_several_things_changed() -> None:
    rows = """\
version: "1.1"
changes:
  - {version: "1.1", date: 2026-03-02, editorial: true, interfaces: [suggestion], summary: Form}
  - {version: "1.0", date: 2026-01-20, interfaces: [suggestion, report], summary: Figures}
"""
    assert [one[:10] for one in asked({PROCESS: rows}, WORD)] == ["2026-04-20"]
    between = reviewed("continual-improvement", "2026-02-02")
    assert [one[:10] for one in asked({PROCESS: rows, **between}, WORD)] == ["2026-06-02"]


@pytest.mark.parametrize(
    "more",
    [
        {PROCESS: f"state: planned\n{ALTERED}"},
        {PROCESS: f"state: retired\n{ALTERED}"},
        {PROCESS: ALTERED, OTHER: "state: planned\n"},
        {PROCESS: ALTERED, OTHER: "state: retired\n"},
        {PROCESS: ALTERED, OTHER: "title: [\n"},
        {PROCESS: ALTERED.replace("[suggestion]", "[report]")},
    ],
)
def test_nobody_is_asked_where_nothing_is_handed_over(more: dict[str, str]) -> None:
    later = date(2026, 9, 1)
    assert asked(more, WORD, later) == []
    assert not any(one.startswith("dependent") for one in places(more, later))


def test_every_process_of_a_list_is_asked() -> None:
    third = "processes/problem-management/process.yaml"
    text = small().by_path[PROCESS].content.decode().replace("Incident", "Problem")
    outputs = "outputs:\n  - {id: suggestion, to: [problem-management, continual-improvement], title: Improvement point}\n"
    changes = {PROCESS: ALTERED + outputs, third: text}
    assert [one.split(" | ")[2] for one in asked(changes, WORD)] == [
        "continual-improvement",
        "problem-management",
    ]


# -- changes around a process -----------------------------------------------------------------

AROUND = "something changed around it"


def event(review_by: str = "2026-04-19", processes: str = "[incident-management]", more: str = "") -> dict[str, str]:  # fmt: skip
    return {
        EVENT: f"by: li-na\ndate: 2026-01-12\ntitle: {{en: A second plant, zh: 第二工厂}}\nkind: site\n"
        f"processes: {processes}\nreview_by: {review_by}\n{more}"
    }


def test_process_that_an_event_names_is_looked_at_until_the_day_it_says() -> None:
    row = "look at the process again: something changed around it | A second plant | incident-management | chen-jie | process-owner"
    at = line(event(), EVENT, "processes:")
    assert asked(event(), AROUND) == [f"2026-04-19 {row} | late"]
    assert places(event()) == [f"change-event-open {EVENT}:{at}"]
    assert asked(event("2026-04-20"), AROUND) == [f"2026-04-20 {row}"]
    assert places(event("2026-04-20")) == []


@pytest.mark.parametrize(
    ("more", "is_open"),
    [
        (reviewed("incident-management", "2026-01-12"), False),
        (reviewed("incident-management", "2026-01-09"), True),
        ({PROCESS: version("2026-02-02")}, False),
        ({PROCESS: version("2025-02-03")}, True),
        ({PROCESS: "state: retired\n"}, False),
        ({PROCESS: "title: [\n"}, False),
    ],
)
def test_event_is_done_with_by_a_look(more: dict[str, str], *, is_open: bool) -> None:
    changes = {**event(), **more}
    assert bool(asked(changes, AROUND)) is is_open
    told = [one for one in places(changes) if one.startswith("change-event-open")]
    assert bool(told) is is_open


def test_each_process_is_told_for_itself() -> None:
    both = event(processes="[incident-management, continual-improvement]")
    assert [one.partition(" ")[0] for one in places(both)] == ["change-event-open"] * 2
    seen = reviewed("incident-management", "2026-03-02")
    assert [one.split(" | ")[2] for one in asked({**both, **seen}, AROUND)] == [
        "continual-improvement"
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (event(processes="[incident-mangement]"), "unknown-process"),
        (event(more="kind: flood\n"), "duplicate-key"),
        ({EVENT: event()[EVENT].replace("kind: site", "kind: flood")}, "value-not-allowed"),
        ({EVENT: event()[EVENT].replace("by: li-na", "by: li-nan", 1)}, "unknown-person"),
        ({EVENT: event("2026-05-29")[EVENT].replace("date: 2026-01-12", "date: 2026-06-12")}, "date-in-future"),
        (event("2026-01-09"), "dates-out-of-order"),
    ],
)  # fmt: skip
def test_event_is_a_record_like_any_other(changes: dict[str, str], expected: str) -> None:
    assert expected in {one.partition(" ")[0] for one in places(changes)}


def test_open_events_of_a_process_are_known_to_views() -> None:
    later = event()[EVENT].replace("2026-04-19", "2026-05-29").replace("A second plant", "A law")
    changes = {**event(more="what: Two shifts\n"), EVENT.replace("second-plant", "law"): later}
    register = small(changes)
    said = [
        (one.file.id, read(one.title, "zh"), one.kind.text, one.what and read(one.what, "en"), one.date, one.review_by, one.overdue)
        for one in open_events(register, "incident-management")
    ]  # fmt: skip
    assert said == [
        (EVENT, "第二工厂", "site", "Two shifts", date(2026, 1, 12), date(2026, 4, 19), True),
        (EVENT.replace("second-plant", "law"), "第二工厂", "site", None, date(2026, 1, 12), date(2026, 5, 29), False),
    ]  # fmt: skip
    assert open_events(register, "continual-improvement") == ()
