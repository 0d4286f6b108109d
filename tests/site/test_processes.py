"""The map of processes, the page of each, and the map of interfaces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handrail.loading.sources import WorkTree
from handrail.model.text import Text
from handrail.register import load_register
from handrail.site.by_hand import ByHand
from handrail.site.pages import generate
from handrail.site.requirements import Group
from handrail.site.requirements import Requirement
from handrail.views.interfaces import interfaces
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import Reader
from tests.site.handbook import pages
from tests.site.handbook import words

ROOT = Path(__file__).parents[2]
INCIDENTS = "processes/incident-management/process.yaml"
PEOPLE = "organization.yaml"
PLANNED = "state: planned\n"
OWNED_BY_ROLE = "owner: desk-manager\n"
ROLE = SMALL[PEOPLE].replace(
    "roles:\n", "roles:\n  - {id: desk-manager, title: Desk manager, holders: []}\n"
)


def place(html: str) -> str:
    """Return the card of the incidents on the map."""
    found = re.search(
        r'<div class="hr-place[^"]*"><strong><a href="processes/incident-management.*?</div>', html
    )
    assert found
    return found[0]


def test_map_places_each_process_by_stage_and_tier() -> None:
    html = pages(small())["processes.md"].markdown()
    head = re.findall(
        r'<th scope="col">(.*?)</th>', html.partition('class="hr-map"')[2].partition("</thead>")[0]
    )
    assert head == ["Key processes"]
    (row,) = re.findall(
        r'<tr><th scope="row">Operation</th>(.*?)</tr>', html.partition('class="hr-map"')[2]
    )
    assert "incident-management.html" in row
    assert "continual-improvement.html" not in row


def test_planned_process_looks_different_and_says_whose_it_is() -> None:
    active = place(pages(small())["processes.md"].markdown())
    assert "hr-place--planned" not in active
    assert "Owner: Chen Jie" in words_of(active)
    planned = place(pages(small({INCIDENTS: PLANNED}))["processes.md"].markdown())
    assert "hr-place--planned" in planned
    assert "planned" in words_of(planned)
    nobodys = small({INCIDENTS: PLANNED + OWNED_BY_ROLE, PEOPLE: ROLE})
    assert "Owner: nobody yet" in words_of(place(pages(nobodys)["processes.md"].markdown()))
    page = words(pages(nobodys)["processes/incident-management.md"])
    assert "Planned: described here and not in force yet. Nobody owns it yet." in page
    assert "not in force yet" not in words(pages(small())["processes/incident-management.md"])


def words_of(html: str) -> str:
    return " ".join(Reader(html).text.split())


def test_activity_says_what_comes_in_and_goes_out_and_who_must_agree() -> None:
    page = words(pages(small())["processes/incident-management.md"])
    assert "Responsible Service desk Accountable Service desk Comes in" in page
    assert "Comes in Report of a fault (from Users)" in page
    assert "Goes out Improvement point (to Continual improvement )" in page
    assert "needed before it goes on" not in page
    agreed = SMALL[INCIDENTS].replace(
        "delivers: [suggestion]", "delivers: [suggestion]\n    approval: true"
    )
    page = words(pages(small({INCIDENTS: agreed}))["processes/incident-management.md"])
    assert "Approval needed before it goes on" in page
    improvement = words(pages(small())["processes/continual-improvement.md"])
    assert "Approval Improvement committee" in improvement


def test_interfaces_name_the_activity_on_both_pages() -> None:
    found = pages(small())
    given = words(found["processes/incident-management.md"]).partition("What it delivers")[2]
    assert "Improvement point Continual improvement" in given
    assert "Solve and close" in given
    assert "#activity-solve" in found["processes/incident-management.md"].markdown().replace(
        "&#45;", "-"
    )


def test_risk_leads_to_its_control_and_back() -> None:
    risks = """\
