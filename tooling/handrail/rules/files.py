"""Rules of the tree: every file has its place, and nothing leads out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handrail.loading.sources import ORGANIZATION
from handrail.loading.sources import SCHEMAS_FOLDER
from handrail.loading.sources import SETTINGS
from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.hints import nearest
from handrail.model.messages import say
from handrail.model.slugs import RESERVED
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.messages import Message
    from handrail.register import Register

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PORTAL = "improvements/2026/self-service-portal"
_AUDIT = f"{SCHEMAS_FOLDER}/audit.schema.json"
_AUDIT_SCHEMA = """\
{
  "x-paths": ["processes/{process}/audit.yaml"],
  "type": "objekt", "$comment": "# <-"
}"""
_MEETING = """\
kind: evaluation{mark}
held: 2026-04-09
by: he-ping
invited: [Li Na]
present: [Li Na]
items: [{{result: Nothing was open.}}]"""


@rule(
    "unclaimed-file",
    "Every YAML file among the records is a document that handrail knows",
    good={f"{_PORTAL}/notes.txt": "Notes may lie beside the documents."},
    bad={f"{_PORTAL}/desicion.yaml": "outcome: approved # <-"},
)
def unclaimed_file(register: Register) -> Iterator[Problem]:
    """A file with a misspelt name would be passed over in silence, and its step stay open."""
    for path in register.unclaimed:
        yield Problem(
            Location(path),
            say("no kind of document has its place at `{path}`", path=path),
            _where_it_belongs(register, path),
        )


def _where_it_belongs(register: Register, path: str) -> Message:
    types = register.schemas.types
    name = path.rpartition("/")[2]
    stem = re.sub(r"-[0-9]+$", "", name.split(".")[0]).casefold()
    if stem in types:
        place = str(types[stem].content["x-paths"][-1]).replace("{-n}", "")
        return say("its place is `{place}`", place=place)
    if near := nearest(stem, types):
        return say("did you mean `{word}`?", word=f"{near}.yaml")
    return say(
        "the handbook says which documents lie where; attachments lie in the folder of their record"
    )


@rule(
    "missing-file",
    "The repository holds its settings and its organization",
    good={ORGANIZATION: "trust: recorded"},
    bad={ORGANIZATION: "- # <- without it nobody's vote counts and nobody's name is checked"},
)
def missing_file(register: Register) -> Iterator[Problem]:
    """Without them nobody can tell who may decide, or what day it is: what is not judged must not pass."""
    for path in (SETTINGS, ORGANIZATION):
        if path not in register.by_path and path not in register.links:
            yield Problem(
                Location(path), say("there is no `{path}`", path=path),
                say("restore {path} from git", path=path),
            )  # fmt: skip


@rule(
    "symbolic-link",
    "No record is a symbolic link or a submodule",
    good={f"{_PORTAL}/calls.csv": "period,calls\n2026-03,2120"},
    bad={f"{_PORTAL}/calls.csv": "-> /home/li-na/calls.csv  # <-"},
)
def symbolic_link(register: Register) -> Iterator[Problem]:
    """A link shows what lies elsewhere, perhaps outside the repository, and would publish it."""
    for path in register.links:
        yield Problem(
            Location(path),
            say("`{path}` is a link, not a file", path=path),
            say("put the file itself here"),
        )


@rule(
    "broken-schema",
    "Every schema is JSON Schema 2020-12 and stays within its folder",
    good={
        _AUDIT: _AUDIT_SCHEMA.replace("objekt", "object").replace("# <-", "An audit of a process")
    },
    bad={_AUDIT: _AUDIT_SCHEMA},
)
def broken_schema(register: Register) -> Iterator[Problem]:
    """Documents of a type whose schema cannot be used are judged by the schema handrail brings, or not at all."""
    for path, faults in register.schemas.faults.items():
        for fault in faults:
            place = Location(path, fault.line + 1, fault.column + 1, fault.width)
            yield Problem(place, fault.message, fault.hint)


@rule(
    "bad-id",
    "Ids are small letters, digits and hyphens",
    good={"improvements/2026/meetings/2026-04-09-evaluation.yaml": _MEETING.format(mark="")},
    bad={"improvements/2026/meetings/2026-04-09_Evaluation.yaml": _MEETING.format(mark=" # <-")},
)
def bad_id(register: Register) -> Iterator[Problem]:
    """An id is a folder name, a web address and a word people type: it must be the same everywhere."""
    seen = set()
    for document in register.documents:
        for field in ("process", "improvement", "meeting", "event", "date"):
            value = document.fields.get(field)
            if value is None or (field, value) in seen:
                continue
            seen.add((field, value))
            if _SLUG.fullmatch(value) is None:
                yield document.problem(
                    (),
                    say("`{id}` cannot be an id", id=value),
                    hint=say("rename the folder or file: small letters a to z, digits, hyphens between words"),
                )  # fmt: skip
            elif field == "improvement" and value in RESERVED:
                yield document.problem(
                    (),
                    say("`{id}` is the name of a folder that every year has", id=value),
                    hint=say("choose another id for the improvement and rename its folder"),
                )
