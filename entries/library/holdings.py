"""What the library holds as a whole: for the page that says what it is, and for crawlers."""

from datetime import datetime

from django.db.models import QuerySet

from entries.library.addresses import entry_address, team_address
from entries.library.catalogue import Catalogue
from entries.library.shapes import Holdings, Way
from entries.library.ways import organisations, tags
from entries.models import Kind, LiveVersion, Team

MOST_SOURCES = 6


def holdings(catalogue: Catalogue) -> Holdings:
    """What there is, by Book, organisation and kind. No query."""
    beside = catalogue.everything
    for edition in catalogue.facets["edition"].values():
        beside &= ~edition.bits
    ways = organisations(catalogue)
    sources = [
        (count, way)
        for way in ways
        if (value := catalogue.facets["organisation"].get(way.slug)) and (count := (value.bits & beside).bit_count())
    ]
    sources.sort(key=lambda pair: -pair[0])
    return Holdings(
        total=len(catalogue.ids),
        books=catalogue.books,
        beside=beside.bit_count(),
        sources=tuple(way for _, way in sources[:MOST_SOURCES]),
        more_sources=len(sources) > MOST_SOURCES,
        kinds=tuple(
            Way(value.slug, value.name, "", value.bits.bit_count())
            for value in catalogue.facets["kind"].values()
            if value.slug != Kind.CASE_STUDY
        ),
        has_fictional=any(way.is_fictional for way in ways),
    )


def addresses(catalogue: Catalogue, lives: QuerySet[LiveVersion]) -> tuple[tuple[str, datetime | None], ...]:
    """The address of all that has a page of its own, and when it last changed, as far as is known. Two queries."""
    pages: list[tuple[str, datetime | None]] = []
    for book in catalogue.books:
        pages += [(book.url, None), *((part.url, None) for part in book.parts)]
    for facet in ("care_group", "theme"):
        pages += [(way.url, None) for way in tags(catalogue, facet)]
    pages += [(way.url, None) for way in organisations(catalogue)]
    teams = Team.objects.order_by("slug").values_list("pk", "slug")
    pages += [(team_address(slug), None) for pk, slug in teams if f"t:{pk}" in catalogue.spread]
    entries = {pk: (slug, changed) for pk, slug, changed in lives.values_list("pk", "entry__slug", "changed_at")}
    pages += [(entry_address(entries[pk][0]), entries[pk][1]) for pk in catalogue.ids if pk in entries]
    return tuple(pages)
