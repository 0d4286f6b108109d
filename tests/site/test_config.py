"""MkDocs's settings for a language follow from the repository's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.model.errors import HandrailError
from handrail.site.config import SAID_THERE
from handrail.site.config import read_settings
from handrail.site.config import settings_for
from tests.overlay import small
from tests.site.handbook import ROOT

NAV = [
    {"Home": "index.md"},
    {"Improvement": ["improvements.md", "gone.md"]},
    {"Empty": ["gone.md"]},
]
NAV_WITH_FOLDER = [{"Handbook": ["processes.md"]}]


def test_navigation_leaves_out_what_is_not_there() -> None:
    pages = {"en": ["index.md", "improvements.md"]}
    found = settings_for({"nav": NAV}, small(), "en", pages, [])
    assert found["nav"] == [{"Home": "index.md"}, {"Improvement": ["improvements.md"]}]


def test_navigation_lists_the_pages_of_a_folder() -> None:
    pages = {"en": ["processes.md", "processes/a.md"]}
    found = settings_for(
        {"nav": NAV_WITH_FOLDER}, small(), "en", pages, ["plans/2026.md", "processes/a.md"]
    )
    assert found["nav"] == [{"Handbook": ["processes.md", "processes/a.md"]}]


def test_page_may_have_a_title_of_its_own_in_the_navigation() -> None:
    nav = [{"Reference": [{"What we set": "defaults.md"}, {"A year by command": "gone.md"}]}]
    pages = {"en": ["defaults.md"]}
    found = settings_for({"nav": nav}, small(), "en", pages, [])
    assert found["nav"] == [{"Reference": [{"What we set": "defaults.md"}]}]


def test_every_section_and_title_of_our_navigation_can_be_translated() -> None:
    said = {message.text for message in SAID_THERE}
    entries = list(read_settings(ROOT)["nav"])
    while entries:
        entry = entries.pop()
        for title, below in entry.items() if isinstance(entry, dict) else ():
            assert title in said
            entries += below if isinstance(below, list) else []


def test_language_switch_knows_what_a_language_lacks() -> None:
    pages = {"en": ["index.md", "only.md"], "zh": ["index.md"]}
    found = settings_for({}, small(), "en", pages, [])
    assert found["extra"]["alternate"] == [
        {"name": "English", "lang": "en", "link": "../en/", "lacks": []},
        {"name": "中文", "lang": "zh", "link": "../zh/", "lacks": ["only.md"]},
    ]


def test_chinese_search_has_its_own_settings() -> None:
    pages: dict[str, list[str]] = {"zh": [], "en": []}
    assert "plugins" not in settings_for({}, small(), "en", pages, [])
    search = settings_for({}, small(), "zh", pages, [])["plugins"]["search"]
    assert search["lang"] == ["zh", "en"]
    assert search["pipeline"] == ["stopWordFilter"]


def test_settings_hold_no_markup() -> None:
    found = settings_for(
        {}, small({"handrail.yaml": "organization: 'A & \"c\"'\n"}), "en", {"en": []}, []
    )
    assert found["site_name"].startswith("A ＆ ＂c＂")


def test_sample_says_so() -> None:
    found = settings_for({}, small(), "en", {"en": []}, [])
    assert found["extra"]["handrail"]["banner"] == (
        "A sample: people, figures and dates are made up, and it stands still on 2026-04-20."
    )
    real = settings_for({}, small({"handrail.yaml": "as_of: -\n"}), "en", {"en": []}, [])
    assert "banner" not in real["extra"]["handrail"]


@pytest.mark.parametrize(
    "text", [None, "nav: [\n", "nav: !!python/object/apply:os.system ['true']\n"]
)
def test_settings_that_cannot_be_read_are_said_so_or_passed_over(
    tmp_path: Path, text: str | None
) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    if text is not None and "!!python" in text:
        assert read_settings(tmp_path) == {"nav": None}
        return
    with pytest.raises(HandrailError, match=r"mkdocs\.yml"):
        read_settings(tmp_path)


def test_our_own_settings_can_be_read() -> None:
    assert read_settings(ROOT)["docs_dir"] == "build/docs/en"
