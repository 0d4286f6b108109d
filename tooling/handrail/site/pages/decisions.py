"""The list of decisions about how handrail is built; they are written by hand, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.site.page import Page
from handrail.site.sheet import Sheet
from handrail.site.sheet import element

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.register import Register

#: Where they are published, and in which language.
FOLDER = "decisions"
LANGUAGE = "en"


def pages(register: Register, language: str, titles: Mapping[str, str]) -> Iterator[Page]:
    """Write the list of decisions, given by file name; a language without them leads to the one that has."""
    if not titles or LANGUAGE not in register.languages:
        return
    sheet = Sheet(register, language, f"{FOLDER}.md")
    way = "" if language == LANGUAGE else f"../{LANGUAGE}/"
    about = sheet.say(
        "Why handrail is built the way it is: what was weighed, what was chosen, and what follows from it."
    )
    if language != LANGUAGE:
        about = sheet.say("{about} They are written in English.", about=about)
    links = [
        sheet.link(
            f"{way}{FOLDER}/{name.removesuffix('.md')}.html", sheet.plain(title), class_=None
        )
        for name, title in sorted(titles.items())
    ]
    yield Page(
        path=sheet.path,
        title=sheet.title(say("Decisions about the tool")),
        blocks=(element("p", about, class_="hr-lead"), sheet.bullets(links)),
        hide=("toc",),
    )
