"""Who may vote on what, as what and when; each refusal says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from handrail.writing.votes import Cast
from handrail.writing.votes import Sheet
from handrail.writing.votes import Sitting
from handrail.writing.votes import fill_sheet
from tests.overlay import overlay
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

DIGEST = overlay({**DECISION, f"{PORTAL}/x.yaml": "<digest of decision>"})[
    f"{PORTAL}/x.yaml"
].strip()
WU_FANG = f"{PORTAL}/approvals/decision.{DIGEST[7:15]}.wu-fang.yaml"
DIRECTOR = {
    "organization.yaml": (
        "levels: [{id: director, title: Director, role: it-director, from: 2025-01-01, "
        "when: {document: [decision], cost_above: 100000}}]"
    )
}


def sheet(
    changes: Mapping[str, str],
    *casts: Cast,
    record: str = "self-service-portal",
    document: str | None = None,
    sitting: Sitting | None = None,
) -> Sheet:
    register = small(changes)
    dossier = register.dossiers_by_id[record]
    return fill_sheet(register, dossier, document, casts, sitting or Sitting())


def refused(found: Sheet) -> list[tuple[str, str]]:
    assert found.files == {}
    return [(str(one.message), str(one.hint)) for one in found.refusals]


def agree(person: str, role: str | None = None) -> Cast:
    return Cast(by=person, verdict="agree", role=role)


def test_a_vote_binds_to_the_document_as_it_is() -> None:
    cast = Cast(by="wu-fang", verdict="object", comment="Too dear: wait.")
    sitting = Sitting(
        date=date(2026, 4, 17), minutes="2026-01-08-evaluation", recorded_by="he-ping"
    )
    assert sheet(DECISION, cast, sitting=sitting) == Sheet(
        document="decision",
        files={
            WU_FANG: (
                "document: decision\n"
                f"digest: {DIGEST}\n"
                "verdict: object\n"
                "role: improvement-committee\n"
                "by: wu-fang\n"
                "date: 2026-04-17\n"
                'comment: "Too dear: wait."\n'
                "recorded_by: he-ping\n"
                "minutes: 2026-01-08-evaluation\n"
            )
        },
    )


def test_a_written_vote_is_counted_and_breaks_no_rule() -> None:
    found = sheet(DECISION, agree("wu-fang"), agree("wang-wei"))
    register = small({**DECISION, **found.files})
    progress = register.progress(register.dossiers_by_id["self-service-portal"])
    assert progress.ended_as == "rejected"


def test_whoever_records_his_own_vote_is_not_named_twice() -> None:
    found = sheet(DECISION, agree("wu-fang"), sitting=Sitting(recorded_by="wu-fang"))
    assert "recorded_by" not in found.files[WU_FANG]


def test_the_day_of_the_meeting_is_the_day_of_the_vote() -> None:
    meeting = {
        "improvements/2026/meetings/2026-04-16-committee.yaml": (
            "kind: committee\nheld: 2026-04-16\nby: he-ping\ninvited: []\npresent: []\nitems: []"
        )
    }
    sitting = Sitting(minutes="2026-04-16-committee")
    found = sheet({**DECISION, **meeting}, agree("wu-fang"), sitting=sitting)
    assert "\ndate: 2026-04-16\n" in found.files[WU_FANG]


def test_without_a_day_it_is_today() -> None:
    assert "\ndate: 2026-04-20\n" in sheet(DECISION, agree("wu-fang")).files[WU_FANG]


# -- as what ------------------------------------------------------------------------------


def test_a_director_who_alone_holds_a_level_votes_for_it() -> None:
    found = sheet({**DECISION, **DIRECTOR}, agree("wang-wei"))
    assert ["role: it-director" in text for text in found.files.values()] == [True]


def test_a_director_who_is_not_needed_for_the_level_votes_in_the_body() -> None:
    two = {
        "organization.yaml": DIRECTOR["organization.yaml"]
        + "\nroles: [{id: it-director, title: IT director, holders: "
        "[{person: wang-wei, from: 2025-01-01}, {person: li-na, from: 2025-01-01}, "
        "{person: he-ping, from: 2025-01-01}, {person: huang-qiang, from: 2025-01-01}]}, "
        "{id: quality-lead, title: Quality lead, holders: [{person: li-na, from: 2025-01-01}]}]"
    }
    found = sheet({**DECISION, **two}, agree("wang-wei"))
    assert ["role: improvement-committee" in text for text in found.files.values()] == [True]


def test_a_role_can_be_named() -> None:
    found = sheet({**DECISION, **DIRECTOR}, agree("wang-wei", "improvement-committee"))
    assert ["role: improvement-committee" in text for text in found.files.values()] == [True]


def test_nobody_votes_as_what_he_is_not() -> None:
    assert refused(sheet(DECISION, agree("wu-fang", "it-director"))) == [
        (
            "`wu-fang` does not vote on `decision` as `it-director`",
            "`wu-fang` may vote as ('`improvement-committee`',)",
        )
    ]


# -- who ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("li-na", "wrote `evaluation`"),
        ("he-ping", "keeps the minutes and has no vote"),
        ("guo-yan", "holds no seat"),
    ],
)
def test_authors_secretaries_and_others_may_not_vote(person: str, why: str) -> None:
    assert refused(sheet(DECISION, agree(person))) == [
        (
            f"`{person}` may not vote on `decision`: {why}",
            (
                "members on the day it was finished may, less those who wrote it or what it decides on: "
                "('wang-wei', 'wu-fang', 'huang-qiang')"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ("from: 2025-01-01, until: 2026-02-01", "the seat ended on 2026-02-01"),
        ("from: 2026-04-18", "the seat began on 2026-04-18"),
    ],
)
def test_who_held_no_seat_on_that_day_is_told_when(dates: str, why: str) -> None:
    bodies = {
        "organization.yaml": (
            "bodies: [{id: improvement-committee, title: Committee, "
            "quorum: [{votes: 1, from: 2025-01-01}], "
            "members: [{person: wu-fang, as: chair, from: 2025-01-01}, "
            f"{{person: guo-yan, as: member, {dates}}}]}}]"
        )
    }
    messages = refused(sheet({**DECISION, **bodies}, agree("guo-yan")))
    assert messages[0][0] == f"`guo-yan` may not vote on `decision`: {why}"


@pytest.mark.parametrize("name", ["Wu Fang", "wu fang", "吴芳"])
def test_whoever_is_called_by_name_is_told_the_id(name: str) -> None:
    people = overlay({})["organization.yaml"].partition("roles:")[0]
    named = people.replace("name: Wu Fang", "name: {en: Wu Fang, zh: 吴芳}")
    assert refused(sheet({**DECISION, "organization.yaml": named}, agree(name))) == [
        (f"no person `{name}` in organization.yaml", "did you mean `wu-fang`?")
    ]


def test_whoever_is_not_known_is_guessed_at() -> None:
    assert refused(sheet(DECISION, agree("wu-fnag"))) == [
        ("no person `wu-fnag` in organization.yaml", "did you mean `wu-fang`?")
    ]


def test_everybody_votes_once() -> None:
    there = {**DECISION, **vote("wu-fang", "object")}
    assert refused(sheet(there, agree("wu-fang"))) == [
        (
            "`wu-fang` has voted on `decision` already",
            f"a vote is never changed; this one stands in {WU_FANG}: object",
        )
    ]


def test_running_it_again_completes_what_was_broken_off() -> None:
    both = sheet(DECISION, agree("wu-fang"), agree("wang-wei"))
    first = {WU_FANG: both.files[WU_FANG]}
    again = sheet({**DECISION, **first}, agree("wu-fang"), agree("wang-wei"))
    assert again.there == (WU_FANG,)
    assert {**again.files, **first} == both.files


def test_when_all_is_there_already_that_is_said() -> None:
    first = sheet(DECISION, agree("wu-fang"))
    assert refused(sheet({**DECISION, **first.files}, agree("wu-fang"))) == [
        (
            "`wu-fang` has voted on `decision` already",
            f"a vote is never changed; this one stands in {WU_FANG}: agree",
        )
    ]


# -- on what ------------------------------------------------------------------------------


def test_what_is_not_finished_is_not_put_to_the_vote() -> None:
    assert refused(sheet({}, agree("wu-fang"))) == [
        (
            (
                "nothing of `self-service-portal` is put to the vote: it stands at "
                "«Text(by_language={'': 'Review and decide'})», and `decision` is not finished"
            ),
            "`handrail next self-service-portal` says what comes next",
        )
    ]


def test_what_has_ended_is_not_put_to_the_vote() -> None:
    messages = refused(sheet({}, agree("wu-fang"), record="incident-form", document="effect"))
    assert messages[0][0].startswith("`incident-form` has ended (")


def test_what_nobody_votes_on_is_not_put_to_the_vote() -> None:
    assert refused(sheet(DECISION, agree("wu-fang"), document="proposal")) == [
        (
            "`proposal` of `self-service-portal` is not put to the vote",
            "put to the vote: ('`decision`',)",
        )
    ]


def test_what_cannot_be_read_is_not_put_to_the_vote() -> None:
    broken = {f"{PORTAL}/proposal.yaml": "by: [\n"}
    assert refused(sheet(broken, agree("wu-fang")))[0][0] == (
        "nothing of `self-service-portal` is put to the vote"
    )


def test_a_decision_with_gaps_is_not_voted_on() -> None:
    gap = {
        f"{PORTAL}/decision.yaml": DECISION[f"{PORTAL}/decision.yaml"].replace(
            "reasons:", "reason:"
        )
    }
    assert refused(sheet(gap, agree("wu-fang"))) == [
        (
            "`decision` has gaps or mistakes: votes on it would lapse",
            f"`handrail check` says what is wrong with {PORTAL}/decision.yaml",
        )
    ]


def test_what_it_decides_on_must_be_what_is_there() -> None:
    text = DECISION[f"{PORTAL}/decision.yaml"].replace("<digest of proposal>", f"sha256:{'0' * 64}")
    messages = refused(sheet({f"{PORTAL}/decision.yaml": text}, agree("wu-fang")))
    assert messages[0][0] == "`proposal` is not the one that `decision` decides on: it has changed"
    assert messages[0][1].startswith(
        f"restore `proposal.yaml` with git; or write its digest into `decides_on` of {PORTAL}/decision.yaml"
    )


def test_it_must_name_all_it_rests_on() -> None:
    text = DECISION[f"{PORTAL}/decision.yaml"].replace(
        "  - {document: evaluation, digest: <digest of evaluation>}\n", ""
    )
    messages = refused(sheet({f"{PORTAL}/decision.yaml": text}, agree("wu-fang")))
    assert messages[0][0] == (
        "`decides_on` of `decision` leaves out ('`evaluation`',): a vote would not cover them"
    )


def test_what_was_voted_on_and_is_gone_must_be_restored_first() -> None:
    path = f"{PORTAL}/approvals/decision.00000000.wu-fang.yaml"
    gone = {path: f"document: decision\ndigest: sha256:{'0' * 64}\nverdict: agree\nrole: improvement-committee\nby: wu-fang\ndate: 2026-04-16"}  # fmt: skip
    assert refused(sheet(gone, agree("wang-wei"))) == [
        (
            "`decision` was voted on and is no longer finished",
            f"restore it: `git log -- {PORTAL}/decision.yaml` shows how it was",
        )
    ]


def test_lapsed_votes_are_cast_anew() -> None:
    path = f"{PORTAL}/approvals/decision.00000000.wu-fang.yaml"
    lapsed = {path: f"document: decision\ndigest: sha256:{'0' * 64}\nverdict: agree\nrole: improvement-committee\nby: wu-fang\ndate: 2026-04-16"}  # fmt: skip
    assert list(sheet({**DECISION, **lapsed}, agree("wu-fang")).files) == [WU_FANG]


# -- when and where -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2026, 4, 15), "`decision` was finished on 2026-04-16, after 2026-04-15"),
        (date(2026, 4, 21), "2026-04-21 is later than 2026-04-20"),
    ],
)
def test_a_vote_is_cast_after_the_document_and_before_tomorrow(day: date, message: str) -> None:
    assert refused(sheet(DECISION, agree("wu-fang"), sitting=Sitting(date=day))) == [
        (message, "write the day of the vote with `--date`")
    ]


def test_a_vote_of_the_deciding_day_can_be_written_down_later_but_none_after_it() -> None:
    carried = {**DECISION, **vote("wang-wei", "agree"), **vote("huang-qiang", "agree")}
    that_day = Sitting(date=date(2026, 4, 16))
    assert list(sheet(carried, agree("wu-fang"), document="decision", sitting=that_day).files) == [
        WU_FANG
    ]
    assert refused(sheet(carried, agree("wu-fang"), document="decision")) == [
        (
            "`decision` was carried on 2026-04-16, and nothing cast later turns it",
            "a vote cast on that day can still be written down, with `--date 2026-04-16`",
        )
    ]


def test_whoever_names_no_document_is_shown_the_one_that_was_decided_on_that_day() -> None:
    carried = {**DECISION, **vote("wang-wei", "agree"), **vote("huang-qiang", "agree")}
    that_day = Sitting(date=date(2026, 4, 16))
    assert refused(sheet(carried, agree("wu-fang"), sitting=that_day)) == [
        (
            "nothing of `self-service-portal` is put to the vote any more: `decision` was carried on 2026-04-16",
            "a vote cast by then can still be written down: name `decision` and `--date 2026-04-16`",
        )
    ]
    assert refused(sheet(carried, agree("wu-fang")))[0][0].startswith(
        "`self-service-portal` has ended ("
    )


def test_meeting_and_recorder_are_known() -> None:
    sitting = Sitting(minutes="2026-01-08-evaluatoin", recorded_by="he-pign")
    assert refused(sheet(DECISION, agree("wu-fang"), sitting=sitting)) == [
        ("no meeting `2026-01-08-evaluatoin`", "did you mean `2026-01-08-evaluation`?"),
        ("no person `he-pign` in organization.yaml", "did you mean `he-ping`?"),
    ]


def test_one_refusal_and_nothing_is_written() -> None:
    found = sheet(DECISION, agree("wu-fang"), agree("li-na"))
    assert (found.files, len(found.refusals)) == ({}, 1)


# -- which of several ---------------------------------------------------------------------

YEAR = "improvements/2026"


def scope_change(number: str, author: str) -> dict[str, str]:
    return {
        f"{YEAR}/scope-change{number}.yaml": (
            f"by: {author}\ncompleted: 2026-04-17\n"
            "decides_on: [{document: plan, digest: <digest of plan>}, "
            "{document: plan-review, digest: <digest of plan-review>}]\n"
            "what: A\nwhy: B\neffect_on: {goals: C, resources: D, schedule: E}\n"
        )
    }


def test_where_several_wait_one_must_be_named() -> None:
    both = {**scope_change("", "li-na"), **scope_change("-2", "li-na")}
    assert refused(sheet(both, agree("wu-fang"), record="2026")) == [
        (
            "several documents of `2026` are put to the vote",
            "name one of them: ('`scope-change`', '`scope-change-2`')",
        )
    ]
    assert len(sheet(both, agree("wu-fang"), record="2026", document="scope-change-2").files) == 1


def test_the_one_that_waits_for_this_person_needs_no_name() -> None:
    both = {**scope_change("", "li-na"), **scope_change("-2", "li-na")}
    voted = vote("wu-fang", "agree", day="2026-04-17", name="scope-change", folder=YEAR)
    assert [
        path.split(".")[0]
        for path in sheet({**both, **voted}, agree("wu-fang"), record="2026").files
    ] == [f"{YEAR}/approvals/scope-change-2"]
