"""Rules of shape: what the schema of a document type allows."""

from __future__ import annotations

from handrail.rules.registry import fault_rule

_SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"
_EVALUATION = "improvements/2026/self-service-portal/evaluation.yaml"

fault_rule(
    "missing-field",
    "A finished document says everything its type asks for",
    why="What is missing when a document is finished is missing when somebody decides on it.",
    good={_EVALUATION: "answer: {date: 2026-01-09, text: We work out a proposal.}"},
    bad={_EVALUATION: "answer: {date: 2026-01-09} # <- what was said?"},
    is_gap=True,
)

fault_rule(
    "missing-value",
    "No field of a finished document is left empty",
    why="An empty field looks answered and is not.",
    good={_SUGGESTION: "idea: One page for every request."},
    bad={_SUGGESTION: "idea: # <-"},
    is_gap=True,
)

fault_rule(
    "unknown-field",
    "Every field is one its document type knows",
    why="A misspelt field is one that nobody reads.",
    good={_SUGGESTION: "evidence: 212 calls a month ask only where a request is."},
    bad={_SUGGESTION: "evidense: 212 calls a month ask only where a request is. # <-"},
)

fault_rule(
    "wrong-type",
    "Every field holds the kind of value it needs",
    why="One value where a list belongs, or text where a number belongs, cannot be counted or compared.",
    good={_SUGGESTION: "processes: [incident-management]"},
    bad={_SUGGESTION: "processes: incident-management # <-"},
)

fault_rule(
    "value-not-allowed",
    "Every word from a list is on that list",
    why="A misspelt word would fall out of every table and open or close no gate.",
    good={_SUGGESTION: "level: department\nrecorded_by: li-na"},
    bad={_SUGGESTION: "level: departement # <-"},
)

fault_rule(
    "malformed-value",
    "Dates, durations, ids and titles are written the one way everybody can read",
    why="A day that does not exist, an id written in another way or a title over two lines cannot be compared or listed with others.",
    good={_SUGGESTION: "suggested_on: 2026-01-05"},
    bad={_SUGGESTION: "suggested_on: 2026-02-30 # <-"},
)

fault_rule(
    "out-of-range",
    "Numbers and lengths keep within their limits, and no list repeats itself",
    why="A grade beyond the scale, a title that no table has room for, or an entry that counts twice spoils every comparison.",
    good={_EVALUATION: "urgency: {urgency: 3, priority: 2}"},
    bad={_EVALUATION: "urgency: {urgency: 7, priority: 2} # <- grades go from 0 to 3"},
)
