"""“This person has left”: who is meant, everything that names them, and swapping them in one action."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode

from entries.admin.base import DeskAdmin
from entries.admin.planned import grouped
from entries.editorial import upkeep
from entries.editorial.leaving import Found, Leaving, Person, Successor, candidates, find, listed, may_show, person_of
from entries.editorial.roles import at_the_desk
from entries.models import Contact, User
from entries.text.markup import clean_line

LONGEST_NAME, LONGEST_ADDRESS = 120, 254


class WhoForm(forms.Form):
    """Who has left, by the address of the page."""

    name = forms.CharField(label="Name", required=False, max_length=LONGEST_NAME)
    address = forms.CharField(
        label="Their own address", required=False, max_length=LONGEST_ADDRESS,
        help_text="Empty if they only read a shared mailbox: that stays.",
    )  # fmt: skip


class SuccessorForm(forms.ModelForm):
    """Whom to ask instead, who looks after their entries, and why."""

    heir: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Who looks after their entries at the desk", required=False, empty_label="Nobody"
    )
    why = forms.CharField(label="Why", required=False, max_length=200, help_text="Kept with each entry’s history.")

    class Meta:
        model = Contact
        fields = ["mailbox", "person", "role"]
        labels = {"mailbox": "Ask this mailbox instead", "person": "Or this person", "role": "Their role"}
        help_texts = {"mailbox": "A shared mailbox outlives the person who reads it.", "person": "", "role": ""}

    def __init__(self, *args: Any, who: Person, accounts: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who = who
        if accounts:
            others = at_the_desk().exclude(pk__in=[one.pk for one in accounts])
            self.fields["heir"].queryset = others  # type: ignore[attr-defined]
        else:
            del self.fields["heir"]

    def clean(self) -> dict[str, Any]:
        """Refuse whoever left as their own successor."""
        cleaned = super().clean() or self.cleaned_data
        if self.who.has(cleaned.get("mailbox", "")):
            self.add_error("mailbox", f"That is the address of {self.who}, who has left.")
        if self.who.is_called(cleaned.get("person", "")):
            self.add_error("person", f"That is {self.who}, who has left.")
        return cleaned

    @property
    def leaving(self) -> Leaving:
        """What the form asks for, once it is valid."""
        by = Successor(*(self.cleaned_data[name] for name in ("mailbox", "person", "role")))
        return Leaving(self.who, by, self.cleaned_data.get("heir"))


class Leavers(DeskAdmin):
    """The page, beside the list of contacts."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours before them."""
        view = self.admin_site.admin_view(self.left_view)
        return [path("left/", view, name="entries_contact_left"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's, with the way to the page."""
        if contact := kwargs.get("obj"):
            context |= {"left_url": _address(person_of(contact.person, contact.mailbox))}
        return super().render_change_form(request, context, *args, **kwargs)

    def left_view(self, request: HttpRequest) -> HttpResponse:
        """Find whom is meant (`who`); or, for a `name` or `address`, show what names them, and swap it by a POST."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        who = _asked(request)
        if not (who.name or who.address):
            text = clean_line(request.GET.get("who", "")).strip()[:LONGEST_ADDRESS]
            return self._page(request, {"text": text, "people": _named(text) if text else ()})
        return self._for(request, who, find(who))

    def _for(self, request: HttpRequest, who: Person, found: Found) -> HttpResponse:
        form = SuccessorForm(request.POST if request.method == "POST" else None, who=who, accounts=found.accounts)
        leaving = form.leaving if form.is_bound and form.is_valid() else None
        lines = leaving.lines(request.user, found) if leaving else listed(found)
        shown = upkeep.digest(lines, who, leaving)
        agreed = request.POST.get("step") == "do"
        if leaving and agreed and request.POST.get("shown") == shown and not found.is_empty:
            record = leaving.carry_out(request.user, form.cleaned_data["why"])
            messages.success(request, f"Done. {record.what}")
            return HttpResponseRedirect(reverse("admin:entries_upkeep_change", args=[record.pk]))
        return self._page(request, {
            "who": who, "whoform": WhoForm(initial={"name": who.name, "address": who.address}), "found": found,
            "form": form, "said": leaving is not None, "changed": agreed and leaving is not None, "shown": shown,
            "groups": grouped(lines), "publisher": may_show(request.user),
        })  # fmt: skip

    def _page(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        title = f"{context['who']} has left" if "who" in context else "Somebody has left"
        common = self.admin_site.each_context(request) | {"opts": self.opts, "title": title}
        return TemplateResponse(request, "admin/entries/contact/left.html", common | context)


def _asked(request: HttpRequest) -> Person:
    name, address = (clean_line(request.GET.get(name, "")).strip() for name in ("name", "address"))
    return Person(name[:LONGEST_NAME], address[:LONGEST_ADDRESS])


def _named(text: str) -> list[tuple[Person, str]]:
    """Who may be meant, with the address of their page."""
    return [(one, _address(one)) for one in candidates(text)]


def _address(who: Person) -> str:
    return f"{reverse('admin:entries_contact_left')}?{urlencode({'name': who.name, 'address': who.address})}"
