"""Books and their parts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from entries.library.shapes.base import Shape
from entries.library.shapes.rows import Picture
from entries.library.shapes.stories import Card, Named, Story
from entries.text.wording import forewarning, listed


@dataclass(frozen=True, slots=True)
class Part(Shape):
    """A care group's part of a Book, with counts of full stories and mentions; `band` is its colour, 1 to 5."""

    slug: str
    name: str
    url: str
    full: int
    mentions: int
    band: int
    first: tuple[str, ...] = ()  # a few titles, for the page of the Book

    @property
    def tally(self) -> str:
        """4 stories, 3 mentions; what there is none of is left out."""
        return listed((self.full, "story", "stories"), (self.mentions, "mention", "mentions"))

    @property
    def tally_in_full(self) -> str:
        """4 stories and 3 honourable mentions."""
        return tally_in_full(self.full, self.mentions)


@dataclass(frozen=True, slots=True)
class Book(Shape):
    """An edition that is out."""

    slug: str
    url: str
    title: str
    short_title: str
    organisation: Named
    organisation_short: str
    is_fictional: bool
    period_start: date | None
    period_end: date | None
    period: str
    received: int | None
    received_text: str
    introduction: SafeString
    holdings_note: str
    foreword: SafeString
    foreword_author: str
    foreword_role: str
    portrait: Picture | None
    cover: Picture | None
    mentions_note: str
    publishes_at: datetime
    parts: tuple[Part, ...] = ()

    @property
    def cover_title(self) -> str:
        """The title for the cover, where the year stands in a line of its own."""
        return self.title.removesuffix(self.short_title).strip(" ,:-") or self.title

    @property
    def forewarning(self) -> str:
        """What a text without the label begins with when the Book is made up."""
        return forewarning(self.is_fictional)

    @property
    def tally_in_full(self) -> str:
        """4 stories and 3 honourable mentions."""
        return tally_in_full(self.full, self.mentions)

    @property
    def full(self) -> int:
        """How many full stories the library holds of it."""
        return sum(part.full for part in self.parts)

    @property
    def mentions(self) -> int:
        """How many honourable mentions the library holds of it."""
        return sum(part.mentions for part in self.parts)


@dataclass(frozen=True, slots=True)
class PartPage(Shape):
    """A part in full: its stories, what stands in full elsewhere, and the mentions."""

    book: Book
    part: Part
    stories: tuple[Story, ...]
    elsewhere: tuple[Card, ...]
    mentions: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class WholeBook(Shape):
    """A Book with all its parts in full."""

    book: Book
    parts: tuple[PartPage, ...]


def tally_in_full(full: int, mentions: int) -> str:
    """4 stories and 3 honourable mentions; what there is none of is left out."""
    return listed((full, "story", "stories"), (mentions, "honourable mention", "honourable mentions"), last=" and ")
