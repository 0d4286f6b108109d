from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from jsonschema import Draft202012Validator

import handrail.render
from handrail.render.status import to_json
from handrail.render.tables import join
from handrail.render.terminal import PLAIN
from handrail.views import summary
from tests.overlay import small


def test_status_for_machines() -> None:
    data = json.loads(to_json(summary.status(small()), "en"))
    schema = Path(handrail.render.__file__).parent / "schemas" / "status.schema.json"
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)
    validator.validate(data)
    assert data == {
        "version": 1,
        "as_of": "2026-04-20",
        "commit": None,
        "improvements": [
            {
                "id": "incident-form",
                "title": "One form for incidents",
                "year": 2026,
                "step": None,
                "activity": None,
                "state": "closed",
                "ended_as": "adopted",
                "waiting_for": [],
                "since": "2026-04-10",
                "due": None,
                "overdue": False,
            },
            {
                "id": "self-service-portal",
                "title": "Self-service portal",
                "year": 2026,
                "step": 6,
                "activity": "review",
                "state": "open",
                "ended_as": None,
                "waiting_for": ["he-ping"],
                "since": "2026-04-10",
                "due": "2026-05-25",
                "overdue": False,
            },
        ],
    }


def test_headline_counts_plans_among_what_is_overdue() -> None:
    register = small(as_of=date(2026, 8, 1))
    assert [str(line) for line in summary.headline(register)][1] == (
        "1 of 2 improvements under way; past their time, plans included: 2"
    )


def test_board_says_what_is_past_its_time() -> None:
    text = join(summary.board(small(as_of=date(2026, 8, 1))), "text", "en", PLAIN)
    assert "2026-05-25, overdue" in text
