"""Text from files, made harmless to a terminal."""

from __future__ import annotations

import re
from itertools import chain

#: Breaks of line and other white space that would spoil a row.
_SPACES = frozenset(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"))
#: C0 and C1 controls, marks that turn the direction of writing, and characters nobody sees.
_HARMFUL = frozenset(
    chain(
        range(0x20), range(0x7F, 0xA0), (0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF),
        range(0x202A, 0x202F), range(0x2060, 0x2070),
    )
) - _SPACES  # fmt: skip
#: Halves of characters, which no encoding can write.
_HALVES = frozenset(range(0xD800, 0xE000))
_TABLE = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_HARMFUL) | dict.fromkeys(_HALVES, "\ufffd")
_ANY = re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(_TABLE))}]")


def clean(text: str) -> str:
    """Return the text on one line, without what could steer a terminal or hide from a reader."""
    return text.translate(_TABLE) if _ANY.search(text) else text


def escape(text: str) -> str:
    """Write every control character in JSON text as JSON does, except between its lines."""
    return _ANY.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
