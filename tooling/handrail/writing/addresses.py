"""Where a new document stands: what a type and an id on the command line mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from handrail.loading.engine import is_date
from handrail.model.hints import did_you_mean
from handrail.model.hints import nearest
from handrail.model.messages import say
from handrail.model.periods import fiscal_year
from handrail.model.slugs import RESERVED
from handrail.model.slugs import SLUG
from handrail.register.dossier import IMPROVEMENT
from handrail.register.dossier import PLAN
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.schemas import Schema
    from handrail.model.messages import Message
    from handrail.register import Dossier
    from handrail.register import Register

_FIELD = re.compile(r"\{-?(\w+)\}")
_YEAR = re.compile(r"[0-9]{4}")
_MEETING = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<kind>[a-z0-9-]+)")
#: What is left open in the paths of documents that steps leave.
_STEP_FIELDS = frozenset({"year", "improvement", "n"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a document is, or might be."""

    schema: Schema
    path: str
    #: What the names in the pattern of the path stand for.
    fields: Mapping[str, str]
    #: The record it belongs to, where that is there already.
    dossier: Dossier | None = None

    @property
    def kind(self) -> str:
        """The document's type."""
        return self.schema.type

    @property
    def name(self) -> str:
        """The document's name: `decision`, `pilot-2`."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    def named(self, name: str) -> Place:
        """Return the place of another number of the same type."""
        return replace(self, path=f"{self.path.rpartition('/')[0]}/{name}.yaml")


def writable_types(register: Register) -> tuple[str, ...]:
    """Return the types that new documents may be written of."""
    return tuple(sorted(kind for kind in register.schemas.types if kind not in _ELSEWHERE))


def find_place(
    register: Register, kind: str, id_: str | None, *, day: date, year: int | None = None
) -> Place | Refusal:
    """Return where the first document of a type would stand; or why nowhere."""
    schema = register.schemas.types.get(kind)
    if schema is None:
        return Refusal(
            say("no document type `{type}`", type=kind), did_you_mean(kind, writable_types(register))
        )  # fmt: skip
    if kind in _ELSEWHERE:
        return Refusal(*_ELSEWHERE[kind])
    current = str(year or fiscal_year(day, register.fiscal_year_start))
    if any("year" in fields and fields <= _STEP_FIELDS for fields, _ in _patterns(schema)):
        return _in_record(register, schema, id_, current)
    return _by_itself(register, schema, id_, {"year": current, "date": day.isoformat()})


_ELSEWHERE: Mapping[str, tuple[Message, Message]] = {
    "approval": (
        say("a vote is not written by hand"),
        say("cast it with `handrail approve ID --verdict agree`"),
    ),
    "settings": (
        say("there is one handrail.yaml, and it is there already"),
        say("edit it in place: `handrail check` says what is wrong with it"),
    ),
    "organization": (
        say("there is one organization.yaml"),
        say("edit it in place: rows are closed with `until` and never deleted"),
    ),
    "criteria": (
        say("there is one improvements/criteria.yaml"),
        say("edit it in place, and raise its version when its meaning changes"),
    ),
    "workflow": (
        say("a workflow is a copy of an earlier version of the improvement process"),
        say("copy processes/{process}/process.yaml to workflows/NUMBER.yaml beside it before you change it",
            process=IMPROVEMENT_PROCESS),
    ),
}  # fmt: skip


def _patterns(schema: Schema) -> Iterator[tuple[set[str], str]]:
    """Yield what is left open in each of the type's paths, and the pattern of the path."""
    for text in schema.content["x-paths"]:
        yield set(_FIELD.findall(text)), text


# -- improvements and years ---------------------------------------------------------------


def _in_record(
    register: Register, schema: Schema, id_: str | None, current: str
) -> Place | Refusal:
    kinds = {IMPROVEMENT if "improvement" in f else PLAN for f, _ in _patterns(schema)}
    if id_ is None:
        if PLAN not in kinds or len(kinds) > 1:
            return Refusal(
                say("the id is missing"),
                say("name the improvement: `handrail new {type} ID`", type=schema.type),
            )
        id_ = current
    kind = PLAN if _YEAR.fullmatch(id_) else IMPROVEMENT
    if kind not in kinds:
        return _wrong_record(schema, id_, kind)
    dossier = register.dossiers_by_id.get(id_)
    first = _first_document(register, kind)
    if dossier is None:
        unfit = (
            _no_record(register, schema, id_, kind, first)
            if schema.type != first
            else _unfit_year(id_, current)
            if kind == PLAN
            else _unfit_id(register, id_)
        )
        if unfit is not None:
            return unfit
    return _place_in(schema, dossier, kind, id_, current)


def _place_in(schema: Schema, dossier: Dossier | None, kind: str, id_: str, current: str) -> Place:
    year = dossier.year if dossier else id_ if kind == PLAN else current
    folder = f"improvements/{year}" if kind == PLAN else f"improvements/{year}/{id_}"
    fields = {"year": year} | ({"improvement": id_} if kind == IMPROVEMENT else {})
    return Place(schema=schema, path=f"{folder}/{schema.type}.yaml", fields=fields, dossier=dossier)


