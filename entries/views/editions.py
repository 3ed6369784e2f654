"""The Books: all of them, one of them, one part of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from entries.library.shapes import Book, PartPage
from entries.serving import PageRequest, dated_page, page_beside, public_page
from entries.serving.context import page_address
from entries.views.books import book_links, part_links, sizes_of_book, sizes_of_part
from entries.views.library import canonical, trail
from entries.views.links import Link


@public_page
def editions(request: PageRequest) -> HttpResponse:
    """Every Book that is out, newest first."""
    books = request.reading.books()
    context = {"section": "books", "trail": trail(), "books": books, "canonical": canonical(request)}
    return render(request, "entries/editions.html", context)


@page_beside(sizes_of_book)
def edition(request: PageRequest, slug: str) -> HttpResponse:
    """One Book: cover, foreword, parts with counts."""
    book = request.reading.book(slug)
    others = [one for one in request.reading.books() if one.organisation == book.organisation and one.slug != book.slug]
    context = {
        "section": "books",
        "trail": trail(Link("All Books", page_address("editions"))),
        "book": book,
        "others": others,
        "files": book_links(request, book.slug) if book.parts else (),
        "canonical": canonical(request),
    }
    return render(request, "entries/edition.html", context)


@page_beside(sizes_of_part)
def part(request: PageRequest, slug: str, care_group: str) -> HttpResponse:
    """One part of a Book: every story in full on one page, honourable mentions last."""
    page = request.reading.part(slug, care_group)
    context = {
        "section": "books",
        "trail": trail(Link(f"Big Book {page.book.short_title}", page.book.url)),
        "page": page,
        "book": page.book,
        "files": part_links(request, page.book.slug, page.part.slug),
        "canonical": canonical(request),
    }
    return render(request, "entries/part.html", context)


@dated_page
def book_on_paper(request: PageRequest, slug: str) -> HttpResponse:
    """A whole Book for printing: every story in full in its first part, every mention once."""
    whole = request.reading.whole_book(slug)
    context = {"title": whole.book.title, "page_url": whole.book.url, "parts": whole.parts}
    return _on_paper(request, "entries/book_print.html", whole.book, context)


@dated_page
def part_on_paper(request: PageRequest, slug: str, care_group: str) -> HttpResponse:
    """One part of a Book for printing."""
    page: PartPage = request.reading.part(slug, care_group)
    context = {"title": page.part.name, "page_url": page.part.url, "page": page}
    return _on_paper(request, "entries/part_print.html", page.book, context)


def _on_paper(request: PageRequest, template: str, book: Book, context: dict[str, Any]) -> HttpResponse:
    """A page made for paper: it says where it came from and when, and search engines keep to the page it stands for."""
    return render(
        request,
        template,
        context
        | {
            "book": book,
            "for_paper": True,
            "today": localdate(request.reading.at),
            "canonical": request.build_absolute_uri(context["page_url"]),
        },
    )
