"""ETags of public pages, and the short answer to who has the page as it still is."""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from entries import library
from entries.serving.errors import is_json

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

SHOWN = (
    "CASEBOOK_NAME", "CASEBOOK_ORGANISATION", "CASEBOOK_CONTACT", "CASEBOOK_NHS_LOGO", "CASEBOOK_SEARCH_LOG",
    "TIME_ZONE",
)  # fmt: skip


def state_of(reading: library.Reading) -> str:
    """What all public pages follow from beside their address: another one whenever any of them may be another."""
    return f"{reading.token} {_build()}"


def address_of(environ: Environ) -> str:
    """The whole address as it was asked for, from a request's `META` or before there is a request."""
    scheme = f"{environ.get('wsgi.url_scheme')} {environ.get('HTTP_X_FORWARDED_PROTO', '')}"
    path = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"
    return f"{scheme} {environ.get('HTTP_HOST', '')}{path}"


def etag_of(state: str, address: str) -> str:
    """The strong ETag of the page at this address, as it stands uncompressed."""
    return f'"{hashlib.sha256(f"{state} {address}".encode()).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The 304 when the reader's copy bears this ETag, in whichever coding; else None."""
    held = request.META.get("HTTP_IF_NONE_MATCH", "").strip()  # `request.headers` would read all of them
    if held in ("", "*"):  # `*` asks whether there is a page at all, which is not known yet
        return None
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    if answer:
        for name, value in _told(etag, held):
            answer[name] = value
    return answer


def _told(etag: str, held: str) -> list[tuple[str, str]]:
    """What a 304 says: of its keeping, the same as the page itself; `held` is what the reader sent."""
    named = f"W/{etag}" if f"W/{etag}" in held else etag
    return [("ETag", named), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding")]


class Unchanged:
    """A WSGI application that answers who has the page as it still is, and leaves all others to the one it is given.

    An ETag follows from the state of the library and the address alone. Who sends the right one had it from that very
    address, so neither a view nor a request is needed to tell: to make one takes as long as all that is done here. The
    page's other headers stay in force with the copy. JSON is left to its views: its 304 bears a header of theirs.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The 304, or the application's answer."""
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held and environ["REQUEST_METHOD"] in ("GET", "HEAD") and not is_json(environ.get("PATH_INFO", "")):
            etag = self._etag(environ)
            # A browser sends the one that it has; lists are for the views to read.
            if etag and held in (etag, f"W/{etag}"):
                start_response("304 Not Modified", _told(etag, held))
                return []
        return self.application(environ, start_response)

    def _etag(self, environ: Environ) -> str:
        """The page's ETag now; "" when the database does not answer, which the application can tell as a page."""
        try:
            return etag_of(state_of(library.read(lately=True)), address_of(environ))
        except DatabaseError:
            return ""


def _build() -> str:
    # While templates are being written, every look at them counts.
    return _hash_of_build() if settings.DEBUG else _hash_once()


@cache
def _hash_once() -> str:
    return _hash_of_build()


def _hash_of_build() -> str:
    """What shows on pages beside the library's content: templates, our code, style sheets, settings, Django."""
    base = Path(settings.BASE_DIR)
    files = [
        *base.glob("templates/**/*.html"),
        *base.glob("entries/**/*.py"),
        *base.glob("entries/outlets/**/*.typ"),
        *base.glob("entries/outlets/**/*.css"),
        *base.glob("entries/outlets/**/*.json"),
        *base.glob("entries/outlets/**/*.txt"),
    ]
    found = hashlib.sha256(repr([django.VERSION, *(getattr(settings, name) for name in SHOWN)]).encode())
    found.update(getattr(staticfiles_storage, "manifest_hash", "").encode())
    for file in sorted(files):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]
