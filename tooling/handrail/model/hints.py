"""Guesses at what somebody meant to write; shown to him, never acted on."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from handrail.model.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handrail.model.messages import Message

#: More allowed words than this are no help in one line.
_MOST_WORDS = 16


def nearest(word: object, choices: Iterable[str]) -> str | None:
    """Return the word that was most likely meant, whatever the case of its letters."""
    by_folded = {choice.casefold(): choice for choice in sorted(choices)}
    near = get_close_matches(str(word).casefold(), by_folded, n=1)
    return by_folded[near[0]] if near else None


def did_you_mean(word: object, choices: Iterable[str]) -> Message | None:
    """Return the nearest of the allowed words as a question, or else all of them if they are few."""
    allowed = sorted(choices)
    near = nearest(word, allowed)
    if near:
        return say("did you mean `{word}`?", word=near)
    if 0 < len(allowed) <= _MOST_WORDS:
        return say("allowed here: {words}", words=tuple(f"`{choice}`" for choice in allowed))
    return None
