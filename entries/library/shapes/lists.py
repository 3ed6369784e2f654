"""What a selection gives, who runs the library, and its start page."""

from dataclasses import dataclass, field
from datetime import datetime

from entries.library.shapes.base import Shape
from entries.library.shapes.books import Book
from entries.library.shapes.stories import Card, Story
from entries.library.shapes.ways import Way


@dataclass(frozen=True, slots=True)
class FacetValue(Shape):
    """A value one can filter by; `count` is what choosing it would give beside the other facets' choices."""

    slug: str
    name: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet(Shape):
    """A filter: its parameter, its heading, its values in order (chosen ones always among them)."""

    name: str
    heading: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Chip(Shape):
    """A filter in use: which, what readers call it, and the selection without it."""

    facet: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Results(Shape):
    """What a selection gives: one page of cards, counts, facets, and the filters in use."""

    count: int
    count_any: int
    page: int
    pages: int
    page_size: int
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    unknown: tuple[tuple[str, str], ...] = ()  # (facet, slug) that the library does not know
    fewer: tuple[tuple[Chip, int], ...] = ()  # when nothing is found: a chip, and the count without it
    unfiltered: int = 0  # how many there would be without any filter
    suggestion: str | None = None  # another spelling of the words
    corrected: str = ""  # the spelling that was searched, since the reader's own finds nothing
    words: tuple[str, ...] = ()  # the words looked for, as typed
    first: int = field(default=0)  # number of the first card shown, from 1
    last: int = field(default=0)


@dataclass(frozen=True, slots=True)
class FullEntry(Shape):
    """An entry as outlets take it along: its key, which never changes, its last change to the second, its story."""

    key: str
    changed_at: datetime
    story: Story


@dataclass(frozen=True, slots=True)
class Shortlist(Shape):
    """What a reader's list of slugs holds: entries in its order, titles of withdrawn ones, slugs that lead nowhere."""

    entries: tuple[FullEntry, ...]
    gone: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site(Shape):
    """Who runs this library: its name, the organisation's name or "", the communications team's mailbox or ""."""

    name: str
    organisation: str
    contact: str
    total: int


@dataclass(frozen=True, slots=True)
class Home(Shape):
    """The start page: the current Book, the newest entries, the ways in with counts."""

    current: Book | None
    newest: tuple[Card, ...]
    care_groups: tuple[Way, ...]
    themes: tuple[Way, ...]
    total: int
