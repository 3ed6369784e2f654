"""Numbers side by side in one whole number: the same as one by one."""

from hypothesis import given
from hypothesis import strategies as st

from entries.search.lanes import at_least, greater, lesser, numbers, spread

SIZE = 9
BELOW_TOP = st.integers(min_value=0, max_value=2**31 - 1)
ROWS = st.dictionaries(st.integers(min_value=0, max_value=SIZE - 1), BELOW_TOP)


def lanes(row: dict[int, int]) -> int:
    """A row of numbers, with nothing where it says nothing."""
    return spread(row.keys(), row.values(), SIZE)


def listed(row: dict[int, int]) -> list[int]:
    """The number at each place, one by one."""
    return [row.get(place, 0) for place in range(SIZE)]


@given(ROWS)
def test_what_was_spread_stands_at_its_place(row: dict[int, int]) -> None:
    assert list(numbers(lanes(row), SIZE)) == listed(row)


@given(ROWS, ROWS)
def test_the_greater_and_the_lesser_are_found_at_each_place(one: dict[int, int], other: dict[int, int]) -> None:
    pairs = list(zip(listed(one), listed(other), strict=True))
    assert list(numbers(greater(lanes(one), lanes(other), SIZE), SIZE)) == [max(pair) for pair in pairs]
    assert list(numbers(lesser(lanes(one), lanes(other), SIZE), SIZE)) == [min(pair) for pair in pairs]


@given(ROWS, BELOW_TOP)
def test_the_places_of_what_is_not_less_are_found(row: dict[int, int], least: int) -> None:
    expected = [place for place, number in enumerate(listed(row)) if number >= least]
    assert list(at_least(numbers(lanes(row), SIZE), least)) == expected


@given(st.lists(st.integers(min_value=0, max_value=2500), min_size=SIZE, max_size=SIZE), st.integers(1, 16_000))
def test_weighed_and_added_no_number_runs_into_the_next(worths: list[int], weight: int) -> None:
    row = dict(enumerate(worths))
    total = sum(lanes(row) * weight for _ in range(32))
    assert list(numbers(total, SIZE)) == [worth * weight * 32 for worth in worths]
