"""A judge's pages: the entries of a Book to judge, and one entry with its text beside the marks.

Whoever is named as a judge may come here, whatever their role at the desk, and sees their own marks only.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from entries import library
from entries.editorial import judging
from entries.editorial.cards import Card, Hand, hand
from entries.models import OUT_STATES, Criterion, Edition, Judge, Score

LONGEST_COMMENT = 2000
CHOICES = [(str(points), str(points)) for points in judging.POINTS]
LOW, HIGH = "nothing of it", "could not be better"


class MarkForm(forms.Form):
    """Marks and words for each criterion; what is left open can be given later."""

    def __init__(self, data: Any, criteria: tuple[Criterion, ...], marks: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.criteria = criteria
        for one in criteria:
            mark: Score | None = marks.get(one.pk)
            self.fields[f"points-{one.pk}"] = forms.ChoiceField(
                label=one.name, choices=CHOICES, widget=forms.RadioSelect, required=False,
                initial=None if mark is None else str(mark.points),
            )  # fmt: skip
            self.fields[f"comment-{one.pk}"] = forms.CharField(
                label=f"Why, for {one.name}", required=False, max_length=LONGEST_COMMENT,
                widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_COMMENT}), initial=mark.comment if mark else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Words without a mark would be lost, so a mark is asked for."""
        cleaned = super().clean() or self.cleaned_data
        for one in self.criteria:
            if cleaned.get(f"comment-{one.pk}") and not cleaned.get(f"points-{one.pk}"):
                self.add_error(f"points-{one.pk}", f"Give a mark for “{one.name}” with your words.")
        return cleaned

    def rows(self) -> list[tuple[Criterion, Any, Any]]:
        """Each criterion with its two fields, for the template."""
        return [(one, self[f"points-{one.pk}"], self[f"comment-{one.pk}"]) for one in self.criteria]

    @property
    def given(self) -> dict[int, judging.Given]:
        """What was given, by criterion's id."""
        return {
            one.pk: judging.Given(int(points), self.cleaned_data[f"comment-{one.pk}"])
            for one in self.criteria
            if (points := self.cleaned_data[f"points-{one.pk}"])
        }


def urls(site: Any) -> list[URLPattern]:
    """The pages of judges, for the desk."""

    def page(view: Callable[..., HttpResponse]) -> Any:
        @wraps(view)
        def answered(request: HttpRequest, edition_pk: int, **named: int) -> HttpResponse:
            judge = _judge(request, edition_pk)
            answer = view(request, site, hand(judge), **named)
            # Another person's browser may be the same one.
            answer["Cache-Control"] = "no-store"
            return answer

        return site.admin_view(answered)

    return [
        path("judging/<int:edition_pk>/", page(list_view), name="judging"),
        path("judging/<int:edition_pk>/<int:entry_pk>/", page(entry_view), name="judging_entry"),
    ]


def _judge(request: HttpRequest, edition_pk: int) -> Judge:
    edition = Edition.objects.filter(pk=edition_pk).first()
    if edition is None:
        raise PermissionDenied(judging.NOT_A_JUDGE)
    if edition.state in OUT_STATES:
        # Its drafts are then changes to come, which are not a judge's to read.
        raise PermissionDenied("This Book is published, so judging it is over.")
    return judging.judge_of(edition, request.user)


def list_view(request: HttpRequest, site: Any, held: Hand) -> HttpResponse:
    """The entries to judge, with how far this judge is."""
    context = {"title": f"Judge {held.judge.edition.title}", "hand": held, "edition": held.judge.edition}
    return TemplateResponse(request, "admin/judging/list.html", site.each_context(request) | context)


def entry_view(request: HttpRequest, site: Any, held: Hand, entry_pk: int) -> HttpResponse:
    """One entry's draft with the marks; a POST keeps them at once, or declares an interest."""
    before, card, after = held.around(entry_pk)
    if card is None:
        messages.warning(request, "This entry is not among those to judge.")
        return HttpResponseRedirect(reverse("admin:judging", args=[held.judge.edition_id]))
    form = MarkForm(request.POST if "mark" in request.POST else None, held.criteria, card.marks, label_suffix="")
    if request.method == "POST":
        answer = _done(request, held, card, form, after)
        if answer is not None:
            return answer
    context = site.each_context(request) | {
        "title": card.entry.title, "hand": held, "edition": held.judge.edition, "card": card, "form": form,
        "before": before, "after": after, "place": held.cards.index(card) + 1, "low": LOW, "high": HIGH,
        "points": judging.POINTS, "story": library.preview(card.entry.pk),
    }  # fmt: skip
    return TemplateResponse(request, "admin/judging/entry.html", context)


def _done(request: HttpRequest, held: Hand, card: Card, form: MarkForm, after: Card | None) -> HttpResponse | None:
    """What was asked for, done; None when the form is to be shown again."""
    by_script = request.headers.get("Accept") == "application/json"
    wrong: list[str] = []
    try:
        if "declare" in request.POST:
            judging.declare(held.judge, card.entry, request.POST.get("note", "").strip()[:250])
            told = "Your interest is declared. No mark of yours counts for this entry."
        elif "undeclare" in request.POST:
            judging.undeclare(held.judge, card.entry)
            told = "Your declaration is taken back."
        elif form.is_valid():
            judging.mark(held.judge, card.entry, form.given)
            told = "Your marks are saved."
        else:
            wrong = [str(error) for errors in form.errors.values() for error in errors]
            told = ""
    except ValidationError as refused:
        wrong, told = refused.messages, ""
        if not by_script:
            messages.error(request, " ".join(wrong))
            return HttpResponseRedirect(request.path)
    if by_script:
        now = date_format(localtime(), "H:i")
        return JsonResponse({"saved": not wrong, "told": " ".join(wrong) or f"Saved at {now}."})
    if wrong:
        return None
    messages.success(request, told)
    goes_on = after is not None and request.POST.get("mark") == "next"
    target = after.entry.pk if after is not None and goes_on else card.entry.pk
    return HttpResponseRedirect(reverse("admin:judging_entry", args=[held.judge.edition_id, target]))
