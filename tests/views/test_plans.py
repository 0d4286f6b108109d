"""Plans and meetings as tables: what was measured, who came, who voted, what is open."""

from __future__ import annotations

from datetime import date

from handrail.model.messages import say
from handrail.model.periods import parse_period
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.views import VIEWS
from handrail.views import meetings
from handrail.views import plan_progress
from handrail.views import plans
from tests.overlay import SMALL
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote

YEAR = "improvements/2026"
ASSESSMENT = f"{YEAR}/assessments/incident-management.yaml"
MEETING = f"{YEAR}/meetings/2026-04-16-plan-review.yaml"
VALUES = {
    "processes/incident-management/kpis/mttr.csv": (
        "period,value,n\n2025-12,9,412\n2026-03,8.4,421\n2026-04,8.3,407\n"
    )
}
Q1, Q2 = parse_period("2026-Q1"), parse_period("2026-Q2")


def cells(
    view: str, *columns: str, changes: dict[str, str] | None = None
) -> list[tuple[object, ...]]:
    """Return some columns of a view of the small repository."""
    table = VIEWS[view].table(small(changes or {}))
    places = [[column.id for column in table.columns].index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in table.rows]


# -- goals ------------------------------------------------------------------------------------


def test_a_goal_shows_the_value_of_the_last_period_that_is_over() -> None:
    shown = ("baseline", "target", "measured", "n", "measured_in", "state", "reviewed_in", "value")
    expected = (9, 4, 8.4, 421, "2026-03", say("at-risk"), "2026-Q1", 8.5)
    assert cells("goals", *shown, changes=VALUES) == [expected]


def test_as_of_an_earlier_day_a_goal_knows_nothing_of_later_values_and_reviews() -> None:
    register = small(VALUES)
    row = next(plans.goals_of(register, register.plans[0], date(2026, 2, 28)))
    assert (row.measured and row.measured.period.label, row.latest, row.reviewed) == (
        "2025-12",
        None,
        None,
    )


def test_a_whole_number_is_shown_without_a_fraction() -> None:
    values = {"processes/incident-management/kpis/mttr.csv": "period,value\n2026-03,8.0\n"}
    assert repr(cells("goals", "measured", changes=values)[0][0]) == "8"


def test_gaps_name_the_goals_that_close_them() -> None:
    assert cells("gaps", "process", "id", "severity", "goals") == [
        (
            Link("process", "incident-management", Text({"": "Incident management"})),
            "hidden-form",
            say("high"),
            (),
        )
    ]
    gaps = SMALL[f"{YEAR}/plan.yaml"].replace(
        "kpi: incident-management/mttr",
        "kpi: incident-management/mttr\n    gaps: [incident-management/hidden-form]",
    )
    closing = cells("gaps", "goals", changes={f"{YEAR}/plan.yaml": gaps})
    assert closing == [((Text({"": "Faster response"}),),)]


def test_the_gravest_gaps_of_the_latest_year_stand_first() -> None:
    row = "{{id: {id}, current: C, target: T, evidence: E, severity: {severity}}}"
    later = "gaps: [" + ", ".join(
        row.format(id=f"g-{severity}", severity=severity) for severity in ("low", "high", "medium")
    ) + "]"  # fmt: skip
    changes = {
        ASSESSMENT.replace("2026/", "2027/"): SMALL[ASSESSMENT].partition("gaps:")[0] + later
    }
    assert cells("gaps", "year", "id", changes=changes) == [
        (2027, "g-high"),
        (2027, "g-medium"),
        (2027, "g-low"),
        (2026, "hidden-form"),
    ]


# -- the work on a plan -----------------------------------------------------------------------


def test_points_are_what_is_done_for_a_goal_and_what_nobody_took_up() -> None:
    taken = "  - {id: hours, title: Longer hours, goal: faster-response}\nschedule:"
    text = SMALL[f"{YEAR}/plan.yaml"].replace("schedule:", taken)
    register = small({f"{YEAR}/plan.yaml": text})
    rows = list(plan_progress.points(register, register.plans[0]))
    shown = [
        row.title.id if isinstance(row.title, Link) else row.title.in_language("en") for row in rows
    ]
    assert shown == ["incident-form", "self-service-portal", "Longer hours"]
    assert [row.is_open for row in rows] == [False, True, True]


def test_a_point_leads_to_the_improvement_it_names_and_others_of_the_year_count_too() -> None:
    plan = SMALL[f"{YEAR}/plan.yaml"].replace(
        "improvement: self-service-portal}",
        "improvement: another}\n  - {id: b, title: B, goal: faster-response, improvement: gone}",
    )
    suggestion = SMALL[f"{PORTAL}/suggestion.yaml"]
    changes = {
        f"{YEAR}/plan.yaml": plan,
        "improvements/2025/another/suggestion.yaml": suggestion.replace("2026-", "2025-"),
    }
    register = small(changes)
    rows = plan_progress.points(register, register.dossiers_by_id["2026"])
    shown = [row.title.id for row in rows if isinstance(row.title, Link)]
    assert shown == ["incident-form", "self-service-portal", "another"]


