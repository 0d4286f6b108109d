"""What the package says: every message in its code, and every rule's title and reason.

Run as a program, this brings the Chinese catalogue up to date: new messages are added without a
translation, those that are no longer said are dropped. `make catalogue` compiles it then.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[1] / "tooling" / "handrail"
CATALOGUE = PACKAGE / "locale" / "zh" / "LC_MESSAGES" / "handrail.po"
SCHEMAS = PACKAGE.parents[1] / "schemas"
#: Fields and definitions whose examples are words.
WORDS = frozenset({"outcome", "class", "reached"})
#: Where the documents lie that a step of the improvement process leaves.
STEP_DOCUMENTS = (
    "improvements/{year}/plan{-n}",
    "improvements/{year}/plan-review",
    "improvements/{year}/{improvement}/",
)
#: Functions whose first argument is a message.
SAYING = frozenset({"say", "Message"})
HEADER = """\
# The Chinese of handrail. The message ids are the English texts in the code.
# `python tests/messages.py` adds what is new and drops what is gone; `make catalogue` compiles it.
msgid ""
msgstr ""
"Project-Id-Version: handrail\\n"
"POT-Creation-Date: 2026-11-23 00:00+0000\\n"
"Language: zh\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def said() -> dict[str, set[str]]:
    """Return every message with the files that say it."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for text in _literals(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(text, set()).add(place)
    for text, place in (*_of_rules(), *_of_schemas()):
        found.setdefault(text, set()).add(place)
    return found


def _literals(tree: ast.AST) -> Iterator[str]:
    for call in _calls(tree):
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
            yield first.value


def dynamic() -> Iterator[str]:
    """Yield the places where what is said cannot be read in the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call.func, ast.Name) and isinstance(
                call.args[0], (ast.Name, ast.JoinedStr)
            ):
                yield path.relative_to(PACKAGE).as_posix()


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            if name in SAYING:
                yield node


def _of_rules() -> Iterator[tuple[str, str]]:
    from handrail.rules import RULES  # noqa: PLC0415 - the code is read without it

    for rule in RULES.values():
        place = rule.check.__module__.removeprefix("handrail.").replace(".", "/") + ".py"
        yield rule.title.text, place
        yield rule.why.text, place


def _of_schemas() -> Iterator[tuple[str, str]]:
    """Yield the titles of fields, the words that records may use, and what the site says of fields."""
    schemas = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(SCHEMAS.glob("*.schema.json"))
    }
    for name, schema in schemas.items():
        for text in (*_titles_and_words(schema), *_descriptions(schema, schemas)):
            yield text, f"schemas/{name}"


def _descriptions(schema: Any, schemas: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the pages of the steps say of a document they leave, and of its fields."""
    is_step = any(path.startswith(STEP_DOCUMENTS) for path in schema.get("x-paths", ()))
    if not is_step or "completed" not in schema["properties"]:
        return
    yield schema["description"]
    for node in schema["properties"].values():
        file, _, name = node.get("$ref", "").partition("#/$defs/")
        described = node if "description" in node else schemas[file]["$defs"][name]
        yield described["description"]


def _titles_and_words(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, list):
        for value in node:
            yield from _titles_and_words(value)
    elif isinstance(node, dict):
        if isinstance(node.get("title"), str):
            yield node["title"]
        # The words of the way are the process file's to choose; these are the ones we bring.
        yield from node.get("enum", ()) or (node.get("examples", ()) if key in WORDS else ())
        for name, value in node.items():
            if name not in {"not", "examples", "languages", "maps_to", "propertyNames"}:
                yield from _titles_and_words(value, name)


def translations() -> dict[str, str]:
    """Read the catalogue as translators keep it."""
    if not CATALOGUE.is_file():
        return {}
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh", domain="handrail")
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def update() -> tuple[int, int]:
    """Bring the catalogue up to date; return how many messages it has and how many wait."""
    known = translations()
    return write({text: known.get(text, "") for text in said()})


def write(chinese: Mapping[str, str]) -> tuple[int, int]:
    """Write the catalogue in the order of the files that say the messages."""
    places = {text: sorted(where) for text, where in said().items()}
    blocks = [
        f"#: {' '.join(places[text])}\nmsgid {_quoted(text)}\nmsgstr {_quoted(chinese[text])}\n"
        for text in sorted(chinese, key=lambda text: (places[text][0], text))
    ]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text("\n".join([HEADER, *blocks]), encoding="utf-8")
    return len(chinese), sum(not text for text in chinese.values())


def _quoted(text: str) -> str:
    """Write a text the way a catalogue holds it."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    number, waiting = update()
    print(f"{number} messages, {waiting} of them without a translation")
