"""Views of pilots: their rounds, the problems found in them, and what they were to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.charts import span
from handrail.model.messages import say
from handrail.model.records import ObservedEffect
from handrail.model.records import PilotIssue
from handrail.register import in_force
from handrail.register.ballot import decisions_of
from handrail.views import names
from handrail.views.readable import day
from handrail.views.readable import lines
from handrail.views.readable import parts
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from handrail.loading.documents import Document
    from handrail.model.charts import Span
    from handrail.model.messages import Message
    from handrail.model.records import Acceptance
    from handrail.model.records import Pilot
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One round of a pilot."""

    dossier: Dossier
    document: Document
    window: Span | None
    agreed_with: tuple[str, ...]
    issues: tuple[PilotIssue, ...]
    state: Message
    #: What the committee made of it.
    review: Link | None
    outcome: Text | str | None

    @property
    def acceptance(self) -> Acceptance | None:
        """Whether those who tried it want it."""
        record: Pilot | None = self.document.record
        return record.acceptance if record else None

    @property
    def open(self) -> int:
        """How many problems are not solved."""
        return sum(one.resolved is None for one in self.issues)


def rounds(register: Register, dossier: Dossier) -> Iterator[Round]:
    """Yield the rounds of an improvement's pilot, drafts with what they tell so far."""
    for document in dossier.of_type("pilot"):
        window = span(day(document, "from"), day(document, "to"))
        review, outcome = _review(register, dossier, document)
        yield Round(
            dossier=dossier,
            document=document,
            window=window,
            agreed_with=lines(document, "agreed_with"),
            issues=parts(document, "issues", PilotIssue),
            state=_state(document, window, register.as_of),
            review=review,
            outcome=outcome,
        )


def _state(document: Document, window: Span | None, today: date) -> Message:
    if document.completed:
        return say("reported")
    if window is None or today < window.start:
        return say("planned")
    return say("under way") if today <= window.end else say("over, report to be written")


def _review(
    register: Register, dossier: Dossier, pilot: Document
) -> tuple[Link | None, Text | str | None]:
    """Return the finished review of a pilot's report, and its word once it was carried."""
    progress = register.progress(dossier)
    words = progress.workflow.words if progress.workflow else {}
    found = [
        one
        for one in dossier.of_type("pilot-review")
        if one.completed and pilot.name in {name for _, name, _ in decisions_of(one)}
    ]
    if not found:
        return None, None
    carried = {one.document: one.word for one in progress.path if one.is_carried and one.word}
    word = carried.get(found[-1].name)
    return names.file(found[-1]), words.get(word, word) if word else None


_ROUND: tuple[Field[Round], ...] = (
    Field("document", say("Document"), lambda row: names.file(row.document)),
    Field("from", say("From"), lambda row: row.window.start if row.window else None),
    Field("to", say("To"), lambda row: row.window.end if row.window else None),
    Field("state", say("State"), lambda row: row.state),
    Field("agreed_with", say("Agreed with"), lambda row: row.agreed_with),
    Field("open", say("Open issues"), lambda row: row.open),
    Field("solved", say("Solved issues"), lambda row: len(row.issues) - row.open),
    Field("asked", say("Asked"), lambda row: row.acceptance.asked if row.acceptance else None),
    Field("agreed", say("Agreed"), lambda row: row.acceptance.agreed if row.acceptance else None),
    Field("share", say("Acceptance in %"), lambda row: _share(row.acceptance)),
    Field("review", say("Review"), lambda row: row.review),
    Field("outcome", say("Outcome"), lambda row: row.outcome),
)


def _share(found: Acceptance | None) -> int | None:
    return round(100 * found.agreed / found.asked) if found and found.asked else None


def round_table(register: Register, dossier: Dossier) -> Table:
    """Return the rounds of an improvement's pilot."""
    return tabulate("pilots", say("Pilots"), _ROUND, rounds(register, dossier))


PILOTS = View[Round](
    id="pilots",
    title=say("Pilots"),
    rows=lambda register: (
        one for dossier in register.improvements for one in rounds(register, dossier)
    ),
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: names.record(row.dossier)),
        *_ROUND,
    ),
)


