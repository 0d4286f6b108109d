"""The generated pages: each module writes one kind of page from the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.site.pages import complexity
from handrail.site.pages import decisions
from handrail.site.pages import defaults
from handrail.site.pages import home
from handrail.site.pages import how
from handrail.site.pages import improvements
from handrail.site.pages import interfaces
from handrail.site.pages import meetings
from handrail.site.pages import people
from handrail.site.pages import plans
from handrail.site.pages import process
from handrail.site.pages import processes
from handrail.site.pages import requirements
from handrail.site.pages import roles
from handrail.site.pages import rules
from handrail.site.pages import standards
from handrail.site.pages import step
from handrail.site.pages import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from handrail.register import Register
    from handrail.site.by_hand import ByHand
    from handrail.site.page import Page


def generate(register: Register, language: str, by_hand: ByHand) -> Iterator[Page]:
    """Write every page of one language; some show or lead to what is written by hand."""
    titles = dict(by_hand.guides)
    for page in _pages(register, language, by_hand):
        titles[page.path] = page.title
        yield page
    yield from requirements.pages(register, language, by_hand.requirements, titles)


def _pages(register: Register, language: str, by_hand: ByHand) -> Iterator[Page]:
    yield from home.pages(register, language, by_hand.pieces)
    yield from how.pages(register, language, by_hand.pieces)
    yield from step.pages(register, language, by_hand.guides)
    yield from improvements.pages(register, language)
    yield from suggestions.pages(register, language)
    yield from plans.pages(register, language)
    yield from processes.pages(register, language)
    asked = {row.id for group in by_hand.requirements for row in group.rows}
    yield from process.pages(register, language, asked)
    yield from interfaces.pages(register, language)
    yield from complexity.pages(register, language)
    yield from people.pages(register, language)
    yield from roles.pages(register, language, by_hand.guides)
    yield from meetings.pages(register, language)
    yield from standards.pages(register, language)
    yield from rules.pages(register, language)
    yield from defaults.pages(register, language)
    yield from decisions.pages(register, language, by_hand.decisions)


def in_navigation(paths: Iterable[str]) -> list[str]:
    """Return the pages that the navigation lists under the page of the same name."""
    return sorted(path for path in paths if path.startswith(("processes/", "plans/")))
