"""What a link shows to somebody without an account: an entry or a whole Book before it is published.

These pages follow from a token, so nothing of them is kept here or anywhere: no ETag, no kept page, no cookie.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from entries import library
from entries.editorial.links import PREVIEW_BOOK, PREVIEW_ENTRY, Opened, opened
from entries.serving import forget_cookies
from entries.views.links import Link

View = Callable[..., HttpResponse]


def by_token(*purposes: str) -> Callable[[View], View]:
    """A page for who holds a token that is good for one of these purposes; for all others it is not there."""

    def decorated(view: View) -> View:
        @require_safe
        @wraps(view)
        def page(request: HttpRequest, token: str, **named: str) -> HttpResponse:
            forget_cookies(request)
            request.reading = library.read()  # type: ignore[attr-defined]
            found = opened(token, *purposes)
            try:
                answer = view(request, token, found, **named) if found else _ended(request)
            except library.Missing:
                answer = _ended(request)
            answer["Cache-Control"] = "no-store"
            answer["X-Robots-Tag"] = "noindex, nofollow"
            # The address is the key: it is told to nobody.
            answer["Referrer-Policy"] = "no-referrer"
            return answer

        return page

    return decorated


@by_token(PREVIEW_ENTRY, PREVIEW_BOOK)
def preview(request: HttpRequest, token: str, found: Opened) -> HttpResponse:
    """The entry, or the Book with its parts."""
    if found.purpose == PREVIEW_ENTRY:
        story = library.preview(found.target, _own(request))
        return _page(request, "entry", found, {"section": "find", "story": story})
    book = _book(request, token, found).book
    return _page(request, "edition", found, {"section": "books", "trail": (), "book": book, "others": ()})


@by_token(PREVIEW_BOOK)
def preview_part(request: HttpRequest, token: str, found: Opened, care_group: str) -> HttpResponse:
    """A part of the Book in full."""
    page = _book(request, token, found).part(care_group)
    trail = (Link(page.book.title, page.book.url),)
    return _page(request, "part", found, {"section": "books", "trail": trail, "page": page, "book": page.book})


@by_token(PREVIEW_BOOK)
def preview_entry(request: HttpRequest, token: str, found: Opened, slug: str) -> HttpResponse:
    """One entry of the Book."""
    preview = _book(request, token, found)
    book = preview.book
    trail = (Link(book.title, book.url),)
    return _page(
        request, "entry", found, {"section": "books", "trail": trail, "book": book, "story": preview.story(slug)}
    )


def _book(request: HttpRequest, token: str, found: Opened) -> library.BookPreview:
    return library.BookPreview.of(found.target, reverse("preview", args=[token]), _own(request))


def _own(request: HttpRequest) -> str:
    return str(request.reading.own)  # type: ignore[attr-defined]


def _page(request: HttpRequest, name: str, found: Opened, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"entries/{name}.html", {**context, "preview": found, "canonical": ""})


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "entries/link_ended.html", {"section": ""}, status=404)
