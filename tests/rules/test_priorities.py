"""What the examples of the priority rules do not say."""

from __future__ import annotations

import pytest

from handrail.render.language import fill
from handrail.rules import judge
from handrail.rules.odd_ones import odd_ones
from handrail.rules.registry import MAX_IN_FILE
from tests.overlay import small
from tests.rules.marked import PROBLEMS
from tests.rules.marked import another
from tests.rules.marked import hints
from tests.rules.marked import marks
from tests.rules.marked import messages
from tests.rules.marked import places

GAP = "priority-matrix-gap"
UPSIDE_DOWN = "priority-upside-down"
LEVELS = ("PT15M, resolution: PT4H", "PT30M, resolution: P1D", "PT4H, resolution: P3D")


def scheme(
    company: str = "{now: p1, today: p1, later: p2}",
    team: str = "{now: p1, today: p2, later: p3}",
    person: str = "{now: p2, today: p3, later: p3}",
    *,
    levels: tuple[str, ...] = LEVELS,
    state: str = "active",
) -> dict[str, str]:
    """Write a scheme of three impacts, three urgencies and three priorities."""
    rows = "\n".join(
        f"    - {{id: p{number}, title: Level, response: {level}}}".replace(" # <-}", "} # <-")
        for number, level in enumerate(levels, 1)
    )
    matrix = {"company": company, "team": team, "person": person}
    text = "\n".join(f"    {impact}: {row}" for impact, row in matrix.items() if row)
    return {
        PROBLEMS: another(
            f"state: {state}",
            f"""\
priority_scheme:
  impacts: [{{id: company, title: All}}, {{id: team, title: Some}}, {{id: person, title: One}}]
  urgencies: [{{id: now, title: Now}}, {{id: today, title: Today}}, {{id: later, title: Later}}]
  matrix:
{text}
  levels:
{rows}""",
        )
    }


def test_scheme_in_order_is_silent() -> None:
    assert places(GAP, scheme()) == []
    assert places(UPSIDE_DOWN, scheme()) == []


# -- gaps -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("team", "message", "hint"),
    [
        ("", "the matrix has no priority for `team`", "add a row for each impact, and in it a priority for each urgency"),
        ("{now: p1} # <-", "the matrix has no priority for `today`, `later`", "add a row for each impact, and in it a priority for each urgency"),
        ("{now: p1, todya: p2, later: p3} # <-", "neither an impact nor an urgency is called `todya` here", "did you mean `today`?"),
        ("{now: p1, today: p2, later: p3, never: p3} # <-", "neither an impact nor an urgency is called `never` here", "allowed here: `later`, `now`, `today`"),
        ("{now: p1, today: p4, later: p3} # <-", "no priority `p4` under `levels`", "allowed here: `p1`, `p2`, `p3`"),
    ],
)  # fmt: skip
def test_gap_is_told_once(team: str, message: str, hint: str) -> None:
    changes = scheme(team=team)
    assert messages(GAP, changes) == [message]
    assert hints(GAP, changes) == [hint]
    assert not marks(changes) or places(GAP, changes) == marks(changes)
    assert places(UPSIDE_DOWN, changes) == []


def test_impact_that_is_misspelt_is_not_missing_too() -> None:
    changes = {path: text.replace("    team: {", "    taem: {") for path, text in scheme().items()}
    assert messages(GAP, changes) == ["neither an impact nor an urgency is called `taem` here"]
    assert hints(GAP, changes) == ["did you mean `team`?"]


# -- upside down ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"company": "\n      now: p3 # <-\n      today: p1\n      later: p2"}, "`company` and `now` make `p3`, a lower priority than `p1` of `company` and `today`, which is less bad"),
        ({"person": "\n      now: p2\n      today: p3\n      later: p1 # <-"}, "`person` and `later` make `p1`, a higher priority than `p3` of `person` and `today`, which is worse"),
    ],
)  # fmt: skip
def test_cell_that_contradicts_most_others_is_told(rows: dict[str, str], message: str) -> None:
    changes = scheme(**rows)  # type: ignore[arg-type] # the rows are texts
    assert places(UPSIDE_DOWN, changes) == marks(changes)
    assert messages(UPSIDE_DOWN, changes) == [message]


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        (("P1D, resolution: P1D # <-", *LEVELS[1:]), "`p1` promises P1D, later than `p2`, which is lower: PT30M"),
        ((*LEVELS[:2], "PT10M, resolution: P3D # <-"), "`p3` promises PT10M, sooner than `p2`, which is higher: PT30M"),
        ((LEVELS[0], "PT30M, resolution: PT3H # <-", LEVELS[2]), "`p2` promises PT3H, sooner than `p1`, which is higher: PT4H"),
        (("PT15M, resolution: PT10M # <-", *LEVELS[1:]), "`p1` is to be solved within PT10M, before anybody has to answer, PT15M"),
        (("PT15M, resolution: PT4H", "P2D, resolution: P5D # <-", "P1D, resolution: P5D"), "`p3` promises P1D, sooner than `p2`, which is higher: P2D"),
    ],
)  # fmt: skip
def test_times_grow_as_priorities_fall(levels: tuple[str, ...], message: str) -> None:
    changes = scheme(levels=levels)
    assert message in messages(UPSIDE_DOWN, changes)
    if "P2D, resolution: P5D" not in levels[1]:
        assert places(UPSIDE_DOWN, changes) == marks(changes) * len(messages(UPSIDE_DOWN, changes))


