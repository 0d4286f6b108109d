"""Views of suggestions and points, where they are more than their rows in the small repository."""

from __future__ import annotations

from datetime import date

from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.render.cells import read
from handrail.render.tables import to_text
from handrail.render.terminal import PLAIN
from handrail.views import VIEWS
from handrail.views import record
from tests.overlay import small

PORTAL = "improvements/2026/self-service-portal"
FORM = "improvements/2026/incident-form"
MERGED = {
    f"{PORTAL}/evaluation.yaml": "outcome: merged\ninto: incident-form",
    f"{PORTAL}/proposal.yaml": "-",
}
OPEN = {f"{PORTAL}/evaluation.yaml": "-", f"{PORTAL}/proposal.yaml": "-"}


def rows(view: str, changes: dict[str, str], as_of: date = date(2026, 4, 20)) -> list[list[str]]:
    table = VIEWS[view].table(small(changes, as_of))
    return [[read(cell, "en") for cell in row] for row in table.rows]


def test_source_is_silent_after_the_limit_and_counts_from_the_first_suggestion_of_all() -> None:
    def silent(as_of: date, settings: str = "as_of: 2026-04-20") -> set[str]:
        found = rows("sources", {"handrail.yaml": settings}, as_of)
        return {row[0] for row in found if row[4] == "yes"}

    assert silent(date(2026, 7, 5)) == set()
    assert len(silent(date(2026, 7, 6))) == 12
    assert silent(date(2026, 4, 20), "limits: {silent_source: P3M}") == silent(date(2026, 7, 6))
    assert silent(date(2026, 4, 20), "limits: {silent_source: P1Y}") == set()


def test_nothing_is_silent_where_nothing_was_ever_suggested() -> None:
    none = {f"{folder}/suggestion.yaml": "-" for folder in (PORTAL, FORM)}
    assert {tuple(row[2:]) for row in rows("sources", none, date(2027, 1, 1))} == {("0", "", "no")}


def test_own_sources_follow_the_twelve_under_their_titles() -> None:
    own = {
        "handrail.yaml": "sources: [{id: supplier, title: {en: Suppliers, zh: 供应商}}]",
        f"{PORTAL}/suggestion.yaml": "source: supplier",
    }
    found = rows("sources", own)
    assert len(found) == 13
    assert found[-1] == ["supplier", "Suppliers", "1", "2026-01-05", "no"]
    facts = record.facts(small(own), small(own).dossiers_by_id["self-service-portal"])
    assert ("source", say("Source"), Text({"en": "Suppliers", "zh": "供应商"})) in facts.rows


def test_suggestion_waits_until_it_is_evaluated_or_taken_back() -> None:
    assert rows("unanswered", OPEN) == [
        ["self-service-portal", "Self-service portal", "process", "Service desk", "2026-01-05",
         "105", "2026-02-05", "yes"],
    ]  # fmt: skip
    draft = {**OPEN, f"{PORTAL}/suggestion.yaml": "completed: -\nsuggested_on: 2026-04-01"}
    assert [row[5:] for row in rows("unanswered", draft)] == [["19", "2026-05-01", "no"]]
    withdrawn = "by: li-na\ncompleted: 2026-01-20\nreasons: Solved"
    assert rows("unanswered", {**OPEN, f"{PORTAL}/withdrawal.yaml": withdrawn}) == []


def test_focus_is_counted_by_process_and_level() -> None:
    found = rows(
        "focus",
        {
            f"{PORTAL}/suggestion.yaml": "level: department\nprocesses: -\nfocus: platform",
            f"{FORM}/suggestion.yaml": "processes: [incident-management, continual-improvement]\nfocus: tool",
        },
    )
    assert found == [
        ["the whole department", "department", "platform", "1"],
        ["Continual improvement", "process", "tool", "1"],
        ["Incident management", "process", "tool", "1"],
    ]


def test_pain_points_fall_and_their_shares_add_up() -> None:
    pains = ("slow-response", "manual-work", "slow-response", "no-standard")
    changes = {
        f"improvements/2026/idea-{number}/suggestion.yaml": f"workflow: 2\ntitle: Idea\nby: li-na\nsuggested_by: A team\nsuggested_on: 2026-04-01\nlevel: department\nsource: staff\npain_point: {pain}\nproblem: Some\nidea: Some\n"
        for number, pain in enumerate(pains)
    }
    assert rows("pain-points", changes) == [
        ["slow response", "2", "50", "50"],
        ["manual work", "1", "25", "75"],
        ["no standard", "1", "25", "100"],
    ]


def test_merging_keeps_where_it_came_from_on_both_sides() -> None:
    register = small(MERGED)
    assert rows("merged", MERGED) == [
        ["self-service-portal", "Self-service portal", "Service desk", "2026-01-05",
         "Suggestions of staff", "One form for incidents", "2026-01-08"],
    ]  # fmt: skip
    taken_in = record.facts(register, register.dossiers_by_id["incident-form"])
    portal = Link("improvement", "self-service-portal", Text({"": "Self-service portal"}))
    assert ("merged", say("Took in"), (portal,)) in taken_in.rows


def test_draft_that_would_merge_has_not_merged_yet() -> None:
    draft = {
        **MERGED,
        f"{PORTAL}/evaluation.yaml": "completed: -\noutcome: merged\ninto: incident-form",
    }
    assert rows("merged", draft) == []


def test_points_show_all_parts_and_how_far_assessors_were_apart() -> None:
    changes = {
        "improvements/criteria.yaml": """\
criteria:
  - {id: benefit, title: Benefit, question: "What?", kind: grade, weight: 2}
  - {id: urgency, title: Urgency, question: "When?", kind: matrix}
  - {id: ease, title: Ease, question: "How?", kind: grade}
  - {id: procurement, title: Procurement, question: "Buy?", kind: route}
  - {id: risk, title: Risk, question: "What if?", kind: grade}
  - {id: privacy, title: Privacy, question: "Whose data?", kind: grade}
""",
        f"{PORTAL}/evaluation.yaml": """\
further: [{criterion: privacy, grade: 1}]
assessors: [{by: li-na, ease: 1, risk: 2}, {by: chen-jie, ease: 3, risk: 2}]
""",
    }
    text = to_text(VIEWS["points"].table(small(changes)), "en", PLAIN)
    assert text == POINTS


POINTS = """\
Points, month by month
Month    Id                   Improvement             Benefit  Reach       Urgency  Ease  Risk  Further criteria  Score  Place  Range  Band  Assessors apart  Route        Goal of the plan  Outcome
───────  ───────────────────  ──────────────────────  ───────  ──────────  ───────  ────  ────  ────────────────  ─────  ─────  ─────  ────  ───────────────  ───────────  ────────────────  ────────
2026-01  self-service-portal  Self-service portal           3  company           2     1     2  privacy 1           2.0      1  1      A     ease 1 to 3      procurement  faster-response   selected
2026-01  incident-form        One form for incidents        2  department        2     3     3                                                                             faster-response   selected
"""
