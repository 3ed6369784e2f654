"""The ranking, one for every database: BM25F over stems in whole numbers, words OR-ed.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009): fields are weighed into one term
frequency (`documents`), which saturates and is set against the document's length (`codes`). Document frequencies are
those of what may be seen now, counted as the query is answered.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

from entries.search.bitmaps import bitmap
from entries.search.codes import BLOCK, BLOCK_BITS, saturation, unpack
from entries.search.query import Concept, Form, Query
from entries.search.tables import Posting

IDF_SCALE = 1000
HIDDEN = -1
Scores = dict[int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """What may be found: the caller's place for each number (HIDDEN for what is not seen) and the number at each place.

    `average` is the length of documents in weighted words.
    """

    places: Sequence[int]
    numbers: Sequence[int]
    average: int

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


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a query gives: the sets of places (`bitmaps`) that have any of its words (`some`) and all of them (`full`).

    `scores` has the score at each place; `found` are the forms that some document has, `missing` what none has.
    """

    scores: list[int]
    full: int
    some: int
    found: tuple[Form, ...] = ()
    missing: tuple[Concept, ...] = ()


def rank(query: Query, forms: Mapping[Form, Scores], size: int) -> Ranked:
    """Rank a parsed query, given where its forms are found and what they are worth there, of `size` documents.

    A query that only leaves words out starts from all documents.
    """
    parts = [(concept, *weighed(concept, forms, size)) for concept in query.concepts]
    required = [bitmap(worths, size) for concept, _, worths in parts if concept.required]
    without = [bitmap(weighed(concept, forms, size)[1], size) for concept in query.excluded]
    seen = ((1 << size) - 1) & ~reduce(int.__or__, without, 0)
    scores = [0] * size
    for _, weight, worths in parts:
        for place, worth in worths.items():
            scores[place] += weight * worth
    return Ranked(
        scores=scores,
        full=reduce(int.__and__, required, seen),
        some=reduce(int.__or__, required, 0) & seen if required else seen,
        found=tuple(form for concept in query.concepts for form in concept.forms if form in forms),
        missing=tuple(concept for concept, _, worths in parts if concept.required and not worths),
    )


def weighed(concept: Concept, forms: Mapping[Form, Scores], size: int) -> tuple[int, Scores]:
    """A weight and the worths it multiplies: of each document, the best of the concept's forms that it has."""
    having = [(form, forms[form]) for form in concept.forms if form in forms]
    if len(having) == 1 and having[0][0] == concept.own:
        return idf(len(having[0][1]), size), having[0][1]
    best: Scores = {}
    own = idf(len(forms.get(concept.own, ())), size)
    for form, worths in having:
        # A rarer word for the same thing is worth no more than the reader's own; a phrase says more than its words.
        weight, had = idf(len(worths), size), best.get
        weight = weight if " " in form.stems[0] or form.is_phrase else min(weight, own)
        for place, worth in worths.items():
            if (score := weight * worth) > had(place, 0):
                best[place] = score
    return 1, best


def postings_of(terms: Iterable[str], among: Field) -> dict[str, Scores]:
    """For each term that something seen has: place and worth, the term's own weight left out. One query."""
    places: dict[str, list[int]] = defaultdict(list)
    worths: dict[str, list[int]] = defaultdict(list)
    for term, block, data in Posting.objects.filter(term__in=set(terms)).values_list("term", "block", "data"):
        some, worth = placed(block, data, among)
        places[term].extend(some)
        worths[term].extend(worth)
    found = {term: dict(zip(some, worths[term], strict=True)) for term, some in places.items()}
    for scores in found.values():
        scores.pop(HIDDEN, None)
    return {term: scores for term, scores in found.items() if scores}


def placed(block: int, data: "bytes | memoryview[int]", among: Field) -> tuple[Iterable[int], Iterable[int]]:
    """The places (HIDDEN for what is not seen) and the worths of the postings in a row of the table."""
    numbers, codes = unpack(data)
    return map(among.block(block).__getitem__, numbers), map(saturation(among.average).__getitem__, codes)


@lru_cache(maxsize=20_000)
def idf(having: int, size: int) -> int:
    """What a term is worth that `having` of `size` documents have, times 1000: BM25's own, which is never negative."""
    return max(1, round(IDF_SCALE * math.log1p((size - having + 0.5) / (having + 0.5))))
