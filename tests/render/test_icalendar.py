"""The calendar file, read back by the rules of RFC 5545."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.sources import Snapshot
from handrail.model.text import Text
from handrail.register import Register
from handrail.render.clean import clean
from handrail.render.icalendar import fold
from handrail.render.icalendar import to_icalendar
from handrail.views.due import Due
from handrail.views.due import dues
from tests.overlay import small

#: A line as section 3.1 has it: a name, parameters, a value without control characters.
LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[A-Z]+)*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")  # fmt: skip
#: TEXT as section 3.3.11 has it.
TEXT = re.compile(r"(?:\\[\\;,nN]|[^\\;,\x00-\x1f\x7f])*")
EVENT = ["BEGIN", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP", "END"]
HEAD = ["BEGIN", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME"]

#: Titles with all that means something in a calendar file, and lines that have to be folded.
titles = st.text(
    st.sampled_from('aé改，𝒳 \\;,:"\n\r\t\x00\x0b\x1b\u2028\u200e'), min_size=1, max_size=120
).filter(str.strip)


PROCESS = "processes/incident-management/process.yaml"
RISK = "risks: [{{id: lost, cause: Tickets get lost, likelihood: low, impact: low, response: Count them, owner: quality-lead, review_by: {day}}}]"  # fmt: skip


def at_risk(day: str = "2026-06-30") -> Register:
    """Return the small repository with a risk to look at again."""
    return small({PROCESS: RISK.format(day=day)})


def risks(register: Register) -> list[Due]:
    return [row for row in dues(register) if row.deadline.route[:1] == ("risks",)]


def unfolded(text: str) -> list[tuple[str, str]]:
    """Read a calendar file: every line by its name, as section 3.1 says."""
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
    found = []
    for line in re.sub(r"\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n"):
        match = LINE.fullmatch(line)
        assert match, line
        found.append((match["name"], match["value"]))
    return found


def plain(value: str) -> str:
    """Take the marks out of a TEXT."""
    assert TEXT.fullmatch(value), value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


SMALL = at_risk()
ROWS = risks(SMALL)


@given(titles)
def test_any_title_makes_a_calendar_that_reads_back(title: str) -> None:
    rows = [replace(row, deadline=replace(row.deadline, title=Text({"": title}))) for row in ROWS]
    lines = unfolded(to_icalendar(SMALL, rows, "en"))
    assert [name for name, _ in lines] == [*HEAD, *EVENT, "END"]
    (summary,) = [plain(value) for name, value in lines if name == "SUMMARY"]
    assert summary == f"Incident management: look at the risk again, {clean(title).strip()}"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300))
def test_folding_is_undone_by_unfolding(line: str) -> None:
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(0 < len(part.encode()) <= 75 for part in folded.split("\r\n") if line)


def test_calendar_of_the_small_repository() -> None:
    register = at_risk()
    assert to_icalendar(register, risks(register), "en").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//handrail//due//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Small company",
        "BEGIN:VEVENT",
        "UID:0f2c91e36e7fb23e3f2e032cb4d67804@small-company",
        "DTSTAMP:20260420T000000Z",
        "DTSTART;VALUE=DATE:20260630",
        "SUMMARY:Incident management: look at the risk again\\, Tickets get lost",
        "DESCRIPTION:who: Li Na\\nas: Quality lead\\nfile: processes/incident-manageme",
        " nt/process.yaml",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_an_event_stays_the_same_event_when_its_day_is_moved() -> None:
    before, after = at_risk("2026-06-30"), at_risk("2026-07-31")
    assert _told(before, "UID") == _told(after, "UID")
    assert [_told(one, "DTSTART") for one in (before, after)] == [["20260630"], ["20260731"]]


def _told(register: Register, name: str) -> list[str]:
    lines = unfolded(to_icalendar(register, risks(register), "en"))
    return [value for key, value in lines if key == name]


def test_every_event_is_another_one() -> None:
    register = small()
    lines = unfolded(to_icalendar(register, dues(register), "zh"))
    names = [value for name, value in lines if name == "UID"]
    assert len(set(names)) == len(names)


def test_it_is_stamped_with_the_commit_and_with_no_clock() -> None:
    register = small()
    when = datetime(2026, 3, 14, 12, tzinfo=UTC)
    assert _stamps(register) == {"20260420T000000Z"}
    register.snapshot = Snapshot("0" * 40, changed=False, committed=when)
    assert _stamps(register) == {"20260314T120000Z"}
    register.snapshot = Snapshot("0" * 40, changed=True, committed=when)
    assert _stamps(register) == {"20260420T000000Z"}


def _stamps(register: Register) -> set[str]:
    lines = unfolded(to_icalendar(register, dues(register), "en"))
    return {value for name, value in lines if name == "DTSTAMP"}


def test_people_can_be_left_out() -> None:
    register = small()
    text = to_icalendar(register, dues(register), "en", names_people=False).replace("\r\n ", "")
    assert "Li Na" not in text
    assert "as: Quality lead" in text
