"""What the examples of the other rules do not say."""

from __future__ import annotations

import pytest

from handrail.rules import judge
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import overlay
from tests.overlay import small
from tests.walks import TEMPLATES
from tests.walks import said

PORTAL = "improvements/2026/self-service-portal"
FORM = "improvements/2026/incident-form"
INCIDENTS = "processes/incident-management/process.yaml"
PROCESS = "processes/continual-improvement/process.yaml"
ORGANIZATION = "organization.yaml"


def written(kind: str, completed: str = "2026-04-17", **more: object) -> str:
    return said({"by": "chen-jie", "completed": completed, **TEMPLATES[kind], **more})


def moved(folder: str, path: str) -> dict[str, str]:
    """The suggestion of the portal in another place, long answered."""
    withdrawn = said({"by": "li-na", "completed": "2026-01-07", **TEMPLATES["withdrawal"]})
    return {
        f"{folder}/suggestion.yaml": SMALL[path],
        f"{folder}/withdrawal.yaml": withdrawn,
    }


# -- identity ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["approvals-of-ours", "2026", "a", "x1-2"])
def test_slug_is_an_id(name: str) -> None:
    assert found(small(moved(f"improvements/2026/{name}", f"{PORTAL}/suggestion.yaml"))) == []


@pytest.mark.parametrize(
    "name", ["Portal", "self_service", "portal-", "-portal", "a--b", "自助服务", "a b", "a.b"]
)
def test_anything_else_is_none(name: str) -> None:
    folder = f"improvements/2026/{name}"
    changes = moved(folder, f"{PORTAL}/suggestion.yaml")
    assert [one.partition(":")[0] for one in found(small(changes))] == [
        f"bad-id {folder}/suggestion.yaml"
    ]


@pytest.mark.parametrize("name", ["approvals", "assessments", "meetings", "surveys"])
def test_names_of_the_folders_of_every_year_are_no_ids(name: str) -> None:
    findings = found(small(moved(f"improvements/2026/{name}", f"{PORTAL}/suggestion.yaml")))
    assert findings
    assert all(name in one for one in findings)


def test_role_that_is_called_like_a_person_is_found() -> None:
    text = SMALL[ORGANIZATION].replace("id: it-director", "id: wu-fang")
    roles = "roles:" + text.partition("\nroles:")[2].partition("\nbodies:")[0]
    assert found(small({ORGANIZATION: roles})) == [f"duplicate-id {ORGANIZATION}:11:10"]


def test_workflow_is_kept_under_its_number() -> None:
    path = "processes/continual-improvement/workflows/1.yaml"
    assert found(small({path: "workflow: 5"})) == [f"misplaced-document {path}:1:11"]


def test_ids_in_lists_of_lists_are_found() -> None:
    tree = "classification:\n  - id: software\n    title: Software\n    children:\n      - {id: mail, title: Mail}\n      - {id: mail, title: Post}"
    last = len(overlay({INCIDENTS: tree})[INCIDENTS].splitlines())
    assert found(small({INCIDENTS: tree})) == [f"duplicate-id {INCIDENTS}:{last}:14"]


# -- offices ----------------------------------------------------------------------------------


def test_process_owned_by_a_role_of_two_people_has_no_one_owner() -> None:
    roles = "roles: [{id: quality-lead, title: Q, holders: [{person: li-na, from: 2025-01-01}, {person: he-ping, from: 2025-01-01}]}, {id: it-director, title: D, holders: [{person: wang-wei, from: 2025-01-01}]}]"
    changes = {ORGANIZATION: roles, PROCESS: "owner: quality-lead"}
    assert found(small(changes)) == [f"owner-not-active {PROCESS}:6:8"]


def test_retired_process_needs_no_owner() -> None:
    changes = {
        INCIDENTS: "owner: guo-yan\nformer_owners: [{owner: chen-jie, until: 2026-04-17}]\nstate: retired",
        PROCESS: "inputs: [{id: suggestion, source: Everybody, title: Improvement point}]",
    }
    assert found(small(changes)) == []


EVENT = """\
by: li-na
date: {day}
title: A second plant
kind: site
processes: [incident-management]
review_by: 2026-07-31
"""


@pytest.mark.parametrize(
    ("path", "day", "expected"),
    [
        ("2026/change-events/second-plant", "2026-01-12", []),
        ("2026/change-events/Second plant!", "2026-01-12", ["bad-id 1:1"]),
        ("2025/change-events/second-plant", "2026-01-12", ["misplaced-document 2:7"]),
        ("2026/change-events/second-plant", "2025-12-31", ["misplaced-document 2:7"]),
        # A day that has not come is told as that.
        ("2025/change-events/second-plant", "2026-06-12", ["date-in-future 2:7"]),
    ],
)  # fmt: skip
def test_change_event_lies_where_people_look_for_it(
    path: str, day: str, expected: list[str]
) -> None:
    file = f"improvements/{path}.yaml"
    told = found(small({file: EVENT.format(day=day)}))
    assert [one.replace(f"{file}:", "") for one in told] == expected


