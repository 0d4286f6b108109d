"""The page of a step: what it is as a pull request."""

from __future__ import annotations

import pytest

from handrail.site.by_hand import ByHand
from handrail.site.pages import generate
from tests.overlay import SMALL
from tests.overlay import small
from tests.site.handbook import LANGUAGES
from tests.site.handbook import Reader
from tests.site.handbook import pages
from tests.site.handbook import words

PROCESS = "processes/continual-improvement/process.yaml"
TITLE = "As a pull request"


def request(step: str, changes: dict[str, str] | None = None) -> str:
    """Return what the page of a step says of its pull request."""
    page = words(pages(small(changes))[f"steps/{step}.md"])
    return page.partition(f"## {TITLE} ")[2].partition("## ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_says_what_it_is_as_a_pull_request(language: str) -> None:
    register = small()
    process = register.processes["continual-improvement"]
    found = pages(register, language)
    for activity in process.activities:
        page = words(found[f"steps/{activity.id}.md"])
        assert "#pull-request" in page
        assert (f"handrail new {activity.document} <" in page) is (activity.document is not None)
        assert ("handrail finish <" in page) is (activity.document is not None)


def test_step_of_an_improvement_says_files_branch_and_people() -> None:
    said = request("evaluate")
    assert "Branch <id>/evaluation" in said
    assert "improvements/<year>/<id>/evaluation.yaml" in said
    assert "evaluation-2.yaml" in said
    assert "Opened by Quality lead" in said
    assert "Merged by Quality lead" in said
    assert "handrail approve" not in said


def test_step_of_the_plan_is_named_by_its_year() -> None:
    said = request("plan-year")
    assert "Branch <year>/plan" in said
    assert "handrail new plan <year>" in said
    assert "handrail new plan-review <year>" in request("review-plan")


def test_voted_step_holds_the_votes_and_says_what_a_review_counts() -> None:
    said = request("review")
    assert "Opened by Improvement committee , through its secretary" in said
    assert "approvals/decision.<digest>.<person>.yaml" in said
    assert "Not as a vote: a vote is a file." in said
    assert "recorded" in said
    assert "handrail approve <id> decision --by <person> --verdict agree" in said


def test_step_that_only_reads_has_none_of_its_own() -> None:
    assert "None of its own" in request("classify")
    assert "Branch" not in request("classify")


def test_the_process_file_says_who_opens_reviews_and_merges() -> None:
    before, step, after = SMALL[PROCESS].partition("  - id: evaluate\n")
    asked = after.replace("accountable: quality-lead", "accountable: it-director", 1)
    said = request("evaluate", {PROCESS: before + step + asked})
    assert "Opened by Quality lead" in said
    assert "Reviewed by IT director" in said
    assert "Merged by IT director" in said


def test_page_that_explains_it_is_linked_where_it_is_there() -> None:
    guides = {"pull-request.md": "A step as a pull request"}
    register = small()
    found = {one.path: one for one in generate(register, "en", ByHand(guides=guides))}
    there = "../pull-request.html"
    assert there in set(Reader("\n".join(found["steps/evaluate.md"].blocks)).links)
    assert there not in set(Reader("\n".join(pages(register)["steps/evaluate.md"].blocks)).links)
