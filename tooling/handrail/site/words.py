"""How a page says the words of the records: outcomes, ends, lengths of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.render.cells import spoken
from handrail.site.sheet import Html

if TYPE_CHECKING:
    from handrail.model.workflow import Workflow
    from handrail.site.sheet import Sheet


def word(sheet: Sheet, value: str) -> Html:
    """Show a word of a record: `process-review` reads `process review`."""
    return sheet.plain(spoken(Message(value), sheet.language))


def outcome(sheet: Sheet, workflow: Workflow | None, value: str | None) -> Html:
    """Write the word that led on as the process file titles it."""
    if value is None:
        return Html()
    title = workflow.words.get(value) if workflow else None
    return sheet.text(title) if title else word(sheet, value)


def end(sheet: Sheet, workflow: Workflow | None, end_id: str) -> Html:
    """Write how a record ended."""
    title = workflow.ends.get(end_id) if workflow else None
    return sheet.text(title) if title else word(sheet, end_id)