# -- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (
            ORGANIZATION,
            "levels: [{id: a, title: A, when: {class: minor}, role: it-director, from: 2026-01-02, until: 2026-01-01}]",
            "22:94",
        ),
        (
            f"{PORTAL}/proposal.yaml",
            "plan: [{id: a, title: A, owner: li-na, from: 2026-05-02, to: 2026-05-01}]",
            "11:62",
        ),
        (f"{PORTAL}/suggestion.yaml", "suggested_on: 2026-01-07", "4:12"),
    ],
)
def test_dates_that_stand_the_wrong_way_round_are_found_wherever_they_are(
    path: str, text: str, place: str
) -> None:
    assert found(small({path: text})) == [f"dates-out-of-order {path}:{place}"]


@pytest.mark.parametrize(
    "text", ["from: 2026-01-02", "from: soon, to: 2026-01-01", "from: 2026-01-01, to: 2026-01-01"]
)
def test_pairs_that_are_no_pairs_of_days_are_let_be(text: str) -> None:
    changes = {f"{PORTAL}/proposal.yaml": f"plan: [{{id: a, title: A, owner: li-na, {text}}}]"}
    assert "dates-out-of-order" not in {one.partition(" ")[0] for one in found(small(changes))}


def test_today_is_not_the_future() -> None:
    assert found(small({f"{PORTAL}/proposal.yaml": "completed: 2026-04-20"})) == []
    assert found(small({f"{PORTAL}/proposal.yaml": "completed: 2026-04-21"})) == [
        f"date-in-future {PORTAL}/proposal.yaml:3:12"
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (INCIDENTS, "review: {{every: P6M, last: {day}}}"),
        (INCIDENTS, "recurring: [{{id: a, what: A, every: P1M, responsible: service-desk, last: {day}}}]"),
        (INCIDENTS, 'state: planned\nchanges: [{{version: "1.0", date: {day}, summary: First}}]'),
        (INCIDENTS, 'changes: [{{version: "1.0", date: {day}, summary: First}}]'),
        (f"{PORTAL.rpartition('/')[0]}/plan-review.yaml", "actions: [{{id: a, what: A, owner: li-na, due: 2026-05-01, done: {day}}}]"),
    ],
)  # fmt: skip
def test_what_is_said_to_have_happened_did(path: str, text: str) -> None:
    told = [one.partition(" ")[0] for one in found(small({path: text.format(day="2026-04-21")}))]
    assert told == ["date-in-future"]
    before = found(small({path: text.format(day="2026-04-20")}))
    assert not any(one.startswith("date-in-future") for one in before)


# -- the way ----------------------------------------------------------------------------------


def hint(changes: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.rule, str(one.hint)) for one in judge(small(changes))]


def test_hint_to_what_is_too_early_says_what_is_waited_for() -> None:
    assert hint({f"{PORTAL}/rollout.yaml": written("rollout")})[0][1].endswith(
        "waits for `decision`: finish that first, or remove `completed` here"
    )
    assert hint({f"{FORM}/rollout.yaml": written("rollout")}) == [
        ("document-out-of-turn", "`incident-form` has ended: nothing may follow")
    ]


def test_hint_to_a_second_version_without_a_scope_change_names_the_scope_change() -> None:
    (found_here,) = hint({f"{FORM}/proposal-2.yaml": written("proposal")})
    assert found_here[0] == "document-out-of-turn"
    assert "`scope-change`" in found_here[1]


def test_process_that_does_not_say_where_records_start_is_found() -> None:
    register = small({PROCESS: "starts: -\nworkflow: -\nends: -"})
    assert "no-improvement-process" in {one.rule for one in judge(register)}


def test_hint_to_a_lapsed_approval_gives_the_digest_or_says_that_it_cannot_be_read() -> None:
    changed = hint({f"{FORM}/proposal.yaml": "summary: Another form."})
    assert [rule for rule, _ in changed] == ["approval-lapsed"]
    register = small({f"{FORM}/proposal.yaml": "summary: Another form."})
    assert str(register.dossiers_by_id["incident-form"].digest("proposal")) in changed[0][1]


@pytest.mark.parametrize("name", ["decision", "proposal"])
def test_gone_document_that_was_approved_is_one_finding(name: str) -> None:
    assert len(found(small({f"{FORM}/{name}.yaml": "-"}))) == 1


# -- languages --------------------------------------------------------------------------------


def test_every_missing_language_is_told_and_plain_text_needs_none() -> None:
    assert found(
        small({f"{PORTAL}/suggestion.yaml": "title: {zh: 门户}\nidea: {en: A portal}"})
    ) == [
        f"missing-translation {PORTAL}/suggestion.yaml:2:1",
        f"missing-translation {PORTAL}/suggestion.yaml:11:1",
    ]


def test_language_the_repository_does_not_speak_is_not_asked_for() -> None:
    assert (
        found(
            small(
                {
                    "handrail.yaml": "languages: [en]",
                    f"{PORTAL}/suggestion.yaml": "title: {en: Portal, fr: Portail}",
                }
            )
        )
        == []
    )
