"""Corrections of misspelt words, from the words that documents really have.

A word and its misspelling share a shape (`tables.WordShape`) when one letter was left out, added, changed or swapped
with its neighbour. Among the words that do, the likelier slip wins, then the commoner word.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from entries.search.tables import WordShape

SHORTEST = 3  # such words are acronyms as often: only a likely slip makes another word of them
BRIEF = 4  # words no longer than this are looked for only in the number that they stand in
LONG = 8  # words at least so long may have two letters wrong
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = frozenset("aeiouy")
# In tenths of a slip. A letter can be left out or swapped in as many ways as a word has letters, but be replaced or
# added in 26 times as many: that it was just this letter is the unlikelier, unless fingers or ears explain it.
LEFT_OUT, SWAPPED, WRONG = 8, 8, 13
ONE_OF_TWO_LEFT_OUT, DOUBLED, SLIPPED = 7, 9, 11


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
    wanted = {
        word: set().union(*map(shapes, _in_both_numbers(word)))
        for word in words
        if len(word) >= SHORTEST and word.isalpha()
    }
    if not wanted:
        return {}
    every = set().union(*wanted.values())
    rows = list(WordShape.objects.filter(shape__in=every).values_list("shape", "word__word", "word__count"))
    return {
        word: _best(word, {(found, count) for shape, found, count in rows if shape in own})
        for word, own in wanted.items()
    }


def _best(word: str, found: Collection[tuple[str, int]]) -> list[Correction]:
    most = 2 * WRONG if len(word) >= LONG else WRONG if len(word) > SHORTEST else SLIPPED
    for typed in _in_both_numbers(word):
        made = [Correction(other, slips(typed, other), count) for other, count in found if other != word]
        near = [one for one in made if one.slips <= most]
        if near:
            return sorted(near, key=lambda one: (one.slips - _known(one.count), -one.count, one.word))
    return []


def _in_both_numbers(word: str) -> tuple[str, ...]:
    """The word, and its plural or singular: the library may have the one and a reader misspell the other."""
    if len(word) <= BRIEF:
        return (word,)
    return (word, word[:-1] if word.endswith("s") else f"{word}s")


def _known(count: int) -> int:
    """How many tenths of a slip a word's commonness outweighs: never more than the likelier slip does."""
    return min(5, count.bit_length() // 2)


def slips(typed: str, meant: str) -> int:
    """How far apart two words are in tenths: eight to thirteen for each letter left out, added, changed or swapped.

    The optimal string alignment distance (Damerau 1964, Levenshtein 1966) with weights.
    """
    before: Sequence[int] = []
    last = [LEFT_OUT * place for place in range(len(meant) + 1)]
    for i, here in enumerate(typed, 1):
        added = _added(here, typed[i - 2 : i - 1], typed[i : i + 1])
        row = [last[0] + added]
        for j, there in enumerate(meant, 1):
            left_out = ONE_OF_TWO_LEFT_OUT if there in (meant[j - 2 : j - 1], meant[j : j + 1]) else LEFT_OUT
            best = min(last[j] + added, row[j - 1] + left_out, last[j - 1] + _changed(here, there))
            if i > 1 and j > 1 and here == meant[j - 2] and typed[i - 2] == there:
                best = min(best, before[j - 2] + SWAPPED)
            row.append(best)
        before, last = last, row
    return last[-1]


def _added(letter: str, before: str, after: str) -> int:
    """What it costs that this letter was typed besides, between these two ("" at an end)."""
    if letter in (before, after):
        return DOUBLED
    return SLIPPED if _beside(letter, before) or _beside(letter, after) else WRONG


def _changed(one: str, other: str) -> int:
    if one == other:
        return 0
    return SLIPPED if {one, other} <= VOWELS or _beside(one, other) else WRONG


def _beside(one: str, other: str) -> bool:
    return any(f"{one}{other}" in row or f"{other}{one}" in row for row in ROWS) if one and other else False
