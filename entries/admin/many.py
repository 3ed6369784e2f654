"""Bulk actions on the list of entries. Each says first what it will do to which entries, then does just that."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from entries.admin.base import DeskAdmin, row_key
from entries.admin.moves import MoveForm, PublishForm, ReasonForm, words
from entries.admin.widgets import Day
from entries.editorial import changes, notices
from entries.editorial.actions import may_publish
from entries.editorial.keeping import StillRight
from entries.editorial.roles import at_the_desk
from entries.models import REVIEW_YEARS, CareGroup, Edition, Entry, Outcome, Theme, years_after
from entries.text.wording import counted

MOST = 500
LONGEST_REVIEW = 5
LINKS = ("team_links", "care_group_links", "theme_links")


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one chosen entry: an effect, a refusal, or neither."""

    title: str
    url: str
    effect: str
    refusal: str


class PublishManyForm(PublishForm):
    """From when, why, and whether what the checks warn of may pass."""

    seen = forms.BooleanField(
        label="I have seen what there is to look at, and it may go out as it is", required=False,
        help_text="Kept with the history of each entry, with your name.",
    )  # fmt: skip


class OutcomeForm(forms.Form):
    """What was decided."""

    outcome = forms.ChoiceField(label="Outcome", choices=[("", "Choose one"), *Outcome.choices])


class TagForm(forms.Form):
    """Which care group or theme."""

    tag = forms.ChoiceField(label="Care group or theme")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = [  # type: ignore[attr-defined]
            ("", "Choose one"),
            *((name, [(f"{kind}:{tag.pk}", tag.name) for tag in model.objects.all()]) for kind, name, model in TAGS),
        ]

    def clean_tag(self) -> Any:
        """The row itself."""
        kind, pk = self.cleaned_data["tag"].split(":")
        return next(model for name, _, model in TAGS if name == kind).objects.get(pk=pk)


class EditorForm(forms.Form):
    """Who looks after it."""

    editor: forms.ModelChoiceField = forms.ModelChoiceField(None, label="Editor", required=False, empty_label="Nobody")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["editor"].queryset = at_the_desk()  # type: ignore[attr-defined]


class StillRightForm(forms.Form):
    """When somebody looks again."""

    next_on = forms.DateField(label="Next review on", widget=Day, help_text="In two years, unless it ages sooner.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_on"].initial = years_after(timezone.localdate(), REVIEW_YEARS)

    def clean_next_on(self) -> date:
        """A day to come, and not so far off that it is never."""
        chosen: date = self.cleaned_data["next_on"]
        if not timezone.localdate() < chosen <= years_after(timezone.localdate(), LONGEST_REVIEW):
            raise ValidationError(f"Choose a day after today, within {LONGEST_REVIEW} years.")
        return chosen


class EditionForm(forms.Form):
    """Which Book."""

    edition = forms.ModelChoiceField(Edition.objects.all(), label="Book", required=False, empty_label="No Book")


TAGS: tuple[tuple[str, str, Any], ...] = (("care-group", "Care groups", CareGroup), ("theme", "Themes", Theme))


@dataclass(frozen=True, slots=True)
class Bulk:
    """A bulk action: its title, the form for its choices, and the change that they make. `ask` shows the form first."""

    title: str
    form: type[forms.Form]
    change: Callable[..., changes.Change]
    ask: bool = True


BULK = {
    "submit_chosen": Bulk("Submit", MoveForm, changes.Submit, ask=False),
    "publish_chosen": Bulk("Publish", PublishManyForm, changes.Publish, ask=False),
    "withdraw_chosen": Bulk("Withdraw", ReasonForm, changes.Withdraw),
    "decide_chosen": Bulk("Decide the outcome", OutcomeForm, changes.Decide),
    "tag_chosen": Bulk("Add a care group or theme", TagForm, changes.Tag),
    "untag_chosen": Bulk("Remove a care group or theme", TagForm, lambda tag: changes.Tag(tag, add=False)),
    "assign_chosen": Bulk("Assign an editor", EditorForm, changes.Assign),
    "still_right_chosen": Bulk("Still right", StillRightForm, StillRight),
    "move_chosen": Bulk("Move to a Book", EditionForm, changes.MoveTo),
}


