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
_VOTE = """\
document: decision
digest: <digest of decision>
verdict: agree
role: {role}
by: {by}
date: {date}"""
_DRAFT = """\
by: improvement-committee
recorded_by: he-ping
decides_on: [{{document: suggestion, digest: {digest}}}]{mark}"""


def _ballots(register: Register) -> Iterator[tuple[Dossier, Ballot]]:
    for dossier in register.dossiers:
        for ballot in register.progress(dossier).ballots:
            yield dossier, ballot


@rule(
    "approval-lapsed",
    "What was approved has not been changed since",
    good={f"{_FORM}/proposal.yaml": "# a comment may be added\nsummary: A longer form for incidents."},
    bad={f"{_FORM}/proposal.yaml": "summary: Another form for incidents.", f"{_FORM}/decision.yaml": "decides_on: # <-"},
)  # fmt: skip
def approval_lapsed(register: Register) -> Iterator[Problem]:
    """An approval is for the words that were read, not for whatever stands there later."""
    for dossier, ballot in _ballots(register):
        document = dossier.documents.get(ballot.name)
        if ballot.changed and document is not None:
            for index, name in ballot.changed:
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
        "restore `{name}.yaml` with git; or write its digest here, {digest}, and have it voted on again",
        name=name,
        digest=digest,
    )


@rule(
    "digest-open",
    "A draft that decides on documents names them as they are",
    good={"improvements/2026/self-service-portal/decision.yaml": _DRAFT.format(digest="<digest of suggestion>", mark="")},
    bad={"improvements/2026/self-service-portal/decision.yaml": _DRAFT.format(digest="sha256:" + "0" * 64, mark=" # <-")},
    is_gap=True,
)  # fmt: skip
def digest_open(register: Register) -> Iterator[Problem]:
    """Votes will bind to these digests; a wrong one would make every vote lapse at once."""
    for dossier in register.dossiers:
        for document in dossier.documents.values():
            if not document.is_draft:
                continue
            for index, name, value in decisions_of(document):
                digest = dossier.digest(name)
                if digest is not None and digest != value:
                    yield document.problem(
                        ("decides_on", index, "digest"),
                        say("this is not the digest of `{name}` as it is now", name=name),
                        hint=say("write {digest}", digest=digest),
                    )  # fmt: skip


@rule(
    "decides-on-incomplete",
    "An approval names every document it rests on",
    good={},
    bad={"improvements/2026/self-service-portal/decision.yaml": """\
by: improvement-committee
recorded_by: he-ping
completed: 2026-04-16
decides_on: # <-
  - {document: suggestion, digest: <digest of suggestion>}
  - {document: proposal, digest: <digest of proposal>}
outcome: rejected
considered: {business_goals: None, industry_experience: None, current_state: None, cost_resources_time: None}
reasons: It costs more than it saves."""},
)  # fmt: skip
def decides_on_incomplete(register: Register) -> Iterator[Problem]:
    """A document that is left out could be changed afterwards, and the approval would still stand."""
    for dossier in register.dossiers:
        for name, missing in register.progress(dossier).left_out.items():
            document = dossier.documents[name]
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


def _void(register: Register, reason: str) -> Iterator[Problem]:
    message, hint, field = _VOID[reason]
    for _, ballot in _ballots(register):
        for vote, why in ballot.void:
            known = register.offices is not None and vote.approval.by in register.offices.people
            if why == reason and known:
                yield vote.document.problem(
                    field,
                    say(message.text, person=vote.approval.by, role=vote.approval.role, document=ballot.name),
                    hint=hint,
                )  # fmt: skip


@rule(
    "vote-without-role",
    "Whoever votes held the role on the day the document was finished",
    good={},
    bad={f"{_FORM}/approvals/decision.<short digest of decision>.he-ping.yaml": _VOTE.format(role="improvement-committee # <-", by="he-ping", date="2026-01-29")},
)  # fmt: skip
def vote_without_role(register: Register) -> Iterator[Problem]:
    """A decision is worth what the right to make it is worth."""
    yield from _void(register, "role")


@rule(
    "vote-by-author",
    "Nobody votes on what he wrote",
    good={},
    bad={f"{_FORM}/approvals/decision.<short digest of decision>.chen-jie.yaml": _VOTE.format(role="improvement-committee", by="chen-jie # <-", date="2026-01-29")},
)  # fmt: skip
def vote_by_author(register: Register) -> Iterator[Problem]:
    """Four eyes see what two overlook."""
    yield from _void(register, "author")


@rule(
    "vote-twice",
    "Everybody votes once",
    good={},
    bad={f"{_FORM}/approvals/decision.<short digest of decision>.wang-wei-again.yaml": _VOTE.format(role="improvement-committee", by="wang-wei # <-", date="2026-01-29")},
)  # fmt: skip
def vote_twice(register: Register) -> Iterator[Problem]:
    """A vote counted twice can carry what was not carried."""
    yield from _void(register, "twice")


@rule(
    "stray-vote",
    "Every vote is on a document that is put to the vote",
    good={},
    bad={f"{_FORM}/approvals/effect.<short digest of effect>.wang-wei.yaml": "document: effect # <-\ndigest: <digest of effect>\nverdict: agree\nrole: improvement-committee\nby: wang-wei\ndate: 2026-04-10"},
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
    good={},
    bad={
        f"{_FORM}/decision.yaml": "completed: 2024-01-29 # <-",
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
