"""A rule's page, in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.tables import Column
from handrail.model.tables import Table
from handrail.render.clean import clean
from handrail.render.findings import WORDS
from handrail.render.language import translate
from handrail.render.tables import VERSION
from handrail.render.tables import dump
from handrail.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.messages import Message
    from handrail.render.terminal import Terminal
    from handrail.rules import Rule

_INDENT = "  "
#: An example that takes a file away.
_REMOVED = re.compile(r"-\s*(#.*)?")
_WIDEST = 100
BEFORE = say("The other documents of the record are in order; they are not shown.")


def to_text(rule: Rule, language: str, terminal: Terminal) -> str:
    """Show what a rule asks for, why, and what breaks it."""
    severity = translate(WORDS[rule.severity], language)
    lines = [
        terminal.paint(f"{severity}[{rule.id}]", "bold"),
        *_prose(rule.title, language, terminal),
    ]
    lines += ["", *_prose(rule.why, language, terminal)]
    if rule.is_gap:
        lines += [
            "",
            *_prose(
                say("in a document that is not finished this is a warning"), language, terminal
            ),
        ]
    lines += _example(say("This breaks it:"), rule.bad, language)
    lines += _example(say("This does not:"), rule.good, language)
    if rule.given:
        lines += ["", *_prose(BEFORE, language, terminal)]
    return "\n".join(lines) + "\n"


def _prose(message: Message, language: str, terminal: Terminal) -> Iterator[str]:
    room = min(terminal.width or _WIDEST, _WIDEST) - len(_INDENT)
    for line in wrap(translate(message, language), room):
        yield _INDENT + line


def _example(title: Message, files: Mapping[str, str], language: str) -> Iterator[str]:
    if not files:
        return
    yield ""
    yield _INDENT + translate(title, language)
    for path, change in files.items():
        yield f"{_INDENT * 2}{path}"
        if _REMOVED.fullmatch(change.strip()):
            yield _INDENT * 3 + translate(say("(the file is not there)"), language)
            continue
        for line in change.splitlines():
            yield f"{_INDENT * 3}{clean(line)}".rstrip()


def to_json(rule: Rule, language: str) -> str:
    """Write a rule as JSON."""
    return dump(
        {
            "version": VERSION,
            "id": rule.id,
            "severity": rule.severity.word,
            "title": translate(rule.title, language),
            "why": translate(rule.why, language),
            "bad": dict(rule.bad),
            "good": dict(rule.good),
        }
    )


def rule_table(rules: Iterable[Rule]) -> Table:
    """List rules by their ids."""
    return Table(
        id="rules",
        title=say("Rules"),
        columns=(
            Column("id", say("Rule")),
            Column("severity", say("Severity")),
            Column("title", say("What is true of good records")),
        ),
        rows=tuple(
            (rule.id, WORDS[rule.severity], rule.title)
            for rule in sorted(rules, key=lambda rule: rule.id)
        ),
    )
