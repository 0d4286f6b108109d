"""The Chinese catalogue says all that handrail says, and nothing else."""

from __future__ import annotations

import ast
import gettext
import re
from string import Formatter

from handrail.render.language import DOMAIN
from handrail.render.language import FOLDER
from tests.messages import CATALOGUE
from tests.messages import PACKAGE
from tests.messages import dynamic
from tests.messages import said
from tests.messages import translations

#: Where a message is made of what another function was given, which is collected there.
PASSED_ON = {
    "model/messages.py",
    "rules/registry.py",
    "site/sheet.py",
    "site/words.py",
    "writing/form.py",
}
TRANSLATIONS = translations()


def gaps(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def commands(text: str) -> list[str]:
    """Return the words a reader has to type as they are."""
    return sorted(set(re.findall(r"--[a-z-]+|HANDRAIL_[A-Z]+|`handrail [a-z]+", text)))


def test_everything_is_translated() -> None:
    missing = [text for text in said() if not TRANSLATIONS.get(text)]
    assert missing == [], "run `python tests/messages.py`, translate, and `make catalogue`"


def test_nothing_is_translated_that_nobody_says() -> None:
    assert sorted(set(TRANSLATIONS) - set(said())) == [], "run `python tests/messages.py`"


def test_translations_have_the_same_gaps() -> None:
    differing = [text for text, chinese in TRANSLATIONS.items() if gaps(text) != gaps(chinese)]
    assert differing == []


def test_what_is_to_be_typed_is_not_translated() -> None:
    differing = [
        text for text, chinese in TRANSLATIONS.items() if commands(text) != commands(chinese)
    ]
    assert differing == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = gettext.translation(DOMAIN, FOLDER, languages=["zh"])
    stale = [text for text, chinese in TRANSLATIONS.items() if compiled.gettext(text) != chinese]
    assert stale == [], "run `make catalogue`"
    assert CATALOGUE.with_suffix(".mo").stat().st_size > 0


def test_every_message_can_be_collected() -> None:
    assert set(dynamic()) <= PASSED_ON


def test_every_text_with_gaps_is_a_message() -> None:
    known = said()
    stray = [
        f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\{[a-z_]+\} [a-z]+|[a-z]+ [`«]?\{[a-z_]+\}", node.value)
        and "\n" not in node.value
        and not node.value.endswith(".")
        and node.value not in known
    ]
    assert stray == []
