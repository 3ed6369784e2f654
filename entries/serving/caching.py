"""Public pages: one reading of the library each, 304 when nothing changed, and rendered pages kept while they hold."""

import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from entries import library
from entries.serving import errors
from entries.serving.kept import KeptPages
from entries.serving.searches import PageRequest, note_search

SHOWN = (
    "CASEBOOK_NAME", "CASEBOOK_ORGANISATION", "CASEBOOK_CONTACT", "CASEBOOK_NHS_LOGO", "CASEBOOK_SEARCH_LOG",
    "TIME_ZONE",
)  # fmt: skip
PAGES = KeptPages()
# Templates are indented for those who write them; a list page would weigh a quarter more. No page has `pre`.
INDENTING = re.compile(rb"\n\s+")


View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that anyone may read: GET and HEAD only, and the library's Missing, Moved and Gone become 404, 301, 410.

    The page must follow from the reading and the address alone: no cookie, no clock.
    """
    return _page(view, dated=False)


def dated_page(view: View) -> View:
    """A public page that says what day it is: it follows from the day of the reading too, so it holds until midnight.

    The day is London's, as shown to readers: `localdate(request.reading.at)`.
    """
    return _page(view, dated=True)


def _page(view: View, *, dated: bool) -> View:
    @require_safe
    @wraps(view)
    def page(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _forget_cookies(request)
        request.reading = library.read()
        request.searched = None
        held = f"{request.reading.token} {_build()}"
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        if dated:
            address += f" {localdate(request.reading.at)}"
        etag = f'"{hashlib.sha256(f"{held} {address}".encode()).hexdigest()[:32]}"'
        if unchanged := not_modified(request, etag):
            return unchanged
        keep = settings.CASEBOOK_PAGE_CACHE
        answer = PAGES.get(held, address, request) if keep else None
        if answer is None:
            answer = _rendered(view, request, *args, **kwargs)
            if keep and answer.status_code == 200:
                answer = PAGES.put(held, address, request, answer, request.searched)
        if answer.status_code == 200:
            # One ETag for two encodings can only be a weak one.
            answer["ETag"] = f"W/{etag}" if answer.has_header("Content-Encoding") else etag
            note_search(request)
        # Every copy asks first: an edit shows on the next request.
        answer["Cache-Control"] = "no-cache"
        return answer

    return page


def _forget_cookies(request: HttpRequest) -> None:
    """Keep the middleware from mending a broken session or CSRF cookie here: a public page sets none, whatever came."""
    request.COOKIES.clear()
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The 304 when the reader's copy bears this ETag, else None."""
    if "HTTP_IF_NONE_MATCH" not in request.META:  # `request.headers` would read all of them
        return None
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    if answer is not None:
        answer["ETag"] = etag
        answer["Cache-Control"] = "no-cache"
    return answer


def _rendered(view: View, request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        answer = view(request, *args, **kwargs)
        answer.content = INDENTING.sub(b"\n", answer.content.lstrip())
        return answer
    except (library.Missing, library.NoSuchPage):
        raise Http404 from None
    except library.Gone as gone:
        return errors.gone(request, gone.title)
    except library.Moved as moved:
        name = request.resolver_match.url_name if request.resolver_match else None
        to = [moved.slug, moved.part] if moved.part else [moved.slug]
        return HttpResponsePermanentRedirect(reverse(name, args=to))


def _build() -> str:
    # While templates are being written, every look at them counts.
    return _hash_of_build() if settings.DEBUG else _hash_once()


@cache
def _hash_once() -> str:
    return _hash_of_build()


def _hash_of_build() -> str:
    """What shows on pages beside the library's content: templates, our code, style sheets, settings, Django."""
    base = Path(settings.BASE_DIR)
    files = [*base.glob("templates/**/*.html"), *base.glob("entries/**/*.py")]
    found = hashlib.sha256(repr([django.VERSION, *(getattr(settings, name) for name in SHOWN)]).encode())
    found.update(getattr(staticfiles_storage, "manifest_hash", "").encode())
    for file in sorted(files):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]
