"""Where a record stands: for whom it waits, since when and until when, and where it cannot be told."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.register import Progress
from handrail.register import Register
from handrail.register import State
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import small
from tests.walks import TEMPLATES
from tests.walks import said

PORTAL = "improvements/2026/self-service-portal"
FORM = "improvements/2026/incident-form"
PROCESS = "processes/continual-improvement/process.yaml"
DECISION = """\
by: improvement-committee
recorded_by: he-ping
completed: 2026-04-13
decides_on:
  - {document: suggestion, digest: <digest of suggestion>}
  - {document: evaluation, digest: <digest of evaluation>}
  - {document: proposal, digest: <digest of proposal>}
outcome: approved
class: major
major_test: {complex: true, risky: false, multi_party: false, procurement: true}
priority: low
considered: {business_goals: Yes, industry_experience: Yes, current_state: Yes, cost_resources_time: Yes}
reasons: It helps."""


def progress(register: Register, record: str = "self-service-portal") -> Progress:
    return register.progress(register.dossiers_by_id[record])


def votes(name: str, *people: str, day: str = "2026-04-14") -> dict[str, str]:
    return {
        f"{PORTAL}/approvals/{name}.<short digest of {name}>.{person}.yaml": (
            f"document: {name}\ndigest: <digest of {name}>\nverdict: agree\nrole: improvement-committee\nby: {person}\ndate: {day}"
        )
        for person in people
    }


def written(kind: str, by: str = "chen-jie", completed: str = "2026-04-15", **more: object) -> str:
    return said({"by": by, "completed": completed, **TEMPLATES[kind], **more})


def rests_on(*names: str) -> list[dict[str, str]]:
    return [{"document": name, "digest": f"<digest of {name}>"} for name in names]


def chartered(manager: str) -> dict[str, str]:
    """The portal as a major improvement whose project team is set up."""
    charter = written(
        "charter",
        "improvement-committee",
        recorded_by="he-ping",
        manager=manager,
        decides_on=rests_on("decision"),
    )
    return {
        f"{PORTAL}/decision.yaml": DECISION,
        **votes("decision", "wang-wei", "wu-fang"),
        f"{PORTAL}/charter.yaml": charter,
        **votes("charter", "wang-wei", "wu-fang", day="2026-04-16"),
    }


# -- whose turn it is -------------------------------------------------------------------------


def waits(
    register: Register, record: str = "self-service-portal"
) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (wait.document, wait.state.value, wait.people) for wait in progress(register, record).waits
    ]


def test_document_of_a_body_waits_for_its_secretary() -> None:
    assert waits(small()) == [("decision", "to do", ("he-ping",))]


def test_without_a_secretary_it_waits_for_the_chair() -> None:
    text = SMALL["organization.yaml"].replace(
        "      - {person: he-ping, as: secretary, from: 2025-01-01}\n", ""
    )
    bodies = "bodies:" + text.partition("\nbodies:")[2]
    assert waits(small({"organization.yaml": bodies})) == [("decision", "to do", ("wang-wei",))]


def test_missing_document_waits_for_the_holders_of_its_roles_once_each() -> None:
    register = small({f"{PORTAL}/proposal.yaml": "-"})
    assert waits(register) == [("proposal", "to do", ("li-na", "chen-jie"))]


def test_draft_waits_for_who_writes_it() -> None:
    register = small({f"{PORTAL}/proposal.yaml": "completed: -\nby: chen-jie"})
    assert waits(register) == [("proposal", "draft", ("chen-jie",))]


def test_draft_of_a_body_waits_for_who_records_it() -> None:
    draft = DECISION.replace("completed: 2026-04-13\n", "")
    assert waits(small({f"{PORTAL}/decision.yaml": draft})) == [("decision", "draft", ("he-ping",))]


def test_vote_waits_for_those_entitled_who_are_silent() -> None:
    register = small({f"{PORTAL}/decision.yaml": DECISION, **votes("decision", "wu-fang")})
    assert waits(register) == [("decision", "vote", ("wang-wei", "huang-qiang"))]


def test_lapsed_vote_waits_for_the_secretary() -> None:
    register = small({f"{FORM}/decision.yaml": "priority: low"})
    assert waits(register, "incident-form") == [("decision", "lapsed", ("he-ping",))]


def test_project_manager_is_the_one_the_charter_names() -> None:
    assert waits(small(chartered("huang-qiang"))) == [("project-plan", "to do", ("huang-qiang",))]


def test_process_owner_is_the_one_who_owns_the_process_the_proposal_names() -> None:
    changes = {f"{FORM}/{name}.yaml": "-" for name in ("implementation", "effect", "adoption")}
    assert waits(small(changes), "incident-form") == [("implementation", "to do", ("chen-jie",))]


def test_process_owned_by_a_role_is_owned_by_its_holder() -> None:
    changes = {"processes/incident-management/process.yaml": "owner: it-director"}
    changes |= {f"{FORM}/{name}.yaml": "-" for name in ("implementation", "effect", "adoption")}
    assert waits(small(changes), "incident-form") == [("implementation", "to do", ("wang-wei",))]


def test_scope_change_under_vote_is_waited_for_beside_the_step() -> None:
    change = written(
        "scope-change", decides_on=rests_on("decision", "implementation", "proposal", "proposal-2")
    )
    changes = {f"{FORM}/{name}.yaml": "-" for name in ("effect", "adoption")}
    changes |= {
        f"{FORM}/scope-change.yaml": change,
        f"{FORM}/proposal-2.yaml": written("proposal", "li-na"),
    }
    register = small(changes)
    assert found(register) == []
    assert waits(register, "incident-form") == [
        ("effect", "to do", ("li-na", "chen-jie")),
        ("scope-change", "vote", ("wang-wei", "wu-fang", "huang-qiang")),
    ]


@pytest.mark.parametrize(
    ("day", "rules"),
    [("2026-02-05", []), ("2026-02-06", []), ("2026-02-07", ["decides-on-incomplete"])],
)
def test_what_was_done_on_the_day_of_a_scope_change_may_have_come_after_it(
    day: str, rules: list[str]
) -> None:
    change = written(
        "scope-change", completed=day, decides_on=rests_on("decision", "proposal", "proposal-2")
    )
    changes = {f"{FORM}/{name}.yaml": "-" for name in ("effect", "adoption")}
    changes |= {
        f"{FORM}/scope-change.yaml": change,
        f"{FORM}/proposal-2.yaml": written("proposal", "li-na", completed=day),
    }
    told = [one.split()[0] for one in found(small(changes))]
    assert [rule for rule in told if "decides" in rule] == rules


def test_plan_of_a_year_waits_for_its_next_review() -> None:
    assert waits(small(), "2026") == [("plan-review-2", "to do", ("li-na",))]


def test_ended_record_waits_for_nobody() -> None:
    register = small()
    assert waits(register, "incident-form") == []
    assert not progress(register, "incident-form").is_open


# -- since when and until when ----------------------------------------------------------------


def times(
    register: Register, record: str = "self-service-portal"
) -> tuple[date | None, date | None, date | None]:
    one = progress(register, record)
    return one.since, one.not_before, one.due


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_thirty_working_days_pass_over_weekends_and_holidays() -> None:
    assert times(small()) == (day("2026-04-10"), None, day("2026-05-25"))


@pytest.mark.parametrize(
    ("calendar", "due"),
    [
        ("calendar: -", "2026-05-22"),
        ("calendar: {holidays: [2026-05-01, 2026-05-04, 2026-05-05]}", "2026-05-27"),
        ("calendar: {holidays: [2026-05-01], workdays: [2026-05-02]}", "2026-05-22"),
        ("calendar: {weekend: [sunday]}", "2026-05-15"),
        ("calendar: {weekend: [friday, saturday], holidays: [2026-05-01]}", "2026-05-21"),
    ],
)
def test_calendar_decides_which_days_are_worked(calendar: str, due: str) -> None:
    assert times(small({"handrail.yaml": calendar}))[2] == day(due)


def activities(old: str, new: str) -> dict[str, str]:
    text = SMALL[PROCESS]
    assert text.count(old) == 1
    return {PROCESS: "activities:" + text.replace(old, new).partition("\nactivities:")[2]}


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        ("within: P30D\n    count: calendar", "2026-05-10"),
        ("within: P2W", "2026-04-30"),
        ("within: P1M", "2026-05-10"),
        ("within: P1M2D", "2026-05-12"),
        ("within: PT4H", "2026-04-10"),
        ("automation: manual", None),
    ],
)
def test_limit_is_the_one_the_process_file_sets(limit: str, due: str | None) -> None:
    step = "approved_by: improvement-committee\n    within: P30D\n    next: {approved"
    register = small(
        activities(step, f"approved_by: improvement-committee\n    {limit}\n    next: {{approved")
    )
    assert times(register)[2] == (day(due) if due else None)


def test_effect_is_not_measured_before_its_time() -> None:
    changes = {f"{FORM}/effect.yaml": "-", f"{FORM}/adoption.yaml": "-"}
    assert times(small(changes), "incident-form") == (
        day("2026-02-06"),
        day("2026-03-20"),
        day("2026-05-04"),
    )


def test_reviews_of_the_plan_follow_the_cadence() -> None:
    assert times(small(), "2026") == (day("2026-04-16"), None, day("2026-07-16"))
    assert times(small({"improvements/2026/plan-review.yaml": "-"}), "2026")[0] == day("2026-01-29")


def test_parked_suggestion_waits_from_the_day_it_returns() -> None:
    changes = {
        f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-09-10",
        f"{PORTAL}/proposal.yaml": "-",
    }
    register = small(changes)
    assert progress(register).document == "evaluation-2"
    assert times(register) == (day("2026-09-10"), None, day("2026-10-10"))


def test_drafting_and_voting_do_not_move_the_time_limit() -> None:
    register = small({f"{PORTAL}/decision.yaml": DECISION, **votes("decision", "wu-fang")})
    assert times(register) == times(small())


def test_decided_step_counts_from_the_deciding_vote() -> None:
    register = small(
        {
            f"{PORTAL}/decision.yaml": DECISION,
            **votes("decision", "wang-wei", "wu-fang", day="2026-04-17"),
        }
    )
    one = progress(register)
    assert (one.here and one.here.id, one.since) == ("charter-project", day("2026-04-17"))


def test_nothing_that_stopped_for_another_reason_is_overdue() -> None:
    changes = {f"{PORTAL}/evaluation.yaml": "outcome: selectd"}
    assert found(small(changes, as_of=date(2027, 1, 1))) == [
        "action-overdue improvements/2026/meetings/2026-04-16-plan-review.yaml:13:82",
        "overdue improvements/2026/plan-review.yaml:2:12",
        f"unknown-outcome {PORTAL}/evaluation.yaml:11:10",
    ]


# -- where it cannot be told ------------------------------------------------------------------


def stands(register: Register, record: str = "self-service-portal") -> tuple[State, str | None]:
    return progress(register, record).state, progress(register, record).document


@pytest.mark.parametrize("name", ["suggestion", "evaluation", "proposal"])
def test_unreadable_document_is_there_and_stops_the_walk(name: str) -> None:
    register = small({f"{PORTAL}/{name}.yaml": "by: *nobody"})
    assert stands(register) == (State.UNREAD, name)
    assert [finding.partition(" ")[0] for finding in found(register)] == ["yaml-anchor"]


@pytest.mark.parametrize("value", ["soon", "2026-02-30", "5", "[2026-01-08]", "{}", "''"])
def test_completed_that_is_no_day_is_not_taken_for_a_draft(value: str) -> None:
    register = small({f"{PORTAL}/evaluation.yaml": f"completed: {value}"})
    assert stands(register) == (State.UNREAD, "evaluation")
    assert len(found(register)) == 1


def test_schema_fault_elsewhere_in_a_document_does_not_stop_the_walk() -> None:
    register = small({f"{PORTAL}/evaluation.yaml": "urgency: {urgency: 7, priority: 1}"})
    assert stands(register) == (State.TODO, "decision")


@pytest.mark.parametrize("word", ["", "[selected]", "5", "true"])
def test_word_that_is_no_word_stops_the_walk_and_is_one_finding(word: str) -> None:
    register = small({f"{PORTAL}/evaluation.yaml": f"outcome: {word}"})
    assert progress(register).state in {State.UNREAD, State.UNKNOWN}
    assert len(found(register)) == 1


def test_unknown_word_is_remembered_and_later_documents_are_not_judged() -> None:
    register = small({f"{PORTAL}/evaluation.yaml": "outcome: declned"})
    one = progress(register)
    assert (one.state, one.word, one.out_of_turn) == (State.UNKNOWN, "declned", None)


def test_workflow_that_is_not_kept_stops_every_record_that_names_it() -> None:
    register = small({f"{PORTAL}/suggestion.yaml": "workflow: 7"})
    assert (progress(register).workflow, progress(register).state) == (None, State.UNREAD)


def test_record_ends_under_the_workflow_it_began_with() -> None:
    changes = {
        f"{PORTAL}/suggestion.yaml": "workflow: 1\nby: li-na", f"{PORTAL}/evaluation.yaml": "-", f"{PORTAL}/proposal.yaml": "-",
        f"{PORTAL}/implementation.yaml": written("implementation", "li-na"),
    }  # fmt: skip
    register = small(changes)
    assert progress(register).ended_as == "done"
    assert found(register) == []


def test_of_several_documents_too_early_the_earliest_is_told() -> None:
    changes = {
        f"{PORTAL}/adoption.yaml": written("adoption", "li-na", "2026-04-17"),
        f"{PORTAL}/implementation.yaml": written("implementation", completed="2026-04-15"),
        f"{PORTAL}/reversion.yaml": written("reversion", "li-na", "2026-04-15"),
    }
    register = small(changes)
    assert progress(register).out_of_turn == "implementation"
    assert [finding.partition(" ")[0] for finding in found(register)] == ["document-out-of-turn"]


def test_drafts_are_never_too_early() -> None:
    changes = {
        f"{PORTAL}/{kind}.yaml": said({"by": "li-na", **TEMPLATES[kind]})
        for kind in ("implementation", "rollout")
    }
    assert progress(small(changes)).out_of_turn is None


def test_document_finished_after_the_record_was_withdrawn_is_out_of_turn() -> None:
    changes = {
        f"{PORTAL}/withdrawal.yaml": written("withdrawal", "li-na", "2026-04-02"),
        f"{PORTAL}/proposal.yaml": "completed: 2026-04-10",
    }
    register = small(changes)
    assert (progress(register).ended_as, progress(register).out_of_turn) == (
        "withdrawn",
        "proposal",
    )


def test_withdrawal_counts_only_before_the_vote_is_asked_for() -> None:
    changes = {
        f"{PORTAL}/decision.yaml": DECISION,
        f"{PORTAL}/withdrawal.yaml": written("withdrawal", "li-na"),
    }
    assert progress(small(changes)).out_of_turn == "withdrawal"


def test_steps_done_are_told_with_their_documents_words_and_days() -> None:
    one = progress(small(), "incident-form")
    assert [(visit.step.number, visit.document, visit.word, visit.date) for visit in one.path] == [
        (3, "suggestion", None, day("2026-01-05")),
        (4, "evaluation", "selected", day("2026-01-08")),
        (5, "proposal", None, day("2026-01-20")),
        (6, "decision", "approved", day("2026-01-29")),
        (7, None, "minor", None),
        (8, "implementation", None, day("2026-02-06")),
        (9, "effect", None, day("2026-03-27")),
        (10, None, "reached", None),
        (11, "adoption", None, day("2026-04-10")),
    ]
    assert [visit.document for visit in one.visits("review")] == ["decision"]
    assert [visit.document for visit in one.path if visit.is_carried] == ["decision"]


def test_nothing_depends_on_the_day_but_what_is_overdue() -> None:
    early, late = small(), small(as_of=date(2030, 1, 1))
    assert found(early) == []
    assert [finding.partition(" ")[0] for finding in found(late)] == [
        "action-overdue",
        "overdue",
        "overdue",
    ]
    assert progress(early).path == progress(late).path
    assert date(2026, 4, 20) == AS_OF
