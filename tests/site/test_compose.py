"""Staging: hand-written and generated pages side by side, and nothing touched that stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.loading.sources import WorkTree
from handrail.model.errors import HandrailError
from handrail.site.compose import compose
from tests.site.handbook import Reader
from tests.site.handbook import read
from tests.site.handbook import write

PROCESS = "processes/incident-management"


def staged(root: Path, language: str = "en") -> Path:
    target = root / "build" / "docs" / language
    compose(root, read(root), WorkTree(root), language, target)
    return target


def test_hand_written_pages_stand_beside_generated_ones(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/en/guides").mkdir(parents=True)
    (root / "site/en/guides/start.md").write_text("# Start\n", encoding="utf-8")
    target = staged(root)
    assert (target / "guides/start.md").read_text(encoding="utf-8") == "# Start\n"
    assert (target / "improvements/self-service-portal.md").is_file()


def test_lines_of_a_chinese_paragraph_are_joined_and_code_is_left_alone(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/zh").mkdir(parents=True)
    code = "```yaml\n# 标题\n\n标题\n标题\n```\n"
    written = f"# 开始\n\n第一句。\n第二句，\n`by` 另起。\n\n- 一\n- 二。\n  三\n\n{code}"
    (root / "site/zh/start.md").write_text(written, encoding="utf-8")
    joined = f"# 开始\n\n第一句。第二句，\n`by` 另起。\n\n- 一\n- 二。三\n\n{code}"
    assert (staged(root, "zh") / "start.md").read_text(encoding="utf-8") == joined


def test_page_that_would_be_overwritten_is_named(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/en").mkdir(parents=True)
    (root / "site/en/people.md").write_text("# Ours\n", encoding="utf-8")
    with pytest.raises(HandrailError) as caught:
        staged(root)
    assert str(caught.value) == (
        "two pages want to be `people.md`: `site/en/people.md` and the one made from `organization.yaml`"
    )


def test_link_among_hand_written_pages_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/en").mkdir(parents=True)
    (root / "site/en/secret.md").symlink_to("/etc/hostname")
    with pytest.raises(HandrailError, match="symbolic link"):
        staged(root)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    root = write(tmp_path)
    target = staged(root)
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*.md")}
    place = root / "improvements/2026/self-service-portal/suggestion.yaml"
    place.write_text(
        place.read_text(encoding="utf-8").replace("problem: ", "problem: So it is. "),
        encoding="utf-8",
    )
    staged(root)
    changed = {path.name for path, stamp in before.items() if path.stat().st_mtime_ns != stamp}
    assert changed == {"self-service-portal.md"}


def test_what_is_gone_is_taken_away(tmp_path: Path) -> None:
    root = write(tmp_path)
    target = staged(root)
    (target / "old").mkdir()
    (target / "old/page.md").write_text("# Old\n", encoding="utf-8")
    staged(root)
    assert not (target / "old").exists()


def test_pieces_become_part_of_generated_pages(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/en").mkdir(parents=True)
    (root / "site/en/_welcome.md").write_text("Welcome, everybody.\n", encoding="utf-8")
    target = staged(root)
    assert "Welcome, everybody." in (target / "index.md").read_text(encoding="utf-8")
    assert not (target / "_welcome.md").exists()


def test_forms_are_handed_out_unless_a_browser_would_run_them(tmp_path: Path) -> None:
    templates = "".join(
        f"  - {{id: {name}, title: Form {name}, file: templates/{name}.{kind}}}\n"
        for name, kind in (("one", "docx"), ("two", "md"), ("three", "svg"), ("four", "html"))
    )
    root = write(tmp_path, {f"{PROCESS}/process.yaml": f"templates:\n{templates}"})
    folder = root / PROCESS / "templates"
    folder.mkdir(exist_ok=True)
    for name in ("one.docx", "three.svg", "four.html"):
        (folder / name).write_bytes(b"<script>alert(1)</script>")
    (folder / "two.md").write_text(
        "# A form\n\n<script>alert(1)</script>\n\n## Part\n", encoding="utf-8"
    )
    target = staged(root)
    there = {
        path.relative_to(target).as_posix()
        for path in (target / "files").rglob("*")
        if path.is_file()
    }
    assert there == {
        f"files/{PROCESS}/templates/{name}" for name in ("one.docx", "two.md", "two.md.txt")
    }
    form = (target / f"files/{PROCESS}/templates/two.md").read_text(encoding="utf-8")
    assert "<script" not in form
    assert "<h3>Part</h3>" in form or "<h2>Part</h2>" in form
    page = (target / f"{PROCESS}.md").read_text(encoding="utf-8")
    assert f'href="../files/{PROCESS}/templates/one.docx"' in page
    assert f'href="../files/{PROCESS}/templates/two.html"' in page
    assert f'href="../files/{PROCESS}/templates/two.md.txt"' in page
    assert "three.svg" not in page.replace("&#46;", ".").split("href=")[-1] or "three" in page


def test_attachment_of_a_document_is_handed_out_only_from_its_own_folder(tmp_path: Path) -> None:
    change = {
        "improvements/2026/self-service-portal/suggestion.yaml": (
            "attachments:\n  - {file: ../../../handrail.yaml, sha256: " + "0" * 64 + "}\n"
        )
    }
    root = write(tmp_path, change)
    assert not (staged(root) / "files").exists()


def test_decisions_are_published_in_english_and_linked_elsewhere(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site/decisions").mkdir(parents=True)
    (root / "site/decisions/0001-files.md").write_text("# 1. Files\n", encoding="utf-8")
    assert (staged(root, "en") / "decisions/0001-files.md").is_file()
    chinese = staged(root, "zh")
    assert not (chinese / "decisions").exists()
    assert 'href="../en/decisions/0001-files.html"' in (chinese / "decisions.md").read_text(
        encoding="utf-8"
    )


TABLE = """
groups:
  - id: plan
    title: {en: The plan, zh: 计划}
    rows:
      - id: S1-10
        asks: {en: The year has goals., zh: 全年有目标。}
        realised:
          - schema:plan.goals
          - rule:overdue
          - command:check
          - view:plan
          - page:start.md
          - page:nowhere.md
          - process:continual-improvement#evaluate
          - process:incident-management#log
      - id: S1-11
        asks: {en: People are kind., zh: 与人为善。}
        outside: {en: That is for people., zh: 这是人的事。}
"""


def test_table_of_what_the_source_asks_for_is_shown_where_there_is_one(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert not (staged(root) / "requirements.md").exists()
    (root / "site/en").mkdir(parents=True)
    (root / "site/en/start.md").write_text("# Start here\n", encoding="utf-8")
    (root / "site/requirements.yaml").write_text(TABLE, encoding="utf-8")
    page = Reader((staged(root) / "requirements.md").read_text(encoding="utf-8"))
    assert {
        "steps/plan-year.html#document", "rules.html#overdue", "start.html",
        "steps/evaluate.html", "processes/incident-management.html#activity-log",
    } <= set(page.links)  # fmt: skip
    said = " ".join(page.text.split())
    for text in ("The year has goals.", "handrail check", "handrail list plan", "Start here"):
        assert text in said
    assert "page: nowhere.md" in said
    assert "outside the tool: That is for people." in said
    assert "s1-11" in page.ids


def test_table_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "site").mkdir()
    (root / "site/requirements.yaml").write_text("groups: [\n", encoding="utf-8")
    with pytest.raises(HandrailError, match=r"`site/requirements\.yaml` cannot be read"):
        staged(root)
