"""Messages in the reader's language: English is the id, other languages stand in the catalogue."""

from __future__ import annotations

import gettext
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.text import Text
from handrail.render.clean import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The languages handrail speaks; the first is the one messages are written in.
LANGUAGES = ("en", "zh")
#: The name of the catalogue's files.
DOMAIN = "handrail"
FOLDER = Path(__file__).parents[1] / "locale"
_COMMAS: Mapping[str, str] = {"zh": "、"}


def comma(language: str) -> str:
    """Return what stands between the members of a list."""
    return _COMMAS.get(language, ", ")


def translate(message: Message | str, language: str) -> str:
    """Put a message into a language, then fill its gaps, on one line and without control characters."""
    if isinstance(message, str):
        return clean(message)
    text = _catalogue(language).gettext(message.text) if message.text else ""
    if message.values:
        gaps = {name: fill(value, language) for name, value in message.values.items()}
        text = text.format_map(gaps)
    return clean(text)


def fill(value: object, language: str) -> str:
    """Return what a value reads like in a sentence."""
    if isinstance(value, Message):
        return translate(value, language)
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, tuple):
        return comma(language).join(fill(one, language) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, languages=[language], fallback=True)
