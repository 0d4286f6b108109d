"""Suggestions as they come in: what an issue form or a mail says, as text and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.header import make_header
from email.utils import getaddresses
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from handrail.exchange.texts import decode
from handrail.exchange.texts import folded
from handrail.exchange.texts import lines_of
from handrail.model.messages import say
from handrail.render.language import translate
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

    from handrail.register import Register

#: What the parts of an issue form are called, in English and Chinese.
_HEADINGS: Mapping[str, str] = {
    "title": "title", "标题": "title",
    "problem": "problem", "问题": "problem",
    "idea": "idea", "设想": "idea",
    "source": "source", "来源": "source",
    "process": "processes", "processes": "processes", "流程": "processes",
    "who suggests": "suggested_by", "suggested by": "suggested_by", "建议人": "suggested_by",
}  # fmt: skip
_HEADING = re.compile(r"#{1,6}\s+(?P<name>.*?)\s*#*\s*")
#: What a forge writes where nothing was filled in.
_NOTHING = frozenset({"no response", "none", "n/a", "无", "未填写"})
_ANSWER = re.compile(r"^\s*((re|fwd?|aw|wg|回复|答复|转发)\s*[:：]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SENDER = say("somebody, by e-mail")


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """A suggestion as it came in: texts, and nothing else."""

    title: str = ""
    problem: str = ""
    idea: str = ""
    source: str = ""
    processes: str = ""
    suggested_by: str = ""
    suggested_on: date | None = None


def read_form(content: bytes) -> Raw | Refusal:
    """Read the body of an issue form: headings we know part it, anything else is text."""
    text = decode(content)
    if isinstance(text, Refusal):
        return text
    parts: dict[str, list[str]] = {}
    here: list[str] = []
    for line in text.splitlines():
        match = _HEADING.fullmatch(line.strip())
        field = _HEADINGS.get(folded(match["name"])) if match else None
        if field is None:
            here.append(line)
        else:
            here = parts.setdefault(field, [])
    said = {field: lines_of("\n".join(lines)) for field, lines in parts.items()}
    said = {field: "" if folded(text) in _NOTHING else text for field, text in said.items()}
    if not said:
        return Refusal(
            say("no heading of the form is found"),
            say("write each part below its heading: `### Title`, `### Problem`, `### Idea`; a saved mail ends in `.eml`"),
        )  # fmt: skip
    return Raw(
        title=said.get("title", ""),
        problem=said.get("problem", ""),
        idea=said.get("idea", ""),
        source=said.get("source", ""),
        processes=said.get("processes", ""),
        suggested_by=said.get("suggested_by", ""),
    )


def read_mail(content: bytes, register: Register, language: str) -> Raw | Refusal:
    """Read a saved mail: its subject, its text and its sender's name; no address is kept."""
    try:
        return _mail(content, register, language)
    except RecursionError:
        return Refusal(
            say("this mail holds parts within parts, deeper than can be read"),
            say("save it as text, or copy it into a form"),
        )


def _mail(content: bytes, register: Register, language: str) -> Raw | Refusal:
    mail = message_from_bytes(content)
    text = next(filter(None, map(_text, mail.walk())), None)
    if text is None:
        return Refusal(
            say("this mail holds no plain text"), say("save it as text, or copy it into a form")
        )
    for _, address in _people(mail, "from", "sender", "reply-to", "to", "cc"):
        text = re.sub(re.escape(address), "…", text, flags=re.IGNORECASE) if address else text
    names = (_decoded(name) for name, _ in _people(mail, "from"))
    return Raw(
        title=_ANSWER.sub("", _decoded(str(mail.get("subject", "")))),
        problem=lines_of(_SIGNATURE.split(text)[0]),
        suggested_by=next((name for name in names if name and "@" not in name), "")
        or translate(_SENDER, language),
        suggested_on=_sent_on(str(mail.get("date", "")), register),
    )


def _text(part: Message) -> str | None:
    """Return the text of a part of a mail, None where it is an attachment or no plain text."""
    content = part.get_payload(decode=True)
    is_text = part.get_content_type() == "text/plain" and isinstance(content, bytes)
    if not is_text or part.get_content_disposition() == "attachment":
        return None
    charset = part.get_content_charset()
    try:
        return bytes(content).decode(charset or "utf-8")
    except (LookupError, ValueError):
        text = decode(bytes(content))
        return text if isinstance(text, str) else None


def _decoded(text: str) -> str:
    """Return what a header says, of which a part may be encoded."""
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _people(mail: Message, *headers: str) -> list[tuple[str, str]]:
    return getaddresses([str(one) for name in headers for one in mail.get_all(name, ())])


def _sent_on(text: str, register: Register) -> date | None:
    """Return the day a mail was sent, where the repository is at home."""
    try:
        sent = parsedate_to_datetime(text)
        if sent.tzinfo is None or register.settings is None:
            return sent.date()
        return sent.astimezone(ZoneInfo(register.settings.timezone)).date()
    except (KeyError, TypeError, ValueError, OSError, OverflowError):
        return None
