"""Which language the reader wants, before anything has been parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.render.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

OPTION = "--lang"
_VARIABLES = ("HANDRAIL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language asked for by `--lang`, or else the one of the environment.

    Help and messages about wrong options need it as well, so it cannot wait for the parser.
    """
    asked = [
        *_options(arguments),
        *(environment[name] for name in _VARIABLES if environment.get(name)),
    ]
    return next((found for word in asked[:1] if (found := _known(word))), LANGUAGES[0])


def _options(arguments: Sequence[str]) -> list[str]:
    """Return the values of `--lang`, the last one first."""
    found = []
    for index, argument in enumerate(arguments):
        if argument.startswith(f"{OPTION}="):
            found.append(argument.partition("=")[2])
        elif argument == OPTION:
            found += arguments[index + 1 : index + 2]
    return found[::-1]


def _known(word: str) -> str | None:
    """Return our name of a language such as `zh_CN.UTF-8`, if we speak it."""
    name = word.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return name if name in LANGUAGES else None
