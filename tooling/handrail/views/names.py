"""Links to people, roles, processes and records, under the names people know them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.tables import Link
from handrail.register.register import IMPROVEMENT_PROCESS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handrail.loading.documents import Document
    from handrail.model.records import ProcessRole
    from handrail.model.text import Text
    from handrail.register import Dossier
    from handrail.register import Register


def actor(register: Register, actor_id: str, process_id: str | None = None) -> Link:
    """Link to a person, a role or a body, whichever bears the id; first to a role of the process."""
    own = own_role(register, process_id, actor_id)
    if own is not None and process_id is not None:
        return Link("role", role_id(process_id, actor_id), own.title)
    offices = register.offices
    if offices is None or actor_id in offices.people:
        person = offices.people[actor_id] if offices else None
        return Link("person", actor_id, person.name if person else actor_id)
    if actor_id in offices.bodies:
        return Link("body", actor_id, offices.bodies[actor_id].title)
    if actor_id in offices.roles:
        return Link("role", actor_id, offices.roles[actor_id].title)
    return Link("person", actor_id, actor_id)


def actors(
    register: Register, ids: Iterable[str], process_id: str | None = None
) -> tuple[Link, ...]:
    """Link to several people, roles or bodies."""
    return tuple(actor(register, one, process_id) for one in ids)


def own_role(register: Register, process_id: str | None, role: str) -> ProcessRole | None:
    """Return a role that a process has for itself."""
    process = register.processes.get(process_id or "")
    return next((one for one in process.roles if one.id == role), None) if process else None


def role_id(process_id: str, role: str) -> str:
    """Return what a process's own role is called where all are listed: `change-management/requester`.

    Those of the improvement process are known to everybody by their own ids.
    """
    return role if process_id == IMPROVEMENT_PROCESS else f"{process_id}/{role}"


def process(register: Register, process_id: str) -> Link:
    """Link to a process."""
    found = register.processes.get(process_id)
    return Link("process", process_id, found.title if found else process_id)


def activity(register: Register, process_id: str, activity_id: str) -> Link:
    """Link to an activity, which is named by its process and its own id."""
    found = register.processes.get(process_id)
    titles: dict[str, Text] = {one.id: one.title for one in found.activities} if found else {}
    return Link("activity", f"{process_id}/{activity_id}", titles.get(activity_id, activity_id))


def risk(register: Register, process_id: str, risk_id: str) -> Link:
    """Link to a risk, which is named by its process and its own id."""
    found = register.processes.get(process_id)
    causes: dict[str, Text] = {one.id: one.cause for one in found.risks} if found else {}
    return Link("risk", f"{process_id}/{risk_id}", causes.get(risk_id, risk_id))


def control(register: Register, process_id: str, control_id: str) -> Link:
    """Link to a control, which is named by its process and its own id."""
    found = register.processes.get(process_id)
    said: dict[str, Text] = {one.id: one.what for one in found.controls} if found else {}
    return Link("control", f"{process_id}/{control_id}", said.get(control_id, control_id))


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
