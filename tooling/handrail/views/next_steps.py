"""What comes next in a record: whose turn it is, until when, what is unmet and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.documents import numbered
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import State
from handrail.register.ballot import decisions_of
from handrail.views.original import restoring
from handrail.views.standing import waiting_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Finding
    from handrail.model.workflow import Step
    from handrail.register import Ballot
    from handrail.register import Dossier
    from handrail.register import Progress
    from handrail.register import Register
    from handrail.views.standing import Waiting


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to do, and the lines to copy for it: a command, or YAML."""

    text: Message
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """What comes next, and all it takes."""

    waiting: Waiting
    #: The file it is about.
    path: str
    advice: tuple[Advice, ...]
    #: What `check` finds wrong with the document or the record.
    unmet: tuple[Finding, ...]


def next_steps(
    register: Register, dossier: Dossier, findings: Sequence[Finding] = ()
) -> tuple[NextStep, ...]:
    """Return what comes next in a record: on its path first, then beside it."""
    progress = register.progress(dossier)
    found = []
    for waiting in waiting_in(register, dossier):
        path = f"{dossier.folder}/{waiting.document}.yaml" if waiting.document else dossier.folder
        found.append(
            NextStep(
                waiting=waiting,
                path=path,
                advice=tuple(_advice(register, dossier, progress, waiting, path)),
                unmet=tuple(_unmet(findings, dossier, waiting, path)),
            )
        )
    return tuple(found)


def possible_beside(register: Register, dossier: Dossier) -> tuple[tuple[Step, str], ...]:
    """Return what may be done beside the path now, each with the file it would leave."""
    progress = register.progress(dossier)
    place = progress.here.id if progress.here else progress.ended_as
    if progress.workflow is None or place is None:
        return ()
    return tuple(
        (step, f"{dossier.folder}/{free_name(dossier, step.document)}.yaml")
        for step in progress.workflow.beside
        if step.document and place in step.during
    )


def what_follows(register: Register, dossier: Dossier, name: str) -> Message:
    """Say in one line what comes after a document of a record was finished."""
    progress = register.progress(dossier)
    if progress.workflow is not None and progress.ended_as is not None:
        return say("`{id}` has ended: {end}",
                   id=dossier.id, end=progress.workflow.ends[progress.ended_as])  # fmt: skip
    wait = next((one for one in progress.waits if one.document == name), None)
    wait = wait or next(iter(progress.waits), None)
    if wait is None or wait.state not in {State.TODO, State.DRAFT, State.VOTE}:
        return say("`handrail next {id}` says what comes next", id=dossier.id)
    people = wait.people or say("nobody")
    if wait.state is State.VOTE:
        return say("put to the vote: {people} vote with `handrail approve {id} {name} --verdict agree`",
                   people=people, id=dossier.id, name=wait.document)  # fmt: skip
    command = (
        f"handrail new {wait.step.document} {dossier.id}"
        if wait.state is State.TODO
        else f"handrail finish {dossier.id} {wait.document}"
    )
    start = progress.not_before or progress.since
    if wait.step is progress.here and start is not None and start > register.as_of:
        return say("from {day} on: «{step}», {people}: `{command}`",
                   day=start, step=wait.step.title, people=people, command=command)  # fmt: skip
    return say("next: «{step}», {people}: `{command}`",
               step=wait.step.title, people=people, command=command)  # fmt: skip


def free_name(dossier: Dossier, kind: str) -> str:
    """Name the first document of a type that is not there yet."""
    number = 1
    while numbered(kind, number) in dossier.documents:
        number += 1
    return numbered(kind, number)


#: What these find, the advice says already; some of it only in one state.
_SAID = frozenset({"approval-lapsed", "unknown-workflow"})
_SAID_IN = {
    State.UNKNOWN: frozenset({"unknown-outcome"}),
    State.DRAFT: frozenset({"missing-field", "missing-value"}),
}


