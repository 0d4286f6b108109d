"""Which of several values stand out when some contradict each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

T = TypeVar("T")


def odd_ones(values: Sequence[T], contradict: Callable[[T, T], bool]) -> Iterator[tuple[T, T]]:
    """Yield as few values as must go for the others to agree, each with one that it contradicts."""
    pairs = [
        (one, other)
        for number, one in enumerate(values)
        for other in reversed(values[:number])
        if contradict(one, other)
    ]
    while pairs:
        count = Counter(value for pair in pairs for value in pair)
        # The first of a pair is the later one, which is the one to be told where nothing else tells.
        wrong = max(count, key=lambda value: (count[value], value == pairs[0][0]))
        at = next(pair for pair in pairs if wrong in pair)
        yield wrong, at[1] if at[0] == wrong else at[0]
        pairs = [pair for pair in pairs if wrong not in pair]
