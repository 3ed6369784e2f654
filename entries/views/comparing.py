"""A reader's list of projects, which lives in its address alone, and those on it side by side."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from entries.filters import LONGEST_SLUG, selection_of
from entries.library import Card, Selection
from entries.outlets.comparison import MOST, side_by_side
from entries.serving import PageRequest, public_page
from entries.serving.context import page_address
from entries.views.library import trail
from entries.views.links import Link

MOST_LISTED = 8
MOST_OFFERED = 10
LONGEST_SHOWN = 60


@public_page
def compare(request: PageRequest) -> HttpResponse:
    """The projects that the address names: the first four side by side, and a search to add others."""
    asked = _asked(request.GET)
    found = request.reading.shortlist(asked[:MOST_LISTED])
    cards = [entry.story.card for entry in found.entries]
    slugs = [card.slug for card in cards]
    words = selection_of(request.GET).q
    room = len(slugs) < MOST_LISTED
    return render(
        request,
        "entries/compare.html",
        {
            "section": "find",
            "trail": trail(Link("Find a project", page_address("browse"))),
            "listed": [(card, list_address(one for one in slugs if one != card.slug)) for card in cards],
            "slugs": slugs,
            "aspects": side_by_side(found.entries),
            "beside": min(len(cards), MOST),
            "waiting": len(cards) > MOST,
            "gone": found.gone,
            "missing": [slug[:LONGEST_SHOWN] for slug in found.missing],
            "left_out": len(asked) > MOST_LISTED,
            "most": MOST_LISTED,
            "address": request.build_absolute_uri(list_address(slugs)) if slugs else "",
            "words": words,
            "room": room,
            "offers": _offers(request, words, slugs) if room else [],
            "canonical": "" if request.GET else request.build_absolute_uri(request.path),
        },
    )


def list_address(slugs: Any) -> str:
    """The address of a list."""
    query = urlencode([("entry", slug) for slug in slugs])
    return page_address("compare") + (f"?{query}" if query else "")


def _asked(data: QueryDict) -> list[str]:
    """The slugs of the address, each once."""
    slugs = (slug.strip()[:LONGEST_SLUG].replace("\0", "\ufffd") for slug in data.getlist("entry"))
    return list(dict.fromkeys(slug for slug in slugs if slug))


def _offers(request: PageRequest, words: str, slugs: list[str]) -> list[tuple[Card, str]]:
    """What could be added: what the words find; each with the address of the list that it would be on."""
    if not words:
        return []
    cards = request.reading.results(Selection(q=words, page_size=MOST_OFFERED)).cards
    return [(card, list_address([*slugs, card.slug])) for card in cards if card.slug not in slugs]
