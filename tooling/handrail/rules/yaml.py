"""Rules of strict YAML: what the parser will not read."""

from __future__ import annotations

from handrail.model.findings import Severity
from handrail.rules.registry import fault_rule

_SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"
_GOOD = {_SUGGESTION: "title: A portal for requests"}

fault_rule(
    "yaml-syntax",
    "A record is YAML",
    why="A file that cannot be read says nothing, whatever stands in it.",
    good=_GOOD,
    bad={_SUGGESTION: "title: A portal: for requests # <-"},
)

fault_rule(
    "full-width-colon",
    "Keys end with an ASCII colon",
    why="The colon of a Chinese input method looks right and is none: YAML reads the whole line as text.",
    good=_GOOD,
    bad={_SUGGESTION: "title：A portal for requests # <-"},
)

fault_rule(
    "duplicate-key",
    "Every key stands once",
    why="Other programs keep one of two equal keys without a word, and nobody knows which.",
    good=_GOOD,
    bad={_SUGGESTION: "title: A portal for requests\ntitle: A portal # <-"},
)

fault_rule(
    "yaml-anchor",
    "A record has no anchors, aliases or merge keys",
    why="Text that stands elsewhere cannot be read where it counts, nor reviewed where it changes.",
    good=_GOOD,
    bad={_SUGGESTION: "title: &name A portal for requests # <-"},
)

fault_rule(
    "yaml-tag",
    "A record has no YAML tags",
    why="A tag changes what a value is, in each program differently; some run code for it.",
    good=_GOOD,
    bad={_SUGGESTION: "title: !name A portal for requests # <-"},
)

fault_rule(
    "second-document",
    "A file holds one document",
    why="Most programs read only the first document of a file: the second would be lost.",
    good=_GOOD,
    bad={_SUGGESTION: "title: A portal for requests\n---  # <-\ntitle: Another"},
)

fault_rule(
    "key-not-text",
    "Every key is a word",
    why="A number or a list as a key means something else to every program that reads it.",
    good=_GOOD,
    bad={_SUGGESTION: "2026: A portal for requests # <-"},
)

fault_rule(
    "not-utf8",
    "A record is UTF-8 text",
    why="Chinese text in another encoding turns into other characters on the next machine.",
    good={_SUGGESTION: "title: 自助服务门户"},
    bad={_SUGGESTION: "# -*- coding: gb18030 -*-\ntitle: 自助服务门户 # <-"},
)

fault_rule(
    "too-large",
    "A record is small enough for people to read",
    why="A record is read by people in a review; data belongs into a file beside it.",
    good=_GOOD,
    bad={_SUGGESTION: "title: " + "[" * 40 + " # <-"},
)

fault_rule(
    "number-too-large",
    "Numbers are small enough for every program to keep",
    why="Beyond 9007199254740991 programs round numbers, and an approval would bind to another one.",
    good={_SUGGESTION: 'source_ref: "99999999999999999999"'},
    bad={_SUGGESTION: "source_ref: 99999999999999999999 # <-"},
)

fault_rule(
    "text-behind-hash",
    "No text is lost behind ` #`",
    why="YAML takes a hash behind a space for the beginning of a comment: what follows is not read by anybody.",
    good={_SUGGESTION: 'title: "Printer on floor #3 is slow"'},
    bad={_SUGGESTION: "title: Printer on floor #3 is slow # <-"},
    severity=Severity.WARNING,
)
