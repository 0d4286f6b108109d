"""Whatever a record has been through, what is due and its story can be told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.loading.documents import load_documents
from handrail.loading.sources import Memory
from handrail.register import Register
from handrail.render.icalendar import to_icalendar
from handrail.render.tables import to_json
from handrail.render.terminal import PLAIN
from handrail.views.due import Due
from handrail.views.due import dues
from handrail.views.due import table
from handrail.views.measured_goals import measured_goals
from handrail.views.story import chapters
from handrail.views.story import story
from tests.overlay import AS_OF
from tests.rules.test_any_input import DATA
from tests.rules.test_any_input import DOCUMENTS
from tests.rules.test_any_input import SCHEMAS
from tests.rules.test_any_input import places
from tests.rules.test_any_input import replaced
from tests.rules.test_any_input import values
from tests.test_walks import read
from tests.walks import Walk
from tests.walks import said
from tests.walks import walks


def steps_due(walk: Walk, register: Register) -> list[Due]:
    """Return what is due of a walked record for what it waits for: the step, and votes on it."""
    return [
        row
        for row in dues(register)
        if row.deadline.path.startswith(f"{walk.folder}/") and row.deadline.route == ()
    ]


@settings(max_examples=200)
@given(walks())
def test_what_an_honest_walk_waits_for_is_due(walk: Walk) -> None:
    register = read(walk)
    progress = register.progress(register.dossiers_by_id[walk.id])
    found = {row.deadline.path: row.deadline.day for row in steps_due(walk, register)}
    if progress.due is not None:
        assert found[walk.place(walk.waits[0][0])] == progress.due
    keys = [(row.deadline.path, row.deadline.route) for row in dues(register)]
    assert len(set(keys)) == len(keys)


@settings(max_examples=200)
@given(walks("improvement"))
def test_every_finished_document_of_a_walk_has_its_chapter(walk: Walk) -> None:
    register = read(walk)
    found = chapters(register, register.dossiers_by_id[walk.id])
    told = {chapter.source.title for chapter in found}
    assert {name for name, data in walk.documents.items() if data.get("completed")} <= told
    assert [chapter.day for chapter in found] == sorted(chapter.day for chapter in found)


@settings(max_examples=300)
@given(st.sampled_from(sorted(DATA)), st.data())
def test_any_value_in_any_place_can_be_told(path: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(list(places(DATA[path]))))
    content = said(replaced(DATA[path], place, data.draw(values))).encode()
    others = [document for document in DOCUMENTS if document.path != path]
    changed, _ = load_documents(Memory({path: content}), SCHEMAS)
    register = Register([*others, *changed], SCHEMAS, AS_OF)
    rows = dues(register)
    to_json(table(rows), "zh", PLAIN)
    to_icalendar(register, rows, "en")
    for dossier in register.improvements:
        to_json(story(register, dossier), "en", PLAIN)
        to_json(measured_goals(register, dossier), "en", PLAIN)
