"""Rules of the versions of a process: each is written down, in order, with the reason for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.versions import number
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.messages import Message
    from handrail.model.records import Change
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
_ADOPTION = "improvements/2026/incident-form/adoption.yaml"
_FIRST = '{version: "1.0", date: 2025-06-02, summary: First description}'
_WORDING = '{version: "1.1", date: 2026-03-02, editorial: true, summary: Wording}'
_FORM = '{version: "1.1", date: 2026-04-10, improvement: incident-form, summary: Six fields}'


def _history(version: str, *rows: str) -> dict[str, str]:
    lines = [f'version: "{version}"', "changes:", *(f"  - {row}" for row in rows)]
    return {_INCIDENTS: "\n".join(lines)}


def _adopted(artifact: str) -> dict[str, str]:
    return {_ADOPTION: f"artifacts:\n  - {artifact}"}


_RAISED = (
    '{kind: process, process: incident-management, version: "1.1", was: "1.0", what: Six fields}'
)
_FILE = "{kind: form, process: incident-management, what: The form with six fields}"


@rule(
    "version-without-change",
    "The version of a process is the one its latest change brought",
    good=_history("1.1", _WORDING, _FIRST),
    bad={
        _INCIDENTS: f'version: "1.2" # <- what is different?\nchanges:\n  - {_WORDING}\n  - {_FIRST}'
    },
)
def version_without_change(register: Register) -> Iterator[Problem]:
    """A version that says nothing of itself is one that nobody decided on."""
    for _, document, process in in_use(register):
        rows = process.changes
        if not rows or any(True for _ in _disorder(rows)):
            continue
        if number(rows[0].version) != number(process.version):
            yield document.problem(
                "version",
                say("the version is {version}, and the latest row of `changes` is {latest}",
                    version=process.version, latest=rows[0].version),
                hint=say("add a row for {version} at the top of `changes`, or write here what stands there",
                         version=process.version),
            )  # fmt: skip


@rule(
    "versions-out-of-order",
    "The versions of a process stand latest first, each once",
    good=_history("1.10", '{version: "1.10", date: 2026-03-02, editorial: true, summary: Wording}',
                  '{version: "1.9", date: 2026-01-12, editorial: true, summary: Wording}', _FIRST),
    bad=_history("1.1", _WORDING,
                 '{version: "1.2", date: 2025-12-01, editorial: true, summary: Wording} # <-', _FIRST),
)  # fmt: skip
def versions_out_of_order(register: Register) -> Iterator[Problem]:
    """Which version held on a day can be told only from rows that follow one another."""
    for _, document, process in in_use(register):
        for route, message in _disorder(process.changes):
            yield document.problem(
                route, message,
                hint=say("the latest version comes first; below it both version and date go back"),
            )  # fmt: skip


def _disorder(rows: Sequence[Change]) -> Iterator[tuple[Route, Message]]:
    """Yield every row that cannot stand below the one above it."""
    seen = {number(row.version) for row in rows[:1]}
    for index, row in enumerate(rows[1:], 1):
        above, is_told = rows[index - 1], number(row.version) in seen
        seen.add(number(row.version))
        if is_told:
            yield (
                ("changes", index, "version"),
                say("version {version} stands here twice", version=row.version),
            )
        elif number(row.version) > number(above.version):
            yield (
                ("changes", index, "version"),
                say(
                    "version {version} stands below {above}",
                    version=row.version,
                    above=above.version,
                ),
            )
        elif row.date > above.date:
            yield (
                ("changes", index, "date"),
                say("version {version} is dated after {above}, which followed it", version=row.version, above=above.version),
            )  # fmt: skip


@rule(
    "change-without-reason",
    "Every version after the first names the improvement that brought it, or is editorial",
    good={**_history("1.1", _FORM, _FIRST), **_adopted(_RAISED)},
    bad=_history("1.1", '{version: "1.1", date: 2026-03-02, summary: Six fields} # <- who decided that?', _FIRST),
)  # fmt: skip
def change_without_reason(register: Register) -> Iterator[Problem]:
    """A process changes by an improvement that was decided on; only its wording may change without one."""
    for _, document, process in in_use(register):
        # The first version is the lowest, wherever its row was put.
        rows = reversed(list(enumerate(process.changes)))
        oldest, _ = min(rows, key=lambda row: number(row[1].version), default=(None, None))
        for index, row in enumerate(process.changes):
            if row.improvement and row.editorial:
                yield document.problem(
                    ("changes", index, "editorial"),
                    say("version {version} names an improvement and says that only wording changed", version=row.version),
                    hint=say("keep the one that is true"),
                )  # fmt: skip
            elif not row.improvement and not row.editorial and index != oldest:
                yield document.problem(
                    ("changes", index),
                    say("nothing says why there is a version {version}", version=row.version),
                    hint=say("add `improvement:` with the id of what brought it, or `editorial: true` if only wording changed"),
                )  # fmt: skip


@rule(
    "change-not-adopted",
    "Every version that an adopted improvement brought is named where it was adopted",
    good={**_history("1.1", _FORM, _FIRST), **_adopted(_RAISED)},
    bad={**_history("1.1", f"{_FORM} # <- nobody adopted that", _FIRST), **_adopted(_FILE)},
)
def change_not_adopted(register: Register) -> Iterator[Problem]:
    """A version that leans on an improvement which changed something else was decided by nobody."""
    for name, document, process in in_use(register):
        brought = {(row.improvement, number(row.version)) for row in process.changes}
        for index, row in enumerate(process.changes):
            dossier = register.dossiers_by_id.get(row.improvement or "")
            adoption = dossier.latest("adoption") if dossier else None
            if adoption is None or adoption.record is None or adoption.is_draft:
                continue
            raised = [one for one in adoption.record.artifacts if one.kind == "process"]
            adopted = {number(one.version) for one in raised if one.process == name and one.version}
            # What lacks its process or version, or is not known to the process, is told at the adoption.
            is_told = any(
                one.process is None
                or (one.process == name and not one.version)
                or (one.process == name and (row.improvement, number(one.version)) not in brought)
                for one in raised
            )
            if number(row.version) not in adopted and not is_told:
                yield document.problem(
                    ("changes", index, "improvement"),
                    say("`{id}` was adopted, and its adoption says nothing of version {version}",
                        id=row.improvement, version=row.version),
                    hint=say("name the improvement that brought this version, or add the version to `artifacts` of `{path}`",
                             path=adoption.path),
                )  # fmt: skip
