"""What is due as a calendar file (RFC 5545) that calendars on a desk or a telephone subscribe to."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import time
from hashlib import sha256
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.render.cells import read
from handrail.render.clean import clean
from handrail.render.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handrail.register import Register
    from handrail.views.asked import Deadline
    from handrail.views.due import Due

#: The most octets of a line, without its end.
_ROOM = 75
_END = "\r\n"
_UID_LENGTH = 32
#: Stands for the name of a repository whose settings cannot be read.
_NO_NAME = "handrail"


def to_icalendar(
    register: Register, rows: Iterable[Due], language: str, *, names_people: bool = True
) -> str:
    """Write what is due as all-day events; the same records give the same file, whenever it is made."""
    settings = register.settings
    repository = settings.repository if settings else _NO_NAME
    stamp = f"{_written(register):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//handrail//due//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(read(settings.organization if settings else repository, language))}",
    ]
    for row in rows:
        deadline = row.deadline
        lines += (
            "BEGIN:VEVENT",
            f"UID:{_uid(deadline, repository)}@{repository}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{deadline.day.isoformat().replace('-', '')}",
            f"SUMMARY:{_text(_summary(deadline, language))}",
            f"DESCRIPTION:{_description(deadline, language, names_people=names_people)}",
            # A day's work is not an appointment: nobody is taken up by it.
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    return "".join(fold(line) + _END for line in [*lines, "END:VCALENDAR"])


def _written(register: Register) -> datetime:
    """Return when what is shown was written: the commit, or else the day it is judged as of."""
    snapshot = register.snapshot
    if snapshot is not None and not snapshot.changed:
        return snapshot.committed.astimezone(UTC)
    return datetime.combine(register.as_of, time(), UTC)


def _summary(deadline: Deadline, language: str) -> str:
    what = tuple(read(one, language) for one in (deadline.what, deadline.title) if one)
    about = read(deadline.about, language)
    return translate(say("{record}: {what}", record=about, what=what), language)


def _description(deadline: Deadline, language: str, *, names_people: bool) -> str:
    people = read(deadline.people, language) if names_people else ""
    roles = read(deadline.roles, language)
    told = [
        *([say("who: {people}", people=people)] if people else []),
        *([say("as: {roles}", roles=roles)] if roles else []),
        say("file: {path}", path=deadline.path),
    ]
    return "\\n".join(_text(translate(one, language)) for one in told)


def _uid(deadline: Deadline, repository: str) -> str:
    """Name an event by what it is about, so that it stays the same event when its day is moved."""
    parts = (repository, deadline.path, *map(str, deadline.route))
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:_UID_LENGTH]


def _text(value: str) -> str:
    """Write a text on one line, with what has a meaning in a calendar file escaped."""
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return clean(value)


def fold(line: str) -> str:
    """Break a line so that none is longer than 75 octets, never within a character."""
    lines, used = [""], 0
    for character in line:
        octets = len(character.encode())
        if used + octets > _ROOM:
            lines.append(" ")
            used = 1
        lines[-1] += character
        used += octets
    return _END.join(lines)
