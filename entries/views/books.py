"""Books and parts of them as files."""

import logging
from collections.abc import Callable
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from entries.outlets.book import FORMATS, Contents, NotMade, book_contents, part_contents
from entries.serving import PageRequest, made, public_file, size_of
from entries.serving.conditional import state_of
from entries.views.links import Link

# Shorter than a server waits for its worker (gunicorn: 30 seconds).
LONGEST = 25.0
FAILED = b"failed "

logger = logging.getLogger(__name__)


@public_file
def book_file(request: PageRequest, slug: str, ending: str) -> HttpResponseBase:
    """A whole Book."""
    page = reverse("edition", args=[slug])
    return _file(request, slug, "", ending, page, lambda base: book_contents(request.reading, slug, base))


@public_file
def part_file(request: PageRequest, slug: str, care_group: str) -> HttpResponseBase:
    """One care group's part of a Book."""
    page = reverse("part", args=[slug, care_group])
    return _file(
        request, slug, care_group, "pdf", page, lambda base: part_contents(request.reading, slug, care_group, base)
    )


def book_links(request: PageRequest, slug: str) -> tuple[Link, ...]:
    """The files of a Book, with type and, once they were made, size. No query."""
    return tuple(Link(_told(request, slug, "", ending), reverse(f"book-{ending}", args=[slug])) for ending in FORMATS)


def part_links(request: PageRequest, slug: str, care_group: str) -> tuple[Link, ...]:
    """The file of one part, with its type and, once it was made, its size. No query."""
    return (Link(_told(request, slug, care_group, "pdf"), reverse("part-pdf", args=[slug, care_group])),)


def sizes_of_book(request: PageRequest, slug: str) -> str:
    """What the page of a Book shows of its files."""
    return " ".join(link.text for link in book_links(request, slug))


def sizes_of_part(request: PageRequest, slug: str, care_group: str) -> str:
    """What the page of a part shows of its file."""
    return " ".join(link.text for link in part_links(request, slug, care_group))


def _told(request: PageRequest, slug: str, part: str, ending: str) -> str:
    size = size_of(state_of(request.reading), _name(request, slug, part, ending))
    return f"{FORMATS[ending].name} ({filesizeformat(size)})".replace("\xa0", " ") if size else FORMATS[ending].name


def _name(request: HttpRequest, slug: str, part: str, ending: str) -> str:
    return f"{request.scheme}://{request.get_host()} book {slug} {part} {ending}"


def _file(
    request: PageRequest, slug: str, part: str, ending: str, page: str, contents: Callable[[str], Contents]
) -> HttpResponseBase:
    """The file, made when it is not kept; that it cannot be made is kept too, so that nobody tries again in vain."""
    kind = FORMATS[ending]

    def fill(file: BinaryIO) -> None:
        try:
            file.write(kind.make(contents(request.build_absolute_uri("/").removesuffix("/")), LONGEST))
        except NotMade as error:
            logger.warning("%s", error)
            file.write(FAILED + str(error).encode())

    file = made(state_of(request.reading), _name(request, slug, part, ending), fill)
    if file.read(len(kind.begins)) != kind.begins:
        file.close()
        return _not_made(request, kind.name, page)
    file.seek(0)
    name = "-".join(one for one in ("big-book", slug, part) if one)
    return FileResponse(file, filename=f"{name}.{ending}", content_type=kind.media_type)


def _not_made(request: PageRequest, kind: str, page: str) -> HttpResponse:
    """503: something in the Book cannot be set. The log says what; readers are sent to the page."""
    return render(request, "entries/not_made.html", {"kind": kind, "page": page}, status=503)
