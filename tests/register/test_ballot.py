"""Votes: who may cast one, when it is decided, and what takes it back."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.model.dates import Calendar
from handrail.register import Ballot
from handrail.register import State
from handrail.register import Verdict
from tests.overlay import found
from tests.overlay import small

PORTAL = "improvements/2026/self-service-portal"
VERDICTS = {"a": "agree", "o": "object", "b": "abstain"}
MEMBERS = ("wang-wei", "wu-fang", "huang-qiang", "he-ping")
DECISION = """\
by: improvement-committee
recorded_by: he-ping
completed: 2026-04-13
decides_on:
  - {document: suggestion, digest: <digest of suggestion>}
  - {document: evaluation, digest: <digest of evaluation>}
  - {document: proposal, digest: <digest of proposal>}
outcome: approved
class: minor
major_test: {complex: false, risky: false, multi_party: false, procurement: false}
priority: low
considered: {business_goals: Yes, industry_experience: Yes, current_state: Yes, cost_resources_time: Yes}
reasons: It helps."""
FOUR_MEMBERS = """\
bodies:
  - id: improvement-committee
    title: Improvement committee
    members:
      - {person: wang-wei, as: chair, from: 2025-01-01}
      - {person: wu-fang, as: member, from: 2025-01-01}
      - {person: huang-qiang, as: member, from: 2025-01-01}
      - {person: he-ping, as: member, from: 2025-01-01}
      - {person: he-ping, as: secretary, from: 2025-01-01}
    quorum: [{votes: QUORUM, from: 2025-01-01}]"""


def vote(
    person: str, verdict: str = "agree", day: int = 14, role: str = "improvement-committee"
) -> dict[str, str]:
    """A vote of April 2026 on the decision."""
    path = f"{PORTAL}/approvals/decision.<short digest of decision>.{person}.yaml"
    return {
        path: f"document: decision\ndigest: <digest of decision>\nverdict: {verdict}\nrole: {role}\nby: {person}\ndate: 2026-04-{day}"
    }


def votes(cast: str, first: int = 14) -> dict[str, str]:
    """Votes of the members in their order, one a day: `a` agrees, `o` objects, `b` abstains."""
    changes: dict[str, str] = {}
    for day, (person, letter) in enumerate(zip(MEMBERS, cast, strict=False), first):
        changes |= vote(person, VERDICTS[letter], day)
    return changes


def held(*changes: dict[str, str], decision: str = DECISION) -> Ballot:
    """Hold the ballot on the decision on the portal."""
    files = {f"{PORTAL}/decision.yaml": decision}
    for change in changes:
        files |= change
    register = small(files)
    ballots = register.progress(register.dossiers_by_id["self-service-portal"]).ballots
    return next(ballot for ballot in ballots if ballot.name == "decision")


def came_of(ballot: Ballot) -> tuple[str, int | None]:
    """What came of a ballot, and on which day of April."""
    return ballot.verdict.value, ballot.decided_on.day if ballot.decided_on else None


# -- carried and refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ("", ("open", None)),
        ("a", ("open", None)),
        ("aa", ("carried", 15)),
        ("aaa", ("carried", 15)),
        ("aao", ("carried", 15)),
        ("ao", ("open", None)),
        ("aoa", ("carried", 16)),
        ("aoo", ("refused", 16)),
        ("o", ("open", None)),
        ("oo", ("refused", 15)),
        ("ooa", ("refused", 15)),
        ("ob", ("refused", 15)),
        ("ab", ("open", None)),
        ("aba", ("carried", 16)),
        ("abb", ("refused", 16)),
        ("bb", ("refused", 15)),
    ],
)
def test_of_three_members_two_must_agree(cast: str, expected: tuple[str, int | None]) -> None:
    assert came_of(held(votes(cast))) == expected


@pytest.mark.parametrize(
    ("quorum", "cast", "expected"),
    [
        (2, "aa", ("open", None)),
        (2, "aaa", ("carried", 16)),
        (2, "aao", ("open", None)),
        (2, "aaoo", ("refused", 17)),
        (2, "oo", ("refused", 15)),
        (4, "aaa", ("open", None)),
        (4, "aaao", ("carried", 17)),
        (4, "aaab", ("carried", 17)),
        (4, "oo", ("refused", 15)),
    ],
)
def test_more_than_half_of_four_and_the_quorum_are_needed(
    quorum: int, cast: str, expected: tuple[str, int | None]
) -> None:
    four = {"organization.yaml": FOUR_MEMBERS.replace("QUORUM", str(quorum))}
    assert came_of(held(votes(cast), four)) == expected


def test_votes_of_one_day_count_together() -> None:
    same_day = (
        vote("wang-wei", "object", 14)
        | vote("wu-fang", "agree", 14)
        | vote("huang-qiang", "agree", 14)
    )
    assert came_of(held(same_day)) == ("carried", 14)


def test_nothing_cast_later_turns_it() -> None:
    later = vote("wang-wei", "object", 17)
    assert came_of(held(vote("wu-fang", day=15), vote("huang-qiang", day=16), later)) == (
        "carried",
        16,
    )
    turned = (
        vote("wu-fang", "object", 15) | vote("huang-qiang", "object", 16) | vote("wang-wei", day=17)
    )
    assert came_of(held(turned)) == ("refused", 16)


def test_objection_that_was_outvoted_still_shows() -> None:
    ballot = held(votes("aoa"))
    assert [(one.approval.by, one.approval.verdict) for one in ballot.votes] == [
        ("wang-wei", "agree"), ("wu-fang", "object"), ("huang-qiang", "agree"),
    ]  # fmt: skip


def test_whoever_may_vote_and_has_not_is_waited_for() -> None:
    assert held(votes("o")).silent == ("wu-fang", "huang-qiang")
    assert held(votes("aa")).silent == ()


# -- who may vote -----------------------------------------------------------------------------


def entitled(ballot: Ballot) -> tuple[str, ...]:
    return ballot.groups[0].entitled


def test_chair_and_members_vote_and_the_secretary_does_not() -> None:
    assert entitled(held()) == ("wang-wei", "wu-fang", "huang-qiang")
    assert [why for _, why in held(vote("he-ping")).void] == ["role"]


@pytest.mark.parametrize("document", ["suggestion", "evaluation", "proposal"])
@pytest.mark.parametrize("field", ["by: huang-qiang", "with: [huang-qiang]"])
def test_nobody_votes_on_what_he_wrote(document: str, field: str) -> None:
    ballot = held({f"{PORTAL}/{document}.yaml": field}, votes("aoa"))
    assert entitled(ballot) == ("wang-wei", "wu-fang")
    assert [(one.approval.by, why) for one, why in ballot.void] == [("huang-qiang", "author")]
    assert came_of(ballot) == ("refused", 15)


def test_recording_a_decision_bars_nobody() -> None:
    recorded = DECISION.replace("recorded_by: he-ping", "recorded_by: wu-fang")
    assert came_of(held(votes("aa"), decision=recorded)) == ("carried", 15)


def members(*rows: str) -> dict[str, str]:
    listed = "\n".join(f"      - {row}" for row in rows)
    return {
        "organization.yaml": f"bodies:\n  - id: improvement-committee\n    title: Committee\n    members:\n{listed}\n    quorum: [{{votes: 1, from: 2025-01-01}}]"
    }


def test_members_are_those_of_the_day_it_was_finished() -> None:
    changes = members(
        "{person: wang-wei, as: chair, from: 2026-04-13}",
        "{person: wu-fang, as: member, from: 2025-01-01, until: 2026-04-13}",
        "{person: huang-qiang, as: member, from: 2026-04-14}",
        "{person: guo-yan, as: member, from: 2025-01-01, until: 2026-04-12}",
    )
    assert entitled(held(changes)) == ("wang-wei", "wu-fang")


def test_two_seats_of_one_person_are_one_vote() -> None:
    changes = members(
        "{person: wang-wei, as: chair, from: 2025-01-01}",
        "{person: wang-wei, as: member, from: 2025-01-01}",
        "{person: wu-fang, as: member, from: 2025-01-01}",
    )
    assert entitled(held(changes)) == ("wang-wei", "wu-fang")
    assert came_of(held(changes, vote("wang-wei"))) == ("open", None)


def test_second_vote_of_a_person_does_not_count_whatever_it_says() -> None:
    again = {
        path.replace("wang-wei", "wang-wei-again"): text.replace(
            "by: wang-wei-again", "by: wang-wei"
        )
        for path, text in vote("wang-wei", "object", 15).items()
    }
    ballot = held(vote("wang-wei", day=14), again)
    assert [(one.document.name.rpartition(".")[2], why) for one, why in ballot.void] == [
        ("wang-wei-again", "twice")
    ]
    assert [(one.approval.verdict, one.approval.date.day) for one in ballot.votes] == [
        ("agree", 14)
    ]


def test_quorum_is_the_one_of_the_day_it_was_finished() -> None:
    four = FOUR_MEMBERS.replace(
        "[{votes: QUORUM, from: 2025-01-01}]",
        "[{votes: 4, from: 2025-01-01, until: 2026-04-12}, {votes: 3, from: 2026-04-13}]",
    )
    assert held({"organization.yaml": four}).groups[0].quorum == 3


# -- levels -----------------------------------------------------------------------------------


def level(when: str, dates: str = "from: 2025-01-01") -> dict[str, str]:
    return {
        "organization.yaml": f"levels: [{{id: director, title: Director, when: {when}, role: it-director, {dates}}}]"
    }


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        ("{cost_above: 119999}", True),
        ("{cost_above: 120000}", False),
        ("{class: minor}", True),
        ("{class: major}", False),
        ("{risk: medium}", True),
        ("{risk: high}", True),
        ("{reach: department}", True),
        ("{reach: company}", True),
        ("{reach: customers}", False),
        ("{document: [decision]}", True),
        ("{document: [charter, plan]}", False),
        ("{document: [decision, charter], cost_above: 100000, class: minor}", True),
        ("{document: [decision], cost_above: 100000, class: major}", False),
    ],
)
def test_level_is_asked_where_all_its_conditions_hold(*, when: str, applies: bool) -> None:
    roles = [group.role for group in held(level(when)).groups]
    assert roles == ["improvement-committee", *(["it-director"] if applies else [])]


@pytest.mark.parametrize(
    ("dates", "applies"),
    [
        ("from: 2026-04-13", True),
        ("from: 2026-04-14", False),
        ("from: 2025-01-01, until: 2026-04-13", True),
        ("from: 2025-01-01, until: 2026-04-12", False),
    ],
)
def test_level_is_the_one_of_the_day_it_was_finished(*, dates: str, applies: bool) -> None:
    assert len(held(level("{class: minor}", dates)).groups) == 1 + applies


DIRECTOR = level("{class: minor}")


def test_every_level_must_carry_too() -> None:
    committee = vote("wu-fang", day=14) | vote("huang-qiang", day=15)
    waiting = held(DIRECTOR, committee)
    assert (came_of(waiting), waiting.silent) == (("open", None), ("wang-wei",))
    assert came_of(held(DIRECTOR, committee, vote("wang-wei", day=17, role="it-director"))) == (
        "carried",
        17,
    )
    assert came_of(held(DIRECTOR, committee, vote("wang-wei", "object", 17, "it-director"))) == (
        "refused",
        17,
    )


def test_vote_counts_for_the_role_it_names() -> None:
    ballot = held(
        DIRECTOR, vote("wang-wei", role="it-director"), vote("wu-fang", role="it-director", day=15)
    )
    assert [[one.approval.by for one in group.votes] for group in ballot.groups] == [
        [],
        ["wang-wei"],
    ]
    assert [(one.approval.by, why) for one, why in ballot.void] == [("wu-fang", "role")]


IN_TURN = level("{class: minor}", "order: sequential, limit: P2D, from: 2025-01-01")
AT_ONCE = level("{class: minor}", "order: parallel, limit: P2D, from: 2025-01-01")
CARRIED = vote("wu-fang", day=14) | vote("huang-qiang", day=16)


@pytest.mark.parametrize(
    ("director", "cast", "silent", "asked_on", "due"),
    [
        (AT_ONCE, {}, ("wang-wei", "wu-fang", "huang-qiang"), 13, 15),
        (AT_ONCE, CARRIED, ("wang-wei",), 13, 15),
        (IN_TURN, {}, ("wang-wei", "wu-fang", "huang-qiang"), None, None),
        (IN_TURN, vote("wu-fang"), ("wang-wei", "huang-qiang"), None, None),
        # Two working days after Thursday the 16th is Monday the 20th.
        (IN_TURN, CARRIED, ("wang-wei",), 16, 20),
    ],
)
def test_level_in_turn_is_asked_once_the_body_has_agreed(
    director: dict[str, str],
    cast: dict[str, str],
    silent: tuple[str, ...],
    asked_on: int | None,
    due: int | None,
) -> None:
    ballot = held(director, cast)
    group = ballot.groups[1]
    day = group.due(Calendar())
    assert ballot.silent == silent
    assert (group.asked_on.day if group.asked_on else None, day.day if day else None) == (
        asked_on,
        due,
    )


def test_level_in_turn_may_answer_before_it_is_asked() -> None:
    early = vote("wang-wei", day=14, role="it-director")
    assert came_of(held(IN_TURN, early, vote("wu-fang", day=15), vote("huang-qiang", day=16))) == (
        "carried",
        16,
    )


def test_level_after_a_level_waits_for_both() -> None:
    levels = """\
