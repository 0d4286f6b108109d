"""Documents on their way: begun with what is known, gone on with, and finished if nothing is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.documents import Document
from handrail.loading.sources import Changed
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register import load_register
from handrail.register.ballot import decisions_of
from handrail.render.language import LANGUAGES
from handrail.rules import judge
from handrail.views.next_steps import rests_on
from handrail.writing.assign import assign
from handrail.writing.edit import edit
from handrail.writing.form import write_form
from handrail.writing.given import Given
from handrail.writing.given import laid_over
from handrail.writing.given import merged
from handrail.writing.given import missing
from handrail.writing.given import put
from handrail.writing.given import unfit_file
from handrail.writing.prefill import prefill
from handrail.writing.prefill.following import following
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from handrail.loading.sources import Source
    from handrail.model.findings import Finding
    from handrail.model.findings import Route
    from handrail.register import Dossier
    from handrail.register import Register
    from handrail.writing.addresses import Place


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as it would be written, and the values in it that followed from others."""

    document: Document
    followed: tuple[Route, ...] = ()

    @property
    def missing(self) -> tuple[Route, ...]:
        """The places that must be filled in before the document is finished."""
        return missing(self.document.schema, self.document.parsed.data)


# -- beginning ----------------------------------------------------------------------------


def begin(
    register: Register,
    place: Place,
    given: Given,
    *,
    by: str,
    others: Sequence[str] = (),
    day: date,
    language: str,
) -> Draft | tuple[Refusal, ...]:
    """Write a new document as a form, with all that is known and all that was given."""
    data = prefill(register, place.kind, place.dossier, place.fields, by=by, day=day)
    unfit = unfit_file(place.schema, given.data)
    if others and "with" not in place.schema.content["properties"]:
        unfit = (*unfit, _nobody_else(place.kind))
    if unfit:
        return unfit
    if others:
        data["with"] = list(others)
    assigned = assign(place.schema, merged(data, given.data), given.texts)
    if isinstance(assigned, tuple):
        return assigned
    data = assigned.data
    found = following(register, place.kind, place.dossier, place.fields, data, day=day)
    for route, value in found.items():
        put(data, route, value)
    text = write_form(place.schema, data, path=place.path, language=language)
    document = Document(place.path, text.encode(), place.schema, place.fields)
    return Draft(document, tuple(found))


def _nobody_else(kind: str) -> Refusal:
    return Refusal(
        say("a document of the type `{type}` is written by nobody else", type=kind),
        say("leave out `--with`"),
    )


# -- going on -----------------------------------------------------------------------------


def go_on(
    register: Register, dossier: Dossier | None, document: Document, given: Given, *, day: date
) -> Draft | tuple[Refusal, ...]:
    """Set values in a draft that lies there, and what follows from them; all else stays as it is."""
    unfit = unfit_file(document.schema, given.data)
    if unfit:
        return unfit
    changes: dict[Route, Any] = {
        (key,): laid_over(document.data.get(key), value) for key, value in given.data.items()
    }
    base = merged(document.data, given.data)
    assigned = assign(document.schema, base, given.texts)
    if isinstance(assigned, tuple):
        return assigned
    changes |= assigned.changes
    found = following(register, document.type, dossier, document.fields, assigned.data, day=day)
    return Draft(_edited(document, changes | found), tuple(found))


def _edited(document: Document, changes: Mapping[Route, Any]) -> Document:
    content = edit(document, changes)
    return Document(document.path, content, document.schema, document.fields)


# -- finishing ----------------------------------------------------------------------------


def finished(register: Register, dossier: Dossier | None, draft: Draft, day: date) -> Draft:
    """Return a draft with the day it is finished, deciding on the documents as they are now."""
    document = draft.document
    changes: dict[Route, Any] = {}
    decided = _decides_on(register, dossier, document) if dossier else None
    if decided is not None:
        changes["decides_on",] = decided
    changes["completed",] = day.isoformat()
    return Draft(_edited(document, changes), draft.followed)


