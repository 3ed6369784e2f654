"""Links for people without an account: making one, seeing which are out, ending one. For entries and for Books."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from entries.admin.base import DeskAdmin, row_key
from entries.editorial import links
from entries.models import Edition, Entry

DAYS = [(7, "a week"), (14, "two weeks"), (30, "30 days"), (90, "90 days")]


class LinkForm(forms.Form):
    """For whom, and for how long."""

    note = forms.CharField(label="For whom", max_length=120, help_text="A name or a team, so that you know it again.")
    held_by = forms.EmailField(
        label="Their address",
        required=False,
        max_length=254,
        help_text="By it the link is found and ended when they leave.",
    )
    days = forms.TypedChoiceField(label="It works for", choices=DAYS, coerce=int, initial=14)


class Giving(DeskAdmin):
    """The page of a row's links; `purpose` is what they are good for."""

    purpose = ""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        name = f"entries_{self.opts.model_name}_links"
        return [path("<int:pk>/links/", self.admin_site.admin_view(self.links_view), name=name), *super().get_urls()]

    def links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is out; make one, whose address is shown this once; or end one."""
        target = self.get_object(request, str(pk))
        if target is None:
            messages.warning(request, "It is not there. It may have been deleted.")
            return HttpResponseRedirect(reverse(f"admin:entries_{self.opts.model_name}_changelist"))
        if not (self.has_view_permission(request, target) and links.may_give(target, request.user)):
            raise PermissionDenied
        if "end" in request.POST:
            return self._ended(request, target)
        form, made = LinkForm(request.POST if request.method == "POST" else None), ""
        if request.method == "POST" and form.is_valid():
            token = links.give(self.purpose, target, user=request.user, **form.cleaned_data)
            made = request.build_absolute_uri(reverse("preview", args=[token]))
            form = LinkForm()
        context = self.admin_site.each_context(request) | {
            "title": f"Links to {target.title}", "opts": self.opts, "target": target, "form": form, "made": made,
            "given": links.given(target), "back": reverse(f"admin:entries_{self.opts.model_name}_change", args=[pk]),
        }  # fmt: skip
        answer = TemplateResponse(request, "admin/entries/links.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    def _ended(self, request: HttpRequest, target: Entry | Edition) -> HttpResponse:
        link = links.given(target).filter(pk=row_key(request.POST["end"])).first()
        if link is None:
            messages.warning(request, "That link had ended already.")
        else:
            links.revoke(link, user=request.user)
            messages.success(request, f"The link for {link.note or 'nobody named'} no longer works.")
        return HttpResponseRedirect(request.path)
