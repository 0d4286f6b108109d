"""Under which terms an approval level is asked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.views.words import word

if TYPE_CHECKING:
    from handrail.model.records import Level
    from handrail.register import Register


def terms(register: Register, level: Level) -> tuple[Message, ...]:
    """Return the conditions under which a level has to agree."""
    when = level.when
    found: list[Message] = []
    if when.document:
        documents = tuple(_title(register, one) for one in when.document)
        found.append(say("document: {documents}", documents=documents))
    if when.cost_above is not None:
        found.append(say("cost above {amount}", amount=f"{when.cost_above:,.0f}"))
    if when.class_:
        found.append(say("class: {value}", value=word(when.class_)))
    if when.risk:
        found.append(say("a risk of at least: {value}", value=word(when.risk)))
    if when.reach:
        found.append(say("reaches at least: {value}", value=word(when.reach)))
    return tuple(found)


def _title(register: Register, kind: str) -> Message | str:
    schema = register.schemas.types.get(kind)
    return Message(str(schema.content["title"])) if schema and "title" in schema.content else kind
