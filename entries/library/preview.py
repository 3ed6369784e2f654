"""Drafts as readers would see them: shapes of entries, and of a whole Book, that nothing of was stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from entries.library.books import OTHER_NAME, OTHER_SLUG, band_of, book_of
from entries.library.cards import card_of
from entries.library.derive import Names, derived
from entries.library.document import compose, with_rows
from entries.library.lookup import Missing
from entries.library.shapes import Book, Card, Part, PartPage, Story
from entries.library.stories import period_of, story_of
from entries.models import CareGroup, Edition, Entry, LiveVersion, Outcome, Status
from entries.text.folding import sort_key


def preview(entry_pk: int, own: str = "") -> Story:
    """The story of an entry's draft; raises Missing. `own` is the slug of the site's organisation."""
    for live in _lives(Entry.objects.filter(pk=entry_pk)):
        return story_of(live, own, book_period=_period(live.entry.edition))
    raise Missing(str(entry_pk))


def _period(edition: Edition | None) -> str:
    return period_of(edition.period_start, edition.period_end) if edition else ""


@dataclass(frozen=True)
class BookPreview:
    """A Book as it would go out now, at addresses under `base`. Every method asks the drafts once, all together."""

    edition: Edition
    base: str
    own: str

    @classmethod
    def of(cls, edition_pk: int, base: str, own: str = "") -> "BookPreview":
        """The preview of a Book; raises Missing."""
        edition = Edition.objects.select_related("organisation").filter(pk=edition_pk).first()
        if edition is None:
            raise Missing(str(edition_pk))
        edition.publishes_at = edition.publishes_at or timezone.now()
        return cls(edition, base, own)

    @property
    def book(self) -> Book:
        """The Book with its parts."""
        book = book_of(self.edition, tuple(part for part, _ in self._parts))
        return replace(book, url=self.base)

    def part(self, slug: str) -> PartPage:
        """One part in full; raises Missing."""
        for part, lives in self._parts:
            if part.slug == slug:
                return self._page(part, lives)
        raise Missing(slug)

    def story(self, slug: str) -> Story:
        """One entry of the Book; raises Missing."""
        for live in self._all:
            if live.entry.slug == slug:
                return story_of(live, self.own, book_period=_period(self.edition))
        raise Missing(slug)

    @cached_property
    def _all(self) -> list[LiveVersion]:
        """Its entries in the Book's order, each leading to its address under `base`."""
        going = Entry.objects.filter(edition=self.edition, outcome__in=(Outcome.FULL, Outcome.MENTION))
        lives = list(_lives(going.exclude(status=Status.WITHDRAWN)))
        for live in lives:
            live.card["url"] = f"{self.base}entries/{live.entry.slug}/"
        return sorted(lives, key=lambda live: (live.entry.position, sort_key(live.document["title"]), live.entry.key))

    @cached_property
    def _parts(self) -> list[tuple[Part, list[LiveVersion]]]:
        """The parts that hold something, in the vocabulary's order; an entry stands in its first."""
        names = [*CareGroup.objects.values_list("slug", "name"), (OTHER_SLUG, OTHER_NAME)]
        standing = [(slug, name, [live for live in self._all if _part_of(live) == slug]) for slug, name in names]
        return [
            (self._part(slug, name, place, lives), lives)
            for place, (slug, name, lives) in enumerate(one for one in standing if one[2])
        ]

    def _part(self, slug: str, name: str, place: int, lives: list[LiveVersion]) -> Part:
        mentions = sum(_is_mention(live) for live in lives)
        first = tuple(live.document["title"] for live in lives if not _is_mention(live))[:2]
        return Part(slug, name, f"{self.base}{slug}/", len(lives) - mentions, mentions, band_of(place), first)

    def _page(self, part: Part, lives: list[LiveVersion]) -> PartPage:
        others = [
            live for live in self._all
            if live not in lives and not _is_mention(live) and part.slug in dict(live.card["care_groups"])
        ]  # fmt: skip
        return PartPage(
            book=self.book,
            part=part,
            stories=tuple(story_of(live, self.own, nested=1) for live in lives if not _is_mention(live)),
            elsewhere=tuple(self._card(live) for live in others),
            mentions=tuple(self._card(live) for live in lives if _is_mention(live)),
        )

    def _card(self, live: LiveVersion) -> Card:
        return card_of(live.pk, live.card, live.changed_at, self.own)


def _is_mention(live: LiveVersion) -> bool:
    return bool(live.card["outcome"] == Outcome.MENTION)


def _part_of(live: LiveVersion) -> str:
    groups = live.card["care_groups"]
    return str(groups[0][0]) if groups else OTHER_SLUG


def _lives(entries: QuerySet[Entry]) -> Iterable[LiveVersion]:
    """Live versions made of drafts, in a fixed number of queries."""
    now = timezone.now()
    drafts = list(with_rows(entries).select_related("edition__organisation", "contact"))
    documents: dict[int, dict[str, Any]] = {draft.pk: compose(draft) for draft in drafts}
    names = Names.of(documents.values())
    for draft in drafts:
        # One that was never published bears today's date.
        draft.published_at = draft.published_at or now
        made = derived(draft, documents[draft.pk], names)
        yield LiveVersion(entry=draft, document=documents[draft.pk], changed_at=now, **made)
