"""From a selection to a page of cards with true counts: arithmetic on the catalogue, then one query for cards."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import islice

from entries.library.bitmaps import among, places
from entries.library.cards import card_of
from entries.library.catalogue import Catalogue
from entries.library.selection import FACETS, Selection
from entries.library.shapes import Card, Chip, Facet, FacetValue, Results
from entries.library.words import asked, excerpt, mark, matching
from entries.models import LiveVersion
from entries.text.markup import trusted_excerpt

SHORTEST_NAME = 60


class NoSuchPage(Exception):
    """A page past the last one."""


def results(catalogue: Catalogue, selection: Selection, own: str) -> Results:
    """One page of what a selection gives. Raises NoSuchPage past the end; page 1 always exists."""
    terms = asked(selection.q)
    found, hits = matching(catalogue, terms) if terms else (catalogue.everything, {})
    chosen = {facet: _resolved(catalogue, facet, selection.chosen(facet)) for facet in FACETS}
    sets = {facet: _either(catalogue, facet, slugs) for facet, slugs in chosen.items() if slugs}
    matches = _all(found, sets.values())
    count = matches.bit_count()
    pages = max(1, -(-count // selection.page_size))
    if selection.page > pages:
        raise NoSuchPage
    start = (selection.page - 1) * selection.page_size
    shown = list(islice(_ordered(catalogue, matches, hits, selection.order), start, start + selection.page_size))
    chips = [_chip(catalogue, facet, slug) for facet, slugs in chosen.items() for slug in slugs]
    return Results(
        count=count,
        count_any=count,
        page=selection.page,
        pages=pages,
        page_size=selection.page_size,
        cards=cards(catalogue, shown, own, terms, hits),
        facets=tuple(_facet(catalogue, facet, found, sets, chosen[facet]) for facet in FACETS),
        chips=tuple(chips),
        unknown=tuple((chip.facet, chip.slug) for chip in chips if chip.slug not in catalogue.facets[chip.facet]),
        fewer=_fewer(catalogue, found, chosen, chips) if not count else (),
        unfiltered=found.bit_count(),
        first=start + 1 if count else 0,
        last=start + len(shown),
    )


def cards(
    catalogue: Catalogue, shown: Sequence[int], own: str, terms: Sequence[str] = (), hits: dict[int, int] | None = None
) -> tuple[Card, ...]:
    """The cards at these places, in their order; with words, their matches marked. One query."""
    wanted = [catalogue.ids[place] for place in shown]
    if not wanted:
        return ()
    columns = ["pk", "card", "changed_at"] + (["document"] if terms else [])
    rows = {row[0]: row for row in LiveVersion.objects.filter(pk__in=wanted).values_list(*columns)}
    made = []
    for place, pk in zip(shown, wanted, strict=True):
        _, card, changed_at, *document = rows[pk]
        marked = {}
        if terms:
            marked = {
                "marked_title": trusted_excerpt(mark(card["title"], terms)),
                "excerpt": excerpt(document[0], terms),
                "score": 1 + (hits or {}).get(place, 0),
            }
        made.append(card_of(pk, card, changed_at, own, **marked))
    return tuple(made)


def _resolved(catalogue: Catalogue, facet: str, slugs: Iterable[str]) -> tuple[str, ...]:
    """Slugs with old ones replaced by the present ones, each once."""
    return tuple(dict.fromkeys(catalogue.renamed.get((facet, slug), slug) for slug in slugs))


def _either(catalogue: Catalogue, facet: str, slugs: Iterable[str]) -> int:
    values = catalogue.facets[facet]
    return reduce(int.__or__, (values[slug].bits for slug in slugs if slug in values), 0)


def _all(found: int, sets: Iterable[int]) -> int:
    return reduce(int.__and__, sets, found)


def _ordered(catalogue: Catalogue, matches: int, hits: dict[int, int], order: str) -> Iterable[int]:
    if order == "title":
        return among(matches, catalogue.by_title)
    if order == "relevance" and hits:
        return sorted(places(matches), key=lambda place: (-hits[place], place))
    return places(matches)


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
