"""The line that is to be written where the other end of an interface is missing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from handrail.model.text import UNSAID
from handrail.rules.interface_ends import NAMING
from handrail.rules.interface_ends import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handrail.model.text import Text
    from handrail.rules.interface_ends import End

#: What YAML reads inside brackets as it stands.
_PLAIN = re.compile(r"[^\W\d_](?:[^,:#\[\]{}\"'\n\\]|:(?=\S))*(?<![\s:])")
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def line_for(ends: Sequence[End]) -> str:
    """Write the row that is missing at the other end of interfaces that differ only in their owner."""
    end = ends[0]
    naming = NAMING["inputs" if end.field == OUTPUTS else OUTPUTS]
    names = ", ".join(one.own for one in ends)
    entries = [
        f"id: {end.id}",
        f"{naming}: {names}" if len(ends) == 1 else f"{naming}: [{names}]",
        f"title: {_text(end.row.title)}",
    ]
    if end.row.criteria is not None:
        entries.append(f"criteria: {_text(end.row.criteria)}")
    return f"- {{{', '.join(entries)}}}"


def _text(text: Text) -> str:
    if UNSAID in text.by_language:
        return _scalar(text.by_language[UNSAID])
    by_language = (f"{language}: {_scalar(one)}" for language, one in text.by_language.items())
    return f"{{{', '.join(by_language)}}}"


def _scalar(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    return text if is_plain else json.dumps(text, ensure_ascii=False)
