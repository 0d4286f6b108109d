"""The documents of one improvement, or of one year's plan: a folder."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.documents import split_name
from handrail.register.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.records import Suggestion
    from handrail.model.text import Text

#: The two kinds of dossier, which are also the names of the workflow's starts.
IMPROVEMENT = "improvement"
PLAN = "plan"
APPROVAL = "approval"


class Dossier:
    """What the folder of an improvement or of a year's plan holds."""

    def __init__(self, kind: str, folder: str, documents: list[Document]) -> None:
        self.kind = kind
        self.folder = folder
        self.id = folder.rpartition("/")[2]
        self.year = folder.split("/")[1]
        #: The documents that steps leave, by name.
        self.documents = {doc.name: doc for doc in documents if doc.type != APPROVAL}
        #: The votes, in the order of their files.
        self.votes = tuple(doc for doc in documents if doc.type == APPROVAL)
        self._digests: dict[str, str] = {}

    def __repr__(self) -> str:
        """Name the dossier by its folder."""
        return f"Dossier({self.folder!r})"

    def of_type(self, kind: str) -> tuple[Document, ...]:
        """Return the documents of a type in the order of their numbers."""
        return self._by_type.get(kind, ())

    @cached_property
    def _by_type(self) -> dict[str, tuple[Document, ...]]:
        found: dict[str, tuple[Document, ...]] = {}
        for document in sorted(self.documents.values(), key=lambda doc: doc.number):
            found[document.type] = (*found.get(document.type, ()), document)
        return found

    def latest(self, kind: str) -> Document | None:
        """Return the finished document of a type with the highest number, or else a draft."""
        found = self.of_type(kind)
        finished = tuple(doc for doc in found if doc.completed)
        return next(reversed(finished or found), None)

    def record(self, name: str) -> Any:  # noqa: ANN401 - whichever record the document holds
        """Return the typed record of a document, or None where there is none that can be read."""
        document = self.documents.get(name)
        return document.record if document else None

    def digest(self, name: str) -> str | None:
        """Return the digest of a document as it is now, or None where it cannot be read."""
        document = self.documents.get(name)
        if document is None or not document.readable:
            return None
        if name not in self._digests:
            self._digests[name] = digest(self.id, name, document.data)
        return self._digests[name]

    def votes_on(self, name: str) -> tuple[Document, ...]:
        """Return the votes on a document, whatever digest they name."""
        return self._votes_by_document.get(name, ())

    def voted_on(self, kind: str) -> Iterator[str]:
        """Yield the names of a type's documents that somebody voted on, there or not."""
        return (name for name in self._votes_by_document if split_name(name)[0] == kind)

    @cached_property
    def _votes_by_document(self) -> dict[str, tuple[Document, ...]]:
        found: dict[str, tuple[Document, ...]] = {}
        for vote in self.votes:
            # A vote that cannot be read is still known by its file: document.digest.person
            name = vote.data.get("document")
            key = name if isinstance(name, str) else vote.name.split(".")[0]
            found[key] = (*found.get(key, ()), vote)
        return found

    def concerns(self, process: str) -> bool:
        """Tell whether its latest proposal or suggestion names a process."""
        return any(
            process == named
            for document in (self.latest("proposal"), self.latest("suggestion"))
            if document is not None
            for _, named in document.references("process")
        )

    @property
    def title(self) -> Text | str:
        """The title its first document gives it, or its id."""
        suggestion: Suggestion | None = self.record("suggestion")
        return suggestion.title if suggestion else self.id

    @property
    def first(self) -> Document | None:
        """The document that began it, or else any."""
        return next(iter(self.documents.values()), None)
