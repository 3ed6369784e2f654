"""An entry's moves at the desk: a page for each, with a word on what it does; and a look at the draft as readers would.

Which moves there are, and whose, the table in `entries.editorial.moves` says.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries import library
from entries.admin.base import DeskAdmin, not_there
from entries.admin.waiting import differences
from entries.admin.widgets import Moment
from entries.editorial import actions, checks, correcting, moves, second
from entries.models import Entry, Status

WHAT = {
    "submit": "It is handed on as done. It can still be changed, and sent back.",
    "review": "Others see that somebody is reading it.",
    "approve": "It may go out. Readers see nothing of it until it is published.",
    "send-back": "It becomes a draft again. The reason is kept with its history.",
    "correct": "Readers see it at once. Only contacts and typos: at most three words in each part, spelt almost alike.",
    "withdraw": "Readers no longer find it. Its address will say that it was taken down. It can be published again.",
}
ACTIONS: dict[str, Callable[..., None]] = {
    "submit": actions.submit,
    "review": actions.take_into_review,
    "approve": actions.approve,
    "send-back": actions.send_back,
    "publish": actions.publish,
    "correct": actions.correct,
    "withdraw": actions.withdraw,
}
TO = "_to_"


class MoveForm(forms.Form):
    """Why it is done; kept with the history."""

    why = forms.CharField(
        label="Why", required=False, max_length=200, help_text="Kept with the history. The team confirmed it, say."
    )


class ReasonForm(forms.Form):
    """Why it is done, which somebody will want to know."""

    why = forms.CharField(label="Why", max_length=200, help_text="Kept with the history.")


class PublishForm(MoveForm):
    """From when, and why."""

    at = forms.DateTimeField(
        label="From",
        required=False,
        widget=Moment,
        help_text="London time. Leave it empty for now; an entry of a Book takes the Book's date.",
    )
    field_order = ["at", "why"]


class Moves(DeskAdmin):
    """The pages."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        ours = [
            path(f"<int:pk>/{name}/", wrap(partial(self.move_view, name=name)), name=f"entries_entry_{name}")
            for name in ACTIONS
        ]
        return [
            *ours,
            path("<int:pk>/preview/", wrap(self.preview_view), name="entries_entry_preview"),
            *super().get_urls(),
        ]

    def move_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Ask for what the move takes, then make it."""
        entry = self._found(request, pk)
        if entry is None:
            return not_there(request)
        back = HttpResponseRedirect(reverse("admin:entries_entry_change", args=[pk]))
        move = next((one for one in moves.MOVES if one.name == name and entry.status in one.before), None)
        try:
            if move is None:
                move = next(one for one in moves.MOVES if one.name == name)
                moves.check(move, entry, request.user)
            moves.allow(move, request.user)
        except (ValidationError, PermissionDenied) as refused:
            messages.error(request, f"{words(refused)} Nothing was changed.")
            return back
        form = _form_of(move)(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            return self._made(request, entry, move, form, back)
        return TemplateResponse(request, "admin/entries/entry/move.html", self._context(request, entry, move, form))

    def _made(
        self, request: HttpRequest, entry: Entry, move: moves.Move, form: forms.Form, back: HttpResponse
    ) -> HttpResponse:
        try:
            given = {"seen": request.POST.get("seen", "").split()} if move.after == Status.PUBLISHED else {}
            ACTIONS[move.name](entry, user=request.user, **form.cleaned_data, **given)
        except (ValidationError, PermissionDenied) as refused:
            messages.error(request, words(refused))
            # What there is to look at stands on the page of the move.
            return HttpResponseRedirect(request.path) if move.after == Status.PUBLISHED else back
        else:
            messages.success(request, said(entry, move))
        return back

    def _context(self, request: HttpRequest, entry: Entry, move: moves.Move, form: forms.Form) -> dict[str, Any]:
        publishes = move.after == Status.PUBLISHED
        return self.admin_site.each_context(request) | {
            "title": f"{move.label}: {entry.title}", "entry": entry, "form": form, "opts": self.opts, "move": move,
            "what": WHAT.get(move.name, ""), "publishes": publishes,
            "differences": differences(entry) if move in (moves.CHANGES, moves.CORRECT) else (),
            "beyond": correcting.corrected(entry).beyond if move == moves.CORRECT else (),
            "second": second.refusals([entry], request.user, move).get(entry.pk, "") if publishes else "",
            "checked": checks.check([entry])[entry.pk] if publishes else None,
            "seen_already": move in (moves.CHANGES, moves.CORRECT), "stops": move == moves.WITHDRAW,
        }  # fmt: skip

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft on the public page's template. Nothing is saved."""
        return require_safe(self._preview)(request, pk)

    def _found(self, request: HttpRequest, pk: int) -> Entry | None:
        entry = self.get_object(request, str(pk))
        if entry is not None and not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def _preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self._found(request, pk)
        if entry is None:
            return not_there(request)
        reading = library.read()
        # As on a public page: the templates' context processor takes the site's name from it.
        request.reading = reading  # type: ignore[attr-defined]
        story = library.preview(entry.pk, reading.own)
        shown = story.card.edition.slug if story.card.edition else ""
        book = next((book for book in reading.books() if book.slug == shown), None)
        context = {"section": "books" if book else "find", "story": story, "book": book, "others": ()}
        return TemplateResponse(request, "entries/entry.html", context)


def _form_of(move: moves.Move) -> type[forms.Form]:
    if move.after == Status.PUBLISHED and move != moves.CORRECT:
        return PublishForm
    return ReasonForm if move.asks_why else MoveForm


def said(entry: Entry, move: moves.Move) -> str:
    """What became of the entry, for whoever moved it; nothing is promised that readers cannot see yet."""
    if move.after != Status.PUBLISHED:
        return f"“{entry.title}” was {move.past}."
    if library.is_visible(entry, timezone.now()):
        return f"Readers see “{entry.title}” as it stands now."
    return f"“{entry.title}” is published, but not shown yet: its moment or its Book's has to come."


def words(refused: Exception) -> str:
    """A refusal in words."""
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
