"""What a document says, field by field, under the titles its schema gives them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from handrail.model.messages import Message
from handrail.site import names
from handrail.site import words
from handrail.site.sheet import Html
from handrail.site.sheet import element
from handrail.site.sheet import join
from handrail.site.values import Node
from handrail.site.values import Values

if TYPE_CHECKING:
    from handrail.loading.documents import Document
    from handrail.model.findings import Route
    from handrail.register import Dossier
    from handrail.site.sheet import Sheet

#: Said in the line under a document's title, or elsewhere on its page.
_ABOVE = frozenset({"workflow", "title", "by", "with", "recorded_by", "completed", "decides_on"})
#: Free text that names people.
_NAMING = frozenset({"suggested_by", "invited", "present", "chair"})
#: A table with more columns than this cannot be read; each row becomes a block of its own.
_MOST_COLUMNS = 6


def fields(
    sheet: Sheet,
    document: Document,
    dossier: Dossier | None = None,
    *,
    without: frozenset[str] = frozenset(),
) -> Html:
    """Show everything a document says that does not stand in its heading or elsewhere."""
    if not document.readable:
        said = sheet.say("This file cannot be read; `handrail check` says why.")
        return element("p", said)
    hidden = _ABOVE | without
    if not names.shows_people(sheet.register):
        hidden |= _NAMING
    form = Form(sheet, document, dossier)
    top = Part(document.schema.content, f"{document.type}.schema.json")
    short, blocks = [], []
    for key, part, value in form.said(top, document.data):
        if key in hidden:
            continue
        title = form.title(key, part)
        if part.is_short(value):
            short.append((title, form.inline(part, value)))
        else:
            head = element("h3", title, class_="hr-field")
            blocks.append(element("div", head + form.block(part, value), class_="hr-block"))
    return join([sheet.facts(short), *blocks])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a schema, and the file it stands in."""

    node: Node
    file: str

    @property
    def is_text(self) -> bool:
        """Tell whether it is prose."""
        return bool(self.node.get("x-text"))

    def is_short(self, value: object) -> bool:
        """Tell whether a value fits beside its name."""
        if self.is_text:
            return "pattern" in self.node  # a title: one line
        if isinstance(value, dict):
            return _is_money(value)
        if isinstance(value, list):
            items = self.node.get("items", {})
            is_prose = "$defs/text" in str(items.get("$ref", "") if isinstance(items, dict) else "")
            return not is_prose and all(isinstance(one, (str, int, float)) for one in value)
        return True


class Form:
    """A document being shown."""

    def __init__(self, sheet: Sheet, document: Document, dossier: Dossier | None) -> None:
        self.sheet = sheet
        self.engine = document.schema.engine
        place = document.fields
        self.values = Values(sheet, dossier, place.get("year", ""), place.get("process", ""))

    def part(self, node: object, file: str) -> Part:
        """Return a part of a schema, with the file that its own references count from."""
        return Part(*self.engine.part(node if isinstance(node, Mapping) else {}, file))

    def way(self, document: Document, route: Route) -> tuple[list[Html], Part]:
        """Return the titles on the way to a part of a document, lists passed through by id, and the part."""
        part = Part(document.schema.content, f"{document.type}.schema.json")
        titles = []
        for key in map(str, route):
            properties = part.node.get("properties", {})
            if key in properties:
                part = self.part(properties[key], part.file)
                titles.append(self.title(key, part))
            else:
                part = self.part(
                    part.node.get("items", part.node.get("additionalProperties")), part.file
                )
                titles.append(element("code", self.sheet.plain(key)))
        return titles, part

    def said(self, part: Part, data: Mapping[str, Any]) -> Iterator[tuple[str, Part, object]]:
        """Yield what is said, in the order of the schema; what it does not know comes last."""
        properties = part.node.get("properties", {})
        known = [key for key in properties if key in data]
        for key in (*known, *(key for key in data if key not in properties)):
            node = properties.get(key, part.node.get("additionalProperties"))
            yield key, self.part(node, part.file), data[key]

    def title(self, key: str, part: Part) -> Html:
        """Return what the schema calls a part."""
        title = part.node.get("title")
        return self.sheet.tell(Message(str(title))) if title else words.word(self.sheet, key)

    def block(self, part: Part, value: object) -> Html:
        """Show any value as a block."""
        if part.is_text:
            return self.values.prose(value)
        if isinstance(value, dict):
            return (
                element("p", self.values.money(value))
                if _is_money(value)
                else self._group(part, value)
            )
        if isinstance(value, list):
            return self._list(part, value)
        return element("p", self.values.scalar(part.node, value))

    def inline(self, part: Part, value: object) -> Html:
        """Show any value on one line."""
        if part.is_text:
            return self.values.text(value)
        if isinstance(value, list):
            below = self.part(part.node.get("items"), part.file)
            return self.sheet.several(self.inline(below, one) for one in value)
        if isinstance(value, dict):
            if _is_money(value):
                return self.values.money(value)
            return self.sheet.several(
                Html(f"{self.title(key, below)} {self.inline(below, one)}")
                for key, below, one in self.said(part, value)
            )
        return self.values.scalar(part.node, value)

    def _group(self, part: Part, value: Mapping[str, Any]) -> Html:
        return self.sheet.facts(
            (
                self.title(key, below),
                self.inline(below, one) if below.is_short(one) else self.block(below, one),
            )
            for key, below, one in self.said(part, value)
        )

    def _list(self, part: Part, values: list[object]) -> Html:
        if not values:
            return element("p", self.sheet.say("none"))
        below = self.part(part.node.get("items"), part.file)
        rows = [value for value in values if isinstance(value, dict)]
        if below.is_text or not rows:
            return self.sheet.bullets(self.inline(below, value) for value in values)
        said = {key: one for row in rows for key, one, _ in self.said(below, row)}
        keys = [key for key in said if key != "id"] or list(said)
        if len(keys) > _MOST_COLUMNS:
            return join(self._entry(below, row, keys) for row in rows)
        order = {key: number for number, key in enumerate(below.node.get("properties", {}))}
        keys.sort(key=lambda key: order.get(key, len(order)))
        return self.sheet.table(
            [self.title(key, said[key]) for key in keys],
            [
                [self.inline(said[key], row[key]) if key in row else Html() for key in keys]
                for row in rows
            ],
        )

    def _entry(self, part: Part, row: Mapping[str, Any], keys: list[str]) -> Html:
        """Show a row with much to say as a block of its own, under its title."""
        head = element("h4", self.values.text(row["title"])) if "title" in row else Html()
        rest = {key: row[key] for key in row if key in keys and (key != "title" or not head)}
        return element("div", head + self._group(part, rest), class_="hr-entry")


def _is_money(value: Mapping[str, Any]) -> bool:
    return {"amount", "currency"} <= value.keys()
