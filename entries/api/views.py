"""The JSON addresses: the same reading, the same conditional answers as the pages."""

from django.http import JsonResponse
from django.urls import reverse

from entries.api import serial
from entries.filters import BadParameter, query_of, selection_of
from entries.views.caching import PageRequest, public_page


@public_page
def entry_list(request: PageRequest) -> JsonResponse:
    """Entries, filtered and searched as on the page; what the page forgives is 400 here."""
    try:
        selection = selection_of(request.GET, strict=True)
    except BadParameter as bad:
        return refusal(400, "bad-parameter", str(bad))
    found = request.reading.results(selection)
    if found.unknown:
        facet, slug = found.unknown[0]
        return refusal(400, "unknown-value", f"{facet}: the library has no “{slug}”.")
    address = reverse("api-entries")
    return JsonResponse(serial.results(found, address, lambda page: query_of(selection, page=page)))


@public_page
def entry(request: PageRequest, slug: str) -> JsonResponse:
    """One entry in full."""
    return JsonResponse(serial.story(request.reading.story(slug)))


@public_page
def edition_list(request: PageRequest) -> JsonResponse:
    """The Books that are out."""
    return JsonResponse({"results": [serial.book(book) for book in request.reading.books()]})


@public_page
def edition(request: PageRequest, slug: str) -> JsonResponse:
    """One Book."""
    return JsonResponse(serial.book(request.reading.book(slug)))


def refusal(status: int, code: str, message: str) -> JsonResponse:
    """An error as the contract writes it."""
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)
