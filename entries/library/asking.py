"""From words to what has them: the reader's query put to the index, corrected when it finds nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest

from entries.library.catalogue import Catalogue
from entries.library.respelling import respelt
from entries.search import HIDDEN, Marker, Query, Ranked, find, learned, parse, rank
from entries.search.bitmaps import among, bitmap, places
from entries.search.lanes import at_least

BEST = 8
SAMPLE = 8  # the newest one in so many tell which of all cannot be among the best
RANK_BITS = 32
RANKS = (1 << RANK_BITS) - 1
LEARNED_FOR = 200  # places of those with only some of the words that learning puts in order
# Not after a single letter: `e-learning` is not about what has an `e` and learning.
HYPHEN = re.compile(r"(?<=[^\W_]{2})[‐‑–-](?=[^\W_])")
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

    def best_first(self, matches: int, most: int) -> list[int]:
        """The first `most` of these places: pinned ones, those with all the words, then the rest.

        The best of the rest are put in order by what was learned too; after them stand the others as they are ranked.
        """
        first = [place for place in self.pinned if matches >> place & 1]
        order = first + self._sorted(self._without(matches & self.full, first), most)
        if len(order) >= most or not (rest := matches & self.partly):
            return order[:most]
        ranked = (
            self._partly_sorted
            if rest == self.partly and most <= LEARNED_FOR
            else self._sorted(rest, max(most, LEARNED_FOR))
        )
        held = [place for place in self._best[:KEPT_AS_RANKED] if rest >> place & 1]
        better = self._learned([place for place in ranked[:LEARNED_FOR] if place not in held])
        return (order + held + better + [place for place in ranked[LEARNED_FOR:] if place not in held])[:most]

    @cached_property
    def _partly_sorted(self) -> list[int]:
        return self._sorted(self.partly, LEARNED_FOR)

    @cached_property
    def _best(self) -> list[int]:
        """The best hits of all, whatever the filters."""
        full = self._sorted(self.ranked.full, BEST)
        return (full + self._partly_sorted)[:BEST]

    def _learned(self, wanted: list[int]) -> list[int]:
        """These places, put in order by what the best hits have in common too."""
        scores = self.ranked.scores
        more = learned({place: scores[place] for place in self._best}, wanted, self.catalogue.field)
        return self._in_order(wanted, [scores[place] + more[place] for place in wanted])

    def _without(self, bits: int, some: Iterable[int]) -> int:
        return bits & ~bitmap(some, len(self.catalogue.ids))

    def _sorted(self, bits: int, most: int) -> list[int]:
        scores = self.ranked.scores
        some = [scores[place] for place in places(bits & (1 << len(scores) // SAMPLE) - 1)]
        if len(some) < most:
            found = list(places(bits))
        else:  # what scores less than the best of some cannot be among the best of all
            found = list(among(bits, at_least(scores, nlargest(most, some)[-1])))
        return self._in_order(found, map(scores.__getitem__, found))[:most]

    def _in_order(self, found: Sequence[int], scores: Iterable[int]) -> list[int]:
        """Best first; ties by title, then by key."""
        rank = self.catalogue.title_rank
        # One number each, the rank in its lower half: whole numbers are compared fastest.
        keys = sorted(rank[place] - (score << RANK_BITS) for place, score in zip(found, scores, strict=True))
        return [self.catalogue.by_title[key & RANKS] for key in keys]


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
    apart = HYPHEN.sub(" ", text)
    if apart != text and (parted := _answer(catalogue, parse(apart, catalogue.lexicon.synonyms))).full:
        return parted
    better = respelt(catalogue, text, asked.ranked.missing)
    if not better:
        return asked
    if asked.partly:
        return replace(asked, suggestion=better)
    asked = _answer(catalogue, parse(better, catalogue.lexicon.synonyms))
    return replace(asked, corrected=better, suggestion=better)


def _answer(catalogue: Catalogue, query: Query) -> Asked:
    size = len(catalogue.ids)
    ranked = rank(query, find(query.forms, catalogue.field), size)
    pinned = tuple(place for pk in catalogue.lexicon.pinned(query) if (place := catalogue.field.place_of(pk)) != HIDDEN)
    raised = bitmap(pinned, size)
    return Asked(catalogue, query, ranked, ranked.full | raised, ranked.some & ~ranked.full & ~raised, pinned)
