"""The small repository without its records, read once: what walks are judged in."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.loading.documents import Document
from handrail.loading.documents import load_documents
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from tests.overlay import encoded
from tests.walks import BASE

SCHEMAS = load_schemas(Memory({}))


def documents(files: Mapping[str, str]) -> list[Document]:
    """Read files that no register has been made of yet."""
    source = Memory({path: encoded(text) for path, text in files.items()})
    return load_documents(source, SCHEMAS)[0]


BASE_DOCUMENTS = documents(BASE)
