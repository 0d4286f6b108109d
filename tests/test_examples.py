"""Every rule's own examples: the good one is good everywhere, the bad one breaks this rule alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from handrail.loading.sources import WorkTree
from handrail.model.findings import Finding
from handrail.register import load_register
from handrail.rules import RULES
from handrail.rules import Rule
from handrail.rules import judge
from tests.overlay import AS_OF
from tests.overlay import LINK
from tests.overlay import MARK
from tests.overlay import SMALL
from tests.overlay import encoded
from tests.overlay import laid
from tests.overlay import overlay

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def judged(texts: Mapping[str, str], folder: Path) -> list[Finding]:
    """Write files into a folder, links as links, and judge it."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        link = LINK.fullmatch(text.strip())
        if link:
            file.symlink_to(link["target"])
        else:
            file.write_bytes(encoded(text))
    return judge(load_register(WorkTree(folder), AS_OF))


def test_small_repository_has_nothing_to_find(tmp_path: Path) -> None:
    assert judged(SMALL, tmp_path) == []


@each_rule
def test_good_example_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    texts = overlay(rule.good, laid(rule.given))
    assert rule.good
    assert not any(MARK in text for text in texts.values())
    assert judged(texts, tmp_path) == []


@each_rule
def test_bad_example_breaks_its_rule_alone_where_it_is_marked(rule: Rule, tmp_path: Path) -> None:
    texts = overlay(rule.bad, laid(rule.given))
    removed = {path: change for path, change in rule.bad.items() if change.startswith("- ")}
    marked = [
        (rule.id, path, number)
        for path, text in (texts | removed).items()
        for number, line in enumerate(text.splitlines(), 1)
        if MARK in line
    ]
    findings = judged(texts, tmp_path)
    assert [(one.rule, one.location.path, one.location.line) for one in findings] == marked


@each_rule
def test_rule_says_what_is_good_and_why_it_matters(rule: Rule) -> None:
    assert str(rule.title)[0].isupper()
    assert not str(rule.title).endswith(".")
    assert str(rule.why).endswith(".")
