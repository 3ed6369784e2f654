"""What the communications team teaches search, and the page of what was searched for."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from entries import library
from entries.admin.base import DeskAdmin, LookAt
from entries.admin.searches import DAYS, ENOUGH, found_little, most_searched
from entries.admin.site import desk
from entries.models import BestBet, Search, Synonym


@admin.register(Synonym, site=desk)
class SynonymAdmin(DeskAdmin):
    """Words that find each other; a change acts on the next search."""

    list_display = ["left", "right", "two_way", "note"]
    list_filter = ["two_way"]
    list_per_page = 200
    search_fields = ["left", "right", "note"]
    search_help_text = "Looks at both sides and the notes. A change acts on the next search."
    fieldsets = [
        (
            None,
            {
                "fields": ["left", "right", "two_way", "note"],
                "description": "An acronym and what it stands for, or the words that staff use for what a story calls "
                "otherwise. Capital letters, hyphens and endings do not matter: “rota” is also “rotas”.",
            },
        )
    ]


@admin.register(BestBet, site=desk)
class BestBetAdmin(DeskAdmin):
    """Entries that stand first for certain words; a change acts on the next search."""

    list_display = ["words", "entry_title", "order", "seen"]
    list_select_related = ["entry"]
    list_per_page = 200
    search_fields = ["words", "entry__title"]
    search_help_text = "Looks at the words and at titles of entries. A change acts on the next search."
    autocomplete_fields = ["entry"]
    fieldsets = [
        (
            None,
            {
                "fields": ["words", "entry", "order"],
                "description": "The entry stands first when readers type exactly these words, in any order. With other "
                "words beside them it takes its usual place.",
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BestBet]:
        """With whether readers see the entry."""
        visible = library.visible(timezone.now()).filter(entry=OuterRef("entry"))
        return super().get_queryset(request).annotate(is_seen=Exists(visible))

    @admin.display(description="entry", ordering="entry__title")
    def entry_title(self, bet: BestBet) -> str:
        """The entry's title."""
        return bet.entry.title

    @admin.display(description="readers see it", boolean=True)
    def seen(self, bet: Any) -> bool:
        """Whether it stands first now, or waits until the entry is published."""
        return bool(bet.is_seen)


@admin.register(Search, site=desk)
class SearchAdmin(LookAt):
    """One page, to look at."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What was searched for most, and what found nothing or little."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        little, how_many = found_little(today)
        context = {
            "title": "Searches",
            "days": DAYS,
            "enough": ENOUGH,
            "little": little,
            "how_many": how_many,
            "most": most_searched(today),
            "may_teach": request.user.has_perms(["entries.add_synonym", "entries.add_bestbet"]),
        }
        return TemplateResponse(
            request, "admin/desk/searches.html", self.admin_site.each_context(request) | context | (extra_context or {})
        )

    def get_urls(self) -> list[Any]:
        """The page alone: a single search has none."""
        return [one for one in super().get_urls() if getattr(one, "name", "") == "entries_search_changelist"]
