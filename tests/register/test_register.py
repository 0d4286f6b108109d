"""What one repository says on one day: its records, who holds what, and what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.loading.sources import Memory
from handrail.register import Register
from handrail.register import load_register
from handrail.register.digests import digest
from handrail.register.digests import short
from tests.overlay import SMALL
from tests.overlay import found
from tests.overlay import overlay
from tests.overlay import small

FORM = "improvements/2026/incident-form"
PORTAL = "improvements/2026/self-service-portal"
PROCESS = "processes/continual-improvement/process.yaml"
INCIDENTS = "processes/incident-management/process.yaml"


def test_documents_are_kept_in_the_order_of_their_paths() -> None:
    assert [document.path for document in small().documents] == sorted(SMALL)


def test_plans_and_improvements_are_dossiers() -> None:
    register = small()
    assert [(one.kind, one.id, one.year, str(one.title)[:4]) for one in register.dossiers] == [
        ("plan", "2026", "2026", "2026"),
        ("improvement", "incident-form", "2026", "Text"),
        ("improvement", "self-service-portal", "2026", "Text"),
    ]
    assert [one.id for one in register.plans] == ["2026"]
    assert sorted(register.dossiers_by_folder) == ["improvements/2026", FORM, PORTAL]


def test_dossier_knows_its_documents_and_votes() -> None:
    dossier = small().dossiers_by_id["incident-form"]
    assert sorted(dossier.documents) == [
        "adoption",
        "decision",
        "effect",
        "evaluation",
        "implementation",
        "proposal",
        "suggestion",
    ]
    assert [vote.data["by"] for vote in dossier.votes_on("decision")] == [
        "huang-qiang",
        "wang-wei",
        "wu-fang",
    ]
    assert dossier.votes_on("effect") == ()


def test_vote_that_cannot_be_read_is_known_by_its_file() -> None:
    register = small({f"{PORTAL}/approvals/decision.9f2c41d0.wu-fang.yaml": "a: *b"})
    assert [
        vote.name for vote in register.dossiers_by_id["self-service-portal"].votes_on("decision")
    ] == ["decision.9f2c41d0.wu-fang"]


def test_latest_is_the_finished_one_with_the_highest_number() -> None:
    text = SMALL[f"{PORTAL}/proposal.yaml"]
    changes = {f"{PORTAL}/proposal-{number}.yaml": text for number in (2, 10)}
    changes[f"{PORTAL}/proposal-11.yaml"] = text.replace("completed: 2026-04-10\n", "")
    dossier = small(changes).dossiers_by_id["self-service-portal"]
    assert [one.name for one in dossier.of_type("proposal")] == [
        "proposal",
        "proposal-2",
        "proposal-10",
        "proposal-11",
    ]
    latest = dossier.latest("proposal")
    assert latest is not None
    assert latest.name == "proposal-10"
    assert dossier.latest("charter") is None


def test_files_of_the_year_that_are_no_steps_belong_to_no_dossier() -> None:
    register = small({"improvements/2026/assessments/incident-management.yaml": "by: li-na"})
    assert sorted(register.dossiers_by_folder["improvements/2026"].documents) == [
        "plan",
        "plan-review",
    ]
    assert [document.name for document in register.of_type("assessment")] == ["incident-management"]


# -- digests ----------------------------------------------------------------------------------


def test_digest_is_of_the_content_in_its_place() -> None:
    content = {"summary": "A portal", "cost": {"amount": 1, "currency": "CNY"}}
    first = digest("portal", "proposal", content)
    assert (
        digest(
            "portal",
            "proposal",
            {"cost": {"currency": "CNY", "amount": 1.0}, "summary": "A portal"},
        )
        == first
    )
    assert (
        len(
            {
                first,
                digest("portal", "proposal-2", content),
                digest("form", "proposal", content),
                digest("portal", "proposal", {**content, "x": 1}),
            }
        )
        == 4
    )
    assert short(first) == first[7:15]


def test_digest_is_what_sha256sum_says_of_the_canonical_json() -> None:
    # printf '["portal","withdrawal",{"by":"li-na","reasons":"已解决"}]' | sha256sum
    assert digest("portal", "withdrawal", {"reasons": "已解决", "by": "li-na"}) == (
        "sha256:970a534925e971ae186fc9bf6a1959cb39014b892aecd7e3b9c9569cbda51816"
    )


# -- who holds what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "expected"),
    [("quality-lead", ("li-na",)), ("improvement-committee", ("he-ping",)), ("nobody", ())],
)
def test_role_is_held_by_appointment_and_a_body_by_its_secretary(
    role: str, expected: tuple[str, ...]
) -> None:
    assert small().role_holders(role) == expected


def test_holders_are_those_of_the_day() -> None:
    row = "roles: [{id: quality-lead, title: Q, holders: [{person: li-na, from: 2025-01-01, until: 2026-04-20}, {person: he-ping, from: 2026-04-21}]}]"
    assert small({"organization.yaml": row}).role_holders("quality-lead") == ("li-na",)
    assert small({"organization.yaml": row}, date(2026, 4, 21)).role_holders("quality-lead") == (
        "he-ping",
    )


def test_owner_of_a_process_is_a_person_or_the_holder_of_a_role() -> None:
    assert small().owners("incident-management") == ("chen-jie",)
    assert small({INCIDENTS: "owner: it-director"}).owners("incident-management") == ("wang-wei",)
    assert small().owners("nothing") == ()


def test_derived_role_falls_back_to_appointment_where_the_record_does_not_say() -> None:
    register = small()
    dossier, workflow = register.dossiers_by_id["self-service-portal"], register.workflow
    assert register.role_holders("suggester", dossier, workflow) == ("chen-jie",)
    assert register.role_holders("process-owner", dossier, workflow) == ("chen-jie",)
    assert register.role_holders("project-manager", dossier, workflow) == ()


# -- the graph --------------------------------------------------------------------------------


def test_graph_in_force_and_the_earlier_ones_are_kept_by_number() -> None:
    register = small()
    assert sorted(register.workflows) == [1, 2]
    assert register.workflow is register.workflows[2]
    assert [len(register.workflows[number].steps) for number in (1, 2)] == [3, 24]


def test_changed_name_limit_and_way_are_read_from_the_process_file() -> None:
    text = SMALL[PROCESS].replace("title: Review and decide", "title: The committee decides").replace(
        "next: {approved: classify, rejected: rejected, postponed: detail}", "next: {approved: implement, rejected: rejected, postponed: detail}"
    )  # fmt: skip
    register = small({PROCESS: "activities:" + text.partition("\nactivities:")[2]})
    here = register.progress(register.dossiers_by_id["self-service-portal"]).here
    assert here is not None
    assert here.title.in_language("en") == "The committee decides"
    assert here.next["approved"] == "implement"
    form = register.progress(register.dossiers_by_id["incident-form"])
    assert [visit.step.id for visit in form.path][3:5] == ["review", "implement"]


# -- what cannot be read ----------------------------------------------------------------------


def rules(register: Register) -> list[str]:
    return [finding.partition(" ")[0] for finding in found(register)]


@pytest.mark.parametrize("path", sorted(SMALL))
def test_file_that_cannot_be_read_is_one_finding(path: str) -> None:
    register = small({path: overlay({})[path].rstrip("\n") + "\nzz: *nobody\n"})
    assert rules(register) == ["yaml-anchor"]


@pytest.mark.parametrize("path", sorted(SMALL))
def test_field_that_is_misspelt_is_one_finding(path: str) -> None:
    register = small({path: "zzz: 1"})
    expected = ["unknown-field"]
    if path.endswith(("/plan.yaml", "/decision.yaml")) or path in {
        f"{FORM}/{name}.yaml" for name in ("suggestion", "evaluation", "proposal")
    }:
        expected = sorted(["approval-lapsed", "unknown-field"])
    assert sorted(rules(register)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("organization.yaml", ["missing-file"]),
        ("handrail.yaml", ["missing-file"]),
        (PROCESS, ["no-improvement-process", "unknown-process"]),
    ],
)
def test_repository_without_what_it_is_judged_by_does_not_pass(
    path: str, expected: list[str]
) -> None:
    register = small({path: "-"})
    assert rules(register) == expected
    assert [one.id for one in register.dossiers] == ["2026", "incident-form", "self-service-portal"]


def test_empty_folder_does_not_pass() -> None:
    assert found(load_register(Memory({}), date(2026, 4, 20))) == [
        "missing-file handrail.yaml:1:1",
        "missing-file organization.yaml:1:1",
        f"no-improvement-process {PROCESS}:1:1",
    ]
