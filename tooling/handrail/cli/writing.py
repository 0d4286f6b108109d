"""What commands that write have in common: who writes, what is refused, where files go."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from handrail.cli.command import Option
from handrail.cli.misuse import Misuse
from handrail.model.errors import HandrailError
from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from handrail.cli.request import Request
    from handrail.loading.documents import Document
    from handrail.model.findings import Finding
    from handrail.model.messages import Message
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.writing.addresses import Place
    from handrail.writing.given import Given
    from handrail.writing.refusals import Refusal


#: What separates people, on any keyboard.
_COMMA = re.compile("[,\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}]")


def split_people(text: str) -> list[str]:
    """Return the people named in one text, separated by commas."""
    return [person.strip() for person in _COMMA.split(text) if person.strip()]


def refuse_commits(request: Request) -> None:
    """Refuse to write into a commit."""
    if request.revision is not None:
        raise Misuse(say("this is written into the files here"), say("leave out `--at`"))


def myself(request: Request, hint: Message) -> str:
    """Return the person whose e-mail git knows."""
    from handrail.loading.sources import open_repository

    # Where git cannot read its settings, it knows nobody.
    ask = open_repository(request.root).git.config
    email = str(ask("--get", "user.email", with_exceptions=False)).strip()
    offices = request.register.offices
    for person in offices.people.values() if offices and email else ():
        if person.email and person.email.lower() == email.lower():
            return person.id
    raise Misuse(
        say("nobody in organization.yaml has the e-mail `{email}`", email=email)
        if email
        else say("git knows no `user.email`"),
        hint,
    )


def register_of(request: Request, day: date) -> Register:
    """Return the register as of a day."""
    from handrail.register import load_register

    return request.register if day == request.as_of else load_register(request.source, day)


def later(request: Request, day: date) -> Refusal | None:
    """Refuse a day that has not come."""
    from handrail.writing.refusals import Refusal

    if day <= request.as_of:
        return None
    return Refusal(
        say("{date} is later than {today}", date=day, today=request.as_of),
        say("write the day it is written on with `--date`"),
    )


def refuse(request: Request, refusals: Iterable[Refusal]) -> int:
    """Say why nothing is written, and what to do instead."""
    for refusal in refusals:
        request.note(say("refused: {message}", message=refusal.message))
        if refusal.hint is not None:
            request.note(say("hint: {hint}", hint=refusal.hint))
    return 1


def refuse_for(
    request: Request, register: Register, errors: Sequence[Finding], refusal: Refusal
) -> int:
    """List the errors that are in the way, as `check` does, and say what is not done."""
    from handrail.render.findings import Checked
    from handrail.render.findings import to_text
    from handrail.rules import RULES

    checked = Checked(
        findings=errors, documents=len(register.documents), rules=len(RULES), as_of=register.as_of
    )
    request.print(to_text(checked, request.language, request.terminal))
    return refuse(request, [refusal])


def put_in_place(request: Request, files: Mapping[str, bytes]) -> None:
    """Write files into the repository, all or none, and say so."""
    from handrail.loading.sources import real
    from handrail.writing.files import alone
    from handrail.writing.files import replace_files

    for path in files:
        if not real((request.root / path).parent).is_relative_to(real(request.root)):
            raise HandrailError(
                say("`{path}` lies outside the repository", path=path),
                say("put the folder itself in the place of the link"),
            )
    known = request.register.by_path
    with alone(request.root):
        replace_files(
            {request.root / path: content for path, content in files.items()},
            {request.root / path: known[path].content for path in files if path in known},
        )
    for path in files:
        request.say(say("wrote {path}", path=path))


# -- values that are given --------------------------------------------------------------------


def given_options() -> tuple[Option, ...]:
    """Return the options that give values."""
    return (
        Option(
            "--set", say("a field and its value, such as `title=…` or `goals.mttr.target=4`; may be repeated"),
            metavar="FIELD=VALUE", multiple=True, to="values",
        ),
        Option(
            "--from-file", say("a YAML file with values; `-` reads them from standard input"),
            metavar="FILE", to="file",
        ),
    )  # fmt: skip


def read_given(values: tuple[str, ...], file: str | None) -> Given:
    """Return the values that were given, in a file and one by one."""
    from handrail.writing.given import Given

    return Given(values, _read(file) if file else {})


def _read(file: str) -> dict[str, Any]:
    from handrail.loading.parse import parse

    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError:
        raise Misuse(
            say("cannot read `{path}`", path=file), say("name a file with `key: value` lines")
        ) from None
    parsed = parse(content)
    for fault in parsed.faults:
        raise Misuse(
            say("{path}:{line}:{column}: {message}",
                path=file, line=fault.line + 1, column=fault.column + 1, message=fault.message),
            fault.hint,
        )  # fmt: skip
    if not isinstance(parsed.data or {}, dict):
        raise Misuse(
            say("`{path}` holds no `key: value` lines", path=file),
            say("write each field on a line of its own: `title: …`"),
        )
    return dict(parsed.data or {})


# -- documents --------------------------------------------------------------------------------


def show(request: Request, document: Document) -> int:
    """Print a document instead of writing it."""
    request.print(f"# {document.path}\n{document.content.decode('utf-8-sig')}")
    return 0


def tell_draft(request: Request, place: Place, document: Document) -> None:
    """Say what is to be filled in, and how the draft is finished."""
    from handrail.writing.drafts import Draft

    fields = tuple(
        f"`{'.'.join(str(step) for step in route)}`" for route in Draft(document).missing
    )
    if fields:
        request.say(say("to be filled in: {fields}", fields=fields))
    if document.is_draft:
        request.say(say("then: `{command}`", command=finishing(place)))
    elif document.may_have_gaps:
        request.say(in_force(document))


def in_force(document: Document) -> Message:
    """Say how something that is planned comes into force."""
    command = f"handrail set {document.path} state=active"
    return say("it is planned; once it is in force: `{command}`", command=command)


def tell_renewal(request: Request, dossier: Dossier) -> None:
    """Say what it takes for a document to take the place of one that was approved."""
    drafts = [one.name for one in dossier.of_type("scope-change") if not one.completed]
    command = (
        f"handrail finish {dossier.id} {drafts[0]}"
        if drafts
        else f"handrail new scope-change {dossier.id}"
    )
    request.say(
        say("it takes the place of what was approved once a `scope-change` that names it is carried: `{command}`",
            command=command)
    )  # fmt: skip


def finishing(place: Place) -> str:
    """Return the command that finishes a document."""
    fields = place.fields
    if "meeting" in fields:
        return f"handrail finish {fields['meeting']}"
    id_ = fields.get("improvement") or fields.get("process") or fields["year"]
    # The file of an assessment is called like its process.
    return f"handrail finish {id_} {place.kind if place.name == id_ else place.name}"
