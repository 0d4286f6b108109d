"""The reference of rules: what `check` holds every record to, why, and what that looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.render.rules import BEFORE
from handrail.rules import RULES
from handrail.site import words
from handrail.site.page import Page
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.register import Register
    from handrail.rules import Rule

_TONES = {"error": "bad", "warning": "warn", "info": "muted"}


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page."""
    sheet = Sheet(register, language, "rules.md")
    yield Page(path=sheet.path, title=sheet.title(say("Rules")), blocks=tuple(_blocks(sheet)))


def _blocks(sheet: Sheet) -> Iterator[str]:
    rules = sorted(RULES.values(), key=lambda rule: rule.id)
    command = element("code", "handrail check")
    yield element(
        "p",
        sheet.say("{command} judges every record by these {count} rules. Each is a sentence that is true of good records.", command=command, count=len(rules)),
        class_="hr-lead",
    )  # fmt: skip
    yield sheet.section(say("At a glance"), "all")
    yield sheet.table(
        [sheet.say("Rule"), sheet.say("What holds"), sheet.say("If not")],
        [
            [
                element("a", element("code", sheet.plain(rule.id)), href=f"#{rule.id}"),
                sheet.tell(rule.title),
                _severity(sheet, rule),
            ]
            for rule in rules
        ],
        caption=sheet.say("All rules"),
    )
    yield sheet.section(say("One by one"), "rules")
    for rule in rules:
        yield f"### {sheet.plain(rule.id)} {{ #{rule.id} }}"
        yield element(
            "p", Html(f"{element('strong', sheet.tell(rule.title))} {_severity(sheet, rule)}")
        )
        yield element("p", sheet.tell(rule.why))
        yield _example(sheet, sheet.say("This breaks it"), rule.bad)
        yield _example(sheet, sheet.say("This keeps it"), rule.good)
        if rule.given:
            yield element("p", sheet.tell(BEFORE), class_="hr-note")


def _severity(sheet: Sheet, rule: Rule) -> Html:
    word = rule.severity.word
    badge = element("span", words.word(sheet, word), class_=f"hr-badge hr-badge--{_TONES[word]}")
    if not rule.is_gap:
        return badge
    return Html(f"{badge} {element('small', sheet.say('in a draft a warning'))}")


def _example(sheet: Sheet, title: str, files: Mapping[str, str]) -> Html:
    """Show an example: fragments of files, by path."""
    if not files:
        return Html()
    shown = []
    for path, text in files.items():
        shown.append(element("p", element("code", sheet.plain(path)), class_="hr-note"))
        shown.append(sheet.lines(text))
    return element(
        "div",
        element("p", title, class_="hr-field") + join(shown),
        class_="hr-example",
        data_search_exclude="",
    )
