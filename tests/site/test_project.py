"""The page of a major improvement: its schedule drawn, and the data of its pilots to take away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handrail.loading.sources import WorkTree
from handrail.register import load_register
from handrail.site import published
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import Reader
from tests.site.handbook import pages

SOURCE = WorkTree(Path(__file__).parents[2])
REGISTER = load_register(SOURCE, date(2026, 12, 18))
FOLDER = "improvements/2026/self-service-portal"
FILES = [
    f"pilot-{end}" for end in ("weeks.csv", "departments.csv", "2-weeks.csv", "2-departments.csv")
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_of_the_pilots_are_handed_out_and_linked(language: str) -> None:
    page = pages(REGISTER, language)["improvements/self-service-portal.md"]
    linked = {link for link in Reader("\n".join(page.blocks)).links if link.endswith(".csv")}
    assert linked == {f"../files/{FOLDER}/{file}" for file in FILES}
    assert {f"{FOLDER}/{file}" for file in FILES} <= set(published.paths(REGISTER, SOURCE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_of_the_schedule_are_explained(language: str) -> None:
    html = "\n".join(pages(REGISTER, language)["improvements/self-service-portal.md"].blocks)
    assert html.count('class="hr-gantt"') == 1
    keys = [
        found["class"] for tag, found in Reader(html).tags if "hr-key" in (found.get("class") or "")
    ]
    assert keys == [
        "hr-key", "hr-key hr-key--actual", "hr-key hr-key--point",
        "hr-key hr-key--point hr-key--actual",
    ]  # fmt: skip


def test_what_is_no_project_has_no_schedule() -> None:
    page = pages(small())["improvements/incident-form.md"]
    assert "hr-gantt" not in "\n".join(page.blocks)
