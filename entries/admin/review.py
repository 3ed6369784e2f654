"""The screen that reviews what was found in a file: the source beside the draft, and what shall become of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from js_asset import Media

from entries.admin.base import LookAt, Named, may_bring, row_key
from entries.admin.review_form import ReviewForm
from entries.admin.review_matched import shown, source_lines
from entries.editorial import history
from entries.importers import Draft, NotAllowed
from entries.importers.draft import Line
from entries.importers.making import Changed, DecidedAlready, Proposed, Refused, leave_out, make, proposed, take_up
from entries.importers.matching import Match, likely_themes, matches_of
from entries.importers.packing import unpacked
from entries.importers.source import marked
from entries.models import SECTIONS, Edition, Entry, FoundEntry, FoundState

NEW = "new"  # an entry of its own
LEADING = ("title", "teams", "summary")
PLACED = ("headline_result", "contact_email", "contact_name", "organisation", "edition", "care_groups", "themes")


class Review(LookAt, Named):
    """The page of one found entry."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        view = self.admin_site.admin_view(self.review_view)
        return [path("found/<int:pk>/", view, name="entries_delivery_review"), *super().get_urls()]

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it; make of it what was decided, then lead to the next one."""
        if not may_bring(request.user):
            raise PermissionDenied
        found = get_object_or_404(FoundEntry.objects.select_related("file__delivery__edition", "entry"), pk=pk)
        if found.state != FoundState.WAITING:
            return self._decided(request, found)
        if "leave" in request.POST:
            try:
                leave_out(found, request.user)
            except DecidedAlready:
                return self._decided_meanwhile(request, found)
            messages.success(request, f"“{found.title}” was left out. The file is kept.")
            return self._next(found)
        return self._reviewed(request, found)

    def _reviewed(self, request: HttpRequest, found: FoundEntry) -> HttpResponse:
        draft = unpacked(found.draft)
        matches = matches_of(found, draft)
        form = ReviewForm(
            request.POST if request.method == "POST" else None, draft, _edition(found, draft), likely_themes(draft)
        )
        into = _into(request, matches)
        if request.method != "POST":
            change = proposed(draft, into, request.user) if into else Proposed()
            return self._page(request, found, form, matches, into, change)
        if not form.is_valid():
            return self._page(request, found, form, matches, into, None)
        change = proposed(form.reviewed, into, request.user) if into else Proposed()
        # What was not shown is not done: another entry was chosen, or somebody saved it meanwhile.
        seen = into is None or request.POST.get("seen") == _seen(into)
        if "make" in request.POST and seen:
            try:
                version = history.latest(into) if into else 0
                made = make(found, form.reviewed, into=into, version=version, user=request.user)
                return self._made(request, found, made, into)
            except Changed:
                seen = False
            except Refused as refused:
                form.refuse(refused.problems)
            except DecidedAlready:
                return self._decided_meanwhile(request, found)
            except NotAllowed as refused:
                raise PermissionDenied(str(refused)) from refused
        return self._page(request, found, form, matches, into, change, look=not seen)

    def _made(self, request: HttpRequest, found: FoundEntry, entry: Entry, into: Entry | None) -> HttpResponse:
        told = "has the file’s text in its draft" if into else "is a draft"
        messages.success(request, f"“{entry.title}” {told}. Readers see nothing of it.")
        return self._next(found)

    def _decided_meanwhile(self, request: HttpRequest, found: FoundEntry) -> HttpResponse:
        self._told_meanwhile(request, found)
        return self._next(found)

    def _told_meanwhile(self, request: HttpRequest, found: FoundEntry) -> None:
        messages.warning(request, f"Somebody else has decided on “{found.title}” meanwhile.")

    def _next(self, found: FoundEntry) -> HttpResponse:
        """To the next one that waits, those after this one first; at the end to the files."""
        waiting = FoundEntry.objects.filter(file__delivery=found.file.delivery_id, state=FoundState.WAITING)
        keys = list(waiting.exclude(pk=found.pk).values_list("pk", flat=True))
        after = next((pk for pk in keys if pk > found.pk), keys[0] if keys else None)
        if after is not None:
            return HttpResponseRedirect(reverse("admin:entries_delivery_review", args=[after]))
        return HttpResponseRedirect(reverse("admin:entries_delivery_change", args=[found.file.delivery_id]))

    def _decided(self, request: HttpRequest, found: FoundEntry) -> HttpResponse:
        """What became of it; one that nothing came of can be taken up again."""
        if "take_up" in request.POST:
            try:
                take_up(found, request.user)
            except DecidedAlready:
                self._told_meanwhile(request, found)
            return HttpResponseRedirect(request.path)
        context = {"title": f"{found.file.name}: {found.title}", "found": found, "delivery": found.file.delivery}
        context |= {"may_take_up": found.may_be_taken_up}
        return self._answer(request, "decided", context)

    def _page(
        self, request: HttpRequest, found: FoundEntry, form: ReviewForm, matches: list[Match], into: Entry | None,
        change: Proposed | None, *, look: bool = False,
    ) -> HttpResponse:  # fmt: skip
        """The screen. Without a `change` none could be worked out, so none was seen."""
        draft = form.draft
        lines = source_lines(marked((Line(kind, text) for kind, text in found.source), draft), form.headings)
        fields = shown(form, draft)
        siblings = FoundEntry.objects.filter(file=found.file_id).count()
        of = f": entry {found.number} of {siblings}" if siblings > 1 else ""
        context = {
            "title": f"{found.file.name}{of}", "found": found, "delivery": found.file.delivery, "form": form,
            "matches": matches, "into": into, "new": NEW, "change": change, "look": look, "lines": lines,
            "draft": draft, "no_place": sum(line.look == "cd-m0" for line in lines),
            "leading": [fields[name] for name in LEADING], "sections": [fields[name] for name in SECTIONS],
            "placed": [fields[name] for name in PLACED if name != "themes" or form.fields["themes"].queryset],  # type: ignore[attr-defined]
            "seen": _seen(into) if into and change else "", "pictures": [(one, _url(one.url)) for one in form.pictures],
            "media": Media.from_media(form.media, nonce=str(request.csp_nonce)),  # type: ignore[attr-defined]
        }  # fmt: skip
        return self._answer(request, "review", context)

    def _answer(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/entries/delivery/{name}.html", common | context)


def _into(request: HttpRequest, matches: list[Match]) -> Entry | None:
    """The entry that is to be updated: the one chosen, at first the one that is sure."""
    if request.method == "POST":
        chosen = row_key(request.POST.get("into", NEW))
        return next((one.entry for one in matches if one.entry.pk == chosen), None)
    return next((one.entry for one in matches if one.is_sure), None)


def _seen(entry: Entry) -> str:
    """The entry and the version of it whose differences were shown."""
    return f"{entry.pk}:{history.latest(entry)}"


def _edition(found: FoundEntry, draft: Draft) -> Edition | None:
    """The Book that was chosen for the files, else the one that the file names."""
    if found.file.delivery.edition:
        return found.file.delivery.edition
    named = draft.edition or draft.edition_named
    return (Edition.objects.filter(slug=named) | Edition.objects.filter(title=named)).first() if named else None


def _url(name: str) -> str:
    return str(default_storage.url(name)) if name else ""
