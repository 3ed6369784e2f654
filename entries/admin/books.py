"""Books as files, at the desk: which there are, made on request, and why one cannot be made."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from entries import library
from entries.admin.base import DeskAdmin
from entries.library.shapes import Book
from entries.outlets.book import FORMATS, BookFile, NotMade
from entries.serving import Busy


@dataclass(frozen=True, slots=True)
class Row:
    """A file: what it is, its name in the form, where readers find it; its size in bytes, None while it is not made."""

    label: str
    name: str
    url: str
    size: int | None
    file: BookFile


class MakesBooks(DeskAdmin):
    """The page of an edition's files."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        view = self.admin_site.admin_view(self.files_view)
        return [path("<int:pk>/files/", view, name="entries_edition_files"), *super().get_urls()]

    def files_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What there is; a POST makes one of them, for those who may change the Book."""
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
            _make(request, rows)
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": f"Files: {edition}", "opts": self.opts, "original": edition, "book": book, "rows": rows,
            "may_make": may_make,
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/edition/files.html", context)


def _rows(request: HttpRequest, reading: library.Reading, book: Book) -> list[Row]:
    base = request.build_absolute_uri("/").removesuffix("/")

    def row(label: str, url: str, part: str, ending: str) -> Row:
        file = BookFile(reading, base, book.slug, part, ending)
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
        messages.warning(request, "Another file is being made. Try again in a few seconds.")
    else:
        messages.success(request, f"{row.label}: made.")
