"""The whole story of an improvement, from the documents and from what others say about it."""

from __future__ import annotations

from collections.abc import Mapping

from syrupy.assertion import SnapshotAssertion

from handrail.render.cells import read
from handrail.render.tables import to_text
from handrail.render.terminal import PLAIN
from handrail.views.editions import versions
from handrail.views.measured_goals import measured_goals
from handrail.views.record import documents
from handrail.views.story import story
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

YEAR = "improvements/2026"
FORM = f"{YEAR}/incident-form"
PROCESS = "processes/incident-management/process.yaml"


def told(record: str, changes: Mapping[str, str] | None = None) -> list[str]:
    """Say each chapter of a story in one line."""
    register = small(changes)
    rows = story(register, register.dossiers_by_id[record]).rows
    return [" | ".join(read(cell, "en") for cell in row) for row in rows]


def test_an_improvement_that_has_ended(snapshot: SnapshotAssertion) -> None:
    register = small()
    dossier = register.dossiers_by_id["incident-form"]
    tables = [story(register, dossier), measured_goals(register, dossier)]
    assert "\n".join(to_text(table, "en", PLAIN) for table in tables) == snapshot


def test_a_draft_tells_nothing_yet() -> None:
    draft = {f"{PORTAL}/decision.yaml": "by: improvement-committee\nrecorded_by: he-ping"}
    assert told("self-service-portal", draft) == told("self-service-portal")


def test_what_was_done_on_one_day_is_told_in_the_order_of_the_steps() -> None:
    changes = {f"{PORTAL}/{name}.yaml": "completed: 2026-04-16" for name in ("proposal", "evaluation")}  # fmt: skip
    register = small({**DECISION, **changes, f"{PORTAL}/suggestion.yaml": "suggested_on: 2026-04-16\ncompleted: 2026-04-16"})  # fmt: skip
    dossier = register.dossiers_by_id["self-service-portal"]
    kinds = ["suggestion", "evaluation", "proposal", "decision"]
    rows = [[read(cell, "en") for cell in row] for row in story(register, dossier).rows]
    assert [row[-1] for row in rows if row[0] == "2026-04-16" and row[-1] in kinds] == kinds
    assert [read(row[0], "en") for row in documents(register, dossier).rows] == kinds


def test_a_vote_is_told_on_the_day_it_was_decided() -> None:
    refused = {**DECISION, **vote("wang-wei", "object"), **vote("wu-fang", "object", day="2026-04-18")}  # fmt: skip
    assert told("self-service-portal", refused)[-1] == (
        "2026-04-18 | Review and decide | Improvement committee"
        " | rejected, refused, 0 of 3 agree, 2 object | It costs more than it saves. | decision"
    )


def test_what_was_put_off_or_merged_says_until_when_and_into_what() -> None:
    parked = {f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-05-04", f"{PORTAL}/proposal.yaml": "-"}  # fmt: skip
    merged = {f"{PORTAL}/evaluation.yaml": "outcome: merged\ninto: incident-form", f"{PORTAL}/proposal.yaml": "-"}  # fmt: skip
    results = []
    for changes in (parked, merged):
        results += [line for line in told("self-service-portal", changes) if "Evaluate" in line]
    assert [line.split(" | ")[3] for line in results] == [
        "parked, score 2.00 of 3, again on 2026-05-04",
        "merged, score 2.00 of 3, One form for incidents",
    ]


def test_who_was_taught_is_told() -> None:
    taught = {f"{FORM}/adoption.yaml": "training: [{date: 2026-04-09, audience: Service desk, topic: The form, attended: 7}, {date: 2026-04-10, audience: Others, topic: The form}]"}  # fmt: skip
    assert [line for line in told("incident-form", taught) if "training" in line] == [
        "2026-04-09 | training |  | Service desk, attended: 7 | The form | adoption",
        "2026-04-10 | training |  | Others | The form | adoption",
    ]


def test_what_the_plan_began_with_is_told() -> None:
    assert [line for line in told("self-service-portal") if "plan" in line] == [
        "2026-01-15 | named in the annual plan |  | Annual plan 2026 | Let users report themselves | plan"
    ]


def test_what_was_merged_into_it_is_told() -> None:
    merged = {f"{PORTAL}/evaluation.yaml": "outcome: merged\ninto: incident-form", f"{PORTAL}/proposal.yaml": "-"}  # fmt: skip
    (line,) = set(told("incident-form", merged)) - set(told("incident-form"))
    assert line == (
        "2026-01-08 | took in another suggestion | Service desk | Self-service portal"
        " | Every report comes by telephone. | evaluation"
    )


def test_later_suggestions_that_refer_to_it_are_told() -> None:
    changes = {
        f"{PORTAL}/suggestion.yaml": "source: improvement-feedback\nsource_ref: Effect of incident-form, March"
    }
    (line,) = set(told("incident-form", changes)) - set(told("incident-form"))
    assert line == (
        "2026-01-05 | led to another suggestion | Service desk | Self-service portal"
        " | Every report comes by telephone. | suggestion"
    )
    other = {f"{PORTAL}/suggestion.yaml": "source_ref: Effect of incident-form-2"}
    assert told("incident-form", other) == told("incident-form")


VERSION = {
    PROCESS: (
        "version: '1.1'\nchanges:\n"
        "  - {version: '1.1', date: 2026-04-10, improvement: incident-form, summary: Six fields}\n"
        "  - {version: '1.0', date: 2025-01-01, editorial: true, summary: Written down}"
    )
}


def test_the_version_it_became_is_told() -> None:
    added = set(told("incident-form", VERSION)) - set(told("incident-form"))
    assert added == {
        "2026-04-10 | new version of a process |  | Incident management, 1.1 | Six fields | process"
    }


def test_versions_of_a_process_name_what_moved_them() -> None:
    rows = versions(small(VERSION), "incident-management").rows
    assert [" | ".join(read(cell, "en") for cell in row) for row in rows] == [
        "1.1 | 2026-04-10 | Six fields | One form for incidents | 3 | 0 | ",
        "1.0 | 2025-01-01 | Written down | editorial |  |  | ",
    ]


def test_a_goal_stands_beside_every_value_that_was_measured() -> None:
    again = {
        f"{FORM}/follow-up.yaml": (
            "by: li-na\ncompleted: 2026-04-18\noutcome: missed\nresults:\n"
            "  - {goal: fewer-questions, measured: a third, measured_on: 2026-04-17, reached: false, method: Count, evidence: Report}"
        )
    }
    register = small(again)
    rows = measured_goals(register, register.dossiers_by_id["incident-form"]).rows
    assert [" | ".join(read(cell, "en") for cell in row) for row in rows] == [
        "Fewer questions back |  | % | 30 | 10 | 8 | yes | 2026-03-25 | 2026-04-30 | effect",
        "Fewer questions back |  | % | 30 | 10 | a third | no | 2026-04-17 | 2026-04-30 | follow-up",
    ]


def test_a_goal_that_is_not_measured_yet_stands_alone() -> None:
    register = small()
    (row,) = measured_goals(register, register.dossiers_by_id["self-service-portal"]).rows
    assert [read(cell, "en") for cell in row] == [
        "Shorter incidents", "Mean time to restore", "h", "9", "4", "", "", "", "2026-12-31", "",
    ]  # fmt: skip
