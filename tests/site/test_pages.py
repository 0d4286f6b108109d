"""What the generated pages say, without a browser and without MkDocs."""

from __future__ import annotations

import pytest

from handrail.model.records import Forge
from handrail.render.language import fill
from handrail.site.config import edit_address
from handrail.views.standing import standings
from handrail.views.standing import waitings
from tests.overlay import SMALL
from tests.overlay import small
from tests.render.test_markup import PAYLOADS
from tests.site.handbook import LANGUAGES
from tests.site.handbook import Reader
from tests.site.handbook import pages
from tests.site.handbook import words

PROCESS = "processes/continual-improvement/process.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"


def test_every_kind_of_record_has_its_page() -> None:
    found = pages(small())
    assert {
        "index.md", "how-improvement-works.md", "improvements.md", "meetings.md", "people.md",
        "plans.md", "processes.md", "rules.md", "steps/evaluate.md", "steps/pilot.md",
        "improvements/self-service-portal.md", "improvements/incident-form.md", "plans/2026.md",
        "meetings/2026-01-08-evaluation.md", "processes/incident-management.md",
    } <= found.keys()  # fmt: skip
    assert found.keys() == pages(small(), "zh").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_what_the_views_say(language: str) -> None:
    register = small()
    found = pages(register, language)
    for one in standings(register):
        page = words(found[f"improvements/{one.dossier.id}.md"])
        listed = words(found["improvements.md"])
        for said in (one.step.title if one.step else None, one.end):
            assert said is None or fill(said, language) in page
            assert said is None or fill(said, language) in listed
        for day in (one.since, one.due if one.is_open else None):
            assert day is None or day.isoformat() in page
        for link in one.waiting_for:
            assert fill(link.title, language) in page
    home = words(found["index.md"])
    for waiting in waitings(register):
        assert fill(waiting.record.title, language) in home or waiting.record.kind == "plan"
        for link in waiting.people:
            assert fill(link.title, language) in home


def test_the_process_file_writes_chart_steps_and_pages() -> None:
    changed = (
        SMALL[PROCESS]
        .replace("Evaluate and select", "Weigh and select")
        .replace("parked: evaluate", "parked: collect")
    )
    before, after = pages(small()), pages(small({PROCESS: changed}))
    for path in (
        "how-improvement-works.md",
        "steps/evaluate.md",
        "processes/continual-improvement.md",
    ):
        assert "Weigh and select" in words(after[path])
        assert "Evaluate and select" not in words(after[path])
        assert before[path] != after[path]
    assert "parked → 3 · Collect suggestions" in words(after["steps/evaluate.md"])
    assert "Weigh and select" in words(after["improvements/self-service-portal.md"])


def test_time_limits_are_said_in_words() -> None:
    assert "within 1 month" in words(pages(small())["steps/evaluate.md"])
    limited = SMALL[PROCESS].replace("within: P1M", "within: P5D")
    page = pages(small({PROCESS: limited}))["steps/evaluate.md"]
    assert "within 5 working days" in words(page)


def test_a_page_names_the_file_it_was_written_from() -> None:
    found = pages(small())
    assert found["improvements/self-service-portal.md"].source == SUGGESTION
    assert found["processes/incident-management.md"].source == INCIDENTS
    assert found["steps/evaluate.md"].source == PROCESS
    assert found["plans/2026.md"].source == "improvements/2026/plan.yaml"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("github", "https://git.example/it/handbook/edit/trunk/"),
        ("gitlab", "https://git.example/it/handbook/-/edit/trunk/"),
        ("gitea", "https://git.example/it/handbook/_edit/trunk/"),
    ],
)
def test_pages_are_edited_on_the_forge(kind: str, address: str) -> None:
    forge = Forge(kind=kind, url="https://git.example/it/handbook/", branch="trunk")
    assert edit_address(forge) == address


