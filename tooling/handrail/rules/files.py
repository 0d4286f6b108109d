"""Rules of the tree: every file has its place, and nothing leads out of it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from handrail.loading.sources import SCHEMAS_FOLDER
from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.register import Register

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Folders inside a year that are no improvements.
_RESERVED = frozenset({"approvals", "assessments", "meetings", "surveys", "change-events"})
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
    good={f"{_PORTAL}/status-report.txt": "Notes may lie beside the documents."},
    bad={f"{_PORTAL}/desicion.yaml": "outcome: approved # <-"},
)
def unclaimed_file(register: Register) -> Iterator[Problem]:
    """A file with a misspelt name would be passed over in silence, and its step stay open."""
    names = set(register.schemas.types)
    for path in register.unclaimed:
        name = path.rpartition("/")[2]
        stem = re.sub(r"-[0-9]+$", "", name.removesuffix(".yaml"))
        if name.endswith(".yml"):
            hint = say("rename it to `{name}`", name=name.removesuffix(".yml") + ".yaml")
        elif near := get_close_matches(stem, names - {stem}, n=1):
            hint = say("did you mean `{word}`?", word=f"{near[0]}.yaml")
        else:
            hint = say("the handbook says which documents lie where; other files need another ending")
        yield Problem(
            Location(path), say("no kind of document has its place at `{path}`", path=path), hint
        )


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
    good={_AUDIT: _AUDIT_SCHEMA.replace("objekt", "object").replace("# <-", "An audit of a process")},
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
        for field in ("process", "improvement", "meeting", "date"):
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
            elif field == "improvement" and value in _RESERVED:
                yield document.problem(
                    (),
                    say("`{id}` is the name of a folder that every year has", id=value),
                    hint=say("choose another id for the improvement and rename its folder"),
                )
