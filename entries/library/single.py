"""One entry in full: its live version, its place in the Book with its neighbours, and similar ones."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from entries.library import related
from entries.library.catalogue import Catalogue
from entries.library.lookup import raise_for_entry
from entries.library.placed import cards
from entries.library.shapes import Book, Card, Neighbour, Part, Story
from entries.library.stories import story_of
from entries.models import IndexedDocument, LiveVersion

Standing = tuple[Book, Part]


def story(catalogue: Catalogue, slug: str, own: str) -> Story:
    """The entry at a slug; raises Missing, Moved or Gone. No query while it is kept."""
    place = catalogue.place_at.get(slug)
    if place is None:
        raise_for_entry(slug, catalogue.place_at)
    return catalogue.stories.get(place) or catalogue.stories.put(place, _made(catalogue, place, own))


def other_mentions(catalogue: Catalogue, story: Story, own: str, most: int) -> tuple[Card, ...]:
    """The first of the other honourable mentions in the entry's part of its Book, in the Book's order.

    One query for cards that are not kept.
    """
    if story.part is None:
        return ()
    here, mentions = catalogue.place_at[story.card.slug], catalogue.mentions
    order = catalogue.part_order(story.edition_slug, story.part.slug)
    beside = (place for place in order if mentions >> place & 1 and place != here)
    return cards(catalogue, islice(beside, most), own)


def _made(catalogue: Catalogue, place: int, own: str) -> Story:
    """The story at a place.

    Three queries: for the entry with its neighbours and its own words, for what has like words, and for similar ones.
    """
    standing = _standing(catalogue, place)
    before, after = _beside(catalogue, place, standing)
    pk = catalogue.ids[place]
    codes = IndexedDocument.objects.filter(number=OuterRef("pk")).values("codes")
    beside = LiveVersion.objects.filter(
        pk__in=[catalogue.ids[one] for one in (place, before, after) if one is not None]
    )
    lives = {one.pk: one for one in _narrow(beside).annotate(codes=Subquery(codes))}
    live = lives[pk]
    reasons = related.alike(catalogue, place, live.codes or "")
    by_theme = {catalogue.ids[one]: reason for one, reason in reasons.items()}
    others, same = _others(catalogue, by_theme, live.document["same_project"])

    def neighbour(beside: int | None) -> Neighbour | None:
        card = lives[catalogue.ids[beside]].card if beside is not None else None
        return Neighbour(card["url"], card["title"]) if card else None

    return story_of(
        live,
        own,
        book_period=standing[0].period if standing else "",
        organisations=catalogue.organisation_slugs,
        at=catalogue.since,
        related=related.shapes(by_theme, others, same),
        previous=neighbour(before),
        next=neighbour(after),
        part=standing[1] if standing else None,
    )


def _narrow(lives: QuerySet[LiveVersion]) -> QuerySet[LiveVersion]:
    return lives.only("pk", "card", "changed_at", "document")


def _others(
    catalogue: Catalogue, by_theme: Iterable[int], keys: Sequence[str]
) -> tuple[dict[int, LiveVersion], list[int]]:
    """Live versions of similar entries by id, and which tell of the same project, in the order of their keys."""
    wanted = Q(pk__in=list(by_theme))
    if keys:
        wanted |= Q(entry__key__in=keys)
    found = _narrow(LiveVersion.objects.filter(wanted)).annotate(key=F("entry__key"))
    seen = {one.key: one for one in found if one.pk in catalogue.place_of}
    visible: dict[int, LiveVersion] = {one.pk: one for one in seen.values()}
    return visible, [seen[key].pk for key in sorted(seen) if key in keys]


def _standing(catalogue: Catalogue, place: int) -> Standing | None:
    """The Book and the part in which the entry stands, if it is of a Book."""
    for book in catalogue.books:
        for part in book.parts:
            if catalogue.parts[book.slug, part.slug] >> place & 1:
                return book, part
    return None


def _beside(catalogue: Catalogue, place: int, standing: Standing | None) -> tuple[int | None, int | None]:
    """The places before and after in the same part: among stories for a story, among mentions for a mention."""
    if standing is None:
        return None, None
    book, part = standing
    mentions = catalogue.mentions
    kind = mentions >> place & 1
    order = catalogue.part_order(book.slug, part.slug)
    here = order.index(place)
    before = next((one for one in reversed(order[:here]) if mentions >> one & 1 == kind), None)
    after = next((one for one in order[here + 1 :] if mentions >> one & 1 == kind), None)
    return before, after
