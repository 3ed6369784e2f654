"""Entries and queries made of invented words that are spread as words of a real library are. The same for one seed.

Half of what says something comes from the whole vocabulary, by Zipf and Mandelbrot's law (the commonest word stands in
six entries of ten, most in next to none), half from a few words that an entry keeps coming back to.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product

VOCABULARY = 40_000
FLAT = 30  # Mandelbrot's: how many of the commonest words are about as common
OWN = 60  # words that an entry keeps coming back to
WORDS = 400, 600
PARAGRAPH = 60
SAYING_NOTHING = "the of and to a in for we our with that was by on from it this were at have".split()  # noqa: SIM905
LETTERS = "abcdefghijklmnopqrstuvwxyz"
QUERIES = {"common": 60, "rare": 60, "mixed": 90, "phrase": 30, "misspelt": 30, "synonym": 30}
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Text:
    """An entry's words: a title, one line, a summary and paragraphs."""

    title: str
    headline: str
    summary: str
    paragraphs: Sequence[str]


@dataclass
class Words:
    """A vocabulary, commonest first, and chance that is the same each time."""

    chance: random.Random = field(default_factory=lambda: random.Random(4))
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        parts = [first + vowel + last for first, vowel, last in product("bdfgklmnprstv", "aeiou", ("", "n", "r", "st"))]
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            found["".join(self.chance.choices(parts, k=self.chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = list(found)
        self._weights = list(accumulate(1 / (rank + FLAT) for rank in range(VOCABULARY)))

    def some(self, number: int) -> list[str]:
        """Words as common as they are."""
        return self.chance.choices(self.words, cum_weights=self._weights, k=number)

    def names(self, number: int) -> list[str]:
        """So many different rare words."""
        return self.chance.sample(self.words[VOCABULARY // 2 :], number)

    def text(self) -> Text:
        """An entry."""
        own = self.some(OWN)
        size = self.chance.randint(*WORDS)
        told = [self._word(own) for _ in range(size)]
        paragraphs = [" ".join(told[at : at + PARAGRAPH]) + "." for at in range(0, size, PARAGRAPH)]
        title, headline = self.chance.sample(own, 6), self.chance.sample(own, 8)
        return Text(
            " ".join(title).capitalize(),
            f"{' '.join(headline)} fell by {self.chance.randint(5, 90)}%",
            " ".join(self._word(own) for _ in range(25)),
            paragraphs,
        )

    def _word(self, own: Sequence[str]) -> str:
        if self.chance.random() < 0.4:
            return self.chance.choice(SAYING_NOTHING)
        return self.chance.choice(own) if self.chance.random() < 0.5 else self.some(1)[0]

    def queries(self, texts: Sequence[Text], synonyms: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Kind and words of each query: of one to five words, phrases of texts, and what was taught or misspelt."""
        chance, told = self.chance, [text.paragraphs[0].rstrip(".").split() for text in texts]
        for kind, number in QUERIES.items():
            for at in range(number):
                size = at % MOST_WORDS + 1
                if kind == "common":
                    words = chance.sample(self.words[:200], size)
                elif kind == "rare":
                    words = chance.sample(self.words[5000:], size)
                elif kind == "mixed":
                    words = chance.sample([word for word in chance.choice(told) if word not in SAYING_NOTHING], size)
                elif kind == "phrase":
                    words = self._phrase(chance.choice(told))
                elif kind == "misspelt":
                    words = [self._misspelt(word) for word in chance.sample(self.words[:5000], size % 2 + 1)]
                else:
                    words = [chance.choice(synonyms), *chance.sample(self.words[:2000], size % 3)]
                yield kind, " ".join(words)

    def _phrase(self, told: Sequence[str]) -> list[str]:
        at = self.chance.randrange(len(told) - 3)
        return [f'"{" ".join(told[at : at + self.chance.choice((2, 3))])}"']

    def _misspelt(self, word: str) -> str:
        at = self.chance.randrange(1, len(word))
        return word[:at] + self.chance.choice(LETTERS) + word[at + self.chance.choice((0, 1)) :]
