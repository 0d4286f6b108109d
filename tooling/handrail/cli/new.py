"""`handrail new`: a document begun, with all that is known filled in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import click

from handrail.cli.command import Option
from handrail.cli.complete import new_ids
from handrail.cli.complete import people
from handrail.cli.complete import types
from handrail.cli.finish import Ending
from handrail.cli.finish import complete
from handrail.cli.options import Day
from handrail.cli.options import command
from handrail.cli.writing import given_options
from handrail.cli.writing import later
from handrail.cli.writing import myself
from handrail.cli.writing import put_in_place
from handrail.cli.writing import read_given
from handrail.cli.writing import refuse
from handrail.cli.writing import refuse_commits
from handrail.cli.writing import register_of
from handrail.cli.writing import show
from handrail.cli.writing import split_people
from handrail.cli.writing import tell_draft
from handrail.cli.writing import tell_renewal
from handrail.model.messages import say

if TYPE_CHECKING:
    from datetime import date

    from handrail.cli.request import Request
    from handrail.loading.documents import Document
    from handrail.register import Register
    from handrail.writing.addresses import Place
    from handrail.writing.drafts import Draft
    from handrail.writing.given import Given
    from handrail.writing.refusals import Refusal
    from handrail.writing.turns import Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class _Order:
    """A new document as it was asked for."""

    register: Register
    place: Place
    turn: Turn | None
    given: Given
    by: str
    others: tuple[str, ...]
    day: date
    finish: bool
    only_print: bool


@command(
    "new",
    say("begin a document, filled in with what is known; refused where it is not its turn"),
    example="handrail new suggestion self-service-portal --set title='Self-service portal'",
    formats=("text",),
    params=(
        click.Argument(["kind"], metavar="TYPE", shell_complete=types),
        click.Argument(["id_"], required=False, metavar="ID", shell_complete=new_ids),
        *given_options(),
        Option(
            "--by", say("who writes it; if left out, whoever has the e-mail that git knows"),
            metavar="PERSON", shell_complete=people,
        ),
        Option(
            "--with", say("who else writes it: several people are separated by commas"),
            metavar="PEOPLE", shell_complete=people, to="others",
        ),
        Option(
            "--date", say("the day it is written on; if left out, today"),
            metavar="DATE", type=Day(), to="day",
        ),
        Option(
            "--year", say("the folder of the year for something new; if left out, that of the day"),
            metavar="YEAR", type=click.IntRange(1000, 9999),
        ),
        Option(
            "--finish", say("finish it at once, if nothing is missing"), is_flag=True,
        ),
        Option(
            "--dry-run", say("print the document and write nothing"), is_flag=True, to="only_print"
        ),
    ),
)  # fmt: skip
def new(
    request: Request, *, kind: str, id_: str | None, values: tuple[str, ...], file: str | None,
    by: str | None, others: str | None, day: date | None, year: int | None, finish: bool,
    only_print: bool,
) -> int:  # fmt: skip
    """Write the document, go on with the draft that lies there, or refuse."""
    from handrail.writing.addresses import find_place
    from handrail.writing.gates import open_place
    from handrail.writing.refusals import Refusal

    refuse_commits(request)
    day = day or request.as_of
    given = read_given(values, file)
    unfit = later(request, day)
    if unfit is not None:
        return refuse(request, [unfit])
    register = register_of(request, day)
    id_ = id_ or _id_of_title(kind, given)
    place = find_place(register, kind, id_, day=_suggested_on(given) or day, year=year)
    if isinstance(place, Refusal):
        return refuse(request, [place])
    writer = by or _owner(place, given) or myself(request, say("say who writes it with `--by`"))
    fellows = tuple(split_people(others or ""))
    opened = open_place(register, place, [writer, *fellows], day)
    if isinstance(opened, Refusal):
        was_there = given and _written_before(request, place, given, day)
        return 0 if was_there else refuse(request, [opened])
    order = _Order(
        register=register, place=opened[0], turn=opened[1], given=given, by=writer,
        others=fellows, day=day, finish=finish, only_print=only_print,
    )  # fmt: skip
    return _carry_out(request, order)


def _id_of_title(kind: str, given: Given) -> str | None:
    """Make the id of a suggestion out of its title."""
    from handrail.model.slugs import slug_of

    title = _value(given, "title")
    return slug_of(title) if kind == "suggestion" and isinstance(title, str) else None


def _owner(place: Place, given: Given) -> str | None:
    """Return the owner of a process that is given: nobody else is asked for in its file."""
    owner = _value(given, "owner")
    has_writer = "by" in place.schema.content.get("properties", {})
    return owner if isinstance(owner, str) and not has_writer else None


def _suggested_on(given: Given) -> date | None:
    """Return the day somebody suggested it, which says the year of its folder."""
    from datetime import date

    from handrail.loading.engine import is_date

    said = _value(given, "suggested_on")
    return date.fromisoformat(said) if isinstance(said, str) and is_date(said) else None


def _value(given: Given, field: str) -> Any:  # noqa: ANN401 - whatever was given
    typed = [text.partition("=")[2].strip() for text in given.texts if text.startswith(f"{field}=")]
    return typed[-1] if typed else given.data.get(field)


def _written_before(request: Request, place: Place, given: Given, day: date) -> bool:
    """Say of the document that the same command has written already that it is there."""
    from handrail.writing.drafts import written_before

    document = written_before(request.register, place, given, day)
    if document is not None:
        request.say(say("was there already: {path}", path=document.path))
    return document is not None


def _carry_out(request: Request, order: _Order) -> int:
    """Begin the document or go on with it, and write it."""
    draft = _draft(request, order)
    if not isinstance(draft, tuple):
        return _write(request, order, draft)
    return refuse(request, draft) if draft else 0


def _draft(request: Request, order: _Order) -> Draft | tuple[Refusal, ...]:
    """Return the document; or why there is none, or nothing where all is said."""
    from handrail.writing.drafts import begin
    from handrail.writing.drafts import go_on
    from handrail.writing.drafts import is_finished

    document = order.register.by_path.get(order.place.path)
    if document is None:
        draft = begin(
            order.register, order.place, order.given,
            by=order.by, others=order.others, day=order.day, language=request.language,
        )  # fmt: skip
        return draft if isinstance(draft, tuple) else _asked(request, order, draft)
    if not document.is_draft:
        return (is_finished(document),)
    if order.given or order.finish:
        return go_on(order.register, order.place.dossier, document, order.given, day=order.day)
    request.say(say("{path} lies there, unfinished", path=document.path))
    _tell(request, order, document)
    return ()


def _asked(request: Request, order: _Order, draft: Draft) -> Draft:
    """Ask for what is missing, where somebody sits at a terminal; an empty answer leaves it open."""
    if not (sys.stdin.isatty() and request.terminal.width):
        return draft
    from handrail.writing.drafts import go_on
    from handrail.writing.given import Given
    from handrail.writing.parts import Part

    place = order.place
    request.note(say("what is not known yet: an empty answer leaves it open"))
    for route in draft.missing:
        title = str(Part.of(place.schema, route).node.get("title", ""))
        name = ".".join(str(step) for step in route)
        while answer := click.prompt(
            f"{request.words(title)} ({name})", "", show_default=False, err=True
        ):
            given = Given((f"{name}={answer}",))
            found = go_on(order.register, place.dossier, draft.document, given, day=order.day)
            if not isinstance(found, tuple):
                draft = found
                break
            refuse(request, found)
    return draft


def _write(request: Request, order: _Order, draft: Draft) -> int:
    if order.finish:
        ending = Ending(
            register=order.register, dossier=order.place.dossier, turn=order.turn, draft=draft,
            day=order.day, only_print=order.only_print,
        )  # fmt: skip
        return complete(request, ending)
    if order.only_print:
        return show(request, draft.document)
    put_in_place(request, {draft.document.path: draft.document.content})
    _tell(request, order, draft.document)
    return 0


def _tell(request: Request, order: _Order, document: Document) -> None:
    tell_draft(request, order.place, document)
    if order.turn is not None and order.turn.is_renewal and order.place.dossier is not None:
        tell_renewal(request, order.place.dossier)
