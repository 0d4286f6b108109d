"""Documents begun, gone on with and finished: what is kept, what is laid over, what is judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.documents import Document
from handrail.loading.sources import Memory
from handrail.model.findings import Route
from handrail.register import Register
from handrail.register import load_register
from handrail.writing.addresses import Place
from handrail.writing.addresses import find_place
from handrail.writing.drafts import Draft
from handrail.writing.drafts import begin
from handrail.writing.drafts import finished
from handrail.writing.drafts import go_on
from handrail.writing.drafts import judged
from handrail.writing.drafts import tidied
from handrail.writing.given import Given
from handrail.writing.given import merged
from handrail.writing.given import missing
from handrail.writing.given import put
from handrail.writing.refusals import Refusal
from tests.overlay import AS_OF
from tests.overlay import encoded
from tests.overlay import overlay
from tests.views.samples import PORTAL

REGISTER = load_register(Memory({path: encoded(text) for path, text in overlay({}).items()}), AS_OF)


def begun(kind: str, id_: str, *texts: str, by: str = "li-na", language: str = "en") -> Draft:
    place = find_place(REGISTER, kind, id_, day=AS_OF)
    assert isinstance(place, Place)
    draft = begin(REGISTER, place, Given(texts), by=by, day=AS_OF, language=language)
    assert isinstance(draft, Draft)
    return draft


# -- laid over ----------------------------------------------------------------------------------

DATA = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text("ab", max_size=2),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("xyz"), below),
    max_leaves=8,
)
MAPPINGS = st.dictionaries(st.sampled_from("xyz"), DATA, max_size=3)


@given(MAPPINGS, MAPPINGS)
def test_what_is_given_wins_and_the_rest_stays(
    known: dict[str, Any], given: dict[str, Any]
) -> None:
    found = merged(known, given)
    assert merged(found, given) == found
    assert {key: found[key] for key in known.keys() - given.keys()} == {
        key: known[key] for key in known.keys() - given.keys()
    }
    assert found.keys() == known.keys() | given.keys()
    assert merged(known, {}) == known
    assert merged({}, given) == given


@pytest.mark.parametrize(
    ("known", "given", "found"),
    [
        ({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}}, {"a": {"b": 1, "c": 3}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        (
            {"results": [{"goal": "one", "method": "Count"}, {"goal": "two"}]},
            {"results": [{"goal": "two", "measured": 3}]},
            {"results": [{"goal": "one", "method": "Count"}, {"goal": "two", "measured": 3}]},
        ),
        (
            {"tasks": [{"id": "one"}]},
            {"tasks": [{"id": "two"}, {"id": "one", "done": "2026-02-02"}]},
            {"tasks": [{"id": "one", "done": "2026-02-02"}, {"id": "two"}]},
        ),
        ({"risks": [{"id": "one"}]}, {"risks": [{"what": "New"}]}, {"risks": [{"what": "New"}]}),
    ],
)
def test_entries_are_matched_by_what_names_them(
    known: dict[str, Any], given: dict[str, Any], found: dict[str, Any]
) -> None:
    assert merged(known, given) == found


@pytest.mark.parametrize(
    ("data", "route", "found"),
    [
        ({}, ("a",), {"a": 1}),
        ({"a": None}, ("a", "b"), {"a": {"b": 1}}),
        ({"a": [{"b": 0}]}, ("a", 0, "b"), {"a": [{"b": 1}]}),
    ],
)
def test_put(data: dict[str, Any], route: Route, found: dict[str, Any]) -> None:
    put(data, route, 1)
    assert data == found


# -- begun --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_type_can_be_begun(language: str) -> None:
    ids = {"meeting": "2026-05-14-project", "assessment": "continual-improvement", "plan": "2027"}
    for kind in ("meeting", "assessment", "plan", "process", "review", "suggestion"):
        id_ = ids.get(kind, "incident-management" if kind == "review" else "something-new")
        document = begun(kind, id_, language=language).document
        assert document.parsed.faults == []
        assert {violation.rule for violation in document.violations} <= {
            "missing-field",
            "missing-value",
        }


def test_what_is_missing_is_named_in_the_order_of_the_form() -> None:
    draft = begun("suggestion", "better", "idea=Sort")
    assert draft.missing == (("title",), ("source",), ("problem",))
    assert draft.followed == (("level",),)
    assert missing(draft.document.schema, {}) == tuple(
        (name,) for name in draft.document.schema.content["required"]
    )


def test_a_value_that_does_not_fit_is_refused() -> None:
    place = find_place(REGISTER, "suggestion", "better", day=AS_OF)
    assert isinstance(place, Place)
    refused = begin(
        REGISTER, place, Given(("levl=process", "level=departement")),
        by="li-na", day=AS_OF, language="en",
    )  # fmt: skip
    assert isinstance(refused, tuple)
    assert sorted(str(one.message) for one in refused) == [
        "`departement` is not a word that `level` knows",
        "there is no field `levl` here",
    ]


# -- gone on with and finished --------------------------------------------------------------------

TEXT = """\
# A note of our own.
by: li-na   # who called

