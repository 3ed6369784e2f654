"""From a selection to a page of cards with true counts: arithmetic on the catalogue, then a query for cards."""

from collections.abc import Iterable, Sequence
from functools import partial, reduce
from html import escape
from itertools import chain, islice

from django.db.models import OuterRef, Subquery

from entries.library.asking import Asked, ask
from entries.library.bitmaps import among, places
from entries.library.cards import card_of
from entries.library.catalogue import Catalogue
from entries.library.placed import cards
from entries.library.selection import FACETS, Selection
from entries.library.shapes import Card, Chip, Facet, FacetValue, Results
from entries.models import IndexedDocument, LiveVersion
from entries.text.markup import trusted_excerpt

SHORTEST_NAME = 60


class NoSuchPage(Exception):
    """A page past the last one."""


def results(catalogue: Catalogue, selection: Selection, own: str) -> Results:
    """One page of what a selection gives. Raises NoSuchPage past the end; page 1 always exists."""
    asked = ask(catalogue, selection.q)
    full, partly = (asked.full, asked.partly) if asked else (catalogue.everything, 0)
    counted = full or partly  # what facets count: the all-words set when there is one
    chosen = {facet: _resolved(catalogue, facet, selection.chosen(facet)) for facet in FACETS}
    sets = {facet: _either(catalogue, facet, slugs) for facet, slugs in chosen.items() if slugs}
    matches = _all(full | partly, sets.values())
    count, count_any = (matches & full).bit_count(), matches.bit_count()
    pages = max(1, -(-count_any // selection.page_size))
    if selection.page > pages:
        raise NoSuchPage
    start = (selection.page - 1) * selection.page_size
    shown = _ordered(catalogue, matches, asked, selection.order, start + selection.page_size)[start:]
    chips = [_chip(catalogue, facet, slug) for facet, slugs in chosen.items() for slug in slugs]
    return Results(
        count=count,
        count_any=count_any,
        page=selection.page,
        pages=pages,
        page_size=selection.page_size,
        cards=marked(catalogue, shown, own, asked),
        facets=tuple(_facet(catalogue, facet, counted, sets, chosen[facet]) for facet in FACETS),
        chips=tuple(chips),
        unknown=tuple((chip.facet, chip.slug) for chip in chips if chip.slug not in catalogue.facets[chip.facet]),
        fewer=_fewer(catalogue, full | partly, chosen, chips) if not count_any else (),
        unfiltered=(full | partly).bit_count(),
        suggestion=asked.suggestion or None if asked else None,
        corrected=asked.corrected if asked else "",
        words=asked.query.typed if asked else (),
        first=start + 1 if count_any else 0,
        last=start + len(shown),
    )


def marked(catalogue: Catalogue, shown: Sequence[int], own: str, asked: Asked | None) -> tuple[Card, ...]:
    """The cards at these places, in their order; with words, their matches marked. One query.

    With words kept cards are of no use: their passages must be read anyway, and the card comes in the same row.
    """
    if asked is None or not shown:
        return cards(catalogue, shown, own)
    passages = IndexedDocument.objects.filter(number=OuterRef("pk")).values("passages")
    lives = LiveVersion.objects.filter(pk__in=[catalogue.ids[place] for place in shown])
    rows = {row[0]: row for row in lives.values_list("pk", "card", "changed_at", Subquery(passages))}
    made = []
    for place in shown:
        pk, card, changed_at, text = rows[catalogue.ids[place]]
        excerpt = asked.marker.excerpt(text or "") or escape(card["summary"])
        title = trusted_excerpt(asked.marker.mark(card["title"]))
        marks = {"marked_title": title, "excerpt": trusted_excerpt(excerpt), "score": asked.score(place)}
        made.append(card_of(pk, card, changed_at, own, **marks))
    return tuple(made)


def _resolved(catalogue: Catalogue, facet: str, slugs: Iterable[str]) -> tuple[str, ...]:
    """Slugs with old ones replaced by the present ones, each once."""
    return tuple(dict.fromkeys(catalogue.renamed.get((facet, slug), slug) for slug in slugs))


def _either(catalogue: Catalogue, facet: str, slugs: Iterable[str]) -> int:
    values = catalogue.facets[facet]
    return reduce(int.__or__, (values[slug].bits for slug in slugs if slug in values), 0)


def _all(found: int, sets: Iterable[int]) -> int:
    return reduce(int.__and__, sets, found)


def _ordered(catalogue: Catalogue, matches: int, asked: Asked | None, order: str, most: int) -> list[int]:
    """The first `most` places in the order asked for; what has all the words stands before what has only some."""
    if asked and order == "relevance":
        return asked.best_first(matches, most)
    full = matches & asked.full if asked else matches
    by = partial(among, order=catalogue.by_title) if order == "title" else places
    return list(islice(chain(by(full), by(matches & ~full)), most))


def _facet(catalogue: Catalogue, facet: str, found: int, sets: dict[str, int], chosen: Sequence[str]) -> Facet:
    beside = _all(found, (bits for other, bits in sets.items() if other != facet))
    values = [
        FacetValue(value.slug, value.name, (value.bits & beside).bit_count(), value.slug in chosen)
        for value in catalogue.facets[facet].values()
    ]
    return Facet(facet, FACETS[facet], tuple(values))


def _chip(catalogue: Catalogue, facet: str, slug: str) -> Chip:
    value = catalogue.facets[facet].get(slug)
    return Chip(facet, slug, value.name if value else slug[:SHORTEST_NAME] or "(empty)")


def _fewer(
    catalogue: Catalogue, found: int, chosen: dict[str, tuple[str, ...]], chips: Iterable[Chip]
) -> tuple[tuple[Chip, int], ...]:
    """For each filter in use, how many there would be without it; those that would help, most first."""
    helped = []
    for chip in chips:
        left = {
            facet: tuple(s for s in slugs if (facet, s) != (chip.facet, chip.slug)) for facet, slugs in chosen.items()
        }
        count = _all(found, (_either(catalogue, facet, slugs) for facet, slugs in left.items() if slugs)).bit_count()
        helped += [(chip, count)] if count else []
    return tuple(sorted(helped, key=lambda pair: -pair[1]))
