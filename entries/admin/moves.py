"""An entry's moves at the desk: publish and withdraw, one or many, and a look at the draft as readers would see it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries import library
from entries.admin.base import DeskAdmin, not_there
from entries.admin.waiting import differences
from entries.admin.widgets import Moment
from entries.editorial import actions
from entries.models import Entry, Status


class MoveForm(forms.Form):
    """Why it is done; kept with the history."""

    why = forms.CharField(
        label="Why", required=False, max_length=200, help_text="Kept with the history. The team confirmed it, say."
    )


class PublishForm(MoveForm):
    """From when, and why."""

    at = forms.DateTimeField(
        label="From",
        required=False,
        widget=Moment,
        help_text="London time. Leave it empty for now; an entry of a Book takes the Book's date.",
    )
    field_order = ["at", "why"]


class WithdrawForm(MoveForm):
    """Why it is taken down."""


class Moves(DeskAdmin):
    """Pages and bulk actions that call the editorial actions."""

    actions = ["publish_chosen", "withdraw_chosen"]

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        ours = [("publish", self.publish_view), ("withdraw", self.withdraw_view), ("preview", self.preview_view)]
        return [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"entries_entry_{name}")
            for name, view in ours
        ] + super().get_urls()

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether this person may publish and withdraw."""
        return actions.may_publish(request.user)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask from when and why, then publish the draft."""
        return self._move(request, pk, PublishForm, "publish", actions.publish, _published)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then take the entry from readers' view."""
        return self._move(request, pk, WithdrawForm, "withdraw", actions.withdraw, _withdrawn)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft on the public page's template. Nothing is saved."""
        return require_safe(self._preview)(request, pk)

    @admin.action(description="Publish the chosen entries", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: Any) -> None:
        """Publish each; says how many, and which could not be and why."""
        self._each(request, queryset, actions.publish, "published")

    @admin.action(description="Withdraw the chosen entries", permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: Any) -> None:
        """Withdraw each; says how many, and which could not be and why."""
        self._each(request, queryset, actions.withdraw, "withdrawn")

    def _found(self, request: HttpRequest, pk: int) -> Entry | None:
        entry = self.get_object(request, str(pk))
        if entry is not None and not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def _move(
        self,
        request: HttpRequest,
        pk: int,
        form_class: type[forms.Form],
        name: str,
        move: Callable[..., None],
        said: Callable[[Entry], str],
    ) -> HttpResponse:
        entry = self._found(request, pk)
        if entry is None:
            return not_there(request)
        form = form_class(request.POST if request.method == "POST" else None)
        back = HttpResponseRedirect(reverse("admin:entries_entry_change", args=[pk]))
        if not actions.may_publish(request.user):
            messages.error(request, "Only a publisher may publish or withdraw an entry. Nothing was changed.")
            return back
        if request.method == "POST" and form.is_valid():
            try:
                move(entry, user=request.user, **form.cleaned_data)
            except (ValidationError, PermissionDenied) as refused:
                messages.error(request, _words(refused))
                return back
            messages.success(request, said(entry))
            return back
        context = self.admin_site.each_context(request) | {
            "title": entry.title, "entry": entry, "form": form, "opts": self.opts, "move": name,
            "published": entry.status == Status.PUBLISHED, "differences": differences(entry),
        }  # fmt: skip
        return TemplateResponse(request, f"admin/entries/entry/{name}.html", context)

    def _preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self._found(request, pk)
        if entry is None:
            return not_there(request)
        reading = library.read()
        # As on a public page: the templates' context processor takes the site's name from it.
        request.reading = reading  # type: ignore[attr-defined]
        story = library.preview(entry, reading.own)
        shown = story.card.edition.slug if story.card.edition else ""
        book = next((book for book in reading.books() if book.slug == shown), None)
        context = {"section": "books" if book else "find", "story": story, "book": book, "others": ()}
        return TemplateResponse(request, "entries/entry.html", context)

    def _each(self, request: HttpRequest, entries: Iterable[Entry], move: Callable[..., None], done: str) -> None:
        moved, refused = 0, []
        for entry in entries:
            try:
                move(entry, user=request.user)
                moved += 1
            except (ValidationError, PermissionDenied) as why:
                refused.append(f"“{entry.title}”: {_words(why)}")
        if moved:
            messages.success(request, f"{moved} {'entry was' if moved == 1 else 'entries were'} {done}.")
        for line in refused:
            messages.error(request, f"Not {done}: {line}")


def _published(entry: Entry) -> str:
    if library.is_visible(entry, timezone.now()):
        return f"Readers see “{entry.title}” as it stands now."
    return f"“{entry.title}” is published, but not shown yet: its moment or its Book's has to come."


def _withdrawn(entry: Entry) -> str:
    return f"Readers no longer see “{entry.title}”."


def _words(refused: Exception) -> str:
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
