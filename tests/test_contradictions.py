"""Processes that contradict themselves or each other: one thing wrong is one finding, where it is mended.

Every harm is done to the processes of this repository, at a place that is looked for and not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from handrail.loading.documents import Document
from handrail.loading.documents import load_documents
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.loading.sources import WorkTree
from handrail.model.findings import Route
from handrail.register import Register
from handrail.rules import judge
from handrail.writing.edit import edit

AS_OF = date(2026, 12, 18)
TREE = WorkTree(Path(__file__).parents[1])
SOURCE = Memory({path: TREE.read(path) for path in TREE.paths()})
SCHEMAS = load_schemas(SOURCE)
DOCUMENTS, UNCLAIMED = load_documents(SOURCE, SCHEMAS)
PROCESSES = {one.fields["process"]: one for one in DOCUMENTS if one.type == "process"}

Data = Mapping[str, Any]
#: A step to an entry of a list: its number, its id, or what is true of the first that is meant.
Step = str | int | Callable[[Any], bool]
Way = tuple[Step, ...]

INCIDENTS = "incident-management"
PROBLEMS = "problem-management"
CHANGES = "change-management"
IMPROVEMENT = "continual-improvement"
NOBODY = "no-such-thing"


@dataclass(frozen=True)
class Harm:
    """Something that is done wrong at one place of a process, and where it is to be mended."""

    rule: str
    process: str
    #: Where something is set, and what; without a value, it is taken away.
    way: Way
    value: Any = None
    #: Where the finding stands: here, if not in what was set, and in which process.
    at: Way | None = None
    in_: str | None = None


# -- looking for a place ----------------------------------------------------------------------


def one_other(row: Data) -> bool:
    """Tell whether a row of inputs or outputs names one process."""
    return isinstance(row.get("from", row.get("to")), str)


def several(row: Data) -> bool:
    """Tell whether a row names several processes."""
    return isinstance(row.get("from", row.get("to")), list)


def outside(row: Data) -> bool:
    """Tell whether a row names somebody who is no process."""
    return "source" in row or "receiver" in row


def has(field: str, least: int = 1) -> Callable[[Data], bool]:
    """Return what tells whether an entry has a list of at least so many."""
    return lambda row: len(row.get(field) or ()) >= least


def says(field: str, value: Any) -> Callable[[Data], bool]:
    """Return what tells whether an entry says something."""
    return lambda row: row.get(field) == value


def found(data: Any, way: Way) -> Route:
    """Return the route to a place, with the numbers of the entries that are meant."""
    route: list[str | int] = []
    for step in way:
        name = _meant(data, step)
        route.append(name)
        is_there = name in data if isinstance(data, dict) else name in range(len(data or ()))
        data = data[name] if is_there else None
    return tuple(route)


def _meant(data: Any, step: Step) -> str | int:
    if callable(step):
        return next(number for number, one in enumerate(data) if step(one))
    if isinstance(data, list) and isinstance(step, str):
        return next(number for number, one in enumerate(data) if one["id"] == step)
    return step + len(data) if isinstance(step, int) and step < 0 else step


def value_at(process: str, *way: Step) -> Any:
    """Return what stands at a place."""
    data: Any = PROCESSES[process].data
    for step in found(data, way):
        data = data[step]
    return data


def without(process: str, *way: Step) -> Any:
    """Return what is left of a list or a mapping when an entry is taken out of it."""
    *above, last = found(PROCESSES[process].data, way)
    whole = value_at(process, *above)
    if isinstance(whole, list):
        return [one for number, one in enumerate(whole) if number != last]
    return {key: one for key, one in whole.items() if key != last}


# -- doing harm -------------------------------------------------------------------------------


def changed(harm: Harm) -> Document:
    """Return the process as it is after the harm."""
    document = PROCESSES[harm.process]
    route = found(document.data, harm.way)
    if harm.value is not None:
        content = edit(document, {route: harm.value})
    elif len(route) > 1:
        content = edit(document, {route[:-1]: without(harm.process, *route)})
    else:
        content = _without_key(document.content.decode(), str(route[0])).encode()
    assert content != document.content
    return Document(document.path, content, document.schema, document.fields)


def _without_key(text: str, key: str) -> str:
    """Take a key at the top of a file away, with all that is indented below it."""
    kept, is_kept = [], True
    for line in text.splitlines(keepends=True):
        if line[0] not in " \n#-":
            is_kept = not line.startswith(f"{key}:")
        kept += [line] * is_kept
    return "".join(kept)


def place(harm: Harm, document: Document) -> str:
    """Say where a harm is to be mended, as it stands in the changed text."""
    process = harm.in_ or harm.process
    where = PROCESSES[process] if harm.in_ else document
    route = found(PROCESSES[process].data, harm.way if harm.at is None else harm.at)
    return f"{harm.rule} {where.path}:{where.location(route).line}"


def judged(document: Document | None = None) -> Counter[str]:
    """Judge the repository, with one process changed."""
    documents = [document if document and one.path == document.path else one for one in DOCUMENTS]
    register = Register(
        documents, SCHEMAS, AS_OF, unclaimed=tuple(UNCLAIMED), snapshot=SOURCE.snapshot, source=SOURCE
    )  # fmt: skip
    places = ((one.rule, one.location) for one in judge(register))
    return Counter(f"{rule} {place.path}:{place.line}" for rule, place in places)


@lru_cache(maxsize=1)
def before() -> Counter[str]:
    """What is found before anything is harmed."""
    return judged()


# -- what may be wrong ------------------------------------------------------------------------


def inside(row: Data) -> bool:
    """Tell whether a row names a process of which it is the only one, and nobody else."""
    return one_other(row) and not outside(row)


def far_end(field: str, which: Callable[[Data], bool]) -> tuple[str, str, str]:
    """Return the process at the last other end of a row of incident management, its field there, and its id."""
    row = value_at(INCIDENTS, field, which)
    named = row["to"] if field == "outputs" else row["from"]
    far = named if isinstance(named, str) else named[-1]
    return far, "inputs" if field == "outputs" else "outputs", row["id"]


def named_at(process: str, field: str, row: str, name: str) -> Way:
    """Return the way to the place where a row names a process, alone or in a list."""
    naming = "from" if field == "inputs" else "to"
    names = value_at(process, field, row, naming)
    if isinstance(names, str):
        return (field, row, naming)
    return (field, row, naming, names.index(name))


def leading(process: str) -> tuple[str, str]:
    """Return the first activity of a process that leads on by words, and the first of its words."""
    for activity in value_at(process, "activities"):
        if isinstance(activity.get("next"), dict):
            return activity["id"], next(iter(activity["next"]))
    raise AssertionError


def chain() -> tuple[str, str]:
    """Return a process in which everything ends with one activity, and that activity."""
    for process, document in PROCESSES.items():
        last = [one["id"] for one in document.data["activities"] if "next" not in one]
        if len(last) == 1 and "ends" not in document.data:
            return process, last[0]
    raise AssertionError


def kept_once() -> tuple[str, str]:
    """Return a control of incident management against several risks, and a risk that it alone keeps small."""
    against = [
        (one["id"], risk) for one in value_at(INCIDENTS, "controls") for risk in one["against"]
    ]
    often = Counter(risk for _, risk in against)
    return next(
        (control, risk)
        for control, risk in against
        if often[risk] == 1 and len(value_at(INCIDENTS, "controls", control, "against")) > 1
    )


def shared_kpi() -> tuple[str, str]:
    """Return a success factor of incident management with several KPIs, and its last one."""
    factor = value_at(INCIDENTS, "success_factors", has("kpis", 2))
    return factor["id"], factor["kpis"][-1]


def two_in_one_hand() -> list[str]:
    """Return two roles that are held by the same person."""
    people = load_people()
    held: dict[str, list[str]] = {}
    for role in people["roles"]:
        for holder in role.get("holders", ()):
            if "until" not in holder:
                held.setdefault(holder["person"], []).append(role["id"])
    return next(roles[:2] for roles in held.values() if len(roles) > 1)


def load_people() -> Data:
    """Return what organization.yaml says."""
    return next(one.data for one in DOCUMENTS if one.path == "organization.yaml")


def gone() -> str:
    """Return somebody who does not work here any more."""
    people = load_people()["people"]
    return str(next(one["id"] for one in people if one.get("until", "9") < str(AS_OF)))


SINGLE_OUT, SINGLE_IN = far_end("outputs", inside), far_end("inputs", inside)
LISTED = far_end("outputs", several)
STEP, WORD = leading(INCIDENTS)
CHAIN, LAST = chain()
CONTROL, RISK = kept_once()
FACTOR, KPI = shared_kpi()
NEW = {"en": "Something new", "zh": "新的内容"}
ACTIVITY = {
    "id": "left-aside", "title": NEW, "responsible": ["service-desk"],
    "accountable": "service-desk", "description": NEW, "standard": NEW,
}  # fmt: skip
LIST = ("activities", has("takes", 2))
SENT = ("activities", has("delivers", 2))
SCHEME = ("priority_scheme",)
MATRIX = (*SCHEME, "matrix")
BIG, SMALL = value_at(INCIDENTS, *SCHEME, "impacts")[0]["id"], value_at(INCIDENTS, *SCHEME, "impacts")[-1]["id"]  # fmt: skip
SOON, LATE = value_at(INCIDENTS, *SCHEME, "urgencies")[0]["id"], value_at(INCIDENTS, *SCHEME, "urgencies")[-1]["id"]  # fmt: skip
HIGHEST, LOWEST = value_at(INCIDENTS, *SCHEME, "levels")[0]["id"], value_at(INCIDENTS, *SCHEME, "levels")[-1]["id"]  # fmt: skip

HARMS = {
    # Interfaces
    "a receiver taken out of a list": Harm(
        "interface-one-sided", INCIDENTS, ("outputs", several, "to", -1),
        at=named_at(LISTED[0], *LISTED[1:], INCIDENTS), in_=LISTED[0],
    ),
    "an output to a process that does not take it": Harm(
        "interface-one-sided", INCIDENTS, ("outputs", outside, "to"), PROBLEMS
    ),
    "an input from a process that does not send it": Harm(
        "interface-one-sided", INCIDENTS, ("inputs", outside, "from"), PROBLEMS
    ),
    "an output to the wrong process": Harm("interface-one-sided", INCIDENTS, ("outputs", SINGLE_OUT[2], "to"), "upgrade-approval"),
    "an input from the wrong process": Harm("interface-one-sided", INCIDENTS, ("inputs", SINGLE_IN[2], "from"), "upgrade-approval"),
    "a title told differently": Harm("interface-told-differently", INCIDENTS, ("inputs", inside, "title", "en"), "Something else"),
    "a title told differently in Chinese": Harm("interface-told-differently", INCIDENTS, ("inputs", inside, "title", "zh"), "别的内容"),
    "criteria told differently": Harm("interface-told-differently", INCIDENTS, ("inputs", inside, "criteria", "en"), "Whenever it suits"),
    "criteria told by one side": Harm("interface-told-differently", INCIDENTS, ("inputs", inside, "criteria"), at=("inputs", inside, "id")),
    "a title changed by the sender": Harm(
        "interface-told-differently", INCIDENTS, ("outputs", SINGLE_OUT[2], "title", "zh"), "别的内容",
        at=(*SINGLE_OUT[1:], "title", "zh"), in_=SINGLE_OUT[0],
    ),
    "an input from nowhere": Harm("input-from-nowhere", INCIDENTS, ("inputs", outside, "source"), at=("inputs", outside)),
    "an output to nobody": Harm("output-to-nobody", INCIDENTS, ("outputs", outside, "receiver"), at=("outputs", outside)),
    "a process that is not there": Harm("unknown-process", INCIDENTS, ("outputs", inside, "to"), NOBODY),
    # Parts
    "an input that is not there": Harm("unknown-part", INCIDENTS, (*LIST, "takes", 0), NOBODY),
    "an output that is not there": Harm("unknown-part", INCIDENTS, (*SENT, "delivers", 0), NOBODY),
    "a risk that is not there": Harm("unknown-part", INCIDENTS, ("controls", 0, "against", 0), NOBODY),
    "an altered interface that is not there": Harm("unknown-part", INCIDENTS, ("changes", 0, "interfaces"), [NOBODY], at=("changes", 0, "interfaces", 0)),
    "an input that comes in nowhere": Harm(
        "input-not-taken", INCIDENTS, (*LIST, "takes", 0), at=("inputs", value_at(INCIDENTS, *LIST, "takes", 0), "id")
    ),
    "an output that goes out nowhere": Harm(
        "output-not-delivered", INCIDENTS, (*SENT, "delivers", -1), at=("outputs", value_at(INCIDENTS, *SENT, "delivers")[-1], "id")
    ),
    # What a process must answer
    "no policies": Harm("process-incomplete", INCIDENTS, ("policies",), at=("title",)),
    "no success factors": Harm("process-incomplete", INCIDENTS, ("success_factors",), at=("title",)),
    "a role without duties": Harm("process-incomplete", INCIDENTS, ("roles", has("duties"), "duties"), at=("roles", has("duties"), "id")),
    "an activity without a standard": Harm("process-incomplete", INCIDENTS, ("activities", STEP, "standard"), at=("activities", STEP, "id")),
    "an activity without a description": Harm("process-incomplete", INCIDENTS, ("activities", STEP, "description"), at=("activities", STEP, "id")),
    "something both in and out of scope": Harm("scope-contradicts", INCIDENTS, ("scope", "out", 0), value_at(INCIDENTS, "scope", "in", 0)),
    # Measures
    "a KPI that shows nothing": Harm("kpi-without-factor", INCIDENTS, ("success_factors", FACTOR, "kpis", -1), at=("kpis", KPI, "id")),
    "a KPI without a target": Harm("kpi-without-target", INCIDENTS, ("kpis", KPI, "target"), at=("kpis", KPI, "id")),
    "a warning when all is well, up": Harm("warning-beyond-target", INCIDENTS, ("kpis", says("direction", "up"), "warning"), 99.5),
    "a warning when all is well, down": Harm("warning-beyond-target", INCIDENTS, ("kpis", says("direction", "down"), "warning"), 0.5),
    "more than all": Harm("percentage-out-of-range", INCIDENTS, ("kpis", lambda one: one["unit"] == "%" and one["direction"] == "up", "target"), 990),
    "a KPI that is not there": Harm("unknown-kpi", INCIDENTS, ("success_factors", FACTOR, "kpis", 0), NOBODY),
    # Risks and controls
    "a grave risk that nothing keeps small": Harm("risk-without-control", INCIDENTS, ("controls", CONTROL, "against", value_at(INCIDENTS, "controls", CONTROL, "against").index(RISK)), at=("risks", RISK, "id")),
    "a control that leaves no trace": Harm("control-without-evidence", INCIDENTS, ("controls", CONTROL, "evidence"), at=("controls", CONTROL, "id")),
    "a control against nothing": Harm(
        "control-against-nothing", INCIDENTS, ("controls", len(value_at(INCIDENTS, "controls"))),
        {"id": "for-show", "activity": STEP, "what": NEW, "owner": "quality-lead", "evidence": NEW},
    ),
    "a risk that nobody looks at": Harm("risk-review-overdue", INCIDENTS, ("risks", RISK, "review_by"), "2026-12-17"),
    # Priorities
    "a cell of the matrix taken out": Harm("priority-matrix-gap", INCIDENTS, (*MATRIX, BIG, SOON), at=(*MATRIX, BIG)),
    "a row of the matrix taken out": Harm("priority-matrix-gap", INCIDENTS, (*MATRIX, SMALL), at=MATRIX),
    "a priority that is not there": Harm("priority-matrix-gap", INCIDENTS, (*MATRIX, BIG, SOON), NOBODY),
    "an urgency that is not there": Harm("priority-matrix-gap", INCIDENTS, (*MATRIX, SMALL, NOBODY), LOWEST),
    "the worst with the lowest priority": Harm("priority-upside-down", INCIDENTS, (*MATRIX, BIG, SOON), LOWEST),
    "the least with the highest priority": Harm("priority-upside-down", INCIDENTS, (*MATRIX, SMALL, LATE), HIGHEST),
    "the highest priority waiting longest": Harm("priority-upside-down", INCIDENTS, (*SCHEME, "levels", 0, "resolution"), "P1Y"),
    "solved before anybody answers": Harm("priority-upside-down", INCIDENTS, (*SCHEME, "levels", 0, "resolution"), "PT1M"),
    # Words and ways
    "a word without a title": Harm("word-without-title", INCIDENTS, ("words", WORD), at=("activities", STEP, "next", WORD)),
    "a title for a word that nobody uses": Harm("word-unused", INCIDENTS, ("words", NOBODY), NEW),
    "a word in one language": Harm("missing-translation", INCIDENTS, ("words", WORD, "zh"), at=("words", WORD)),
    "a way to nowhere": Harm("unknown-activity", INCIDENTS, ("activities", STEP, "next", WORD), NOBODY),
    "a control at no activity": Harm("unknown-activity", INCIDENTS, ("controls", 0, "activity"), NOBODY),
    "an activity that nothing leads to": Harm("unreachable-activity", INCIDENTS, ("activities", len(value_at(INCIDENTS, "activities"))), ACTIVITY),
    "a circle without an end": Harm("no-way-out", CHAIN, ("activities", LAST, "next"), value_at(CHAIN, "activities", 0, "id"), at=("activities", 0, "id")),
    "an id used twice": Harm(
        "duplicate-id", INCIDENTS, ("success_factors", len(value_at(INCIDENTS, "success_factors"))),
        value_at(INCIDENTS, "success_factors", FACTOR),
    ),
    # Roles
    "a role that is not there": Harm("unknown-role", INCIDENTS, ("activities", STEP, "informed"), [NOBODY], at=("activities", STEP, "informed", 0)),
    "an accountable role that is not there": Harm("unknown-role", INCIDENTS, ("activities", STEP, "accountable"), NOBODY),
    "an owner who is not there": Harm("unknown-role", INCIDENTS, ("owner",), NOBODY),
    "an owner who has left": Harm("owner-not-active", "access-management", ("owner",), gone()),
    "somebody told what he did himself": Harm(
        "raci-contradicts", INCIDENTS, ("activities", STEP, "informed"), [value_at(INCIDENTS, "activities", STEP, "responsible", 0)],
        at=("activities", STEP, "informed", 0),
    ),
    "a role without work": Harm(
        "role-idle", INCIDENTS, ("roles", len(value_at(INCIDENTS, "roles"))),
        {"id": "bystander", "title": NEW, "duties": [NEW], "taken_by": NEW},
    ),
    "a role held by somebody who has left": Harm("role-nobody-holds", INCIDENTS, ("roles", has("held_by"), "held_by"), [gone()]),
    "duties in one hand": Harm("duties-not-apart", INCIDENTS, ("apart", 0, "roles"), two_in_one_hand()),
    # Versions and rounds
    "a version that nothing brought": Harm("version-without-change", INCIDENTS, ("version",), "9.0"),
    "a version below an earlier one": Harm("versions-out-of-order", CHANGES, ("changes", -1, "version"), "8.0"),
    "a version dated after the next": Harm("versions-out-of-order", CHANGES, ("changes", -1, "date"), "2026-12-18"),
    "a version without a reason": Harm("change-without-reason", CHANGES, ("changes", 0, "editorial"), at=("changes", 0)),
    "a version with two reasons": Harm("change-without-reason", INCIDENTS, ("changes", has("improvement"), "editorial"), value=True),
    "a review that is overdue": Harm("review-overdue", INCIDENTS, ("review", "every"), "P1D"),
    "a duty that is overdue": Harm("recurring-overdue", INCIDENTS, ("recurring", has("last"), "last"), "2020-01-31"),
    "a clause that is not there": Harm("unknown-clause", INCIDENTS, ("maps_to", "iso20000-1", 0), "99.9"),
    # What the schema asks for
    "a purpose that is not told": Harm("missing-field", INCIDENTS, ("purpose",), at=("title",)),
    "a grade that is none": Harm("value-not-allowed", INCIDENTS, ("risks", RISK, "impact"), "severe"),
    "a field that nobody knows": Harm("unknown-field", INCIDENTS, ("activities", STEP, "deliver"), ["answer"]),
    "a time limit in words": Harm("malformed-value", INCIDENTS, ("activities", STEP, "within"), "4 hours"),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
def test_one_contradiction_is_one_finding_where_it_is_mended(harm: Harm) -> None:
    document = changed(harm)
    now = judged(document)
    assert [*(now - before()).elements()] == [place(harm, document)]
    assert not before() - now


def test_contradictions_are_of_many_kinds() -> None:
    assert len(HARMS) >= 45
    assert len({harm.rule for harm in HARMS.values()}) >= 40
