"""“Publish this Book”: one page that shows what would go out, takes a moment, and takes it back."""

import hashlib
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware

from entries import library
from entries.admin.base import DeskAdmin, row_key
from entries.admin.moves import words
from entries.admin.widgets import Moment
from entries.editorial import books, links, totals
from entries.models import OUT_STATES, Edition, Outcome
from entries.text.wording import counted, listed

AT = time(9)


class WhenForm(forms.Form):
    """When readers see it: at a moment, or now."""

    when = forms.ChoiceField(
        label="Readers see the Book", widget=forms.RadioSelect, initial="at",
        choices=[("at", "on a day and time"), ("now", "now")],
    )  # fmt: skip
    at = forms.DateTimeField(label="Day and time", widget=Moment, required=False, help_text="London time.")

    def clean(self) -> dict[str, Any]:
        """A moment to come, where one is wanted."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == "at" and "at" in cleaned:
            if cleaned["at"] is None:
                self.add_error("at", "Say on which day and at what time, or choose “now”.")
            elif cleaned["at"] <= timezone.now():
                self.add_error("at", "This moment is past. Choose one to come, or “now”.")
        return cleaned


class Publishing(DeskAdmin):
    """The pages of a Book's publishing."""

    change_form_template = "admin/entries/edition/change_form.html"

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", wrap(self.publish_view), name="entries_edition_publish"),
            path("<int:pk>/take-back/", wrap(self.take_back_view), name="entries_edition_take_back"),
            *super().get_urls(),
        ]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the Book as it would go out; publish it when that very thing was shown and settled."""
        edition = self._edition(request, pk)
        if isinstance(edition, HttpResponse):
            return edition
        proof = books.proof(edition, request.user)
        form = WhenForm(request.POST if request.method == "POST" else None, initial={"at": default_moment(edition)})
        left_out = {row_key(one) for one in request.POST.getlist("left_out")} - {0}
        if "without_blocked" in request.POST:
            left_out |= {place.entry.pk for place in proof.blocked}
        if request.method == "POST" and form.is_valid():
            if request.POST.get("shown") != _digest(proof):
                messages.error(
                    request, "The Book is not as it was shown to you. Please look again; nothing was published."
                )
            elif self._published(request, edition, proof, form.cleaned_data, left_out):
                return HttpResponseRedirect(request.path)
        return TemplateResponse(
            request, "admin/entries/edition/publish.html", self._context(request, proof, form, left_out)
        )

    def _published(
        self, request: HttpRequest, edition: Edition, proof: books.Proof, when: dict[str, Any], left_out: set[int]
    ) -> bool:
        at = when["at"] if when["when"] == "at" else None
        seen = proof.seen() if request.POST.get("seen") else {}
        try:
            count = books.publish_book(edition, at=at, user=request.user, left_out=left_out, seen=seen)
        except ValidationError as refused:
            messages.error(request, "Nothing was published.")
            for line in refused.messages:
                messages.error(request, line)
            return False
        except PermissionDenied as refused:
            messages.error(request, f"{refused} Nothing was published.")
            return False
        told = counted(count, "entry goes", "entries go")
        moment = date_format(localtime(edition.publishes_at), "l j F Y, H:i")
        messages.success(request, f"{told} out {f'on {moment}' if at else 'now'}, all at once.")
        return True

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One step: nothing of the Book is public from then on."""
        edition = self._edition(request, pk)
        if isinstance(edition, HttpResponse):
            return edition
        back = HttpResponseRedirect(reverse("admin:entries_edition_publish", args=[pk]))
        if request.method != "POST":
            return back
        try:
            books.take_back(edition, user=request.user, why=request.POST.get("why", "")[:200])
            messages.success(request, f"“{edition.title}” is taken back. Readers see nothing of it.")
        except (ValidationError, PermissionDenied) as refused:
            messages.error(request, words(refused))
        return back

    def _edition(self, request: HttpRequest, pk: int) -> Any:
        """The Book, or the way back to the list with a word."""
        edition = self.get_object(request, str(pk))
        if edition is None:
            messages.warning(request, "There is no such Book. It may have been deleted.")
            return HttpResponseRedirect(reverse("admin:entries_edition_changelist"))
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition

    def _context(
        self, request: HttpRequest, proof: books.Proof, form: forms.Form, left_out: set[int]
    ) -> dict[str, Any]:
        going = proof.without(left_out)
        edition = proof.edition
        full = [place for place in proof.places if place.entry.outcome == Outcome.FULL]
        warned = sum(bool(place.found.warnings) and not place.is_blocked for place in proof.places)
        ready = sum(not place.is_blocked for place in proof.places)
        return self.admin_site.each_context(request) | {
            "title": f"Publish {edition.title}", "opts": self.opts, "edition": edition, "proof": proof, "form": form,
            "left_out": left_out, "going": going, "shown": _digest(proof), "warned": warned, "ready": ready,
            "tally": tally(going), "blocked_going": [place for place in going if place.is_blocked],
            "full": len(full), "mentions": len(proof.places) - len(full),
            "parts": len({place.part for place in going}),
            "to_look_at": sum(len(some) for some in proof.seen().values()),
            "is_set": edition.state in OUT_STATES, "is_out": library.is_out(edition, timezone.now()),
            "may": books.may(request.user), "counts": totals.tally(edition),
            "given": links.given(edition) if links.may_give(edition, request.user) else None,
        }  # fmt: skip


def tally(places: Any) -> str:
    """4 stories and 3 honourable mentions."""
    mentions = sum(place.entry.outcome == Outcome.MENTION for place in places)
    counts = ((len(places) - mentions, "story", "stories"), (mentions, "honourable mention", "honourable mentions"))
    return listed(*counts, last=" and ") or "Nothing"


def default_moment(edition: Edition) -> datetime:
    """The Book's own, when it is still to come; else nine o'clock in London on the next day."""
    now = timezone.now()
    if edition.publishes_at and edition.publishes_at > now:
        return edition.publishes_at
    return make_aware(datetime.combine(localtime(now).date() + timedelta(days=1), AT))


def _digest(proof: books.Proof) -> str:
    """What was shown: an entry that came, went or changed its findings makes another one."""
    # A set has another order in each worker.
    shown = [
        (place.entry.pk, place.entry.updated_at, place.found.findings, sorted(place.found.acknowledged))
        for place in proof.places
    ]
    return hashlib.sha256(repr((shown, proof.own)).encode()).hexdigest()[:32]
