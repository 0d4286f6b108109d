"""The page of suggestions says what the views say, in every language, and leaves out empty columns."""

from __future__ import annotations

import pytest

from handrail.model.messages import say
from handrail.render.cells import read
from handrail.render.language import translate
from handrail.views import VIEWS
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import pages
from tests.site.handbook import words

PORTAL = "improvements/2026/self-service-portal"
MERGED = {
    f"{PORTAL}/evaluation.yaml": "outcome: merged\ninto: incident-form",
    f"{PORTAL}/proposal.yaml": "-",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("changes", [{}, MERGED], ids=["plain", "merged"])
def test_page_says_what_the_views_say(language: str, changes: dict[str, str]) -> None:
    register = small(changes)
    page = words(pages(register, language)["suggestions.md"])
    for name in ("sources", "focus", "merged"):
        for row in VIEWS[name].table(register).rows:
            assert read(row[1], language) in page
    for row in VIEWS["points"].table(register).rows:
        assert read(row[2], language) in page


def test_column_appears_with_what_it_holds() -> None:
    title = translate(say("Assessors apart"), "en")
    assert title not in words(pages(small())["suggestions.md"])
    apart = "assessors: [{by: li-na, risk: 1}, {by: chen-jie, risk: 3}]"
    assert title in words(pages(small({f"{PORTAL}/evaluation.yaml": apart}))["suggestions.md"])


def test_improvement_names_what_it_took_in() -> None:
    page = words(pages(small(MERGED))["improvements/incident-form.md"])
    assert "Took in Self-service portal" in " ".join(page.split())
