"""What is learned from good hits depends on what documents say, not on the numbers that they happen to have."""

from collections.abc import Sequence

import pytest

from entries.search import Document, Field, index, learned
from entries.search.codes import block_of

pytestmark = pytest.mark.django_db
WORDS = ("night", "rest", "ward", "break", "buddy")
# Every fifth text has all the words, every second the first one, so that words are common and rare.
TEXTS = [" ".join(word for step, word in enumerate(WORDS, 1) if number % (step + 1) == 0) for number in range(60)]


def learned_with(numbers: Sequence[int]) -> list[int]:
    """What each place gains when the first two are the best hits and documents have these numbers."""
    for number, text in zip(numbers, TEXTS, strict=True):
        index.put(block_of(number), [Document(number, ((1, text),), (text,))], {})
    among = Field.of(numbers, index.average_length())
    found = learned({0: 90, 12: 80}, range(len(TEXTS)), among)
    return [found[place] for place in range(len(TEXTS))]


def test_the_same_texts_under_other_numbers_give_the_same() -> None:
    in_one_block = learned_with(range(1, 61))
    for block in index.blocks():
        index.replace_block(block, [], {})
    in_many_blocks = learned_with([1 + 700 * place for place in range(60)])
    assert any(in_one_block)
    assert in_one_block == in_many_blocks
