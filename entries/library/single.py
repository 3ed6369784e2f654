"""One entry in full: its live version, its place in the Book with its neighbours, and similar ones."""

from collections.abc import Iterable

from entries.library import related
from entries.library.catalogue import Catalogue
from entries.library.lookup import raise_for_entry
from entries.library.shapes import Book, Neighbour, Part, Story
from entries.library.stories import story_of
from entries.models import Entry, LiveVersion, Outcome

Standing = tuple[Book, Part]


def story(catalogue: Catalogue, slug: str, own: str) -> Story:
    """The entry at a slug; raises Missing, Moved or Gone. No query while it is kept."""
    place = catalogue.place_at.get(slug)
    if place is None:
        raise_for_entry(slug, catalogue.place_at)
    return catalogue.stories.get(place) or catalogue.stories.put(place, _made(catalogue, place, own))


def _made(catalogue: Catalogue, place: int, own: str) -> Story:
    """The story at a place.

    One query for the entry and those it names, since the catalogue knows all of them beforehand; two more when it
    tells of the same project as others.
    """
    standing = _standing(catalogue, place)
    before, after = _beside(catalogue, place, standing)
    reasons = related.alike(catalogue, place)
    lives = _read(catalogue.ids[one] for one in (place, before, after, *reasons) if one is not None)
    live = lives[catalogue.ids[place]]
    same = _same_project(catalogue, live.document["same_project"])

    def neighbour(beside: int | None) -> Neighbour | None:
        card = lives[catalogue.ids[beside]].card if beside is not None else None
        return Neighbour(card["url"], card["title"]) if card else None

    by_theme = {lives[catalogue.ids[one]].pk: reason for one, reason in reasons.items()}
    return story_of(
        live,
        own,
        book_period=standing[0].period if standing else "",
        organisations=catalogue.organisation_slugs,
        at=catalogue.since,
        related=related.shapes(by_theme, {**lives, **same}, same),
        previous=neighbour(before),
        next=neighbour(after),
        part=standing[1] if standing else None,
    )


def _read(keys: Iterable[int]) -> dict[int, LiveVersion]:
    columns = ("pk", "card", "changed_at", "document")
    rows = LiveVersion.objects.filter(pk__in=set(keys)).values_list(*columns)
    return {row[0]: LiveVersion(**dict(zip(columns, row, strict=True))) for row in rows}


def _same_project(catalogue: Catalogue, keys: list[str]) -> dict[int, LiveVersion]:
    """Visible entries that tell of the same project, in the order of their keys."""
    if not keys:
        return {}
    found = Entry.objects.filter(key__in=keys).order_by("key").values_list("pk", flat=True)
    visible = [pk for pk in found if pk in catalogue.place_of]
    lives = _read(visible)
    return {pk: lives[pk] for pk in visible}


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
    mentions = catalogue.bits.get(f"o:{Outcome.MENTION}", 0)
    kind = mentions >> place & 1
    order = catalogue.part_order(book.slug, part.slug)
    here = order.index(place)
    before = next((one for one in reversed(order[:here]) if mentions >> one & 1 == kind), None)
    after = next((one for one in order[here + 1 :] if mentions >> one & 1 == kind), None)
    return before, after
