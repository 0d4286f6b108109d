"""`handrail finish`: a draft completed, or a list of what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from handrail.cli.command import Option
from handrail.cli.complete import documents
from handrail.cli.complete import ids
from handrail.cli.misuse import unknown
from handrail.cli.options import Day
from handrail.cli.options import command
from handrail.cli.writing import given_options
from handrail.cli.writing import in_force
from handrail.cli.writing import later
from handrail.cli.writing import put_in_place
from handrail.cli.writing import read_given
from handrail.cli.writing import refuse
from handrail.cli.writing import refuse_commits
from handrail.cli.writing import refuse_for
from handrail.cli.writing import register_of
from handrail.cli.writing import show
from handrail.cli.writing import tell_renewal
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from handrail.cli.request import Request
    from handrail.loading.documents import Document
    from handrail.model.findings import Finding
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.writing.drafts import Draft
    from handrail.writing.given import Given
    from handrail.writing.refusals import Refusal
    from handrail.writing.turns import Turn


@command(
    "finish",
    say("finish a draft, or list what is missing; what was finished is not touched"),
    example="handrail finish self-service-portal proposal",
    formats=("text",),
    params=(
        click.Argument(["id_"], metavar="ID", shell_complete=ids),
        click.Argument(["name"], required=False, metavar="DOCUMENT", shell_complete=documents),
        *given_options(),
        Option(
            "--date", say("the day it is finished; if left out, today"),
            metavar="DATE", type=Day(), to="day",
        ),
        Option(
            "--dry-run", say("print the document and write nothing"), is_flag=True, to="only_print"
        ),
    ),
)  # fmt: skip
def finish(
    request: Request, *, id_: str, name: str | None, values: tuple[str, ...], file: str | None,
    day: date | None, only_print: bool,
) -> int:  # fmt: skip
    """Write the finished document, or say what it lacks."""
    from handrail.writing.gates import may_finish
    from handrail.writing.refusals import Refusal

    refuse_commits(request)
    given = read_given(values, file)
    day = day or request.as_of
    unfit = later(request, day)
    if unfit is not None:
        return refuse(request, [unfit])
    register = register_of(request, day)
    dossier = register.dossiers_by_id.get(id_)
    found = _documents(register, id_)
    document = _chosen(register, dossier, id_, name, found)
    if isinstance(document, Refusal):
        return refuse(request, [document])
    if document.completed is not None:
        return _finished(request, document, given, day)
    draft = _gone_on(register, dossier, document, given, day)
    if isinstance(draft, tuple):
        return refuse(request, draft)
    turn = may_finish(register, dossier, draft.document, day) if dossier else None
    if isinstance(turn, Refusal):
        return refuse(request, [turn])
    ending = Ending(
        register=register, dossier=dossier, turn=turn, draft=draft, day=day, only_print=only_print
    )
    return complete(request, ending)


def _documents(register: Register, id_: str) -> dict[str, Document]:
    """Return the documents an id stands for: a record's, a meeting, what belongs to a process."""
    dossier = register.dossiers_by_id.get(id_)
    if dossier is not None:
        return dict(dossier.documents)
    found = {
        document.name if document.type == "review" else document.type: document
        for document in register.documents
        if id_ in {document.fields.get("meeting"), document.fields.get("process")}
        and "completed" in document.schema.content.get("properties", {})
    }
    if not found and id_ not in register.process_documents:
        known = [*register.dossiers_by_id, *register.process_documents]
        known += [document.fields["meeting"] for document in register.of_type("meeting")]
        raise unknown(say("no improvement, year, meeting or process `{id}`", id=id_), id_, known)
    return found


def _chosen(
    register: Register, dossier: Dossier | None, id_: str, name: str | None,
    found: dict[str, Document],
) -> Document | Refusal:  # fmt: skip
    """Return the document that is named, or the one draft there is, or whose turn it is."""
    from handrail.writing.refusals import Refusal
    from handrail.writing.turns import turns

    if name is not None:
        same = [one for one in found.values() if one.is_draft and one.type == name]
        draft = same[0] if len(same) == 1 and dossier is None else None
        return found.get(name) or draft or _not_there(register, dossier, id_, name, found)
    drafts = {key: document for key, document in found.items() if document.is_draft}
    theirs = {turn.document for turn in turns(register, dossier)} if dossier else set()
    if dossier is not None and len(drafts) > 1:
        drafts = {key: one for key, one in drafts.items() if key in theirs} or drafts
    if len(drafts) > 1:
        return Refusal(
            say("several documents of `{id}` are unfinished", id=id_),
            say("name one of them: {names}", names=tuple(f"`{key}`" for key in drafts)),
        )
    only = drafts or (found if len(found) == 1 and dossier is None else {})
    return next(iter(only.values()), None) or _no_draft(register, dossier, id_)


