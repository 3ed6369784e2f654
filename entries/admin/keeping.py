"""Keeping the library true, at the desk: the worklist, saying that one entry still holds, and its panel."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format

from entries.admin.base import not_there, row_key
from entries.admin.many import BULK, Many, StillRightForm
from entries.admin.moves import said, words
from entries.admin.widgets import Day
from entries.editorial import confirming, keeping
from entries.editorial.actions import may_publish
from entries.editorial.moves import CHANGES
from entries.editorial.roles import at_the_desk
from entries.models import OPEN_ASKS, Ask, CheckedLink, Entry, LinkState, Status, User

PAGE = 50
WORKLIST_ACTIONS = ("still_right_chosen", "assign_chosen")
NAMES = {
    "": "All",
    keeping.OVERDUE: "Overdue",
    keeping.DUE: "Due within a month",
    keeping.OWNERLESS: "Without an owner",
    keeping.BROKEN: "Broken links",
    keeping.ASKING: "Teams to ask",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One reason to narrow the worklist to: its name, how many there are, where they are, whether it is chosen."""

    name: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the worklist and why it stands there."""

    entry: Entry
    url: str
    reasons: tuple[str, ...]
    broken: tuple[CheckedLink, ...]
    asks: tuple[Ask, ...]


class WhoseForm(forms.Form):
    """Whose entries to show."""

    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Looked after by", required=False, empty_label="Anybody or nobody"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = at_the_desk()  # type: ignore[attr-defined]


class ConfirmedForm(StillRightForm):
    """When somebody looks again, and when the team confirmed it, if anybody asked."""

    confirmed_on = forms.DateField(
        label="The team confirmed it on", required=False, widget=Day,
        help_text="Leave it empty if nobody asked the team. Readers see the day on the entry’s page.",
    )  # fmt: skip

    def clean_confirmed_on(self) -> date | None:
        """None, or a day that has come."""
        chosen: date | None = self.cleaned_data["confirmed_on"]
        if chosen and chosen > timezone.localdate():
            raise ValidationError("The team cannot have confirmed it on a day to come.")
        return chosen


class Keeping(Many):
    """The pages."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        return [
            path("keeping/", wrap(self.worklist_view), name="entries_entry_keeping"),
            path("<int:pk>/still-right/", wrap(self.still_right_view), name="entries_entry_still_right"),
            *super().get_urls(),
        ]

    def worklist_view(self, request: HttpRequest) -> HttpResponse:
        """What needs somebody, narrowed by `reason` and `owner`; a POST does something to those ticked, shown first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._chosen(request)
        today = timezone.localdate()
        whose = WhoseForm(request.GET)
        owner = whose.cleaned_data["owner"] if whose.is_valid() else None
        asked = request.GET.get("reason", "")
        reason = asked if asked in keeping.REASONS else ""
        page = Paginator(_with_rows(keeping.worklist(today, reason, owner)), PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": "Keeping it true", "opts": self.opts, "filters": _filters(reason, owner, today), "page": page,
            "whose": whose if whose.is_valid() else WhoseForm({}), "reason": reason, "owner": owner,
            "rows": [_row(entry, today) for entry in page], "others": _query(reason, owner),
            "actions": [(name, BULK[name].title) for name in WORKLIST_ACTIONS],
            "may_change": self.has_change_permission(request),
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/entry/keeping.html", context)

    def _chosen(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        chosen = Entry.objects.filter(pk__in=[row_key(key) for key in request.POST.getlist("_selected_action")])
        action = request.POST.get("action", "")
        if action not in WORKLIST_ACTIONS or not chosen.exists():
            messages.warning(request, "Choose at least one entry, and what is to be done. Nothing was changed.")
            return HttpResponseRedirect(request.get_full_path())
        with self._written(request, revision=False):
            answer = self._many(request, chosen, action)
        return answer or HttpResponseRedirect(request.get_full_path())

    def still_right_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the next day of review and the team's answer; say that the entry still holds."""
        entry = self.get_object(request, str(pk))
        if entry is None:
            return not_there(request)
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        form = ConfirmedForm(request.POST if request.method == "POST" else None)
        back = reverse("admin:entries_entry_change", args=[pk])
        if request.method == "POST" and form.is_valid():
            _said_right(request, entry, **form.cleaned_data)
            return HttpResponseRedirect(back)
        context = self.admin_site.each_context(request) | {
            "title": f"Still right: {entry.title}", "entry": entry, "form": form, "opts": self.opts, "back": back,
            "may_publish": may_publish(request.user),
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/entry/still_right.html", context)


def _said_right(request: HttpRequest, entry: Entry, next_on: date, confirmed_on: date | None) -> None:
    """Do it, and say what readers notice of it."""
    try:
        waits = confirming.still_right(entry, request.user, next_on, confirmed_on)
    except (ValidationError, PermissionDenied) as refused:
        messages.error(request, words(refused))
        return
    messages.success(request, f"“{entry.title}” is still right. Next review: {_day(next_on)}.")
    if waits and confirmed_on:
        told = "That the team confirmed it on {} waits in the draft to be published; readers do not see it yet. {}"
        messages.warning(request, told.format(_day(confirmed_on), waits))
    elif confirmed_on:
        messages.success(request, f"{said(entry, CHANGES)} The team confirmed it on {_day(confirmed_on)}.")


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def panel(entry: Entry) -> dict[str, Any] | None:
    """What the entry's page says of keeping it true; None for one that is not published. Two queries."""
    if entry.status != Status.PUBLISHED:
        return None
    broken = entry.checked_links.filter(state=LinkState.BROKEN)
    asks = entry.asks.filter(state__in=OPEN_ASKS)
    today = timezone.localdate()
    overdue = entry.review_on is None or entry.review_on < today
    return {"broken": list(broken), "asks": list(asks), "overdue": overdue}


def _with_rows(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """With what a line shows; two queries more however many there are."""
    broken = CheckedLink.objects.filter(state=LinkState.BROKEN)
    asks = Ask.objects.filter(state__in=OPEN_ASKS)
    return (
        entries.select_related("editor")
        .only("title", "review_on", "editor")
        .prefetch_related(Prefetch("checked_links", broken, to_attr="broken"), Prefetch("asks", asks, to_attr="asking"))
    )


def _row(entry: Any, today: date) -> Row:
    found = keeping.reasons(entry, today, len(entry.broken), len(entry.asking))
    url = reverse("admin:entries_entry_change", args=[entry.pk])
    return Row(entry, url, tuple(NAMES[name] for name in found), tuple(entry.broken), tuple(entry.asking))


def _filters(chosen: str, owner: User | None, today: date) -> tuple[Filter, ...]:
    counts = keeping.counts(today, owner)
    return tuple(
        Filter(name, getattr(counts, reason or "all"), f"?{_query(reason, owner)}", reason == chosen)
        for reason, name in NAMES.items()
    )


def _query(reason: str, owner: User | None) -> str:
    return urlencode({**({"reason": reason} if reason else {}), **({"owner": owner.pk} if owner else {})})
