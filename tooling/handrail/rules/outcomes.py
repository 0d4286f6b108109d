"""Rules of the end: what was adopted is in force, and what was not is as it was."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.model.versions import number
from handrail.register import in_force
from handrail.rules.placed import before
from handrail.rules.placed import finished
from handrail.rules.placed import placed
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handrail.model.findings import Problem
    from handrail.model.messages import Message
    from handrail.model.records import Artifact
    from handrail.model.records import Process
    from handrail.register import Dossier
    from handrail.register import Register

_FORM = "improvements/2026/incident-form"
_ADOPTION = f"{_FORM}/adoption.yaml"
_INCIDENTS = "processes/incident-management/process.yaml"
_TEMPLATE = "processes/incident-management/templates/incident.md"
_WRITTEN = "One line of a form."
_SUM = sha256(f"{_WRITTEN}\n".encode()).hexdigest()
_OLD_SUM = sha256(b"").hexdigest()
_RISEN = {
    _INCIDENTS: 'version: "1.1"\nchanges: [{version: "1.1", date: 2026-04-10, improvement: incident-form, summary: Six fields}]'
}
#: An improvement whose effect was missed.
_MISSED = {
    f"{_FORM}/effect.yaml": "results: [{goal: fewer-questions, measured: 20, measured_on: 2026-03-25, reached: false, method: Count, evidence: Report}]\noutcome: missed",
    _ADOPTION: "-",
}
_REVERSION = """\
by: li-na
completed: 2026-04-10
reasons: It did not help enough.
restored: {restored}
announcement: {{date: {told}, audience: [All of IT], channel: Mail, text: The old form is used again.}}{mark}"""
#: The kinds of artifacts that may be files.
_FILES = frozenset({"template", "form", "document"})


def _adopted(artifact: str) -> dict[str, str]:
    return {_ADOPTION: f"artifacts:\n  - {artifact}"}


def _kept(restored: str, told: str = "2026-04-10", mark: str = "") -> dict[str, str]:
    text = _REVERSION.format(restored=restored, told=told, mark=mark)
    return {**_MISSED, f"{_FORM}/reversion.yaml": text}


@rule(
    "nothing-adopted",
    "Every adoption names what was changed for good",
    good=_adopted("{kind: form, process: incident-management, what: The form with six fields}"),
    bad={_ADOPTION: "artifacts: [] # <-"},
    is_gap=True,
)
def nothing_adopted(register: Register) -> Iterator[Problem]:
    """What was tried becomes the rule only where the rule is written."""
    for _, _, document in placed(register, "adoption"):
        if not document.record.artifacts:
            yield document.problem(
                "artifacts",
                say("nothing was changed for good"),
                hint=say("name the processes, templates, forms, documents, tools and services that are different now"),
            )  # fmt: skip


@rule(
    "version-not-adopted",
    "Every adopted version of a process stands in the process, and rose by this improvement",
    good=_RISEN | _adopted('{kind: process, process: incident-management, version: "1.1", was: "1.0", what: Six fields}'),
    bad=_adopted('{kind: process, process: incident-management, version: "1.1", was: "1.0", what: Six fields} # <- the process says nothing of it'),
    is_gap=True,
)  # fmt: skip
def version_not_adopted(register: Register) -> Iterator[Problem]:
    """An improvement is in force when the process says so, not when a record does."""
    for dossier, progress, document in placed(register, "adoption"):
        decided = progress.approved_on
        for index, artifact in enumerate(document.record.artifacts):
            process = register.processes.get(artifact.process or "")
            if artifact.kind != "process" or (artifact.process and process is None):
                continue  # a process that is not known is a finding of its own
            wrong = _wrong_version(dossier, artifact, process, decided)
            if wrong is not None:
                field = "version" if artifact.version else "kind"
                yield document.problem(
                    ("artifacts", index, field),
                    wrong,
                    hint=say("let `changes` of the process name the version, the day and `improvement: {id}`, and say the same here", id=dossier.id),
                )  # fmt: skip


def _wrong_version(
    dossier: Dossier, artifact: Artifact, process: Process | None, decided: date | None
) -> Message | None:
    """Say what is wrong with an adopted version of a process, if anything."""
    if process is None or artifact.version is None:
        return say("it takes a `process` and its `version` to tell what was adopted")
    rows = [row for row in process.changes if row.version == artifact.version]
    if not any(row.improvement == dossier.id for row in rows):
        return say("`{process}` knows no version {version} that `{id}` brought",
                   process=artifact.process, version=artifact.version, id=dossier.id)  # fmt: skip
    if artifact.was is not None and number(artifact.version) <= number(artifact.was):
        return say("version {version} is not later than {was}",
                   version=artifact.version, was=artifact.was)  # fmt: skip
    if decided is not None and all(row.date < decided for row in rows):
        return say("version {version} came into force before this was approved, on {day}",
                   version=artifact.version, day=decided)  # fmt: skip
    return None


@rule(
    "file-not-adopted",
    "Every adopted file is there, and is another than before",
    good={_TEMPLATE: _WRITTEN} | _adopted(f"{{kind: form, process: incident-management, file: templates/incident.md, sha256: {_SUM}, was_sha256: {_OLD_SUM}, what: Six fields}}"),
    bad=_adopted("{kind: form, process: incident-management, file: templates/incident.md, what: Six fields} # <- no such file"),
    is_gap=True,
)  # fmt: skip
def file_not_adopted(register: Register) -> Iterator[Problem]:
    """A form that nobody can find, or that never changed, improves nothing."""
    for _, _, document in placed(register, "adoption"):
        for index, artifact in enumerate(document.record.artifacts):
            path = _path(artifact)
            if path is None:
                continue
            if register.files.content(path) is None:
                yield document.problem(
                    ("artifacts", index, "file"),
                    say("there is no file `{path}`", path=path),
                    hint=say("put it there; a file is named from the folder of its process on"),
                )
            elif artifact.sha256 is None:
                yield document.problem(
                    ("artifacts", index),
                    say("nothing says what `{path}` held when it was adopted", path=path),
                    hint=say("add `sha256: {sum}`, and `was_sha256` with the sum before; a file that is new has none before",
                             sum=sha256(register.files.content(path) or b"").hexdigest()),
                )  # fmt: skip
            elif artifact.sha256 == artifact.was_sha256:
                yield document.problem(
                    ("artifacts", index, "was_sha256"),
                    say("`{path}` is the same as before", path=path),
                    hint=say("name only what was changed, with the sums before and after"),
                )


@rule(
    "adopted-file-changed",
    "Every adopted file is as it was adopted, until another improvement changes it",
    good={_TEMPLATE: _WRITTEN} | _adopted(f"{{kind: form, process: incident-management, file: templates/incident.md, sha256: {_SUM}, what: Six fields}}"),
    bad={_TEMPLATE: _WRITTEN} | _adopted(f"{{kind: form, process: incident-management, file: templates/incident.md, sha256: {_OLD_SUM}, what: Six fields}} # <- another file"),
    severity=Severity.WARNING,
)  # fmt: skip
def adopted_file_changed(register: Register) -> Iterator[Problem]:
    """What changes a form without an improvement changes the rule behind everybody's back."""
    latest: dict[str, date] = {}
    adoptions = list(finished(register, "adoption"))
    for _, _, document in adoptions:
        for artifact in document.record.artifacts:
            if (path := _path(artifact)) and document.completed:
                latest[path] = max(document.completed, latest.get(path, document.completed))
    for _, _, document in adoptions:
        for index, artifact in enumerate(document.record.artifacts):
            path = _path(artifact)
            if path is None or artifact.sha256 is None or document.completed != latest[path]:
                continue
            content = register.files.content(path)
            if content is not None and sha256(content).hexdigest() != artifact.sha256:
                yield document.problem(
                    ("artifacts", index, "sha256"),
                    say("`{path}` is not the file that was adopted", path=path),
                    hint=say("restore it with git, or let an improvement adopt it as it is now"),
                )


