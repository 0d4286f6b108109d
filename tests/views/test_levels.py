"""Approval levels as people see them: how long they take, and what comes next."""

from __future__ import annotations

from datetime import date

from handrail.model.messages import say
from handrail.model.text import Text
from handrail.views import VIEWS
from handrail.views.levels import levels
from handrail.views.next_steps import next_steps
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

LEVELS = {
    "organization.yaml": """\
levels:
  - {id: director, title: Director, when: {cost_above: 50000}, role: it-director, authority: 500000, limit: P2D, from: 2026-04-01}
  - {id: quality, title: Quality, when: {risk: high}, role: quality-engineer, order: sequential, limit: P3D, from: 2026-04-01}
roles:
  - {id: quality-lead, title: Quality lead, holders: [{person: li-na, from: 2025-01-01}]}
  - {id: it-director, title: IT director, holders: [{person: wang-wei, from: 2025-01-01}]}
  - {id: quality-engineer, title: Engineer, holders: [{person: he-ping, from: 2025-01-01}]}"""
}
DIRECTOR = {
    path: text.replace("improvement-committee", "it-director")
    for path, text in vote("wang-wei", "agree", day="2026-04-17").items()
}
COMMITTEE = vote("wu-fang", "agree") | vote("huang-qiang", "agree", day="2026-04-20")


def rows(changes: dict[str, str], as_of: date) -> list[tuple[object, ...]]:
    return [row[3:] for row in VIEWS["levels"].table(small(changes, as_of)).rows]


def test_view_says_how_long_each_level_takes() -> None:
    asked = LEVELS | DECISION | DIRECTOR | COMMITTEE
    director, quality = rows(asked, date(2026, 4, 24))
    assert director[1:] == (
        500000, say("agreed"), date(2026, 4, 16), date(2026, 4, 20), date(2026, 4, 17), 1, False,
    )  # fmt: skip
    # Asked once the others had agreed, and silent a day longer than it may be.
    assert quality[1:] == (
        None, say("asked"), date(2026, 4, 20), date(2026, 4, 23), None, 4, True,
    )  # fmt: skip


def test_level_in_turn_is_not_asked_yet() -> None:
    director, quality = rows(LEVELS | DECISION, date(2026, 4, 17))
    assert director[2] == say("asked")
    assert quality[2:] == (say("not asked yet"), None, None, None, None, False)


def test_refused_and_lapsed_are_said() -> None:
    against = {path: text.replace("agree", "object") for path, text in DIRECTOR.items()}
    assert rows(LEVELS | DECISION | against, date(2026, 4, 20))[0][2] == say("refused")
    changed = DECISION[f"{PORTAL}/decision.yaml"].replace(
        "<digest of proposal>", f"sha256:{'0' * 64}"
    )
    lapsed = rows(LEVELS | {f"{PORTAL}/decision.yaml": changed} | DIRECTOR, date(2026, 4, 20))
    assert lapsed[0][2] == say("votes have lapsed")


def test_record_shows_the_levels_that_were_asked_for_it() -> None:
    register = small(LEVELS | DECISION)
    asked, unasked = (register.dossiers_by_id[one] for one in ("self-service-portal", "2026"))
    assert [row[1] for row in levels(register, asked).rows] == [
        Text({"": "Director"}), Text({"": "Quality"}),
    ]  # fmt: skip
    assert levels(register, unasked).rows == ()


def advice(changes: dict[str, str]) -> list[str]:
    register = small(changes)
    steps = next_steps(register, register.dossiers_by_id["self-service-portal"])
    return [str(one.text) for step in steps for one in step.advice]


def test_next_says_by_when_a_level_has_to_answer_and_whose_turn_it_is() -> None:
    told = advice(LEVELS | DECISION)
    assert "`it-director` has to answer by 2026-04-20" in told
    assert "`quality-engineer` is asked once those before it have agreed" in told
    assert "`quality-engineer` has to answer by 2026-04-23" in advice(
        LEVELS | DECISION | DIRECTOR | COMMITTEE
    )
