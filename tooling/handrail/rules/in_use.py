"""The processes that rules judge: those that can be read and are not retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.records import Process
    from handrail.register import Register

RETIRED = "retired"


def in_use(register: Register) -> Iterator[tuple[str, Document, Process]]:
    """Yield each process that is in force or planned: its id, its document and what it says."""
    for name, document in register.process_documents.items():
        process = document.record
        if process is not None and process.state != RETIRED:
            yield name, document, process
