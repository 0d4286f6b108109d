"""Pages of plans and meetings: what was measured, which gaps are closed, who comes, what is open."""

from __future__ import annotations

from tests.overlay import SMALL
from tests.overlay import small
from tests.site.handbook import pages
from tests.site.handbook import words

PLAN = "improvements/2026/plan.yaml"
VALUES = "processes/incident-management/kpis/mttr.csv"
REVIEW = "processes/incident-management/reviews/2026-02-11.yaml"
ACTION = "actions: [{id: ask, what: Ask the callers, owner: chen-jie, due: 2026-06-01}]"


def test_a_goal_shows_what_was_measured_and_of_how_many() -> None:
    with_cases = pages(small({VALUES: "period,value,n\n2026-03,8.4,421\n"}))["plans/2026.md"]
    assert "8.4 h in 2026-03, of 421" in words(with_cases)
    without = words(pages(small({VALUES: "period,value\n2026-03,8\n"}))["plans/2026.md"])
    assert "8 h in 2026-03" in without
    assert "8 h in 2026-03, of" not in without


def test_a_goal_leads_to_the_gaps_it_closes() -> None:
    gaps = "gaps: [incident-management/hidden-form, incident-management/gone]"
    plan = SMALL[PLAN].replace("    unit: h", f"    unit: h\n    {gaps}")
    page = pages(small({PLAN: plan}))["plans/2026.md"]
    assert "Closes Users report faults themselves , incident-management/gone" in words(page)
    assert 'href="../plans/2026.html#assessment-incident-management"' in "\n".join(page.blocks)


def test_meetings_show_who_came_and_what_is_open() -> None:
    review = f"by: li-na\ncompleted: 2026-02-11\neffective: partly\nsummary: Slow\n{ACTION}"
    changes = {REVIEW: review, "improvements/2026/plan-review.yaml": ACTION}
    said = words(pages(small(changes))["meetings.md"])
    assert "2026-04-16 Plan review 6 5 83 1" in said
    assert "Name the day the portal opens Plan review of 2026-04-16" in said
    assert "Ask the callers Incident management : review of 2026-02-11" in said
    assert "Huang Qiang member 1 0 2 2" in said


def test_a_site_that_names_nobody_does_not_count_who_came() -> None:
    said = words(pages(small({"handrail.yaml": "show_people: roles"}))["meetings.md"])
    assert "Who takes part" not in said
    assert "2026-04-16 Plan review 6 5 83 1" in said
