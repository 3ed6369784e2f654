"""Entries at the desk: list, form, and what may be done to one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from entries import library
from entries.admin.base import row_key
from entries.admin.entry_form import AT_ONCE, FIELDSETS, INLINES, EntryForm, laid_out
from entries.admin.filters import LIST_FILTER
from entries.admin.giving import Giving
from entries.admin.history import History, files_of
from entries.admin.keeping import Keeping, panel
from entries.admin.moves import ACTIONS, TO, Moves
from entries.admin.sheets import Sheets
from entries.admin.site import desk
from entries.admin.texts import texts_of
from entries.admin.waiting import differences
from entries.editorial import checks, history, links, moves
from entries.editorial.actions import may_publish
from entries.editorial.roles import at_the_desk
from entries.library.addresses import entry_address
from entries.models import Entry, EntryTeam, LiveVersion, OldSlug, SlugKind, Status

WHY_NOT_DELETED = "It has been published, so it is withdrawn, never deleted: its address is known."
WHY_KEPT_FOR_JUDGING = "Judges have marked it or declared an interest, and that would go with it, so it is kept."


@admin.register(Entry, site=desk)
class EntryAdmin(Moves, Keeping, History, Giving, Sheets):
    """The draft of an entry. Readers go on seeing what was published until somebody publishes again."""

    form = EntryForm
    purpose = links.PREVIEW_ENTRY
    fieldsets = FIELDSETS
    inlines = INLINES
    change_form_template = "admin/entries/entry/change_form.html"
    list_display = ["title", "team", "book", "outcome", "status", "waiting", "published_on", "updated_on"]
    list_filter = LIST_FILTER
    list_per_page = 50
    search_fields = ["title", "slug", "team_links__team__name"]
    search_help_text = "Looks at titles, addresses and names of teams."
    autocomplete_fields = ["contact", "same_project"]
    prepopulated_fields = {"slug": ["title"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """With what the list shows, in one query. Live versions are wide: only the mark is read."""
        first = EntryTeam.objects.filter(entry=OuterRef("pk")).order_by("position", "id").values("team__name")[:1]
        return (
            super()
            .get_queryset(request)
            .select_related("edition")
            .annotate(first_team=Subquery(first), draft_differs=F("live__draft_differs"))
        )

    @admin.display(description="team", ordering="first_team")
    def team(self, entry: Any) -> str:
        """The first team's name."""
        return entry.first_team or ""

    @admin.display(description="changes", ordering="draft_differs")
    def waiting(self, entry: Any) -> str:
        """Whether readers see something older than the draft."""
        return "Waiting" if entry.draft_differs and entry.status == Status.PUBLISHED else ""

    @admin.display(description="Book", ordering="edition")
    def book(self, entry: Entry) -> str:
        """The Book, by its short title."""
        return str(entry.edition.short_title or entry.edition.slug) if entry.edition else ""

    @admin.display(description="published", ordering="published_at")
    def published_on(self, entry: Entry) -> str:
        """The day, London time."""
        return _day(entry.published_at)

    @admin.display(description="updated", ordering="updated_at")
    def updated_on(self, entry: Entry) -> str:
        """The day the draft was last saved."""
        return _day(entry.updated_at)

    @admin.display(description="old addresses")
    def old_addresses(self, entry: Entry) -> str:
        """Slugs it had before, which lead to it."""
        old = OldSlug.objects.filter(kind=SlugKind.ENTRY, target=entry.key).values_list("slug", flat=True)
        return ", ".join(entry_address(slug) for slug in old) or "None"

    def get_readonly_fields(self, request: HttpRequest, obj: Entry | None = None) -> list[str]:
        """What acts on readers at once, and what judging decided, is a publisher's to set; buttons move the status."""
        if may_publish(request.user):
            return ["old_addresses"]
        shown = obj is not None and obj.status == Status.PUBLISHED
        return ["old_addresses", "published_at", *(AT_ONCE if shown else ["outcome"])]

    def get_exclude(self, request: HttpRequest, obj: Entry | None = None) -> list[str]:
        """What is never typed in."""
        return ["status", "withdrawn_because", "teams"]

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """An entry that readers may know is withdrawn, not deleted; one that was judged is kept."""
        if obj is not None and _kept([obj.pk]):
            return False
        return super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Django's; says why published and judged ones stay."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = _kept([entry.pk for entry in objs])
        if kept:
            return to_delete, counts, set(), [f"“{one.title}”: {kept[one.pk]}" for one in objs if one.pk in kept]
        return to_delete, counts, lacking, protected

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Django's; who saves waits for others' moves before the entry is read, so that none is written over."""
        with self._written(request):
            if request.method == "POST" and object_id:
                Entry.objects.select_for_update().filter(pk=row_key(object_id)).first()
            return super().changeform_view(request, object_id, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """Django's; one that is published or judged leads back to its page, with the reason."""
        if kept := _kept([row_key(object_id)]):
            messages.error(request, *kept.values())
            return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[object_id]))
        return super().delete_view(request, object_id, *args, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's; an entry is looked after by somebody at the desk."""
        if db_field.name == "editor":
            kwargs["queryset"] = at_the_desk()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Django's; the revision holds the entry with all its rows."""
        super().save_related(request, form, formsets, change)
        history.keep(form.instance)

    def get_view_on_site_url(self, obj: Entry | None = None) -> str | None:
        """The public page, when readers can see it."""
        if obj is None or not library.is_visible(obj, timezone.now()):
            return None
        return entry_address(obj.slug)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's, laid out in parts, with where the entry stands and what can be done."""
        entry = kwargs.get("obj")
        context |= {"parts": laid_out(context["adminform"], context["inline_admin_formsets"])}
        context |= {"show_save_and_add_another": False}
        if entry is not None:
            context |= {"title": entry.title, "subtitle": None} | self._standing(request, entry)
        return super().render_change_form(request, context, *args, **kwargs)

    def _standing(self, request: HttpRequest, entry: Entry) -> dict[str, Any]:
        live = LiveVersion.objects.filter(pk=entry.pk).only("changed_at", "draft_differs", "published_by").first()
        published = entry.status == Status.PUBLISHED
        return {
            "entry": entry,
            "live": live,
            "published": published,
            "steps": [step for step in Status if step != Status.WITHDRAWN or entry.status == step],
            "differences": differences(entry) if live and live.draft_differs and published else (),
            "checked": checks.check([entry])[entry.pk],
            "given": links.given(entry) if links.may_give(entry, request.user) else None,
            "moves": moves.open_to(request.user, entry.status),
            "latest": self.versions(entry)[:3],
            **files_of(request, entry),
            "texts": texts_of(request, entry),
            "keeping": panel(entry),
        }

    def response_change(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        """Django's; the button of a move saves the draft and leads to the page of that move."""
        for name in ACTIONS:
            if TO + name in request.POST:
                return HttpResponseRedirect(reverse(f"admin:entries_entry_{name}", args=[obj.pk]))
        return super().response_change(request, obj)


def _kept(keys: Iterable[Any]) -> dict[int, str]:
    """By id, why an entry is not deleted, for those that are so."""
    keys = list(keys)
    judged = Entry.objects.filter(Q(scores__isnull=False) | Q(interests__isnull=False), pk__in=keys)
    kept = dict.fromkeys(judged.values_list("pk", flat=True), WHY_KEPT_FOR_JUDGING)
    live = LiveVersion.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return kept | dict.fromkeys(live, WHY_NOT_DELETED)


def _day(moment: datetime | None) -> str:
    return date_format(localtime(moment), "j F Y") if moment else ""
