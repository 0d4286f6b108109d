"""How git brings back what an improvement has changed and is not to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.register import in_force

if TYPE_CHECKING:
    from handrail.register import Dossier
    from handrail.register import Register


def restoring(register: Register, dossier: Dossier) -> tuple[str, ...]:
    """Return the commands that show what changed since the decision, and put it back.

    The commit is the last one before the day of the decision; which one that is, git finds.
    """
    approved = register.progress(dossier).approved_on
    folders = " ".join(f"processes/{process}" for process in _changed(register, dossier))
    if approved is None or not folders:
        return ()
    before = f'"$(git rev-list -1 --first-parent --before={approved}T00:00 HEAD)"'
    return (
        f"git diff {before} -- {folders}",
        f"git restore --source={before} -- {folders}",
    )


def _changed(register: Register, dossier: Dossier) -> tuple[str, ...]:
    """Return the processes that name the improvement in their changes, or else those it was about."""
    moved = tuple(
        name
        for name, process in register.processes.items()
        if any(row.improvement == dossier.id for row in process.changes)
    )
    proposal = in_force(register, dossier, "proposal")
    about = proposal.record.processes if proposal and proposal.record else ()
    return moved or tuple(name for name in about if name in register.processes)
