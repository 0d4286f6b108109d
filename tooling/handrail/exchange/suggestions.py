"""`import suggestions`: an issue form's body or a saved mail becomes the draft of a suggestion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.exchange.raw import Raw
from handrail.exchange.raw import read_form
from handrail.exchange.raw import read_mail
from handrail.exchange.texts import Taken
from handrail.exchange.texts import folded
from handrail.exchange.texts import one_line
from handrail.model.hints import did_you_mean
from handrail.model.messages import say
from handrail.model.slugs import slug_of
from handrail.model.suggestion_sources import sources_of
from handrail.render.cells import read
from handrail.render.language import LANGUAGES
from handrail.writing.addresses import find_place
from handrail.writing.drafts import begin
from handrail.writing.gates import open_place
from handrail.writing.given import Given
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.model.tables import Cell
    from handrail.register import Register

_BETWEEN = re.compile(r"[,;\n、，；]")
_LONGEST_LINE = 200


@dataclass(frozen=True, kw_only=True)
class _Import:
    """Who reads files into which repository."""

    register: Register
    by: str
    day: date
    language: str
    id: str | None


def read_suggestions(
    register: Register,
    files: Mapping[str, bytes],
    *,
    by: str,
    day: date,
    language: str,
    id_: str | None = None,
) -> Taken:
    """Read files by their names, each a suggestion: a draft for every one, or what is wrong with them."""
    work = _Import(register=register, by=by, day=day, language=language, id=id_)
    drafts: dict[str, Document] = {}
    there: list[str] = []
    refusals: list[Refusal] = []
    for name, content in files.items():
        is_mail = name.casefold().endswith(".eml")
        raw = read_mail(content, register, language) if is_mail else read_form(content)
        found = (raw,) if isinstance(raw, Refusal) else _read(work, raw, drafts)
        if isinstance(found, tuple):
            refusals += [_in_file(name, one) for one in found]
        elif isinstance(found, str):
            there.append(found)
        else:
            drafts[found.path] = found
    if refusals:
        return Taken(refusals=tuple(refusals))
    return Taken(drafts=tuple(drafts.values()), there=tuple(there))


def _in_file(name: str, refusal: Refusal) -> Refusal:
    return Refusal(say("{file}: {message}", file=name, message=refusal.message), refusal.hint)


def _read(
    work: _Import, raw: Raw, drafts: Mapping[str, Document]
) -> Document | str | tuple[Refusal, ...]:
    """Return the draft of a suggestion, the path where it lies already, or why there is none."""
    data = _data(work, raw)
    if isinstance(data, Refusal):
        return (data,)
    there = _lies_there(work.register, data)
    if there is not None and work.id in {None, there.fields["improvement"]}:
        return there.path
    return _draft(work, data, drafts)


def _draft(
    work: _Import, data: dict[str, object], drafts: Mapping[str, Document]
) -> Document | tuple[Refusal, ...]:
    suggested = date.fromisoformat(str(data["suggested_on"]))
    id_ = work.id or _free_id(work.register, drafts, str(data["title"]), suggested)
    place = find_place(work.register, "suggestion", id_, day=suggested)
    if isinstance(place, Refusal):
        return (place,)
    if place.path in drafts:
        return (
            Refusal(
                say("another of these files is `{id}` already", id=id_),
                say("leave out `--id`, or name one file"),
            ),
        )
    opened = open_place(work.register, place, [work.by], work.day)
    if isinstance(opened, Refusal):
        return (opened,)
    made = begin(
        work.register, opened[0], Given(data=data),
        by=work.by, day=work.day, language=work.language,
    )  # fmt: skip
    return made if isinstance(made, tuple) else made.document


def _title(text: str) -> str:
    """Return a title on one line, without the brackets that titles may not hold."""
    line = one_line(text).replace("<", "\N{FULLWIDTH LESS-THAN SIGN}")
    return _short(line.replace(">", "\N{FULLWIDTH GREATER-THAN SIGN}"))


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"


def _data(work: _Import, raw: Raw) -> dict[str, object] | Refusal:
    """Return the fields of a suggestion; what was left empty is left to be filled in."""
    title = _title(raw.title)
    if not title:
        return Refusal(
            say("the title is missing"),
            say("write it below `### Title`, or as the subject of the mail"),
        )
    processes = _processes(work.register, raw.processes)
    if isinstance(processes, Refusal):
        return processes
    sources = sources_of(work.register.settings)
    source = _meant(raw.source, sources)
    if raw.source and source is None:
        return _unknown(say("no source `{id}`", id=raw.source), raw.source, sources)
    data: dict[str, object] = {
        "title": title,
        "suggested_on": (raw.suggested_on or work.day).isoformat(),
        "level": "process" if processes else "department",
        "processes": processes,
        "source": source,
        "problem": raw.problem,
        "idea": raw.idea,
    }
    # Whoever writes it down has not suggested it: where nobody is named, that is filled in later.
    who = _short(one_line(raw.suggested_by)) or None
    return {field: value for field, value in data.items() if value} | {"suggested_by": who}


def _processes(register: Register, text: str) -> list[str] | Refusal:
    titles: dict[str, Cell] = dict.fromkeys(register.process_documents)
    titles |= {key: one.title for key, one in register.processes.items()}
    found: list[str] = []
    for name in filter(None, map(str.strip, _BETWEEN.split(text))):
        process = _meant(name, titles)
        if process is None:
            return _unknown(say("no process `{id}`", id=name), name, titles)
        found.append(process)
    return list(dict.fromkeys(found))


def _meant(text: str, choices: Mapping[str, Cell]) -> str | None:
    """Return the id a name stands for: by the id, by its title in one of our languages, or by `title (id)`."""
    wanted = {folded(text), folded(text.rpartition("(")[2])}
    for key, title in choices.items():
        if wanted & {folded(key), *(folded(read(title, language)) for language in LANGUAGES)}:
            return key
    return None


def _unknown(message: Message, wrong: str, choices: Mapping[str, Cell]) -> Refusal:
    return Refusal(message, did_you_mean(wrong, choices))


def _lies_there(register: Register, data: Mapping[str, object]) -> Document | None:
    """Return the suggestion that the same import has written already."""
    same = ("title", "problem")
    for document in register.of_type("suggestion"):
        if all(document.data.get(field) == data.get(field) for field in same):
            return document
    return None


def _free_id(
    register: Register, drafts: Mapping[str, Document], title: str, suggested: date
) -> str:
    """Return an id nobody has: what the title reads as, or the day and a number."""
    taken = {*register.dossiers_by_id, *register.process_documents}
    taken |= {draft.fields["improvement"] for draft in drafts.values()}
    return next(one for one in _ids(slug_of(title), suggested) if one not in taken)


def _ids(slug: str | None, suggested: date) -> Iterator[str]:
    if slug is not None:
        yield slug
    number = 1 if slug is None else 2
    while True:
        yield f"suggestion-{suggested}-{number}" if slug is None else f"{slug}-{number}"
        number += 1
