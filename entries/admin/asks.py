"""Teams to ask: whom, about which entry, why, and how far it is. And the links that were tried."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from entries.admin.base import DeskAdmin, LookAt, Named, row_key
from entries.admin.filters import Related
from entries.admin.site import desk
from entries.models import Ask, CheckedLink, Entry


@admin.register(Ask, site=desk)
class AskAdmin(DeskAdmin):
    """The list, and one question."""

    list_display = ["why", "whom", "about", "state", "changed_on"]
    list_filter = ["state", ("entry__editor", Related)]
    list_select_related = ["entry"]
    list_per_page = 50
    search_fields = ["whom", "why", "note", "entry__title"]
    search_help_text = "Looks at whom, why, the notes and titles of entries."
    autocomplete_fields = ["entry"]
    fields = ["entry", "whom", "why", "state", "note"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """From an entry's page or the worklist: that entry, and whom readers ask about it."""
        given = super().get_changeform_initial_data(request)
        entry = Entry.objects.select_related("contact").filter(pk=row_key(request.GET.get("entry", ""))).first()
        return dict(given) | ({"entry": entry.pk, "whom": _whom(entry)} if entry else {"entry": None})

    def save_model(self, request: HttpRequest, obj: Ask, form: Any, change: bool) -> None:
        """Who noted it, and when it last changed."""
        if not change:
            obj.made_by = request.user  # type: ignore[assignment]
        obj.changed_at = timezone.now()
        super().save_model(request, obj, form, change)

    @admin.display(description="about", ordering="entry__title")
    def about(self, ask: Ask) -> str:
        """The entry, with its form."""
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:entries_entry_change", args=[ask.entry_id]), ask.entry.title
        )

    @admin.display(description="last changed", ordering="changed_at")
    def changed_on(self, ask: Ask) -> str:
        """The day."""
        return _day(ask.changed_at)


@admin.register(CheckedLink, site=desk)
class LinkAdmin(LookAt, Named):
    """The links that published entries hold, as they were last tried."""

    list_display = ["address", "state", "why", "since_day", "tried_day", "held_by"]
    list_filter = ["state"]
    list_per_page = 50
    search_fields = ["address"]
    search_help_text = "Looks at addresses."
    fields = ["address", "state", "why", "since", "failed_days", "tried_at", "held_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CheckedLink]:
        """With the entries of a page of the list in one query."""
        return super().get_queryset(request).prefetch_related("entries")

    @admin.display(description="since", ordering="since")
    def since_day(self, link: CheckedLink) -> str:
        """Since which day it is so."""
        return _day(link.since)

    @admin.display(description="last tried", ordering="tried_at")
    def tried_day(self, link: CheckedLink) -> str:
        """The day."""
        return _day(link.tried_at)

    @admin.display(description="entries")
    def held_by(self, link: CheckedLink) -> str:
        """Their titles."""
        return "; ".join(entry.title for entry in link.entries.all())


def _whom(entry: Entry) -> str:
    """Whom readers ask, else the first team."""
    if entry.contact and (entry.contact.mailbox or entry.contact.person):
        return entry.contact.mailbox or entry.contact.person
    first = entry.team_links.select_related("team").first()
    return first.team.name if first else ""


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}" if moment else ""
