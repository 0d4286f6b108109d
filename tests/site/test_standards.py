"""The page of standards: what is covered is linked, what is not is seen."""

from __future__ import annotations

import pytest

from handrail.loading.frameworks import frameworks
from tests.overlay import small
from tests.site.handbook import Reader
from tests.site.handbook import pages
from tests.site.handbook import words

PROCESS = "processes/incident-management/process.yaml"
OTHER = "processes/continual-improvement/process.yaml"


@pytest.mark.parametrize(
    ("language", "covered", "none"),
    [("en", "1 of 34 are covered by a process in force", "no process"), ("zh", "34", "")],
)
def test_page_tells_what_is_covered_and_shows_what_is_not(
    language: str, covered: str, none: str
) -> None:
    changes = {PROCESS: "maps_to: {itil4: [incident-management]}\n"}
    page = pages(small(changes), language)["standards.md"]
    text = words(page)
    assert covered in text
    assert none in text
    assert "".join(page.blocks).count("hr-badge--warn") == 33 + 45 + 21 + 40
    for clause in frameworks()[0].clauses:
        assert f"{clause.id} {clause.about.in_language(language)}" in text


def test_page_stands_where_no_process_can_be_read() -> None:
    broken = dict.fromkeys((PROCESS, OTHER), "a: [\n")
    assert "0 of 34 are covered" in words(pages(small(broken))["standards.md"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_process_leads_to_the_clauses_it_covers_and_says_what_they_are(language: str) -> None:
    changes = {PROCESS: "maps_to: {itil4: [incident-management], fitsm: [PR99]}\n"}
    found = pages(small(changes), language)
    page = found[PROCESS.replace("/process.yaml", ".md")]
    clause = next(one for one in frameworks()[0].clauses if one.id == "incident-management")
    assert clause.about.in_language(language) in words(page)
    assert "PR99" in words(page)
    links = set(Reader("\n".join(page.blocks)).links)
    anchor = "itil4-incident-management"
    assert f"../standards.html#{anchor}" in links
    assert anchor in Reader("\n".join(found["standards.md"].blocks)).ids
