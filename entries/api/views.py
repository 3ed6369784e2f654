"""The JSON addresses: the same reading, the same conditional answers as the pages, open to any site."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from entries.api import serial
from entries.filters import BadParameter, query_of, selection_of
from entries.library import Reading, Selection
from entries.outlets.openapi import document
from entries.serving import PageRequest, Problem, as_json, public_page

BAD_PARAMETER = Problem(400, "bad-parameter", "A parameter cannot be read.")
UNKNOWN_VALUE = Problem(400, "unknown-value", "A filter has a value that the library does not know.")


class Example(NamedTuple):
    """Words and where they lead."""

    text: str
    url: str


def public_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page whose answer scripts of any site may read."""
    page = public_page(view)

    # Whatever would change something is refused with 405 by the page: there is nothing to forge.
    @csrf_exempt
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
def openapi(request: PageRequest) -> JsonResponse:
    """The description of all this."""
    base = request.build_absolute_uri("/").removesuffix("/")
    facets = request.reading.results(Selection(page_size=1)).facets
    return JsonResponse(document(base, request.reading.site, facets))


@public_page
def guide(request: PageRequest) -> HttpResponse:
    """The same for people: what there is, with examples that run."""
    context = {
        "section": "about",
        "trail": (Example("Home", reverse("home")), Example("About", reverse("about"))),
        "examples": _examples(request.reading),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "entries/api.html", context)


def _examples(reading: Reading) -> tuple[Example, ...]:
    """Questions that this library has answers to."""
    found = [Example("The newest entries", reverse("api-entries"))]
    if themes := reading.tags("theme"):
        most = max(themes, key=lambda one: one.count)
        name = most.name.lower()
        found.append(Example(f"Five on {name}, A to Z", f"{found[0].url}?theme={most.slug}&sort=title&page_size=5"))
        found.append(Example(f"A search for “{name}”", f"{found[0].url}?{urlencode({'q': name})}"))
    if newest := reading.results(Selection(page_size=1)).cards:
        found.append(Example("One entry in full", reverse("api-entry", args=[newest[0].slug])))
    found.append(Example("The Books", reverse("api-editions")))
    found += [Example(book.title, reverse("api-edition", args=[book.slug])) for book in reading.books()[:1]]
    return (*found, Example("Completions of “wo”", f"{reverse('suggest')}?q=wo"))


@public_json
def suggest(request: PageRequest) -> JsonResponse:
    """Completions of the words typed so far, at most ten: a list of texts."""
    return JsonResponse(request.reading.suggestions(selection_of(request.GET).q), safe=False)