def _not_there(
    register: Register, dossier: Dossier | None, id_: str, name: str, found: dict[str, Document]
) -> Refusal:
    from handrail.model.hints import nearest
    from handrail.writing.refusals import Refusal
    from handrail.writing.turns import find_turn

    if dossier is not None and name in register.schemas.types:
        turn = find_turn(register, dossier, name)
        if isinstance(turn, Refusal):
            return turn
        hint = say("begin it with `handrail new {type} {id}`", type=name, id=id_)
    else:
        near = nearest(name, [*found, *register.schemas.types])
        hint = (
            say("did you mean `{word}`?", word=near)
            if near
            else say("it has {names}", names=tuple(f"`{one}`" for one in found) or say("nothing"))
        )
    return Refusal(say("`{id}` has no `{name}`", id=id_, name=name), hint)


def _no_draft(register: Register, dossier: Dossier | None, id_: str) -> Refusal:
    from handrail.views.next_steps import what_follows
    from handrail.writing.refusals import Refusal

    message = say("nothing of `{id}` is unfinished", id=id_)
    if dossier is not None:
        return Refusal(message, what_follows(register, dossier, ""))
    process = register.process_documents.get(id_)
    return Refusal(message, in_force(process) if process and process.may_have_gaps else None)


def _finished(request: Request, document: Document, given: Given, day: date) -> int:
    """Say that a document is finished already; refuse to say more in it."""
    from handrail.writing.drafts import is_finished
    from handrail.writing.drafts import says

    if says(document, given) and document.completed in {day, request.as_of}:
        request.say(say("was there already: {path}", path=document.path))
        return 0
    if not given:
        request.say(say("{path} was finished on {day}", path=document.path, day=document.completed))
        return 0
    return refuse(request, [is_finished(document)])


def _gone_on(
    register: Register, dossier: Dossier | None, document: Document, given: Given, day: date
) -> Draft | tuple[Refusal, ...]:
    from handrail.writing.drafts import go_on
    from handrail.writing.drafts import unreadable

    if not document.readable:
        return (unreadable(document),)
    return go_on(register, dossier, document, given, day=day)


# -- completing, for `new --finish` too -----------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A draft that is to be finished, on a day and in its turn."""

    register: Register
    dossier: Dossier | None
    turn: Turn | None
    draft: Draft
    day: date
    only_print: bool


def complete(request: Request, ending: Ending) -> int:
    """Judge the repository with the finished document; write it if nothing is wrong."""
    from handrail.writing.drafts import finished
    from handrail.writing.drafts import judged
    from handrail.writing.drafts import never_finished
    from handrail.writing.drafts import tidied
    from handrail.writing.gates import unfit_to_finish

    register, dossier, turn, draft = ending.register, ending.dossier, ending.turn, ending.draft
    if not draft.document.is_draft:
        return refuse(request, [never_finished(draft.document)])
    unfit = turn and unfit_to_finish(register, dossier, turn, draft.document, ending.day)
    if unfit:
        return refuse(request, [unfit])
    document = finished(register, dossier, draft, ending.day).document
    after, errors, warnings = judged(request.source, request.register, document)
    if errors:
        return _list(request, after, document, errors)
    document = tidied(document)
    if ending.only_print:
        return show(request, document)
    put_in_place(request, {document.path: document.content})
    _warn(request, warnings)
    _tell(request, after, document, draft)
    if turn is not None and turn.is_renewal and dossier is not None:
        tell_renewal(request, dossier)
    return 0


def _list(request: Request, after: Register, document: Document, errors: Sequence[Finding]) -> int:
    """List what is wrong or missing, the way `check` does."""
    from handrail.writing.refusals import Refusal

    refusal = Refusal(
        say("`{name}` is not finished, and nothing was written", name=document.name),
        say("put right what is listed, in the file or with `--set`, and run it again"),
    )
    return refuse_for(request, after, errors, refusal)


def _warn(request: Request, warnings: Sequence[Finding]) -> None:
    """Tell what `check` will warn of; lines have moved since it was judged."""
    for warning in warnings:
        request.note(say("warning[{rule}]: {message}", rule=warning.rule, message=warning.message))
        if warning.hint is not None:
            request.note(say("hint: {hint}", hint=warning.hint))


def _tell(request: Request, after: Register, document: Document, draft: Draft) -> None:
    """Say what followed from what was written, and what comes next."""
    from handrail.views.next_steps import what_follows

    if draft.followed:
        fields = tuple(f"`{'.'.join(str(step) for step in route)}`" for route in draft.followed)
        request.say(say("followed from the rest: {fields}", fields=fields))
    dossier = after.dossiers_by_folder.get(document.folder)
    if dossier is not None and document.name in dossier.documents:
        request.say(what_follows(after, dossier, document.name))
    request.note(say("commit the file and share it"))
