"""The catalogue read from the database: once for each content version and due moment, on the first request after it."""

from array import array
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings

from entries.library import version
from entries.library.addresses import part_address
from entries.library.books import OTHER_NAME, OTHER_SLUG, band_of, book_of
from entries.library.catalogue import Catalogue, Value
from entries.library.derive import NO_PART
from entries.library.lexicon import read_lexicon
from entries.library.shapes import Book, Part
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
from entries.search.bitmaps import bitmap, places
from entries.search.index import average_length
from entries.text.folding import sort_key

ROWS_AT_ONCE = 1000
FACET_TOKENS = frozenset("koengmrh")
# Teams and named organisations: thousands, with few entries each. Bitmaps of them would weigh entries times teams.
SPREAD_TOKENS = frozenset("tp")
SLUG_KINDS = {
    "care_group": SlugKind.CARE_GROUP,
    "theme": SlugKind.THEME,
    "edition": SlugKind.EDITION,
    "organisation": SlugKind.ORGANISATION,
}

_kept: Catalogue | None = None


def current(at: datetime, lately: bool = False) -> Catalogue:
    """The catalogue for `at`; one query when the kept one still holds, and with `lately` often none."""
    global _kept
    kept = _kept
    if lately and kept is not None and kept.holds(version.lately(), at):
        return kept
    number = version.current()  # before the data: what is read after it is at least as new
    kept = _kept
    if kept is None or not kept.holds(number, at):
        kept = _kept = None  # let go of first: two of them are never needed at once
        kept = _kept = build(number, at)
    return kept


def forget() -> None:
    """Drop what this process keeps. For tests, which take content back without a write."""
    global _kept
    _kept = None
    version.forget()


def build(number: int, at: datetime) -> Catalogue:
    """Read the catalogue for `at` from the database."""
    rows = Rows.read(at)
    bits = {token: bitmap(found, len(rows.ids)) for token, found in rows.having(FACET_TOKENS)}
    spread = {token: array("l", sorted(found)) for token, found in rows.having(SPREAD_TOKENS)}
    editions = {one.slug: one for one in Edition.objects.filter(edition_is_out(at)).select_related("organisation")}
    groups = list(CareGroup.objects.all())
    organisations = sorted(Organisation.objects.all(), key=lambda one: sort_key(one.name))
    parts = _parts(bits, editions, groups)
    ids = array("q", (rows.ids[row] for row in rows.newest))
    return Catalogue(
        number=number,
        since=at,
        until=_until(at, [ids[place] for place in places(bits.get("k:event", 0))]),
        ids=ids,
        place_at={rows.slugs[row]: place for place, row in enumerate(rows.newest)},
        positions=array("q", (rows.positions[row] for row in rows.newest)),
        by_title=array("l", (rows.place_of[row] for row in rows.by_title)),
        bits=bits,
        spread=spread,
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


@dataclass(frozen=True)
class Rows:
    """The visible entries column by column, as the database gave them: a row is a number in that order.

    A tuple for each of ten thousand would leave a process eight megabytes larger for good.
    """

    ids: "array[int]"
    slugs: list[str]
    positions: "array[int]"
    by_title: list[int]
    newest: list[int]
    tokens: dict[str, "array[int]"]

    @classmethod
    def read(cls, at: datetime) -> "Rows":
        """What may be seen at `at`. One query."""
        columns = ("pk", "entry__slug", "entry__position", "sort_key", "entry__key", "entry__published_at", "facets")
        ids, positions, published = array("q"), array("q"), array("d")
        slugs, titles = [], []
        tokens: dict[str, array[int]] = defaultdict(lambda: array("l"))
        for row, (pk, slug, position, title, key, day, facets) in enumerate(
            visible(at).values_list(*columns).iterator(chunk_size=ROWS_AT_ONCE)
        ):
            ids.append(pk)
            slugs.append(slug)
            positions.append(position)
            titles.append(f"{title}\0{key}")
            published.append(day.timestamp())
            for token in facets.split():
                if token[0] in FACET_TOKENS or token[0] in SPREAD_TOKENS:
                    tokens[token].append(row)
        by_title = sorted(range(len(ids)), key=titles.__getitem__)
        newest = sorted(by_title, key=published.__getitem__, reverse=True)
        return cls(ids, slugs, positions, by_title, newest, tokens)

    @cached_property
    def place_of(self) -> "array[int]":
        """The place of each row among the newest first."""
        places = array("l", bytes(8 * len(self.newest)))
        for place, row in enumerate(self.newest):
            places[row] = place
        return places

    def having(self, kinds: Container[str]) -> Iterator[tuple[str, list[int]]]:
        """The tokens of these kinds, and the places of the entries that have each."""
        for token, rows in self.tokens.items():
            if token[0] in kinds:
                yield token, [self.place_of[row] for row in rows]


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
        "edition": [
            (one.slug, _labelled(one.short_title or one.slug, one.organisation), f"e:{one.pk}")
            for one in _newest(editions)
        ],
        "organisation": [(one.slug, _labelled(one.name, one), f"n:{one.pk}") for one in organisations],
        "region": [(slug, name, f"r:{slug}") for slug, name in REGION_NAMES.items()],
    }
    return {
        facet: {
            slug: Value(slug, name, bits[token], notes.get(token, "")) for slug, name, token in values if token in bits
        }
        for facet, values in named.items()
    }


def _labelled(name: str, organisation: Organisation) -> str:
    """A name in a filter: readers must see there too that an organisation is made up."""
    return f"{name} (fictional example)" if organisation.is_fictional else name


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
