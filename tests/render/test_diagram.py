"""The flow chart says what the process file says, in either language."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from handrail.model.records import Process
from handrail.render.diagram import flow_charts
from tests.overlay import SMALL
from tests.overlay import small

IMPROVEMENT = "processes/continual-improvement/process.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
ACTIVITIES = """\
activities:
  - id: end
    title: {en: Take the call, zh: 受理}
    responsible: [service-desk]
    accountable: service-desk
    next: {known: close, unknown: find, wrong: end, lost: close}
  - id: find
    title: 'Find "the" <cause>; %%{init: x}%%'
    responsible: [service-desk]
    accountable: service-desk
    next: {back: end, found: close}
  - id: close
    title: Close
    responsible: [service-desk]
    accountable: service-desk
  - id: look-back
    title: Look back
    responsible: [service-desk]
    accountable: service-desk
words:
  known: {en: Solution known, zh: 已知}
  unknown: Not known
"""


def process(
    changes: dict[str, str] | None = None, process_id: str = "incident-management"
) -> Process:
    return small(changes).processes[process_id]


def drawn(language: str = "en") -> list[str]:
    # A title that the schema does not allow is never read into a record; the drawing is safe without it.
    text = ACTIVITIES.replace("<cause>", "cause")
    charts = flow_charts(process({INCIDENTS: text}), language, address=lambda one: f"#{one.id}")
    return [chart.text for chart in charts]


def test_boxes_arrows_and_words() -> None:
    assert drawn()[0].splitlines()[3:] == [
        'n0["Take the call<br>↻ wrong"]',
        'click n0 href "#end"',
        'n1["Find #34;the#34; cause#59; #37;#37;#123;init#58; x#125;#37;#37;"]',
        'click n1 href "#find"',
        'n2["Close"]',
        'click n2 href "#close"',
        'n0 -->|"Not known"| n1',
        'n0 -->|"Solution known #47; lost"| n2',
        'n1 -->|"found"| n2',
        'n1 -->|"back"| n0',
    ]


def test_what_does_not_hang_together_is_drawn_apart() -> None:
    first, second = drawn()
    assert 'n0["Look back"]' in second
    assert "Look back" not in first


def test_chinese() -> None:
    assert 'n0["受理<br>↻ wrong"]' in drawn("zh")[0]
    assert 'n0 -->|"已知 #47; lost"| n2' in drawn("zh")[0]


def test_improvement_process(snapshot: SnapshotAssertion) -> None:
    charts = flow_charts(
        process(process_id="continual-improvement"),
        "en",
        address=lambda one: f"steps/{one.id}.html",
    )
    assert "\n\n".join(chart.text for chart in charts) == snapshot


def test_changing_an_activity_changes_the_chart() -> None:
    before = flow_charts(process(process_id="continual-improvement"), "en")
    renamed = SMALL[IMPROVEMENT].replace("Evaluate and select", "Weigh and select")
    after = flow_charts(process({IMPROVEMENT: renamed}, "continual-improvement"), "en")
    assert [chart.text.replace("Evaluate and select", "Weigh and select") for chart in before] == [
        chart.text for chart in after
    ]
    assert before != after
