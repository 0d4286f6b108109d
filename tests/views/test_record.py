from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from syrupy.assertion import SnapshotAssertion

from handrail.model.messages import say
from handrail.model.tables import Table
from handrail.render.tables import join
from handrail.render.terminal import PLAIN
from handrail.views import plans
from handrail.views import record
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

OBJECTION = vote("wu-fang", "object", comment="Too dear.")


def tables(record_id: str, changes: Mapping[str, str] | None = None) -> list[Table]:
    register = small(changes)
    dossier = register.dossiers_by_id[record_id]
    views = (record.facts, record.track, record.documents, record.votes)
    return [view(register, dossier) for view in views]


def test_an_improvement_that_has_ended(snapshot: SnapshotAssertion) -> None:
    assert join(tables("incident-form"), "text", "en", PLAIN) == snapshot


def test_an_improvement_before_the_committee(snapshot: SnapshotAssertion) -> None:
    changes = {**DECISION, **vote("wang-wei", "agree"), **OBJECTION}
    assert join(tables("self-service-portal", changes), "text", "en", PLAIN) == snapshot


def test_a_plan(snapshot: SnapshotAssertion) -> None:
    register = small()
    goals = plans.goal_table(register, register.dossiers_by_id["2026"])
    assert join([*tables("2026"), goals], "text", "en", PLAIN) == snapshot


def test_every_vote_says_what_it_is_worth() -> None:
    changes = {
        **DECISION,
        **vote("wang-wei", "agree"),
        **vote("li-na", "agree"),
        **vote("chen-jie", "agree"),
        f"{PORTAL}/approvals/decision.00000000.wu-fang.yaml": (
            f"document: decision\ndigest: sha256:{'0' * 64}\nverdict: agree\n"
            "role: improvement-committee\nby: wu-fang\ndate: 2026-04-16"
        ),
        f"{PORTAL}/approvals/decision.00000000.he-ping.yaml": "document: decision",
        **vote("huang-qiang", "agree", name="proposal"),
    }
    votes = tables("self-service-portal", changes)[3]
    worth = {row[1].id if row[1] else None: str(row[6]) for row in votes.rows}  # type: ignore[union-attr] # a link or nothing
    assert worth == {
        "wang-wei": "counts",
        "li-na": "does not count: wrote a part of it",
        "chen-jie": "does not count: wrote a part of it",
        "wu-fang": "lapsed: the document has changed",
        None: "cannot be read",
        "huang-qiang": "does not count: nothing is put to the vote",
    }


def test_votes_lapse_with_what_they_decided_on() -> None:
    changes = {**DECISION, **vote("wang-wei", "agree")}
    changes[f"{PORTAL}/decision.yaml"] = changes[f"{PORTAL}/decision.yaml"].replace(
        "<digest of proposal>", f"sha256:{'0' * 64}"
    )
    votes = tables("self-service-portal", changes)[3]
    assert [row[6] for row in votes.rows] == [say("lapsed: what it decides on has changed")]
    assert shown_of_decision(changes) == ("votes have lapsed", "lapsed", "votes have lapsed")


def shown_of_decision(changes: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what the track and the list of documents say of the portal's decision."""
    _, track, documents, _ = tables("self-service-portal", changes)
    here = next(row for row in track.rows if row[0] == 6)
    return str(here[2]), str(here[6]), str(documents.rows[-1][3])


def test_what_is_put_to_the_vote_is_not_done() -> None:
    assert shown_of_decision({**DECISION, **vote("wang-wei", "agree")}) == (
        "put to the vote",
        "1 of 3 agree",
        "put to the vote",
    )


def test_where_nobody_has_voted_no_votes_have_lapsed() -> None:
    text = DECISION[f"{PORTAL}/decision.yaml"].replace("<digest of proposal>", f"sha256:{'0' * 64}")
    unfit = "`decides_on` does not fit"
    assert shown_of_decision({f"{PORTAL}/decision.yaml": text}) == (unfit, "None", unfit)


def test_what_may_still_come_is_in_the_order_of_its_numbers() -> None:
    register = small()
    rows = record.track_rows(register, register.dossiers_by_id["self-service-portal"])
    ahead = {row.step.id: row.step.number or 0 for row in rows if row.state == record.AHEAD}
    assert list(ahead.values()) == sorted(ahead.values())


def test_a_step_that_comes_again_is_still_ahead() -> None:
    parked = {
        f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-05-04",
        f"{PORTAL}/proposal.yaml": "-",
    }
    register = small(parked)
    rows = list(record.track_rows(register, register.dossiers_by_id["self-service-portal"]))
    assert [(row.step.id, str(row.state), row.document, row.date) for row in rows[:3]] == [
        ("collect", "done", "suggestion", date(2026, 1, 6)),
        ("evaluate", "done", "evaluation", date(2026, 1, 8)),
        ("evaluate", "to be written", None, None),
    ]
    assert rows[1].word == "parked"
    assert all(row.state == record.AHEAD for row in rows[3:])
    assert "detail" in [row.step.id for row in rows[3:]]


def test_votes_are_counted_in_words() -> None:
    everybody = ("wang-wei", "wu-fang", "huang-qiang")

    def told(*verdicts: str) -> str:
        cast = {
            path: text
            for person, verdict in zip(everybody, verdicts, strict=True)
            for path, text in vote(person, verdict).items()
        }
        register = small({**DECISION, **cast})
        portal = register.dossiers_by_id["self-service-portal"]
        return str(record.tally(register.progress(portal).ballots[0]))

    assert told("agree", "agree", "agree") == "3 of 3 agree"
    assert told("agree", "agree", "object") == "2 of 3 agree, 1 object"
    assert told("agree", "agree", "abstain") == "2 of 3 agree, 1 abstain"
    assert told("agree", "object", "abstain") == "1 of 3 agree, 1 object, 1 abstain"


def test_a_document_that_cannot_be_read_is_listed() -> None:
    rows = tables("self-service-portal", {f"{PORTAL}/proposal.yaml": "by: [\n"})[2].rows
    assert [(str(row[3]), row[4]) for row in rows][-1] == ("cannot be read", None)


def test_where_the_workflow_is_unknown_there_is_no_track() -> None:
    changes = {f"{PORTAL}/suggestion.yaml": "workflow: 9"}
    assert tables("self-service-portal", changes)[1].rows == ()
