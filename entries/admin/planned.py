"""What changes many things at once: its lines with links, shown before it is done; and the log of what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse

from entries.admin.base import LookAt, Named, row_key
from entries.admin.site import desk
from entries.editorial import upkeep
from entries.editorial.upkeep import Line
from entries.models import Upkeep


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with the address of its row's page; "" when there is none."""

    line: Line
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a kind, under their name."""

    name: str
    lines: tuple[Shown, ...]


def grouped(lines: Iterable[Line]) -> tuple[Group, ...]:
    """The lines by their groups, in the order they come in."""
    return tuple(
        Group(name, tuple(Shown(line, _url(line)) for line in of)) for name, of in groupby(lines, lambda one: one.group)
    )


def _url(line: Line) -> str:
    try:
        return reverse(f"admin:entries_{line.of}_change", args=[line.pk]) if line.of and line.pk else ""
    except NoReverseMatch:
        return ""


@admin.register(Upkeep, site=desk)
class UpkeepAdmin(LookAt, Named):
    """The log: to look at, and to undo what can be undone."""

    list_display = ["what", "kind", "by", "at", "why"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    search_fields = ["what", "why"]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """One change with all its lines."""
        record = Upkeep.objects.select_related("by").filter(pk=row_key(object_id)).first()
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": record.what, "opts": self.opts, "record": record, "groups": grouped(upkeep.lines_of(record)),
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/upkeep/record.html", context)
