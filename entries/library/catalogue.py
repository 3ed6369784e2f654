"""What a process keeps of the library: the order of all visible entries and a bitmap for each facet value.

Valid for one content version and until the next due moment; rebuilt on the first request after either. Of all entries
only integers and names are kept, so ten thousand take a few megabytes; of those asked for last, their ready shapes.
"""

from array import array
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings

from entries.library import version
from entries.library.addresses import part_address
from entries.library.bitmaps import bitmap, places
from entries.library.books import OTHER_NAME, OTHER_SLUG, band_of, book_of
from entries.library.derive import NO_PART
from entries.library.kept import KeptShapes
from entries.library.lexicon import Lexicon, read_lexicon
from entries.library.names import Names, read_names
from entries.library.shapes import Book, Card, Part, Story
from entries.library.stories import event_over
from entries.library.visibility import edition_is_out, next_due, visible
from entries.models import (
    REGION_NAMES,
    CareGroup,
    Edition,
    Kind,
    LiveVersion,
    OldSlug,
    Organisation,
    Outcome,
    SlugKind,
    Theme,
)  # fmt: skip
from entries.search import Field
from entries.search.index import average_length
from entries.text.folding import sort_key

# A story weighs about ten kilobytes, a card three: a few megabytes for each process.
MOST_STORIES, MOST_CARDS = 200, 600
FACET_TOKENS = frozenset("koengmrh")
# Teams and named organisations: thousands, with few entries each. Bitmaps of them would weigh entries times teams.
SPREAD_TOKENS = frozenset("tp")
SLUG_KINDS = {
    "care_group": SlugKind.CARE_GROUP,
    "theme": SlugKind.THEME,
    "edition": SlugKind.EDITION,
    "organisation": SlugKind.ORGANISATION,
}


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


_kept: Catalogue | None = None


def current(at: datetime) -> Catalogue:
    """The catalogue for `at`; one query when the kept one still holds."""
    global _kept
    number = version.current()  # before the data: what is read after it is at least as new
    kept = _kept
    if kept is None or not kept.holds(number, at):
        kept = _kept = build(number, at)
    return kept


def forget() -> None:
    """Drop what this process keeps. For tests, which take content back without a write."""
    global _kept
    _kept = None


def build(number: int, at: datetime) -> Catalogue:
    """Read the catalogue for `at` from the database."""
    columns = ("pk", "facets", "sort_key", "entry__key", "entry__published_at", "entry__position", "entry__slug")
    rows = list(visible(at).values_list(*columns))
    rows.sort(key=lambda row: (row[2], row[3]))
    rows.sort(key=lambda row: row[4], reverse=True)
    size = len(rows)
    having: dict[str, list[int]] = defaultdict(list)
    spread: dict[str, array[int]] = defaultdict(lambda: array("l"))
    for place, row in enumerate(rows):
        for token in row[1].split():
            if token[0] in FACET_TOKENS:
                having[token].append(place)
            elif token[0] in SPREAD_TOKENS:
                spread[token].append(place)
    bits = {token: bitmap(found, size) for token, found in having.items()}
    editions = {one.slug: one for one in Edition.objects.filter(edition_is_out(at)).select_related("organisation")}
    groups = list(CareGroup.objects.all())
    organisations = sorted(Organisation.objects.all(), key=lambda one: sort_key(one.name))
    parts = _parts(bits, editions, groups)
    ids = array("q", (row[0] for row in rows))
    return Catalogue(
        number=number,
        since=at,
        until=_until(at, [rows[place][0] for place in having.get("k:event", ())]),
        ids=ids,
        place_at={row[6]: place for place, row in enumerate(rows)},
        positions=array("q", (row[5] for row in rows)),
        by_title=array("l", sorted(range(size), key=lambda place: (rows[place][2], rows[place][3]))),
        bits=bits,
        spread=dict(spread),
        facets=_facets(bits, editions, groups, organisations),
        renamed=_renamed(),
        editions=editions,
        parts=parts,
        books=_books(bits, parts, editions, groups),
        organisation=next((one for one in organisations if one.slug == settings.CASEBOOK_ORGANISATION), None),
        organisations=_with_a_page(organisations, spread, editions),
        field=Field.of(ids, average_length()),
        lexicon=read_lexicon(),
    )


