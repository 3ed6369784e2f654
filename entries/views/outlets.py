"""The library taken along: any filter or search as a feed and as a sheet."""

from dataclasses import replace
from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from entries.filters import query_of, selection_of
from entries.outlets import feed, naming, sheet
from entries.serving import PageRequest, made, public_file, public_page
from entries.serving.conditional import state_of
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


@public_file
def entries_sheet(request: PageRequest, ending: str) -> HttpResponseBase:
    """Every entry of a selection as a row of a CSV or Excel file, in its order. 400 when they are too many."""
    selection = replace(selection_of(request.GET), page=1)
    if (count := request.reading.count(selection)) > sheet.MOST_ROWS:
        shown = {"count": count, "most": sheet.MOST_ROWS, "page": address(selection)}
        return render(request, "entries/too_many.html", shown, status=400)
    base = request.build_absolute_uri("/").removesuffix("/")
    kind, write = sheet.FORMATS[ending]

    def fill(file: BinaryIO) -> None:
        regions = {one.slug: one.region for one in request.reading.organisations()}
        write(sheet.rows(request.reading.all_in_full(selection), regions, base), file)

    file = made(state_of(request.reading), f"{base} {ending} {query_of(selection)}", fill)
    return FileResponse(file, as_attachment=True, filename=f"entries.{ending}", content_type=kind)
