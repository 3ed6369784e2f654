"""Names kept tidy at the desk: merge, rename, retire, each shown before it is done; and names that look alike."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode

from entries import library
from entries.admin.base import DeskAdmin, SluggedForm, row_key
from entries.admin.planned import grouped
from entries.bigbook import unedited
from entries.editorial import tidying, upkeep
from entries.editorial.tidying import Merge, Rename, Retire, Tidying, UseAgain
from entries.editorial.tidying.alike import MOST
from entries.editorial.tidying.base import is_own
from entries.editorial.tidying.renaming import OWN_ADDRESS
from entries.models import CareGroup, Theme, UpkeepKind
from entries.text.folding import sort_key

MOST_CHOSEN = 50


class NamedForm(SluggedForm):
    """A name's own form; it refuses the address that a renaming refuses."""

    def clean_slug(self) -> str:
        """The address; the site's own organisation keeps its."""
        slug: str = self.cleaned_data["slug"]
        if is_own(self.instance) and slug != self.instance.slug:
            raise ValidationError(OWN_ADDRESS)
        return slug


class WhyForm(forms.Form):
    """Why it is done."""

    why = forms.CharField(label="Why", required=False, max_length=200, help_text="Kept with the log.")


class MergeForm(WhyForm):
    """Which of the chosen ones stays; of a single one, of which other it becomes a part."""

    into = forms.TypedChoiceField(label="Which one stays", coerce=row_key)
    field_order = ["into", "why"]

    def __init__(self, *args: Any, chosen: list[Any], others: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.pk, str(row)) for row in (chosen if len(chosen) > 1 else others)]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]
        if len(chosen) > 1:
            self.fields["into"].widget = forms.RadioSelect(choices=choices)


class RenameForm(WhyForm):
    """The new name, and a new address if it is to change too."""

    name = forms.CharField(label="New name", max_length=200)
    slug = forms.CharField(
        label="Address", max_length=120, help_text="The last part of the web address. The old one leads to the new one."
    )
    field_order = ["name", "slug", "why"]


