"""The one exception: raised only where no answer can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.model.messages import Message


class HandrailError(Exception):
    """No answer can be given; the message says what to do about it."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint
