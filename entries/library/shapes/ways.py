"""Ways in: what readers follow to projects that belong together."""

from dataclasses import dataclass

from entries.library.shapes.base import Shape
from entries.library.shapes.books import Book, Part
from entries.library.shapes.stories import Card, Named
from entries.text.wording import counted


@dataclass(frozen=True, slots=True)
class Way(Shape):
    """A care group, theme or team: its sentence, its page, and how many projects are there."""

    slug: str
    name: str
    url: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationWay(Shape):
    """An organisation: `count` are its own projects, `others` those of others that name it."""

    slug: str
    name: str
    url: str
    region: str
    count: int
    others: int
    note: str
    is_fictional: bool
    successor: Named | None

    @property
    def tally(self) -> str:
        """3 projects, or what else it has to do with the library."""
        if self.count:
            return counted(self.count, "project")
        return f"Named in {counted(self.others, 'project')}" if self.others else ""


@dataclass(frozen=True, slots=True)
class TagPage(Shape):
    """A care group or theme: its newest entries, its parts in Books, the tags borne beside it."""

    way: Way
    cards: tuple[Card, ...]
    parts: tuple[tuple[Book, Part], ...] = ()
    related: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamPage(Shape):
    """A team: its organisation and one page of its entries."""

    way: Way
    organisation: OrganisationWay
    cards: tuple[Card, ...]
    page: int
    pages: int
    page_size: int


@dataclass(frozen=True, slots=True)
class OrganisationPage(Shape):
    """An organisation: its teams, its Books, its newest entries, and the newest that it had a hand in."""

    way: OrganisationWay
    website: str
    predecessors: tuple[OrganisationWay, ...]
    teams: tuple[Way, ...]
    books: tuple[Book, ...]
    cards: tuple[Card, ...]
    others: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Holdings(Shape):
    """What the library holds, for the page that says what it is."""

    total: int
    books: tuple[Book, ...]
    beside: int  # projects that stand in no Book
    sources: tuple[OrganisationWay, ...]  # whose those are, most first
    more_sources: bool
    kinds: tuple[Way, ...]
    has_fictional: bool