def test_schedule_says_where_each_row_stands_in_a_period() -> None:
    register = small()
    words = {
        label: [str(row.where) for row in plan_progress.scheduled(register, register.plans[0], parse_period(label))]
        for label in ("2026-Q1", "2026-04", "2026-05", "2026-Q2", "2026-Q3")
    }  # fmt: skip
    assert words == {
        "2026-Q1": [],
        "2026-04": ["begins"],
        "2026-05": ["due in this period"],
        "2026-Q2": ["due in this period"],
        "2026-Q3": ["was due before"],
    }


def test_decisions_are_those_that_fell_in_the_period() -> None:
    votes = [vote(person, "agree") for person in ("wang-wei", "wu-fang", "huang-qiang")]
    register = small({**DECISION, **votes[0], **votes[1], **votes[2]})
    assert [row.record.id for row in plan_progress.decided(register, Q1)] == [
        "incident-form",
        "2026",
    ]
    assert [(row.day, row.document.id) for row in plan_progress.decided(register, Q2)] == [
        (date(2026, 4, 16), f"{PORTAL}/decision.yaml")
    ]


def test_changes_of_a_plan_show_what_came_of_the_vote() -> None:
    change = (
        "by: li-na\ncompleted: 2026-03-02\ndecides_on:\n"
        "  - {document: plan, digest: <digest of plan>}\n"
        "  - {document: plan-2, digest: <digest of plan-2>}\n"
        "what: A lower target\nwhy: Two people left\n"
        "effect_on: {goals: Lower, resources: None, schedule: None}\n"
    )
    changes = {
        f"{YEAR}/plan-2.yaml": SMALL[f"{YEAR}/plan.yaml"].replace("2026-01-15", "2026-03-02"),
        f"{YEAR}/scope-change.yaml": change,
    }
    column = {field.id: field.cell for field in plan_progress.CHANGE_COLUMNS}["verdict"]
    told = []
    for verdict in ("", "agree", "object"):
        for person in ("wang-wei", "wu-fang", "huang-qiang") if verdict else ():
            changes |= vote(person, verdict, day="2026-03-03", name="scope-change", folder=YEAR)
        register = small(changes)
        rows = plan_progress.changes(register, register.plans[0], date(2026, 3, 31))
        told += [column(row) for row in rows]
    assert told == [say("put to the vote"), say("carried"), say("refused")]


def test_without_a_plan_there_are_no_goals() -> None:
    gone = dict.fromkeys((path for path in SMALL if path.startswith(f"{YEAR}/plan")), "-")
    votes = dict.fromkeys((path for path in SMALL if "approvals/plan." in path), "-")
    assert cells("goals", "id", changes={**gone, **votes}) == []


# -- meetings ---------------------------------------------------------------------------------


def test_attendance_counts_those_who_were_invited() -> None:
    changes = {MEETING: "present: [Wang Wei, Li Na, A guest]"}
    columns = ("id", "planned", "held", "invited", "present", "attendance", "actions")
    assert cells("meetings", *columns, changes=changes) == [
        ("2026-04-16-plan-review", date(2026, 4, 16), date(2026, 4, 16), 6, 2, 33, 1),
        ("2026-01-08-evaluation", None, date(2026, 1, 8), 2, 2, 100, 0),
    ]


def test_a_meeting_that_was_not_held_has_no_attendance() -> None:
    changes = {MEETING: "held: -\nplanned: 2026-04-30\npresent: []"}
    assert cells("meetings", "id", "present", "attendance", changes=changes)[0] == (
        "2026-04-16-plan-review",
        None,
        None,
    )


def test_actions_are_open_until_they_are_done() -> None:
    assert cells("actions", "due", "overdue", "id") == [(date(2026, 5, 15), False, "portal-date")]
    done = SMALL[MEETING].replace("due: 2026-05-15", "due: 2026-05-15, done: 2026-04-20")
    assert cells("actions", "id", changes={MEETING: done}) == []


def test_participation_counts_meetings_and_votes_of_each_member() -> None:
    register = small({**DECISION, **vote("wang-wei", "agree")})
    rows = {row.person.id: row for row in meetings.participation(register)}
    counted = {
        person: (row.invited, row.came, row.asked, row.voted) for person, row in rows.items()
    }
    assert counted == {
        "wang-wei": (1, 1, 3, 3),
        "wu-fang": (1, 1, 3, 2),
        "huang-qiang": (1, 0, 3, 2),
        "he-ping": (1, 1, 0, 0),
    }


def test_participation_in_a_period_leaves_out_the_rest() -> None:
    rows = {row.person.id: row for row in meetings.participation(small(), Q2)}
    assert (rows["wang-wei"].came, rows["wang-wei"].asked) == (1, 0)


def test_names_in_another_language_are_known() -> None:
    people = SMALL["organization.yaml"].replace("name: Wang Wei", "name: {en: Wang Wei, zh: 王伟}")
    register = small({"organization.yaml": people, MEETING: "present: [王伟]"})
    assert [
        row.came for row in meetings.participation(register) if row.person.id == "wang-wei"
    ] == [1]
