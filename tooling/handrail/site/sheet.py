"""What a page is written on: one language, one place in the site, and the blocks a page is made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handrail.model.messages import Message
from handrail.model.text import UNSAID
from handrail.model.text import Text
from handrail.render import markup
from handrail.render.language import fill
from handrail.render.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from handrail.register import Register

#: Stands for a piece of HTML while a sentence is translated; no file can hold it unnoticed.
_GAP = "\ue000{}\ue001"
_TYPED = re.compile("&#96;((?:(?!&#96;).)+)&#96;")


class Html(str):
    """Text that has been escaped, with the tags we put into it."""

    __slots__ = ()


def join(parts: Iterable[str], between: str = "") -> Html:
    """Put pieces of HTML together."""
    return Html(between.join(parts))


def element(name: str, content: str = "", **attributes: str | bool | None) -> Html:
    """Write an element; a trailing underscore goes, other underscores are hyphens in attributes."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{value}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{written}>{content}</{name}>")


class Sheet:
    """One page of one language; knows how to say, escape and link."""

    def __init__(self, register: Register, language: str, path: str) -> None:
        self.register = register
        self.language = language
        self.path = path
        #: The way from this page to the top of the language's site.
        self.root = "../" * path.count("/")

    # -- words ----------------------------------------------------------------------------

    def say(self, text: str, **values: object) -> Html:
        """Say a sentence in the language; values that are HTML stay as they are."""
        return self.tell(Message(text, values))

    def tell(self, message: Message) -> Html:
        """Translate and escape a message."""
        pieces: list[Html] = []

        def gap(value: object) -> object:
            if isinstance(value, Html):
                pieces.append(value)
                return _GAP.format(len(pieces) - 1)
            if isinstance(value, Message):
                return Message(value.text, {name: gap(one) for name, one in value.values.items()})
            return tuple(gap(one) for one in value) if isinstance(value, tuple) else value

        values = {name: gap(value) for name, value in message.values.items()}
        said = markup.plain(translate(Message(message.text, values), self.language))
        # Messages put what is typed between backticks, as the terminal shows it.
        said = _TYPED.sub(r"<code>\1</code>", said)
        for number, piece in enumerate(pieces):
            said = said.replace(_GAP.format(number), piece)
        return Html(said)

    def read(self, text: Text | Message | str) -> str:
        """Return text as it reads in the language, not escaped: for titles and attributes of ours."""
        return text if isinstance(text, str) else fill(text, self.language)

    def title(self, message: Message) -> str:
        """Translate a message for a page's title; the page escapes it."""
        return translate(message, self.language)

    def plain(self, text: object) -> Html:
        """Escape text on one line."""
        return Html(markup.plain(str(text)))

    def text(self, text: Text | str | None) -> Html:
        """Return a text of a record on one line, marked where the language is missing."""
        if text is None:
            return Html()
        if isinstance(text, str):
            return self.plain(text)
        return self._marked(text, self.plain(text.in_language(self.language)), "span")

    def prose(self, text: Text | str | None) -> Html:
        """Return prose of a record as a block, marked where the language is missing."""
        if text is None:
            return Html()
        written = text if isinstance(text, str) else text.in_language(self.language)
        html = Html(markup.prose(written))
        return html if isinstance(text, str) else self._marked(text, html, "div")

    def _marked(self, text: Text, html: Html, tag: str) -> Html:
        language = text.language(self.language)
        if language in {UNSAID, self.language}:
            return html
        note = self.say("not translated yet")
        mark = element("span", language, class_="hr-untranslated", title=note)
        return element(tag, f"{html} {mark}", lang=language)

    def day(self, day: date | None) -> Html:
        """Write a date."""
        if day is None:
            return Html()
        return element("time", day.isoformat(), datetime=day.isoformat())

    def several(self, items: Iterable[str]) -> Html:
        """List things in a row, as the language does."""
        return join(items, "、" if self.language == "zh" else ", ")

    # -- places ---------------------------------------------------------------------------

    def address(self, place: str) -> str:
        """Return the way from this page to a place of the site."""
        return self.root + place

    def link(self, place: str, label: str, *, class_: str | None = None) -> Html:
        """Link to a place of the site, such as `people.html#bodies`."""
        return element("a", label, href=self.address(place), class_=class_)

    def up(self, place: str, title: Message) -> Html:
        """Write the line above a page's title, which leads to the list it belongs to."""
        way = self.link(place, Html(f"← {self.tell(title)}"))
        return element("p", way, class_="hr-up", data_search_exclude="")

    # -- blocks ---------------------------------------------------------------------------

    def section(
        self, title: Message | Text | str, anchor: str, *, level: int = 2, searched: bool = True
    ) -> str:
        """Begin a section; its anchor is the same in every language."""
        excluded = "" if searched else " data-search-exclude"
        said = markup.heading(
            translate(title, self.language) if isinstance(title, Message) else self.read(title)
        )
        return f"{'#' * level} {said} {{ #{anchor}{excluded} }}"

    def table(
        self,
        columns: Iterable[str],
        rows: Iterable[Iterable[str]],
        *,
        caption: str | None = None,
        class_: str = "",
    ) -> Html:
        """Write a table that scrolls in its own box; the first cell of a row names the row."""
        head = join(element("th", column, scope="col") for column in columns)
        body = []
        for row in rows:
            first, *others = row
            cells = [element("th", first, scope="row"), *(element("td", cell) for cell in others)]
            # Search reads cells as one word where nothing stands between them.
            body.append(element("tr", join(cells, " ")))
        title = element("caption", caption) if caption else ""
        inner = f"{title}<thead><tr>{head}</tr></thead><tbody>{join(body)}</tbody>"
        return boxed(element("table", inner, class_=f"hr-table {class_}".strip()), caption)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> Html:
        """Write names and values beside each other; pairs without a value are left out."""
        rows = [
            element("div", join([element("dt", name), element("dd", value)], " "))
            for name, value in pairs
            if value
        ]
        return element("dl", join(rows, " "), class_="hr-facts") if rows else Html()

    def lines(self, text: str) -> Html:
        """Show lines as they are typed, in a box that scrolls by itself."""
        shown = []
        for line in text.rstrip("\n").split("\n"):
            room = len(line) - len(line.lstrip(" "))
            shown.append("&#32;" * room + self.plain(line))
        return element("pre", element("code", "&#10;".join(shown), tabindex="0"))

    def bullets(self, items: Iterable[str]) -> Html:
        """Write a list."""
        rows = [element("li", item) for item in items]
        return element("ul", join(rows), class_="hr-list") if rows else Html()


def boxed(table: str, label: str | None = None) -> Html:
    """Put a wide thing into a box that scrolls by itself, reachable with the keyboard."""
    return element("div", table, class_="hr-scroll", tabindex="0", role="group" if label else None)
