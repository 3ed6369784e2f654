"""Parts of a Book in full: one on its page, all of them on paper."""

from collections.abc import Sequence

from entries.library.books import OTHER_SLUG
from entries.library.catalogue import Catalogue
from entries.library.placed import cards
from entries.library.shapes import Book, Part, PartPage
from entries.library.stories import story_of
from entries.models import LiveVersion, Outcome
from entries.search.bitmaps import places


def parts_in_full(
    catalogue: Catalogue, book: Book, parts: Sequence[Part], own: str, *, nested: int
) -> tuple[PartPage, ...]:
    """Each part's stories, what stands in full in another part, and its mentions. Two queries, however many parts.

    `nested` is how many levels down the stories' own headings go.
    """
    mentions = catalogue.mentions
    orders = {part.slug: catalogue.part_order(book.slug, part.slug) for part in parts}
    full = {slug: [place for place in order if not mentions >> place & 1] for slug, order in orders.items()}
    rest = {
        slug: elsewhere(catalogue, book.slug, slug) + [place for place in order if mentions >> place & 1]
        for slug, order in orders.items()
    }
    lives = LiveVersion.objects.in_bulk([catalogue.ids[place] for some in full.values() for place in some])
    lines = iter(cards(catalogue, [place for some in rest.values() for place in some], own))
    pages = []
    for part in parts:
        beside = [next(lines) for _ in rest[part.slug]]
        stories = (lives[catalogue.ids[place]] for place in full[part.slug])
        pages.append(
            PartPage(
                book=book,
                part=part,
                stories=tuple(
                    story_of(live, own, nested=nested, organisations=catalogue.organisation_slugs, at=catalogue.since)
                    for live in stories
                ),
                elsewhere=tuple(card for card in beside if card.outcome != Outcome.MENTION),
                mentions=tuple(card for card in beside if card.outcome == Outcome.MENTION),
            )
        )
    return tuple(pages)


def elsewhere(catalogue: Catalogue, edition: str, care_group: str) -> list[int]:
    """Full stories of the Book that bear this care group too but stand in another part."""
    value = catalogue.facets["care_group"].get(care_group)
    if value is None or care_group == OTHER_SLUG:
        return []
    inside = catalogue.facets["edition"][edition].bits & value.bits & ~catalogue.parts[edition, care_group]
    inside &= ~catalogue.mentions
    return sorted(places(inside), key=lambda place: catalogue.title_rank[place])
