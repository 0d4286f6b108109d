"""`handrail approve`: one vote, or those of a meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from handrail.cli.command import Option
from handrail.cli.command import Words
from handrail.cli.complete import documents
from handrail.cli.complete import dossiers
from handrail.cli.complete import people
from handrail.cli.find import find_dossier
from handrail.cli.misuse import Misuse
from handrail.cli.options import Day
from handrail.cli.options import command
from handrail.cli.writing import myself
from handrail.cli.writing import put_in_place
from handrail.cli.writing import refuse
from handrail.cli.writing import split_people
from handrail.model.messages import Message
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.cli.request import Request
    from handrail.register import Ballot
    from handrail.writing.votes import Cast
    from handrail.writing.votes import Sheet

_VERDICTS = ("agree", "object", "abstain")
_AT_MEETING = {
    "agree": say("who agreed at the meeting: several people are separated by commas"),
    "object": say("who objected at the meeting"),
    "abstain": say("who abstained at the meeting"),
}


@command(
    "approve",
    say("write a vote on the document that is put to the vote, or all votes of a meeting"),
    example="handrail approve priority-levels --by xu-jing --verdict agree",
    formats=("text",),
    params=(
        click.Argument(["id_"], metavar="ID", shell_complete=dossiers),
        click.Argument(["document"], required=False, metavar="DOCUMENT", shell_complete=documents),
        Option(
            "--verdict", say("agree, object or abstain: with the document as it is written"),
            metavar="WORD", type=Words(*_VERDICTS),
        ),
        Option(
            "--by", say("whose vote it is; if left out, whoever has the e-mail that git knows"),
            metavar="PERSON", shell_complete=people,
        ),
        Option("--role", say("the body or role to vote for; found out if left out"), metavar="ROLE"),
        Option("--comment", say("what the person wants to have said"), metavar="TEXT"),
        Option(
            "--date", say("the day of the vote; if left out, the day of the meeting, or today"),
            metavar="DATE", type=Day(), to="day",
        ),
        Option("--minutes", say("the meeting at which was voted"), metavar="MEETING"),
        Option(
            "--recorded-by", say("who writes the votes down"),
            metavar="PERSON", shell_complete=people,
        ),
        *(
            Option(f"--{verdict}", about, metavar="PEOPLE", multiple=True, shell_complete=people)
            for verdict, about in _AT_MEETING.items()
        ),
        Option(
            "--print", say("print the votes and write nothing"), is_flag=True, to="only_print"
        ),
    ),
)  # fmt: skip
def approve(
    request: Request,
    *,
    id_: str,
    document: str | None,
    day: date | None,
    minutes: str | None,
    recorded_by: str | None,
    only_print: bool,
    **cast: object,
) -> int:
    """Write votes and say what came of them, or refuse."""
    from handrail.writing.votes import Sitting
    from handrail.writing.votes import fill_sheet

    if request.revision is not None:
        raise Misuse(say("a vote is written into the files here"), say("leave out `--at`"))
    dossier = find_dossier(request.register, id_)
    _refuse_people(request, document)
    sitting = Sitting(date=day, minutes=minutes, recorded_by=recorded_by)
    sheet = fill_sheet(request.register, dossier, document, _casts(request, cast), sitting)
    if sheet.refusals:
        return refuse(request, sheet.refusals)
    if only_print:
        request.print("\n".join(f"# {path}\n{text}" for path, text in sheet.files.items()))
        return 0
    return _write(request, id_, sheet)


def _refuse_people(request: Request, document: str | None) -> None:
    """Refuse a person in the place of the document: people were separated by a blank."""
    offices = request.register.offices
    if offices is not None and document in offices.people:
        raise Misuse(
            say("`{person}` is a person and no document", person=document),
            say("separate people with commas: `--agree {people}`", people=f"…,{document}"),
        )


def _casts(request: Request, options: Mapping[str, object]) -> list[Cast]:
    """Return the votes that were asked for: one person's, or those of a meeting."""
    from handrail.writing.votes import Cast

    meeting = [
        Cast(by=person, verdict=verdict)
        for verdict in _VERDICTS
        for names in _names(options[verdict])
        for person in split_people(names)
    ]
    verdict, by, role, comment = (
        value if isinstance(value := options[name], str) else None
        for name in ("verdict", "by", "role", "comment")
    )
    if meeting and (verdict or by or role or comment):
        raise Misuse(
            say("`--verdict`, `--by`, `--role` and `--comment` are for a single vote"),
            say("leave them out, or leave out `--agree`, `--object` and `--abstain`"),
        )
    if meeting:
        return _distinct(meeting)
    if verdict is None:
        raise Misuse(
            say("`--verdict` is missing"),
            say("add `--verdict agree`, `object` or `abstain`; for a meeting, name people with `--agree`, `--object` and `--abstain`"),
        )  # fmt: skip
    return [
        Cast(
            by=by or myself(request, say("say whose vote it is with `--by`")),
            verdict=verdict,
            role=role,
            comment=comment,
        )
    ]


def _names(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else ()


def _distinct(casts: list[Cast]) -> list[Cast]:
    named = [cast.by for cast in casts]
    twice = tuple(f"`{person}`" for person in dict.fromkeys(named) if named.count(person) > 1)
    if twice:
        raise Misuse(
            say("named more than once: {people}", people=twice),
            say("name each person after one of `--agree`, `--object` and `--abstain`"),
        )
    return casts


def _write(request: Request, id_: str, sheet: Sheet) -> int:
    from handrail.loading.sources import WorkTree
    from handrail.register import load_register

    put_in_place(request, {path: text.encode() for path, text in sheet.files.items()})
    for path in sheet.there:
        request.say(say("was there already: {path}", path=path))
    after = load_register(WorkTree(request.root), request.as_of)
    for ballot in after.progress(find_dossier(after, id_)).ballots:
        if ballot.name == sheet.document:
            request.say(_outcome(ballot))
    request.note(
        say("commit the files and share them: `handrail next {id}` says what follows", id=id_)
    )
    return 0


def _outcome(ballot: Ballot) -> Message:
    from handrail.register import Verdict

    if ballot.verdict is Verdict.CARRIED:
        return say("`{name}` is carried", name=ballot.name)
    if ballot.verdict is Verdict.REFUSED:
        return say("`{name}` is refused: the step is open again", name=ballot.name)
    return say("`{name}` still waits for {people}", name=ballot.name, people=ballot.silent)