def _with_a_page(
    organisations: list[Organisation], spread: dict[str, "array[int]"], editions: dict[str, Edition]
) -> dict[str, Organisation]:
    """The organisations that visible content names, and those before and after them."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one in organisations:
        if one.successor_id:
            beside[one.pk].add(one.successor_id)
            beside[one.successor_id].add(one.pk)
    found = {edition.organisation_id for edition in editions.values()}
    found |= {one.pk for one in organisations if f"p:{one.pk}" in spread}
    todo = list(found)
    while todo:
        new = beside[todo.pop()] - found
        found |= new
        todo += new
    return {one.slug: one for one in organisations if one.pk in found}


def _until(at: datetime, events: list[int]) -> datetime | None:
    """When time alone changes what readers see: an entry or a Book falls due, or one of these events is over."""
    documents = LiveVersion.objects.filter(pk__in=events).values_list("document", flat=True) if events else ()
    ends = [end for end in map(event_over, documents) if end and end > at]
    return min((due for due in (next_due(at), *ends) if due), default=None)


def _facets(
    bits: dict[str, int], editions: dict[str, Edition], groups: list[CareGroup], organisations: list[Organisation]
) -> dict[str, dict[str, Value]]:
    """Every facet's values that some visible entry has, in the order readers see them."""
    themes = list(Theme.objects.all())
    notes = {f"g:{one.pk}": one.description for one in groups} | {f"h:{one.pk}": one.description for one in themes}
    named: dict[str, list[tuple[str, str, str]]] = {
        "care_group": [(one.slug, one.name, f"g:{one.pk}") for one in groups],
        "theme": [(one.slug, one.name, f"h:{one.pk}") for one in themes],
        "kind": [(str(value), str(label), f"k:{value}") for value, label in Kind.choices],
        "outcome": [(str(one), str(one.label), f"o:{one}") for one in (Outcome.FULL, Outcome.MENTION)],
        "edition": [(one.slug, one.short_title or one.slug, f"e:{one.pk}") for one in _newest(editions)],
        "organisation": [(one.slug, one.name, f"n:{one.pk}") for one in organisations],
        "region": [(slug, name, f"r:{slug}") for slug, name in REGION_NAMES.items()],
    }
    return {
        facet: {
            slug: Value(slug, name, bits[token], notes.get(token, "")) for slug, name, token in values if token in bits
        }
        for facet, values in named.items()
    }


def _newest(editions: dict[str, Edition]) -> list[Edition]:
    return sorted(
        editions.values(), key=lambda one: (-one.publishes_at.timestamp() if one.publishes_at else 0, one.slug)
    )


def _renamed() -> dict[tuple[str, str], str]:
    """The present slug for each old one that works in a filter."""
    facets = {kind: facet for facet, kind in SLUG_KINDS.items()}
    keyed = {
        SlugKind.EDITION: dict(Edition.objects.values_list("key", "slug")),
        SlugKind.ORGANISATION: dict(Organisation.objects.values_list("key", "slug")),
    }
    old = OldSlug.objects.filter(kind__in=facets).values_list("kind", "slug", "target")
    return {
        (facets[SlugKind(kind)], slug): keyed.get(SlugKind(kind), {}).get(target, target) for kind, slug, target in old
    }


def _parts(bits: dict[str, int], editions: dict[str, Edition], groups: list[CareGroup]) -> dict[tuple[str, str], int]:
    """The entries that stand in each part of each Book."""
    found = {}
    for edition in editions.values():
        inside = bits.get(f"e:{edition.pk}", 0)
        for slug, pk in [*((group.slug, group.pk) for group in groups), (OTHER_SLUG, NO_PART)]:
            if standing := inside & bits.get(f"m:{pk}", 0):
                found[edition.slug, slug] = standing
    return found


def _books(
    bits: dict[str, int], parts: dict[tuple[str, str], int], editions: dict[str, Edition], groups: list[CareGroup]
) -> tuple[Book, ...]:
    names = {**{group.slug: group.name for group in groups}, OTHER_SLUG: OTHER_NAME}
    mentions = bits.get(f"o:{Outcome.MENTION}", 0)
    books = []
    for edition in _newest(editions):
        held = [(slug, standing) for (of, slug), standing in parts.items() if of == edition.slug]
        shapes = tuple(
            Part(
                slug=slug,
                name=names[slug],
                url=part_address(edition.slug, slug),
                full=(standing & ~mentions).bit_count(),
                mentions=(standing & mentions).bit_count(),
                band=band_of(place),
            )
            for place, (slug, standing) in enumerate(held)
        )
        books.append(book_of(edition, shapes))
    return tuple(books)
