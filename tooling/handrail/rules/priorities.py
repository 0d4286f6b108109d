"""Rules of priorities: what is worse comes first, and gets its answer sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.hints import nearest
from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.odd_ones import odd_ones
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.loading.documents import Document
    from handrail.model.dates import Duration
    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.records import PriorityLevel
    from handrail.model.records import PriorityScheme
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"
_MATRIX = "priority_scheme"
_HOUR, _DAY, _MONTH = 60, 24 * 60, 30
#: How many hours a day may count: some count working hours, some go round the clock.
_SHORTEST_DAY = 8 * _HOUR


def _scheme(team: str = "{now: p1, later: p2}", *, p2: str = "response: PT4H, resolution: P5D") -> Mapping[str, str]:  # fmt: skip
    """Write a scheme of two priorities."""
    return {
        _INCIDENTS: f"""\
priority_scheme:
  impacts: [{{id: team, title: A team}}, {{id: person, title: One person}}]
  urgencies: [{{id: now, title: Work stands still}}, {{id: later, title: Work goes on}}]
  matrix:
    team: {team}
    person: {{now: p2, later: p2}}
  levels:
    - {{id: p1, title: Urgent, response: PT1H, resolution: P1D}}
    - {{id: p2, title: Normal, {p2}}}"""
    }


def _schemes(register: Register) -> Iterator[tuple[Document, PriorityScheme]]:
    for _, document, process in in_use(register):
        if process.priority_scheme is not None:
            yield document, process.priority_scheme


@rule(
    "priority-matrix-gap",
    "The matrix has a priority for every impact and every urgency, and names nothing else",
    good=_scheme("{now: p1, later: p2}"),
    bad=_scheme("{now: p1} # <- and what can wait?"),
)
def priority_matrix_gap(register: Register) -> Iterator[Problem]:
    """At night nobody is there to ask which priority it has."""
    for document, scheme in _schemes(register):
        levels = {level.id for level in scheme.levels}
        impacts = [impact.id for impact in scheme.impacts]
        urgencies = [urgency.id for urgency in scheme.urgencies]
        yield from _keys(document, (_MATRIX, "matrix"), scheme.matrix, impacts)
        for impact in impacts:
            row = scheme.matrix.get(impact)
            if row is None:
                continue
            route = (_MATRIX, "matrix", impact)
            yield from _keys(document, route, row, urgencies)
            for urgency, level in row.items():
                if urgency in urgencies and level not in levels:
                    yield document.problem(
                        (*route, urgency), say("no priority `{name}` under `levels`", name=level),
                        wrong=level, choices=levels,
                    )  # fmt: skip


def _keys(
    document: Document, route: Route, row: Mapping[str, object], known: Sequence[str]
) -> Iterator[Problem]:
    """Yield keys that are not known, and known ones that are missing; what was misspelt is not missing too."""
    missing = [name for name in known if name not in row]
    for name in row:
        if name not in known:
            meant = nearest(name, missing)
            if meant:
                missing.remove(meant)
            yield document.problem(
                (*route, name), say("neither an impact nor an urgency is called `{name}` here", name=name),
                wrong=name, choices=[meant] if meant else known, key=True,
            )  # fmt: skip
    if missing:
        names = tuple(f"`{name}`" for name in missing)
        yield document.problem(
            route, say("the matrix has no priority for {names}", names=names),
            hint=say("add a row for each impact, and in it a priority for each urgency"),
        )  # fmt: skip


@rule(
    "priority-upside-down",
    "What is worse has no lower priority, and a higher priority no longer times",
    good=_scheme(),
    bad=_scheme("{now: p2, later: p1} # <- what can wait comes first?"),
)
def priority_upside_down(register: Register) -> Iterator[Problem]:
    """Whoever needs help most would wait longest."""
    for document, scheme in _schemes(register):
        yield from _matrix(document, scheme)
        yield from _times(document, scheme.levels)


def _matrix(document: Document, scheme: PriorityScheme) -> Iterator[Problem]:
    ranks = {level.id: rank for rank, level in enumerate(scheme.levels)}
    cells = [
        (row, column, ranks[level])
        for row, impact in enumerate(scheme.impacts)
        for column, urgency in enumerate(scheme.urgencies)
        if (level := scheme.matrix.get(impact.id, {}).get(urgency.id)) in ranks
    ]

    if len(cells) < len(scheme.impacts) * len(scheme.urgencies):
        return  # what is missing or unknown is told already

    def contradict(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
        worse, better = sorted((one, other))
        return worse[1] <= better[1] and worse[2] > better[2]

    for wrong, right in odd_ones(cells, contradict):
        (row, column, rank), is_worse = wrong, wrong < right
        impact, urgency = scheme.impacts[row].id, scheme.urgencies[column].id
        names = {
            "impact": impact, "urgency": urgency, "level": scheme.levels[rank].id,
            "other_impact": scheme.impacts[right[0]].id, "other_urgency": scheme.urgencies[right[1]].id,
            "other": scheme.levels[right[2]].id,
        }  # fmt: skip
        message = (
            say("`{impact}` and `{urgency}` make `{level}`, a lower priority than `{other}` of `{other_impact}` and `{other_urgency}`, which is less bad", **names)
            if is_worse
            else say("`{impact}` and `{urgency}` make `{level}`, a higher priority than `{other}` of `{other_impact}` and `{other_urgency}`, which is worse", **names)
        )  # fmt: skip
        yield document.problem(
            (_MATRIX, "matrix", impact, urgency), message,
            hint=say("impacts stand with the largest first, urgencies with the shortest, levels with the highest: mend the matrix or their order"),
        )  # fmt: skip


def _times(document: Document, levels: Sequence[PriorityLevel]) -> Iterator[Problem]:
    for field in ("response", "resolution"):
        times = [(rank, getattr(level, field)) for rank, level in enumerate(levels)]

        def contradict(one: tuple[int, Duration], other: tuple[int, Duration]) -> bool:
            higher, lower = sorted((one, other), key=lambda time: time[0])
            return _is_longer(higher[1], lower[1])

        for wrong, right in odd_ones(times, contradict):
            names = {
                "level": levels[wrong[0]].id, "time": str(wrong[1]),
                "other": levels[right[0]].id, "other_time": str(right[1]),
            }  # fmt: skip
            yield document.problem(
                (_MATRIX, "levels", wrong[0], field),
                say("`{level}` promises {time}, later than `{other}`, which is lower: {other_time}", **names)
                if wrong[0] < right[0]
                else say("`{level}` promises {time}, sooner than `{other}`, which is higher: {other_time}", **names),
                hint=say("the higher the priority, the shorter the time"),
            )  # fmt: skip
    for rank, level in enumerate(levels):
        if _is_longer(level.response, level.resolution):
            yield document.problem(
                (_MATRIX, "levels", rank, "resolution"),
                say("`{level}` is to be solved within {resolution}, before anybody has to answer, {response}",
                    level=level.id, resolution=str(level.resolution), response=str(level.response)),
                hint=say("write a resolution at least as long as the response"),
            )  # fmt: skip


def _is_longer(one: Duration, other: Duration) -> bool:
    """Tell whether a time is longer than another, however many hours a day counts."""
    return all(
        _minutes(one, day) > _minutes(other, day) for day in (_SHORTEST_DAY, _DAY)
    )  # fmt: skip


def _minutes(duration: Duration, day: int) -> int:
    return (duration.months * _MONTH + duration.days) * day + duration.minutes
