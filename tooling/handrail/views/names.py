"""Links to people, roles, processes and records, under the names people know them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.tables import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handrail.loading.documents import Document
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


def actor(register: Register, actor_id: str) -> Link:
    """Link to a person, a role or a body, whichever bears the id."""
    offices = register.offices
    if offices is None or actor_id in offices.people:
        person = offices.people[actor_id] if offices else None
        return Link("person", actor_id, person.name if person else actor_id)
    if actor_id in offices.bodies:
        return Link("body", actor_id, offices.bodies[actor_id].title)
    if actor_id in offices.roles:
        return Link("role", actor_id, offices.roles[actor_id].title)
    return Link("person", actor_id, actor_id)


def actors(register: Register, ids: Iterable[str]) -> tuple[Link, ...]:
    """Link to several people, roles or bodies."""
    return tuple(actor(register, one) for one in ids)


def process(register: Register, process_id: str) -> Link:
    """Link to a process."""
    found = register.processes.get(process_id)
    return Link("process", process_id, found.title if found else process_id)


def record(dossier: Dossier) -> Link:
    """Link to an improvement, or to the plan of a year."""
    return Link(dossier.kind, dossier.id, dossier.title)


def improvement(register: Register, improvement_id: str) -> Link:
    """Link to an improvement."""
    found = register.dossiers_by_id.get(improvement_id)
    return record(found) if found else Link("improvement", improvement_id, improvement_id)


def kpi(register: Register, kpi_id: str) -> Link:
    """Link to a KPI, which is named by its process and its own id."""
    process_id, _, own = kpi_id.partition("/")
    found = register.processes.get(process_id)
    titles: dict[str, Text] = {one.id: one.title for one in found.kpis} if found else {}
    return Link("kpi", kpi_id, titles.get(own, kpi_id))


def document(dossier: Dossier, name: str) -> Link:
    """Link to a document of a record, by its path."""
    return Link("document", f"{dossier.folder}/{name}.yaml", name)


def file(found: Document) -> Link:
    """Link to any document, by its path."""
    return Link("document", found.path, found.name)
