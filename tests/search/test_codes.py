"""How postings are packed, and what a code is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.search.codes import BLOCK, Saturation, code_of, length_code, length_of, pack, unpack

CODES = st.integers(1, 0xFFFF)


@given(st.dictionaries(st.integers(0, BLOCK - 1), CODES))
def test_what_is_packed_comes_back(postings: dict[int, int]) -> None:
    places, codes = unpack(pack(postings))
    assert dict(zip(places, codes, strict=True)) == postings
    assert list(places) == sorted(places)


@given(st.integers(0, 400_000))
def test_a_length_comes_back_to_within_a_sixteenth(length: int) -> None:
    assert abs(length_of(code_of(1, length_code(length))) - length) <= length / 16 + 1


@pytest.mark.parametrize(("count", "length"), [(1, 100), (2, 100), (7, 40), (40, 3000), (255, 10)])
def test_a_code_is_worth_what_the_formula_says(count: int, length: int) -> None:
    code = code_of(count, length_code(length))
    average, k1, b = 250, 1.5, 0.75
    worth = count * (k1 + 1) / (count + k1 * (1 - b + b * length_of(code) / average))
    assert abs(Saturation(average)[code] - 1000 * worth) < 1.5
