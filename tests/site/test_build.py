"""Building the site with MkDocs: what comes out, twice, and what goes wrong clearly."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handrail.model.errors import HandrailError
from handrail.site.build import BuildResult
from handrail.site.build import build_site
from handrail.site.policy import digest
from tests.site.handbook import Reader
from tests.site.handbook import dangling
from tests.site.handbook import read
from tests.site.handbook import write

FORGE = "forge: {kind: github, url: https://git.example/it/handbook}\n"


def build(root: Path, output: str = "build/site") -> BuildResult:
    return build_site(root, read(root), output=root / output)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("small"), {"handrail.yaml": FORGE})
    (folder / "site/en").mkdir(parents=True)
    (folder / "site/en/suggest.md").write_text(
        "# Suggest\n\n[All](improvements.md)\n", encoding="utf-8"
    )
    build(folder)
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return root / "build/site"


def test_every_language_has_a_home_and_the_top_leads_there(site: Path) -> None:
    for language in ("en", "zh"):
        home = (site / language / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in home
    door = Reader((site / "index.html").read_text(encoding="utf-8"))
    assert list(door.links) == ["en/index.html", "zh/index.html"]


def test_no_link_leads_nowhere(site: Path) -> None:
    assert dangling(site) == []


def test_nothing_is_fetched_from_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        reader = Reader(path.read_text(encoding="utf-8"))
        assert [source for source in reader.sources if re.match(r"(https?:)?//", source)] == []
        styles = [found.get("href") or "" for tag, found in reader.tags if tag == "link"]
        assert [href for href in styles if re.match(r"(https?:)?//", href)] == []


def test_every_page_is_locked_and_holds_only_scripts_the_lock_knows(site: Path) -> None:
    for path in site.rglob("*.html"):
        reader = Reader(path.read_text(encoding="utf-8"))
        policies = [
            found["content"] or ""
            for tag, found in reader.tags
            if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1
        assert (
            reader.tags[2][1].get("http-equiv") == "Content-Security-Policy" or path.parent == site
        )
        raw = path.read_bytes()
        for script in re.findall(rb"<script>(.*?)</script>", raw, re.DOTALL):
            assert digest(script) in policies[0]
        assert b" onload=" not in raw


def test_language_switch_stays_on_the_page_where_it_can(site: Path) -> None:
    page = Reader((site / "en/improvements/incident-form.html").read_text(encoding="utf-8"))
    assert "../../zh/improvements/incident-form.html" in set(page.links)
    only_english = Reader((site / "en/suggest.html").read_text(encoding="utf-8"))
    assert "./../zh/index.html" in set(only_english.links)


def test_every_page_is_edited_where_it_was_written(site: Path) -> None:
    edit = "https://git.example/it/handbook/edit/main/"
    for page, source in (
        ("en/improvements/incident-form.html", "improvements/2026/incident-form/suggestion.yaml"),
        ("zh/steps/evaluate.html", "processes/continual-improvement/process.yaml"),
        ("en/suggest.html", "site/en/suggest.md"),
    ):
        assert edit + source in set(Reader((site / page).read_text(encoding="utf-8")).links)


def test_records_are_not_in_the_navigation_and_little_of_them_in_the_search(site: Path) -> None:
    page = Reader((site / "en/index.html").read_text(encoding="utf-8"))
    assert "improvements/incident-form.html" not in {
        href
        for tag, found in page.tags
        if tag == "a"
        and "md-nav__link" in (found.get("class") or "")
        and (href := found.get("href"))
    }
    index = (site / "en/search/search_index.json").read_text(encoding="utf-8")
    assert "improvements/incident-form.html" in index
    assert "improvements/incident-form.html#decision" not in index


def test_building_again_gives_the_same_site(root: Path, site: Path) -> None:
    before = content(site)
    build(root)
    assert content(site) == before


def test_hand_written_pages_are_left_as_they_are(root: Path) -> None:
    assert content(root / "site") == {"en/suggest.md": b"# Suggest\n\n[All](improvements.md)\n"}


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root,
        env={
            "PATH": os.environ["PATH"],
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_bare_mkdocs_build_leaves_the_sources_alone(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/en").mkdir(parents=True)
    (root / "site/en/suggest.md").write_text("# Suggest\n", encoding="utf-8")
    before = content(root / "site")
    early = mkdocs(root)
    assert early.returncode == 1
    assert "build/theme" in early.stderr
    assert "Traceback" not in early.stderr
    assert content(root / "site") == before
    build(root)
    late = mkdocs(root)
    assert late.returncode == 0, late.stderr
    assert content(root / "site") == before
    assert (root / "build/site/index.html").is_file()
    build(root)
    assert (root / "build/site/zh/index.html").is_file()


def test_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/en").mkdir(parents=True)
    (root / "site/en/suggest.md").write_text(
        "# Suggest\n\n[All](imporvements.md)\n", encoding="utf-8"
    )
    with pytest.raises(HandrailError) as caught:
        build(root)
    assert "imporvements.md" in str(caught.value)
    assert caught.value.hint is not None


def test_folder_with_other_files_is_not_emptied(tmp_path: Path) -> None:
    root = write(tmp_path / "handbook")
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(HandrailError, match="holds files"):
        build_site(root, read(root), output=other)
    assert (other / "thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("output", [".", "build", "build/docs", "build/docs/en/deeper", ".."])
def test_folder_that_a_build_needs_is_refused(tmp_path: Path, output: str) -> None:
    root = write(tmp_path / "handbook")
    with pytest.raises(HandrailError, match="no place for the site"):
        build(root, output)
    assert (root / "handrail.yaml").is_file()


def test_repository_without_settings_for_the_site_is_told_what_is_missing(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "mkdocs.yml").unlink()
    with pytest.raises(HandrailError, match=r"no `mkdocs\.yml`"):
        build(root)
