"""Public pages: one reading of the library each, 304 when nothing changed, and rendered pages kept while they hold."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from entries import library
from entries.serving import errors
from entries.serving.conditional import address_of, etag_of, not_modified, state_of
from entries.serving.kept import KeptPages
from entries.serving.making import RETRY_AFTER, Busy
from entries.serving.searches import PageRequest, note_search

PAGES = KeptPages()
# Templates are indented for those who write them; a list page would weigh a quarter more. No page has `pre`.
INDENTING = re.compile(rb"\n\s+")


View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that anyone may read: GET and HEAD only, and the library's Missing, Moved and Gone become 404, 301, 410.

    The page must follow from the reading and the address alone: no cookie, no clock.
    """
    return _page(view, _nothing)


def dated_page(view: View) -> View:
    """A public page that says what day it is: it follows from the day of the reading too, so it holds until midnight.

    The day is London's, as shown to readers: `localdate(request.reading.at)`.
    """
    return _page(view, lambda request, **_: str(localdate(request.reading.at)))


def page_beside(beside: Callable[..., str]) -> Callable[[View], View]:
    """A public page that shows something which follows neither from the reading nor from the address.

    `beside` is asked with the view's arguments and says it in a text: the page holds while that stays the same.
    """
    return lambda view: _page(view, beside)


def public_file(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A file that anyone may take: as a public page, but sent piece by piece, and no copy of it is kept in memory.

    The view may raise Busy, which becomes 503 with the seconds after which to ask again.
    """

    @require_safe
    @wraps(view)
    def file(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        forget_cookies(request)
        request.reading = library.read()
        etag = etag_of(state_of(request.reading), address_of(request.META))
        answer: HttpResponseBase | None = not_modified(request, etag)
        if answer is None:
            try:
                answer = _answered(view, request, *args, **kwargs)
            except Busy:
                return errors.busy(request, RETRY_AFTER)
            if answer.status_code == 200:
                answer["ETag"] = etag
        answer["Cache-Control"] = "no-cache"
        return answer

    return file


def _nothing(request: PageRequest, **kwargs: Any) -> str:
    return ""


def _page(view: View, beside: Callable[..., str]) -> View:
    @require_safe
    @wraps(view)
    def page(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forget_cookies(request)
        request.reading = library.read()
        held, address = state_of(request.reading), address_of(request.META)
        request.searched = None
        if more := beside(request, **kwargs):
            address += f" {more}"
        etag = etag_of(held, address)
        if unchanged := not_modified(request, etag):
            return unchanged
        keep = settings.CASEBOOK_PAGE_CACHE
        answer = PAGES.get(held, address, request) if keep else None
        if answer is None:
            answer = _rendered(view, request, *args, **kwargs)
            if keep and answer.status_code == 200:
                answer = PAGES.put(held, address, request, answer, request.searched)
        if answer.status_code == 200:
            # One ETag for several codings can only be a weak one.
            answer["ETag"] = f"W/{etag}" if answer.has_header("Content-Encoding") else etag
            note_search(request)
        # Every copy asks first: an edit shows on the next request.
        answer["Cache-Control"] = "no-cache"
        return answer

    return page


def forget_cookies(request: HttpRequest) -> None:
    """Keep the middleware from mending a broken session or CSRF cookie here: a public page sets none, whatever came."""
    request.COOKIES.clear()
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)


def _rendered(view: View, request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    answer: HttpResponse = _answered(view, request, *args, **kwargs)
    if answer.status_code == 200:
        answer.content = INDENTING.sub(b"\n", answer.content.lstrip())
    return answer


def _answered(view: Callable[..., Any], request: PageRequest, *args: Any, **kwargs: Any) -> Any:
    """The view's answer, or what became of the address."""
    try:
        return view(request, *args, **kwargs)
    except (library.Missing, library.NoSuchPage):
        raise Http404 from None
    except library.Gone as gone:
        return errors.gone(request, gone.title)
    except library.Moved as moved:
        name = request.resolver_match.url_name if request.resolver_match else None
        to = [moved.slug, moved.part] if moved.part else [moved.slug]
        return HttpResponsePermanentRedirect(reverse(name, args=to))