class Many(DeskAdmin):
    """The bulk actions."""

    actions = list(BULK)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether this person may publish and withdraw."""
        return may_publish(request.user)

    @admin.action(description="Submit the chosen drafts", permissions=["change"])
    def submit_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Hand each on."""
        return self._many(request, queryset, "submit_chosen")

    @admin.action(description="Publish the chosen entries", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Publish each."""
        return self._many(request, queryset, "publish_chosen")

    @admin.action(description="Withdraw the chosen entries", permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Withdraw each."""
        return self._many(request, queryset, "withdraw_chosen")

    @admin.action(description="Decide the outcome", permissions=["publish"])
    def decide_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """In full, a mention, or not in this Book."""
        return self._many(request, queryset, "decide_chosen")

    @admin.action(description="Add a care group or theme", permissions=["change"])
    def tag_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Tag each."""
        return self._many(request, queryset, "tag_chosen")

    @admin.action(description="Remove a care group or theme", permissions=["change"])
    def untag_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Take a tag off each."""
        return self._many(request, queryset, "untag_chosen")

    @admin.action(description="Assign an editor", permissions=["change"])
    def assign_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Say who looks after each."""
        return self._many(request, queryset, "assign_chosen")

    @admin.action(description="Still right: set the next review", permissions=["change"])
    def still_right_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Say of each that it still holds, and when somebody looks again."""
        return self._many(request, queryset, "still_right_chosen")

    @admin.action(description="Move to a Book", permissions=["change"])
    def move_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Put each into a Book."""
        return self._many(request, queryset, "move_chosen")

    def _many(self, request: HttpRequest, queryset: Any, name: str) -> HttpResponse | None:
        """Show what would be done; do it when that very thing was shown and agreed to."""
        bulk = BULK[name]
        entries = list(
            queryset.order_by("title", "pk").select_related("last_change").prefetch_related(*LINKS)[: MOST + 1]
        )
        if len(entries) > MOST:
            messages.error(request, f"Choose at most {MOST} entries at once. Nothing was changed.")
            return None
        form = bulk.form(request.POST if "step" in request.POST else ({} if not bulk.ask else None))
        change = bulk.change(**form.cleaned_data) if form.is_bound and form.is_valid() else None
        if change:
            change.look_at(entries)
        lines = [_line(entry, change, request.user) for entry in entries]
        shown = _digest(form, lines)
        if change and request.POST.get("step") == "do" and request.POST.get("shown") == shown:
            self._do(request, change, entries, lines)
            return HttpResponseRedirect(back) if (back := _totals_of(request)) else None
        context = self.admin_site.each_context(request) | {
            "title": bulk.title, "opts": self.opts, "form": form, "action": name, "shown": shown, "lines": lines,
            "chosen": [entry.pk for entry in entries], "back": _totals_of(request),
            "totals_of": row_key(request.POST.get("totals_of", "")),
            "said": change is not None, "does": sum(bool(line.effect) for line in lines),
            "refused": sum(bool(line.refusal) for line in lines), "changed": request.POST.get("step") == "do",
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/entry/many.html", context)

    def _do(self, request: HttpRequest, change: changes.Change, entries: list[Entry], lines: list[Line]) -> None:
        done = 0
        with notices.together():
            for entry, line in zip(entries, lines, strict=True):
                if not line.effect:
                    continue
                try:
                    change.carry_out(entry, request.user)
                    done += 1
                except (ValidationError, PermissionDenied) as why:
                    messages.error(request, f"“{entry.title}” was left as it is: {words(why)}")
        same = sum(not (line.effect or line.refusal) for line in lines)
        told = f"{counted(done, 'entry was', 'entries were')} changed."
        messages.success(request, told + (f" {same} stood so already." if same else ""))
        for line in lines:
            if line.refusal:
                messages.warning(request, f"“{line.title}” was left as it is: {line.refusal}")


def _totals_of(request: HttpRequest) -> str:
    """The table of totals from which the entries were chosen, if they were: whoever came from there goes back."""
    pk = row_key(request.POST.get("totals_of", ""))
    return reverse("admin:entries_edition_totals", args=[pk]) if pk else ""


def _line(entry: Entry, change: changes.Change | None, user: Any) -> Line:
    refusal = change.refusal(entry, user) if change else ""
    effect = change.effect(entry) if change and not refusal else ""
    return Line(entry.title, reverse("admin:entries_entry_change", args=[entry.pk]), effect, refusal)


def _digest(form: forms.Form, lines: list[Line]) -> str:
    """What was shown: another choice, or an entry that changed meanwhile, makes another one."""
    values = sorted((name, str(form[name].value() or "")) for name in form.fields)
    return hashlib.sha256(repr((values, lines)).encode()).hexdigest()[:32]