class RetireForm(WhyForm):
    """Whether the entries lose it."""

    off = forms.BooleanField(label="Take it off the entries that have it", required=False)
    field_order = ["off", "why"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that says first what will be done: its title, what to know, the form, and the change it makes."""

    title: str
    intro: str
    button: str
    form: forms.Form
    change: Tidying | None


class Tidies(DeskAdmin):
    """The pages of a kind of names, beside their list."""

    form: Any = NamedForm
    change_list_template = "admin/entries/names/change_list.html"
    actions = ["merge_chosen"]

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap, name = self.admin_site.admin_view, f"entries_{self.opts.model_name}"
        return [
            path("merge/", wrap(self.merge_view), name=f"{name}_merge"),
            path("different/", wrap(self.different_view), name=f"{name}_different"),
            path("<int:pk>/rename/", wrap(self.rename_view), name=f"{name}_rename"),
            path("<int:pk>/retire/", wrap(self.retire_view), name=f"{name}_retire"),
            *super().get_urls(),
        ]

    def has_tidy_permission(self, request: HttpRequest) -> bool:
        """Whether this person keeps these names."""
        return tidying.may_tidy(request.user) and self.has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Django's, with the names that look alike for whoever may merge them."""
        found = tidying.alike(self.model) if request.method == "GET" and self.has_tidy_permission(request) else []
        pairs = [(pair, self._merge_url(pair.first, pair.second)) for pair in found[:MOST]]
        return super().changelist_view(request, self._alike(pairs, len(found)) | (extra_context or {}))

    def _alike(self, pairs: list[Any], count: int) -> dict[str, Any]:
        return {"pairs": pairs, "alike": count, "different_url": self._url("different")}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Django's; what is retired is offered to nothing new."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(retired=False)
        return super().get_search_results(request, queryset, search_term)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's, with the ways to these pages."""
        if (row := kwargs.get("obj")) and self.has_tidy_permission(request):
            retire = "Use it again" if row.retired else "Retire it"
            context |= {"tidy_links": [
                ("Merge it into another", self._merge_url(row.pk)), ("Rename it", self._url("rename", row.pk)),
                (retire, self._url("retire", row.pk)),
            ]}  # fmt: skip
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Django's; a new name or address is kept in the log by whichever form it came."""
        stored: Any = self.model._default_manager.filter(pk=obj.pk).first() if change else None
        if stored is None or (obj.name, obj.slug) == (stored.name, stored.slug):
            super().save_model(request, obj, form, change)
            return
        rename = Rename(stored, obj.name, obj.slug)
        lines = rename.lines()
        super().save_model(request, obj, form, change)
        upkeep.log(UpkeepKind.RENAMED, rename.what, lines, user=request.user, undo=rename.before)

    @admin.display(description="retired", ordering="retired", empty_value="")
    def is_retired(self, row: Any) -> str:
        """Whether it is out of use."""
        return "Retired" if row.retired else ""

    @admin.action(description="Merge the chosen ones", permissions=["tidy"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """On to the page that says what would be done."""
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:MOST_CHOSEN])
        return HttpResponseRedirect(self._merge_url(*keys))

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Several into one; `chosen` are the ids."""
        self._allow(request)
        keys = [row_key(text) for text in request.GET.getlist("chosen")[:MOST_CHOSEN]]
        chosen = list(self.model._default_manager.filter(pk__in=keys).order_by("pk"))
        if not chosen:
            messages.warning(request, "Choose what to merge: it is not there. It may have been merged or deleted.")
            return self._back()
        others = [row for row in self.model._default_manager.all() if row not in chosen] if len(chosen) == 1 else []
        others.sort(key=lambda row: sort_key(str(row)))
        form = MergeForm(request.POST or None, chosen=chosen, others=others)
        merge = None
        if form.is_bound and form.is_valid():
            into = self.model._default_manager.get(pk=form.cleaned_data["into"])
            merge = Merge(tuple(row for row in chosen if row != into), into)
        intro = "Entries, addresses, filters and files of the others lead to the one that stays. This cannot be undone."
        title = f"Merge {', '.join(f'“{row.name}”' for row in chosen)}"
        return self._tidied(request, Page(title[:200], intro, "Merge them", form, merge))

    def rename_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Another name, another address."""
        row = self._row(request, pk)
        form = RenameForm(request.POST or None, initial={"name": row.name, "slug": row.slug})
        given = form.is_bound and form.is_valid()
        rename = Rename(row, form.cleaned_data["name"], form.cleaned_data["slug"]) if given else None
        intro = "The new name shows at once wherever the old one does. It can be undone from the log."
        return self._tidied(request, Page(f"Rename “{row.name}”", intro, "Rename it", form, rename))

    def retire_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Out of use, or into use again."""
        row = self._row(request, pk)
        of_tags = self.model in (CareGroup, Theme) and not row.retired
        form = (RetireForm if of_tags else WhyForm)(request.POST or None)
        change: Tidying | None = None
        if form.is_bound and form.is_valid():
            change = UseAgain(row) if row.retired else Retire(row, form.cleaned_data.get("off", False))
        if row.retired:
            return self._tidied(request, Page(f"Use “{row.name}” again", "", "Use it again", form, change))
        intro = "It is offered to no entry any more, and can be taken into use again."
        return self._tidied(request, Page(f"Retire “{row.name}”", intro, "Retire it", form, change))

    def different_view(self, request: HttpRequest) -> HttpResponse:
        """Remember that two names are different (`pair`: two ids); then back to the list."""
        self._allow(request)
        if request.method != "POST":
            raise Http404
        first, _, second = request.POST.get("pair", "").partition(" ")
        if tidying.say_different(self.model, row_key(first), row_key(second), user=request.user):
            messages.success(request, "They are different: they are not suggested again.")
        else:
            messages.warning(request, "One of the two is not there. It may have been merged or deleted.")
        return self._back()

    def _tidied(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Say what will be done; do it when that very thing was shown and agreed to."""
        change, form = page.change, page.form
        refusals = change.refusals() if change else []
        lines = change.lines() if change and not refusals else []
        shown = upkeep.digest(lines, sorted(form.cleaned_data.items()) if change else ())
        agreed = request.POST.get("step") == "do" and change is not None and not refusals
        if agreed and change and request.POST.get("shown") == shown:
            return self._do(request, change, form.cleaned_data["why"])
        context = self.admin_site.each_context(request) | {
            "title": page.title, "opts": self.opts, "page": page, "form": form, "refusals": refusals,
            "groups": grouped(lines), "shown": shown, "said": change is not None and not refusals, "changed": agreed,
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/names/tidy.html", context)

    def _do(self, request: HttpRequest, change: Tidying, why: str) -> HttpResponse:
        try:
            with library.writing(user=request.user), unedited(change.touched()):
                record = change.carry_out(request.user, why)
        except ValidationError as refused:
            messages.error(request, f"Nothing was changed: {' '.join(refused.messages)}")
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, f"Done. {record.what}")
        return HttpResponseRedirect(reverse("admin:entries_upkeep_change", args=[record.pk]))

    def _allow(self, request: HttpRequest) -> None:
        if not self.has_tidy_permission(request):
            raise PermissionDenied

    def _row(self, request: HttpRequest, pk: int) -> Any:
        self._allow(request)
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        return row

    def _url(self, name: str, *args: Any) -> str:
        return reverse(f"admin:entries_{self.opts.model_name}_{name}", args=args)

    def _merge_url(self, *keys: int) -> str:
        return f"{self._url('merge')}?{urlencode([('chosen', key) for key in keys])}"

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(self._url("changelist"))
