"""Files as other programs write them, as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.render.clean import clean
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.loading.documents import Document

#: Spreadsheets in China save in GB 18030 unless told otherwise; it is tried when UTF-8 does not fit.
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST = 8 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What an import writes: whole or, where anything is refused, nothing."""

    drafts: tuple[Document, ...] = ()
    #: What is there already, just as it would be written.
    there: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def files(self) -> Mapping[str, bytes]:
        """What is written, by path."""
        return {draft.path: draft.content for draft in self.drafts}


def decode(content: bytes) -> str | Refusal:
    """Return the text of a file, in whichever of the usual encodings it is."""
    if len(content) > _MOST:
        return Refusal(
            say("more than {size} MiB", size=_MOST // 1024 // 1024),
            say("part it into several files"),
        )
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return Refusal(
        say("this is no text: neither UTF-8 nor GB 18030"), say("save it as UTF-8, and try again")
    )


def lines_of(text: str) -> str:
    """Return prose without what could steer a terminal or hide from a reader, its lines kept."""
    return "\n".join(clean(line).rstrip() for line in text.splitlines()).strip()


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(clean(text).split())


def folded(text: str) -> str:
    """Return a name as it is compared: without case, marks around it, or double spaces."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", one_line(text).casefold())
