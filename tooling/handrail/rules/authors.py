"""Rules of authorship: each step is done by whom the process makes responsible for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.rules.placed import authors
from handrail.rules.placed import finished
from handrail.rules.placed import owners_known
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.workflow import Step
    from handrail.register import Dossier
    from handrail.register import Register

_FORM = "improvements/2026/incident-form"
_SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"


@rule(
    "author-without-role",
    "Every step is done by somebody the process makes responsible for it",
    good={f"{_FORM}/implementation.yaml": "by: he-ping\nwith: [chen-jie]"},
    bad={f"{_FORM}/implementation.yaml": "by: he-ping # <- the process is not his"},
)
def author_without_role(register: Register) -> Iterator[Problem]:
    """A duty that anybody may do in passing is a duty nobody answers for."""
    for dossier, _, document in finished(register, *register.schemas.types):
        if not _are_known(register, document):
            continue  # who is not known is a finding of its own
        steps = _steps(register, dossier, document)
        roles = _responsible(steps)
        allowed, wrote = _holders(register, dossier, roles, document), authors(document)
        if allowed and allowed.isdisjoint(wrote):
            yield document.problem(
                "by",
                say("«{step}» is the duty of {roles}, and on {day} {people} had none of these roles",
                    step=steps[0].title, roles=_quoted(roles), day=document.completed, people=_quoted(wrote)),
                hint=say("let it be written by one of {people}; where a process changed hands since, its `former_owners` say so",
                         people=_quoted(sorted(allowed))),
            )  # fmt: skip


def is_responsible(register: Register, dossier: Dossier, document: Document) -> bool:
    """Tell whether somebody the process makes responsible has written a document."""
    roles = _responsible(_steps(register, dossier, document))
    return not _holders(register, dossier, roles, document).isdisjoint(authors(document))


def _steps(register: Register, dossier: Dossier, document: Document) -> tuple[Step, ...]:
    """Return the steps that leave a document of this type, in the record's workflow."""
    workflow = register.workflow_of(dossier)
    return tuple(workflow.leaving(document.type)) if workflow else ()


def _responsible(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for step in steps for role in step.responsible))


def _are_known(register: Register, document: Document) -> bool:
    """Tell whether everybody who wrote a document exists, as a person or a body where that is asked."""
    offices = register.offices
    people, bodies = (offices.people, offices.bodies) if offices else ({}, {})
    known = (("person", (people,)), ("author", (people, bodies)), ("body", (bodies,)))
    return all(
        any(who in ids for ids in places)
        for kind, places in known
        for route, who in document.references(kind)
        if route[0] in {"by", "with"}
    )


def _holders(
    register: Register, dossier: Dossier, roles: Iterable[str], document: Document
) -> set[str]:
    """Return who had one of some roles when a document was finished; nobody where that cannot be told."""
    found: set[str] = set()
    for role in roles:
        holders = _holders_of(register, dossier, role, document.completed or register.as_of)
        if holders is None:
            return set()
        found |= holders
    return found


def _holders_of(register: Register, dossier: Dossier, role: str, day: date) -> set[str] | None:
    """Return who has a role: the body itself, those appointed, or those the record names."""
    offices, paths = register.offices, _paths(register, dossier, role)
    if offices is None or not (paths or role in offices.roles or role in offices.bodies):
        return None
    found = {role} & offices.bodies.keys() | set(offices.holders(role, day))
    for path in paths:
        kind, _, field = path.partition(".")
        for document in dossier.of_type(kind):
            if not document.valid or not owners_known(register, document, field):
                return None
            found |= set(register.named_in(document, field, day))
            found |= {who for route, who in document.references("author") if route[0] == field}
    return found


def _paths(register: Register, dossier: Dossier, role: str) -> tuple[str, ...]:
    """Return the fields from which a role is read in the record's own documents."""
    workflow = register.workflow_of(dossier)
    return workflow.derived_roles.get(role, ()) if workflow else ()


def _quoted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"`{word}`" for word in words)


@rule(
    "suggestion-not-taken-in",
    "Every suggestion is taken in by the quality lead, or by the owner of a process it names",
    good={_SUGGESTION: "by: he-ping\nrecorded_by: li-na"},
    bad={_SUGGESTION: "by: he-ping # <- and nobody has taken it in"},
)
def suggestion_not_taken_in(register: Register) -> Iterator[Problem]:
    """Anybody may suggest; but what nobody has taken in, nobody evaluates or answers."""
    for dossier, _, document in finished(register, "suggestion"):
        if not _are_known(register, document):
            continue  # who is not known is a finding of its own
        takers = _holders(register, dossier, _taking_in(register, dossier, document), document)
        seen = {*authors(document), document.record.recorded_by}
        if takers and takers.isdisjoint(seen):
            yield document.problem(
                "by",
                say("nobody who takes in suggestions has seen this one"),
                hint=say("name one of {people} in `by`, `with` or `recorded_by`",
                         people=_quoted(sorted(takers))),
            )  # fmt: skip


def _taking_in(register: Register, dossier: Dossier, suggestion: Document) -> Iterator[str]:
    """Yield the roles that take in a suggestion: not who makes it, and owners only for their processes."""
    own = f"{suggestion.type}.by"
    for role in _responsible(_steps(register, dossier, suggestion)):
        paths = _paths(register, dossier, role)
        if own not in paths and (not paths or suggestion.record.level == "process"):
            yield role