# -- problems found ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueRow:
    """A problem that came up in a pilot, and how long it has stood open or took to be solved."""

    dossier: Dossier
    source: Link
    issue: PilotIssue
    owner: Link | None
    age: int

    @property
    def is_open(self) -> bool:
        """Whether it is not solved."""
        return self.issue.resolved is None


def issues(register: Register, dossier: Dossier) -> list[IssueRow]:
    """Return the problems found in a pilot: what is open first, the oldest before the rest."""
    progress = register.progress(dossier)
    last = register.as_of if progress.is_open else progress.since or register.as_of
    found = [
        IssueRow(
            dossier=dossier,
            source=names.file(one.document),
            issue=issue,
            owner=names.actor(register, issue.owner) if issue.owner else None,
            age=max(((issue.resolved or last) - issue.found).days, 0),
        )
        for one in rounds(register, dossier)
        for issue in one.issues
    ]
    return in_order(found)


def in_order(rows: Iterable[IssueRow]) -> list[IssueRow]:
    """Put first what is open, the oldest before the rest; then what is solved, the latest first."""
    found = list(rows)
    solved = sorted(
        (one for one in found if not one.is_open), key=lambda one: one.issue.found, reverse=True
    )
    return [*sorted((one for one in found if one.is_open), key=lambda one: -one.age), *solved]


_ISSUE: tuple[Field[IssueRow], ...] = (
    Field("what", say("What"), lambda row: row.issue.what),
    Field("state", say("State"), lambda row: say("open") if row.is_open else say("solved")),
    Field("found", say("Found"), lambda row: row.issue.found),
    Field("resolved", say("Solved"), lambda row: row.issue.resolved),
    Field("age", say("Age in days"), lambda row: row.age),
    Field("owner", say("Owner"), lambda row: row.owner),
    Field("next", say("What happens to it"), lambda row: row.issue.next),
    Field("document", say("Document"), lambda row: row.source),
)


def issue_table(register: Register, dossier: Dossier) -> Table:
    """Return the problems found in an improvement's pilot."""
    return tabulate("pilot-issues", say("Issues of the pilots"), _ISSUE, issues(register, dossier))


PILOT_ISSUES = View[IssueRow](
    id="pilot-issues",
    title=say("Issues of the pilots"),
    rows=lambda register: in_order(
        one for dossier in register.improvements for one in issues(register, dossier)
    ),
    columns=(
        Field("id", say("Id"), lambda row: row.dossier.id),
        Field("title", say("Improvement"), lambda row: names.record(row.dossier)),
        *_ISSUE,
    ),
)


# -- effects ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectRow:
    """What a pilot was to show, and what a round of it has shown."""

    expected: Text
    source: Link | None = None
    observed: Text | None = None
    met: bool | None = None


def effects(register: Register, dossier: Dossier) -> Iterator[EffectRow]:
    """Yield what each round was to show by the plan of its time, beside what was observed."""
    written = list(dossier.of_type("pilot"))
    if not written:
        for one in _expected(in_force(register, dossier, "project-plan")).values():
            yield EffectRow(expected=one)
    for document in written:
        seen = {one.effect: one for one in parts(document, "effects", ObservedEffect)}
        plan = in_force(register, dossier, "project-plan", day(document, "from"))
        for name, effect in _expected(plan).items():
            found = seen.get(name)
            yield EffectRow(
                expected=effect,
                source=names.file(document),
                observed=found.observed if found else None,
                met=found.met if found else None,
            )


def _expected(plan: Document | None) -> dict[str, Text]:
    """Return the effects a plan expects, by the names that reports know them by."""
    expected = plan.record.pilot.expected_effects if plan and plan.record else ()
    return {one.id or one.goal or f"#{place}": one.effect for place, one in enumerate(expected)}


def effect_table(register: Register, dossier: Dossier) -> Table:
    """Return the effects that were expected of an improvement's pilots beside those observed."""
    columns: tuple[Field[EffectRow], ...] = (
        Field("expected", say("Expected effect"), lambda row: row.expected),
        Field("document", say("Document"), lambda row: row.source),
        Field("observed", say("Observed"), lambda row: row.observed),
        Field("met", say("Reached"), lambda row: row.met),
    )
    return tabulate("effects", say("Effects of the pilots"), columns, effects(register, dossier))