levels:
  - {id: quality, title: Quality, when: {class: minor}, role: quality-engineer, from: 2025-01-01}
  - {id: director, title: Director, when: {class: minor}, role: it-director, order: sequential, from: 2025-01-01}
roles:
  - {id: quality-lead, title: Quality lead, holders: [{person: li-na, from: 2025-01-01}]}
  - {id: it-director, title: IT director, holders: [{person: wang-wei, from: 2025-01-01}]}
  - {id: quality-engineer, title: Engineer, holders: [{person: he-ping, from: 2025-01-01}]}"""
    both = {"organization.yaml": levels}
    assert held(both, CARRIED).silent == ("he-ping",)
    quality = vote("he-ping", day=17, role="quality-engineer")
    ballot = held(both, CARRIED, quality)
    assert (ballot.silent, ballot.groups[2].asked_on) == (("wang-wei",), date(2026, 4, 17))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("{id: a, title: A, when: {cost_above: 50000}, role: it-director, authority: 119999, from: 2025-01-01}", ["level-over-authority"]),
        ("{id: a, title: A, when: {cost_above: 50000}, role: it-director, authority: 120000, from: 2025-01-01}", []),
        ("{id: a, title: A, when: {cost_above: 50000}, role: it-director, from: 2025-01-01}", []),
        ("{id: a, title: A, when: {cost_above: 50000}, role: quality-engineer, authority: 100000, from: 2025-01-01}, {id: b, title: B, when: {cost_above: 100000}, role: it-director, authority: 500000, from: 2025-01-01}", []),
        # The one that may approve more is not asked.
        ("{id: a, title: A, when: {cost_above: 50000}, role: it-director, authority: 100000, from: 2025-01-01}, {id: b, title: B, when: {cost_above: 120000}, role: it-director, authority: 500000, from: 2025-01-01}", ["level-over-authority"]),
    ],
)  # fmt: skip
def test_highest_level_asked_may_approve_what_it_costs(levels: str, expected: list[str]) -> None:
    roles = "roles: [{id: quality-lead, title: Q, holders: [{person: li-na, from: 2025-01-01}]}, {id: it-director, title: D, holders: [{person: wang-wei, from: 2025-01-01}]}, {id: quality-engineer, title: E, holders: [{person: he-ping, from: 2025-01-01}]}]"
    changes = {
        "organization.yaml": f"{roles}\nlevels: [{levels}]",
        f"{PORTAL}/decision.yaml": DECISION.replace("minor", "minor\nclass_reason: Free"),
    }
    assert [one.partition(" ")[0] for one in found(small(changes))] == expected


# -- lapsed -----------------------------------------------------------------------------------


def test_changed_word_of_what_was_decided_on_makes_the_vote_lapse() -> None:
    register = small(
        {
            "improvements/2026/incident-form/proposal.yaml": "summary: Another form.",
            "improvements/2026/incident-form/evaluation.yaml": "reasons: Others.",
        }
    )
    ballot = register.progress(register.dossiers_by_id["incident-form"]).ballots[0]
    assert (ballot.verdict, ballot.changed) == (
        Verdict.LAPSED,
        ((1, "evaluation"), (2, "proposal")),
    )
    assert found(register) == [
        "approval-lapsed improvements/2026/incident-form/decision.yaml:6:36",
        "approval-lapsed improvements/2026/incident-form/decision.yaml:7:34",
    ]


def test_changed_decision_makes_the_votes_on_it_lapse() -> None:
    register = small({"improvements/2026/incident-form/decision.yaml": "priority: low"})
    ballot = register.progress(register.dossiers_by_id["incident-form"]).ballots[0]
    assert ballot.verdict is Verdict.LAPSED
    assert [one.name.rpartition(".")[2] for one in ballot.lapsed] == [
        "huang-qiang",
        "wang-wei",
        "wu-fang",
    ]


def test_fresh_votes_on_the_changed_text_are_enough_beside_the_lapsed_ones() -> None:
    path = "improvements/2026/incident-form"
    changes = {f"{path}/decision.yaml": "priority: low"}
    for person in ("wang-wei", "wu-fang"):
        changes[f"{path}/approvals/decision.<short digest of decision>.{person}.yaml"] = (
            f"document: decision\ndigest: <digest of decision>\nverdict: agree\nrole: improvement-committee\nby: {person}\ndate: 2026-02-02"
        )
    register = small(changes)
    ballot = register.progress(register.dossiers_by_id["incident-form"]).ballots[0]
    assert (came_of(ballot)[0], ballot.decided_on) == ("carried", date(2026, 2, 2))
    assert found(register) == []


@pytest.mark.parametrize(
    "text",
    [
        "# as the desk asked\nsummary: A form with six fields for every incident.",
        'summary: "A form with six fields for every incident."',
        "summary: >-\n    A form with six fields\n    for every incident.",
        "scope:\n  in:\n  - Incidents\n  out:\n  - Orders",
        "cost: {currency: CNY, amount: 0.0}",
    ],
)
def test_comments_quotes_and_layout_change_no_digest(text: str) -> None:
    register = small({"improvements/2026/incident-form/proposal.yaml": text})
    assert found(register) == []
    assert register.dossiers_by_id["incident-form"].digest("proposal") == small().dossiers_by_id[
        "incident-form"
    ].digest("proposal")


def test_document_that_is_gone_leaves_its_votes_lapsed() -> None:
    register = small({"improvements/2026/incident-form/decision.yaml": "-"})
    progress = register.progress(register.dossiers_by_id["incident-form"])
    assert (progress.state, progress.document) == (State.LAPSED, "decision")
    assert [finding.partition(" ")[0] for finding in found(register)] == ["approval-lapsed"]


# -- unread -----------------------------------------------------------------------------------


def test_vote_that_cannot_be_read_leaves_open_what_depends_on_it() -> None:
    broken = {
        path: text.replace("verdict: agree", "verdict: yes")
        for path, text in vote("wu-fang").items()
    }
    assert came_of(held(vote("wang-wei"), broken)) == ("unread", None)
    assert came_of(held(vote("wang-wei"), vote("huang-qiang"), broken)) == ("carried", 14)


def test_without_an_organisation_nobody_can_tell() -> None:
    assert came_of(held(votes("aa"), {"organization.yaml": "people: 5"})) == ("unread", None)
