"""The map of where projects come from."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render

from entries.filters import selection_of
from entries.outlets.map import region_map as drawn
from entries.serving import PageRequest, public_page
from entries.serving.context import page_address
from entries.views.library import trail
from entries.views.links import Link, address, address_in


@public_page
def region_map(request: PageRequest) -> HttpResponse:
    """The regions with the entries of each, of the selection in the address; words alone where there is one region."""
    reading = request.reading
    selection = replace(selection_of(request.GET), page=1, page_size=1, sort="")
    results = reading.results(selection)
    asked = replace(selection, page_size=20)

    def within(region: str, organisation: str = "") -> str:
        chosen = {"region": (region,)} | ({"organisation": (organisation,)} if organisation else {})
        return address(asked, **chosen)

    return render(
        request,
        "entries/map.html",
        {
            "section": "map",
            "trail": trail(Link("Find a project", page_address("browse"))),
            "map": drawn(results, reading.regions(), reading.organisations(), within) if reading.has_regions else None,
            "words": selection.q,
            "chips": [Link(one.name, address_in("map", asked.without(one.facet, one.slug))) for one in results.chips],
            "clear": page_address("map"),
            "browse": address(asked),
            "canonical": request.build_absolute_uri(address_in("map", asked)),
        },
    )