def test_site_that_shows_roles_names_nobody() -> None:
    register = small({"handrail.yaml": "show_people: roles\n"})
    assert register.offices is not None
    people = register.offices.people.values()
    for path, page in pages(register).items():
        said = words(page) if path != "rules.md" else ""  # its examples are made up
        for person in people:
            assert fill(person.name, "en") not in said
            assert f"#{person.id}" not in page.markdown()
            assert (person.email or "@") not in said


def test_vote_shows_its_level_of_trust_and_its_result() -> None:
    page = words(pages(small())["improvements/incident-form.md"])
    assert "carried on 2026-01-29" in page
    assert "recorded" in page
    assert "Wang Wei" in page


def test_missing_language_is_shown() -> None:
    changes = {SUGGESTION: "problem: {en: It takes long.}\n"}
    page = pages(small(changes), "zh")["improvements/self-service-portal.md"]
    assert '<span class="hr-untranslated"' in page.markdown()
    assert 'lang="en"' in page.markdown()
    english = pages(small(changes), "en")["improvements/self-service-portal.md"]
    assert "hr-untranslated" not in english.markdown()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_text_wherever_they_stand(payload: str) -> None:
    quoted = (
        "'"
        + payload.replace("'", "''").replace("\n", " ").replace("\x02", "").replace("\x03", "")
        + "'"
    )
    changes = {
        SUGGESTION: f"title: {quoted}\nproblem: {quoted}\nidea: {quoted}\nsuggested_by: {quoted}\n",
        INCIDENTS: f"title: {quoted}\npurpose: {quoted}\n"
        f"risks: [{{id: a, cause: {quoted}, likelihood: high, impact: low, response: {quoted}, owner: chen-jie}}]\n"
        f"controls: [{{id: b, activity: log, what: {quoted}, owner: chen-jie, against: [a]}}]\n"
        f"recurring: [{{id: c, what: {quoted}, every: P1M, responsible: quality-lead}}]\n"
        f"apart: [{{roles: [quality-lead, it-director], reason: {quoted}}}]\n"
        f"origin: {{given: {quoted}, ours: {quoted}}}\n"
        f"inputs: [{{id: d, source: {quoted}, title: {quoted}, criteria: {quoted}}}]\n"
        f"outputs: [{{id: e, receiver: {quoted}, title: {quoted}, criteria: {quoted}}}]\n",
        "handrail.yaml": f"organization: {quoted}\n",
    }
    for page in pages(small(changes)).values():
        written = page.markdown()
        head = written.split("\n---\n")[0]
        assert "<" not in head.replace("\n", "")
        for tag, attributes in Reader("\n".join(page.blocks)).tags:
            assert tag not in {
                "script",
                "iframe",
                "form",
                "style",
                "meta",
                "img",
                "svg",
                "object",
                "embed",
                "input",
            } or (
                tag == "svg" and str(attributes.get("class")).split()[0] in {"hr-gantt", "hr-lanes"}
            )
            assert not any(name.startswith("on") for name in attributes)
            assert (
                not (attributes.get("href") or "")
                .lower()
                .startswith(("javascript:", "data:", "vbscript:"))
            )


@pytest.mark.parametrize(
    "text",
    ["not a mapping\n", "a: [\n", "title: {en: x, en: y}\n", "\x00", "processes: 3\ntitle: [1]\n"],
)
def test_record_that_cannot_be_read_still_has_a_page(text: str) -> None:
    found = pages(small({SUGGESTION: text}))
    assert "improvements/self-service-portal.md" in found
    assert "index.md" in found


def test_folder_that_is_no_id_gets_no_page() -> None:
    changes = {"improvements/2026/Bad Name/suggestion.yaml": SMALL[SUGGESTION]}
    found = pages(small(changes))
    assert [path for path in found if "Bad" in path] == []
    assert "Bad%20Name" not in "".join(page.markdown() for page in found.values())


def test_pages_do_not_depend_on_the_order_of_files() -> None:
    first, second = pages(small()), pages(small())
    assert {path: page.markdown() for path, page in first.items()} == {
        path: page.markdown() for path, page in second.items()
    }
