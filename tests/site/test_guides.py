"""The pages written by hand: the same in both languages, and no command in them that does not exist."""

from __future__ import annotations

import gc
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from handrail.cli import main
from handrail.cli.program import program
from handrail.loading.documents import split_name
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.reports import REPORTS
from handrail.views import VIEWS

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "site"
NAMES = sorted(path.name for path in (GUIDES / "en").glob("*.md"))
#: In Chinese this one is a summary, and says so.
SUMMARY = "contributing.md"
#: Its commands are run, one by one, by a test of their own.
WALKTHROUGH = "walkthrough.md"

_TYPED = re.compile(r"`(handrail [^`\n]+)`")
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONTINUED = re.compile(r"\\\n\s*")
#: Something to be filled in: `<id>`, `FILE`, `文件`.
_OPEN = re.compile(r"<[^>]+>|\b[A-Z]{2,}\b|文件$")


def text(language: str, name: str) -> str:
    return (GUIDES / language / name).read_text(encoding="utf-8")


def outline(page: str) -> list[str]:
    """Return the shape of a page: headings by level, rows of tables, blocks of code, numbered steps."""
    prose = _FENCE.sub("```\n", page)
    return [
        match[0].strip()
        for line in prose.splitlines()
        if (match := re.match(r"#+ |\||```|\d+\. ", line))
    ]


def test_guides_are_there_in_both_languages() -> None:
    assert sorted(path.name for path in (GUIDES / "zh").glob("*.md")) == NAMES


@pytest.mark.parametrize("name", [one for one in NAMES if one != SUMMARY])
def test_guide_has_the_same_shape_in_both_languages(name: str) -> None:
    assert outline(text("en", name)) == outline(text("zh", name))


def commands(page: str) -> Iterator[str]:
    """Yield what a page tells its reader to type."""
    for block in _FENCE.findall(page):
        for line in _CONTINUED.sub(" ", block).splitlines():
            typed = line.removeprefix("$ ").strip()
            if typed.startswith("handrail "):
                yield typed
    yield from (match[1] for match in _TYPED.finditer(_FENCE.sub("", page)))


def understood(typed: str) -> None:
    """Let Click read a command line without running it."""
    words = [_OPEN.sub("2026", word) for word in shlex.split(typed)[1:]]
    context = program.make_context("handrail", words)
    while isinstance(context.command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, found, rest = context.command.resolve_command(context, rest)
        assert found is not None
        try:
            context = found.make_context(name, rest, parent=context)
        except click.MissingParameter:
            return  # a command that is only mentioned stands there without all it needs


TYPED = sorted(
    {
        (typed, f"{language}/{name}")
        for language in ("en", "zh")
        for name in (path.name for path in (GUIDES / language).glob("*.md"))
        if name != WALKTHROUGH
        for typed in commands(text(language, name))
    }
)


@pytest.mark.parametrize(("typed", "page"), TYPED)
def test_every_command_in_a_guide_is_understood(typed: str, page: str) -> None:  # noqa: ARG001 - says where
    understood(typed)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_table_and_report_is_in_a_guide(language: str) -> None:
    named = {typed for typed, page in TYPED if page.startswith(f"{language}/")}
    wanted = [
        *(f"handrail {name}" for name in program.places),
        *(f"handrail list {name}" for name in VIEWS),
        *(f"handrail report {name}" for name in REPORTS),
    ]
    assert [
        one for one in wanted if not any(f"{typed} ".startswith(f"{one} ") for typed in named)
    ] == []


def test_every_document_type_in_a_guide_is_known() -> None:
    types = load_schemas(Memory({})).types
    named = {shlex.split(typed)[2] for typed, _ in TYPED if re.match(r"handrail new [a-z]", typed)}
    assert named
    assert {one for one in named if split_name(one)[0] not in types} == set()


@pytest.mark.parametrize(
    "typed",
    ["handrail chek", "handrail list pionts", "handrail site bild", "handrail check --frmat json"],
)
def test_command_that_does_not_exist_is_noticed(typed: str) -> None:
    with pytest.raises(click.UsageError):
        understood(typed)


SAMPLES = sorted(
    (language, name, block)
    for language in ("en", "zh")
    for name in (path.name for path in (GUIDES / language).glob("*.md"))
    if name != WALKTHROUGH
    for block in _FENCE.findall(text(language, name))
    if block.startswith("$ handrail ")
)


@pytest.mark.parametrize(("language", "name", "block"), SAMPLES)
def test_what_a_guide_shows_is_what_is_printed(
    language: str, name: str, block: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed, _, shown = block.partition("\n")
    with pytest.raises(SystemExit):
        main([*shlex.split(typed)[2:], "--root", str(ROOT)])
    gc.enable()
    assert capsys.readouterr().out == shown, f"{language}/{name}"
