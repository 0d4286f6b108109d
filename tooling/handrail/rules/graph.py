"""Rules of the graph: a process can be walked from its start to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.documents import Document
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.records import Activity
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
#: What comes in and goes out at the first activity, and what is said of each.
_HANDED = "takes: [report], delivers: [suggestion]"
_TOLD = "description: Ask and act, standard: Nothing stays open"
_EARLIER = "processes/continual-improvement/workflows/1.yaml"


def _activities(*rows: str, role: str = "service-desk", handed: str = _HANDED) -> str:
    """Write activities, each given by its id, more of its fields and a mark."""
    lines = ["activities:"]
    for number, row in enumerate(rows):
        fields, _, mark = row.partition(" # ")
        name, _, more = fields.partition(", ")
        said = (
            f"accountable: {role}",
            handed if number == 0 else "",
            _TOLD if handed else "",
            more,
        )
        lines.append(
            f"  - {{id: {name}, title: {name.capitalize()}, responsible: [{role}], "
            f"{', '.join(filter(None, said))}}}{mark and ' # '}{mark}"
        )
    return "\n".join(lines)


def _graph(*rows: str) -> str:
    return _activities("plan, document: plan, next: closed", *rows, role="quality-lead", handed="")


def _graphs(register: Register) -> Iterator[tuple[Document, tuple[Activity, ...]]]:
    for kind in ("process", "workflow"):
        for document in register.of_type(kind):
            if document.record is not None:
                yield document, document.record.activities


def _targets(activity: Activity) -> tuple[tuple[str | None, str], ...]:
    """The ways on from an activity: word and target."""
    following = activity.next
    if following is None:
        return ()
    return ((None, following),) if isinstance(following, str) else tuple(following.items())


def _starts(document: Document, activities: tuple[Activity, ...]) -> set[str]:
    """Where a process begins: as it says, or with its first activity."""
    starts: Mapping[str, str] = document.record.starts or {}
    beside = {activity.id for activity in activities if activity.during}
    return (set(starts.values()) or {activities[0].id}) | beside


@rule(
    "unknown-activity",
    "Every way on leads to an activity of the process or to an end",
    good={_INCIDENTS: _activities("log, next: {known: solve, unclear: ask}", "ask, next: solve", "solve")},
    bad={_INCIDENTS: _activities("log, next: {known: solve, unclear: ask} # <- ask whom?", "solve")},
)  # fmt: skip
def unknown_activity(register: Register) -> Iterator[Problem]:
    """Whoever follows the process would not know what to do next."""
    for document, activities in _graphs(register):
        told = set()
        for route, name, choices in _names(document, activities):
            # Where an activity or an end was taken away, the first place that misses it is told.
            if name not in choices and name not in told:
                told.add(name)
                yield document.problem(
                    route, say("no activity `{name}` in this process", name=name),
                    wrong=name, choices=choices,
                )  # fmt: skip


def _names(
    document: Document, activities: tuple[Activity, ...]
) -> Iterator[tuple[Route, str, Collection[str]]]:
    """Yield every name of an activity or an end, where it stands, and what it may be."""
    ids = {activity.id for activity in activities}
    both = ids | {end.id for end in document.record.ends}
    for index, activity in enumerate(activities):
        for word, target in _targets(activity):
            yield ("activities", index, "next", *((word,) if word else ())), target, both
        for number, name in enumerate(activity.during):
            yield ("activities", index, "during", number), name, both
    for key, name in (document.record.starts or {}).items():
        yield ("starts", key), name, ids
    for index, control in enumerate(getattr(document.record, "controls", ())):
        yield ("controls", index, "activity"), control.activity, ids


@rule(
    "unreachable-activity",
    "Every activity and every end can be reached from the start",
    good={_INCIDENTS: _activities("log, next: solve", "solve")},
    bad={_INCIDENTS: _activities("log", "solve # <-")},
)
def unreachable_activity(register: Register) -> Iterator[Problem]:
    """An activity that nothing leads to is never done, and a process does not end where no way leads."""
    for document, activities in _graphs(register):
        following = {a.id: {target for _, target in _targets(a)} for a in activities}
        if any(name not in choices for _, name, choices in _names(document, activities)):
            continue  # an unknown name is its own finding, and what it should lead to is unclear
        reached = _reached(_starts(document, activities), following)
        lost = {name: following[name] for name in following if name not in reached}
        # What only something else that is lost leads to is found again with it.
        heads = [name for name in lost if not any(name in lost[other] for other in lost)]
        index = {activity.id: number for number, activity in enumerate(activities)}
        for name in (*heads, *lost):
            if name not in reached:
                reached |= _reached({name}, following)
                yield document.problem(
                    ("activities", index[name], "id"),
                    say("nothing leads to `{name}`", name=name),
                    hint=say("name it in the `next` of the activity before it, or remove it"),
                )
        named = set(following).union(*following.values())
        missed = [
            (at, end.id) for at, end in enumerate(document.record.ends) if end.id not in named
        ]
        # Where there is no way out, that is told, and may be mended with such an end.
        if missed and following.keys() <= _leaving(activities):
            for at, name in missed:
                yield document.problem(
                    ("ends", at, "id"), say("nothing leads to the end `{name}`", name=name),
                    hint=say("name it in the `next` of the activity after which the process ends so, or remove it"),
                )  # fmt: skip


def _reached(starts: Collection[str], following: Mapping[str, set[str]]) -> set[str]:
    """Return every activity that some way from the starts leads to."""
    reached: set[str] = set()
    waiting = [name for name in starts if name in following]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        waiting += [name for name in following[here] if name in following and name not in reached]
    return reached


@rule(
    "no-way-out",
    "From every activity the process can come to an end",
    good={_INCIDENTS: _activities("log, next: solve", "solve, next: {unsolved: log, solved: close}", "close")},
    bad={_INCIDENTS: _activities("log, next: solve # <-", "solve, next: log")},
)  # fmt: skip
def no_way_out(register: Register) -> Iterator[Problem]:
    """Work that can never be finished stays open for ever. The first activity of such a circle is shown."""
    for document, activities in _graphs(register):
        leaving = _leaving(activities)
        stuck = [index for index, a in enumerate(activities) if a.id not in leaving]
        for index in _reading_in_circles(activities):
            if index not in stuck:
                yield document.problem(
                    ("activities", index, "id"),
                    say("from `{name}` a way leads back to it that leaves no document", name=activities[index].id),
                    hint=say("let that word lead to an activity that leaves a document, or to an end"),
                )  # fmt: skip
        if stuck:
            yield document.problem(
                ("activities", stuck[0], "id"),
                say("from `{name}` there is no way to an end", name=activities[stuck[0]].id),
                hint=say("let a `next` lead out of the circle, or leave `next` away where the process ends"),
            )  # fmt: skip


def _leaving(activities: tuple[Activity, ...]) -> set[str]:
    """Return the activities from which a way leads to an end, and the ends."""
    known = {activity.id for activity in activities}
    before: dict[str, set[str]] = {activity.id: set() for activity in activities}
    for activity in activities:
        for _, target in _targets(activity):
            before.setdefault(target, set()).add(activity.id)
    last = {a.id for a in activities if not _targets(a)} | (before.keys() - known)
    return _reached(last, before)


def _reading_in_circles(activities: tuple[Activity, ...]) -> list[int]:
    """Return the first activity that leads into a circle in which all activities only read."""
    reading = {a.id: {target for _, target in _targets(a)} for a in activities if a.reads}
    while leaves := {name for name, targets in reading.items() if not targets & reading.keys()}:
        reading = {name: targets for name, targets in reading.items() if name not in leaves}
    return [index for index, a in enumerate(activities) if a.id in reading][:1]


@rule(
    "document-left-twice",
    "Every document of the improvement process is left by one activity",
    good={_EARLIER: _graph("collect, document: suggestion, next: carry-out", "carry-out, document: implementation, next: done")},
    bad={_EARLIER: _graph("collect, document: suggestion, next: carry-out", "carry-out, document: suggestion, next: done # <-")},
)  # fmt: skip
def document_left_twice(register: Register) -> Iterator[Problem]:
    """Two steps that leave the same document cannot be told apart afterwards."""
    for document, activities in _graphs(register):
        seen: dict[str, str] = {}
        for index, activity in enumerate(activities):
            if activity.document is None:
                continue
            if activity.document in seen:
                yield document.problem(
                    ("activities", index, "document"),
                    say("`{other}` leaves the document `{name}` already", other=seen[activity.document], name=activity.document),
                    hint=say("give one of the two steps a document of its own"),
                )  # fmt: skip
            seen.setdefault(activity.document, activity.id)


@rule(
    "reader-before-document",
    "What an activity reads has been left before, on every way to it",
    good={_EARLIER: _graph("collect, document: suggestion, next: judge", "judge, reads: suggestion, outcome: level, next: {process: done, department: done}")},
    bad={_EARLIER: _graph("collect, document: suggestion, next: judge", "judge, reads: effect, outcome: outcome, next: {reached: done, missed: collect} # <-")},
)  # fmt: skip
def reader_before_document(register: Register) -> Iterator[Problem]:
    """A step that reads what is not there yet cannot choose a way."""
    for document, activities in _graphs(register):
        readers = [(index, a) for index, a in enumerate(activities) if a.reads]
        for wanted in dict.fromkeys(activity.reads for _, activity in readers):
            # Where one can come without passing an activity that leaves the document.
            without = _reached(
                _starts(document, activities),
                {
                    a.id: set() if a.document == wanted else {target for _, target in _targets(a)}
                    for a in activities
                },
            )
            for index, activity in readers:
                if activity.reads == wanted and activity.id in without:
                    yield document.problem(
                        ("activities", index, "reads"),
                        say("`{name}` can be reached before `{document}` was left", name=activity.id, document=wanted),
                        hint=say("let it read a document that an activity before it leaves"),
                    )  # fmt: skip
