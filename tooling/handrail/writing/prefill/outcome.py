"""What is known for the documents from carrying out to adoption."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from handrail.writing.prefill.known import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.register import Visit
    from handrail.writing.prefill.known import Data
    from handrail.writing.prefill.known import Known


def implementation(known: Known) -> Data:
    """Return the tasks of the proposal, to be done, and what it said would be done."""
    return filled(
        {
            "started": _started(known),
            "summary": known.said("proposal", "method"),
            "tasks": [
                {"id": task.get("id"), "title": task.get("title"), "owner": task.get("owner")}
                for task in known.entries("proposal", "plan")
            ],
        }
    )


def _started(known: Known) -> str:
    """Return the first day of the plan, if that is past; else the day the decision was carried."""
    carried = [visit.date.isoformat() for visit in _path(known) if visit.is_carried and visit.date]
    since = carried[-1] if carried else known.today
    planned = sorted(str(task.get("from")) for task in known.entries("proposal", "plan"))
    return planned[0] if planned and since <= planned[0] <= known.today else since


def _path(known: Known) -> tuple[Visit, ...]:
    return known.register.progress(known.dossier).path if known.dossier else ()


def effect(known: Known) -> Data:
    """Return a place for the answer to every goal, and who judges beside the writer."""
    scope = known.said("proposal", "scope", "in")
    return filled(
        {
            "with": _judges(known),
            "results": results(known),
            "scope_achieved": scope[0] if isinstance(scope, list) and len(scope) == 1 else None,
        }
    )


def _judges(known: Known) -> list[str]:
    """Return who judges the effect beside the writer: the owners, or else the quality lead."""
    owners = [owner for owner in known.owners(known.processes()) if owner != known.by]
    if owners:
        return owners
    step = known.step("effect")
    workflow = known.workflow
    if step is None or workflow is None or known.dossier is None:
        return []
    holders = known.register.holders(known.dossier, workflow, step)
    return [person for person in holders if person != known.by]


def results(known: Known) -> list[Data]:
    """Return a place for what came of every goal; it is measured as its baseline was."""
    return [
        {
            "goal": goal.get("id"),
            "measured": None,
            "measured_on": None,
            "reached": None,
            "method": goal.get("baseline_source"),
            "evidence": None,
        }
        for goal in known.entries("proposal", "goals")
    ]


def follow_up(known: Known) -> Data:
    """Return a place for the answer to every goal."""
    return filled({"results": results(known)})


def adoption(known: Known) -> Data:
    """Return the processes that were changed, and the announcement as far as it is known."""
    what = known.said("implementation", "summary") or known.said("proposal", "summary")
    artifacts = [
        _artifact(known, process, what)
        for process in known.processes()
        if process in known.register.processes
    ]
    artifacts += [file for process in known.processes() for file in _files(known, process)]
    return filled({"artifacts": artifacts}) | {
        "announcement": announcement(known, what),
        "training": [],
    }


def _artifact(known: Known, process: str, what: object) -> Data:
    """Return what became of a process: its version now and before, if this improvement raised it."""
    # Not raised yet: what holds today is what was.
    unchanged = {"version": None, "was": known.register.processes[process].version}
    raised = brought_version(known, process) or unchanged
    return {"kind": "process", "process": process} | filled(raised) | {"what": what}


def brought_version(known: Known, process: str) -> Data | None:
    """Return the version of a process that this improvement brought, and the one before."""
    definition = known.register.processes[process]
    changes = sorted(definition.changes, key=lambda change: change.date, reverse=True)
    now = next((change for change in changes if change.version == definition.version), None)
    before = [change.version for change in changes if change.version != definition.version]
    if now is None or known.dossier is None or now.improvement != known.dossier.id:
        return None
    return {"version": now.version, "was": before[0] if before else None}


def _files(known: Known, process: str) -> Iterator[Data]:
    """Yield the templates of a process that are others than when the committee decided."""
    decided = known.register.progress(known.dossier).approved_on if known.dossier else None
    folder = f"processes/{process}"
    was = known.register.files.below_before(f"{folder}/templates", decided) if decided else None
    if was is None:
        return
    for path, content in known.register.files.below(f"{folder}/templates").items():
        if was.get(path) != content:
            yield (
                {
                    "kind": "template",
                    "process": process,
                    "file": path.removeprefix(f"{folder}/"),
                    "sha256": sha256(content).hexdigest(),
                }
                | filled({"was_sha256": sha256(was[path]).hexdigest() if path in was else None})
                | {
                    "what": known.said("proposal", "summary"),
                }
            )


def announcement(known: Known, text: object = None) -> Data:
    """Return how people are told: today, those who work with the process, the way it was done last."""
    units = _units(known)
    return {
        "date": known.today,
        "audience": units or None,
        "channel": _last_channel(known),
        "text": text,
    }


def _units(known: Known) -> list[str]:
    """Return the units that own the processes, or else what the processes are called."""
    offices = known.register.offices
    people = [offices.people.get(one) for one in known.owners(known.processes())] if offices else []
    units = [known.read(person.unit) for person in people if person and person.unit]
    processes = [known.line(title) for title in known.titles(known.processes())]
    return list(dict.fromkeys(units or processes))


def _last_channel(known: Known) -> str | None:
    """Return the way people were told the last time."""
    told = [
        (str(document.data.get("completed")), said["channel"])
        for kind in ("adoption", "reversion", "rollout")
        for document in known.register.of_type(kind)
        if document.completed
        and isinstance(said := document.data.get("announcement"), dict)
        and isinstance(said.get("channel"), str)
    ]
    return max(told)[1] if told else None


def reversion(known: Known) -> Data:
    """Return the processes with the version that holds again or still."""
    found = known.register.processes
    return {
        "restored": [
            {"process": process, "version": found[process].version}
            for process in known.processes()
            if process in found
        ],
        "announcement": announcement(known),
    }
