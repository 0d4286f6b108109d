"""A new document as a form: what is known is filled in, what is missing has its place."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING
from typing import Any

from handrail.loading.schemas import SUFFIX
from handrail.loading.sources import SCHEMAS_FOLDER
from handrail.model.messages import Message
from handrail.model.messages import say
from handrail.render.language import translate
from handrail.render.width import width
from handrail.render.width import wrap
from handrail.views.words import word
from handrail.writing.parts import Part
from handrail.writing.yaml import COLUMNS
from handrail.writing.yaml import Layout
from handrail.writing.yaml import key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from handrail.loading.schemas import Schema

#: Fields below this are not opened where nothing is known of them.
_DEEPEST = 4
#: The pattern of words; several examples of one are the words there are.
_WORD = "^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST_EXAMPLE = 40


def write_form(
    schema: Schema,
    data: Mapping[str, Any],
    *,
    path: str,
    language: str,
) -> str:
    """Write a new document of a type, with a place for everything its schema knows.

    What must be there and is not known is left empty, which `check` finds; what may be left out
    stands behind `#`.
    """
    form = _Form(language)
    root = Part.of(schema)
    up = "../" * path.count("/")
    lines = [
        f"# yaml-language-server: $schema={up}{SCHEMAS_FOLDER}/{schema.type}{SUFFIX}",
        *form.head(root),
        *form.fields(root, complete(schema, data)),
    ]
    return "".join(f"{line}\n" for line in lines)


def complete(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data with every field that it must have; what is not known is None."""
    full = deepcopy(dict(data))
    found = True
    while found:  # what is filled in may make more necessary
        found = False
        for violation in schema.violations(full):
            place: Any = full
            for step in violation.route:
                place = place[step]
            for name in violation.missing:
                place[name] = _blank(Part.of(schema, (*violation.route, name)))
                found = True
    return full


def _blank(part: Part, depth: int = 0) -> Any:
    """Return what stands in the place of a value that is not known."""
    if depth < _DEEPEST and part.types == ("array",):
        return [_blank(part.below(0), depth + 1)]
    if depth < _DEEPEST and part.required:
        return {name: _blank(part.below(name), depth + 1) for name in part.required}
    return None


