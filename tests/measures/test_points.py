"""The list of points over a whole repository: by month, by meeting, in every order of files."""

from __future__ import annotations

from random import Random

from handrail.loading.documents import load_documents
from handrail.loading.schemas import load_schemas
from handrail.loading.sources import Memory
from handrail.measures.points import points
from handrail.measures.waits import document_waits
from handrail.model.periods import parse_period
from handrail.register import Register
from handrail.register import load_register
from handrail.render.report import FORMATS as REPORT_FORMATS
from handrail.render.tables import FORMATS
from handrail.render.terminal import PLAIN
from handrail.reports import REPORTS
from handrail.views import VIEWS
from tests.overlay import AS_OF
from tests.overlay import SMALL
from tests.overlay import overlay
from tests.overlay import small

PORTAL = "improvements/2026/self-service-portal"
EVALUATION = f"{PORTAL}/evaluation.yaml"
MEETING = "improvements/2026/meetings/2026-01-08-evaluation.yaml"


def twenty() -> dict[str, str]:
    """Write twenty suggestions, evaluated in February or still drafts, with all kinds of grades."""
    draw = Random(3)  # noqa: S311 - a sample
    texts = {}
    for number in range(20):
        folder = f"improvements/2026/idea-{number:02}"
        short, long, urgency, priority, ease, risk = (draw.randrange(4) for _ in range(6))
        finished = "completed: 2026-02-12\n" if number % 4 else ""
        texts[f"{folder}/suggestion.yaml"] = (
            SMALL[f"{PORTAL}/suggestion.yaml"]
            .replace("Self-service portal", f"Idea {number}")
            .replace("2026-01-0", "2026-02-0")
        )
        texts[f"{folder}/evaluation.yaml"] = f"""\
by: li-na
{finished}criteria: "1.0"
benefit: {{short: {short}, long: {long}, reach: team, text: Some}}
urgency: {{urgency: {urgency}, priority: {priority}}}
ease: {{training: {ease}, procurement: 3, installation: 3}}
procurement: {{needed: false}}
risk: {{grade: {risk}}}
plan_alignment: {{goal: faster-response}}
outcome: declined
reasons: Sample
answer: {{date: 2026-02-13, text: Thank you}}
"""
    return texts


def shown(register: Register) -> list[str]:
    """Return the list of points and the agenda, as people and machines get them."""
    agenda = REPORTS["agenda"](register, parse_period("2026-02"))
    return [
        *(FORMATS[name](VIEWS["points"].table(register), "en", PLAIN) for name in FORMATS),
        *(write(agenda, "en") for write in REPORT_FORMATS.values()),
    ]


def test_twenty_suggestions_are_shown_the_same_on_every_run_and_in_every_order_of_files() -> None:
    files = {path: text.encode() for path, text in overlay(twenty()).items()}
    expected = shown(load_register(Memory(files), AS_OF))
    assert expected[0].count("idea-") == 15
    for seed in range(3):
        paths = list(files)
        Random(seed).shuffle(paths)  # noqa: S311 - any order
        source = Memory({path: files[path] for path in paths})
        schemas = load_schemas(source)
        documents = load_documents(source, schemas)[0]
        Random(seed).shuffle(documents)  # noqa: S311
        assert shown(Register(documents, schemas, AS_OF)) == expected


def test_a_month_is_that_of_the_meeting_and_else_of_the_day_it_was_finished() -> None:
    late = "completed: 2026-02-02"
    register = small({EVALUATION: late})
    assert {month: len(found) for month, found in points(register).items()} == {"2026-01": 2}
    register = small({EVALUATION: f"{late}\nmeeting: -"})
    assert {month: len(found) for month, found in points(register).items()} == {
        "2026-01": 1,
        "2026-02": 1,
    }


def test_routes_are_marked_and_score_nothing() -> None:
    plain = points(small())["2026-01"]
    marked = points(
        small(
            {
                EVALUATION: "legal_duty: true\nrisk: {grade: 0}\nplan_alignment: {outside: A law asks for it}",
                "improvements/2026/incident-form/evaluation.yaml": "legal_duty: true\nplan_alignment: {outside: It helps}",
            }
        )
    )["2026-01"]
    assert [(one.dossier.id, one.flags) for one in marked] == [
        ("incident-form", ("outside-plan", "legal-duty")),
        ("self-service-portal", ("outside-plan", "procurement", "legal-duty", "risk-above-limit")),
    ]
    assert marked[0].scored.score == plain[0].scored.score


def test_meetings_order_stands_beside_the_computed_one() -> None:
    order = "order: [self-service-portal, incident-form]\norder_reason: It takes longer."
    found = points(small({MEETING: order}))["2026-01"]
    assert [(one.dossier.id, one.scored.rank, one.settled) for one in found] == [
        ("incident-form", 1, 2),
        ("self-service-portal", 2, 1),
    ]


def waited(register: Register) -> list[tuple[str, str, str, str | None, bool]]:
    return [
        (
            one.dossier.id,
            one.document,
            str(one.since),
            str(one.until) if one.until else None,
            one.again,
        )
        for one in document_waits(register, "evaluation")
    ]


def test_suggestion_waits_from_the_day_it_is_ready_and_again_from_the_day_it_is_due() -> None:
    parked = "outcome: parked\nrevisit_on: 2026-06-11"
    register = small({EVALUATION: parked, f"{PORTAL}/proposal.yaml": "-"})
    assert waited(register) == [
        ("incident-form", "evaluation", "2026-01-05", "2026-01-08", False),
        ("self-service-portal", "evaluation", "2026-01-06", "2026-01-08", False),
        ("self-service-portal", "evaluation-2", "2026-06-11", None, True),
    ]


def test_nobody_waits_where_it_cannot_be_told() -> None:
    register = small({EVALUATION: "outcome: parkd", f"{PORTAL}/proposal.yaml": "-"})
    assert [one[0] for one in waited(register)] == ["incident-form"]
