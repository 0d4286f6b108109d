"""Findings in every format: for people at a terminal, for machines, for a pull request."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handrail.model.findings import Severity
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.render.clean import clean
from handrail.render.language import translate
from handrail.render.tables import VERSION
from handrail.render.tables import dump
from handrail.render.width import cut
from handrail.render.width import width
from handrail.views.summary import place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from handrail.loading.sources import Snapshot
    from handrail.model.findings import Finding
    from handrail.model.findings import Location
    from handrail.render.terminal import Terminal

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
WORDS = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.INFO: say("info"),
}
#: Before the line number, and around the bar that follows it.
_INDENT = "  "


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What was judged, and what was found."""

    findings: Sequence[Finding]
    documents: int
    rules: int
    as_of: date
    snapshot: Snapshot | None = None
    #: Where the records lie inside what a forge shows, with a `/` at its end.
    folder: str = ""

    def count(self, severity: Severity) -> int:
        """Return how many findings are as bad as that."""
        return sum(finding.severity is severity for finding in self.findings)


# -- for people ---------------------------------------------------------------------------


def to_text(checked: Checked, language: str, terminal: Terminal) -> str:
    """Show each finding with its line, a caret, how to put it right and why it matters."""
    said: set[str] = set()
    blocks = []
    for finding in checked.findings:
        lines = list(_finding(finding, language, terminal))
        if finding.rule not in said:
            lines += _reason(finding, language)
        said.add(finding.rule)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) + translate(summary(checked), language) + "\n"


def summary(checked: Checked) -> Message:
    """Say what was judged and what came of it, in one line."""
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)
    infos = checked.count(Severity.INFO)
    found = [
        say("1 error") if errors == 1 else say("{number} errors", number=errors),
        say("1 warning") if warnings == 1 else say("{number} warnings", number=warnings),
    ]
    if infos:
        found.append(say("1 info") if infos == 1 else say("{number} infos", number=infos))
    return say(
        "checked {documents} documents against {rules} rules, as of {day}{place}: {found}",
        documents=checked.documents,
        rules=checked.rules,
        day=checked.as_of,
        place=place_of(checked.snapshot),
        found=tuple(found),
    )


def _finding(finding: Finding, language: str, terminal: Terminal) -> Iterator[str]:
    place = finding.location
    word = translate(WORDS[finding.severity], language)
    head = terminal.paint(f"{word}[{finding.rule}]", _STYLES[finding.severity])
    yield f"{head}: {translate(finding.message, language)}"
    yield f"{_INDENT}{clean(place.path)}:{place.line}:{place.column}"
    hint = translate(finding.hint, language) if finding.hint else ""
    if place.excerpt.strip():
        yield from _excerpt(place, hint, language, terminal, _STYLES[finding.severity])
    elif hint:
        yield _INDENT + translate(say("hint: {hint}", hint=hint), language)


def _excerpt(
    place: Location, hint: str, language: str, terminal: Terminal, style: str
) -> Iterator[str]:
    """Yield the line a finding is about, and a caret below it with the hint."""
    bar = terminal.mark("│", "|")
    number = str(place.line)
    room = (
        None if terminal.width is None else terminal.width - len(number) - len(f"{_INDENT} {bar} ")
    )
    text, before, marked = _window(place, room)
    lead = f"{_INDENT}{' ' * len(number)} {bar} "
    yield f"{_INDENT}{number} {bar} {text}".rstrip()
    carets = " " * before + terminal.paint("^" * marked, style)
    if not hint or room is None or before + marked + 1 + width(hint) <= room:
        yield f"{lead}{carets} {hint}".rstrip()
    else:
        yield lead + carets
        yield _INDENT + translate(say("hint: {hint}", hint=hint), language)


def _window(place: Location, room: int | None) -> tuple[str, int, int]:
    """Return the part of a line to show, how far into it the caret stands, and how wide it is."""
    line = place.excerpt.rstrip("\r\n")
    head, rest = line[: place.column - 1], line[place.column - 1 :]
    marked = clean(rest[: place.width])
    before = clean(head)
    text = before + clean(rest)
    at, wide = width(before), max(1, width(marked))
    if room is None or width(text) <= room:
        return text, at, wide
    if at + wide > room:
        # What matters stands too far to the right: begin there.
        return cut(clean(rest), room), 0, min(wide, room)
    return cut(text, room), at, wide


def _reason(finding: Finding, language: str) -> Iterator[str]:
    why = translate(finding.why, language).rstrip(".。")
    # In the middle of a line a sentence begins small, an abbreviation does not.
    if why[:1].isascii() and not why[1:2].isupper():
        why = why[:1].lower() + why[1:]
    if why:
        yield _INDENT + translate(say("why: {why}", why=why), language)
    yield _INDENT + translate(
        say("explain: {command}", command=f"handrail explain {finding.rule}"), language
    )


# -- for machines -------------------------------------------------------------------------


def to_json(checked: Checked, language: str, terminal: Terminal) -> str:  # noqa: ARG001 - as the others
    """Write what was judged and found as JSON; `schemas/check.schema.json` says what it holds."""
    return dump(
        {
            "version": VERSION,
            "as_of": checked.as_of.isoformat(),
            "commit": checked.snapshot.commit if checked.snapshot else None,
            "documents": checked.documents,
            "rules": checked.rules,
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity.word,
                    "path": finding.location.path,
                    "line": finding.location.line,
                    "column": finding.location.column,
                    "message": translate(finding.message, language),
                    "hint": translate(finding.hint, language) if finding.hint else None,
                }
                for finding in checked.findings
            ],
        }
    )


# -- for a pull request -------------------------------------------------------------------

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def to_github(checked: Checked, language: str, terminal: Terminal) -> str:  # noqa: ARG001 - as the others
    """Write workflow commands, which GitHub shows at the lines they are about."""
    lines = [_annotation(finding, checked.folder, language) for finding in checked.findings]
    return "\n".join([*lines, _data(translate(summary(checked), language))]) + "\n"


def _annotation(finding: Finding, folder: str, language: str) -> str:
    place = finding.location
    properties = {
        "file": folder + place.path,
        "line": place.line,
        "endLine": place.line,
        "col": place.column,
        "endColumn": place.column + max(1, place.width),
        "title": finding.rule,
    }
    head = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = translate(finding.message, language)
    if finding.hint:
        message += "\n" + translate(say("hint: {hint}", hint=finding.hint), language)
    return f"::{_COMMANDS[finding.severity]} {head}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")


def to_step_summary(checked: Checked, language: str) -> str:
    """Write the page GitHub shows for a run: what was judged, and how often each rule was broken."""
    numbers = Counter((finding.severity, finding.rule) for finding in checked.findings)
    lines = [f"### {translate(say('handrail check'), language)}", ""]
    lines.append(translate(summary(checked), language))
    if numbers:
        heads = (say("Severity"), say("Rule"), say("Findings"))
        lines += ["", f"| {' | '.join(translate(head, language) for head in heads)} |"]
        lines.append("| --- | --- | ---: |")
        lines += [
            f"| {translate(WORDS[severity], language)} | `{rule}` | {number} |"
            for (severity, rule), number in sorted(numbers.items())
        ]
    return "\n".join(lines) + "\n"


#: What makes text of findings, by the name of the format.
FORMATS: Mapping[str, Callable[[Checked, str, Terminal], str]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
}
