"""A reading: what one request asks of the library, all of it from one catalogue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from entries.library import building
from entries.library.catalogue import Catalogue
from entries.library.full import all_in_full, in_full, shortlist
from entries.library.holdings import addresses, holdings
from entries.library.lookup import Moved, present_slug
from entries.library.matching import match
from entries.library.placed import cards
from entries.library.results import results
from entries.library.selection import Selection
from entries.library.shapes import (
    Book,
    Card,
    FullEntry,
    Holdings,
    Home,
    OrganisationPage,
    OrganisationWay,
    PartPage,
    Results,
    Shortlist,
    Site,
    Story,
    TagPage,
    TeamPage,
    Way,
    WholeBook,
)  # fmt: skip
from entries.library.single import other_mentions, story
from entries.library.suggesting import offered, related_themes, suggestions
from entries.library.visibility import visible
from entries.library.ways import organisation_page, organisations, tag_page, tags, team_page
from entries.library.whole import parts_in_full
from entries.models import NO_REGION, REGION_NAMES, SlugKind

NEWEST = 5
FIRST = 2  # titles named for each part on a Book's page


def read(at: datetime | None = None, *, lately: bool = False) -> "Reading":
    """Open the library as it may be seen at `at` (now). One query, more only when something changed.

    With `lately` a write of the last hundredth of a second may be missed, which saves most queries where thousands
    ask in a second; but not one that somebody was told of (`version.lately`).
    """
    at = at or timezone.now()
    return Reading(building.current(at, lately), at)


@dataclass(frozen=True)
class Reading:
    """The library at one moment. Methods raise Missing, Moved or Gone for what is not there."""

    catalogue: Catalogue
    at: datetime

    @property
    def token(self) -> str:
        """Text that is another one whenever readers may see something else, by a write or by time."""
        until = self.catalogue.until
        return f"{self.catalogue.number}-{until.timestamp() if until else 0:.0f}"

    @property
    def changed_at(self) -> datetime:
        """When something was last written that readers see."""
        return datetime.fromtimestamp(self.catalogue.number / 1_000_000, UTC)

    @property
    def site(self) -> Site:
        """Who runs this library."""
        own = self.catalogue.organisation
        return Site(
            name=settings.CASEBOOK_NAME,
            organisation=own.name if own else "",
            contact=settings.CASEBOOK_CONTACT,
            total=len(self.catalogue.ids),
        )

    @property
    def own(self) -> str:
        """The slug of the site's organisation, or ""."""
        return self.catalogue.organisation.slug if self.catalogue.organisation else ""

    def home(self) -> Home:
        """The start page."""
        newest = list(range(min(NEWEST, len(self.catalogue.ids))))
        return Home(
            current=next((book for book in self.books() if not self.own or book.organisation.slug == self.own), None),
            newest=cards(self.catalogue, newest, self.own),
            care_groups=self.tags("care_group"),
            themes=self.tags("theme"),
            total=len(self.catalogue.ids),
        )

    def tags(self, facet: str) -> tuple[Way, ...]:
        """Every care group or theme that visible entries bear, each with its sentence and count."""
        return tags(self.catalogue, facet)

    def tag(self, facet: str, slug: str) -> TagPage:
        """A care group or theme with its newest entries. One query."""
        return tag_page(self.catalogue, facet, slug, self.own)

    def team(self, slug: str, page: int = 1) -> TeamPage:
        """A team with one page of its entries; raises NoSuchPage past the end. Two queries."""
        return team_page(self.catalogue, slug, page, self.own)

    def organisations(self) -> tuple[OrganisationWay, ...]:
        """Every organisation that visible content names, and those before and after them, A to Z."""
        return organisations(self.catalogue)

    def organisation(self, slug: str) -> OrganisationPage:
        """An organisation with its teams, Books and newest entries. Two queries."""
        return organisation_page(self.catalogue, slug, self.own)

    def holdings(self) -> Holdings:
        """What the library holds as a whole."""
        return holdings(self.catalogue)

    def addresses(self) -> tuple[tuple[str, datetime | None], ...]:
        """The address of all that has a page of its own, and when it last changed, if known. Two queries."""
        return addresses(self.catalogue, visible(self.at))

    def regions(self) -> tuple[Way, ...]:
        """Every region, those without entries too, and last what belongs to none. No query."""
        held = self.catalogue.facets["region"]
        return tuple(
            Way(slug, name, "", held[slug].bits.bit_count() if slug in held else 0)
            for slug, name in REGION_NAMES.items()
        )

    @property
    def has_regions(self) -> bool:
        """Whether entries come from more than one region, so that a map has something to show."""
        return len(self.catalogue.facets["region"].keys() - {NO_REGION}) > 1

    def results(self, selection: Selection) -> Results:
        """One page of what a selection gives; raises NoSuchPage past the end."""
        return results(self.catalogue, selection, self.own)

    def in_full(self, cards: Iterable[Card]) -> list[FullEntry]:
        """The entries of these cards in full, in their order. One query."""
        return in_full(self.catalogue, [self.catalogue.place_at[card.slug] for card in cards], self.own)

    def count(self, selection: Selection) -> int:
        """How many entries a selection gives, those with only some of the words among them. A query with words."""
        return match(self.catalogue, selection).matches.bit_count()

    def all_in_full(self, selection: Selection) -> Iterator[FullEntry]:
        """Every entry of a selection in full, whatever its page, as they are asked for. A query for each hundred."""
        return all_in_full(self.catalogue, selection, self.own)

    def shortlist(self, slugs: Sequence[str]) -> Shortlist:
        """What a reader's list of slugs holds, and what became of the rest. Few queries for each unknown slug."""
        return shortlist(self.catalogue, slugs, self.own)

    def suggestions(self, text: str) -> tuple[str, ...]:
        """At most ten completions of what somebody types: themes, care groups, teams, titles, words. Few queries."""
        return suggestions(self.catalogue, text, self.own)

    def offered(self, most: int) -> tuple[str, ...]:
        """What a search box offers before anything is typed: the most common care groups and themes. No query."""
        kept = self.catalogue.offered
        return kept.get(most) or kept.put(most, offered(self.catalogue, most))

    def related_themes(self, text: str) -> tuple[Way, ...]:
        """Where to look when these words find nothing. No query."""
        return related_themes(self.catalogue, text)

    def story(self, slug: str) -> Story:
        """An entry in full, with its neighbours in the Book and similar ones. One query, more for a same project."""
        return story(self.catalogue, slug, self.own)

    def other_mentions(self, story: Story, most: int) -> tuple[Card, ...]:
        """The first of the other honourable mentions in an entry's part of its Book. At most one query."""
        return other_mentions(self.catalogue, story, self.own, most)

    def books(self) -> tuple[Book, ...]:
        """The Books that are out, newest first."""
        return self.catalogue.books

    def book(self, slug: str) -> Book:
        """One Book, each part with its first titles; raises Moved for an old slug. One query."""
        book = self._book(slug)
        catalogue, mentions = self.catalogue, self.catalogue.mentions
        first = {
            part.slug: [place for place in catalogue.part_order(slug, part.slug) if not mentions >> place & 1][:FIRST]
            for part in book.parts
        }
        shown = [place for some in first.values() for place in some]
        titles = dict(zip(shown, (card.title for card in cards(catalogue, shown, self.own)), strict=True))
        parts = (replace(part, first=tuple(titles[place] for place in first[part.slug])) for part in book.parts)
        return replace(book, parts=tuple(parts))

    def _book(self, slug: str) -> Book:
        for book in self.catalogue.books:
            if book.slug == slug:
                return book
        raise Moved(present_slug(SlugKind.EDITION, slug, {book.slug for book in self.catalogue.books}))

    def part(self, edition: str, care_group: str) -> PartPage:
        """A care group's part in full: stories, those that stand in full elsewhere, mentions. Two queries."""
        book = self._book_for_part(edition, care_group)
        part = next((part for part in book.parts if part.slug == care_group), None)
        if part is None:
            raise Moved(book.slug, present_slug(SlugKind.CARE_GROUP, care_group, {part.slug for part in book.parts}))
        return parts_in_full(self.catalogue, book, [part], self.own, nested=1)[0]

    def whole_book(self, slug: str) -> WholeBook:
        """A Book with every part in full; raises Moved for an old slug. Two queries."""
        book = self._book(slug)
        return WholeBook(book, parts_in_full(self.catalogue, book, book.parts, self.own, nested=2))

    def _book_for_part(self, edition: str, care_group: str) -> Book:
        try:
            return self._book(edition)
        except Moved as moved:
            raise Moved(moved.slug, care_group) from None
