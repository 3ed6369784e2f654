"""Corrections of misspelt words, from the words that documents really have.

A word and its misspelling share a shape (`tables.WordShape`) when one letter was left out, added, changed or swapped
with its neighbour. Among the words that do, the likelier slip wins, then the commoner word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entries.search.tables import WordShape

SHORTEST = 3
LONG = 8  # words at least so long may have two letters wrong
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that a misspelt one may stand for: how many slips apart in tenths, and how many documents have it."""

    word: str
    slips: int
    count: int


def shapes(word: str) -> set[str]:
    """The word itself, and with each of its letters left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def corrections(words: Iterable[str]) -> dict[str, list[Correction]]:
    """For each word that is long enough, what it may stand for, best first. One query."""
    wanted = {word: shapes(word) for word in words if len(word) >= SHORTEST and word.isalpha()}
    if not wanted:
        return {}
    every = set().union(*wanted.values())
    rows = list(WordShape.objects.filter(shape__in=every).values_list("shape", "word__word", "word__count"))
    return {
        word: _best(word, {(found, count) for shape, found, count in rows if shape in own})
        for word, own in wanted.items()
    }


def _best(word: str, found: Iterable[tuple[str, int]]) -> list[Correction]:
    most = 20 if len(word) >= LONG else 12
    made = [Correction(other, slips(word, other), count) for other, count in found if other != word]
    near = [one for one in made if one.slips <= most]
    return sorted(near, key=lambda one: (one.slips - _known(one.count), -one.count, one.word))


def _known(count: int) -> int:
    """How many tenths of a slip a word's commonness outweighs: half a slip for a word in a hundred documents."""
    return min(10, count.bit_length())


def slips(typed: str, meant: str) -> int:
    """How far apart two words are: ten for each letter left out, added, changed or swapped with its neighbour.

    Less for slips that fingers and ears make: a doubled letter, a neighbouring key, another vowel. The optimal string
    alignment distance (Damerau 1964, Levenshtein 1966) with weights.
    """
    before: Sequence[int] = []
    last = [10 * place for place in range(len(meant) + 1)]
    for i, here in enumerate(typed, 1):
        row = [10 * i]
        for j, there in enumerate(meant, 1):
            added = last[j] + (8 if i > 1 and typed[i - 2] == here else 10)
            left_out = row[j - 1] + (8 if j > 1 and meant[j - 2] == there else 10)
            best = min(
                added, left_out, last[j - 1] + _changed(here, there) + (2 if here != there and i == j == 1 else 0)
            )
            if i > 1 and j > 1 and here == meant[j - 2] and typed[i - 2] == there:
                best = min(best, before[j - 2] + 8)
            row.append(best)
        before, last = last, row
    return last[-1]


def _changed(one: str, other: str) -> int:
    if one == other:
        return 0
    return 9 if {one, other} <= VOWELS or _beside(one, other) else 10


def _beside(one: str, other: str) -> bool:
    return any(abs(row.find(one) - row.find(other)) == 1 for row in ROWS if one in row and other in row)
