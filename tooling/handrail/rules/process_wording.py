"""Rules of wording: a process does not contradict itself, and every word it uses has a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.hints import nearest
from handrail.model.messages import say
from handrail.rules.in_use import in_use
from handrail.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.model.findings import Problem
    from handrail.model.findings import Route
    from handrail.model.records import Process
    from handrail.model.text import Text
    from handrail.register import Register

_INCIDENTS = "processes/incident-management/process.yaml"


def _scope(outside: str) -> str:
    return f"scope:\n  in: [Faults of the services in the catalogue]\n  out: [{outside}]"


@rule(
    "scope-contradicts",
    "Nothing is both covered by a process and not covered",
    good={_INCIDENTS: _scope("The causes behind several faults")},
    bad={_INCIDENTS: f"{_scope('Faults of the services in the catalogue')} # <-"},
)
def scope_contradicts(register: Register) -> Iterator[Problem]:
    """Whoever needs it is sent away by one and sent back by the other."""
    for _, document, process in in_use(register):
        covered = {words for text in process.scope.in_ for words in _plain(text)}
        for index, text in enumerate(process.scope.out):
            if any(words in covered for words in _plain(text)):
                yield document.problem(
                    ("scope", "out", index), say("this stands under `in` too"),
                    hint=say("remove it on one side, or say which part of it is covered and which is not"),
                )  # fmt: skip


def _plain(text: Text) -> Iterator[str]:
    """Yield a text in each language, without what makes no difference."""
    for words in text.by_language.values():
        yield " ".join(words.casefold().split()).rstrip(".。")


@rule(
    "word-without-title",
    "Every word that `next` uses has a title, if any has",
    good={_INCIDENTS: "words: {known: The cause is known, unclear: Nobody knows}"},
    bad={
        _INCIDENTS: "activities:\n"
        "  - id: log\n    title: Log\n    responsible: [service-desk]\n    accountable: service-desk\n"
        "    takes: [report]\n    delivers: [suggestion]\n    description: Ask who and what\n"
        "    standard: Nothing is asked twice\n"
        "    next: {known: closed, unclear: closed} # <- unclear to whom?\n"
        "ends: [{id: closed, title: Closed}]\n"
        "words: {known: The cause is known}"
    },
    severity=Severity.WARNING,
)
def word_without_title(register: Register) -> Iterator[Problem]:
    """Readers see the bare word, in a language that may not be theirs."""
    for _, document, process in in_use(register):
        unused = process.words.keys() - _used(process).keys()
        for word, route in _untitled(process).items():
            near = nearest(word, unused)
            yield document.problem(
                route, say("the word `{word}` has no title", word=word), key=True,
                hint=say("`words:` has a title for `{near}`, which nothing uses: write the same word in both", near=near)
                if near
                else say("add it to `words:` with what readers are to see"),
            )  # fmt: skip


@rule(
    "word-unused",
    "Every word with a title is used by some `next`",
    good={_INCIDENTS: "words: {known: The cause is known, unclear: Nobody knows}"},
    bad={
        _INCIDENTS: "words:\n  known: The cause is known\n  unclear: Nobody knows\n"
        "  postponed: Until Monday # <-"
    },
    severity=Severity.WARNING,
)
def word_unused(register: Register) -> Iterator[Problem]:
    """A title for a way that nobody can take makes readers look for it."""
    for _, document, process in in_use(register):
        used = _used(process)
        unused = [word for word in process.words if word not in used]
        if not unused:
            continue
        # A word that was misspelt on one side is told once, where it is used.
        meant = {nearest(word, unused) for word in _untitled(process)}
        for word in unused:
            if word not in meant:
                yield document.problem(
                    ("words", word), say("no `next` uses the word `{word}`", word=word), key=True,
                    hint=say("remove it, or lead on with it where it is missing"),
                )  # fmt: skip


def _used(process: Process) -> Mapping[str, Route]:
    """Return every word that leads on, with the place that uses it first."""
    found: dict[str, Route] = {}
    for index, activity in enumerate(process.activities):
        if activity.next is not None and not isinstance(activity.next, str):
            for word in activity.next:
                found.setdefault(word, ("activities", index, "next", word))
    return found


def _untitled(process: Process) -> Mapping[str, Route]:
    """Return the words without a title, where others have one."""
    if not process.words:
        return {}
    return {word: route for word, route in _used(process).items() if word not in process.words}
