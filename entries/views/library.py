"""The library's own pages: home, browse, one entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entries.filters import more_of, selection_of
from entries.library.searched import searched
from entries.library.shapes import Book, Neighbour, Story, Way
from entries.serving import PageRequest, public_page
from entries.serving.context import page_address
from entries.views.browsing import MOST_VALUES, listing
from entries.views.links import Link, address_in

TRY_THESE = 3
MOST_OFFERED = 50
MOST_MENTIONS = 100


@public_page
def home(request: PageRequest) -> HttpResponse:
    """Search first; the current Book; what is new; care groups and themes with counts."""
    found = request.reading.home()
    return render(
        request,
        "entries/home.html",
        {
            "home": found,
            "themes": _most_common(found.themes, MOST_VALUES),
            "try_these": _most_common(found.themes, TRY_THESE),
            "offered": request.reading.offered(MOST_OFFERED),
            "canonical": canonical(request),
        },
    )


@public_page
def browse(request: PageRequest) -> HttpResponse:
    """Find a project: words, filters, order and page, all of it in the address."""
    selection = selection_of(request.GET)
    results = request.reading.results(selection)
    request.searched = searched(selection, results)
    page = listing(results, selection, more_of(request.GET))
    return render(
        request,
        "entries/browse.html",
        {
            "section": "find",
            "trail": trail(),
            "results": results,
            "selection": selection,
            "page": page,
            "themes": () if results.count_any else request.reading.related_themes(results.corrected or selection.q),
            "canonical": request.build_absolute_uri(page.url),
            "regions": request.reading.has_regions,
            "feed": Link(f"{page.title}, as a feed", address_in("feed", selection, page=1)),
        },
    )


@public_page
def entry(request: PageRequest, slug: str) -> HttpResponse:
    """One entry as it was last published."""
    story = request.reading.story(slug)
    # Not `book(slug)`, which asks the database for the titles in it.
    book = next((one for one in request.reading.books() if one.slug == story.edition_slug), None)
    return render(
        request,
        "entries/entry.html",
        {
            "section": "books" if book else "find",
            "trail": _trail_of(story, book),
            "story": story,
            "book": book,
            "previous": _beside(story.previous),
            "next": _beside(story.next),
            "others": _other_mentions(request, story) if story.is_mention else (),
            "canonical": canonical(request),
            "picture": request.build_absolute_uri(story.pictures[0].url) if story.pictures else "",
        },
    )


def trail(*links: Link) -> tuple[Link, ...]:
    """The pages above this one, from home down."""
    return (Link("Home", page_address("home")), *links)


def _most_common(ways: tuple[Way, ...], most: int) -> tuple[Way, ...]:
    """The ways to most projects, in the order they came."""
    best = {way.slug for way in sorted(ways, key=lambda way: -way.count)[:most]}
    return tuple(way for way in ways if way.slug in best)


def _trail_of(story: Story, book: Book | None) -> tuple[Link, ...]:
    if book is None:
        return trail(Link("Find a project", page_address("browse")))
    above = [Link(f"Big Book {book.short_title}", book.url)]
    return trail(*above, *([Link(story.part.name, story.part.url)] if story.part else []))


def _beside(neighbour: Neighbour | None) -> Link | None:
    return Link(neighbour.title, neighbour.url) if neighbour else None


def canonical(request: HttpRequest) -> str:
    """The page's one address, without whatever a link added to it."""
    return request.build_absolute_uri(request.path)


def _other_mentions(request: PageRequest, story: Story) -> list[tuple[str, str, str]]:
    """The other honourable mentions of the same part of the Book as links: the team's name stands first."""
    others = request.reading.other_mentions(story, MOST_MENTIONS)
    return [(f"{card.team} - {card.title}" if card.team else card.title, card.url, "") for card in others]
