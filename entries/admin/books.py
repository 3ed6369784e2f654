"""Books as files, at the desk: which there are, made on request, and why one cannot be made."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse

from entries import library
from entries.admin.base import DeskAdmin, row_key
from entries.library.shapes import Book
from entries.outlets.book import FORMATS, BookFile, NotMade
from entries.serving import Busy

BUSY = "Another file is being made. Try again in a few seconds."


@dataclass(frozen=True, slots=True)
class Row:
    """A file: what it is, its name in the form, where readers find it; its size in bytes, None while it is not made."""

    label: str
    name: str
    url: str
    size: int | None
    file: BookFile


@dataclass(frozen=True, slots=True)
class Making:
    """How many of how many files were made, and which comes now."""

    done: int
    size: int
    now: str


class MakesBooks(DeskAdmin):
    """The page of an edition's files."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        view = self.admin_site.admin_view(self.files_view)
        return [path("<int:pk>/files/", view, name="entries_edition_files"), *super().get_urls()]

    def files_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """What there is; `?entry=` gives one story alone; a POST makes a file, for those who may change the Book."""
        edition = self.get_object(request, str(pk))
        if edition is None:
            raise Http404
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        may_make = self.has_change_permission(request, edition)
        reading = library.read()
        book = next((one for one in reading.books() if one.slug == edition.slug), None)
        rows = _rows(request, reading, book) if book else []
        if request.method == "POST":
            if not may_make:
                raise PermissionDenied
            if "all" in request.POST:
                return HttpResponseRedirect(f"{request.path}?making=0")
            _make(request, rows)
            return HttpResponseRedirect(request.path)
        if rows and may_make and "make" in request.GET:
            return _made_next(request, rows, row_key(request.GET["make"]))
        if book and "entry" in request.GET:
            return _story(request, BookFile(reading, _base(request), book.slug, "", "pdf", request.GET["entry"]))
        context = self.admin_site.each_context(request) | {
            "title": f"Files: {edition}", "opts": self.opts, "original": edition, "book": book, "rows": rows,
            "may_make": may_make, "stories": _stories(reading, book) if book else (),
            "making": _making(request, rows) if may_make else None,
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/edition/files.html", context)


def _making(request: HttpRequest, rows: list[Row]) -> Making | None:
    """How far all files are, when the address says that they are being made."""
    done = row_key(request.GET.get("making", ""))
    return Making(done, len(rows), rows[done].label) if "making" in request.GET and done < len(rows) else None


def _made_next(request: HttpRequest, rows: list[Row], number: int) -> HttpResponseRedirect:
    """Make one of all files and go on to the next; after the last, back to the page. Whoever stops loses nothing."""
    if number >= len(rows):
        return HttpResponseRedirect(request.path)
    row = rows[number]
    try:
        row.file.opened().close()
    except NotMade as error:
        messages.error(request, f"{row.label}: {error}")
    except Busy:
        return HttpResponseRedirect(f"{request.path}?making={number}")
    if number + 1 < len(rows):
        return HttpResponseRedirect(f"{request.path}?making={number + 1}")
    made = sum(1 for row in rows if row.file.size)
    messages.success(request, f"{made} of {len(rows)} files are made.")
    return HttpResponseRedirect(request.path)


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


def _stories(reading: library.Reading, book: Book) -> list[tuple[str, str]]:
    """The slug and title of each story of the Book, in its order. Two queries."""
    pages = reading.whole_book(book.slug).parts
    return [(story.card.slug, story.card.title) for page in pages for story in page.stories]


def _story(request: HttpRequest, file: BookFile) -> HttpResponseBase:
    """One story alone, or back to the page with a word on why not."""
    try:
        return FileResponse(file.opened(), as_attachment=True, filename=file.filename)
    except NotMade as error:
        messages.error(request, str(error))
    except Busy:
        messages.warning(request, BUSY)
    except (library.Missing, library.Moved, library.Gone):
        messages.warning(request, "There is no such story in this Book.")
    return HttpResponseRedirect(request.path)


def _rows(request: HttpRequest, reading: library.Reading, book: Book) -> list[Row]:
    def row(label: str, url: str, part: str, ending: str) -> Row:
        file = BookFile(reading, _base(request), book.slug, part, ending)
        return Row(f"{label}, {file.kind.name}", f"{part}.{ending}", url, file.size, file)

    whole = [row("The whole Book", reverse(f"book-{ending}", args=[book.slug]), "", ending) for ending in FORMATS]
    parts = (row(part.name, reverse("part-pdf", args=[book.slug, part.slug]), part.slug, "pdf") for part in book.parts)
    return [*whole, *parts]


def _make(request: HttpRequest, rows: list[Row]) -> None:
    """Make the file that the form names, and say what came of it."""
    row = next((one for one in rows if one.name == request.POST.get("file")), None)
    if row is None:
        messages.warning(request, "There is no such file. The Book may have changed.")
        return
    try:
        row.file.opened().close()
    except NotMade as error:
        messages.error(request, f"{row.label}: {error}")
    except Busy:
        messages.warning(request, BUSY)
    else:
        messages.success(request, f"{row.label}: made.")
