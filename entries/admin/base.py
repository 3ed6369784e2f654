"""What every page of the desk has in common: one transaction, one revision, one set of addresses."""

from contextlib import ExitStack, contextmanager
from typing import Any

import reversion
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from js_asset import Media, Script

from entries import library
from entries.admin.widgets import WIDGETS, Picker, Safely
from entries.importers.options import NEEDED
from entries.models.fields import Retirable
from entries.models.slugs import refuse_taken

LONGEST_KEY = 19  # digits that a database's whole number may lack


class SluggedForm(forms.ModelForm):
    """A form of something with an address: one that leads elsewhere is refused in words."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        refuse_retired(self)
        if "slug" in self.cleaned_data:
            try:
                refuse_taken(self.instance)
            except ValidationError as refused:
                self.add_error(None, refused)


class Named(admin.ModelAdmin):
    """A list is called what it lists, not "Select user to change"."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Django's, under that name."""
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title} | (extra_context or {}))


class LookAt(admin.ModelAdmin):
    """Rows to look at, which the site itself writes."""

    class Media:
        js = [Script("desk/desk.js", type="module")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class DeskAdmin(Safely, Named):
    """Writes end with readers' view refreshed and one revision kept; the editor's import map bears the nonce."""

    formfield_overrides = WIDGETS

    class Media:
        js = [Script("desk/desk.js", type="module")]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Django's, as one write."""
        with self._written(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Django's, as one write."""
        with self._written(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Django's; actions on many rows are one transaction, and keep a revision for each row."""
        with self._written(request, revision=False):
            return super().changelist_view(request, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's; without the nonce the policy blocks the editor's import map."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's, with our picker where one searches."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Picker(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """An address follows the name only until it is first saved."""
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's; history says the same."""
        return self._remembered(super().log_addition(request, obj, message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's; history says the same."""
        return self._remembered(super().log_change(request, obj, message))

    def _remembered(self, entry: Any) -> Any:
        if reversion.is_active():
            reversion.set_comment(entry.get_change_message())
        return entry

    @contextmanager
    def _written(self, request: HttpRequest, revision: bool = True) -> Any:
        with ExitStack() as stack:
            if request.method == "POST":
                stack.enter_context(library.writing(user=request.user))
                if revision:
                    stack.enter_context(reversion.create_revision())
                    reversion.set_user(request.user)
            yield


def refuse_retired(form: Any) -> None:
    """Say in words that a name is retired which the form would use anew; what had it before keeps it."""
    for name in form.changed_data:
        chosen, before = form.cleaned_data.get(name), form.initial.get(name)
        kept = {getattr(one, "pk", one) for one in (before if isinstance(before, list) else [before])}
        for one in [chosen] if isinstance(chosen, Retirable) else chosen if isinstance(chosen, QuerySet) else ():
            if isinstance(one, Retirable) and one.retired and one.pk not in kept:
                form.add_error(name, f"“{one.name}” is retired: what has it keeps it, and nothing else gets it.")


def may_bring(user: Any) -> bool:
    """Whether this person may bring entries in: as the command asks, without which nothing is read either."""
    return bool(user.is_active and all(user.has_perm(name) for name in NEEDED))


def row_key(text: str) -> int:
    """The key of a row that a request names; 0, which no row has, when it is none."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_KEY else 0


def not_there(request: HttpRequest) -> HttpResponse:
    """Back to the list, with a word, when an entry is not there."""
    messages.warning(request, "There is no such entry. It may have been deleted.")
    return HttpResponseRedirect(reverse("admin:entries_entry_changelist"))
