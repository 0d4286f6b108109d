"""Properties of walks: honest ones read back, harms show once, later changes reopen nothing."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.register import Progress
from handrail.register import Register
from handrail.rules import RULES
from handrail.rules import Rule
from handrail.rules import judge
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.overlay import overlay
from tests.overlay import told
from tests.reading import BASE_DOCUMENTS
from tests.reading import SCHEMAS
from tests.reading import documents
from tests.walks import GRAPH
from tests.walks import PROCESS
from tests.walks import STEPS
from tests.walks import TEMPLATES
from tests.walks import Visit
from tests.walks import Walk
from tests.walks import counted
from tests.walks import entitled
from tests.walks import kind_of
from tests.walks import named
from tests.walks import said
from tests.walks import walks


def read(
    walk: Walk, changed: Mapping[str, str] | None = None, as_of: date | None = None
) -> Register:
    """Read a walk in its repository, of which some files may be changed."""
    base = [one for one in BASE_DOCUMENTS if one.path not in (changed or {})]
    return Register(
        [*base, *documents(walk.files()), *documents(changed or {})],
        SCHEMAS,
        as_of or walk.last_day,
    )


def progress(walk: Walk, register: Register) -> Progress:
    return register.progress(register.dossiers_by_id[walk.id])


def visits(progress: Progress) -> list[Visit]:
    return [Visit(one.step.id, one.document, one.word, one.date) for one in progress.path]


@settings(max_examples=600)
@given(walks())
def test_honest_walk_reads_back_without_a_finding(walk: Walk) -> None:
    register = read(walk)
    assert [told(finding) for finding in judge(register)] == []
    found = progress(walk, register)
    assert visits(found) == walk.path
    assert (found.here.id if found.here else None) == walk.here
    assert found.ended_as == walk.ended_as
    assert [(wait.document, wait.state.value) for wait in found.waits] == walk.waits
    assert found.since == walk.since


# -- harms ------------------------------------------------------------------------------------

LAPSED, CHANGED, OUT_OF_TURN = "approval-lapsed", "digest-open", "document-out-of-turn"


@dataclass(frozen=True)
class Harm:
    """A change to the files of an honest walk, and the rules it breaks: one, or none where it is honest too."""

    what: str
    files: Mapping[str, str | None]
    rules: tuple[str, ...]


def harms(walk: Walk) -> Iterator[Harm]:
    for name, data in walk.documents.items():
        place = walk.place(name)
        votes = {walk.place_of_vote(name, person): None for person in walk.votes.get(name, ())}
        yield Harm(f"{name} removed", {place: None}, when_undone(walk, name, votes=bool(votes)))
        edited = said({**data, "attachments": []})
        yield Harm(f"{name} edited", {place: edited}, when_edited(walk, name))
        if "completed" not in data:
            continue
        draft = said({key: value for key, value in data.items() if key != "completed"})
        undone = when_undone(walk, name, votes=bool(votes), removed=False)
        yield Harm(f"{name} not finished", {place: draft}, undone)
        if votes:
            files = {place: None, **votes}
            yield Harm(
                f"{name} removed with its votes", files, when_undone(walk, name, votes=False)
            )
        for word in {"outcome", "class"} & set(data) if kind_of(name) != "follow-up" else ():
            misspelt = said({**data, word: f"{data[word]}d"})
            yield Harm(f"{word} of {name} misspelt", {place: misspelt}, when_misspelt(walk, name))
    for name, votes_on in walk.votes.items():
        for person in votes_on:
            rules = when_dropped(walk, name, person)
            if rules is not None:
                yield Harm(
                    f"vote of {person} on {name} dropped",
                    {walk.place_of_vote(name, person): None},
                    rules,
                )
    yield from too_early(walk)


def too_early(walk: Walk) -> Iterator[Harm]:
    """Write a finished document nobody asked for; only a withdrawal is welcome at some steps."""
    if walk.kind == "plan":
        return
    waited_for = {name for name, _ in walk.waits}
    for kind in ("implementation", "adoption", "handover", "rollout", "reversion", "withdrawal"):
        if kind in walk.documents or kind in waited_for or walk.here in STEPS["withdraw"]["during"]:
            continue
        early = said({"by": "li-na", "completed": day_after(walk).isoformat(), **TEMPLATES[kind]})
        yield Harm(f"{kind} too early", {walk.place(kind): early}, (OUT_OF_TURN,))


def day_after(walk: Walk) -> date:
    return walk.last_day + timedelta(days=1)


def on_path(walk: Walk) -> list[str]:
    return [visit.document for visit in walk.path if visit.document]


def leaving(kind: str) -> Mapping[str, Any]:
    """The step that leaves a type of document."""
    return next(step for step in STEPS.values() if step.get("document") == kind)


def resting_on(walk: Walk, name: str) -> list[str]:
    """The finished documents that name another in `decides_on`."""
    return [other for other in walk.written if name in named(walk.documents[other])]


def beside(walk: Walk) -> list[str]:
    """The finished documents beside the path that are put to the vote."""
    kinds = {"scope-change", "abandonment"}
    return [name for name in walk.written if kind_of(name) in kinds]


def left_behind(walk: Walk, name: str, *, stands_there: bool = False) -> list[str]:
    """What has no place any more once the walk stops where it was going to leave a document.

    Where that is not even there, a withdrawal or an abandonment may still lead away from the step.
    """
    path = on_path(walk)
    index, here = path.index(name), walk.written[name]
    taken = path[:index]
    been = {
        visit.step
        for visit in walk.path[: walk.path.index(next(v for v in walk.path if v.document == name))]
    }
    been |= {walk.written[document] for document in taken} | {here}
    ways = [
        other
        for other in path[index + 1 :]
        if "next" in leaving(kind_of(other)) and "during" in leaving(kind_of(other))
    ]
    if ways and here in leaving(kind_of(ways[0]))["during"] and not stands_there:
        rest = path[path.index(ways[0]) :]
        taken += rest
        been |= {leaving(kind_of(other))["id"] for other in rest} | {walk.ended_as or ""}
    renewing = {
        named(walk.documents[other])[-1]: other
        for other in walk.written
        if kind_of(other) == "scope-change"
    }

    def has_place(document: str) -> bool:
        document = renewing.get(document, document)
        step = leaving(kind_of(document))
        allowed = "during" in step and bool(been & {*step["during"]}) and step["id"] != "withdraw"
        return document in taken or allowed

    return [other for other in walk.written if other != name and not has_place(other)]


def when_undone(walk: Walk, name: str, *, votes: bool, removed: bool = True) -> tuple[str, ...]:
    """A document is not there, or not finished: the first of these that holds is found."""
    if name not in walk.written:
        return ()
    resting = [other for other in resting_on(walk, name) if other in beside(walk)]
    drafts = [other for other in walk.documents if other not in walk.written]
    on_the_way = name in on_path(walk)
    found = (
        (votes or (resting and removed) or any(walk.votes.get(other) for other in resting), LAPSED),
        (resting, CHANGED),  # finished, but nobody has voted on it yet
        (on_the_way and left_behind(walk, name), OUT_OF_TURN),
        (not on_the_way and removed and leaves_a_gap(walk, name), OUT_OF_TURN),
        (
            any(name in named(walk.documents[other]) for other in drafts),
            "unknown-document" if removed else CHANGED,
        ),
        (removed and any(kind_of(other) == kind_of(name) for other in drafts), "missing-number"),
    )
    return next(((rule,) for holds, rule in found if holds), ())


def leaves_a_gap(walk: Walk, name: str) -> bool:
    """Tell whether later numbers, or what a scope change renewed, miss a document beside the path."""
    kind = kind_of(name)
    same = [other for other in walk.written if kind_of(other) == kind]
    numbered = kind in {"status-report", "abandonment"} and same[-1] != name
    return numbered or kind == "scope-change"


def when_edited(walk: Walk, name: str) -> tuple[str, ...]:
    """A word is changed: what was voted on, or is named by what is finished, is another one now."""
    resting = resting_on(walk, name)
    voted = [other for other in (name, *resting) if walk.votes.get(other)]
    here = walk.waits[0][0] if walk.here else ""
    if here in resting and here not in voted and not {*voted} & {name, *on_path(walk)}:
        return (CHANGED,)  # the walk gets no further than the text that waits for its first vote
    if voted:
        return (LAPSED,)
    return (CHANGED,) if any(name in named(data) for data in walk.documents.values()) else ()


def when_misspelt(walk: Walk, name: str) -> tuple[str, ...]:
    """The word that chooses the way is one nobody knows; under a vote, it is another text first."""
    if walk.votes.get(name):
        return (LAPSED,)
    return ("unknown-outcome",) if name in on_path(walk) else ()


def when_dropped(walk: Walk, name: str, person: str) -> tuple[str, ...] | None:
    """A vote is gone: nothing, unless it was needed and something followed."""
    everybody, votes = entitled(walk, name), walk.votes[name]
    before = counted(everybody, votes)
    after = counted(everybody, {who: vote for who, vote in votes.items() if who != person})
    if after[0] == before[0]:
        return () if after == before else None  # decided later: what lies between may be too early
    if name not in on_path(walk):
        return ()
    renewals = [
        named(walk.documents[other]) for other in beside(walk) if kind_of(other) == "scope-change"
    ]
    renewed = {
        [old for old in names if kind_of(old) == kind_of(names[-1])][-2] for names in renewals
    }
    if left_behind(walk, name, stands_there=True) or name in renewed:
        return (OUT_OF_TURN,)
    later = list(walk.written)[list(walk.written).index(name) :]
    unfounded = [
        other
        for other in beside(walk)
        if other in later and not {*walk.rests_on[name]} <= {*named(walk.documents[other])}
    ]
    return ("decides-on-incomplete",) * len(unfounded)


# Each walk is harmed some thirty times: to shrink one takes longer than to read it as it is.
@settings(max_examples=150, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(walks())
def test_every_single_harm_is_found_once(walk: Walk) -> None:
    files = walk.files()
    untouched = {one.path: one for one in documents(files)}
    for harm in harms(walk):
        changed = documents({path: text for path, text in harm.files.items() if text is not None})
        kept = [one for path, one in untouched.items() if path not in harm.files]
        register = Register([*BASE_DOCUMENTS, *kept, *changed], SCHEMAS, day_after(walk))
        found = judge(register)
        assert tuple(one.rule for one in found) == harm.rules, (
            harm.what,
            [told(one) for one in found],
        )


# -- the rules of the game change -------------------------------------------------------------

ORGANIZATION = yaml.safe_load(SMALL["organization.yaml"])
EARLIER = "processes/continual-improvement/workflows/2.yaml"


def with_graph(graph: Mapping[str, Any]) -> dict[str, str]:
    """A new graph under the next number; the one before it is kept."""
    kept = {key: GRAPH[key] for key in ("workflow", "starts", "ends", "roles", "activities")}
    return {PROCESS: said({**graph, "workflow": 3}), EARLIER: said(kept)}


def activity_added() -> Mapping[str, Any]:
    """Let both kinds of records pass a new activity first thing."""
    graph = deepcopy(GRAPH)
    for kind, start in graph["starts"].items():
        first = next(activity for activity in graph["activities"] if activity["id"] == start)
        new = {"id": f"screen-{kind}", "document": f"{kind}-screening", "next": first["next"]}
        first["next"] = new["id"]
        graph["activities"].append({**STEPS["pilot"], **new})
    return graph


def outcome_renamed() -> Mapping[str, Any]:
    """Give every word another spelling."""
    graph = deepcopy(GRAPH)
    for activity in graph["activities"]:
        if isinstance(activity.get("next"), dict):
            activity["next"] = {f"{word}-now": target for word, target in activity["next"].items()}
    return graph


def quorum_raised(last_day: date, next_day: date) -> dict[str, str]:
    organization = deepcopy(ORGANIZATION)
    body = organization["bodies"][0]
    body["quorum"][0]["until"] = last_day
    body["quorum"].append({"votes": 3, "from": next_day})
    return {"organization.yaml": said(organization)}


def member_gone(last_day: date, _: date) -> dict[str, str]:
    organization = deepcopy(ORGANIZATION)
    for row in (organization["people"][2], organization["bodies"][0]["members"][2]):
        row["until"] = last_day
    return {"organization.yaml": said(organization)}


def member_appointed(_: date, next_day: date) -> dict[str, str]:
    organization = deepcopy(ORGANIZATION)
    organization["bodies"][0]["members"] += [
        {"person": "li-na", "as": "member", "from": next_day},
        {"person": "chen-jie", "as": "member", "from": next_day},
    ]
    return {"organization.yaml": said(organization)}


def level_lowered(last_day: date, next_day: date) -> dict[str, str]:
    organization = deepcopy(ORGANIZATION)
    level = {"title": "Director", "role": "it-director"}
    organization["levels"] = [
        {
            **level,
            "id": "dear",
            "when": {"cost_above": 9999},
            "from": "2025-01-01",
            "until": last_day,
        },
        {
            **level,
            "id": "all",
            "when": {"document": ["plan", "decision", "charter"]},
            "from": next_day,
        },
    ]
    return {"organization.yaml": said(organization)}


CHANGES = {
    "activity added": lambda *_: with_graph(activity_added()),
    "outcome renamed": lambda *_: with_graph(outcome_renamed()),
    "quorum raised": quorum_raised,
    "member gone": member_gone,
    "member appointed": member_appointed,
    "level lowered": level_lowered,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@settings(max_examples=50)
@given(walk=walks(to_the_end=True))
def test_later_change_of_the_game_reopens_no_ended_record(walk: Walk, change: Any) -> None:
    register = read(
        walk, change(walk.last_day, day_after(walk)), walk.last_day + timedelta(days=60)
    )
    found = progress(walk, register)
    assert visits(found) == walk.path
    assert found.ended_as == walk.ended_as
    assert [told(finding) for finding in judge(register)] == []


@settings(max_examples=50)
@given(walk=walks(to_the_end=True))
def test_change_of_the_graph_under_the_same_number_reopens_it(walk: Walk) -> None:
    graph = {PROCESS: said(activity_added())}
    assert progress(walk, read(walk, graph)).ended_as is None


# -- order ------------------------------------------------------------------------------------

SHOWN = [
    rule for rule in RULES.values() if not any(text.startswith("-") for text in rule.bad.values())
]


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(SHOWN), min_size=3, max_size=9, unique_by=lambda rule: rule.id),
    st.randoms(),
)
def test_order_of_findings_does_not_depend_on_the_order_of_files(
    rules: list[Rule], random: Random
) -> None:
    changes: dict[str, str] = {}
    for rule in rules:
        changes |= {**rule.given, **rule.bad}
    ordered = documents(overlay(changes))
    shuffled = list(ordered)
    random.shuffle(shuffled)
    expected = judge(Register(ordered, SCHEMAS, AS_OF))
    assert expected
    assert judge(Register(shuffled, SCHEMAS, AS_OF)) == expected
