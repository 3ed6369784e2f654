"""What entries hang on: Books, vocabularies, teams, organisations, contacts, and addresses of before."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from entries.admin.base import DeskAdmin, LookAt, Named, SluggedForm
from entries.admin.leaving import Leavers
from entries.admin.site import desk
from entries.admin.tidying import Tidies
from entries.models import (
    CareGroup,
    Contact,
    OldSlug,
    Organisation,
    Team,
    Theme,
)  # fmt: skip

ENTRY_LIST = "admin:entries_entry_changelist"


class Counted(DeskAdmin):
    """A list that says how many entries each row has."""

    form: Any = SluggedForm
    counted = "entries"
    narrowed_by = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the count."""
        return super().get_queryset(request).annotate(used=Count(self.counted, distinct=True))

    def get_ordering(self, request: HttpRequest) -> Any:
        """The model's, said aloud: with a count it would not hold."""
        return self.ordering or self.opts.ordering

    @admin.display(description="entries", ordering="used")
    def how_many(self, row: Any) -> str:
        """How many, with a link to them."""
        if not self.narrowed_by or not row.used:
            return str(row.used)
        return format_html('<a href="{}?{}={}">{}</a>', reverse(ENTRY_LIST), self.narrowed_by, row.pk, row.used)


@admin.register(CareGroup, site=desk)
class CareGroupAdmin(Tidies, Counted):
    """The parts of the organisation."""

    counted, narrowed_by = "entry_links", "care_group_links__tag__id__exact"
    list_display = ["name", "slug", "order", "how_many", "is_retired"]
    list_filter = ["retired"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "description", "order"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Theme, site=desk)
class ThemeAdmin(CareGroupAdmin):
    """What projects are about."""

    narrowed_by = "theme_links__tag__id__exact"


@admin.register(Team, site=desk)
class TeamAdmin(Tidies, Counted):
    """Teams; the name acts at once on every entry of theirs."""

    counted = "entry_links"
    list_display = ["name", "organisation", "slug", "how_many", "is_retired"]
    list_filter = ["retired", "organisation"]
    list_select_related = ["organisation"]
    search_fields = ["name", "slug", "organisation__name"]
    fields = ["name", "slug", "organisation", "note"]
    autocomplete_fields = ["organisation"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Organisation, site=desk)
class OrganisationAdmin(Tidies, Counted):
    """Organisations; one that is no more names its successor."""

    counted, narrowed_by = "teams__entries", "teams__organisation__id__exact"
    list_display = ["name", "region", "successor", "is_fictional", "how_many", "is_retired"]
    list_filter = ["retired", "region", "is_fictional"]
    list_select_related = ["successor"]
    search_fields = ["name", "short_name", "slug"]
    fields = ["name", "short_name", "slug", "region", "successor", "website", "description", "is_fictional"]
    autocomplete_fields = ["successor"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Contact, site=desk)
class ContactAdmin(Leavers, Counted):
    """Who to ask. A change waits, on each entry that shows it, until that is published again."""

    form: Any = ModelForm
    list_display = ["__str__", "hidden", "how_many"]
    list_filter = ["hidden"]
    search_fields = ["mailbox", "person", "role"]
    fields = ["mailbox", "person", "role", "hidden", "used_by"]
    readonly_fields = ["used_by"]

    @admin.display(description="used by")
    def used_by(self, contact: Contact) -> str:
        """The entries that name it, with links."""
        rows = contact.entries.order_by("slug").values_list("pk", "title") if contact.pk else ()
        links = [(reverse("admin:entries_entry_change", args=[pk]), title) for pk, title in rows]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "No entry yet"


@admin.register(OldSlug, site=desk)
class OldSlugAdmin(LookAt, Named):
    """Addresses of before, kept for good: to look at, not to change."""

    list_display = ["slug", "kind", "target"]
    list_filter = ["kind"]
    search_fields = ["slug", "target"]
