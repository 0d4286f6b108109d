"""Properties of walks: honest ones read back, harms show once, later changes reopen nothing."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.loading.documents import Document
from handrail.loading.documents import load_documents
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.register import Progress
from handrail.register import Register
from handrail.rules import RULES
from handrail.rules import judge
from tests.overlay import AS_OF
from tests.overlay import encoded
from tests.overlay import overlay
from tests.overlay import told
from tests.walks import BASE
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

SCHEMAS = load_schemas(Memory({}))


def documents(files: Mapping[str, str]) -> list[Document]:
    source = Memory({path: encoded(text) for path, text in files.items()})
    return load_documents(source, SCHEMAS)[0]


BASE_DOCUMENTS = documents(BASE)


def read(walk: Walk, changed: Mapping[str, str] | None = None, as_of: date | None = None) -> Register:
    """Read a walk in its repository, of which some files may be changed."""
    base = [one for one in BASE_DOCUMENTS if one.path not in (changed or {})]
    return Register(
        [*base, *documents(walk.files()), *documents(changed or {})], SCHEMAS, as_of or walk.last_day
    )


def progress(walk: Walk, register: Register) -> Progress:
    return register.progress(register.dossiers_by_id[walk.id])


def visits(progress: Progress) -> list[Visit]:
    return [Visit(one.step.id, one.document, one.word, one.date) for one in progress.path]


@settings(max_examples=300)
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


@dataclass(frozen=True)
class Harm:
    """A change to an honest walk, and the rules it breaks: one, or none where it is honest too."""

    what: str
    walk: Walk
    rules: tuple[str, ...]


LAPSED, OUT_OF_TURN = "approval-lapsed", "document-out-of-turn"


def harms(walk: Walk) -> Iterator[Harm]:
    for name, data in walk.documents.items():
        finished = "completed" in data
        yield Harm(f"{name} removed", _without(walk, name), _when_undone(walk, name))
        yield Harm(f"{name} edited", _with(walk, name, attachments=[]), _when_edited(walk, name))
        if finished:
            undone = _with(walk, name, completed=None)
            yield Harm(f"{name} not finished", undone, _when_undone(walk, name, is_there=True))
        if finished and walk.votes.get(name):
            gone = _without(walk, name, votes=False)
            yield Harm(f"{name} removed with its votes", gone, _when_undone(walk, name, voted=False))
        for word in ("outcome", "class"):
            if finished and word in data and kind_of(name) != "follow-up":
                misspelt = _with(walk, name, **{word: "aproved"})
                yield Harm(f"{name} misspelt", misspelt, _when_misspelt(walk, name))
    for name, votes in walk.votes.items():
        for person in votes:
            dropped = walk.copy()
            del dropped.votes[name][person]
            yield Harm(f"vote of {person} on {name} dropped", dropped, _when_dropped(walk, dropped, name))
    for kind in ("implementation", "adoption", "handover", "rollout", "reversion", "withdrawal"):
        if walk.kind == "improvement" and kind not in walk.documents and kind not in _expected(walk):
            early = _with(walk, kind, by="li-na", completed=walk.last_day.isoformat(), **TEMPLATES[kind])
            yield Harm(f"{kind} too early", early, (OUT_OF_TURN,))


def _without(walk: Walk, name: str, *, votes: bool = True) -> Walk:
    changed = walk.copy()
    changed.frozen_votes = walk.vote_files()
    del changed.documents[name]
    return changed
