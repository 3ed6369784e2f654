"""The JSON addresses: the same reading, the same conditional answers as the pages, open to any site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from entries.api import serial
from entries.filters import BadParameter, query_of, selection_of
from entries.serving import PageRequest, Problem, as_json, public_page

BAD_PARAMETER = Problem(400, "bad-parameter", "A parameter cannot be read.")
UNKNOWN_VALUE = Problem(400, "unknown-value", "A filter has a value that the library does not know.")


def public_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page whose answer scripts of any site may read."""
    page = public_page(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = page(request, *args, **kwargs)
        found["Access-Control-Allow-Origin"] = "*"
        return found

    return answer


@public_json
def entry_list(request: PageRequest) -> JsonResponse:
    """Entries, filtered and searched as on the page; what the page forgives is 400 here."""
    try:
        selection = selection_of(request.GET, strict=True)
    except BadParameter as bad:
        return as_json(BAD_PARAMETER, str(bad))
    found = request.reading.results(selection)
    if found.unknown:
        facet, slug = found.unknown[0]
        return as_json(UNKNOWN_VALUE, f"{facet}: the library has no “{slug}”.")
    return JsonResponse(serial.results(found, reverse("api-entries"), lambda page: query_of(selection, page=page)))


@public_json
def entry(request: PageRequest, slug: str) -> JsonResponse:
    """One entry in full."""
    return JsonResponse(serial.story(request.reading.story(slug)))


@public_json
def edition_list(request: PageRequest) -> JsonResponse:
    """The Books that are out."""
    return JsonResponse({"results": [serial.book(book) for book in request.reading.books()]})


@public_json
def edition(request: PageRequest, slug: str) -> JsonResponse:
    """One Book."""
    return JsonResponse(serial.book(request.reading.book(slug)))


@public_json
def suggest(request: PageRequest) -> JsonResponse:
    """Completions of the words typed so far, at most ten: a list of texts."""
    return JsonResponse(request.reading.suggestions(selection_of(request.GET).q), safe=False)
