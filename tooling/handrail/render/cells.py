"""What a cell of a table reads like."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.model.tables import Link
from handrail.model.text import Text
from handrail.render.clean import clean
from handrail.render.language import comma
from handrail.render.language import translate

if TYPE_CHECKING:
    from handrail.model.tables import Cell

_YES, _NO = say("yes"), say("no")
#: A word of the schemas, as opposed to a sentence.
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHORT = {"it": "IT", "kpi": "KPI"}


def read(cell: Cell, language: str, *, between: str = "") -> str:
    """Return a cell as people read it, on one line."""
    if isinstance(cell, tuple):
        return (between or comma(language)).join(
            read(one, language) for one in cell if one is not None
        )
    if isinstance(cell, Link):
        return read(title_of(cell), language)
    if isinstance(cell, Text):
        return prose(cell, language)
    if isinstance(cell, Message) and not cell.values and _WORD.fullmatch(cell.text):
        return spoken(cell, language)
    return translate(_plain(cell), language)


def title_of(link: Link) -> Text | Message | str:
    """Return what a link is called; a year's plan bears no title of its own."""
    return say("Annual plan {year}", year=link.id) if link.kind == "plan" else link.title


def spoken(word: Message, language: str) -> str:
    """Return a word of the schemas as people say it: `off-track` reads `off track`."""
    said = translate(word, language)
    return said if said != word.text else _SHORT.get(said) or said.replace("-", " ")


def _plain(cell: str | float | date | Message | None) -> Message | str:
    if isinstance(cell, bool):
        return _YES if cell else _NO
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, Message) else "" if cell is None else str(cell)


def prose(text: Text, language: str) -> str:
    """Return prose in a language; where it had to be another one, that is shown."""
    found = clean(text.in_language(language)).strip()
    given = text.language(language)
    return found if given in {language, ""} else f"{found} [{given}]"
