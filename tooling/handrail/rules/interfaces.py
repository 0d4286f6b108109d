"""Rules of interfaces: what one process hands on, another takes, and both say the same of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.hints import nearest
from handrail.model.messages import say
from handrail.rules.in_use import RETIRED
from handrail.rules.in_use import in_use
from handrail.rules.interface_ends import INPUTS
from handrail.rules.interface_ends import NAMING
from handrail.rules.interface_ends import OUTPUTS
from handrail.rules.interface_ends import ends
from handrail.rules.interface_ends import ends_of
from handrail.rules.interface_rows import line_for
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Problem
    from handrail.model.messages import Message
    from handrail.register import Register
    from handrail.rules.interface_ends import End
    from handrail.rules.interface_ends import Key

_INCIDENTS = "processes/incident-management/process.yaml"
_IMPROVEMENT = "processes/continual-improvement/process.yaml"


def _inputs(other: str = "from: incident-management", title: str = "Improvement point") -> str:
    return f"inputs: [{{id: suggestion, {other}, title: {title}}}]"


@rule(
    "interface-one-sided",
    "What a process hands to another is what the other takes from it",
    good={_IMPROVEMENT: _inputs(), _INCIDENTS: "outputs: [{id: suggestion, to: continual-improvement, title: Improvement point}]"},
    bad={_IMPROVEMENT: "outputs: [{id: answer, to: incident-management, title: Answer}] # <- which takes none"},
)  # fmt: skip
def interface_one_sided(register: Register) -> Iterator[Problem]:
    """What is sent and not expected is lost, and what is expected and not sent is waited for."""
    handed, taken = ends(register)
    lonely_outputs = {key: end for key, end in handed.items() if key not in taken}
    lonely_inputs = {key: end for key, end in taken.items() if key not in handed}
    if not lonely_outputs and not lonely_inputs:
        return
    met = handed.keys() & taken.keys()
    yield from _misdirected(lonely_outputs, lonely_inputs)
    yield from _misdirected(lonely_inputs, lonely_outputs)
    yield from _misnamed(lonely_outputs, lonely_inputs, met)
    yield from _missing(register, lonely_outputs)
    yield from _missing(register, lonely_inputs)


def _lacks(end: End) -> Message:
    if end.field == OUTPUTS:
        return say("`{process}` takes no `{id}` from this process", process=end.far, id=end.id)
    return say("`{process}` delivers no `{id}` to this process", process=end.far, id=end.id)


def _misdirected(lonely: dict[Key, End], others: dict[Key, End]) -> Iterator[Problem]:
    """Yield ends that name the wrong process: a third one has the other end, and names this one."""
    waiting: dict[tuple[str, str], list[End]] = defaultdict(list)
    for end in others.values():
        waiting[end.far, end.id].append(end)
    for key, end in list(lonely.items()):
        meant = waiting[end.own, end.id]
        if meant:
            other = meant.pop(0)
            del lonely[key], others[other.key]
            yield end.document.problem(
                end.place, _lacks(end), hint=say("did you mean `{word}`?", word=other.own)
            )


def _misnamed(outputs: dict[Key, End], inputs: dict[Key, End], met: set[Key]) -> Iterator[Problem]:
    """Yield ends that have another id than the other end, once for each row that is to be mended."""
    pairs = _alike(outputs, inputs)
    partners: dict[tuple[str, str], int] = defaultdict(int)
    for pair in pairs:
        for end in pair:
            partners[end.own, end.id] += 1
    rows_met = {(giver, name) for giver, _, name in met}
    told = set()
    for output, into in pairs:
        del outputs[output.key], inputs[into.key]
        # The id that the other rows know is right; where nothing tells, that of the output.
        is_output = (output.own, output.id) not in rows_met and (
            partners[output.own, output.id] > partners[into.own, into.id]
            or any((other, into.own, into.id) in met for other in into.row.processes)
        )
        wrong, right = (output, into) if is_output else (into, output)
        if (wrong.own, wrong.id) not in told:
            told.add((wrong.own, wrong.id))
            yield wrong.document.problem(
                (wrong.field, wrong.index, "id"), _lacks(wrong),
                hint=say("`{process}` calls it `{id}`: write the same id here", process=right.own, id=right.id),
            )  # fmt: skip


def _alike(outputs: Mapping[Key, End], inputs: Mapping[Key, End]) -> list[tuple[End, End]]:
    """Pair lonely ends between the same two processes that have the same title or nearly the same id."""
    between: dict[tuple[str, str], dict[str, End]] = defaultdict(dict)
    for (giver, taker, name), end in inputs.items():
        between[giver, taker][name] = end
    pairs = []
    for (giver, taker, name), end in outputs.items():
        choices = between.get((giver, taker), {})
        titled = (one for one, other in choices.items() if other.row.title == end.row.title)
        meant = next(titled, None) or nearest(name, choices)
        if meant:
            pairs.append((end, choices.pop(meant)))
    return pairs


def _missing(register: Register, lonely: Mapping[Key, End]) -> Iterator[Problem]:
    """Yield ends whose other end is missing, once for each row that is to be written or mended."""
    by_row: dict[tuple[str, str], list[End]] = defaultdict(list)
    for end in lonely.values():
        by_row[end.far, end.id].append(end)
    for (far, name), found in by_row.items():
        path = register.process_documents[far].path
        field = INPUTS if found[0].field == OUTPUTS else OUTPUTS
        rows = getattr(register.processes[far], field)
        row = next((row for row in rows if row.id == name), None)
        if row is not None and not set(row.processes) <= register.process_documents.keys() - {far}:
            continue  # an unknown name, or its own, is told where it stands, and may mean this process
        if row is not None:
            hint = say("add {names} to `{naming}` of `{id}` in {path}",
                       names=tuple(f"`{end.own}`" for end in found), naming=NAMING[field], id=name, path=path)  # fmt: skip
        else:
            hint = say("add to `{field}` in {path}: `{line}`", field=field, path=path, line=line_for(found))  # fmt: skip
        yield found[0].document.problem(found[0].place, _lacks(found[0]), hint=hint)


@rule(
    "input-from-nowhere",
    "Every input says from where it comes",
    good={_INCIDENTS: "inputs: [{id: report, source: Users, title: Report of a fault}]"},
    bad={_INCIDENTS: "inputs: [{id: report, title: Report of a fault}] # <- from whom?"},
    is_gap=True,
)
def input_from_nowhere(register: Register) -> Iterator[Problem]:
    """Whoever misses it has nobody to ask for it."""
    for _, document, process in in_use(register):
        for index, row in enumerate(process.inputs):
            if not row.processes and row.source is None:
                yield document.problem(
                    (INPUTS, index, "id"), say("`{id}` comes from nowhere", id=row.id),
                    hint=say("add `from:` with the process it comes from, or `source:` with who else sends it"),
                )  # fmt: skip


@rule(
    "output-to-nobody",
    "Every output says to whom it goes",
    good={_IMPROVEMENT: "outputs: [{id: answer, receiver: Whoever suggested, title: Answer}]"},
    bad={_IMPROVEMENT: "outputs: [{id: answer, title: Answer}] # <- to whom?"},
    is_gap=True,
)
def output_to_nobody(register: Register) -> Iterator[Problem]:
    """Work that nobody is to receive is done for its own sake."""
    for _, document, process in in_use(register):
        for index, row in enumerate(process.outputs):
            if not row.processes and row.receiver is None:
                yield document.problem(
                    (OUTPUTS, index, "id"), say("`{id}` goes to nobody", id=row.id),
                    hint=say("add `to:` with the process that takes it, or `receiver:` with who else gets it"),
                )  # fmt: skip


@rule(
    "interface-with-retired",
    "Nothing is handed to a retired process, nor taken from one",
    good={_INCIDENTS: "state: retired", _IMPROVEMENT: _inputs("source: Everybody")},
    bad={_INCIDENTS: "state: retired", _IMPROVEMENT: f"{_inputs()} # <- nobody runs it"},
    severity=Severity.WARNING,
)
def interface_with_retired(register: Register) -> Iterator[Problem]:
    """In a process that is no longer run nobody sends or receives anything."""
    retired = {name for name, one in register.processes.items() if one.state == RETIRED}
    if not retired:
        return
    for name, document, process in in_use(register):
        for end in ends_of(name, document, process):
            if end.far in retired:
                yield document.problem(
                    end.place, say("the process `{process}` is retired", process=end.far),
                    hint=say("name the process that took its place, or remove it here"),
                )  # fmt: skip
