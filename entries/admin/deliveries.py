"""Bringing files in: upload or paste, progress without script, a line for each file, and the files to download.

Reading goes in steps of two seconds: each step's page leads to the next one by itself (`Refresh`), and whoever leaves
comes back to a page that goes on. Reading makes nothing but rows to review, so a GET may do it.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from entries.admin.base import may_bring, row_key
from entries.admin.review import Review
from entries.admin.site import desk
from entries.importers import ENDINGS, NotAllowed
from entries.importers.files import LARGEST, MB
from entries.importers.received import GAVE_UP, MOST_FILES, MOST_FOUND, NOT_READ, keep, read_again, read_on
from entries.models import OUT_STATES, Delivery, Edition, FoundEntry, FoundState, ReadState, ReceivedFile
from entries.text.wording import counted

STEP = 2.0  # seconds of reading in one request
PAUSE = 2  # seconds before the next look, while somebody else reads
LONGEST_TEXT = 500_000
DONE = (ReadState.READ, ReadState.SAME, ReadState.UNREADABLE)


class FilesInput(forms.ClearableFileInput):
    """The browser's own input, for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty one is let through, to get its own line."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files that were sent."""
        found = [one for one in data or () if isinstance(one, UploadedFile)]
        if len(found) > MOST_FILES:
            raise ValidationError(f"These are {len(found)} files. Send at most {MOST_FILES} at once.")
        return found


