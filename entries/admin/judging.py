"""A Book's judging as a publisher has it: criteria, judges, how far they are, opening and closing, and the totals."""

import csv
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from reversion.models import Version

from entries.admin.base import DeskAdmin
from entries.admin.moves import words
from entries.editorial import judging, totals
from entries.models import HEAVIEST, Edition, Entry, Interest, Outcome, Score, User
from entries.text.folding import sort_key
from entries.text.formulas import escaped

MORE_ROWS = 3
LATEST = 10
COLUMNS = (
    "title", "slug", "team", "care_group", "status", "outcome", "weighted_mean", "judges", "spread", "unfinished",
    "interests_declared",
)  # fmt: skip
DECIDED = [one for one in Outcome if one != Outcome.UNDECIDED]


class CriterionForm(forms.Form):
    """One criterion; an empty name leaves it out."""

    name = forms.CharField(label="Criterion", required=False, max_length=80)
    question = forms.CharField(label="What judges ask themselves", required=False, max_length=250)
    weight = forms.IntegerField(label="Weight", required=False, min_value=1, max_value=HEAVIEST, initial=1)


CriteriaForms = forms.formset_factory(CriterionForm, extra=MORE_ROWS)


class JudgesForm(forms.Form):
    """Who judges: anybody with an account of the desk."""

    people: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        None, label="Judges", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = _people()  # type: ignore[attr-defined]


def _people() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "last_name", "username")


SORTS: dict[str, Callable[[totals.Total], Any]] = {
    "mean": lambda one: -(one.mean if one.mean is not None else -1),
    "title": lambda one: sort_key(one.entry.title),
    "care-group": lambda one: sort_key(one.care_group),
    "judges": lambda one: -one.judges,
    "spread": lambda one: -(one.spread if one.spread is not None else -1),
    "interests": lambda one: -len(one.interests),
    "outcome": lambda one: list(Outcome).index(Outcome(one.entry.outcome or Outcome.UNDECIDED)),
}
HEADS = (
    ("title", "Entry"), ("care-group", "Care group"), ("mean", "Mean"), ("judges", "Judges"), ("spread", "Spread"),
    ("interests", "Interests"), ("outcome", "Decided"),
)  # fmt: skip