def tidied(document: Document) -> Document:
    """Take out what the form explained and nobody filled in; other comments stay."""
    said: set[str] = set()
    for language in LANGUAGES:
        form = write_form(document.schema, document.data, path=document.path, language=language)
        said.update(line for line in form.splitlines()[1:] if line.lstrip().startswith("#"))
    kept: list[str] = []
    for line in document.content.decode().splitlines(keepends=True):
        if line.rstrip("\r\n") not in said:
            kept.append(line)
        elif kept and not kept[-1].strip():
            kept.pop()
    tidy = Document(document.path, "".join(kept).encode(), document.schema, document.fields)
    return tidy if tidy.parsed.data == document.parsed.data else document


def _decides_on(
    register: Register, dossier: Dossier, document: Document
) -> list[dict[str, Any]] | None:
    """Return what a draft decides on as it is now, where nobody has voted on it yet."""
    if "decides_on" not in document.schema.content.get("properties", {}):
        return None
    if dossier.votes_on(document.name):
        return None
    named = [name for _, name, _ in decisions_of(document)]
    names = dict.fromkeys([*rests_on(register.progress(dossier)), *named])
    digests = ((name, dossier.digest(name)) for name in names)
    return [{"document": name, "digest": digest} for name, digest in digests if digest]


def judged(
    source: Source, before: Register, document: Document
) -> tuple[Register, list[Finding], list[Finding]]:
    """Judge the repository with the document in it: return that, what is wrong with it, and warnings.

    Wrong is every error in the document, and every error elsewhere that is not there now; of the
    warnings, those in the document are told.
    """
    after = load_register(Changed(source, {document.path: document.content}), before.as_of)
    known, findings = _errors(judge(before)), judge(after)
    errors = [
        finding
        for told, finding in _errors(findings).items()
        if finding.location.path == document.path or told not in known
    ]
    warnings = [
        finding
        for finding in findings
        if finding.severity is Severity.WARNING
        and finding.location.path == document.path
        # That is about what comes next, and `next` tells it.
        and finding.rule != "overdue"
    ]
    return after, errors, warnings


def changed(
    source: Source, before: Register, document: Document, changes: Mapping[Route, Any]
) -> tuple[Document, list[Finding]]:
    """Return a document with some values set, and the errors that are not there now."""
    edited = _edited(document, changes)
    known = _errors(judge(before))
    after = load_register(Changed(source, {edited.path: edited.content}), before.as_of)
    new = [one for told, one in _errors(judge(after)).items() if told not in known]
    return edited, new


def _errors(findings: Iterable[Finding]) -> dict[tuple[object, ...], Finding]:
    """Return every error by what stays the same when lines move."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            told = (finding.rule, finding.location.path, str(finding.message))
            number = sum(key[:3] == told for key in found)
            found[(*told, number)] = finding
    return found


def written_before(register: Register, place: Place, given: Given, day: date) -> Document | None:
    """Return the document that the same command has written and finished already."""
    of_kind = (
        place.dossier.of_type(place.kind)
        if place.dossier
        else iter([register.by_path[place.path]] if place.path in register.by_path else [])
    )
    return next((one for one in of_kind if one.completed == day and says(one, given)), None)


def says(document: Document, given: Given) -> bool:
    """Tell whether a document says already what is given."""
    assigned = assign(document.schema, document.data, given.texts)
    if isinstance(assigned, tuple) or merged(document.data, given.data) != document.data:
        return False
    return assigned.data == document.data


def is_finished(document: Document) -> Refusal:
    """Refuse to touch a document that is finished, and say how it is changed."""
    message = (
        say("{path} was finished on {day}: it is not touched", path=document.path, day=document.completed)
        if document.completed
        else say("{path} is there already", path=document.path)
    )  # fmt: skip
    if document.schema.numbered:
        return Refusal(
            message,
            say("say in the next document what is other now; what was approved is changed by the next number and a `scope-change`"),
        )  # fmt: skip
    return Refusal(message, say("correct in the file what is wrong in it: git keeps what it said"))


def never_finished(document: Document) -> Refusal:
    """Refuse to finish what is in force as soon as it stands there."""
    return Refusal(
        say("a document of the type `{type}` is never finished", type=document.type),
        say("leave out `--finish`"),
    )


def unreadable(document: Document) -> Refusal:
    """Refuse to go on with a file that cannot be read."""
    return Refusal(
        say("{path} cannot be read", path=document.path),
        say("mend it first: `handrail check` says what is wrong"),
    )
