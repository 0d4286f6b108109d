"""A page for each role: its duties, its part in every process, what waits for it, who held it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register import State
from handrail.register.register import IMPROVEMENT_PROCESS
from handrail.site import names
from handrail.site import words
from handrail.site.page import Page
from handrail.site.pages import role_parts
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.views.standing import waitings

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.model.records import Body
    from handrail.model.records import ProcessRole
    from handrail.model.records import Role
    from handrail.model.text import Text
    from handrail.register import Register
    from handrail.views.standing import Waiting

#: The hand-written page that tells a role what to do, by role.
GUIDES: Mapping[str, str] = {
    "suggester": "suggest.md",
    "process-owner": "process-owner.md",
    "quality-lead": "quality-lead.md",
    "improvement-committee": "committee.md",
    "project-manager": "project-manager.md",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """What is known of a role: from the organisation, from the improvement process, or from both."""

    id: str
    title: Text
    role: Role | None = None
    body: Body | None = None
    own: ProcessRole | None = None

    @property
    def purpose(self) -> Text | None:
        """What it is there for."""
        return next((one.purpose for one in (self.role, self.body) if one and one.purpose), None)

    @property
    def duties(self) -> tuple[Text, ...]:
        """What its holders do."""
        return (*(self.own.duties if self.own else ()), *(self.role.duties if self.role else ()))


def pages(register: Register, language: str, guides: Mapping[str, str]) -> Iterator[Page]:
    """Write the page of every role and body; `guides` are the titles of the pages written by hand."""
    waiting = waitings(register)
    for office in offices(register):
        sheet = Sheet(register, language, f"roles/{office.id}.md")
        process = register.process_documents.get(IMPROVEMENT_PROCESS)
        yield Page(
            path=sheet.path,
            title=sheet.read(office.title),
            above=sheet.up("people.html", say("People and roles")),
            blocks=tuple(_blocks(sheet, office, guides, waiting)),
            source=process.path if office.own and process else "organization.yaml",
            description=sheet.read(office.purpose) if office.purpose else None,
        )


def offices(register: Register) -> tuple[Office, ...]:
    """Return every role that has a page: those of the organisation and of the improvement process."""
    known = register.offices
    if known is None:
        return ()
    process = register.processes.get(IMPROVEMENT_PROCESS)
    own = {role.id: role for role in process.roles} if process else {}
    titles = {key: role.title for key, role in known.roles.items()}
    titles |= {key: body.title for key, body in known.bodies.items()}
    titles |= {key: role.title for key, role in own.items()}
    return tuple(
        Office(
            id=key,
            title=title,
            role=known.roles.get(key),
            body=known.bodies.get(key),
            own=own.get(key),
        )
        for key, title in titles.items()
        if names.has_page(key)
    )


def _blocks(
    sheet: Sheet, office: Office, guides: Mapping[str, str], waiting: Sequence[Waiting]
) -> Iterator[str]:
    if office.purpose:
        yield element("div", sheet.prose(office.purpose), class_="hr-lead")
    yield sheet.facts(_facts(sheet, office, guides))
    yield sheet.section(say("What waits now"), "now")
    yield _waiting(sheet, office, waiting)
    process = sheet.register.processes.get(IMPROVEMENT_PROCESS)
    if process is not None:
        yield from role_parts.steps(sheet, process, office.id)
        yield from role_parts.votes(sheet, process, office.id)
    yield from role_parts.elsewhere(sheet, office.id)
    yield from _by_improvement(sheet, office)
    yield from _over_time(sheet, office)


def _facts(sheet: Sheet, office: Office, guides: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    register = sheet.register
    if register.offices is not None and (office.role or office.body):
        day = register.as_of
        held = register.offices.voters(office.id, day) or register.offices.holders(office.id, day)
        yield (
            sheet.say("Members") if office.body else sheet.say("Held by"),
            names.people(sheet, held) or sheet.say("nobody at the moment"),
        )
    if office.body and register.offices is not None:
        keepers = register.offices.secretaries(office.id, register.as_of)
        yield sheet.say("Papers kept by"), names.people(sheet, keepers)
    if office.own and office.own.from_:
        fields = sheet.several(element("code", sheet.plain(one)) for one in office.own.from_)
        yield (
            sheet.say("Follows from"),
            sheet.say("the documents of each improvement: {fields}", fields=fields),
        )
    yield sheet.say("Duties"), sheet.bullets(sheet.text(one) for one in office.duties)
    yield sheet.say("Answers for"), sheet.bullets(_answers_for(sheet, office))
    guide = GUIDES.get(office.id, "")
    if guide in guides:
        label = sheet.plain(guides[guide])
        yield sheet.say("Guide"), sheet.link(guide.removesuffix(".md") + ".html", label)


def _answers_for(sheet: Sheet, office: Office) -> Iterator[Html]:
    """Name the processes, KPIs, controls and risks that are owned by the role itself."""
    for key, process in sheet.register.processes.items():
        if not role_parts.means(sheet.register, key, office.id):
            continue
        where = names.process(sheet, key)
        if process.owner == office.id:
            yield where
        for kpi in process.kpis:
            if kpi.owner == office.id:
                yield sheet.say("KPI: {kpi}", kpi=names.kpi(sheet, f"{key}/{kpi.id}"))
        for control in process.controls:
            if control.owner == office.id:
                what = sheet.text(control.what)
                yield sheet.say("control: {what} ({process})", what=what, process=where)
        for risk in process.risks:
            if risk.owner == office.id:
                what = sheet.text(risk.cause)
                yield sheet.say("risk: {what} ({process})", what=what, process=where)


# -- what waits -------------------------------------------------------------------------------


def _waiting(sheet: Sheet, office: Office, waiting: Sequence[Waiting]) -> Html:
    rows = [
        [
            _record(sheet, one),
            names.document(sheet, one.dossier, one.document),
            sheet.tell(one.said),
            names.people(sheet, (link.id for link in one.people)),
            sheet.day(one.since),
            sheet.day(one.due),
        ]
        for one in waiting
        if one.step is not None and office.id in _asked(sheet.register, one)
    ]
    if not rows:
        return element("p", sheet.say("Nothing at the moment."))
    columns = (
        say("Record"), say("Document"), say("State"), say("Waiting for"), say("Since"), say("Due"),
    )  # fmt: skip
    return sheet.table([sheet.tell(one) for one in columns], rows)


def _record(sheet: Sheet, one: Waiting) -> Html:
    if one.dossier.kind == "improvement":
        return names.improvement(sheet, one.dossier.id)
    return names.plan(sheet, one.dossier.id)


def _asked(register: Register, one: Waiting) -> Collection[str]:
    """Return the roles something waits for: those that vote on it, or those that write it."""
    if one.state is State.VOTE:
        waits = register.progress(one.dossier).waits
        ballots = [wait.ballot for wait in waits if wait.ballot and wait.document == one.document]
        return {group.role for ballot in ballots for group in ballot.groups}
    return one.step.responsible if one.step else ()


# -- who holds it --------------------------------------------------------------------------------


def _by_improvement(sheet: Sheet, office: Office) -> Iterator[str]:
    """Name who holds a role in each open improvement, where that follows from its documents."""
    if office.own is None or not office.own.from_:
        return
    register = sheet.register
    rows = [
        [names.improvement(sheet, dossier.id), names.people(sheet, held)]
        for dossier in register.improvements
        if register.progress(dossier).is_open
        and (held := register.role_holders(office.id, dossier, register.workflow_of(dossier)))
    ]
    if rows:
        yield sheet.section(say("In the open improvements"), "improvements")
        yield sheet.table([sheet.say("Improvement"), sheet.say("Held by")], rows)


def _over_time(sheet: Sheet, office: Office) -> Iterator[str]:
    shows = names.shows_people(sheet.register)
    holders = [
        [names.person(sheet, row.person), sheet.day(row.from_), sheet.day(row.until)]
        for row in (office.role.holders if office.role and shows else ())
    ]
    members = [
        [
            names.person(sheet, row.person),
            words.word(sheet, row.as_),
            sheet.day(row.from_),
            sheet.day(row.until),
        ]
        for row in (office.body.members if office.body and shows else ())
    ]
    quorum = [
        [sheet.plain(row.votes), sheet.day(row.from_), sheet.day(row.until)]
        for row in (office.body.quorum if office.body else ())
    ]
    if not (holders or members or quorum):
        return
    yield sheet.section(say("Over time"), "holders")
    dates = [sheet.say("From"), sheet.say("Until")]
    if holders:
        yield sheet.table([sheet.say("Held by"), *dates], holders)
    if members:
        yield sheet.table([sheet.say("Member"), sheet.say("Seat"), *dates], members)
    if quorum:
        yield sheet.table([sheet.say("Quorum"), *dates], quorum)
    yield element(
        "p",
        sheet.say("In `organization.yaml` a row is closed with `until` and never deleted: past votes are judged by it."),
        class_="hr-note",
    )  # fmt: skip
