"""From words to what has them: the reader's query put to the index, corrected when it finds nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest

from entries.library.bitmaps import bitmap, places
from entries.library.catalogue import Catalogue
from entries.search import HIDDEN, Form, Marker, Query, Ranked, Scores, find, learned, parse, rank
from entries.search.spelling import corrections
from entries.search.terms import stem

BEST = 8
RANK_BITS = 32
RANKS = (1 << RANK_BITS) - 1
KEPT_AS_RANKED = 2  # without an entry that has all the words, learning leaves the first two where they are


@dataclass(frozen=True)
class Asked:
    """The answer to a query. `full` is the set of places with all the words, `partly` of those with only some.

    `corrected` is the query that was answered when the reader's own finds nothing; `suggestion` one that may be meant.
    """

    catalogue: Catalogue
    query: Query
    ranked: Ranked
    full: int
    partly: int
    pinned: tuple[int, ...] = ()
    corrected: str = ""
    suggestion: str = ""

    @cached_property
    def marker(self) -> Marker:
        """Marks what was found."""
        return Marker(self.ranked.found)

    def score(self, place: int) -> int:
        """The score of an entry; 0 for one that was pinned and has none of the words."""
        return self.ranked.scores([place])[0]

    def best_first(self, matches: int, most: int) -> list[int]:
        """The first `most` of these places: pinned ones, those with all the words, then the rest."""
        first = [place for place in self.pinned if matches >> place & 1]
        order = first + self._sorted(self._without(matches & self.full, first), most)
        if len(order) >= most or not (rest := matches & self.partly):
            return order
        held = [place for place in self._best[:KEPT_AS_RANKED] if rest >> place & 1]
        order += held
        return (order + self._sorted(self._without(rest, held), most, self._learned))[:most]

    @cached_property
    def _best(self) -> list[int]:
        """The best hits of all, whatever the filters."""
        full = self._sorted(bitmap(self.ranked.full, len(self.catalogue.ids)), BEST)
        return full + self._sorted(self._without(self.partly, full), BEST - len(full))

    @cached_property
    def _learned(self) -> Scores:
        hits = dict(zip(self._best, self.ranked.scores(self._best), strict=True))
        return learned(hits, self.ranked.some, self.catalogue.field)

    def _without(self, bits: int, some: Iterable[int]) -> int:
        return bits & ~bitmap(some, len(self.catalogue.ids))

    def _sorted(self, bits: int, most: int, more: Scores | None = None) -> list[int]:
        """Best first; ties by title, then by key."""
        found, rank = list(places(bits)), self.catalogue.title_rank
        scores = self.ranked.scores(found)
        if more:
            scores = [score + more.get(place, 0) for place, score in zip(found, scores, strict=True)]
        # One number each, the rank in its lower half: whole numbers are compared fastest.
        keys = [rank[place] - (score << RANK_BITS) for place, score in zip(found, scores, strict=True)]
        return [self.catalogue.by_title[key & RANKS] for key in nsmallest(most, keys)]


def ask(catalogue: Catalogue, text: str) -> Asked | None:
    """What the words give among all that is visible; None when there are no words in them."""
    if not text.strip():
        return None
    query = parse(text, catalogue.lexicon.synonyms)
    if not query.concepts and not query.excluded:
        return None
    asked = _answer(catalogue, query)
    if asked.full or not asked.ranked.missing:
        return asked
    better = corrected(catalogue, text, asked.ranked)
    if not better:
        return asked
    if asked.partly:
        return replace(asked, suggestion=better)
    asked = _answer(catalogue, parse(better, catalogue.lexicon.synonyms))
    return replace(asked, corrected=better, suggestion=better)


def _answer(catalogue: Catalogue, query: Query) -> Asked:
    size = len(catalogue.ids)
    ranked = rank(query, find(query.forms, catalogue.field), size)
    full = bitmap(ranked.full, size)
    partly = bitmap(ranked.some, size) & ~full
    pinned = tuple(place for pk in catalogue.lexicon.pinned(query) if (place := catalogue.field.place_of(pk)) != HIDDEN)
    raised = bitmap(pinned, size)
    return Asked(catalogue, query, ranked, full | raised, partly & ~raised, pinned)


def corrected(catalogue: Catalogue, text: str, ranked: Ranked) -> str:
    """The query with its unknown words corrected to words that some visible entry has; "" when none can be."""
    unknown = [concept.surface for concept in ranked.missing if concept.surface]
    found = corrections(unknown)
    stems = {stem(one.word) for some in found.values() for one in some}
    seen = find([Form((one,)) for one in stems], catalogue.field) if stems else {}
    better = text
    for word, some in found.items():
        best = next((one.word for one in some if Form((stem(one.word),)) in seen), None)
        if best is not None:
            better = _replaced(better, word, best)
    return better if better != text else ""


def _replaced(text: str, word: str, better: str) -> str:
    return re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", better, text, flags=re.I)
