"""The list of entries out to Excel or CSV, and back in: every change is shown before it is made."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import Error
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from entries import library
from entries.admin.base import DeskAdmin
from entries.editorial import moves, upkeep
from entries.importers import Unreadable
from entries.importers.roundtrip import ENDINGS, Changes, make, planned, read_back, sheet_of
from entries.importers.roundtrip.making import lines_of
from entries.models import Entry, ReturnedSheet
from entries.text.markup import clean_line

LARGEST = 30_000_000  # bytes
LONGEST_NAME = 200


class SheetForm(forms.Form):
    """The sheet that comes back."""

    sheet = forms.FileField(label="The sheet", help_text="An Excel file (.xlsx) or a CSV file.")

    def clean_sheet(self) -> UploadedFile:
        """Refuse what is too large to be read at once."""
        sheet: UploadedFile = self.cleaned_data["sheet"]
        if (sheet.size or 0) > LARGEST:
            raise forms.ValidationError("It is larger than 30 MB. Send it in parts.")
        return sheet


class Sheets(DeskAdmin):
    """The ways out and the way back."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        wrap = self.admin_site.admin_view
        return [
            path("sheet.<str:ending>", wrap(self.sheet_view), name="entries_entry_sheet"),
            path("sheet/", wrap(self.return_view), name="entries_entry_return"),
            path("sheet/<int:pk>/", wrap(self.returned_view), name="entries_entry_returned"),
            *super().get_urls(),
        ]

    def sheet_view(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        """The list as it is narrowed by the address, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            found = None
        if found is None or ending not in ENDINGS:
            messages.warning(request, "There is no such list, so there is no sheet of it.")
            return HttpResponseRedirect(reverse("admin:entries_entry_changelist"))
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
        sheet_of(found, ending, file)
        file.seek(0)
        answer = FileResponse(file, as_attachment=True, filename=f"entries-{timezone.localdate()}.{ending}")
        answer["Cache-Control"] = "no-store"
        return answer

    def return_view(self, request: HttpRequest) -> HttpResponse:
        """Take a sheet in, and lead to what it would change."""
        self._may_return(request)
        form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
        if form.is_bound and form.is_valid():
            try:
                return HttpResponseRedirect(
                    reverse("admin:entries_entry_returned", args=[self._kept_sheet(request, form).pk])
                )
            except Unreadable as wrong:
                form.add_error("sheet", str(wrong))
        context = {"title": "Bring a sheet back", "form": form}
        return self._sheet_page(request, "sheet_return", context)

    def returned_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a sheet would change; a POST makes just what was shown."""
        self._may_return(request)
        sheet = ReturnedSheet.objects.filter(pk=pk, by_id=request.user.pk).first()
        if sheet is None:
            messages.warning(
                request, "That sheet is not here any more: its changes were made, or another came after it."
            )
            return HttpResponseRedirect(reverse("admin:entries_entry_return"))
        if request.method == "POST":
            return self._make_sheet(request, sheet)
        changes = planned(sheet.name, sheet.rows, request.user)
        return self._sheet_shown(request, sheet, changes)

    def _make_sheet(self, request: HttpRequest, sheet: ReturnedSheet) -> HttpResponse:
        try:
            with library.writing(user=request.user):
                list(
                    Entry.objects.select_for_update()
                    .filter(slug__in=[row["slug"] for row in sheet.rows])
                    .order_by("pk")
                )
                changes = planned(sheet.name, sheet.rows, request.user)
                if changes.wrong or not changes.changed or request.POST.get("shown") != _digest(changes):
                    return self._sheet_shown(request, sheet, changes, changed=True)
                record = make(changes, sheet.name, request.user)
                sheet.delete()
        except (ValidationError, PermissionDenied, Error) as wrong:
            # What only the saving can tell: somebody changed something in between. All of it was taken back.
            messages.error(request, f"Nothing was changed: {' '.join(getattr(wrong, 'messages', [str(wrong)]))}")
            return HttpResponseRedirect(request.path)
        messages.success(request, record.what)
        return HttpResponseRedirect(reverse("admin:entries_upkeep_change", args=[record.pk]))

    def _sheet_shown(
        self, request: HttpRequest, sheet: ReturnedSheet, changes: Changes, changed: bool = False
    ) -> HttpResponse:  # fmt: skip
        context = {"title": f"What {sheet.name} changes", "sheet": sheet, "changes": changes, "changed": changed}
        context |= {"kept": [row for row in changes.rows if row.kept], "shown": _digest(changes)}
        return self._sheet_page(request, "sheet_returned", context)

    def _kept_sheet(self, request: HttpRequest, form: SheetForm) -> ReturnedSheet:
        """The rows of the sheet that say something; earlier ones of this person are let go of. Raises Unreadable."""
        upload: UploadedFile = form.cleaned_data["sheet"]
        name = clean_line(Path(upload.name or "sheet").name)[-LONGEST_NAME:]
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / f"sheet{Path(name).suffix}"
            with kept.open("wb") as file:
                for chunk in upload.chunks():
                    file.write(chunk)
            rows = read_back(kept)
        user: Any = request.user
        ReturnedSheet.objects.filter(by=user).delete()
        return ReturnedSheet.objects.create(name=name, rows=rows, by=user)

    def _may_return(self, request: HttpRequest) -> None:
        if not (self.has_change_permission(request) and moves.may(request.user, moves.EDIT)):
            raise PermissionDenied

    def _sheet_page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/entries/entry/{name}.html", common | context)


def _digest(changes: Changes) -> str:
    """What was shown, with what stands against it."""
    whole = [(row.number, row.changes) for row in changes.rows]
    return upkeep.digest(lines_of(changes), whole, [str(one) for one in changes.wrong])