def _first_document(register: Register, kind: str) -> str:
    """Return the type of document that a record begins with."""
    workflow = register.workflow
    step = workflow.steps.get(workflow.starts.get(kind, "")) if workflow else None
    return (step.document if step else None) or ("plan" if kind == PLAN else "suggestion")


def _wrong_record(schema: Schema, id_: str, kind: str) -> Refusal:
    if kind == PLAN:
        return Refusal(
            say("`{id}` is a year: `{type}` belongs to an improvement", id=id_, type=schema.type),
            say("name the improvement: `handrail new {type} ID`", type=schema.type),
        )
    return Refusal(
        say("`{id}` is no year: `{type}` belongs to the plan of a year", id=id_, type=schema.type),
        say("name the year: `handrail new {type} 2026`", type=schema.type),
    )


def _no_record(register: Register, schema: Schema, id_: str, kind: str, first: str) -> Refusal:
    begin = say("begin with `handrail new {type} {id}`", type=first, id=id_)
    if kind == PLAN:
        return Refusal(
            say("there is no plan of {year} yet: `{type}` comes after it", year=id_, type=schema.type),
            begin,
        )  # fmt: skip
    near = nearest(id_, [dossier.id for dossier in register.improvements])
    hint = say("did you mean `{word}`?", word=near) if near else begin
    return Refusal(say("no improvement `{id}`", id=id_), hint)


def _unfit_year(id_: str, current: str) -> Refusal | None:
    """Refuse a year that nobody plans yet, or any more: a slip of the finger."""
    if abs(int(id_) - int(current)) <= 1:
        return None
    return Refusal(
        say("{year} is not near: it is {current} now", year=id_, current=current),
        say(
            "plan the year at hand or the next; a year that is over takes `--date` with a day of it"
        ),
    )


def _unfit_id(register: Register, id_: str) -> Refusal | None:
    if SLUG.fullmatch(id_) is None:
        return _no_slug(id_)
    if id_ in RESERVED:
        return Refusal(
            say("`{id}` is the name of a folder that every year has", id=id_),
            say("choose another id"),
        )
    if id_ in register.process_documents:
        return Refusal(
            say("`{id}` is the id of a process", id=id_),
            say("choose an id that says what is to become better"),
        )
    return None


def _no_slug(id_: str) -> Refusal:
    return Refusal(
        say("`{id}` cannot be an id", id=id_),
        say("write small letters a to z and digits, hyphens between words, such as `{example}`",
            example="self-service-portal"),
    )  # fmt: skip


# -- everything else ----------------------------------------------------------------------


def _by_itself(
    register: Register, schema: Schema, id_: str | None, known: dict[str, str]
) -> Place | Refusal:
    """Fill the pattern of a document that belongs to no record: the id is what is left open in it."""
    fields, pattern = next(_patterns(schema))
    left = sorted(fields - known.keys() - {"n"})
    if id_ is None or len(left) != 1:
        names = " ".join(name.upper() for name in left)
        return Refusal(
            say("the id is missing"),
            say("write `handrail new {type} {id}`", type=schema.type, id=names or "ID"),
        )
    unfit = _unfit(register, schema, left[0], id_)
    if unfit is not None:
        return unfit
    if left[0] == "meeting":
        year = fiscal_year(day_of_meeting(id_), register.fiscal_year_start)
        known = {**known, "year": str(year)}
    values = {**known, left[0]: id_, "n": ""}
    path = _FIELD.sub(lambda match: values[match[1]], pattern)
    return Place(
        schema=schema, path=path, fields={name: values[name] for name in fields if values[name]}
    )


def _unfit(register: Register, schema: Schema, field: str, id_: str) -> Refusal | None:
    if field == "meeting":
        return _no_meeting(schema, id_)
    if field == "process" and schema.type != "process":
        known = register.process_documents
        if id_ in known:
            return None
        return Refusal(say("no process `{id}`", id=id_), did_you_mean(id_, known))
    if SLUG.fullmatch(id_) is None:
        return _no_slug(id_)
    if id_ in register.dossiers_by_id:
        return Refusal(say("`{id}` is the id of an improvement", id=id_), say("choose another id"))
    return None


def _no_meeting(schema: Schema, id_: str) -> Refusal | None:
    match = _MEETING.fullmatch(id_)
    if match and is_date(match["day"]) and kind_of_meeting(schema, id_):
        return None
    kinds = _kinds(schema)
    return Refusal(
        say("`{id}` is no day and kind of a meeting", id=id_),
        say("write the day it is planned for and one of {kinds}: `{example}`",
            kinds=tuple(f"`{kind}`" for kind in kinds), example=f"2026-03-12-{kinds[0]}"),
    )  # fmt: skip


def _kinds(schema: Schema) -> tuple[str, ...]:
    return tuple(schema.content["properties"]["kind"]["enum"])


def kind_of_meeting(schema: Schema, id_: str) -> str | None:
    """Return the kind that a meeting's id names behind its day."""
    match = _MEETING.fullmatch(id_)
    said = match["kind"] if match else ""
    return next((kind for kind in _kinds(schema) if f"{said}-".startswith(f"{kind}-")), None)


def day_of_meeting(id_: str) -> date:
    """Return the day that a meeting's id begins with."""
    return date.fromisoformat(id_[: len("2026-03-12")])