def _unmet(
    findings: Sequence[Finding], dossier: Dossier, waiting: Waiting, path: str
) -> Iterator[Finding]:
    """Yield what is wrong with the document, and what is an error anywhere in the record."""
    for finding in findings:
        place = finding.location.path
        said = _SAID_IN.get(waiting.state, ()) if place == path else ()
        if finding.rule in _SAID or finding.rule in said:
            continue
        is_error = finding.severity.word == "error" and place.startswith(f"{dossier.folder}/")
        if place == path or (is_error and "/" not in place.removeprefix(f"{dossier.folder}/")):
            yield finding


def _advice(
    register: Register, dossier: Dossier, progress: Progress, waiting: Waiting, path: str
) -> Iterator[Advice]:
    step = waiting.step
    if step is None:
        yield Advice(
            say("the workflow this record names cannot be read: mend it first"),
            ("handrail check",),
        )
        return
    ballot = next((w.ballot for w in progress.waits if w.document == waiting.document), None)
    if step.document == "reversion" and (lines := restoring(register, dossier)):
        yield Advice(
            say("see what was changed in the processes since it was approved; the second command puts all of that back, what other improvements changed too"),
            lines,
        )  # fmt: skip
    if waiting.state is State.TODO:
        yield from _write(dossier, step, path)
    elif waiting.state is State.DRAFT:
        yield from _finish(register, dossier, step, path)
    elif waiting.state is State.VOTE and ballot is not None:
        yield from _vote(register, dossier, ballot)
    elif waiting.state is State.LAPSED and ballot is not None:
        again = _vote_again if ballot.has_votes else _make_fit
        yield from again(dossier, progress, ballot, path)
    elif waiting.state is State.UNKNOWN:
        words = tuple(f"`{word}`" for word in step.next if word)
        yield Advice(
            say("in {path}, `{field}` says `{word}`, which leads nowhere: write one of {words}",
                path=path, field=step.outcome, word=progress.word, words=words),
        )  # fmt: skip
    else:
        yield Advice(say("{path} cannot be read: mend it first", path=path), ("handrail check",))


# -- a document to write ------------------------------------------------------------------


def _write(dossier: Dossier, step: Step, path: str) -> Iterator[Advice]:
    kind = step.document or ""
    yield Advice(
        say("write {path}, filled in with what is known", path=path),
        (f"handrail new {kind} {dossier.id}",),
    )
    yield from _words(step)


def _finish(register: Register, dossier: Dossier, step: Step, path: str) -> Iterator[Advice]:
    document = register.by_path.get(path)
    fields = _empty(document) if document else ()
    if fields:
        yield Advice(say("fill in {fields} in {path}", fields=fields, path=path))
    yield from _words(step)
    name = path.rpartition("/")[2].removesuffix(".yaml")
    yield Advice(
        say("finish it; then it is put to the vote") if step.approved_by else say("finish it"),
        (f"handrail finish {dossier.id} {name}",),
    )


def _empty(document: Document) -> tuple[str, ...]:
    """Name the fields of a draft that are still to be filled in."""
    gaps = (one for one in document.violations if one.rule in {"missing-field", "missing-value"})
    names = (name for gap in gaps for name in (gap.route[:1] or gap.missing))
    # What it decides on is found out when it is finished.
    return tuple(dict.fromkeys(f"`{name}`" for name in names if name != "decides_on"))


def _words(step: Step) -> Iterator[Advice]:
    """Yield the words that decide how it goes on."""
    words = tuple(f"`{word}`" for word in step.next if word)
    if step.outcome and words:
        yield Advice(
            say("`{field}` decides how it goes on: {words}", field=step.outcome, words=words)
        )


def rests_on(progress: Progress) -> list[str]:
    """Name what a decision rests on: all that was walked since the last one was carried, and that."""
    names: list[str] = []
    for visit in progress.path:
        if visit.document:
            names = [visit.document] if visit.is_carried else [*names, visit.document]
    return names


