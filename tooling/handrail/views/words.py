"""What the words of the records are called, so that they read well in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.register import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handrail.register import Ballot

STATES: Mapping[State, Message] = {
    State.TODO: say("to be written"),
    State.DRAFT: say("being written"),
    State.VOTE: say("put to the vote"),
    State.LAPSED: say("votes have lapsed"),
    State.UNKNOWN: say("outcome unknown"),
    State.UNREAD: say("cannot be read"),
    State.ENDED: say("ended"),
}


def state_word(state: State, ballot: Ballot | None) -> Message:
    """Say how far something is; where nobody has voted, no votes have lapsed."""
    if state is State.LAPSED and ballot is not None and not ballot.has_votes:
        return say("`decides_on` does not fit")
    return STATES[state]


_WORDS = {
    message.text: message
    for message in (
        # a process
        say("planned"), say("active"), say("retired"),
        say("strategy"), say("design"), say("transition"), say("operation"), say("improvement"),
        say("key"), say("branch"), say("working"),
        say("manual"), say("assisted"), say("automatic"),
        say("up"), say("down"), say("monthly"), say("quarterly"), say("yearly"),
        # a vote and a seat
        say("agree"), say("object"), say("abstain"),
        say("chair"), say("member"), say("secretary"),
        # a plan
        say("on-track"), say("at-risk"), say("off-track"), say("reached"), say("not-measured"),
        say("business"), say("it"),
        # a meeting
        say("evaluation"), say("plan-review"), say("committee"), say("project"),
        # an improvement
        say("department"), say("process"), say("team"), say("company"), say("customers"),
        say("low"), say("medium"), say("high"), say("minor"), say("major"),
        say("business-need"), say("standard"), say("survey"), say("staff"), say("management"),
        say("objective"), say("audit"), say("process-review"), say("kpi"),
        say("improvement-feedback"), say("project-review"), say("change"),
        say("interface"), say("new-process"), say("platform"), say("principle"), say("role"),
        say("efficiency"), say("activity"), say("tool"), say("kpi-definition"), say("kpi-acquisition"),
        say("redundant-flow"), say("manual-work"), say("poor-communication"), say("no-standard"),
        say("slow-response"), say("unclear-duty"), say("no-quality-control"), say("low-quality"),
        say("scope-churn"), say("no-test"), say("no-documents"),
    )
}  # fmt: skip


def word(value: str | None) -> Message | str | None:
    """Return what a word of the schemas is called; an organisation's own words stay as they are."""
    return _WORDS.get(value, value) if value is not None else None
