"""What the source leaves open: the page says what holds here, and where it is changed."""

from __future__ import annotations

import pytest

from tests.overlay import SMALL
from tests.overlay import small
from tests.site.handbook import pages
from tests.site.handbook import words

PROCESS = "processes/continual-improvement/process.yaml"


def page(changes: dict[str, str] | None = None) -> str:
    return words(pages(small(changes))["defaults.md"])


def row(about: str, changes: dict[str, str] | None = None) -> str:
    """Return what stands behind a setting."""
    return page(changes).partition(about)[2].strip()


@pytest.mark.parametrize(
    ("about", "key", "ours"),
    [
        ("How long a suggestion may wait for its answer", "answer", "1 month"),
        ("and this is the day filled in", "revisit", "3 months"),
        ("before it counts as silent", "silent_source", "6 months"),
        ("is looked at after a version altered it", "dependent", "3 months"),
    ],
)
def test_limit_shows_what_holds_here_beside_our_default(about: str, key: str, ours: str) -> None:
    changes = {"handrail.yaml": f"limits: {{{key}: P5M}}\n"}
    assert row(about, {"handrail.yaml": "limits: -\n"}).startswith(
        f"{ours} {ours} handrail.yaml limits.{key}"
    )
    assert row(about, changes).startswith(f"5 months {ours} handrail.yaml limits.{key}")


def test_limit_of_pilots_is_that_of_the_settings() -> None:
    about = "How many pilots there may be"
    assert row(about).startswith("no limit no limit: each one more is voted on")
    assert row(about, {"handrail.yaml": "pilot_rounds: 3\n"}).startswith("3 no limit:")


def test_every_time_limit_of_the_process_file_is_listed() -> None:
    register = small()
    said = page()
    for activity in register.processes["continual-improvement"].activities:
        if activity.within:
            assert f"{activity.title.by_language['']}" in said
    limited = SMALL[PROCESS].replace("within: P1M", "within: P5D")
    assert "within 5 working days" not in said
    assert "within 5 working days" in page({PROCESS: limited})


def test_quorum_levels_and_trust_are_those_of_the_organisation() -> None:
    assert row("How many must vote in: Improvement committee").startswith("2 1 organization.yaml")
    assert row("How a vote is proved").startswith("recorded recorded organization.yaml trust")
    trusted = {"organization.yaml": "trust: signed\n"}
    assert row("How a vote is proved", trusted).startswith("signed recorded")


def test_sources_of_ones_own_are_named() -> None:
    about = "besides the twelve sources"
    assert row(about).startswith("nowhere else nowhere else handrail.yaml sources")
    own = {"handrail.yaml": "sources: [{id: hotline, title: Hotline}]\n"}
    assert row(about, own).startswith("Hotline nowhere else")


def test_page_stands_where_nothing_can_be_read() -> None:
    broken = dict.fromkeys(("handrail.yaml", "organization.yaml", PROCESS), "a: [\n")
    assert "What the source leaves open" in page(broken)


def test_limit_of_risks_is_that_of_the_settings() -> None:
    about = "From which grade on a risk needs a control that names it"
    assert row(about).startswith("medium medium handrail.yaml risk_limit")
    assert row(about, {"handrail.yaml": "risk_limit: high\n"}).startswith("high medium")
