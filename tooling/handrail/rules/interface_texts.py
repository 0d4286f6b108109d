"""Rules of interfaces: both sides say the same of what is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import say
from handrail.model.text import UNSAID
from handrail.rules.interface_ends import ends
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.messages import Message
    from handrail.model.text import Text
    from handrail.register import Register
    from handrail.rules.interface_ends import End

_IMPROVEMENT = "processes/continual-improvement/process.yaml"


def _input(title: str) -> str:
    return f"inputs: [{{id: suggestion, from: incident-management, title: {title}}}]"


@rule(
    "interface-told-differently",
    "Both sides of an interface call it the same and ask the same of it",
    good={_IMPROVEMENT: _input("Improvement point")},
    bad={_IMPROVEMENT: f"{_input('Ideas')} # <- incident management hands on points"},
    severity=Severity.WARNING,
)
def interface_told_differently(register: Register) -> Iterator[Problem]:
    """Two who do not mean the same thing by it find out when it is handed over and sent back."""
    handed, taken = ends(register)
    told = set()
    for key, into in taken.items():
        output = handed.get(key)
        row = (into.own, into.id)
        if output is None or row in told:
            continue
        for name in ("title", "criteria"):
            here, there = getattr(into.row, name), getattr(output.row, name)
            language = _difference(here, there, register.languages[0])
            if language is not None:
                told.add(row)
                yield into.document.problem(
                    _place(into, name, here, language),
                    say("`{process}` says something else in the `{field}` of `{id}`", process=output.own, field=name, id=into.id),
                    hint=_same(output, name, there, language),
                )  # fmt: skip
                break


def _difference(here: Text | None, there: Text | None, unsaid: str) -> str | None:
    """Return the first language in which two texts differ; None where they say the same."""
    if here == there:
        return None
    if here is None or there is None:
        return unsaid
    mine, theirs = (
        {language or unsaid: " ".join(text.split()) for language, text in one.by_language.items()}
        for one in (here, there)
    )
    # What a text lacks in a language is told by another rule.
    return next((one for one in mine if one in theirs and mine[one] != theirs[one]), None)


def _place(into: End, name: str, here: Text | None, language: str) -> Route:
    """Where the input says the text, or its id where it does not."""
    route = (into.field, into.index)
    if here is None:
        return (*route, "id")
    return (*route, name) if UNSAID in here.by_language else (*route, name, language)


def _same(output: End, name: str, there: Text | None, language: str) -> Message:
    path = output.document.path
    if there is None:
        return say("remove it here, or add `{field}` to the output in {path}", field=name, path=path)  # fmt: skip
    words = " ".join(there.in_language(language).split())
    return say("write “{words}” here, or change it in {path}", words=words, path=path)  # fmt: skip