class BringForm(forms.Form):
    """Files or text, and the Book that they are for."""

    sent = FilesField(
        label="Files",
        required=False,
        help_text=f"Several at once: {', '.join(ENDINGS)}, up to {LARGEST // MB} MB each and {MOST_FILES} together. "
        "One story in each, or a whole part of a Book.",
    )
    text = forms.CharField(
        label="Or paste the text here",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="From an e-mail or a PDF, say.",
    )
    edition = forms.ModelChoiceField(
        Edition.objects.all(), label="For which Book", required=False, empty_label="No Book, or as the file says"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two at least."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("sent") and not cleaned.get("text", "").strip():
            raise ValidationError("Choose files, or paste the text.")
        return cleaned


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with what was found in it, or in the same file before."""

    file: ReceivedFile
    rows: tuple[FoundEntry, ...]

    @property
    def others(self) -> str:
        """How many more it holds than are shown; "" for none."""
        more = getattr(self.file, "holds", 0) - len(self.rows)
        return f"{more:,}" if more > 0 else ""

    @property
    def may_try_again(self) -> bool:
        """Whether reading it once more could end otherwise: what was wrong was not in the file, as far as we know."""
        return self.file.state == ReadState.UNREADABLE and self.file.message in (NOT_READ, GAVE_UP)


@admin.register(Delivery, site=desk)
class DeliveryAdmin(Review):
    """The files that were brought in together."""

    list_display = ["sent_on", "who", "book", "files_read", "to_review"]
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who may bring entries in."""
        return may_bring(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same."""
        return may_bring(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The same."""
        return may_bring(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """With what the list shows, in one query."""
        return (
            super()
            .get_queryset(request)
            .select_related("edition", "sent_by")
            .annotate(
                all_files=Count("files", distinct=True),
                read_files=Count("files", filter=Q(files__state__in=DONE), distinct=True),
                waiting=Count("files__found", filter=Q(files__found__state=FoundState.WAITING), distinct=True),
            )
        )

    @admin.display(description="brought in", ordering="sent_at")
    def sent_on(self, delivery: Delivery) -> str:
        """The day and time, London time."""
        return date_format(localtime(delivery.sent_at), "j F Y, H:i")

    @admin.display(description="by")
    def who(self, delivery: Delivery) -> str:
        """Who sent them."""
        return str(delivery.sent_by) if delivery.sent_by else ""

    @admin.display(description="Book")
    def book(self, delivery: Delivery) -> str:
        """The Book, by its short title."""
        return str(delivery.edition.short_title or delivery.edition.slug) if delivery.edition else ""

    @admin.display(description="files read")
    def files_read(self, delivery: Any) -> str:
        """How many of how many."""
        return f"{delivery.read_files} of {delivery.all_files}"

    @admin.display(description="to review")
    def to_review(self, delivery: Any) -> str:
        """How many entries wait."""
        return str(delivery.waiting or "")

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/read/", wrap(require_safe(self.read_view)), name="entries_delivery_read"),
            path("file/<int:pk>/", wrap(require_safe(self.file_view)), name="entries_delivery_file"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take files and text, keep them, and begin to read."""
        if not may_bring(request.user):
            raise PermissionDenied
        making = Edition.objects.exclude(state__in=OUT_STATES).order_by("-slug").first()
        form = BringForm(
            request.POST if request.method == "POST" else None, request.FILES or None, initial={"edition": making}
        )
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                delivery = keep(given["sent"], given["text"], edition=given["edition"], user=request.user)
            except NotAllowed as refused:
                raise PermissionDenied(str(refused)) from refused
            return HttpResponseRedirect(reverse("admin:entries_delivery_read", args=[delivery.pk]))
        return self._answer(request, "bring", {"title": "Bring in files", "form": form})

    def read_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read for a while, and say how far it is; at the end, lead to the lines."""
        delivery = self._found(request, pk)
        left = read_on(delivery, STEP)
        here = reverse("admin:entries_delivery_change", args=[pk])
        if not left:
            return HttpResponseRedirect(here)
        answer = self._answer(request, "lines", self._lines(delivery, going_on=True))
        # Not by a meta element: the page's own would be read out, and stops nobody who asked to look.
        waiting = delivery.files.filter(state=ReadState.WAITING).exists()
        answer["Refresh"] = f"{0 if waiting else PAUSE}; url={request.path}"
        return answer

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Each file with what came of it; who sends it may let one be read again."""
        delivery = self._found(request, row_key(object_id))
        if request.method == "POST":
            received = delivery.files.filter(pk=row_key(request.POST.get("again", ""))).first()
            if received is None:
                messages.warning(request, "There is no such file.")
                return HttpResponseRedirect(request.path)
            read_again(received)
            return HttpResponseRedirect(reverse("admin:entries_delivery_read", args=[delivery.pk]))
        return self._answer(request, "lines", self._lines(delivery))

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """A file as it was sent, to save; never shown in place, whatever is in it."""
        if not may_bring(request.user):
            raise PermissionDenied
        received = get_object_or_404(ReceivedFile, pk=pk)
        try:
            opened = received.file.open("rb")
        except (OSError, ValueError):
            raise Http404 from None
        answer = FileResponse(
            opened, as_attachment=True, filename=received.name, content_type="application/octet-stream"
        )
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer

    def _found(self, request: HttpRequest, pk: int) -> Delivery:
        if not may_bring(request.user):
            raise PermissionDenied
        return get_object_or_404(Delivery.objects.select_related("edition", "sent_by"), pk=pk)

    def _lines(self, delivery: Delivery, *, going_on: bool = False) -> dict[str, Any]:
        # A sheet that a command imported has thousands; what waits for review is shown whatever its number.
        shown = FoundEntry.objects.filter(Q(number__lte=MOST_FOUND) | Q(state=FoundState.WAITING))
        shown = shown.select_related("entry").defer("source")
        files = list(
            delivery.files.select_related("same_as")
            .prefetch_related(Prefetch("found", shown), Prefetch("same_as__found", shown))
            .annotate(holds=Count("found"))
        )
        done = sum(file.state in DONE for file in files)
        lines = [FileLine(file, tuple((file.same_as or file).found.all())) for file in files]
        waits = [found for file in files for found in file.found.all() if found.state == FoundState.WAITING]
        return {
            "title": f"Brought in on {date_format(localtime(delivery.sent_at), 'j F Y, H:i')}",
            "delivery": delivery, "lines": lines, "done": done, "going_on": going_on, "left": len(files) - done,
            "next": waits[0] if waits else None, "to_review": counted(len(waits), "entry waits", "entries wait"),
        }  # fmt: skip
