"""The page at the top of the site: it leads to the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.render.language import fill
from handrail.render.markup import plain
from handrail.site.config import LANGUAGE_NAMES
from handrail.site.policy import digest
from handrail.site.policy import policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handrail.register import Register

_SCRIPT = """\
const here = [...document.querySelectorAll("a[hreflang]")];
const wanted = navigator.languages.map((language) => language.slice(0, 2));
const first = wanted.map((language) => here.find((link) => link.hreflang === language)).find(Boolean);
location.replace((first || here[0]).href);
"""
_STYLE = """\
body { color: #222; font: 1.1rem/1.6 system-ui, sans-serif; margin: 15vh auto 0; max-width: 30rem; padding: 0 1rem; }
li { list-style: none; margin: 0.5rem 0; }
ul { padding: 0; }
a { color: #0f6074; }
@media (prefers-color-scheme: dark) { body { background: #151b1f; color: #e3e9ec; } a { color: #7cc4d8; } }
"""


def front_door(register: Register, languages: Sequence[str]) -> str:
    """Write the page: a link for each language, and a script that takes the reader's own."""
    names = [
        fill(register.settings.organization, language) if register.settings else ""
        for language in languages
    ]
    links = "".join(
        f'<li><a href="{language}/index.html" hreflang="{language}" lang="{language}">'
        f"{plain(LANGUAGE_NAMES.get(language, language))}{': ' if name else ''}{plain(name)}</a></li>"
        for language, name in zip(languages, names, strict=True)
    )
    return (
        f'<!doctype html>\n<html lang="{languages[0]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([digest(_SCRIPT.encode())])}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{plain(names[0]) or 'handrail'}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<nav><ul>{links}</ul></nav>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )
