"""What a selection leaves of the library, and in which order: for pages of cards, and for whoever takes all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial, reduce
from itertools import chain, islice

from entries.library.asking import Asked, ask
from entries.library.catalogue import Catalogue
from entries.library.selection import FACETS, Selection
from entries.search.bitmaps import among, places


@dataclass(frozen=True, slots=True)
class Matched:
    """Sets of places: with all the words, with only some, of each filter in use, and what all of it leaves.

    `chosen` are the slugs of each facet, old ones replaced by the present ones.
    """

    asked: Asked | None
    full: int
    partly: int
    chosen: dict[str, tuple[str, ...]]
    sets: dict[str, int]
    matches: int


def match(catalogue: Catalogue, selection: Selection) -> Matched:
    """What a selection leaves, whatever its page."""
    asked = ask(catalogue, selection.q)
    full, partly = (asked.full, asked.partly) if asked else (catalogue.everything, 0)
    chosen = {facet: _resolved(catalogue, facet, selection.chosen(facet)) for facet in FACETS}
    sets = {facet: either(catalogue, facet, slugs) for facet, slugs in chosen.items() if slugs}
    return Matched(asked, full, partly, chosen, sets, all_of(full | partly, sets.values()))


def ordered(catalogue: Catalogue, matched: Matched, order: str, most: int) -> list[int]:
    """The first `most` places in the order asked for; what has all the words stands before what has only some."""
    asked, matches = matched.asked, matched.matches
    if asked and order == "relevance":
        return asked.best_first(matches, most)
    full = matches & asked.full if asked else matches
    by = partial(among, order=catalogue.by_title) if order == "title" else places
    return list(islice(chain(by(full), by(matches & ~full)), most))


def either(catalogue: Catalogue, facet: str, slugs: Iterable[str]) -> int:
    """What bears any of these values of a facet."""
    values = catalogue.facets[facet]
    return reduce(int.__or__, (values[slug].bits for slug in slugs if slug in values), 0)


def all_of(found: int, sets: Iterable[int]) -> int:
    """What is in all of the sets."""
    return reduce(int.__and__, sets, found)


def _resolved(catalogue: Catalogue, facet: str, slugs: Iterable[str]) -> tuple[str, ...]:
    """Slugs with old ones replaced by the present ones, each once."""
    return tuple(dict.fromkeys(catalogue.renamed.get((facet, slug), slug) for slug in slugs))