risks: [{id: lost, cause: A ticket is lost, likelihood: high, impact: low, response: Look, owner: chen-jie}]
controls: [{id: daily, activity: log, what: A daily look, owner: chen-jie, evidence: The list, against: [lost]}]
"""
    page = pages(small({INCIDENTS: risks}))["processes/incident-management.md"]
    reader = Reader("\n".join(page.blocks))
    assert {"risk-lost", "control-daily"} <= reader.ids
    for anchor in ("risk-lost", "control-daily"):
        assert f"../processes/incident-management.html#{anchor}" in set(reader.links)
    assert "A ticket is lost medium Likelihood high Impact low Look" in words(page)


def test_origin_leads_to_what_was_asked() -> None:
    origin = "origin: {requirements: [S9-11, S9-99], given: Three activities, ours: The rest}\n"
    row = Requirement(id="S9-11", asks=Text({"": "Incidents"}), outside=Text({"": "Elsewhere"}))
    by_hand = ByHand(requirements=(Group(id="s9", title=Text({"": "S9"}), rows=(row,)),))
    found = {page.path: page for page in generate(small({INCIDENTS: origin}), "en", by_hand)}
    page = found["processes/incident-management.md"]
    links = set(Reader("\n".join(page.blocks)).links)
    assert "../requirements.html#s9-11" in links
    assert "../requirements.html#s9-99" not in links
    assert "Given by the source Three activities Ours The rest" in words(page)


def test_change_around_a_process_is_told_on_its_page() -> None:
    event = """\
by: li-na
date: 2026-04-01
title: Second plant
kind: reorganisation
what: A second plant opens
processes: [incident-management]
review_by: 2026-05-29
"""
    found = pages(small({"improvements/2026/change-events/second-plant.yaml": event}))
    page = words(found["processes/incident-management.md"])
    assert "Second plant A second plant opens" in page
    assert "to be looked at again by 2026-05-29" in page
    assert "Second plant" not in words(found["processes/continual-improvement.md"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_matrix_counts_what_the_table_lists(language: str) -> None:
    register = load_register(WorkTree(ROOT), AS_OF)
    page = pages(register, language)["interfaces.md"]
    html = page.markdown().replace("&#45;", "-")
    rows = list(interfaces(register))
    counted = re.findall(
        r'href="interfaces\.html\?from=([a-z-]+)&amp;to=([a-z-]+)#all"[^>]*>(\d+)</a>', html
    )
    assert sum(int(count) for _, _, count in counted) == len(rows)
    for giver, taker, count in counted:
        told = [one for one in rows if (one.giver.id, one.taker.id) == (giver, taker)]
        assert len(told) == int(count)
    listed = html.partition('id="table-interfaces"')[2]
    assert listed.count("<tr>") == len(rows) + 1
    for key, process in register.processes.items():
        if process.state == "planned":
            assert f'class="hr-planned"><a href="processes/{key}.html"' in html


def test_where_nothing_is_handed_over_that_is_said() -> None:
    none = {
        INCIDENTS: "outputs: []\n",
        "processes/continual-improvement/process.yaml": "inputs: []\n",
    }
    said = words(pages(small(none))["interfaces.md"])
    assert said == "Interfaces between processes So far no process hands anything to another."


def test_finding_of_a_review_names_the_activity_as_the_process_does() -> None:
    review = "by: chen-jie\ncompleted: 2026-04-02\neffective: partly\nsummary: Mostly\nfindings:\n"
    found = {
        "processes/incident-management/reviews/2026-04-02.yaml": review
        + "  - {what: Too slow, activity: diagnose}\n  - {what: Gone since, activity: forward}\n"
    }
    html = pages(small(found))["processes/incident-management.md"].markdown()
    assert '<a href="../processes/incident-management.html#activity-diagnose">Diagnose</a>' in html
    assert "<td>forward</td>" in html


def test_long_page_leads_to_its_sections() -> None:
    html = pages(small())["processes/incident-management.md"].markdown()
    line = re.search(r'<p class="hr-jumps">(.*?)</p>', html)
    assert line
    places = re.findall(r'href="#([\w-]+)"', line[1])
    assert places == ["flow", "activities", "raci", "kpis"]
