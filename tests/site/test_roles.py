"""The page of a role: duties, its part in the processes, what waits for it and who held it."""

from __future__ import annotations

import re

import pytest

from handrail.register import Register
from handrail.render.language import fill
from handrail.site.by_hand import ByHand
from handrail.site.pages import generate
from tests.overlay import SMALL
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import Reader
from tests.site.handbook import pages
from tests.site.handbook import words

PROCESS = "processes/continual-improvement/process.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
PEOPLE = "organization.yaml"


def links(register: Register, path: str) -> list[str]:
    return list(Reader("\n".join(pages(register)[path].blocks)).links)


def section(page: str, title: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return page.partition(f"## {title} ")[2].partition("## ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_and_body_has_a_page_in_every_language(language: str) -> None:
    found = {path for path in pages(small(), language) if path.startswith("roles/")}
    assert found == {
        "roles/quality-lead.md", "roles/it-director.md", "roles/improvement-committee.md",
        "roles/suggester.md", "roles/process-owner.md", "roles/project-manager.md",
        "roles/incident-management.service-desk.md",
    }  # fmt: skip


def test_role_of_one_process_has_a_page_with_the_name_of_both() -> None:
    register = small()
    found = pages(register)
    assert "roles/service-desk.md" not in found
    place = "roles/incident-management.service-desk.html"
    assert f"../{place}" in links(register, "processes/incident-management.md")
    assert place in links(register, "people.md")
    page = words(found["roles/incident-management.service-desk.md"])
    assert "Process Incident management" in page
    assert "Answers for every incident until it is closed" in page
    assert "What waits now" not in page
    activities = section(page, "Activities")
    for title in ("Receive and record", "Diagnose", "Solve and close"):
        assert f"{title} responsible, accountable" in activities


def test_role_of_one_process_says_who_takes_it() -> None:
    roles = """\
roles:
  - {id: service-desk, title: Service desk, duties: [Answers], held_by: [it-director]}
  - {id: caller, title: Caller, duties: [Says what is wrong], taken_by: Whoever calls}
"""
    found = pages(small({INCIDENTS: roles}))
    assert "Taken by Whoever calls" in words(found["roles/incident-management.caller.md"])
    desk = words(found["roles/incident-management.service-desk.md"])
    assert "Held by IT director" in desk
    assert "Comes with Service desk" in words(found["roles/it-director.md"])
    people = words(found["people.md"])
    assert "Caller Incident management Whoever calls" in people


def test_role_page_says_what_is_decided_owned_due_and_kept_apart() -> None:
    more = """\
owner: it-director
apart: [{roles: [it-director, service-desk], reason: Both would judge themselves}]
recurring: [{id: count, what: Count the tickets, every: P1M, responsible: it-director, last: 2026-04-10}]
risks: [{id: lost, cause: A ticket is lost, likelihood: high, impact: high, response: Look, owner: it-director, review_by: 2026-06-30}]
"""
    decides = SMALL[INCIDENTS].replace(
        "accountable: service-desk\n    delivers:",
        "accountable: it-director\n    approval: true\n    delivers:",
    )
    page = words(
        pages(
            small(
                {
                    INCIDENTS: decides.replace("owner: chen-jie\npurpose", "purpose").replace(
                        "state: active\n", f"state: active\n{more}"
                    )
                }
            )
        )["roles/it-director.md"]
    )
    assert "Solve and close Incident management agrees, or it does not go on" in section(
        page, "Decisions"
    )
    owned = section(page, "Answers for")
    assert "process Incident management" in owned
    assert "risk A ticket is lost Incident management high 2026-06-30" in owned
    again = section(page, "Recurring duties")
    assert "Count the tickets Incident management 1 month 2026-04-10 2026-05-10" in again
    assert "Both would judge themselves" in section(page, "Duties apart")
    due = section(page, "What is due")
    assert "2026-05-10" in due
    assert "2026-06-30" in due


def test_role_is_named_with_its_part_in_each_step_and_what_it_types() -> None:
    page = words(pages(small())["roles/quality-lead.md"])
    steps = section(page, "Steps of the improvement process")
    register = small()
    process = register.processes["continual-improvement"]
    for activity in process.activities:
        takes_part = "quality-lead" in {
            *activity.responsible, activity.accountable, *activity.consulted, *activity.informed,
        }  # fmt: skip
        assert (fill(activity.title, "en") in steps) is takes_part
        writes = "quality-lead" in activity.responsible and activity.document
        assert (re.search(rf"handrail new {activity.document} <", steps) is not None) is bool(
            writes
        )


def test_body_votes_by_its_command_and_its_count() -> None:
    page = words(pages(small())["roles/improvement-committee.md"])
    assert "handrail approve <id> decision" in page
    assert "handrail approve <year> plan" in page
    votes = section(page, "Votes")
    assert "Votes on: Annual plan" in votes
    assert "2 votes, and more than half of those entitled agree" in votes


def test_what_waits_for_a_role_is_on_its_page() -> None:
    register = small()
    found = pages(register)
    waits = [
        (dossier, wait)
        for dossier in register.improvements
        for wait in register.progress(dossier).waits
    ]
    assert waits
    for dossier, wait in waits:
        for role in wait.step.responsible:
            now = section(words(found[f"roles/{role}.md"]), "What waits now")
            assert fill(dossier.title, "en") in now
    assert "Nothing at the moment." in words(found["roles/it-director.md"])


def test_vote_waits_for_those_who_vote_and_for_no_one_else() -> None:
    votes = {
        path: "-\n"
        for path in SMALL
        if path.startswith("improvements/2026/incident-form/approvals/")
    }
    later = {
        f"improvements/2026/incident-form/{name}.yaml": "-\n"
        for name in ("implementation", "effect", "adoption")
    }
    register = small({**votes, **later})
    (wait,) = register.progress(register.dossiers_by_id["incident-form"]).waits
    assert wait.ballot is not None
    found = pages(register)
    title = fill(register.dossiers_by_id["incident-form"].title, "en")
    assert title in section(words(found["roles/improvement-committee.md"]), "What waits now")
    assert title not in section(words(found["roles/quality-lead.md"]), "What waits now")


def test_part_in_another_process_is_listed() -> None:
    changed = SMALL[INCIDENTS].replace(
        "accountable: service-desk\n    takes:", "accountable: it-director\n    takes:"
    )
    page = words(pages(small({INCIDENTS: changed}))["roles/it-director.md"])
    elsewhere = section(page, "Activities of the other processes")
    assert "Receive and record" in elsewhere
    assert "accountable" in elsewhere
    assert "Activities of the other processes" not in words(pages(small())["roles/it-director.md"])


def test_role_of_a_process_is_not_taken_for_one_of_the_same_name_elsewhere() -> None:
    changed = (
        SMALL[INCIDENTS]
        .replace("id: service-desk,", "id: it-director,")
        .replace(
            "[service-desk]\n    accountable: service-desk",
            "[it-director]\n    accountable: it-director",
        )
    )
    page = words(pages(small({INCIDENTS: changed}))["roles/it-director.md"])
    assert "Receive and record" not in page


def test_holders_are_listed_over_time() -> None:
    changed = SMALL[PEOPLE].replace(
        "title: Quality lead, holders: [{person: li-na, from: 2025-01-01}]",
        "title: Quality lead, holders: [{person: he-ping, from: 2025-01-01, until: 2025-12-31}, {person: li-na, from: 2026-01-01}]",
    )
    page = words(pages(small({PEOPLE: changed}))["roles/quality-lead.md"])
    over_time = section(page, "Over time")
    assert "He Ping 2025-01-01 2025-12-31" in over_time
    assert "Li Na 2026-01-01" in over_time
    assert "Held by Li Na" in page


def test_role_that_follows_from_documents_is_held_in_each_open_improvement() -> None:
    found = pages(small())
    held = section(words(found["roles/process-owner.md"]), "In the open improvements")
    assert "Self-service portal" in held
    assert "Chen Jie" in held
    assert "In the open improvements" not in words(found["roles/project-manager.md"])
    assert "In the open improvements" not in words(found["roles/quality-lead.md"])


def test_role_leads_to_its_guide_where_there_is_one() -> None:
    register = small()
    guides = {"quality-lead.md": "The quality lead"}
    found = {one.path: one for one in generate(register, "en", ByHand(guides=guides))}
    assert "Guide The quality lead" in words(found["roles/quality-lead.md"])
    assert "../quality-lead.html" in set(
        Reader("\n".join(found["roles/quality-lead.md"].blocks)).links
    )
    assert "Guide" not in words(found["roles/improvement-committee.md"])


def test_roles_are_reached_from_wherever_they_are_named() -> None:
    register = small()
    assert "roles/quality-lead.html" in links(register, "people.md")
    assert "../roles/quality-lead.html" in links(register, "steps/evaluate.md")
    assert "../roles/process-owner.html" in links(register, "processes/continual-improvement.md")


def test_without_an_organisation_there_are_no_roles() -> None:
    register = small({PEOPLE: "people: [\n"})
    found = pages(register)
    assert [path for path in found if path.startswith("roles/")] == []
    assert [
        link
        for page in found.values()
        for link in Reader(page.markdown()).links
        if "roles/" in link
    ] == []


LEVEL = """\
levels:
  - id: costly
    title: Costly
    role: it-director
    from: 2026-01-01
    when: {document: [decision], cost_above: 50000, class: major, risk: high, reach: company}
"""


def test_approval_level_is_a_decision_with_its_terms() -> None:
    found = pages(small({PEOPLE: LEVEL}))
    terms = "document: Decision, cost above 50,000, class: major, a risk of at least: high, reaches at least: company"
    assert f"Costly {terms}" in section(words(found["roles/it-director.md"]), "Decisions")
    assert f"When {terms}" in words(found["people.md"])
    assert "people.html#level-costly" in "".join(
        links(small({PEOPLE: LEVEL}), "roles/it-director.md")
    )


def test_retired_process_says_so() -> None:
    page = words(pages(small({INCIDENTS: "state: retired\n"}))["processes/incident-management.md"])
    assert "Retired: nobody works by it any more." in page
