"""Rules of the way: records follow the improvement process, one step after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.loading.documents import numbered
from handrail.loading.documents import split_name
from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.register import State
from handrail.register.ballot import decisions_of
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.messages import Message
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register

_PORTAL = "improvements/2026/self-service-portal"
_FORM = "improvements/2026/incident-form"
_IMPROVEMENT_PROCESS = f"processes/{IMPROVEMENT_PROCESS}/process.yaml"
_INCIDENTS = "processes/incident-management/process.yaml"
_APART = "outputs: [{id: suggestion, receiver: Quality lead, title: Improvement point}]"
_IMPLEMENTATION = """\
by: chen-jie
{completed}
started: 2026-04-13
summary: The portal is on line.
tasks: [{{id: set-up, title: Set up the portal, owner: chen-jie}}]"""
_FOLLOW_UP = """\
by: li-na{mark}
results: [{{goal: fewer-questions, measured: 9, measured_on: 2026-04-17, reached: true, method: Count of tickets, evidence: Ticket report}}]
outcome: reached"""


@rule(
    "document-out-of-turn",
    "Every finished document is the next one on its way, or belongs beside it",
    good={
        f"{_PORTAL}/implementation.yaml": _IMPLEMENTATION.format(
            completed="# a draft may be begun early"
        )
    },
    bad={
        f"{_PORTAL}/implementation.yaml": _IMPLEMENTATION.format(
            completed="completed: 2026-04-17 # <- not decided yet"
        )
    },
)
def document_out_of_turn(register: Register) -> Iterator[Problem]:
    """A step done before its gate was opened has gone round whoever keeps the gate."""
    for dossier, progress in _walks(register):
        if progress.out_of_turn is None:
            continue
        document = dossier.documents[progress.out_of_turn]
        yield document.problem(
            "completed",
            say("`{name}` is finished before its turn", name=document.name),
            hint=_how_to_wait(dossier, progress, document),
            key=True,
        )


def _how_to_wait(dossier: Dossier, progress: Progress, document: Document) -> Message:
    if any(visit.is_carried for visit in progress.path) and document.number > 1:
        return say(
            "to change what was approved, name `{name}` in `decides_on` of a `scope-change`; else remove `completed` here",
            name=document.name,
        )
    if progress.here is None:
        return say("`{id}` has ended: nothing may follow", id=dossier.id)
    return say(
        "`{id}` stands at «{step}» and waits for `{name}`: finish that first, or remove `completed` here",
        id=dossier.id, step=progress.here.title, name=progress.document,
    )  # fmt: skip


@rule(
    "unknown-outcome",
    "The word that chooses the way is one the process knows",
    good={f"{_PORTAL}/evaluation.yaml": "outcome: declined", f"{_PORTAL}/proposal.yaml": "-"},
    bad={f"{_PORTAL}/evaluation.yaml": "outcome: declned # <-", f"{_PORTAL}/proposal.yaml": "-"},
)
def unknown_outcome(register: Register) -> Iterator[Problem]:
    """A word the process does not know opens no gate, and nobody would notice that it is closed."""
    for dossier, progress in _walks(register):
        step = progress.here
        document = dossier.documents.get(progress.document or "")
        if step is None or step.outcome is None or document is None:
            continue
        # A vote on a word that leads nowhere would have to be held again.
        word = document.data.get(step.outcome) if progress.state is State.VOTE else progress.word
        if isinstance(word, str) and word not in step.next:
            yield document.problem(
                step.outcome,
                say("«{step}» knows no outcome `{word}`", step=step.title, word=word),
                wrong=word,
                choices=[one for one in step.next if one],
            )


@rule(
    "unknown-workflow",
    "Every record names a version of the improvement process that is kept",
    good={f"{_PORTAL}/suggestion.yaml": "workflow: 2"},
    bad={f"{_PORTAL}/suggestion.yaml": "workflow: 7 # <-"},
)
def unknown_workflow(register: Register) -> Iterator[Problem]:
    """A record ends under the rules it began with, so these must still be readable."""
    if register.workflow is None:
        return
    for dossier in register.dossiers:
        first = dossier.documents.get("suggestion") or dossier.documents.get("plan")
        number = first.data.get("workflow") if first else None
        if first and isinstance(number, int) and number > 0 and number not in register.workflows:
            yield first.problem(
                "workflow",
                say("no workflow {number} is kept", number=number),
                hint=say(
                    "the workflow in force is number {number}", number=register.workflow.number
                ),
            )


@rule(
    "no-improvement-process",
    "The repository holds the improvement process",
    good={_IMPROVEMENT_PROCESS: "title: How we improve"},
    bad={_IMPROVEMENT_PROCESS: "- # <-", _INCIDENTS: _APART},
)
def no_improvement_process(register: Register) -> Iterator[Problem]:
    """Without it nobody can tell where anything stands."""
    if IMPROVEMENT_PROCESS not in register.process_documents:
        yield Problem(
            Location(_IMPROVEMENT_PROCESS),
            say("there is no improvement process"),
            say("restore {path} from git", path=_IMPROVEMENT_PROCESS),
        )
    elif IMPROVEMENT_PROCESS in register.processes and register.workflow is None:
        document = register.process_documents[IMPROVEMENT_PROCESS]
        yield document.problem(
            (), say("this process does not say where an improvement starts"),
            hint=say("add `starts:` with the first activity of a plan and of an improvement"),
        )  # fmt: skip


@rule(
    "overdue",
    "Nothing open is past the time its step allows",
    good={f"{_PORTAL}/proposal.yaml": "completed: 2026-04-10"},
    bad={
        f"{_PORTAL}/proposal.yaml": "completed: 2026-01-15 # <- the decision has waited for three months"
    },
    severity=Severity.WARNING,
)
def overdue(register: Register) -> Iterator[Problem]:
    """A date nobody moves is a date nobody reads."""
    for dossier, progress in _walks(register):
        if progress.due is None or progress.due >= register.as_of or progress.here is None:
            continue
        if not progress.is_in_order:
            continue  # what stopped it, or came too early, is its own finding
        last = _last_document(dossier, progress)
        if last is not None:
            yield last.problem(
                "completed",
                say("«{step}» was due on {due}", step=progress.here.title, due=progress.due),
                hint=say("waiting for {people}: `handrail next {id}`", id=dossier.id, people=_people(progress)),
            )  # fmt: skip


def _people(progress: Progress) -> object:
    people = tuple(person for wait in progress.waits for person in wait.people)
    return people or say("nobody")


def _last_document(dossier: Dossier, progress: Progress) -> Document | None:
    names = [visit.document for visit in progress.path if visit.document]
    return dossier.documents.get(names[-1]) if names else dossier.first


@rule(
    "missing-number",
    "Numbered documents follow one another without a gap",
    good={f"{_FORM}/follow-up.yaml": _FOLLOW_UP.format(mark="")},
    bad={f"{_FORM}/follow-up-2.yaml": _FOLLOW_UP.format(mark=" # <- and no follow-up.yaml")},
)
def missing_number(register: Register) -> Iterator[Problem]:
    """The third of a kind without a second looks as if one had been taken away."""
    for dossier in register.dossiers:
        if not register.progress(dossier).is_in_order:
            continue
        for name, document in dossier.documents.items():
            kind, number = split_name(name)
            before = numbered(kind, number - 1)
            named = {other for _, other, _ in decisions_of(document)}
            if number > 1 and before not in {*dossier.documents, *named} and not document.completed:
                yield document.problem(
                    (), say("there is `{name}` and no `{before}`", name=name, before=before),
                    hint=say("rename the file to `{before}.yaml`", before=before),
                )  # fmt: skip


def _walks(register: Register) -> Iterator[tuple[Dossier, Progress]]:
    return ((dossier, register.progress(dossier)) for dossier in register.dossiers)
