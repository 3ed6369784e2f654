"""What changes many things at once: its lines with links, shown before it is done; and the log of what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse

from entries.admin.base import LookAt, Named, row_key
from entries.admin.site import desk
from entries.editorial import upkeep
from entries.editorial.tidying import may_undo, undo
from entries.editorial.upkeep import Line
from entries.models import Upkeep

MOST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with the address of its row's page; "" when there is none."""

    line: Line
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a kind, under their name: how many there are, and the first `MOST`."""

    name: str
    lines: tuple[Shown, ...]
    count: int


def grouped(lines: Iterable[Line]) -> tuple[Group, ...]:
    """The lines by their groups, in the order they come in."""
    groups = ((name, list(of)) for name, of in groupby(lines, lambda one: one.group))
    return tuple(Group(name, tuple(Shown(one, _url(one)) for one in of[:MOST]), len(of)) for name, of in groups)


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
        if request.method == "POST":
            return self._undo(request, record)
        context = self.admin_site.each_context(request) | {
            "title": record.what[:200], "opts": self.opts, "record": record,
            "groups": grouped(upkeep.lines_of(record)), "may_undo": may_undo(record, request.user),
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/upkeep/record.html", context)

    def _undo(self, request: HttpRequest, record: Upkeep) -> HttpResponse:
        try:
            made = undo(record, request.user)
        except ValidationError as refused:
            messages.error(request, f"It was not undone: {' '.join(refused.messages)}")
            return HttpResponseRedirect(request.path)
        messages.success(request, f"Undone. {made.what}")
        return HttpResponseRedirect(reverse("admin:entries_upkeep_change", args=[made.pk]))
