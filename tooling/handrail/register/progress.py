"""Where a record is on the improvement process: what the walk over its documents found."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from handrail.register.ballot import Ballot
from handrail.register.ballot import Verdict

if TYPE_CHECKING:
    from handrail.loading.documents import Document
    from handrail.model.workflow import Step
    from handrail.model.workflow import Workflow


class State(Enum):
    """What the walk found where it stopped."""

    TODO = "to do"
    DRAFT = "draft"
    VOTE = "vote"
    LAPSED = "lapsed"
    #: The word that chooses the way leads nowhere.
    UNKNOWN = "unknown"
    #: A document, the workflow or a vote cannot be read.
    UNREAD = "unread"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Visit:
    """A step that was done: by which document, on which day, with which word."""

    step: Step
    document: str | None
    date: date | None
    word: str | None = None
    ballot: Ballot | None = None

    @property
    def is_carried(self) -> bool:
        """Tell whether the step's document was approved by vote."""
        return self.ballot is not None and self.ballot.verdict is Verdict.CARRIED


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Something that is waited for: a document to be written or finished, or votes on it."""

    step: Step
    document: str
    state: State
    ballot: Ballot | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The steps a record has done, and where it stands or how it ended."""

    workflow: Workflow | None
    path: tuple[Visit, ...] = ()
    here: Step | None = None
    document: str | None = None
    state: State = State.UNREAD
    #: The word that led nowhere, in the state UNKNOWN.
    word: str | None = None
    ended_as: str | None = None
    #: What is waited for: the step first, then what stands beside the path.
    waits: tuple[Wait, ...] = ()
    #: Ballots beside the path, decided or not.
    beside: tuple[Ballot, ...] = ()
    #: The earliest finished document that nobody asked for.
    out_of_turn: str | None = None
    #: Votes on documents that nobody votes on.
    stray_votes: tuple[Document, ...] = ()
    #: Documents that `decides_on` leaves out, by the document that should name them.
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    #: The day before which the step cannot be done, where it has to wait first.
    not_before: date | None = None
    due: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the record is still under way."""
        return self.state is not State.ENDED

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        """Every ballot on the path, where it stands and beside it."""
        on_path = [visit.ballot for visit in self.path if visit.ballot]
        here = [wait.ballot for wait in self.waits[:1] if wait.ballot]
        by_name = {ballot.name: ballot for ballot in (*on_path, *here, *self.beside)}
        return tuple(by_name.values())

    @property
    def is_in_order(self) -> bool:
        """Tell whether nothing stopped the walk and nothing came before its turn."""
        stopped = self.state in {State.LAPSED, State.UNKNOWN, State.UNREAD}
        lapsed = any(wait.state is State.LAPSED for wait in self.waits)
        return not (stopped or lapsed or self.out_of_turn)

    @property
    def approved_on(self) -> date | None:
        """The day on which a body first approved what this is about."""
        return next((visit.date for visit in self.path if visit.is_carried), None)

    def visits(self, step_id: str) -> tuple[Visit, ...]:
        """Return the visits of a step."""
        return tuple(visit for visit in self.path if visit.step.id == step_id)
