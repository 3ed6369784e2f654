"""One letter wrong in a word of the demo library: the right word comes first."""

import random
from collections.abc import Iterator, Sequence

import pytest

from entries import library
from entries.library import Selection
from entries.models import IndexedDocument
from entries.search.spelling import corrections
from entries.search.terms import STOP, stem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_library")]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SLIPS = ("left out", "added", "changed", "swapped")
SHORTEST = 4
OFTEN = 300  # words for each kind of slip
AT_LEAST = 95  # in a hundred


def words_of_the_library() -> list[str]:
    """The words that stand in visible entries, A to Z."""
    seen = IndexedDocument.objects.filter(number__in=list(library.read().catalogue.ids))
    found = {word for text in seen.values_list("surface", flat=True) for word in text.split()}
    return sorted(word for word in found if word.isalpha() and len(word) >= SHORTEST and word not in STOP)


def slipped(word: str, slip: str, chance: random.Random) -> str:
    """The word with one letter wrong, anywhere in it."""
    at, letter = chance.randrange(len(word)), chance.choice(LETTERS)
    if slip == "left out":
        return word[:at] + word[at + 1 :]
    if slip == "added":
        return word[:at] + letter + word[at:]
    if slip == "changed":
        return word[:at] + letter + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misspelt(words: Sequence[str], slip: str, number: int) -> Iterator[tuple[str, str]]:
    """Words and how they are misspelt, the same each time; what finds something as it stands is not misspelt."""
    chance = random.Random(slip)
    known = set(words) | {stem(word) for word in words}
    while number:
        word = chance.choice(words)
        wrong = slipped(word, slip, chance)
        if wrong not in known and stem(wrong) not in known and wrong not in STOP:
            number -= 1
            yield word, wrong


def first_corrections(wrong: Sequence[str]) -> dict[str, str]:
    """What comes first for each; "" when nothing does."""
    return {word: found[0].word if found else "" for word, found in corrections(wrong).items()}


def test_a_word_with_one_letter_wrong_is_corrected_to_the_right_word() -> None:
    words, right = words_of_the_library(), 0
    missed: list[str] = []
    for slip in SLIPS:
        pairs = list(misspelt(words, slip, OFTEN))
        found = first_corrections([wrong for _, wrong in pairs])
        lost = [f"{wrong}: {found.get(wrong)}, not {word}" for word, wrong in pairs if found.get(wrong) != word]
        print(f"A letter {slip}: {OFTEN - len(lost)} of {OFTEN} put right")
        missed += lost
        right += OFTEN - len(lost)
    assert right / OFTEN / len(SLIPS) >= AT_LEAST / 100, "\n".join(missed)


def test_of_two_words_one_slip_away_the_likelier_slip_decides() -> None:
    # `managd` is one letter short of `managed`, and one wrong letter away from `manage`, which is the commoner word.
    right = {"managd": "managed", "nurisng": "nursing", "stafff": "staff"}
    assert first_corrections(list(right)) == right


def test_the_page_searches_for_the_corrected_word() -> None:
    found = library.read().results(Selection(q="rostring"))
    assert found.corrected == "rostering"
    assert found.count
