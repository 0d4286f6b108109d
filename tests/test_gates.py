"""Every gate holds: what is skipped, hurried, written by another, left out, changed or misspelt is found once.

The cases are made from the process file of the small repository and from the schemas, along every
way from a start to an end that passes no step twice. `LAST_STEP` says how far they go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handrail.register import Register
from handrail.register import State
from handrail.rules import judge
from tests.reading import BASE_DOCUMENTS
from tests.reading import SCHEMAS
from tests.reading import documents
from tests.walks import COMMITTEE
from tests.walks import GRAPH
from tests.walks import STEPS
from tests.walks import Walk
from tests.walks import kind_of
from tests.walks import named
from tests.walks import said
from tests.walks import straight

#: The last step that is judged here; a step without a number lies beside the numbered ones.
LAST_STEP = 17

Data = dict[str, Any]
Route = tuple[str | int, ...]
#: A document of a walk.
Place = tuple[Walk, str]


# -- the honest walks -------------------------------------------------------------------------


def word_of(step: str) -> str:
    """Name the document and the field that the word of a step stands in."""
    document = STEPS[step].get("document") or STEPS[step]["reads"]
    return f"{document}.{STEPS[step].get('outcome')}"


def ways(
    here: str, passed: frozenset[str] = frozenset(), left: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """Yield the words of every way from a step to an end that passes no step twice.

    What a step has left in a field of its document, a later step that reads the field finds there.
    """
    if here not in STEPS:
        yield {}
    elif here not in passed and STEPS[here].get("step", 0) <= LAST_STEP:
        step, known, field = STEPS[here], left or {}, word_of(here)
        following = step["next"] if isinstance(step["next"], dict) else {"": step["next"]}
        for word, target in following.items():
            if known.get(field, word) == word:
                for rest in ways(target, passed | {here}, {**known, field: word}):
                    yield ({here: word} if word else {}) | rest


WAYS = [(kind, way) for kind, start in GRAPH["starts"].items() for way in ways(start)]
WALKS = [straight(kind, way) for kind, way in WAYS]


def distinct(places: Iterator[Place]) -> list[Place]:
    """Leave out documents that another walk has come to in the same way."""
    return list({said(up_to(walk, name)): (walk, name) for walk, name in places}.values())


def up_to(walk: Walk, name: str) -> dict[str, Data]:
    """Return the documents of a walk up to one of them."""
    names = list(walk.documents)
    return {one: walk.documents[one] for one in names[: names.index(name) + 1]}


def at(place: Place) -> str:
    """Name a case: the document, and the words that lead along its walk."""
    walk, name = place
    return f"{name}-of-{led(walk)}"


def led(walk: Walk) -> str:
    return "-".join(visit.word for visit in walk.path if visit.word)


PLACES: list[Place] = [(walk, name) for walk in WALKS for name in walk.documents]
#: Each document of each walk once, as the last that was written.
LAST = distinct(iter(PLACES))
each_place = pytest.mark.parametrize("place", PLACES, ids=map(at, PLACES))
#: The first document may be written at any time, the second only follows it.
SECOND = [place for place in LAST if len(up_to(*place)) > 1]
THIRD = [place for place in LAST if len(up_to(*place)) > 2]
each_last = pytest.mark.parametrize("place", LAST, ids=map(at, LAST))


def found(files: Mapping[str, str], day: date) -> list[tuple[str, str]]:
    """Judge some files in the small repository: the rule and the path of every finding."""
    register = Register([*BASE_DOCUMENTS, *documents(files)], SCHEMAS, day)
    return [(one.rule, one.location.path) for one in judge(register)]


def finished_last(place: Place, data: Data | None = None) -> list[tuple[str, str]]:
    """Judge a walk up to a document that nobody has voted on yet, as it is or as it is given."""
    before = written_last(*place)
    before.documents[place[1]] = data or before.documents[place[1]]
    return found(before.files(), max(completed(before, one) for one in before.documents))


def written_last(walk: Walk, name: str) -> Walk:
    """Return a walk up to a document that nobody has voted on yet."""
    before = Walk(walk.kind, up_to(walk, name))
    before.votes = {one: walk.votes[one] for one in before.documents if one in walk.votes}
    before.votes.pop(name, None)
    return before


def completed(walk: Walk, name: str) -> date:
    return date.fromisoformat(walk.documents[name]["completed"])


def without(walk: Walk, name: str) -> dict[str, str]:
    """Return the files of a walk without a document and the votes on it."""
    gone = {walk.place(name), *(walk.place_of_vote(name, one) for one in walk.votes.get(name, ()))}
    return {path: text for path, text in walk.files().items() if path not in gone}


def test_every_step_is_walked() -> None:
    """The cases below leave out no step: the walks pass all there are up to the last one judged."""
    numbers = {STEPS[visit.step].get("step") for walk in WALKS for visit in walk.path}
    assert numbers - {None} == set(range(1, LAST_STEP + 1))


@pytest.mark.parametrize("walk", WALKS, ids=map(led, WALKS))
def test_honest_walk_is_clean(walk: Walk) -> None:
    assert found(walk.files(), walk.last_day) == []


@each_last
def test_honest_walk_is_clean_on_the_way(place: Place) -> None:
    assert finished_last(place) == []


# -- skipped, hurried -------------------------------------------------------------------------


@each_place
def test_step_cannot_be_skipped(place: Place) -> None:
    walk, name = place
    names = list(walk.documents)
    following = names[names.index(name) + 1 :]
    # Where nothing follows, the walk is an honest one that is not at its end yet.
    expected = [("document-out-of-turn", walk.place(following[0]))] if following else []
    assert found(without(walk, name), walk.last_day) == expected


@pytest.mark.parametrize("place", THIRD, ids=map(at, THIRD))
def test_step_cannot_be_done_right_after_the_first(place: Place) -> None:
    walk, name = place
    first = next(iter(walk.documents))
    files = {walk.place(one): said(walk.documents[one]) for one in (first, name)}
    assert found(files, completed(walk, name)) == [("document-out-of-turn", walk.place(name))]


@pytest.mark.parametrize("place", SECOND, ids=map(at, SECOND))
def test_step_cannot_be_dated_before_what_it_follows(place: Place) -> None:
    walk, name = place
    *_, before, _ = up_to(walk, name)
    early = completed(walk, before) - timedelta(days=1)
    data = {**walk.documents[name], "completed": early.isoformat()}
    assert finished_last(place, data) == [("dates-out-of-order", walk.place(name))]


WAITING = [place for place in LAST if STEPS[place[0].written[place[1]]].get("after")]


@pytest.mark.parametrize("place", WAITING, ids=map(at, WAITING))
def test_step_that_waits_cannot_be_done_at_once(place: Place) -> None:
    walk, name = place
    last = list(up_to(walk, name))[-2]
    data = {
        **walk.documents[name],
        "completed": (completed(walk, last) + timedelta(days=1)).isoformat(),
    }
    assert finished_last(place, data) == [("measured-too-early", walk.place(name))]


# -- written by another -----------------------------------------------------------------------


@each_last
def test_step_cannot_be_done_by_somebody_else(place: Place) -> None:
    """He Ping keeps the minutes and Guo Yan looks after applications: no step is their duty."""
    walk, name = place
    data = {key: value for key, value in walk.documents[name].items() if key != "recorded_by"}
    rule = "author-without-role"
    if data["by"] == COMMITTEE:
        data |= {"by": "he-ping", "recorded_by": "he-ping"}
        rule = "unknown-role"  # a person is no body
    elif "with" in SCHEMAS.types[kind_of(name)].content["required"]:
        data |= {"by": "he-ping", "with": ["guo-yan"]}
    else:
        data |= {"by": "he-ping"}
    if kind_of(name) == "suggestion":
        rule = "suggestion-not-taken-in"  # anybody may suggest, if somebody takes it in
    assert finished_last(place, data) == [(rule, walk.place(name))]


VOTED = [place for place in LAST if place[1] in place[0].votes]


@pytest.mark.parametrize("place", VOTED, ids=map(at, VOTED))
def test_vote_of_somebody_else_does_not_count(place: Place) -> None:
    walk, name = place
    before, day = written_last(walk, name), completed(walk, name)
    before.votes[name] = {"he-ping": ("agree", day)}
    assert found(before.files(), day) == [
        ("vote-without-role", walk.place_of_vote(name, "he-ping"))
    ]


# -- left out ---------------------------------------------------------------------------------


COMMON = json.loads(
    (Path(__file__).parents[1] / "schemas/common.schema.json").read_text(encoding="utf-8")
)["$defs"]


def resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference into the definitions that all schemas share."""
    found: Mapping[str, Any] = schema
    if "$ref" in schema:
        found = COMMON[schema["$ref"].rpartition("/")[2]]
    return found


