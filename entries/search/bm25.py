"""The ranking, one for every database: BM25F over stems in whole numbers, words OR-ed.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009): fields are weighed into one term
frequency (`documents`), which saturates and is set against the document's length (`codes`). Document frequencies are
those of what may be seen now, counted as the query is answered.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import compress

from entries.search.bitmaps import bitmap
from entries.search.codes import BLOCK, BLOCK_BITS, saturation, unpack
from entries.search.lanes import greater, numbers, spread
from entries.search.query import Concept, Form, Query
from entries.search.tables import Posting, rows_by_key

IDF_SCALE = 1000
HIDDEN = -1
COMMON = 8  # a term that more than one in eight documents have costs most to read, and is asked for most
MOST_KEPT = 750_000  # worths of common terms that are kept, some four bytes each
Scores = dict[int, int]


@dataclass(frozen=True, slots=True)
class Having:
    """Where a term or a phrase stands (`bitmaps`), and what it is worth there without its own weight (`lanes`)."""

    bits: int = 0
    worths: int = 0

    @classmethod
    def of(cls, places: Sequence[int], worths: Sequence[int], size: int) -> "Having":
        """What stands at these places, of `size` documents."""
        return cls(bitmap(places, size), spread(places, worths, size))

    def __len__(self) -> int:
        return self.bits.bit_count()


@dataclass(frozen=True, slots=True)
class Field:
    """What may be found: the caller's place for each number (HIDDEN for what is not seen) and the number at each place.

    `average` is the length of documents in weighted words. A field holds for one state of the index: it keeps where
    common terms stand, and which are too common to learn from.
    """

    places: Sequence[int]
    numbers: Sequence[int]
    average: int
    kept: dict[str, Having] = field(default_factory=dict, compare=False, repr=False)
    telling_little: set[str] = field(default_factory=set, compare=False, repr=False)

    @classmethod
    def of(cls, numbers: Sequence[int], average: int) -> "Field":
        """The field of documents that stand in this order."""
        places = array("l", [HIDDEN]) * (max(numbers, default=0) + 1)
        for place, number in enumerate(numbers):
            places[number] = place
        return cls(places, numbers, average)

    @property
    def size(self) -> int:
        """How many documents there are to find."""
        return len(self.numbers)

    def place_of(self, number: int) -> int:
        """The place of one number, or HIDDEN."""
        return self.places[number] if 0 <= number < len(self.places) else HIDDEN

    def block(self, block: int) -> Sequence[int]:
        """The places of one block of numbers, as many as a block has."""
        places = self.places[block << BLOCK_BITS : (block << BLOCK_BITS) + BLOCK]
        return places if len(places) == BLOCK else [*places, *[HIDDEN] * (BLOCK - len(places))]

    def keep(self, term: str, having: Having) -> Having:
        """Keep where a term stands when it is common and there is room, and give it back."""
        if len(having) * COMMON > self.size and (len(self.kept) + 1) * self.size <= MOST_KEPT:
            self.kept[term] = having
        return having


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a query gives: the sets of places (`bitmaps`) that have any of its words (`some`) and all of them (`full`).

    `scores` has the score at each place; `found` are, of each concept, the forms that some document has; `missing` what
    none has.
    """

    scores: "array[int]"
    full: int
    some: int
    found: tuple[tuple[Form, ...], ...] = ()
    missing: tuple[Concept, ...] = ()


def rank(query: Query, forms: Mapping[Form, Having], size: int) -> Ranked:
    """Rank a parsed query, given where its forms are found and what they are worth there, of `size` documents.

    A query that only leaves words out starts from all documents.
    """
    parts = [(concept, weighed(concept, forms, size)) for concept in query.concepts]
    required = [having.bits for concept, having in parts if concept.required]
    without = [weighed(concept, forms, size).bits for concept in query.excluded]
    seen = ((1 << size) - 1) & ~reduce(int.__or__, without, 0)
    return Ranked(
        scores=numbers(sum(having.worths for _, having in parts), size),
        full=reduce(int.__and__, required, seen),
        some=reduce(int.__or__, required, 0) & seen if required else seen,
        found=tuple(tuple(form for form in concept.forms if form in forms) for concept in query.concepts),
        missing=tuple(concept for concept, having in parts if concept.required and not having),
    )


def weighed(concept: Concept, forms: Mapping[Form, Having], size: int) -> Having:
    """Where any form of the concept stands, with its weight: of each document, the best of the forms that it has."""
    own = idf(len(forms.get(concept.own, Having())), size)
    bits = best = 0
    for form in concept.forms:
        if (having := forms.get(form)) is not None:
            # A rarer word for the same thing is worth no more than the reader's own; a phrase says more than its words.
            weight = idf(len(having), size)
            weight = weight if " " in form.stems[0] or form.is_phrase else min(weight, own)
            worths = having.worths * weight
            bits, best = bits | having.bits, greater(worths, best, size) if best else worths
    return Having(bits, best)


def postings_of(terms: Iterable[str], among: Field) -> dict[str, Having]:
    """Where each term stands that something seen has. One query, none when all of them are kept."""
    wanted = set(terms)
    found = {term: having for term in wanted if (having := among.kept.get(term))}
    rows: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for term, block, data in rows_by_key(Posting, "term, block, data", wanted - found.keys()):
        for all_of_it, some in zip(rows[term], placed(block, data, among), strict=True):
            all_of_it.extend(some)
    for term, (places, worths) in rows.items():
        if HIDDEN in places:
            shown = [place != HIDDEN for place in places]
            places, worths = list(compress(places, shown)), list(compress(worths, shown))
        if places:
            found[term] = among.keep(term, Having.of(places, worths, among.size))
    return found


def placed(block: int, data: "bytes | memoryview[int]", among: Field) -> tuple[Iterable[int], Iterable[int]]:
    """The places (HIDDEN for what is not seen) and the worths of the postings in a row of the table."""
    numbers, codes = unpack(data)
    return map(among.block(block).__getitem__, numbers), map(saturation(among.average).__getitem__, codes)


@lru_cache(maxsize=20_000)
def idf(having: int, size: int) -> int:
    """What a term is worth that `having` of `size` documents have, times 1000: BM25's own, which is never negative."""
    return max(1, round(IDF_SCALE * math.log1p((size - having + 0.5) / (having + 0.5))))
