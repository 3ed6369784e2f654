"""Books and parts of them as files."""

import logging

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from entries.outlets.book import FORMATS, BookFile, NotMade
from entries.serving import PageRequest, public_file
from entries.views.links import Link

logger = logging.getLogger(__name__)


@public_file
def book_file(request: PageRequest, slug: str, ending: str) -> HttpResponseBase:
    """A whole Book."""
    return _given(request, _file(request, slug, "", ending), reverse("edition", args=[slug]))


@public_file
def part_file(request: PageRequest, slug: str, care_group: str) -> HttpResponseBase:
    """One care group's part of a Book."""
    return _given(request, _file(request, slug, care_group, "pdf"), reverse("part", args=[slug, care_group]))


def book_links(request: PageRequest, slug: str) -> tuple[Link, ...]:
    """The files of a Book, with type and, once they were made, size. No query."""
    files = (_file(request, slug, "", ending) for ending in FORMATS)
    return tuple(Link(_told(file), reverse(f"book-{file.ending}", args=[slug])) for file in files)


def part_links(request: PageRequest, slug: str, care_group: str) -> tuple[Link, ...]:
    """The file of one part, with its type and, once it was made, its size. No query."""
    return (Link(_told(_file(request, slug, care_group, "pdf")), reverse("part-pdf", args=[slug, care_group])),)


def sizes_of_book(request: PageRequest, slug: str) -> str:
    """What the page of a Book shows of its files."""
    return " ".join(link.text for link in book_links(request, slug))


def sizes_of_part(request: PageRequest, slug: str, care_group: str) -> str:
    """What the page of a part shows of its file."""
    return " ".join(link.text for link in part_links(request, slug, care_group))


def _file(request: PageRequest, slug: str, part: str, ending: str) -> BookFile:
    return BookFile(request.reading, request.build_absolute_uri("/").removesuffix("/"), slug, part, ending)


def _told(file: BookFile) -> str:
    size = file.size
    return f"{file.kind.name} ({filesizeformat(size)})".replace("\xa0", " ") if size else file.kind.name


def _given(request: PageRequest, file: BookFile, page: str) -> HttpResponseBase:
    """The file. 503 for one that cannot be made: the log says why, readers are sent to the page."""
    try:
        return FileResponse(file.opened(), filename=file.filename, content_type=file.kind.media_type)
    except NotMade as error:
        logger.warning("%s: %s", request.path, error)
        return render(request, "entries/not_made.html", {"kind": file.kind.name, "page": page}, status=503)
