"""Which of several values stand out when some contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

T = TypeVar("T")


def odd_ones(values: Sequence[T], contradict: Callable[[T, T], bool]) -> Iterator[tuple[T, T]]:
    """Yield as few values as must go for the others to agree, each with one that it contradicts."""
    others: dict[int, list[int]] = {}
    for number, one in enumerate(values):
        for before in reversed(range(number)):
            if contradict(one, values[before]):
                others.setdefault(number, []).append(before)
                others.setdefault(before, []).append(number)
    open_ = {number: len(found) for number, found in others.items()}
    while any(open_.values()):
        # Of two that contradict only each other, the later is told.
        wrong = max(open_, key=lambda number: (open_[number], number))
        left = [number for number in others[wrong] if number in open_]
        yield values[wrong], values[left[0]]
        del open_[wrong]
        for number in left:
            open_[number] -= 1
