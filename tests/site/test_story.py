"""The story of an improvement on its page, and the calendar beside the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.loading.sources import WorkTree
from handrail.render.icalendar import to_icalendar
from handrail.site.compose import compose
from handrail.views.due import dues
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import pages
from tests.site.handbook import read
from tests.site.handbook import words
from tests.site.handbook import write

WITHOUT_NAMES = {"handrail.yaml": "show_people: roles"}
SUGGESTED_BY = {"improvements/2026/incident-form/suggestion.yaml": "suggested_by: Zheng Kai"}


def test_page_tells_the_story_with_what_was_reached() -> None:
    page = words(pages(small())["improvements/incident-form.md"])
    story = page[page.index("## Its story") :]
    for said in (
        "2026-01-09 the suggester is told We work out a proposal.",
        "Decision",
        "Fewer questions back % 30 10 8 yes 2026-03-25 2026-04-30 Effect",
    ):
        assert said in story


def test_suggester_is_named_only_where_people_are() -> None:
    page = "improvements/incident-form.md"
    assert "Collect suggestions Zheng Kai" in words(pages(small(SUGGESTED_BY))[page])
    hidden = words(pages(small({**SUGGESTED_BY, **WITHOUT_NAMES}))[page])
    story = hidden[hidden.index("## Its story") : hidden.index("{ #suggestion")]
    assert "Zheng Kai" not in story


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_is_handed_out_and_linked(tmp_path: Path, language: str) -> None:
    root = write(tmp_path)
    register = read(root)
    found = compose(root, register, WorkTree(root), language, tmp_path / "docs")
    assert found["due.ics"].decode() == to_icalendar(register, dues(register), language)
    assert b'href="due.ics"' in found["index.md"]


def test_calendar_names_people_only_where_the_pages_do(tmp_path: Path) -> None:
    root = write(tmp_path, WITHOUT_NAMES)
    found = compose(root, read(root), WorkTree(root), "en", tmp_path / "docs")
    assert b"Li Na" not in found["due.ics"].replace(b"\r\n ", b"")
