"""The process file decides: what is changed there changes everywhere, and no code with it."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.loading.sources import Memory
from handrail.register import Register
from handrail.register import load_register
from handrail.render.diagram import flow_charts
from handrail.render.language import fill
from handrail.rules import judge
from handrail.views.next_steps import next_steps
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.site.handbook import pages
from tests.site.handbook import words

PROCESS = "processes/continual-improvement/process.yaml"
#: Thirty working days after 10 April, with 1 May a holiday.
DUE = "2026-05-25"
PORTAL = "improvements/2026/self-service-portal"


def read(changes: Mapping[str, str]) -> Register:
    files = {**SMALL, **changes}
    return load_register(Memory({path: text.encode() for path, text in files.items()}), AS_OF)


def changed(old: str, new: str) -> Register:
    text = SMALL[PROCESS]
    assert text.count(old) == 1
    return read({PROCESS: text.replace(old, new)})


def found(register: Register) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity.word, f.location.path) for f in judge(register)]


def page(register: Register, path: str) -> str:
    return words(pages(register)[path])


def comes_next(register: Register) -> tuple[str, str, str]:
    """Step, document and day of what the portal waits for."""
    portal = register.dossiers_by_id["self-service-portal"]
    step = next_steps(register, portal, judge(register))[0].waiting
    title = fill(step.step.title, "en") if step.step else ""
    return title, step.document, str(register.progress(portal).due)


def chart(register: Register) -> str:
    drawn = flow_charts(register.processes["continual-improvement"], "en")
    return "\n".join(one.text for one in drawn)


def test_nothing_is_found_before() -> None:
    register = read({})
    assert found(register) == []
    assert comes_next(register) == ("Review and decide", "decision", DUE)


def test_another_name() -> None:
    register = changed("title: Review and decide", "title: Weigh and decide")
    assert found(register) == []
    assert comes_next(register) == ("Weigh and decide", "decision", DUE)
    for text in (chart(register), page(register, "steps/review.md")):
        assert "Weigh and decide" in text
        assert "Review and decide" not in text


def test_another_time_limit() -> None:
    register = changed(
        "approved_by: improvement-committee\n    within: P30D\n    next: {approved",
        "approved_by: improvement-committee\n    within: P3D\n    next: {approved",
    )
    assert found(register) == [("overdue", "warning", f"{PORTAL}/proposal.yaml")]
    assert comes_next(register) == ("Review and decide", "decision", "2026-04-15")
    assert "within 3 working days" in page(register, "steps/review.md")


def test_another_next_step() -> None:
    register = changed(
        "next: {selected: detail, parked: evaluate,",
        "next: {selected: review, postponed: detail, parked: evaluate,",
    )
    # Both records have written a proposal, which nobody asks for any more.
    assert found(register) == [
        ("document-out-of-turn", "error", f"improvements/2026/{name}/proposal.yaml")
        for name in ("incident-form", "self-service-portal")
    ]
    before = read({})
    for path in ("steps/evaluate.md", "how-improvement-works.md"):
        assert page(register, path) != page(before, path)
    assert chart(register) != chart(before)


def test_the_day_that_is_due_stands_on_the_page() -> None:
    assert DUE in page(read({}), "improvements/self-service-portal.md")
