"""Entries in full, many at once: for feeds, sheets and whoever else takes more than one."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.db.models import F

from entries.library.catalogue import Catalogue
from entries.library.lookup import Gone, Missing, Moved, raise_for_entry
from entries.library.matching import match, ordered
from entries.library.selection import Selection
from entries.library.shapes import FullEntry, Shortlist
from entries.library.stories import story_of
from entries.models import LiveVersion

BATCH = 100


def in_full(catalogue: Catalogue, places: Sequence[int], own: str) -> list[FullEntry]:
    """The entries at these places in their order. One query. One that was withdrawn meanwhile is left out."""
    wanted = [catalogue.ids[place] for place in places]
    rows = LiveVersion.objects.filter(pk__in=wanted).annotate(key=F("entry__key"))
    lives = {live.pk: live for live in rows}
    periods = _periods(catalogue)
    return [
        FullEntry(
            key=live.key,
            changed_at=live.changed_at,
            story=story_of(
                live,
                own,
                book_period=periods.get((live.card["edition"] or [""])[0], ""),
                organisations=catalogue.organisation_slugs,
                at=catalogue.since,
            ),
        )
        for pk in wanted
        if (live := lives.get(pk))
    ]


def all_in_full(catalogue: Catalogue, selection: Selection, own: str) -> Iterator[FullEntry]:
    """Every entry of a selection in its order, whatever its page. One query for each batch, read when it is due."""
    places = ordered(catalogue, match(catalogue, selection), selection.order, len(catalogue.ids))
    batches = (places[start : start + BATCH] for start in range(0, len(places), BATCH))
    return chain.from_iterable(in_full(catalogue, batch, own) for batch in batches)


def shortlist(catalogue: Catalogue, slugs: Sequence[str], own: str) -> Shortlist:
    """The entries at these slugs, old ones included. One query, and two or three for each that is not to be seen."""
    places: dict[int, None] = {}
    gone, missing = [], []
    for slug in slugs:
        try:
            places[_place(catalogue, slug)] = None
        except Gone as withdrawn:
            gone.append(withdrawn.title)
        except Missing:
            missing.append(slug)
    return Shortlist(tuple(in_full(catalogue, list(places), own)), tuple(gone), tuple(missing))


def _place(catalogue: Catalogue, slug: str) -> int:
    """Where the entry at a slug stands; raises Gone or Missing."""
    place = catalogue.place_at.get(slug)
    if place is not None:
        return place
    try:
        raise_for_entry(slug, catalogue.place_at)
    except Moved as moved:
        return catalogue.place_at[moved.slug]


def _periods(catalogue: Catalogue) -> dict[str, str]:
    return {book.slug: book.period for book in catalogue.books}
