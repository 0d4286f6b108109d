"""The versions of processes: in what they differ, and whether they became more complex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.loading.editions import Edition
from handrail.measures.complexity import Complexity
from handrail.measures.complexity import complexity
from handrail.measures.differences import differences
from handrail.model.messages import say
from handrail.views import names
from handrail.views.view import Field
from handrail.views.view import View
from handrail.views.view import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from handrail.measures.differences import Difference
    from handrail.model.messages import Message
    from handrail.model.records import Change
    from handrail.model.tables import Cell
    from handrail.model.tables import Link
    from handrail.model.tables import Table
    from handrail.register import Register


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a process: what moved it, and what git still knows of it."""

    process: Link
    version: str
    change: Change | None
    #: None where git has kept no file of this version.
    complexity: Complexity | None
    #: The version git has kept before this one, and how complex that was.
    before: Edition | None
    earlier: Complexity | None
    differences: tuple[Difference, ...]

    @property
    def date(self) -> date | None:
        """The day it came into force."""
        return self.change.date if self.change else None

    @property
    def grew(self) -> bool:
        """Tell whether there is more to do, to hand over or to approve than in the version before."""
        return bool(self.complexity and self.earlier and self.complexity.more_than(self.earlier))


def versions_of(register: Register, process_id: str) -> tuple[Version, ...]:
    """Return the versions of a process, the latest first: those it names and those git has kept."""
    record = register.processes[process_id]
    now = Edition(record.version, register.process_documents[process_id].data)
    kept = [
        one for one in register.files.editions.get(process_id, ()) if one.version != now.version
    ]
    kept.append(now)
    before = dict(zip((one.version for one in kept), (None, *kept), strict=False))
    editions = {one.version: one for one in kept}
    changes = {one.version: one for one in record.changes}
    told = sorted(changes, key=lambda one: changes[one].date, reverse=True)
    untold = [one for one in reversed(editions) if one not in changes]
    return tuple(
        _version(
            names.process(register, process_id), version, changes, editions, before.get(version)
        )
        for version in (*untold, *told)
    )


def _version(
    process: Link,
    version: str,
    changes: Mapping[str, Change],
    editions: Mapping[str, Edition],
    before: Edition | None,
) -> Version:
    edition = editions.get(version)
    return Version(
        process=process,
        version=version,
        change=changes.get(version),
        complexity=complexity(edition.data) if edition else None,
        before=before,
        earlier=complexity(before.data) if before else None,
        differences=tuple(differences(before.data, edition.data)) if before and edition else (),
    )


def _moved_by(register: Register, row: Version) -> Cell:
    change = row.change
    if change is None:
        return None
    if change.improvement:
        return names.improvement(register, change.improvement)
    return say("editorial") if change.editorial else None


def _count(name: str, title: Message) -> Field[Version]:
    return Field(name, title, lambda row: getattr(row.complexity, name) if row.complexity else None)


_COUNTS = (
    _count("activities", say("Activities")),
    _count("handoffs", say("Hand-offs")),
    _count("approvals", say("Approvals")),
)


def versions(register: Register, process_id: str) -> Table:
    """Return the versions of a process, the latest first, what moved it to each, and how complex each is."""
    columns: tuple[Field[Version], ...] = (
        Field("version", say("Version"), lambda row: row.version),
        Field("date", say("Date"), lambda row: row.date),
        Field("summary", say("What changed"), lambda row: row.change.summary if row.change else None),
        Field("by", say("By"), lambda row: _moved_by(register, row)),
        *_COUNTS,
    )  # fmt: skip
    return tabulate("versions", say("Versions"), columns, versions_of(register, process_id))


def _all(register: Register) -> Iterator[Version]:
    for process_id in sorted(register.processes):
        yield from (row for row in versions_of(register, process_id) if row.complexity)


def than_before(row: Version) -> Message | None:
    """Say whether a version is more complex than the one before, or less."""
    if row.complexity is None or row.earlier is None:
        return None
    if row.grew:
        return say("more complex")
    return say("simpler") if row.earlier.more_than(row.complexity) else say("as before")


COMPLEXITY = View[Version](
    id="complexity",
    title=say("Complexity over time"),
    rows=_all,
    columns=(
        Field("process", say("Process"), lambda row: row.process),
        Field("version", say("Version"), lambda row: row.version),
        Field("date", say("Date"), lambda row: row.date),
        *_COUNTS,
        Field("than_before", say("Than the version before"), than_before),
    ),
)