reasons: >-
  They have found
  another way.
"""


def draft_of(text: str, newline: str = "\n") -> Document:
    schema = REGISTER.schemas.types["withdrawal"]
    content = text.replace("\n", newline).encode()
    return Document(f"{PORTAL}/withdrawal.yaml", content, schema, {"year": "2026"})


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_of_ones_own_keeps_its_shape(newline: str) -> None:
    dossier = REGISTER.dossiers_by_id["self-service-portal"]
    draft = go_on(
        REGISTER, dossier, draft_of(TEXT, newline), Given(("with=[chen-jie]",)), day=AS_OF
    )
    assert isinstance(draft, Draft)
    done = tidied(finished(REGISTER, dossier, draft, AS_OF).document)
    assert done.content.decode() == TEXT.replace(
        "called\n", "called\nwith: [chen-jie]\ncompleted: 2026-04-20\n"
    ).replace("\n", newline)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_is_taken_out_in_the_language_it_was_written_in(language: str) -> None:
    dossier = REGISTER.dossiers_by_id["self-service-portal"]
    draft = begun("withdrawal", "self-service-portal", "reasons=Solved", language=language)
    done = tidied(finished(REGISTER, dossier, draft, AS_OF).document)
    assert done.content.decode().splitlines()[1:] == [
        "by: li-na", "completed: 2026-04-20", "reasons: Solved",
    ]  # fmt: skip


def test_a_text_that_looks_like_the_form_is_kept() -> None:
    draft = begun("withdrawal", "self-service-portal", "reasons=Solved")
    line = next(
        one for one in draft.document.content.decode().splitlines()[2:] if one.startswith("#")
    )
    document = draft_of(f"by: li-na\nreasons: |\n  {line}\n  More\n")
    assert tidied(document).data["reasons"] == f"{line}\nMore\n"


def source(changes: Mapping[str, str]) -> tuple[Memory, Register]:
    found = Memory({path: encoded(text) for path, text in overlay(changes).items()})
    return found, load_register(found, AS_OF)


def test_only_new_errors_are_told() -> None:
    files, before = source(
        {"improvements/2026/incident-form/suggestion.yaml": "level: departement"}
    )
    document = draft_of("by: li-na\ncompleted: 2026-04-20\nreasons: Solved\n")
    after, errors, _ = judged(files, before, document)
    assert errors == []
    assert after.progress(after.dossiers_by_id["self-service-portal"]).ended_as == "withdrawn"
    _, errors, _ = judged(
        files, before, draft_of("by: nobody\ncompleted: 2026-04-20\nreasons: Solved\n")
    )
    assert [one.rule for one in errors] == ["unknown-person"]


def test_a_file_that_cannot_be_changed_without_harm_is_refused() -> None:
    dossier = REGISTER.dossiers_by_id["self-service-portal"]
    refused = go_on(REGISTER, dossier, draft_of("by: li-na\n"), Given(data={"why": 1}), day=AS_OF)
    assert isinstance(refused, tuple)
    assert isinstance(refused[0], Refusal)
    assert str(refused[0].message) == "there is no field `why` here"
