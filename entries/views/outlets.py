"""The library taken along: the feed of any filter or search."""

from dataclasses import replace

from django.http import HttpResponse

from entries.filters import selection_of
from entries.outlets import feed, naming
from entries.serving import PageRequest, public_page
from entries.views.links import address, address_in


@public_page
def entries_feed(request: PageRequest) -> HttpResponse:
    """The entries of a selection in full, newest first unless it asks for another order."""
    asked = selection_of(request.GET)
    found = request.reading.results(replace(asked, sort=asked.sort or "newest"))
    words = naming.in_words(asked, found)

    def page(number: int) -> str:
        if not 1 <= number <= found.pages:
            return ""
        return request.build_absolute_uri(address_in("feed", asked, page=number))

    shown = feed.FeedPage(
        title=f"{request.reading.site.name}: {words or 'all projects'}",
        page=request.build_absolute_uri(address(asked)),
        url=page(found.page),
        previous=page(found.page - 1),
        next=page(found.page + 1),
        changed_at=request.reading.changed_at,
    )
    xml = feed.atom(request.reading.in_full(found.cards), shown, request.reading.site)
    return HttpResponse(xml, content_type=feed.CONTENT_TYPE)
