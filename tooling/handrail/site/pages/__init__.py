"""The generated pages: each module writes one kind of page from the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.site.pages import decisions
from handrail.site.pages import home
from handrail.site.pages import how
from handrail.site.pages import improvements
from handrail.site.pages import meetings
from handrail.site.pages import people
from handrail.site.pages import plans
from handrail.site.pages import process
from handrail.site.pages import processes
from handrail.site.pages import rules
from handrail.site.pages import step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.register import Register
    from handrail.site.page import Page


def generate(
    register: Register, language: str, pieces: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Page]:
    """Write every page of one language.

    `pieces` are hand-written parts of generated pages, `titles` those of the decisions, by file.
    """
    yield from home.pages(register, language, pieces)
    yield from how.pages(register, language, pieces)
    yield from step.pages(register, language)
    yield from improvements.pages(register, language)
    yield from plans.pages(register, language)
    yield from processes.pages(register, language)
    yield from process.pages(register, language)
    yield from people.pages(register, language)
    yield from meetings.pages(register, language)
    yield from rules.pages(register, language)
    yield from decisions.pages(register, language, titles)


def in_navigation(paths: Iterable[str]) -> list[str]:
    """Return the pages that the navigation lists under the page of the same name."""
    return sorted(path for path in paths if path.startswith(("processes/", "plans/")))