@pytest.mark.parametrize(
    ("response", "resolution", "is_wrong"),
    [
        ("PT4H", "P1D", False),
        ("P1D", "PT4H", True),
        ("P1D", "PT12H", False),  # a working day may be eight hours
        ("P1D", "PT8H", False),
        ("P2D", "P1D", True),
        ("P1M", "P4W", True),
        ("P1Y", "P12M", False),
        ("PT1H", "PT1H", False),
    ],
)
def test_times_are_compared_whatever_a_day_counts(
    response: str, resolution: str, *, is_wrong: bool
) -> None:
    changes = scheme(
        levels=("PT1M, resolution: PT1M", f"{response}, resolution: {resolution}", "P2Y, resolution: P2Y")
    )  # fmt: skip
    assert len(places(UPSIDE_DOWN, changes)) == is_wrong


def test_retired_process_sorts_nothing() -> None:
    changes = scheme("{now: p3}", state="retired")
    assert (places(GAP, changes), places(UPSIDE_DOWN, changes)) == ([], [])


# -- the size of a scheme ---------------------------------------------------------------------


def square(size: int) -> dict[str, str]:
    """Write a scheme in which every row and every column runs the wrong way."""
    impacts, urgencies = ([f"{kind}{number}" for number in range(size)] for kind in "iu")
    levels = [f"p{number}" for number in range(size)]
    rows = (
        f"    {impact}: {{"
        + ", ".join(f"{urgency}: p{max(0, size - 1 - row - column)}" for column, urgency in enumerate(urgencies))
        + "}"
        for row, impact in enumerate(impacts)
    )  # fmt: skip
    lines = [
        "priority_scheme:",
        f"  impacts: [{', '.join(f'{{id: {one}, title: Impact}}' for one in impacts)}]",
        f"  urgencies: [{', '.join(f'{{id: {one}, title: Urgency}}' for one in urgencies)}]",
        "  matrix:",
        *rows,
        "  levels:",
        *(f"    - {{id: {one}, title: Level, response: PT1H, resolution: P1D}}" for one in levels),
    ]
    return {PROBLEMS: another("\n".join(lines))}


def test_scheme_that_nobody_can_keep_in_mind_is_too_long() -> None:
    register = small(square(40))
    text = register.by_path[PROBLEMS].content.decode().splitlines()
    fields = ("  impacts:", "  urgencies:", "  levels:")
    at = [1 + next(n for n, one in enumerate(text) if one.startswith(field)) for field in fields]
    told = [one for one in judge(register) if one.location.path == PROBLEMS]
    assert [one.rule for one in told] == ["out-of-range"] * 3
    assert [one.location.line for one in told][:2] == at[:2]
    assert [fill(one.message, "en") for one in told] == [
        f"`{name}` has too many entries: at most 10" for name in ("impacts", "urgencies", "levels")
    ]
    assert {fill(one.hint, "en") for one in told if one.hint} == {
        "leave out what is hardly ever needed, or put two entries together"
    }


def test_largest_scheme_that_is_all_wrong_is_judged() -> None:
    assert 0 < len(places(UPSIDE_DOWN, square(10))) <= MAX_IN_FILE


@pytest.mark.parametrize(
    ("values", "number"),
    [([1, 2, 3], 0), ([3, 1, 2], 1), ([2, 1, 1], 1), ([3, 2, 1], 2), ([1, 9, 2, 3, 0], 2)],
)
def test_values_that_stand_out_are_as_few_as_make_the_others_agree(
    values: list[int], number: int
) -> None:
    rows = list(enumerate(values))
    told = [wrong for wrong, _ in odd_ones(rows, lambda one, other: (one[0] - other[0]) * (one[1] - other[1]) < 0)]  # fmt: skip
    kept = [row for row in rows if row not in told]
    assert [value for _, value in kept] == sorted(value for _, value in kept)
    assert len(told) == number


def test_every_two_values_are_compared_once() -> None:
    compared = []

    def contradict(one: int, other: int) -> bool:
        compared.append((one, other))
        return True

    assert len(list(odd_ones(range(100), contradict))) == 99
    assert len(compared) == 100 * 99 / 2
