"""Who and what a new repository begins with: by options, on a terminal by answers, or else as is usual."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import click

from handrail.cli.misuse import Misuse
from handrail.cli.request import zone_of
from handrail.cli.writing import refuse
from handrail.cli.writing import split_people
from handrail.model.messages import say
from handrail.model.slugs import slug_of
from handrail.render.language import translate
from handrail.writing.refusals import Refusal
from handrail.writing.starter import Choices
from handrail.writing.starter import Newcomer
from handrail.writing.starter import read_newcomer
from handrail.writing.starter.place import local_zone
from handrail.writing.starter.place import whoever_works_here

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handrail.cli.request import Request
    from handrail.model.messages import Message

#: People who are nobody, to be replaced.
_LEAD = {"sample-quality-lead": say("Sample quality lead")}
_COMMITTEE = {
    "sample-chair": say("Sample chair"),
    "sample-member-1": say("Sample member 1"),
    "sample-member-2": say("Sample member 2"),
}
_SECRETARY = {"sample-secretary": say("Sample secretary")}


def choose(request: Request, root: Path, given: Mapping[str, Any]) -> Choices:
    """Return what holds in a new repository."""
    given = {option: _writable(value) for option, value in given.items()}
    languages = given["languages"] or (request.language,)
    zone = given["timezone"] or local_zone(os.environ)
    asked = _Asked(request)
    people = asked.named(given["person"])
    name = _named(given["organization"]) or asked.for_text(
        say("whose repository is it?"), _writable(root.name)
    )
    lead = asked.for_somebody(
        given["quality_lead"],
        say("who is the quality lead?"),
        whoever_works_here() or _samples(_LEAD, languages[0])[0],
    )
    committee = asked.named(given["committee"]) or asked.for_people(
        say("who is on the improvement committee? The chair first, separated by commas"),
        _samples(_COMMITTEE, languages[0]),
    )
    secretary = asked.for_somebody(
        given["secretary"],
        say("who keeps the committee's minutes?"),
        _samples(_SECRETARY, languages[0])[0] if lead in committee else lead,
    )
    return Choices(
        organization=name,
        repository=given["repository"] or slug_of(root.name) or slug_of(name) or "handbook",
        languages=languages,
        timezone=zone,
        currency=given["currency"],
        forge=given["forge"],
        day=request.day or request.now(zone_of(zone)).date(),
        quality_lead=lead,
        committee=committee,
        secretary=secretary,
        people=people,
        pack=given["pack"],
    )


def _named(organization: str | None) -> str | None:
    """Return whose repository it is, as an option says it; refuse one that says nothing."""
    if organization is not None and not organization.strip():
        raise Misuse(
            say("`--organization` says nothing"),
            say("write whose repository it is, or leave it out to take the name of the folder"),
        )
    return organization.strip() if organization else None


def _writable(value: Any) -> Any:  # noqa: ANN401 - every option has a type of its own
    """Put `?` in the place of what no encoding can write."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return tuple(map(_writable, value)) if isinstance(value, tuple) else value


def _samples(names: Mapping[str, Message], language: str) -> tuple[Newcomer, ...]:
    return tuple(Newcomer(id=id_, name=translate(name, language)) for id_, name in names.items())


@dataclass
class _Asked:
    """Asks on a terminal, and keeps who was named."""

    request: Request
    known: dict[str, Newcomer] = field(default_factory=dict)

    @property
    def answers(self) -> bool:
        """Tell whether somebody sits there to answer."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def for_text(self, question: Message, usual: str) -> str:
        """Return the answer, or what is usual."""
        if not self.answers:
            return usual
        answer = click.prompt(self.request.words(question), default=usual, err=True)
        return str(_writable(answer)).strip() or usual

    def for_somebody(self, given: str | None, question: Message, usual: Newcomer) -> Newcomer:
        """Return whom an option or an answer names, or who is usual."""
        named = self.named([given] if given else ())
        return (named or self.for_people(question, (usual,)))[0]

    def for_people(self, question: Message, usual: Sequence[Newcomer]) -> tuple[Newcomer, ...]:
        """Return whom the answer names, or who is usual."""
        while self.answers:
            answer = self.for_text(question, ", ".join(map(str, usual)))
            found = self._read(split_people(answer))
            if isinstance(found, Refusal):
                refuse(self.request, [found])
            elif found:
                return found
        return tuple(self.known.setdefault(one.id, one) for one in usual)

    def named(self, given: Sequence[str]) -> tuple[Newcomer, ...]:
        """Return whom options name."""
        found = self._read(given)
        if isinstance(found, Refusal):
            raise Misuse(found.message, found.hint)
        return found

    def _read(self, texts: Sequence[str]) -> tuple[Newcomer, ...] | Refusal:
        people = []
        for text in texts:
            found = read_newcomer(text, self.known)
            if isinstance(found, Refusal):
                return found
            self.known[found.id] = found
            people.append(found)
        return tuple(people)
