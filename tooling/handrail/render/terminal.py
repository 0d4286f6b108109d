"""What can be shown where the output goes."""

from __future__ import annotations

from dataclasses import dataclass

_STYLES = {"bold": "1", "dim": "2", "red": "1;31", "yellow": "1;33", "blue": "1;34", "green": "32"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """A place to print: how wide it is (None for a file or a pipe), and what it can show."""

    width: int | None = None
    colour: bool = False
    unicode: bool = True

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, where there is colour."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour and text else text

    def mark(self, sign: str, plain: str) -> str:
        """Return a sign, or what stands for it where only ASCII can be shown."""
        return sign if self.unicode else plain


#: Nothing but text.
PLAIN = Terminal()
