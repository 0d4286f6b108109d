"""Rules of approval: a vote binds to what was approved, by those who may approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.ballot import decisions_of
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.messages import Message
    from handrail.register import Ballot
    from handrail.register import Dossier
    from handrail.register import Register

_FORM = "improvements/2026/incident-form"
_PORTAL = "improvements/2026/self-service-portal"
_VOTE = """\
document: decision
digest: <digest of decision>
verdict: agree
role: {role}
by: {by}
date: 2026-01-29"""
#: The path of somebody's vote on the decision.
_BALLOT = f"{_FORM}/approvals/decision.<short digest of decision>.{{by}}.yaml"
_DECISION = """\
by: improvement-committee
recorded_by: he-ping
{completed}
decides_on:{open}
  - {{document: suggestion, digest: <digest of suggestion>}}
{evaluation}  - {{document: proposal, digest: {proposal}
outcome: rejected
considered:
  business_goals: Other goals come first.
  industry_experience: Half of such portals stand empty.
  current_state: Calls go down by themselves.
  cost_resources_time: Too dear this year.
reasons: It costs more than it saves."""


def _decision(
    completed: str = "completed: 2026-04-16",
    *,
    open_mark: str = "",
    evaluation: str = "  - {document: evaluation, digest: <digest of evaluation>}\n",
    proposal: str = "<digest of proposal>}",
) -> str:
    return _DECISION.format(
        completed=completed, open=open_mark, evaluation=evaluation, proposal=proposal
    )


def _vote(by: str, role: str = "improvement-committee") -> str:
    return _VOTE.format(by=by, role=role)


def _ballots(register: Register) -> Iterator[tuple[Dossier, Ballot]]:
    for dossier in register.dossiers:
        for ballot in register.progress(dossier).ballots:
            yield dossier, ballot


@rule(
    "approval-lapsed",
    "What was approved has not been changed since",
    good={
        f"{_FORM}/decision.yaml": "# A comment may be added.\nreasons: Cheap, quick and easily taken back."
    },
    bad={
        f"{_FORM}/decision.yaml": "by: improvement-committee # <-\nreasons: The second line asked for it."
    },
)
def approval_lapsed(register: Register) -> Iterator[Problem]:
    """An approval is for the words that were read, not for whatever stands there later."""
    told: set[tuple[str, str]] = set()
    for dossier, ballot in _ballots(register):
        document = dossier.documents.get(ballot.name)
        if ballot.changed and document is not None:
            for index, name in ballot.changed:
                if (dossier.folder, name) in told:
                    continue  # one text, however many votes it was under
                if not ballot.has_votes and name in dossier.documents:
                    continue  # nobody has read the text that it is not
                told.add((dossier.folder, name))
                yield document.problem(
                    ("decides_on", index, "digest"),
                    say("`{name}` is not the one that `{document}` decided on", name=name, document=ballot.name),
                    hint=_how_to_mend(dossier, name),
                )  # fmt: skip
        elif ballot.lapsed:
            place: Document = document or ballot.lapsed[0]
            yield place.problem(
                () if document else "document",
                say(
                    "`{document}` is not the one that {people} voted on",
                    document=ballot.name,
                    people=tuple(str(vote.data.get("by")) for vote in ballot.lapsed),
                ),
                hint=say("restore it with git, or ask for a new vote: `handrail next {id}`", id=dossier.id),
            )  # fmt: skip


def _how_to_mend(dossier: Dossier, name: str) -> Message:
    digest = dossier.digest(name)
    if digest is None:
        return say("restore `{name}.yaml` with git", name=name)
    return say(
        "restore `{name}.yaml` with git and change it by a scope change; only to have all of it decided anew, write {digest} here and ask for new votes",
        name=name,
        digest=digest,
    )


@rule(
    "digest-open",
    "What is to be voted on names the documents it decides on as they are",
    good={f"{_PORTAL}/decision.yaml": _decision("# not finished")},
    bad={f"{_PORTAL}/decision.yaml": _decision("# not finished", proposal=f"sha256:{'0' * 64}}} # <-")},
    is_gap=True,
)  # fmt: skip
def digest_open(register: Register) -> Iterator[Problem]:
    """Votes will bind to these digests; a wrong one would make every vote lapse at once."""
    for dossier in register.dossiers:
        for document in _before_the_vote(register, dossier):
            wrong = {
                name: (index, digest)
                for index, name, value in decisions_of(document)
                if (digest := dossier.digest(name)) is not None and digest != value
            }
            if wrong:
                first = min(index for index, _ in wrong.values())
                yield document.problem(
                    ("decides_on", first, "digest"),
                    say("not the digest of {names} as it is now", names=tuple(f"`{name}`" for name in wrong)),
                    hint=say("write {digests}", digests=tuple(
                        digest if len(wrong) == 1 else f"{name}: {digest}"
                        for name, (_, digest) in wrong.items()
                    )),
                )  # fmt: skip


def _before_the_vote(register: Register, dossier: Dossier) -> Iterator[Document]:
    """Yield what will be put to the vote, or is and nobody has voted on it yet."""
    progress = register.progress(dossier)
    if progress.is_in_order:
        yield from (document for document in dossier.documents.values() if document.is_draft)
    if any(ballot.changed and ballot.has_votes for ballot in progress.ballots):
        return  # where an approval has lapsed, that comes first
    for ballot in progress.ballots:
        if ballot.changed and not ballot.has_votes and ballot.name in dossier.documents:
            yield dossier.documents[ballot.name]


@rule(
    "decides-on-incomplete",
    "An approval names every document it rests on",
    good={f"{_PORTAL}/decision.yaml": _decision()},
    bad={f"{_PORTAL}/decision.yaml": _decision(open_mark=" # <- the evaluation is left out", evaluation="")},
)  # fmt: skip
def decides_on_incomplete(register: Register) -> Iterator[Problem]:
    """A document that is left out could be changed afterwards, and the approval would still stand."""
    for dossier in register.dossiers:
        for name, missing in register.progress(dossier).left_out.items():
            document = dossier.documents[name]
            if not document.valid:
                continue  # an entry that lacks its name or its digest is a finding of its own
            yield document.problem(
                "decides_on",
                say("`decides_on` leaves out {names}", names=tuple(f"`{other}`" for other in missing)),
                hint=say("add {entries}", entries=tuple(
                    f"{{document: {other}, digest: {dossier.digest(other)}}}" for other in missing
                )),
            )  # fmt: skip


_VOID = {
    "role": (
        say("`{person}` could not vote as `{role}` on the day `{document}` was finished"),
        say("who may vote stands in organization.yaml, with dates; remove this vote"),
        "role",
    ),
    "author": (
        say("`{person}` wrote a part of what `{document}` decides and cannot vote on it"),
        say("remove this vote; the others decide"),
        "by",
    ),
    "twice": (
        say("`{person}` has voted on `{document}` already"),
        say("one vote for each person: remove one of the two files"),
        "by",
    ),
}


def _exists(register: Register, person: str, role: str) -> bool:
    offices = register.offices
    return offices is not None and person in offices.people and (
        role in offices.roles or role in offices.bodies
    )  # fmt: skip


def _void(register: Register, reason: str) -> Iterator[Problem]:
    message, hint, field = _VOID[reason]
    for _, ballot in _ballots(register):
        # Of what was changed since, it cannot be told any more who could vote on it.
        for vote, why in () if ballot.changed else ballot.void:
            # A person or a role that does not exist is a finding of its own.
            if why == reason and _exists(register, vote.approval.by, vote.approval.role):
                yield vote.document.problem(
                    field,
                    say(message.text, person=vote.approval.by, role=vote.approval.role, document=ballot.name),
                    hint=hint,
                )  # fmt: skip


@rule(
    "vote-without-role",
    "Whoever votes held the role on the day the document was finished",
    good={_BALLOT.format(by="wu-fang"): _vote("wu-fang")},
    bad={_BALLOT.format(by="he-ping"): _vote("he-ping", role="improvement-committee # <- he keeps the minutes")},
)  # fmt: skip
def vote_without_role(register: Register) -> Iterator[Problem]:
    """A decision is worth what the right to make it is worth."""
    yield from _void(register, "role")


@rule(
    "vote-by-author",
    "Nobody votes on what he wrote",
    good={_BALLOT.format(by="wu-fang"): _vote("wu-fang")},
    bad={_BALLOT.format(by="chen-jie"): _vote("chen-jie # <- wrote the suggestion")},
)
def vote_by_author(register: Register) -> Iterator[Problem]:
    """Four eyes see what two overlook."""
    yield from _void(register, "author")


@rule(
    "vote-twice",
    "Everybody votes once",
    good={_BALLOT.format(by="wang-wei"): _vote("wang-wei")},
    bad={_BALLOT.format(by="wang-wei-again"): _vote("wang-wei # <-")},
)
def vote_twice(register: Register) -> Iterator[Problem]:
    """A vote counted twice can carry what was not carried."""
    yield from _void(register, "twice")


@rule(
    "stray-vote",
    "Every vote is on a document that is put to the vote",
    good={_BALLOT.format(by="wang-wei"): _vote("wang-wei")},
    bad={_BALLOT.format(by="wang-wei").replace("decision", "effect"): _vote("wang-wei").replace("decision\n", "effect # <-\n", 1).replace("decision", "effect")},
)  # fmt: skip
def stray_vote(register: Register) -> Iterator[Problem]:
    """A vote nobody counts makes people believe that something was decided."""
    for dossier in register.dossiers:
        for vote in register.progress(dossier).stray_votes:
            yield vote.problem(
                "document",
                say("`{document}` is not put to a vote here", document=vote.record.document),
                hint=say("remove this file; what is put to the vote says `handrail next {id}`", id=dossier.id),
            )  # fmt: skip


@rule(
    "quorum-out-of-reach",
    "Enough people may vote for a decision to be possible",
    good={f"{_PORTAL}/proposal.yaml": "with: [wu-fang]", f"{_PORTAL}/decision.yaml": _decision()},
    bad={
        f"{_PORTAL}/proposal.yaml": "with: [wu-fang, huang-qiang]",
        f"{_PORTAL}/decision.yaml": _decision("completed: 2026-04-16 # <- only the chair may vote"),
    },
)
def quorum_out_of_reach(register: Register) -> Iterator[Problem]:
    """A vote that cannot be won by anybody waits for ever."""
    for dossier, ballot in _ballots(register):
        document = dossier.documents.get(ballot.name)
        for group in ballot.groups:
            if document is not None and len(group.entitled) < group.quorum:
                yield document.problem(
                    "completed",
                    say(
                        "{wanted} votes of `{role}` are needed, and only {number} people may vote on this",
                        wanted=group.quorum, role=group.role, number=len(group.entitled),
                    ),
                    hint=say("authors may not vote: name fewer of them in `with`, or appoint members"),
                )  # fmt: skip