class _Form:
    """A form being written, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.layout = Layout()

    def tell(self, message: Message | str) -> str:
        return translate(message, self.language)

    def head(self, part: Part) -> Iterator[str]:
        """Yield what the document is for, and how a form is filled in."""
        yield from self._about(part)
        for message in (
            say("Fill in what is empty. To use a field that stands behind `#`, remove the `# `."),
            say("Write days like {day}, and a text in several languages like {example}.",
                day="2026-03-12", example="{en: …, zh: …}"),
        ):  # fmt: skip
            yield from self._comment(self.tell(message))

    def fields(self, part: Part, data: Mapping[str, Any]) -> Iterator[str]:
        """Yield the fields of the document, each below what it is for."""
        for name in dict.fromkeys((*part.keys, *data)):
            below = part.below(name)
            yield ""
            yield from self._about(below)
            yield from self._comment(self._choice(below, str(below.node.get("description", ""))))
            if name in data:
                yield from self._entry(name, below, data[name], 0)
            else:
                yield from self._unused(name, below, 0)

    def _about(self, part: Part) -> Iterator[str]:
        title, description = part.node.get("title"), part.node.get("description")
        if title and description:
            text = say("{title}: {description}",
                       title=Message(str(title)), description=Message(str(description)))  # fmt: skip
            yield from self._comment(self.tell(text))

    @staticmethod
    def _comment(text: str, indent: int = 0) -> Iterator[str]:
        if text:
            yield from (f"# {line}" for line in wrap(text, COLUMNS - 2 - indent))

    def _entry(
        self, name: str, part: Part, value: Any, indent: int, *, hint: str = "", brief: bool = False
    ) -> list[str]:
        """Return the lines of a field."""
        start = f"{' ' * indent}{key(name)}:"
        behind = f"  # {hint}" if hint and _is_blank(value) else ""
        if width(start + behind) > COLUMNS:
            above = [f"{' ' * indent}{line}" for line in self._comment(hint, indent)]
            return [*above, *self._entry(name, part, value, indent, brief=brief)]
        if part.keys and (value is None or (value and isinstance(value, dict))):
            return [start + behind, *self._mapping(part, value or {}, indent + 2, brief=brief)]
        if value and isinstance(value, list):
            items = part.below(0)
            if items.keys and all(isinstance(one, dict) for one in value):
                lines = [start + behind]
                for number, one in enumerate(value):
                    lines += self._item(items, one, indent + 2, brief=brief or number > 0)
                return lines
            if value == [None]:
                return [start + behind, f"{' ' * indent}  -"]
        text, below = self.layout.value(value, indent + 2, width(start))
        return [start + text + behind, *below]

    def _item(self, part: Part, data: Mapping[str, Any], indent: int, *, brief: bool) -> list[str]:
        """Return the lines of an entry of a list; the dash stands before its first field."""
        lines = self._mapping(part, data, indent + 2, brief=brief)
        if not data:
            return [f"{' ' * indent}- {{}}", *lines]
        # What may be left out and comes before the first field follows it.
        begins = [n for n, line in enumerate(lines) if line[indent + 2 : indent + 3].strip()]
        first = next(n for n in begins if lines[n][indent + 2] != "#")
        end = next((n for n in begins if n > first), len(lines))
        lines = [*lines[first:end], *lines[:first], *lines[end:]]
        return [f"{' ' * indent}- {lines[0][indent + 2 :]}", *lines[1:]]

    def _mapping(
        self, part: Part, data: Mapping[str, Any], indent: int, *, brief: bool
    ) -> list[str]:
        """Return the lines of a mapping inside the document; briefly, without what may be left out."""
        lines: list[str] = []
        for name in dict.fromkeys((*part.keys, *data)):
            below = part.below(name)
            hint = self._hint(name, below)
            if name in data:
                lines += self._entry(name, below, data[name], indent, hint=hint, brief=brief)
            elif not brief:
                lines += self._unused(name, below, indent, hint=hint)
        return lines

    def _unused(self, name: str, part: Part, indent: int, *, hint: str = "") -> Iterator[str]:
        """Yield the lines of a field that may be left out, as comments."""
        value = _blank(part)
        if value is None and part.keys and not part.is_text:
            value = dict.fromkeys(part.keys)
        for line in self._entry(name, part, value, indent + 2, hint=hint, brief=True):
            text = line[indent + 2 :]
            yield f"{' ' * indent}{'' if text.startswith('#') else '# '}{text}"

    def _hint(self, name: str, part: Part) -> str:
        """Say in a few words what a field is, where its name does not."""
        title = str(part.node.get("title", ""))
        choice = self._choice(part)
        is_plain = self.language == "en" and title.casefold() == name.replace("_", " ")
        if is_plain or not title:
            return choice
        called = self.tell(Message(title))
        if not choice:
            return called
        return self.tell(say("{title}: {description}", title=called, description=choice))

    def _choice(self, part: Part, told: str = "") -> str:
        """Name the words that may be written, or an example, unless that is told already."""
        node = part.node
        if part.types == ("array",):
            part = part.below(0)
            node = part.node
        if "boolean" in part.types:
            return self.tell(say("`true` or `false`"))
        if "minimum" in node and "maximum" in node:
            return self.tell(say("{first} to {last}", first=node["minimum"], last=node["maximum"]))
        examples = [str(one) for one in node.get("examples", ()) if isinstance(one, str)]
        is_choice = node.get("pattern") == _WORD and len(examples) > 1
        words = [str(one) for one in node.get("enum", examples if is_choice else ())]
        is_said = "x-ref" in node or part.is_text or node.get("format") == "date"
        if is_said or all(f"`{one}`" in told for one in words or examples):
            return ""
        if words:
            return self.tell(say("one of: {words}", words=tuple(map(self._called, words))))
        example = examples[0]
        if re.search(r"\s", example) or len(example) > _LONGEST_EXAMPLE:
            return ""
        return self.tell(say("for example `{example}`", example=example))

    def _called(self, name: str) -> str:
        called = self.tell(word(name) or name)
        return name if called == name else f"{name} ({called})"


def _is_blank(value: Any) -> bool:
    """Tell whether nothing is known yet of a value."""
    if isinstance(value, dict):
        return all(map(_is_blank, value.values()))
    if isinstance(value, list):
        return all(map(_is_blank, value))
    return value is None
