"""A carried scope change puts the next number in force; until then the old one holds."""

from __future__ import annotations

from handrail.register import in_force
from handrail.views import record
from tests.overlay import SMALL
from tests.overlay import small
from tests.views.samples import PORTAL
from tests.views.samples import vote

FORM = "improvements/2026/incident-form"
CHANGE = {
    f"{FORM}/proposal-2.yaml": SMALL[f"{FORM}/proposal.yaml"].replace("2026-01-20", "2026-02-02"),
    f"{FORM}/scope-change.yaml": """\
by: li-na
completed: 2026-02-02
decides_on:
  - {document: decision, digest: <digest of decision>}
  - {document: proposal, digest: <digest of proposal>}
  - {document: proposal-2, digest: <digest of proposal-2>}
what: The form asks for the floor too.
why: Nobody could be found.
effect_on: {goals: None, resources: None, schedule: None}
""",
}
CARRIED = {
    **vote("wu-fang", "agree", day="2026-02-03", name="scope-change", folder=FORM),
    **vote("huang-qiang", "agree", day="2026-02-03", name="scope-change", folder=FORM),
}


def test_until_it_is_carried_the_old_one_holds() -> None:
    register = small(CHANGE)
    document = in_force(register, register.dossiers_by_id["incident-form"], "proposal")
    assert document is not None
    assert document.name == "proposal"


def test_once_it_is_carried_the_new_one_holds() -> None:
    register = small({**CHANGE, **CARRIED})
    document = in_force(register, register.dossiers_by_id["incident-form"], "proposal")
    assert document is not None
    assert document.name == "proposal-2"


def test_before_any_was_walked_the_draft_is_shown() -> None:
    register = small({f"{PORTAL}/proposal.yaml": "completed: -"})
    document = in_force(register, register.dossiers_by_id["self-service-portal"], "proposal")
    assert document is not None
    assert document.is_draft


def test_a_vote_beside_the_path_shows_in_the_track_and_is_waited_for() -> None:
    register = small(CHANGE)
    rows = list(record.track_rows(register, register.dossiers_by_id["incident-form"]))
    assert [
        (row.step.id, row.document, str(row.state))
        for row in rows
        if row.document == "scope-change"
    ] == [("change-scope", "scope-change", "put to the vote")]


def test_where_an_improvement_went_that_was_merged() -> None:
    changes = {
        f"{PORTAL}/evaluation.yaml": "outcome: merged\ninto: incident-form",
        f"{PORTAL}/proposal.yaml": "-",
    }
    register = small(changes)
    facts = record.facts(register, register.dossiers_by_id["self-service-portal"])
    assert [row[2].id for row in facts.rows if row[0] == "into"] == ["incident-form"]  # type: ignore[union-attr] # a link
