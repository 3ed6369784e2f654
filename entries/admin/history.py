"""An entry's history at the desk: every version, who made it and why, and bringing one back as the draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from reversion.models import Version

from entries.admin.base import DeskAdmin, may_bring, not_there, row_key
from entries.editorial.comparing import compare
from entries.editorial.restoring import bring_back
from entries.models import Entry


def files_of(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    """The files that an entry came from, the latest first, and whether this person may have them; one query."""
    came_from = entry.came_from.select_related("file", "decided_by").defer("draft", "source").order_by("-decided_at")
    return {"came_from": came_from, "may_bring": may_bring(request.user)}


class History(DeskAdmin):
    """History and its buttons."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        return [
            path("deleted/", wrap(self.deleted_view), name="entries_entry_deleted"),
            path("<int:pk>/compare/", wrap(self.compare_view), name="entries_entry_compare"),
            path("bring-back/<int:version_pk>/", wrap(self.bring_back_view), name="entries_entry_bring_back"),
            *super().get_urls(),
        ]

    def versions(self, entry: Entry) -> QuerySet[Version]:
        """The kept versions of an entry, newest first, without their wide contents."""
        kept = Version.objects.get_for_object(entry).select_related("revision__user")
        return kept.defer("serialized_data")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every kept version, newest first."""
        entry = self.get_object(request, object_id)
        if entry is None:
            return not_there(request)
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        versions = list(self.versions(entry))
        context = {"entry": entry, "title": f"History: {entry.title}", "versions": versions}
        context |= {"may_restore": self.has_change_permission(request, entry), "comparing": len(versions) > 1}
        context |= files_of(request, entry)
        return self._page(request, "history", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two kept versions (`from` and `to`) field by field, the older first however they were asked for."""
        entry = self.get_object(request, str(pk))
        if entry is None:
            return not_there(request)
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        kept = Version.objects.get_for_object(entry).select_related("revision__user")
        found = [kept.filter(pk=row_key(request.GET.get(name, ""))).first() for name in ("from", "to")]
        if None in found:
            messages.warning(request, "Choose two versions to compare.")
            return HttpResponseRedirect(reverse("admin:entries_entry_history", args=[pk]))
        older, newer = sorted((one for one in found if one is not None), key=lambda one: one.pk)
        context = {"entry": entry, "title": f"What changed: {entry.title}", "older": older, "newer": newer}
        return self._page(request, "compare", context | {"differences": compare(older, newer)})

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """Drafts that were deleted and can be brought back."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        gone = Version.objects.get_deleted(Entry).select_related("revision__user").defer("serialized_data")
        return self._page(request, "deleted", {"title": "Deleted drafts", "versions": gone, "may_restore": True})

    def bring_back_view(self, request: HttpRequest, version_pk: int) -> HttpResponse:
        """Make the draft what it was in a version; readers see nothing of it."""
        version = get_object_or_404(Version.objects.get_for_model(Entry), pk=version_pk)
        if request.method != "POST":
            raise Http404
        now = Entry.objects.filter(pk=version.object_id).first()
        if not (self.has_change_permission(request, now) if now else self.has_add_permission(request)):
            raise PermissionDenied
        try:
            entry = bring_back(version, user=request.user)
        except ValidationError as refused:
            messages.error(request, f"This version could not be brought back: {' '.join(refused.messages)}")
            return HttpResponseRedirect(reverse("admin:entries_entry_changelist"))
        messages.success(request, "The draft is as it was in that version. Readers see it once it is published.")
        return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[entry.pk]))

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/entries/entry/{name}.html", common | context)
