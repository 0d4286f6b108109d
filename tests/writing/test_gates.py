"""Whose turn it is and who may write, in every state a record can stand in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.loading.documents import Document
from handrail.loading.sources import Memory
from handrail.register import Register
from handrail.register import load_register
from handrail.render.language import translate
from handrail.views.next_steps import free_name
from handrail.writing.addresses import Place
from handrail.writing.addresses import find_place
from handrail.writing.drafts import begin
from handrail.writing.drafts import finished
from handrail.writing.drafts import judged
from handrail.writing.gates import may_finish
from handrail.writing.gates import open_place
from handrail.writing.gates import unfit_to_finish
from handrail.writing.given import Given
from handrail.writing.refusals import Refusal
from handrail.writing.turns import changed_pairs
from handrail.writing.turns import find_turn
from handrail.writing.turns import turns
from tests.overlay import AS_OF
from tests.overlay import encoded
from tests.overlay import small
from tests.views.samples import DECISION
from tests.views.samples import PORTAL
from tests.views.samples import vote
from tests.walks import BASE
from tests.walks import TEMPLATES
from tests.walks import Walk
from tests.walks import said
from tests.walks import walks

FORM = "improvements/2026/incident-form"
OPEN: Mapping[str, Mapping[str, str]] = {
    "to be decided": {},
    "being decided": {f"{PORTAL}/decision.yaml": "by: improvement-committee\nrecorded_by: he-ping"},
    "put to the vote": DECISION,
    "a vote astray": {f"{PORTAL}/decision.yaml": "-", **vote("wang-wei", "agree", name="proposal")},
    "a vote has lapsed": {
        **DECISION,
        f"{PORTAL}/approvals/decision.00000000.wu-fang.yaml": (
            f"document: decision\ndigest: sha256:{'0' * 64}\nverdict: agree\n"
            "role: improvement-committee\nby: wu-fang\ndate: 2026-04-16"
        ),
    },
    "parked": {
        f"{PORTAL}/evaluation.yaml": "outcome: parked\nrevisit_on: 2026-05-04",
        f"{PORTAL}/proposal.yaml": "-",
    },
    "an unknown word": {
        f"{PORTAL}/evaluation.yaml": "outcome: declned",
        f"{PORTAL}/proposal.yaml": "-",
    },
    "withdrawal begun": {f"{PORTAL}/withdrawal.yaml": "by: li-na"},
    "rejected": {
        **DECISION, **vote("wang-wei", "agree"), **vote("wu-fang", "agree"),
    },
}  # fmt: skip
#: What may be written in each state; `!` marks what is begun already.
POSSIBLE = {
    "to be decided": ["decision", "withdrawal"],
    "being decided": ["decision!", "withdrawal"],
    "put to the vote": ["withdrawal"],
    "a vote astray": ["decision", "withdrawal"],
    "a vote has lapsed": [],
    "parked": ["evaluation-2", "withdrawal"],
    "an unknown word": [],
    "withdrawal begun": ["decision", "withdrawal!"],
    "rejected": [],
}


@pytest.mark.parametrize("state", list(OPEN))
def test_what_may_be_written(state: str) -> None:
    register = small(OPEN[state])
    found = turns(register, register.dossiers_by_id["self-service-portal"])
    assert [turn.document + "!" * turn.is_begun for turn in found] == POSSIBLE[state]


def test_what_may_follow_an_end() -> None:
    register = small()
    form = register.dossiers_by_id["incident-form"]
    assert [turn.document for turn in turns(register, form)] == ["follow-up"]


#: The form's improvement where it is being carried out, so that its scope may change.
CARRIED_OUT = {
    f"{FORM}/implementation.yaml": "-",
    f"{FORM}/effect.yaml": "-",
    f"{FORM}/adoption.yaml": "-",
}


@pytest.mark.parametrize(
    ("changes", "names", "pairs"),
    [
        ({}, ["implementation", "abandonment", "scope-change", "proposal-2"], ()),
        (
            {f"{FORM}/proposal-2.yaml": "by: li-na"},
            ["implementation", "abandonment", "scope-change", "proposal-2!"],
            (("proposal", "proposal-2"),),
        ),
        (
            # What waits for its scope change is neither written again nor finished again.
            {f"{FORM}/proposal-2.yaml": "by: li-na\ncompleted: 2026-02-03",
             f"{FORM}/scope-change.yaml": "by: li-na\ndecides_on:\n"
             "  - {document: proposal, digest: <digest of proposal>}\n"
             "  - {document: proposal-2, digest: <digest of proposal-2>}"},
            ["implementation", "scope-change!", "abandonment"],
            (("proposal", "proposal-2"),),
        ),
    ],
)  # fmt: skip
def test_what_takes_the_place_of_what_was_approved(
    changes: Mapping[str, str], names: list[str], pairs: tuple[tuple[str, str], ...]
) -> None:
    register = small({**CARRIED_OUT, **changes})
    form = register.dossiers_by_id["incident-form"]
    assert [one.document + "!" * one.is_begun for one in turns(register, form)] == names
    assert changed_pairs(register, form) == pairs


# -- who --------------------------------------------------------------------------------------


def opened(register: Register, kind: str, id_: str, *people: str) -> str | Refusal:
    place = find_place(register, kind, id_, day=AS_OF)
    assert isinstance(place, Place)
    found = open_place(register, place, people, AS_OF)
    return found if isinstance(found, Refusal) else found[0].path


@pytest.mark.parametrize(
    ("kind", "id_", "people", "path"),
    [
        ("decision", "self-service-portal", ["he-ping"], f"{PORTAL}/decision.yaml"),
        ("decision", "self-service-portal", ["wang-wei"], f"{PORTAL}/decision.yaml"),
        ("withdrawal", "self-service-portal", ["chen-jie"], f"{PORTAL}/withdrawal.yaml"),
        ("withdrawal", "self-service-portal", ["wu-fang", "li-na"], f"{PORTAL}/withdrawal.yaml"),
        ("suggestion", "better", ["wu-fang"], "improvements/2026/better/suggestion.yaml"),
        ("plan", "2027", ["li-na"], "improvements/2027/plan.yaml"),
        ("plan-review", "2026", ["li-na"], "improvements/2026/plan-review-2.yaml"),
        ("follow-up", "incident-form", ["chen-jie"], f"{FORM}/follow-up.yaml"),
        ("meeting", "2026-05-14-project", ["wu-fang"], "improvements/2026/meetings/2026-05-14-project.yaml"),
        ("review", "incident-management", ["chen-jie"], "processes/incident-management/reviews/2026-04-20.yaml"),
        ("process", "service-desk", ["chen-jie"], "processes/service-desk/process.yaml"),
        ("assessment", "continual-improvement", ["li-na"], "improvements/2026/assessments/continual-improvement.yaml"),
    ],
)  # fmt: skip
def test_who_may_write_where(kind: str, id_: str, people: list[str], path: str) -> None:
    assert opened(small(), kind, id_, *people) == path


@pytest.mark.parametrize(
    ("kind", "id_", "people"),
    [
        ("decision", "self-service-portal", ["chen-jie"]),
        ("withdrawal", "self-service-portal", ["wu-fang", "he-ping"]),
        ("plan-review", "2026", ["chen-jie"]),
        ("follow-up", "incident-form", ["wang-wei"]),
        ("suggestion", "better", ["nobody"]),
        ("suggestion", "better", ["guo-yan"]),
    ],
)
def test_who_may_not_write(kind: str, id_: str, people: list[str]) -> None:
    assert isinstance(opened(small(), kind, id_, *people), Refusal)


def test_where_nobody_may_write_it_says_who_would() -> None:
    nobody = {f"{PORTAL}/suggestion.yaml": "processes: -", f"{PORTAL}/proposal.yaml": "-"}
    hints = [
        opened(small(nobody | more), "proposal", "self-service-portal", "huang-qiang")
        for more in ({}, {"organization.yaml": "roles: []"})
    ]
    assert [
        one.hint and translate(one.hint, "en") for one in hints if isinstance(one, Refusal)
    ] == [
        "may write it: li-na; say who does with `--by`",
        "nobody is that here: it follows from `proposal.processes`, `suggestion.processes`",
    ]


def test_without_an_organisation_nobody_is_refused() -> None:
    register = small({"organization.yaml": "people: none"})
    assert opened(register, "suggestion", "better", "li-na") == (
        "improvements/2026/better/suggestion.yaml"
    )


def test_without_an_improvement_process_a_suggestion_is_only_a_file() -> None:
    register = small({"processes/continual-improvement/process.yaml": "-"})
    assert opened(register, "suggestion", "better", "li-na") == (
        "improvements/2026/better/suggestion.yaml"
    )


NOT_NOW = {
    "to be decided": (
        "it is not the turn of `adoption`: `self-service-portal` stands at «Review and decide» and waits for `decision`",
        (
            "possible now: `handrail new decision self-service-portal` by he-ping (`improvement-committee`), "
            "`handrail new withdrawal self-service-portal` by chen-jie, li-na (`suggester`, `quality-lead`)"
        ),
    ),
    "being decided": (
        "it is not the turn of `adoption`: `self-service-portal` stands at «Review and decide» and waits for `decision`",
        (
            "possible now: `handrail finish self-service-portal decision` by he-ping (`improvement-committee`), "
            "`handrail new withdrawal self-service-portal` by chen-jie, li-na (`suggester`, `quality-lead`)"
        ),
    ),
    "put to the vote": (
        "it is not the turn of `adoption`: `decision` of `self-service-portal` is put to the vote",
        (
            "possible now: `handrail approve self-service-portal --verdict agree` by wang-wei, wu-fang, huang-qiang, "
            "`handrail new withdrawal self-service-portal` by chen-jie, li-na (`suggester`, `quality-lead`)"
        ),
    ),
    "an unknown word": (
        "`adoption` cannot be judged: `self-service-portal` is not in order",
        "`handrail next self-service-portal` says what has to be mended first",
    ),
    "rejected": ("`adoption` cannot follow: `self-service-portal` has ended («Rejected»)", ""),
}
NOT_NOW["a vote has lapsed"] = NOT_NOW["an unknown word"]


@pytest.mark.parametrize("state", list(NOT_NOW))
def test_what_is_refused_says_what_is_possible(state: str) -> None:
    register = small(OPEN[state])
    refused = find_turn(register, register.dossiers_by_id["self-service-portal"], "adoption")
    assert isinstance(refused, Refusal)
    hint = translate(refused.hint, "en") if refused.hint else ""
    assert (translate(refused.message, "en"), hint) == NOT_NOW[state]


# -- properties -------------------------------------------------------------------------------


def register_of(walk: Walk, days_later: int = 0) -> tuple[Register, Memory]:
    files = {**BASE, **walk.files()}
    source = Memory({path: encoded(text) for path, text in files.items()})
    return load_register(source, walk.last_day + timedelta(days=days_later)), source


def author(register: Register, step: Any, dossier: Any) -> str:
    workflow = register.workflow_of(dossier)
    assert workflow is not None
    return register.holders(dossier, workflow, step)[0]


@settings(max_examples=60)
@given(walks(), st.sampled_from(["en", "zh"]))
def test_what_may_be_written_is_written_without_an_error(walk: Walk, language: str) -> None:
    """A document that the gates let pass says nothing wrong, only too little; `check` agrees."""
    register, source = register_of(walk)
    dossier = register.dossiers_by_id[walk.id]
    for turn in turns(register, dossier):
        if turn.is_begun:
            continue
        kind = turn.step.document or ""
        place = find_place(register, kind, walk.id, day=walk.last_day)
        assert isinstance(place, Place)
        by = author(register, turn.step, dossier)
        draft = begin(
            register, place.named(turn.document), Given(), by=by, day=walk.last_day, language=language
        )  # fmt: skip
        assert not isinstance(draft, tuple)
        _, errors, _ = judged(source, register, draft.document)
        assert [(one.rule, str(one.message)) for one in errors] == []
        assert {violation.rule for violation in draft.document.violations} <= {
            "missing-field", "missing-value",
        }  # fmt: skip


@settings(max_examples=60)
@given(walks())
def test_what_is_finished_in_its_turn_brings_no_error(walk: Walk) -> None:
    """Filled in with what every document of the walks says, it is finished and nothing is wrong."""
    register, source = register_of(walk)
    dossier = register.dossiers_by_id[walk.id]
    for turn in turns(register, dossier):
        kind = turn.step.document or ""
        # The walks write these with words and days of their own.
        if turn.is_begun or turn.is_renewal or kind not in _PLAIN:
            continue
        place = find_place(register, kind, walk.id, day=walk.last_day)
        assert isinstance(place, Place)
        by = author(register, turn.step, dossier)
        draft = begin(
            register, place.named(turn.document), Given(data=TEMPLATES[kind]),
            by=by, day=walk.last_day, language="en",
        )  # fmt: skip
        assert not isinstance(draft, tuple)
        if unfit_to_finish(register, dossier, turn, draft.document, walk.last_day):
            continue
        done = finished(register, dossier, draft, walk.last_day)
        _, errors, _ = judged(source, register, done.document)
        assert [(one.rule, str(one.message)) for one in errors] == []


#: Types whose template in the walks holds no word that chooses a way and no day of its own.
_PLAIN = frozenset({"withdrawal", "abandonment", "scope-change", "status-report", "handover", "charter"})  # fmt: skip


@settings(max_examples=60)
@given(walks())
def test_what_may_not_be_finished_is_out_of_turn(walk: Walk) -> None:
    """Every document that the gates refuse for its turn is one that `check` refuses as well."""
    register, source = register_of(walk, days_later=1)
    dossier = register.dossiers_by_id[walk.id]
    mine = {turn.document for turn in turns(register, dossier)}
    for kind in ("proposal", "implementation", "adoption") if walk.kind != "plan" else ():
        name = free_name(dossier, kind)
        if name in mine:
            continue
        data = {"by": "li-na", "completed": register.as_of, **TEMPLATES[kind]}
        path = f"{dossier.folder}/{name}.yaml"
        schema = register.schemas.types[kind]
        document = Document(path, said(data).encode(), schema, {"year": dossier.year})
        assert document.valid
        assert isinstance(may_finish(register, dossier, document, date.max), Refusal)
        _, errors, _ = judged(source, register, document)
        assert "document-out-of-turn" in {one.rule for one in errors}
