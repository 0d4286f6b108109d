"""The two ends of every interface: the output of one process and the input of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.slugs import SLUG
from handrail.rules.in_use import in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.loading.documents import Document
    from handrail.model.findings import Route
    from handrail.model.records import Input
    from handrail.model.records import Output
    from handrail.model.records import Process
    from handrail.register import Register

#: Who hands on, who takes, and what.
Key = tuple[str, str, str]

INPUTS = "inputs"
OUTPUTS = "outputs"
#: The field of a row that names the other process.
NAMING = {INPUTS: "from", OUTPUTS: "to"}


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interface: a row of a process that names another."""

    document: Document
    own: str
    far: str
    #: `inputs` or `outputs`, and the row in it.
    field: str
    index: int
    row: Input | Output
    #: Which of the processes the row names, where it names a list of them.
    number: int | None

    @property
    def id(self) -> str:
        """The id of what is handed on."""
        return self.row.id

    @property
    def key(self) -> Key:
        """What both ends of an interface have in common."""
        if self.field == OUTPUTS:
            return self.own, self.far, self.id
        return self.far, self.own, self.id

    @property
    def place(self) -> Route:
        """Where the row names the other process."""
        route: Route = (self.field, self.index, NAMING[self.field])
        return route if self.number is None else (*route, self.number)


def ends(register: Register) -> tuple[dict[Key, End], dict[Key, End]]:
    """Return what processes say they hand on, and what they say they take, where both can be read."""
    # A process whose folder is no id cannot be named by the others, which is a finding of its own.
    processes = {
        name: (document, process)
        for name, document, process in in_use(register)
        if SLUG.fullmatch(name)
    }
    handed: dict[Key, End] = {}
    taken: dict[Key, End] = {}
    for name, (document, process) in processes.items():
        for end in ends_of(name, document, process):
            if end.far in processes and end.far != name:
                found = handed if end.field == OUTPUTS else taken
                found.setdefault(end.key, end)
    return handed, taken


def ends_of(name: str, document: Document, process: Process) -> Iterator[End]:
    """Yield every end of an interface that a process has."""
    for index, output in enumerate(process.outputs):
        for number, far in enumerate(output.processes):
            at = None if isinstance(output.to, str) else number
            yield End(document, name, far, OUTPUTS, index, output, at)
    for index, into in enumerate(process.inputs):
        for number, far in enumerate(into.processes):
            at = None if isinstance(into.from_, str) else number
            yield End(document, name, far, INPUTS, index, into, at)
