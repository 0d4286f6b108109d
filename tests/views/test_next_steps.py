"""What comes next, in every state a record can stand in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from handrail.render.language import translate
from handrail.render.steps import to_text
from handrail.render.terminal import PLAIN
from handrail.rules import judge
from handrail.views.next_steps import next_steps
from handrail.views.next_steps import possible_beside
from handrail.views.next_steps import what_follows
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

OLD_DIGEST = DECISION[f"{PORTAL}/decision.yaml"].replace(
    "<digest of proposal>", f"sha256:{'0' * 64}"
)
LAPSED_VOTE = {
    f"{PORTAL}/approvals/decision.00000000.wu-fang.yaml": (
        f"document: decision\ndigest: sha256:{'0' * 64}\nverdict: agree\n"
        "role: improvement-committee\nby: wu-fang\ndate: 2026-04-16"
    )
}
STATES: Mapping[str, Mapping[str, str]] = {
    "to be written": {},
    "being written": {f"{PORTAL}/decision.yaml": "by: improvement-committee\nrecorded_by: he-ping"},
    "put to the vote": {**DECISION, **vote("wang-wei", "agree")},
    "what was decided on has changed": {
        f"{PORTAL}/decision.yaml": OLD_DIGEST,
        **vote("wang-wei", "agree"),
    },
    "what is to be decided on has changed": {f"{PORTAL}/decision.yaml": OLD_DIGEST},
    "what was voted on has changed": {**DECISION, **LAPSED_VOTE},
    "what was voted on is gone": LAPSED_VOTE,
    "outcome unknown": {
        f"{PORTAL}/evaluation.yaml": "outcome: declned",
        f"{PORTAL}/proposal.yaml": "-",
    },
    "cannot be read": {f"{PORTAL}/proposal.yaml": "by: [\n"},
    "workflow unknown": {f"{PORTAL}/suggestion.yaml": "workflow: 9"},
    "parked": {
        f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-05-04",
        f"{PORTAL}/proposal.yaml": "-",
    },
}


@pytest.mark.parametrize("state", list(STATES))
def test_next_step(state: str, snapshot: SnapshotAssertion) -> None:
    register = small(STATES[state])
    steps = next_steps(register, register.dossiers_by_id["self-service-portal"], judge(register))
    assert to_text(steps, "en", PLAIN) == snapshot


def test_a_word_that_leads_nowhere_is_told_before_anybody_votes_on_it() -> None:
    changed = DECISION[f"{PORTAL}/decision.yaml"].replace("outcome: rejected", "outcome: rejcted")
    register = small({f"{PORTAL}/decision.yaml": changed})
    (step,) = next_steps(register, register.dossiers_by_id["self-service-portal"], judge(register))
    assert [(one.rule, translate(one.message, "en")) for one in step.unmet] == [
        ("unknown-outcome", "«Review and decide» knows no outcome `rejcted`")
    ]


def test_what_is_still_empty_in_a_draft_is_told_once() -> None:
    register = small({f"{PORTAL}/decision.yaml": "by: improvement-committee\noutcome:\nreasons:"})
    (step,) = next_steps(register, register.dossiers_by_id["self-service-portal"], judge(register))
    assert step.unmet == ()
    assert "`outcome`" in translate(step.advice[0].text, "en")
    assert "`reasons`" in translate(step.advice[0].text, "en")


def test_nothing_comes_next_where_a_record_has_ended() -> None:
    register = small()
    assert next_steps(register, register.dossiers_by_id["incident-form"]) == ()


def test_what_may_be_done_beside_the_path() -> None:
    register = small()
    portal = register.dossiers_by_id["self-service-portal"]
    assert [(step.id, path) for step, path in possible_beside(register, portal)] == [
        ("withdraw", f"{PORTAL}/withdrawal.yaml")
    ]


def test_what_stands_beside_already_is_numbered_on() -> None:
    register = small({f"{PORTAL}/withdrawal.yaml": "by: li-na"})
    portal = register.dossiers_by_id["self-service-portal"]
    assert [path for _, path in possible_beside(register, portal)] == [
        f"{PORTAL}/withdrawal-2.yaml"
    ]


def test_where_the_workflow_is_unknown_nothing_is_possible_beside() -> None:
    register = small({f"{PORTAL}/suggestion.yaml": "workflow: 9"})
    assert possible_beside(register, register.dossiers_by_id["self-service-portal"]) == ()


def test_one_day_is_one_day() -> None:
    register = small(as_of=date(2026, 4, 13))
    steps = next_steps(register, register.dossiers_by_id["self-service-portal"])
    assert "since: 2026-04-10, 1 working day\n" in to_text(steps, "en", PLAIN)


FOLLOWS = {
    "to be written": "next: «Review and decide», he-ping: `handrail new decision self-service-portal`",
    "being written": "next: «Review and decide», he-ping: `handrail finish self-service-portal decision`",
    "put to the vote": "put to the vote: wu-fang, huang-qiang vote with "
    "`handrail approve self-service-portal decision --verdict agree`",
    "what was voted on has changed": "`handrail next self-service-portal` says what comes next",
    "outcome unknown": "`handrail next self-service-portal` says what comes next",
    "workflow unknown": "`handrail next self-service-portal` says what comes next",
    "parked": "from 2026-05-04 on: «Evaluate and select», li-na: `handrail new evaluation self-service-portal`",
}


@pytest.mark.parametrize("state", list(FOLLOWS))
def test_what_follows_in_one_line(state: str) -> None:
    register = small(STATES[state])
    portal = register.dossiers_by_id["self-service-portal"]
    assert translate(what_follows(register, portal, "proposal"), "en") == FOLLOWS[state]


def test_what_follows_an_end() -> None:
    register = small()
    form = register.dossiers_by_id["incident-form"]
    said = translate(what_follows(register, form, "adoption"), "en")
    assert said == "`incident-form` has ended: Adopted"
