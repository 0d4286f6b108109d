"""What comes next, for people and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from handrail.model.messages import say
from handrail.render.cells import read
from handrail.render.findings import WORDS
from handrail.render.language import translate
from handrail.render.tables import VERSION
from handrail.render.tables import dump
from handrail.render.width import wrap
from handrail.views.lengths import working_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from handrail.model.findings import Finding
    from handrail.model.messages import Message
    from handrail.render.terminal import Terminal
    from handrail.views.next_steps import Advice
    from handrail.views.next_steps import NextStep

_INDENT = "  "


def to_text(steps: Sequence[NextStep], language: str, terminal: Terminal) -> str:
    """Show what comes next, one block for each thing that is waited for."""
    return "\n".join("\n".join(_block(step, language, terminal)) + "\n" for step in steps)


def _block(step: NextStep, language: str, terminal: Terminal) -> Iterator[str]:
    waiting = step.waiting
    title = waiting.record if waiting.dossier.kind == "improvement" else say("annual plan")
    yield terminal.paint(f"{waiting.dossier.id}: {read(title, language)}", "bold")
    for line in _facts(step, language):
        yield from _lines(line, language, terminal, 1)
    if step.unmet:
        yield from _lines(say("still to be put right:"), language, terminal, 1)
        for finding in step.unmet:
            yield from _lines(_unmet(finding), language, terminal, 2)
    yield from _lines(say("to do:"), language, terminal, 1)
    for advice in step.advice:
        yield from _advice(advice, language, terminal)


def _facts(step: NextStep, language: str) -> Iterator[Message]:
    waiting = step.waiting
    if waiting.step is not None:
        yield (
            say("step {number}: {title}", number=waiting.step.number, title=waiting.step.title)
            if waiting.step.number
            else say("step: {title}", title=waiting.step.title)
        )
    yield (
        say("document: {path}, {state}", path=step.path, state=waiting.said)
        if waiting.document
        else waiting.said
    )
    people = tuple(read(person, language) for person in waiting.people)
    yield say("waiting for: {people}", people=people or say("nobody"))
    if waiting.since is not None and waiting.age is not None:
        yield say("since: {day}, {age}", day=waiting.since, age=working_days(waiting.age))
    not_before = waiting.not_before or (waiting.since if waiting.age is None else None)
    if not_before is not None:
        yield say("not before: {day}", day=not_before)
    if waiting.due is not None:
        yield (
            say("due: {day}, which is past", day=waiting.due)
            if waiting.overdue
            else say("due: {day}", day=waiting.due)
        )


def _unmet(finding: Finding) -> Message:
    place = finding.location
    text = say(
        "{severity}[{rule}] {path}:{line}:{column}: {message}",
        severity=WORDS[finding.severity],
        rule=finding.rule,
        path=place.path,
        line=place.line,
        column=place.column,
        message=finding.message,
    )
    return say("{finding} ({hint})", finding=text, hint=finding.hint) if finding.hint else text


def _advice(advice: Advice, language: str, terminal: Terminal) -> Iterator[str]:
    yield from _lines(say("- {advice}", advice=advice.text), language, terminal, 2)
    # What is to be copied is never broken into lines.
    for line in advice.lines:
        yield f"{_INDENT * 4}{line}"


def _lines(message: Message, language: str, terminal: Terminal, depth: int) -> Iterator[str]:
    text = translate(message, language)
    room = terminal.width - len(_INDENT) * (depth + 1) if terminal.width else None
    for index, line in enumerate(wrap(text, max(room, 20)) if room else [text]):
        yield _INDENT * (depth if index == 0 else depth + 1) + line


def to_json(steps: Sequence[NextStep], language: str) -> str:
    """Write what comes next as JSON."""
    return dump({"version": VERSION, "next": [_step(step, language) for step in steps]})


def _step(step: NextStep, language: str) -> dict[str, Any]:
    waiting = step.waiting
    days = {"since": waiting.since, "not_before": waiting.not_before, "due": waiting.due}
    return {
        "id": waiting.dossier.id,
        "title": read(waiting.record, language),
        "step": waiting.step.number if waiting.step else None,
        "activity": waiting.step.id if waiting.step else None,
        "document": waiting.document or None,
        "path": step.path,
        "state": waiting.state.value,
        "waiting_for": [person.id for person in waiting.people],
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "overdue": waiting.overdue,
        "unmet": [
            {"rule": finding.rule, "path": finding.location.path, "line": finding.location.line,
             "message": translate(finding.message, language)}
            for finding in step.unmet
        ],
        "to_do": [
            {"text": translate(advice.text, language), "lines": list(advice.lines)}
            for advice in step.advice
        ],
    }  # fmt: skip
