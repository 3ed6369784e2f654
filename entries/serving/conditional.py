"""ETags of public pages, and the short answer to who has the page as it still is."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from entries import library
from entries.serving.errors import wants_json

SHOWN = (
    "CASEBOOK_NAME", "CASEBOOK_ORGANISATION", "CASEBOOK_CONTACT", "CASEBOOK_NHS_LOGO", "CASEBOOK_SEARCH_LOG",
    "TIME_ZONE",
)  # fmt: skip


def state_of(reading: library.Reading) -> str:
    """What all public pages follow from beside their address: another one whenever any of them may be another."""
    return f"{reading.token} {_build()}"


def address_of(request: HttpRequest) -> str:
    """The whole address asked for. Raises DisallowedHost for a host that is none of ours."""
    return f"{request.scheme}://{request.get_host()}{request.get_full_path()}"


def etag_of(state: str, address: str) -> str:
    """The strong ETag of the page at this address, as it stands uncompressed."""
    return f'"{hashlib.sha256(f"{state} {address}".encode()).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The 304 when the reader's copy bears this ETag, in whichever coding; else None."""
    held = request.META.get("HTTP_IF_NONE_MATCH", "").strip()  # `request.headers` would read all of them
    if held in ("", "*"):  # `*` asks whether there is a page at all, which is not known yet
        return None
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    return _told(answer, etag, held) if answer else None


def _told(answer: HttpResponse, etag: str, held: str) -> HttpResponse:
    """The answer with what the page itself would say of its keeping; `held` is what the reader sent."""
    answer["ETag"] = f"W/{etag}" if f"W/{etag}" in held else etag
    answer["Cache-Control"] = "no-cache"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


class UnchangedMiddleware:
    """Answers who has the page as it still is, before anything else is done for the request.

    An ETag follows from the state of the library and the address alone. Who sends the right one had it from that very
    address, so no view is needed to tell. JSON is left to its views: its 304 bears a header of theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The 304, or the answer of all that comes after."""
        held = request.META.get("HTTP_IF_NONE_MATCH")
        if held and request.method in ("GET", "HEAD") and not wants_json(request):
            reading = library.read()
            etag = etag_of(state_of(reading), address_of(request))
            # A browser sends the one that it has; lists are for the views to read.
            if held in (etag, f"W/{etag}"):
                return _told(HttpResponseNotModified(), etag, held)
            request.reading = reading  # type: ignore[attr-defined]
        return self.get_response(request)


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
