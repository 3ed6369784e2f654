"""What a process keeps of the library: the order of all visible entries and a bitmap for each facet value.

Valid for one content version and until the next due moment; built anew on the first request after either. Of all
entries only integers and names are kept, so ten thousand take a few megabytes; of those asked for last, their shapes.
"""

from array import array
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from entries.library.kept import KeptShapes
from entries.library.lexicon import Lexicon
from entries.library.names import Names, read_names
from entries.library.shapes import Book, Card, Story
from entries.models import Edition, Organisation, Outcome
from entries.search import Field
from entries.search.bitmaps import places

# A story weighs about ten kilobytes, a card three: a few megabytes for each process.
MOST_STORIES, MOST_CARDS = 200, 600


@dataclass(frozen=True, slots=True)
class Value:
    """A facet's value: its slug, its name, the entries that have it, and a tag's sentence."""

    slug: str
    name: str
    bits: int
    note: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The visible entries at one content version. A place is a number from 0 in the newest-first order."""

    number: int
    since: datetime
    until: datetime | None
    ids: "array[int]"
    place_at: dict[str, int]  # by slug
    positions: "array[int]"
    by_title: "array[int]"
    bits: dict[str, int]
    spread: dict[str, "array[int]"]  # as `bits`, in lists of places
    facets: dict[str, dict[str, Value]]
    renamed: dict[tuple[str, str], str]
    editions: dict[str, Edition]
    parts: dict[tuple[str, str], int]
    books: tuple[Book, ...]
    organisation: Organisation | None
    organisations: dict[str, Organisation]  # those that have a page, A to Z
    field: Field  # what search may find
    lexicon: Lexicon  # what search was taught

    @cached_property
    def stories(self) -> KeptShapes[Story]:
        """Stories by place."""
        return KeptShapes(MOST_STORIES)

    @cached_property
    def cards(self) -> KeptShapes[Card]:
        """Cards without marks by place."""
        return KeptShapes(MOST_CARDS)

    @cached_property
    def offered(self) -> KeptShapes[tuple[str, ...]]:
        """What search boxes offer, by how many there is room for."""
        return KeptShapes(2)

    @property
    def mentions(self) -> int:
        """The places of honourable mentions."""
        return self.bits.get(f"o:{Outcome.MENTION}", 0)

    @cached_property
    def everything(self) -> int:
        """The set of all visible entries."""
        return (1 << len(self.ids)) - 1

    @cached_property
    def place_of(self) -> dict[int, int]:
        """The place of each entry by its id."""
        return {pk: place for place, pk in enumerate(self.ids)}

    @cached_property
    def organisation_slugs(self) -> dict[str, str]:
        """The slugs of the organisations that have a page, by name: no two bear the same."""
        return {one.name: slug for slug, one in self.organisations.items()}

    @cached_property
    def organisations_by_id(self) -> dict[int, Organisation]:
        """The same organisations by id."""
        return {one.pk: one for one in self.organisations.values()}

    @cached_property
    def title_rank(self) -> "array[int]":
        """For each place, where its title stands in the alphabet."""
        ranks = array("l", bytes(8 * len(self.ids)))
        for rank, place in enumerate(self.by_title):
            ranks[place] = rank
        return ranks

    @cached_property
    def names(self) -> Names:
        """What is suggested to somebody who types. Three queries when it is first asked for."""
        tags = (value.name for facet in ("care_group", "theme") for value in self.facets[facet].values())
        return read_names(tags, self.spread, self.field, self.title_rank)

    def holds(self, number: int, at: datetime) -> bool:
        """Whether this is what may be seen at `at`, given the content version read just now."""
        return self.number == number and self.since <= at and (self.until is None or at < self.until)

    @cached_property
    def _part_orders(self) -> dict[tuple[str, str], list[int]]:
        return {}

    def part_order(self, edition: str, part: str) -> list[int]:
        """The places of a part's entries in the Book's order: position, then title. Worked out once."""
        order = self._part_orders.get((edition, part))
        if order is None:
            order = sorted(
                places(self.parts.get((edition, part), 0)),
                key=lambda place: (self.positions[place], self.title_rank[place]),
            )
            self._part_orders[edition, part] = order
        return order