def conditions(schema: Mapping[str, Any]) -> Iterator[tuple[Data, list[str]]]:
    """Yield the words on which a schema requires more, by their fields, and what it requires then."""
    for part in (schema, *schema.get("allOf", ())):
        if "if" in part:
            words = {field: one["const"] for field, one in part["if"]["properties"].items()}
            yield words, part["then"]["required"]


def required(schema: Mapping[str, Any], data: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the way to every field that a schema requires of some data, at any depth."""
    schema = resolved(schema)
    if isinstance(data, list):
        for index, entry in enumerate(data):
            yield from required(schema.get("items", {}), entry, (*route, index))
    if not isinstance(data, dict):
        return
    named = list(schema.get("required", ()))
    for words, more in conditions(schema):
        if words.items() <= data.items():
            named += more
    yield from ((*route, field) for field in named)
    for field, below in schema.get("properties", {}).items():
        if field in data:
            yield from required(below, data[field], (*route, field))


def told_more(schema: Mapping[str, Any], data: Data, example: Data) -> Iterator[Data]:
    """Yield what a document says, and what it might say besides: other words, further lists."""
    yield data
    for words, more in conditions(schema):
        yield data | words | {field: example[field] for field in more if field in example}
    for field, below in schema.get("properties", {}).items():
        value, shown = data.get(field), example.get(field)
        if isinstance(value, dict) and isinstance(shown, dict):
            for inner in told_more(resolved(below), value, shown):
                yield {**data, field: inner}
        if not value and isinstance(shown, list):
            yield {**data, field: shown}


def example_of(kind: str) -> Data:
    """Return the schema's own example, with people of the small repository."""
    text = json.dumps(SCHEMAS.types[kind].content["examples"][0])
    found: Data = json.loads(text.replace('"zhou-tao"', '"chen-jie"'))
    return found


def gaps(place: Place) -> dict[Route, Data]:
    """Say of every required field what the document says without it."""
    walk, name = place
    found: dict[Route, Data] = {}
    schema, example = SCHEMAS.types[kind_of(name)].content, example_of(kind_of(name))
    for data in told_more(schema, walk.documents[name], example):
        for route in required(schema, data):
            found.setdefault(route, dropped(data, route))
    return found


def dropped(data: Data, route: Route) -> Data:
    """Return data without one field."""
    changed = deepcopy(data)
    below: Any = changed
    for step in route[:-1]:
        below = below[step]
    below.pop(route[-1], None)
    return changed


GAPS = [(place, route, data) for place in LAST for route, data in gaps(place).items()]


@pytest.mark.parametrize(
    ("place", "data"),
    [(place, data) for place, _, data in GAPS],
    ids=[f"{at(place)}-{'.'.join(map(str, route))}" for place, route, _ in GAPS],
)
def test_no_required_item_can_be_left_out(place: Place, data: Data) -> None:
    walk, name = place
    assert finished_last(place, data) == [("missing-field", walk.place(name))]


def every_required(
    schema: Mapping[str, Any], route: Route = (), above: tuple[int, ...] = ()
) -> Iterator[Route]:
    """Yield the way to every field that a schema may require, the first entry for every list."""
    schema = resolved(schema)
    if id(schema) in above:
        return
    above = (*above, id(schema))
    more = [field for _, fields in conditions(schema) for field in fields]
    yield from ((*route, field) for field in (*schema.get("required", ()), *more))
    for field, below in schema.get("properties", {}).items():
        yield from every_required(below, (*route, field), above)
    if "items" in schema:
        yield from every_required(schema["items"], (*route, 0), above)


def test_every_field_that_a_schema_requires_of_a_step_is_left_out_once() -> None:
    tried = {(kind_of(name), route) for (_, name), route, _ in GAPS}
    kinds = {kind for kind, _ in tried}
    wanted = {
        (kind, route) for kind in kinds for route in every_required(SCHEMAS.types[kind].content)
    }
    assert wanted - tried == set()


# -- changed after it was approved ------------------------------------------------------------


def approved() -> Iterator[tuple[Place, str]]:
    """Yield every document that votes cover, with the first document they were cast on."""
    for walk in WALKS:
        covered: dict[str, str] = {}
        for name in walk.votes:
            for one in (name, *named(walk.documents[name])):
                covered.setdefault(one, name)
        yield from (((walk, one), name) for one, name in covered.items())


APPROVED = list(approved())


@pytest.mark.parametrize(
    ("place", "voted_on"), APPROVED, ids=[f"{at(place)}-under-{name}" for place, name in APPROVED]
)
def test_nothing_can_be_changed_after_it_was_approved(place: Place, voted_on: str) -> None:
    walk, name = place
    changed = said({**walk.documents[name], "attachments": []})
    files = walk.files() | {walk.place(name): changed}
    assert found(files, walk.last_day) == [("approval-lapsed", walk.place(voted_on))]


# -- misspelt ---------------------------------------------------------------------------------

#: By step: a way that passes it, and the words it knows.
ASKED = {
    step: (kind, way, sorted(STEPS[step]["next"])) for kind, way in reversed(WAYS) for step in way
}
WORDS = [(step, word) for step, (_, _, words) in ASKED.items() for word in words]


def misspellings(word: str) -> set[str]:
    """Return a word with one letter left out, doubled, or put before its neighbour."""
    places = range(len(word))
    left_out = {word[:n] + word[n + 1 :] for n in places}
    doubled = {word[: n + 1] + word[n:] for n in places}
    swapped = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in places[:-1]}
    return (left_out | doubled | swapped) - {word}


@pytest.mark.parametrize(("step", "word"), WORDS, ids=[f"{step}-{word}" for step, word in WORDS])
def test_misspelt_word_opens_no_gate(step: str, word: str) -> None:
    """Everything after it is written and voted on as if the word were right."""
    kind, way, _ = ASKED[step]
    document = word_of(step).partition(".")[0]
    first = next(one for one in way if word_of(one) == word_of(step))
    for text in sorted(misspellings(word)):
        walk = straight(kind, way, {step: text})
        register = Register([*BASE_DOCUMENTS, *documents(walk.files())], SCHEMAS, walk.last_day)
        progress = register.progress(register.dossiers_by_id[walk.id])
        assert (progress.state, progress.here and progress.here.id, progress.word) == (
            State.UNKNOWN, first, text,
        )  # fmt: skip
        assert [(one.rule, one.location.path) for one in judge(register)] == [
            ("unknown-outcome", walk.place(document))
        ]