class Judging(DeskAdmin):
    """The pages."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/judging/", wrap(self.judging_view), name="entries_edition_judging"),
            path("<int:pk>/judging/totals/", wrap(self.totals_view), name="entries_edition_totals"),
            path("<int:pk>/judging/totals.csv", wrap(self.totals_csv), name="entries_edition_totals_csv"),
            path("<int:pk>/judging/<int:entry_pk>/", wrap(self.marks_view), name="entries_edition_marks"),
            *super().get_urls(),
        ]

    def judging_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Criteria, judges and how far they are; a POST changes one of these, or opens or closes judging."""
        edition = self._judged(request, pk)
        if isinstance(edition, HttpResponse):
            return edition
        sent = request.POST.get("do", "") if request.method == "POST" else ""
        criteria = CriteriaForms(request.POST if sent == "criteria" else None, initial=_criteria(edition), prefix="c")
        people = JudgesForm(
            request.POST if sent == "judges" else None,
            initial={"people": list(edition.judges.values_list("user", flat=True))},
        )
        if sent and self._arranged(request, edition, sent, criteria, people):
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": f"Judging {edition.title}", "opts": self.opts, "edition": edition, "criteria": criteria,
            "people": people, "is_open": judging.is_open(edition), "is_closed": judging.is_closed(edition),
            "tally": totals.tally(edition), "progress": totals.progress(edition),
            "rows": edition.criteria.all(), "offered": not edition.criteria.exists(),
            "fixed": Score.objects.filter(judge__edition=edition).exists(),
            "interests": Interest.objects.filter(judge__edition=edition).select_related("judge__user", "entry"),
            "latest": Version.objects.get_for_object(edition).select_related("revision__user")[:LATEST],
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/edition/judging.html", context)

    def _arranged(self, request: HttpRequest, edition: Edition, sent: str, criteria: Any, people: Any) -> bool:
        """What was sent, done; false when a form is to be shown again."""
        user = request.user
        try:
            if sent == "criteria" and criteria.is_valid():
                judging.set_criteria(edition, _wanted(criteria), user=user)
                told = "The criteria are saved."
            elif sent == "judges" and people.is_valid():
                judging.name_judges(edition, list(people.cleaned_data["people"]), user=user)
                told = "The judges are named."
            elif sent == "open":
                judging.open_judging(edition, user=user)
                told = "Judging is open. Each judge sees their own marks only."
            elif sent == "close":
                judging.close_judging(edition, user=user)
                told = "Judging is closed. The totals can be seen."
            else:
                return False
        except ValidationError as refused:
            messages.error(request, words(refused))
            return False
        messages.success(request, told)
        return True

    def totals_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The table of totals, sorted by `?sort=`; from it many are decided at once."""
        found = self._totals(request, pk)
        if isinstance(found, HttpResponse):
            return found
        edition, rows = found
        sort = request.GET.get("sort", "")
        sort = sort if sort in SORTS else "mean"
        context = self.admin_site.each_context(request) | {
            "title": f"Totals: {edition.title}", "opts": self.opts, "edition": edition, "sort": sort, "heads": HEADS,
            "totals": sorted(rows, key=SORTS[sort]), "tally": totals.tally(edition), "outcomes": DECIDED,
            "may_decide": self.admin_site._registry[Entry].has_change_permission(request),
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/edition/totals.html", context)

    def totals_csv(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same table as a sheet, the best first."""
        found = self._totals(request, pk)
        if isinstance(found, HttpResponse):
            return found
        edition, rows = found
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="judging-{edition.slug}.csv"'
        answer["Cache-Control"] = "no-store"
        sheet = csv.writer(answer)
        sheet.writerow(COLUMNS)
        sheet.writerows([escaped(cell) for cell in _cells(one)] for one in rows)
        return answer

    def marks_view(self, request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
        """What each judge gave one entry, and why."""
        edition = self._judged(request, pk)
        if isinstance(edition, HttpResponse):
            return edition
        entry = edition.entries.filter(pk=entry_pk).first()
        if entry is None:
            messages.warning(request, "There is no such entry in this Book.")
            return HttpResponseRedirect(reverse("admin:entries_edition_judging", args=[pk]))
        try:
            marks = totals.marks_of(entry, edition, user=request.user)
        except ValidationError as refused:
            return self._too_soon(request, edition, refused)
        context = self.admin_site.each_context(request) | {
            "title": f"Marks: {entry.title}", "opts": self.opts, "edition": edition, "entry": entry, "marks": marks,
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/edition/marks.html", context)

    def _totals(self, request: HttpRequest, pk: int) -> tuple[Edition, tuple[totals.Total, ...]] | HttpResponse:
        """A Book with its totals, or the way back with a word."""
        edition = self._judged(request, pk)
        if isinstance(edition, HttpResponse):
            return edition
        try:
            return edition, totals.totals(edition, user=request.user)
        except ValidationError as refused:
            return self._too_soon(request, edition, refused)

    def _too_soon(self, request: HttpRequest, edition: Edition, refused: ValidationError) -> HttpResponse:
        messages.warning(request, words(refused))
        return HttpResponseRedirect(reverse("admin:entries_edition_judging", args=[edition.pk]))

    def _judged(self, request: HttpRequest, pk: int) -> Any:
        """The Book for who arranges its judging, or the way back to the list with a word."""
        if not (judging.may_arrange(request.user) and self.has_view_permission(request)):
            raise PermissionDenied(judging.ONLY)
        edition = self.get_object(request, str(pk))
        if edition is None:
            messages.warning(request, "There is no such Book. It may have been deleted.")
            return HttpResponseRedirect(reverse("admin:entries_edition_changelist"))
        return edition


def _criteria(edition: Edition) -> list[dict[str, Any]]:
    """The Book's criteria, or those offered while it has none."""
    rows: Any = list(edition.criteria.all()) or judging.OFFERED
    return [{"name": one.name, "question": one.question, "weight": one.weight} for one in rows]


def _wanted(forms_of: Any) -> list[judging.Wanted]:
    rows = [one.cleaned_data for one in forms_of if one.cleaned_data.get("name")]
    return [judging.Wanted(one["name"], one["question"], one["weight"] or 1) for one in rows]


def _cells(one: totals.Total) -> list[str]:
    entry = one.entry
    outcome = Outcome(entry.outcome or Outcome.UNDECIDED)
    return [
        entry.title, entry.slug, one.team, one.care_group, entry.status, outcome, one.shown, str(one.judges),
        one.shown_spread, str(one.unfinished), "; ".join(one.interests),
    ]  # fmt: skip
