"""Text from files to harmless HTML and Markdown: the one place where anything is escaped for pages.

Plain text goes in as entities, so that neither Markdown nor HTML sees a mark in it. Prose may hold
Markdown; it is rendered and cleaned here, and MkDocs gets it as one block of HTML. Both are the
first lock; the second is the content security policy that the site builder writes into every page.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from markdown_it.token import Token

#: Kinds of characters that show nothing and may reorder or hide what is shown.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_KEPT = frozenset("\n\t")
_BREAKS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)
_PUNCTUATION = str.maketrans(
    {mark: f"&#{ord(mark)};" for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
)
#: Themes print a page's title without escaping it, and some take escapes back before they do.
_FULL_WIDTH = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "＂"})
_TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LAST_HEADING = 6
#: Prose without these holds no Markdown: a sentence, as most of it is.
_MARKED = re.compile(r"[\\`*_\[\]<>&#|~!\n\t]|^\s*(?:[-+]|\d+[.)])\s|://|^=|^-")


def clean(text: str) -> str:
    """Take out control, zero-width and bidirectional characters; every break becomes a line feed."""
    if text.isascii() and text.isprintable():
        return text
    broken = text.replace("\r\n", "\n").translate(_BREAKS)
    return "".join(
        character
        for character in broken
        if character in _KEPT or unicodedata.category(character) not in _UNSEEN
    )


def line(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())


def plain(text: str) -> str:
    """Return text on one line in which every ASCII mark is an entity: safe in Markdown and in HTML."""
    return line(text).translate(_PUNCTUATION)


def title(text: str) -> str:
    """Return text on one line for titles, which themes print raw: `< > & "` become full-width."""
    return line(text).translate(_FULL_WIDTH)


def heading(text: str) -> str:
    """Return text for a heading in Markdown: its table of contents is printed raw, as titles are."""
    return plain(title(text))


def prose(text: str, *, headings: bool = False) -> str:
    """Render prose that may hold Markdown as clean HTML without a line feed outside `pre`.

    Headings are text unless asked for, and then stand one level lower: the page has its own title.
    """
    cleaned = clean(text).strip()
    if not _MARKED.search(cleaned):
        return f"<p>{plain(cleaned)}</p>"
    parser = _parser(headings=headings)
    tokens = parser.parse(cleaned)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{min(int(token.tag[1:]) + 1, _LAST_HEADING)}"
    return _one_block(_sanitized(parser, tokens, headings=headings))


def _sanitized(parser: MarkdownIt, tokens: Sequence[Token], *, headings: bool) -> str:
    html = parser.renderer.render(tokens, parser.options, {})
    attributes: Mapping[str, set[str]] = {"a": {"href", "title"}, "ol": {"start"}}
    return nh3.clean(
        html,
        tags=set(_TAGS | (_HEADINGS if headings else frozenset())),
        attributes={tag: set(names) for tag, names in attributes.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def _one_block(html: str) -> str:
    """Take out line feeds and tabs, so that Markdown finds no end of the block and nothing to expand."""
    parts = re.split(r"(<pre>.*?</pre>)", html.strip(), flags=re.DOTALL)
    return "".join(
        part.replace("\n", "&#10;").replace("\t", "&#9;")
        if part.startswith("<pre>")
        else part.replace("\n", " ").replace("\t", " ")
        for part in parts
    )


@cache
def _parser(*, headings: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # An image would be fetched, and from wherever the writer says.
    parser.disable("image")
    return parser if headings else parser.disable(["heading", "lheading"])


def front_matter(values: Mapping[str, object]) -> str:
    """Write a page's front matter; texts become titles, as themes print them raw."""
    rows = [f"{key}: {_value(value)}" for key, value in values.items()]
    return "\n".join(("---", *rows, "---"))


def _value(value: object) -> str:
    # JSON is YAML, and quotes what YAML would read as something else.
    return json.dumps(title(value) if isinstance(value, str) else value, ensure_ascii=False)