def _entries(dossier: Dossier, names: Iterable[str]) -> tuple[str, ...]:
    """Write `decides_on` with the documents as they are now."""
    digests = {name: dossier.digest(name) for name in names}
    entries = (
        (f"  - document: {name}", f"    digest: {digest}")
        for name, digest in digests.items()
        if digest
    )
    return ("decides_on:", *(line for entry in entries for line in entry))


# -- votes --------------------------------------------------------------------------------


def _vote(register: Register, dossier: Dossier, ballot: Ballot) -> Iterator[Advice]:
    for group in ballot.groups:
        agreed = sum(vote.approval.verdict == "agree" for vote in group.votes)
        yield Advice(
            say("{agreed} of {entitled} agree as `{role}`; carried once {quorum} have voted and more than half of the {entitled} agree",
                agreed=agreed, entitled=len(group.entitled), role=group.role, quorum=group.quorum),
        )  # fmt: skip
        if group.asked_on is None:
            yield Advice(say("`{role}` is asked once those before it have agreed", role=group.role))
        elif group in ballot.asked and (due := group.due(register.calendar)):
            yield Advice(say("`{role}` has to answer by {due}", role=group.role, due=due))
    yield Advice(
        say("vote; `object` and `abstain` are the other words"), _commands(dossier, ballot)
    )


def _commands(dossier: Dossier, ballot: Ballot) -> tuple[str, ...]:
    return tuple(
        f"handrail approve {dossier.id} {ballot.name} --by {person} --verdict agree"
        for person in ballot.silent
    )


def _make_fit(dossier: Dossier, progress: Progress, ballot: Ballot, path: str) -> Iterator[Advice]:
    """Yield what `decides_on` should say, where nobody has voted yet."""
    named = [name for _, name, _ in decisions_of(dossier.documents[ballot.name])]
    walked = rests_on(progress) if ballot.name == progress.document else []
    yield Advice(
        say("the digests in `decides_on` do not fit the documents there are: nobody has voted yet, write in {path}",
            path=path),
        _entries(dossier, [*walked, *named]),
    )  # fmt: skip


def _vote_again(
    dossier: Dossier,
    progress: Progress,  # noqa: ARG001 - as the other
    ballot: Ballot,
    path: str,
) -> Iterator[Advice]:
    document = dossier.documents.get(ballot.name)
    voters = tuple(
        dict.fromkeys(str(vote.data.get("by")) for vote in dossier.votes_on(ballot.name))
    )
    if document is None or document.completed is None:
        yield Advice(
            say("{people} voted on {path}, which is gone or no longer finished: restore it",
                people=voters, path=path),
        )  # fmt: skip
        yield from _restore(path)
        return
    for _, name in ballot.changed:
        digest = dossier.digest(name)
        yield Advice(
            say("`{name}` is not the one that `{document}` decided on: restore it",
                name=name, document=ballot.name),
        )  # fmt: skip
        yield from _restore(f"{dossier.folder}/{name}.yaml")
        yield _NEXT_NUMBER
        if digest is not None:
            yield Advice(
                say("only where the committee is to decide anew: let `{document}` decide on it as it is now, in `decides_on`, and have it voted on again",
                    document=ballot.name),
                (f"  - document: {name}", f"    digest: {digest}"),
            )  # fmt: skip
    if not ballot.changed:
        yield Advice(
            say("`{document}` is not the one that {people} voted on: restore it",
                document=ballot.name, people=voters),
        )  # fmt: skip
        yield from _restore(path)
        yield _NEXT_NUMBER
        yield Advice(
            say("only where the committee is to decide anew: have it voted on again as it is now"),
            _commands(dossier, ballot),
        )


_NEXT_NUMBER = Advice(
    say("what was carried is changed by a document of the next number and a scope change, never in its file")
)  # fmt: skip


def _restore(path: str) -> Iterator[Advice]:
    """Yield how a file is brought back as it was."""
    yield Advice(
        say("a change that is not committed yet is taken back"), (f"git restore -- {path}",)
    )
    yield Advice(
        say("one that is committed: find the commit before it, and put it in the place of COMMIT"),
        (f"git log --oneline -- {path}", f"git restore --source=COMMIT -- {path}"),
    )
