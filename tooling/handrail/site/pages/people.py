"""People and roles: who holds what, and what waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.register.offices import holds
from handrail.site import names
from handrail.site import words
from handrail.site.page import Page
from handrail.site.sheet import Html
from handrail.site.sheet import Sheet
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.views.lengths import length
from handrail.views.level_terms import terms
from handrail.views.standing import waitings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.records import Body
    from handrail.model.records import Level
    from handrail.model.records import Person
    from handrail.register import Register
    from handrail.register.offices import Offices
    from handrail.views.standing import Waiting


def pages(register: Register, language: str) -> Iterator[Page]:
    """Write the page, unless nobody can tell who there is."""
    if register.offices is None or register.organization is None:
        return
    sheet = Sheet(register, language, "people.md")
    yield Page(
        path=sheet.path,
        title=sheet.title(say("People and roles")),
        blocks=tuple(_blocks(sheet, register.offices)),
        source="organization.yaml",
    )


def _blocks(sheet: Sheet, offices: Offices) -> Iterator[str]:
    day = sheet.register.as_of
    if names.shows_people(sheet.register):
        yield sheet.section(say("People"), "people")
        yield element("p", sheet.say("What each person holds, owns and is waited for."))
        waiting = waitings(sheet.register)
        here = [person for person in offices.people.values() if holds(person, day)]
        cards = join(_person(sheet, offices, person, waiting) for person in here)
        yield element("div", cards, class_="hr-people")
        former = [person for person in offices.people.values() if not holds(person, day)]
        if former:
            yield sheet.section(say("No longer or not yet here"), "former")
            yield sheet.bullets(
                element(
                    "span", join([sheet.text(one.name), Html(" "), _span(sheet, one)]), id=one.id
                )
                for one in former
            )
    yield sheet.section(say("Bodies"), "bodies")
    for body in offices.bodies.values():
        yield _body(sheet, offices, body)
    yield sheet.section(say("Roles"), "roles")
    for role in offices.roles.values():
        held = names.people(sheet, offices.holders(role.id, day)) or sheet.say(
            "nobody at the moment"
        )
        facts = sheet.facts([
            (sheet.say("Held by"), held),
            (sheet.say("Purpose"), sheet.text(role.purpose)),
            (sheet.say("Duties"), sheet.bullets(sheet.text(one) for one in role.duties)),
        ])  # fmt: skip
        yield _entry(f"role-{role.id}", names.actor(sheet, role.id), facts)
    yield from _own_roles(sheet)
    if offices.levels:
        yield sheet.section(say("Approval levels"), "levels")
        yield element("p", sheet.say("Where these conditions hold, this role must approve too."))
        for level in offices.levels:
            if holds(level, day):
                yield _level(sheet, level)
    yield sheet.section(say("How far approvals can be trusted"), "trust")
    yield trust(sheet)


def _own_roles(sheet: Sheet) -> Iterator[str]:
    """List the roles that only one process has, by process."""
    rows = [
        [
            names.actor(sheet, role.id, process_id),
            names.process(sheet, process_id),
            sheet.several(names.owner(sheet, one) for one in role.held_by)
            or sheet.text(role.taken_by)
            or (sheet.say("follows from the documents of each improvement") if role.from_ else ""),
        ]
        for process_id, process in sheet.register.processes.items()
        for role in process.roles
    ]
    if rows:
        yield sheet.section(say("Roles of single processes"), "own-roles")
        yield sheet.table(
            [sheet.say("Role"), sheet.say("Process"), sheet.say("Who takes it")], rows
        )


def _entry(anchor: str, title: str, content: str) -> Html:
    return element("section", element("h3", title) + content, class_="hr-entry", id=anchor)


def _span(sheet: Sheet, row: Person) -> Html:
    if row.until is None:
        return sheet.say("(from {day})", day=row.from_)
    return sheet.say("(until {day})", day=row.until)


def _person(sheet: Sheet, offices: Offices, person: Person, all_waiting: Sequence[Waiting]) -> Html:
    register = sheet.register
    day = register.as_of
    roles = [
        names.actor(sheet, role)
        for role in offices.roles
        if person.id in offices.holders(role, day)
    ]
    seats = [
        sheet.say(
            "{body} ({seat})", body=names.actor(sheet, body.id), seat=words.word(sheet, row.as_)
        )
        for body in offices.bodies.values()
        for row in body.members
        if row.person == person.id and holds(row, day)
    ]
    owned = [
        names.process(sheet, key)
        for key, one in register.processes.items()
        if person.id in register.owners(key)
    ]
    waiting = [
        sheet.say(
            "{record}: {document}",
            record=names.improvement(sheet, one.dossier.id) if one.dossier.kind == "improvement" else names.plan(sheet, one.dossier.id),
            document=names.document_title(sheet, one.document),
        )
        for one in all_waiting
        if any(link.id == person.id for link in one.people)
    ]  # fmt: skip
    mail = sheet.plain(person.email) if person.email else Html()
    facts = sheet.facts([
        (sheet.say("Job title"), sheet.text(person.title)),
        (sheet.say("Unit"), sheet.text(person.unit)),
        (sheet.say("Mail"), element("a", mail, href=f"mailto:{mail}") if mail else Html()),
        (sheet.say("Roles"), sheet.several(roles)),
        (sheet.say("Sits in"), sheet.several(seats)),
        (sheet.say("Owns"), sheet.several(owned)),
        (sheet.say("Waited for"), sheet.bullets(waiting)),
    ])  # fmt: skip
    return _entry(person.id, sheet.text(person.name), facts)


def _body(sheet: Sheet, offices: Offices, body: Body) -> Html:
    day = sheet.register.as_of
    rows = [row for row in body.members if holds(row, day)]
    seats = [
        (
            words.word(sheet, seat),
            names.people(sheet, [row.person for row in rows if row.as_ == seat]),
        )
        for seat in ("chair", "member", "secretary")
    ]
    quorum = sheet.say(
        "{votes} votes, and more than half of those entitled agree",
        votes=offices.quorum(body.id, day),
    )
    facts = sheet.facts([
        (sheet.say("Purpose"), sheet.text(body.purpose)),
        *seats,
        (sheet.say("Decides with"), quorum),
    ])  # fmt: skip
    return _entry(f"role-{body.id}", names.actor(sheet, body.id), facts)


_ASKED = {
    "parallel": say("together with the body"),
    "sequential": say("once the body and the levels before it have agreed"),
}


def _level(sheet: Sheet, level: Level) -> Html:
    conditions = sheet.several(sheet.tell(one) for one in terms(sheet.register, level))
    facts = sheet.facts([
        (sheet.say("When"), conditions),
        (sheet.say("Approves"), names.actor(sheet, level.role)),
        (sheet.say("Up to"), sheet.plain(f"{level.authority:,.0f}") if level.authority else Html()),
        (sheet.say("Within"), sheet.tell(length(level.limit, working=True)) if level.limit else Html()),
        (sheet.say("Asked"), sheet.tell(_ASKED[level.order or "parallel"])),
    ])  # fmt: skip
    return _entry(f"level-{level.id}", sheet.text(level.title), facts)


LEVELS = {
    "recorded": say(
        "Recorded: the vote is a file in the repository, and the forge's review says who wrote it there."
    ),
    "attested": say(
        "Attested: a review of the forge was imported and signed with the key of a bot."
    ),
    "signed": say(
        "Signed: the vote carries the signature of the person who cast it, and anyone can verify it."
    ),
}


def trust(sheet: Sheet) -> Html:
    """Say which of the three levels of trust approvals have here."""
    level = (
        sheet.register.organization.trust if sheet.register.organization else None
    ) or "recorded"
    return element(
        "p",
        join(
            [badge(sheet, level), Html(" "), sheet.tell(LEVELS.get(level, say("Unknown level.")))]
        ),
    )


def badge(sheet: Sheet, level: str | None = None) -> Html:
    """Show the level of trust beside what it holds for."""
    known = (
        level
        or (sheet.register.organization.trust if sheet.register.organization else None)
        or "recorded"
    )
    title = LEVELS.get(known)
    return element(
        "span",
        words.word(sheet, known),
        class_="hr-badge",
        title=sheet.tell(title) if title else None,
    )
