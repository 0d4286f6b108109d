"""What is chosen for a new repository, and the people it begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.model.messages import say
from handrail.model.packs import MINIMAL
from handrail.model.slugs import SLUG
from handrail.model.slugs import slug_of
from handrail.writing.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date

#: What the ids of people begin with who are nobody.
SAMPLE = "sample-"

_WRITTEN = re.compile(
    r"(?:(?P<id>[^=<>]*)[=＝])?(?P<name>[^=＝<>]*)(?:<(?P<email>[^<>]*)>)?\s*"
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Newcomer:
    """Somebody a new repository begins with."""

    id: str
    name: str
    email: str | None = None

    def __str__(self) -> str:
        """Write somebody as the options do."""
        return f"{self.id}={self.name}" + (f" <{self.email}>" if self.email else "")

    @property
    def is_sample(self) -> bool:
        """Tell whether this is nobody, to be replaced."""
        return self.id.startswith(SAMPLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What is chosen for a new repository."""

    organization: str
    repository: str
    languages: tuple[str, ...]
    timezone: str
    currency: str | None
    forge: str
    #: The day it is made.
    day: date
    quality_lead: Newcomer
    #: The first one is the chair.
    committee: tuple[Newcomer, ...]
    secretary: Newcomer
    #: Further people, who hold nothing yet.
    people: tuple[Newcomer, ...] = ()
    pack: str = MINIMAL

    @property
    def everybody(self) -> tuple[Newcomer, ...]:
        """All people, each once."""
        named = (self.quality_lead, *self.committee, self.secretary, *self.people)
        return tuple({one.id: one for one in named}.values())

    def refusals(self) -> Iterable[Refusal]:
        """Yield what of this does not go together; the rest is for the rules to judge."""
        voters = [one.id for one in self.committee]
        for one in dict.fromkeys(voters):
            if voters.count(one) > 1:
                yield Refusal(
                    say("`{person}` is on the committee twice", person=one),
                    say("name each member once with `--committee`"),
                )
        if self.secretary.id in voters:
            yield Refusal(
                say("`{person}` has a vote on the committee and cannot keep its minutes as well",
                    person=self.secretary.id),
                say("name somebody else with `--secretary`"),
            )  # fmt: skip


def read_newcomer(text: str, known: Mapping[str, Newcomer]) -> Newcomer | Refusal:
    """Read somebody from `ID=NAME`, `NAME`, or the id of somebody named before; `<E-MAIL>` may follow."""
    if text.strip() in known:
        return known[text.strip()]
    match = _WRITTEN.fullmatch(text)
    name = " ".join(match["name"].split()) if match else ""
    if match is None or not name:
        return Refusal(
            say("`{words}` names nobody", words=text),
            say("write an id and a name: `{example}`", example="li-na=Li Na <li-na@it.example>"),
        )
    id_ = match["id"].strip() if match["id"] is not None else slug_of(name)
    if id_ is None:
        return Refusal(
            say("no id can be made of the name `{name}`", name=name),
            say("write one before it, in small Latin letters, digits and hyphens: `{example}`",
                example=f"li-na={name}"),
        )  # fmt: skip
    if not SLUG.fullmatch(id_):
        return Refusal(
            say("`{id}` cannot be an id", id=id_),
            say("use small Latin letters, digits and hyphens: `{example}`",
                example=f"{slug_of(id_) or 'li-na'}={name}"),
        )  # fmt: skip
    found = Newcomer(id=id_, name=name, email=(match["email"] or "").strip() or None)
    before = known.get(id_, found)
    if (before.name, before.email) != (name, found.email or before.email):
        return Refusal(
            say("`{id}` would be two people: {one} and {other}", id=id_, one=str(before), other=str(found)),
            say("give one of them another id; whoever was named before is named again by the id alone"),
        )  # fmt: skip
    return before
