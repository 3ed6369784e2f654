"""The Books: all of them, one of them, one part of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entries.serving import PageRequest, public_page
from entries.views.browsing import Link
from entries.views.library import canonical, trail


@public_page
def editions(request: PageRequest) -> HttpResponse:
    """Every Book that is out, newest first."""
    books = request.reading.books()
    context = {"section": "books", "trail": trail(), "books": books, "canonical": canonical(request)}
    return render(request, "entries/editions.html", context)


@public_page
def edition(request: PageRequest, slug: str) -> HttpResponse:
    """One Book: cover, foreword, parts with counts."""
    book = request.reading.book(slug)
    others = [one for one in request.reading.books() if one.organisation == book.organisation and one.slug != book.slug]
    context = {
        "section": "books",
        "trail": trail(Link("All Books", reverse("editions"))),
        "book": book,
        "others": others,
        "canonical": canonical(request),
    }
    return render(request, "entries/edition.html", context)


@public_page
def part(request: PageRequest, slug: str, care_group: str) -> HttpResponse:
    """One part of a Book: every story in full on one page, honourable mentions last."""
    page = request.reading.part(slug, care_group)
    context = {
        "section": "books",
        "trail": trail(Link(f"Big Book {page.book.short_title}", page.book.url)),
        "page": page,
        "book": page.book,
        "canonical": canonical(request),
    }
    return render(request, "entries/part.html", context)
