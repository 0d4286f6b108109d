"""One file of the repository: its type, its data, its record, and the place of everything in it."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.engine import is_date
from handrail.loading.parse import Parsed
from handrail.loading.parse import locate
from handrail.loading.parse import parse
from handrail.loading.records import build
from handrail.loading.sources import MANAGED_FOLDERS
from handrail.loading.sources import SCHEMAS_FOLDER
from handrail.model.findings import Location
from handrail.model.findings import Problem
from handrail.model.hints import did_you_mean
from handrail.model.messages import say
from handrail.model.records import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.loading.schemas import Schema
    from handrail.loading.schemas import Schemas
    from handrail.loading.sources import Source
    from handrail.loading.violations import Violation
    from handrail.model.findings import Route
    from handrail.model.messages import Message

#: What a number on a document's name looks like: `decision-2`.
_NUMBERED = re.compile(r"(?P<type>.+?)-(?P<number>[2-9]|[1-9][0-9]+)")
#: The longest line that is shown under a finding.
_LONGEST_EXCERPT = 200


class Document:
    """A file that a schema claims, read as far as it can be."""

    def __init__(
        self, path: str, content: bytes, schema: Schema, fields: Mapping[str, str]
    ) -> None:
        self.path = path
        self.content = content
        self.schema = schema
        #: What the names in the path's pattern stand for: year, improvement, process, …
        self.fields = fields

    def __repr__(self) -> str:
        """Name the document by its path."""
        return f"Document({self.path!r})"

    @cached_property
    def parsed(self) -> Parsed:
        """What the file holds, read when it is first asked for: most commands look at few files."""
        return parse(self.content)

    @cached_property
    def violations(self) -> list[Violation]:
        """Where the file does not fit its schema."""
        return [] if self.parsed.faults else self.schema.violations(self.parsed.data)

    @property
    def type(self) -> str:
        """The document type, which is the name of its schema."""
        return self.schema.type

    @cached_property
    def folder(self) -> str:
        """The folder the file lies in."""
        return self.path.rpartition("/")[0]

    @cached_property
    def name(self) -> str:
        """The file's name without its ending: `decision`, `pilot-2`."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def number(self) -> int:
        """Which of its kind this is: 2 for `pilot-2`, 1 where the name says none."""
        return int(self.fields.get("n") or 1)

    @property
    def data(self) -> Mapping[str, Any]:
        """The data, empty where the file does not hold a mapping."""
        return self.parsed.data if isinstance(self.parsed.data, dict) else {}

    @property
    def readable(self) -> bool:
        """Tell whether the file is strict YAML and holds a mapping."""
        return not self.parsed.faults and isinstance(self.parsed.data, dict)

    @property
    def valid(self) -> bool:
        """Tell whether the file is strict YAML and its schema allows all of it."""
        return not self.parsed.faults and not self.violations

    @cached_property
    def record(self) -> Any:
        """The typed record, or None where the file does not fit its schema, or the type has none."""
        return build(self.type, self.data) if self.valid and self.type in RECORDS else None

    @cached_property
    def completed(self) -> date | None:
        """The day the document was finished; None for a draft."""
        value = self.data.get("completed")
        return date.fromisoformat(value) if isinstance(value, str) and is_date(value) else None

    @property
    def is_draft(self) -> bool:
        """Tell whether this is a document that is finished one day and is not yet."""
        is_mapping = isinstance(self.parsed.data, dict)
        can_be = "completed" in self.schema.content.get("properties", {})
        return can_be and is_mapping and not self.completed

    @property
    def may_have_gaps(self) -> bool:
        """Tell whether what is missing is still to come: in a draft, and in what is only planned."""
        return self.is_draft or (self.readable and self.data.get("state") == "planned")

    def references(self, kind: str) -> Sequence[tuple[Route, Any]]:
        """Return where the document refers to something of a kind, and to what."""
        return self.references_by_kind.get(kind, ())

    @cached_property
    def references_by_kind(self) -> Mapping[str, Sequence[tuple[Route, Any]]]:
        """Where the document refers to something, and to what, by the kind of that."""
        return self.schema.trace.find(self.data) if self.readable else {}

    @cached_property
    def containers(self) -> Sequence[tuple[Route, Any]]:
        """Every list and mapping in the document, with the way to it; the outermost first."""
        found: list[tuple[Route, Any]] = [((), self.data)]
        for route, container in found:
            entries = container.items() if isinstance(container, dict) else enumerate(container)
            found += [
                ((*route, key), value) for key, value in entries if isinstance(value, (dict, list))
            ]
        return found

    def location(self, route: Route | str = (), *, key: bool = False) -> Location:
        """Return the place of a value, or of its key, in the file."""
        steps = (route,) if isinstance(route, str) else route
        line, column, width = locate(self.parsed.mark, steps, key=key)
        return self._place(line, column, width)

    def _place(self, line: int, column: int, width: int) -> Location:
        lines = self._lines
        excerpt = lines[line] if line < len(lines) else ""
        return Location(self.path, line + 1, column + 1, width, excerpt[:_LONGEST_EXCERPT])

    @cached_property
    def _lines(self) -> list[str]:
        return self.content.decode("utf-8-sig", "replace").split("\n")

    def problem(
        self,
        route: Route | str,
        message: Message,
        *,
        hint: Message | None = None,
        choices: Iterable[str] = (),
        wrong: object = None,
        key: bool = False,
    ) -> Problem:
        """Make a problem at a value; `choices` are the words that would be right instead of `wrong`."""
        if hint is None and wrong is not None:
            hint = did_you_mean(wrong, choices) or say("name one that exists, or define it first")
        return Problem(self.location(route, key=key), message, hint, self.may_have_gaps)

    def faults(self) -> Iterator[tuple[str, Problem]]:
        """Yield what the parser and the schema found, each with the rule it breaks."""
        for fault in (*self.parsed.faults, *self.parsed.remarks):
            place = self._place(fault.line, fault.column, fault.width)
            yield fault.rule, Problem(place, fault.message, fault.hint, self.may_have_gaps)
        for violation in self.violations:
            yield (
                violation.rule,
                self.problem(
                    violation.route, violation.message, hint=violation.hint, key=violation.on_key
                ),
            )


