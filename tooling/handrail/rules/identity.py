"""Rules of identity: one thing, one id, and the place that belongs to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.periods import fiscal_year
from handrail.register.digests import short
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.register import Register

_PROPOSAL = "improvements/2026/self-service-portal/proposal.yaml"


@rule(
    "duplicate-id",
    "Every id names one thing",
    good={_PROPOSAL: "risks: [{id: cost, what: It costs more, likelihood: low, impact: low, response: Stop}, {id: delay, what: It takes longer, likelihood: low, impact: low, response: Wait}]"},
    bad={_PROPOSAL: "risks:\n  - {id: cost, what: It costs more, likelihood: low, impact: low, response: Stop}\n  - {id: cost, what: It takes longer, likelihood: low, impact: low, response: Wait} # <-"},
)  # fmt: skip
def duplicate_id(register: Register) -> Iterator[Problem]:
    """Whoever refers to an id that two things share may mean the other one."""
    for document in register.documents:
        for route, value in _repeated(document):
            yield document.problem(
                route, say("the id `{id}` is used twice in this list", id=value),
                hint=say("give one of the two another id, and mend what refers to it"),
            )  # fmt: skip
    by_id = defaultdict(list)
    for dossier in register.improvements:
        by_id[dossier.id].append(dossier)
    for others in by_id.values():
        for dossier in others[1:]:
            if dossier.first is not None:
                yield dossier.first.problem(
                    (), say("the improvement `{id}` stands in {folder} too", id=dossier.id, folder=others[0].folder),
                    hint=say("rename this folder: an id is used once, whatever the year"),
                )  # fmt: skip
    yield from _roles_and_people(register)
    yield from _activities_and_ends(register)


def _activities_and_ends(register: Register) -> Iterator[Problem]:
    """An end that bears the id of an activity cannot be told from it by what leads there."""
    for document in (*register.of_type("process"), *register.of_type("workflow")):
        if document.record is None:
            continue
        activities = {activity.id for activity in document.record.activities}
        for index, end in enumerate(document.record.ends):
            if end.id in activities:
                yield document.problem(
                    ("ends", index, "id"), say("`{id}` is an activity of this process too", id=end.id),
                    hint=say("give the end another id, and name it in the `next` of what leads to it"),
                )  # fmt: skip


def _roles_and_people(register: Register) -> Iterator[Problem]:
    """A role that bears the id of a person or a body cannot be told from it."""
    document = register.by_path.get("organization.yaml")
    if document is None or document.record is None:
        return
    taken = {person.id for person in document.record.people}
    for field in ("roles", "bodies"):
        for index, row in enumerate(getattr(document.record, field)):
            if row.id in taken:
                yield document.problem(
                    (field, index, "id"), say("`{id}` is the id of something else too", id=row.id),
                    hint=say("people, roles and bodies share one set of ids: rename this one"),
                )  # fmt: skip
            taken.add(row.id)


def _repeated(document: Document) -> Iterator[tuple[Route, str]]:
    """Yield the second and later entries of a list that bear the id of an earlier one."""
    for route, container in document.containers:
        if not isinstance(container, list):
            continue
        seen = set()
        for index, entry in enumerate(container):
            value = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(value, str):
                if value in seen:
                    yield (*route, index, "id"), value
                seen.add(value)


@rule(
    "misplaced-document",
    "What a document says of its place agrees with its path",
    good={"improvements/2026/self-service-portal/suggestion.yaml": "suggested_on: 2026-01-05"},
    bad={"improvements/2026/self-service-portal/suggestion.yaml": "suggested_on: 2025-12-30 # <-"},
)
def misplaced_document(register: Register) -> Iterator[Problem]:
    """People look for a record where its path says it is, and digests bind it to that place."""
    yield from _in_another_year(register)
    for dossier in register.dossiers:
        for vote in dossier.votes:
            record = vote.record
            if record is None:
                continue
            name = f"{record.document}.{short(record.digest)}.{record.by}"
            if vote.name != name and not _voted_twice(dossier.votes, vote):
                yield vote.problem(
                    (), say("the file of this vote should be called `{name}.yaml`", name=name),
                    hint=say("votes are written with `handrail approve`, which names them"),
                )  # fmt: skip
    for document in register.of_type("workflow"):
        record = document.record
        if record is not None and str(record.workflow) != document.fields["number"]:
            yield document.problem(
                "workflow", say("the file keeps workflow {number}", number=document.fields["number"]),
                hint=say("an earlier workflow stands in `workflows/<its number>.yaml`"),
            )  # fmt: skip


def _in_another_year(register: Register) -> Iterator[Problem]:
    """Yield what its own date puts into another year than its folder's."""
    for kind, field in (("suggestion", "suggested_on"), ("change-event", "date")):
        for document in register.of_type(kind):
            if document.record is None:
                continue
            day = getattr(document.record, field)
            year = fiscal_year(day, register.fiscal_year_start)
            # A day that has not come is a finding of its own.
            if str(year) == document.fields["year"] or day > register.as_of:
                continue
            if kind == "suggestion":
                message = say(
                    "the folder is of {year}, and this was suggested in another year",
                    year=document.fields["year"],
                )
                hint = say("move the folder to improvements/{year}", year=year)
            else:
                message = say(
                    "the folder is of {year}, and this happened in another year",
                    year=document.fields["year"],
                )
                hint = say("move the file to improvements/{year}/change-events", year=year)
            yield document.problem(field, message, hint=hint)


def _voted_twice(votes: tuple[Document, ...], vote: Document) -> bool:
    """Tell whether the same person voted on the same text in another file; that is its own finding."""
    mine = (vote.record.document, vote.record.digest, vote.record.by)
    return any(
        other is not vote and other.record is not None
        and (other.record.document, other.record.digest, other.record.by) == mine
        for other in votes
    )  # fmt: skip
