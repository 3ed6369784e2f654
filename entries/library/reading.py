"""A reading: what one request asks of the library, all of it from one catalogue."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from entries.library import catalogue as catalogues
from entries.library import related
from entries.library.bitmaps import places
from entries.library.books import OTHER_SLUG
from entries.library.catalogue import Catalogue
from entries.library.holdings import addresses, holdings
from entries.library.lookup import Moved, present_slug, raise_for_entry
from entries.library.results import cards, facet_values, results
from entries.library.selection import Selection
from entries.library.shapes import (
    Book,
    FacetValue,
    Holdings,
    Home,
    Neighbour,
    OrganisationPage,
    OrganisationWay,
    Part,
    PartPage,
    Results,
    Site,
    Story,
    TagPage,
    TeamPage,
    Way,
)  # fmt: skip
from entries.library.stories import story_of
from entries.library.visibility import visible
from entries.library.ways import organisation_page, organisations, tag_page, tags, team_page
from entries.models import Entry, LiveVersion, Outcome, SlugKind

NEWEST = 5
FIRST = 2  # titles named for each part on a Book's page


def read(at: datetime | None = None) -> "Reading":
    """Open the library as it may be seen at `at` (now). One query, more only when something changed."""
    at = at or timezone.now()
    return Reading(catalogues.current(at), at)


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

    def values(self, facet: str) -> tuple[FacetValue, ...]:
        """A facet's values that visible entries have, with counts."""
        return facet_values(self.catalogue, facet)

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

    def results(self, selection: Selection) -> Results:
        """One page of what a selection gives; raises NoSuchPage past the end."""
        return results(self.catalogue, selection, self.own)

    def story(self, slug: str) -> Story:
        """An entry in full, with its neighbours in the Book and similar ones. Two queries."""
        # By the slug alone, which the database finds at once; whether it may be seen, the catalogue knows.
        live = LiveVersion.objects.filter(entry__slug=slug).first()
        if live is None or live.pk not in self.catalogue.place_of:
            raise_for_entry(slug)
        reasons = dict(related.related_to(self.catalogue, live))
        before, after = self._beside(live)
        same = live.document["same_project"]
        found = self._named([pk for pk in (before, after, *reasons) if pk is not None], same)

        def neighbour(pk: int | None) -> Neighbour | None:
            return Neighbour(found[pk]["url"], found[pk]["title"]) if pk in found else None

        part = self._part_of(live)
        return story_of(
            live,
            self.own,
            book_period=self._book(live.card["edition"][0]).period if part else "",
            organisations=self.catalogue.organisation_slugs,
            related=related.shapes(reasons, found, same),
            previous=neighbour(before),
            next=neighbour(after),
            part=part,
        )

    def _named(self, pks: list[int], keys: list[str]) -> dict[int, dict[str, Any]]:
        """The stored cards of visible entries by id or key, each with its key, by id."""
        if not (pks or keys):
            return {}
        # Two plain look-ups: one condition over both tables would have the database read all of one of them.
        more = Entry.objects.filter(key__in=keys).values_list("pk", flat=True) if keys else ()
        seen = [pk for pk in (*pks, *more) if pk in self.catalogue.place_of]
        rows = LiveVersion.objects.filter(pk__in=seen).values_list("pk", "card", "entry__key")
        return {pk: {**card, "key": key} for pk, card, key in rows}

    def books(self) -> tuple[Book, ...]:
        """The Books that are out, newest first."""
        return self.catalogue.books

    def book(self, slug: str) -> Book:
        """One Book, each part with its first titles; raises Moved for an old slug. One query."""
        book = self._book(slug)
        catalogue, mentions = self.catalogue, self.catalogue.bits.get(f"o:{Outcome.MENTION}", 0)
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
        raise Moved(present_slug(SlugKind.EDITION, slug))

    def part(self, edition: str, care_group: str) -> PartPage:
        """A care group's part in full: stories, those that stand in full elsewhere, mentions. One query."""
        book = self._book_for_part(edition, care_group)
        part = next((part for part in book.parts if part.slug == care_group), None)
        if part is None:
            raise Moved(book.slug, present_slug(SlugKind.CARE_GROUP, care_group))
        catalogue = self.catalogue
        order = catalogue.part_order(edition, care_group)
        mentions = catalogue.bits.get(f"o:{Outcome.MENTION}", 0)
        full = [place for place in order if not mentions >> place & 1]
        lives = LiveVersion.objects.in_bulk([catalogue.ids[place] for place in full])
        slugs = catalogue.organisation_slugs
        stories = tuple(
            story_of(lives[catalogue.ids[place]], self.own, nested=True, organisations=slugs) for place in full
        )
        rest = cards(
            catalogue, self._elsewhere(edition, care_group) + [p for p in order if mentions >> p & 1], self.own
        )
        return PartPage(
            book=book,
            part=part,
            stories=stories,
            elsewhere=tuple(card for card in rest if card.outcome != Outcome.MENTION),
            mentions=tuple(card for card in rest if card.outcome == Outcome.MENTION),
        )

    def _book_for_part(self, edition: str, care_group: str) -> Book:
        try:
            return self._book(edition)
        except Moved as moved:
            raise Moved(moved.slug, care_group) from None

    def _elsewhere(self, edition: str, care_group: str) -> list[int]:
        """Full stories of the Book that bear this care group too but stand in another part."""
        catalogue = self.catalogue
        value = catalogue.facets["care_group"].get(care_group)
        if value is None or care_group == OTHER_SLUG:
            return []
        inside = catalogue.facets["edition"][edition].bits & value.bits & ~catalogue.parts[edition, care_group]
        inside &= ~catalogue.bits.get(f"o:{Outcome.MENTION}", 0)
        return sorted(places(inside), key=lambda place: catalogue.title_rank[place])

    def _part_of(self, live: LiveVersion) -> Part | None:
        place = self.catalogue.place_of.get(live.pk)
        if place is None or not live.card["edition"]:
            return None
        for book in self.catalogue.books:
            for part in book.parts:
                if self.catalogue.parts[book.slug, part.slug] >> place & 1:
                    return part
        return None

    def _beside(self, live: LiveVersion) -> tuple[int | None, int | None]:
        """The entries before and after in the same part: among stories for a story, among mentions for a mention."""
        catalogue, part = self.catalogue, self._part_of(live)
        if part is None:
            return None, None
        mentions = catalogue.bits.get(f"o:{Outcome.MENTION}", 0)
        mention = live.card["outcome"] == Outcome.MENTION
        order = catalogue.part_order(live.card["edition"][0], part.slug)
        order = [place for place in order if bool(mentions >> place & 1) is mention]
        here = order.index(catalogue.place_of[live.pk])
        before = catalogue.ids[order[here - 1]] if here else None
        after = catalogue.ids[order[here + 1]] if here + 1 < len(order) else None
        return before, after
