"""From a selection to a page of cards with true counts: arithmetic on the catalogue, then a query for cards."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from entries.library.asking import Asked
from entries.library.catalogue import Catalogue
from entries.library.matching import all_of, either, match, ordered
from entries.library.placed import cards
from entries.library.selection import FACETS, Selection
from entries.library.shapes import Card, Chip, Facet, FacetValue, Results
from entries.models import REGION_NAMES, IndexedDocument, Kind, Outcome
from entries.search.tables import rows_by_key
from entries.text.markup import trusted_excerpt

SHORTEST_NAME = 60
# Names of values that no entry may have yet.
KNOWN = {
    (facet, str(value)): str(name)
    for facet, names in (("kind", Kind.choices), ("outcome", Outcome.choices), ("region", REGION_NAMES.items()))
    for value, name in names
}


class NoSuchPage(Exception):
    """A page past the last one."""


def results(catalogue: Catalogue, selection: Selection, own: str) -> Results:
    """One page of what a selection gives. Raises NoSuchPage past the end; page 1 always exists."""
    matched = match(catalogue, selection)
    asked, full, partly, chosen, sets, matches = (
        matched.asked, matched.full, matched.partly, matched.chosen, matched.sets, matched.matches
    )  # fmt: skip
    counted = full or partly  # what facets count: the all-words set when there is one
    count, count_any = (matches & full).bit_count(), matches.bit_count()
    pages = max(1, -(-count_any // selection.page_size))
    if selection.page > pages:
        raise NoSuchPage
    start = (selection.page - 1) * selection.page_size
    shown = ordered(catalogue, matched, selection.order, start + selection.page_size)[start:]
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
    """The cards at these places, in their order; with words, their matches marked. One query for passages then."""
    found = cards(catalogue, shown, own)
    if asked is None or not found:
        return found
    passages = dict(rows_by_key(IndexedDocument, "number, passages", [card.entry_id for card in found]))
    return tuple(
        replace(
            card,
            marked_title=trusted_excerpt(asked.marker.mark(card.title)),
            excerpt=trusted_excerpt(asked.marker.excerpt(passages.get(card.entry_id, "")) or escape(card.summary)),
            score=asked.ranked.scores[place],
        )
        for place, card in zip(shown, found, strict=True)
    )


def _facet(catalogue: Catalogue, facet: str, found: int, sets: dict[str, int], chosen: Sequence[str]) -> Facet:
    beside = all_of(found, (bits for other, bits in sets.items() if other != facet))
    values = [
        FacetValue(value.slug, value.name, (value.bits & beside).bit_count(), value.slug in chosen)
        for value in catalogue.facets[facet].values()
    ]
    return Facet(facet, FACETS[facet], tuple(values))


def _chip(catalogue: Catalogue, facet: str, slug: str) -> Chip:
    value = catalogue.facets[facet].get(slug)
    return Chip(facet, slug, value.name if value else KNOWN.get((facet, slug)) or slug[:SHORTEST_NAME] or "(empty)")


def _fewer(
    catalogue: Catalogue, found: int, chosen: dict[str, tuple[str, ...]], chips: Iterable[Chip]
) -> tuple[tuple[Chip, int], ...]:
    """For each filter in use, how many there would be without it; those that would help, most first."""
    helped = []
    for chip in chips:
        left = {
            facet: tuple(s for s in slugs if (facet, s) != (chip.facet, chip.slug)) for facet, slugs in chosen.items()
        }
        count = all_of(found, (either(catalogue, facet, slugs) for facet, slugs in left.items() if slugs)).bit_count()
        helped += [(chip, count)] if count else []
    return tuple(sorted(helped, key=lambda pair: -pair[1]))