def split_name(name: str) -> tuple[str, int]:
    """Split a document's name into its type and number: `pilot-2` is the second `pilot`."""
    match = _NUMBERED.fullmatch(name)
    return (match["type"], int(match["number"])) if match else (name, 1)


def numbered(kind: str, number: int) -> str:
    """Name the nth document of a type: `pilot`, then `pilot-2`."""
    return kind if number == 1 else f"{kind}-{number}"


def load_documents(source: Source, schemas: Schemas) -> tuple[list[Document], list[str]]:
    """Read every document of a source, and list the YAML files that no schema claims."""
    documents: list[Document] = []
    unclaimed: list[str] = []
    for path in source.paths():
        claim = schemas.claim(path)
        if claim is not None:
            documents.append(Document(path, source.read(path), *claim))
        elif not path.startswith(f"{SCHEMAS_FOLDER}/") and _looks_like_a_record(path, schemas):
            unclaimed.append(path)
    return documents, unclaimed


def _looks_like_a_record(path: str, schemas: Schemas) -> bool:
    """Tell whether somebody may have meant a file to be a document: by its ending or its name."""
    folder, _, name = path.casefold().rpartition("/")
    is_named_so = split_name(name.split(".")[0])[0] in schemas.types
    if not folder:
        return is_named_so
    if not path.startswith(MANAGED_FOLDERS) or name.endswith((".yaml", ".yml")):
        return True
    return folder.startswith("improvements") and (is_named_so or "." not in name)