def _path(artifact: Artifact) -> str | None:
    """Return where the file of an artifact lies: below its process, or from the top on."""
    if artifact.file is None or artifact.kind not in _FILES:
        return None
    return f"processes/{artifact.process}/{artifact.file}" if artifact.process else artifact.file


@rule(
    "original-not-kept",
    "Where the original is kept, each process is in the version it had",
    good=_kept('[{process: incident-management, version: "1.0"}]'),
    bad=_kept('[{process: incident-management, version: "0.9"}] # <- the process is in version 1.0'),
    is_gap=True,
)  # fmt: skip
def original_not_kept(register: Register) -> Iterator[Problem]:
    """Who is told that all is as before must find it so."""
    for dossier, _, document in placed(register, "reversion"):
        day = document.completed or register.as_of
        proposal = in_force(register, dossier, "proposal", document.completed)
        changed = proposal.record.processes if proposal and proposal.record else ()
        restored = {row.process: row.version for row in document.record.restored}
        missing = tuple(
            f"`{name}`" for name in changed if name in register.processes and name not in restored
        )
        if missing:
            yield document.problem(
                "restored",
                say("of {processes} nothing is said", processes=missing),
                hint=say("name each process of the proposal with the version that is in force"),
            )
        for index, row in enumerate(document.record.restored):
            process = register.processes.get(row.process)
            if process is not None and _brought_by(dossier, process):
                yield document.problem(
                    ("restored", index, "version"),
                    say("`{process}` is still in version {version}, which `{id}` brought",
                        process=row.process, version=process.version, id=dossier.id),
                    hint=say("`handrail next {id}` says how git restores it", id=dossier.id),
                )  # fmt: skip
            elif process is not None and _in_force_on(process, day) not in {None, row.version}:
                yield document.problem(
                    ("restored", index, "version"),
                    say("`{process}` was in version {version} on {day}",
                        process=row.process, version=_in_force_on(process, day), day=day),
                    hint=say("restore the process, or write the version it was in"),
                )  # fmt: skip


def _brought_by(dossier: Dossier, process: Process) -> bool:
    """Tell whether the version of a process that is in force came of an improvement."""
    return any(
        row.version == process.version and row.improvement == dossier.id for row in process.changes
    )


def _in_force_on(process: Process, day: date) -> str | None:
    """Return the version of a process on a day, or None where it does not say."""
    if not process.changes:
        return process.version
    dated = [(row.date, row.version) for row in process.changes if row.date <= day]
    return max(dated, key=lambda row: (row[0], number(row[1])))[1] if dated else None


@rule(
    "told-too-early",
    "People are told how it ended once that is known",
    good=_kept('[{process: incident-management, version: "1.0"}]'),
    bad=_kept('[{process: incident-management, version: "1.0"}]', told="2026-03-02", mark=" # <- before the effect was measured"),
)  # fmt: skip
def told_too_early(register: Register) -> Iterator[Problem]:
    """An announcement that runs ahead of the result decides it."""
    for _, progress, document in finished(register, "adoption", "reversion"):
        days = (visit.date for visit in before(progress, document))
        known = max((day for day in days if day is not None), default=None)
        told = document.record.announcement.date
        if known is not None and told < known:
            yield document.problem(
                ("announcement", "date"),
                say("people were told before it was known how it ended, {day}", day=known),
                hint=say("write the day on which they were told"),
            )
