"""The outbox at the desk: every mail and what became of it, and what mails say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from entries.admin.base import DeskAdmin, LookAt, Named, row_key
from entries.admin.site import desk
from entries.editorial import outbox
from entries.editorial.outbox import KINDS, Kind, Words
from entries.library.addresses import site_address
from entries.models import Entry, Mail, MailText
from entries.text.letters import as_html
from entries.text.markup import trusted
from entries.text.wording import counted

OFFERED = 20
MADE_UP = "Support workers who call families back the same day"


class KindFilter(admin.SimpleListFilter):
    """What kind of mail."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Each kind there is."""
        return [(kind.name, kind.label) for kind in KINDS.values()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The mails of it."""
        return queryset.filter(kind=self.value()) if self.value() else None


@admin.register(Mail, site=desk)
class MailAdmin(LookAt, Named):
    """Mails, newest first. Nothing in one can be changed; one that did not go out can be tried again."""

    list_display = ["subject", "to", "kind_name", "state", "why", "tries", "made_on"]
    list_filter = ["state", KindFilter, "made_at"]
    list_per_page = 50
    search_fields = ["to", "subject", "text"]
    search_help_text = "Looks at addresses, subjects and what the mails say."
    actions = ["send_again", "settle_as_sent"]
    fields = ["to", "subject", "kind_name", "state", "why", "tries", "made_on", "sent_on", "text", "shown"]

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Whether this person may have a mail sent again."""
        return request.user.has_perm("entries.change_mail")

    @admin.action(description="Try again", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Let each wait for the next run."""
        done = [outbox.try_again(mail, user=request.user) for mail in queryset]
        _tell(request, sum(done), "waits for the next run", "wait for the next run", len(done))

    @admin.action(description="Call it sent", permissions=["send"])
    def settle_as_sent(self, request: HttpRequest, queryset: Any) -> None:
        """For those that may have been sent, and were."""
        done = [outbox.call_sent(mail, user=request.user) for mail in queryset]
        _tell(request, sum(done), "counts as sent", "count as sent", len(done))

    @admin.display(description="kind", ordering="kind")
    def kind_name(self, mail: Mail) -> str:
        """Its name."""
        return KINDS[mail.kind].label if mail.kind in KINDS else mail.kind

    @admin.display(description="made", ordering="made_at")
    def made_on(self, mail: Mail) -> str:
        """Day and time, London time."""
        return _moment(mail.made_at)

    @admin.display(description="sent", ordering="sent_at")
    def sent_on(self, mail: Mail) -> str:
        """Likewise."""
        return _moment(mail.sent_at)

    @admin.display(description="as HTML")
    def shown(self, mail: Mail) -> SafeString:
        """As a program that shows HTML has it."""
        return format_html('<div class="cd-letter">{}</div>', trusted(as_html(mail.text)))


def _moment(moment: datetime | None) -> str:
    return date_format(localtime(moment), "j F Y, H:i") if moment else ""


def _tell(request: HttpRequest, done: int, one: str, many: str, chosen: int) -> None:
    said = f"{counted(done, 'mail')} {one if done == 1 else many}."
    left = f" {counted(chosen - done, 'mail')} left alone: not in a state for that." if chosen > done else ""
    messages.success(request, said + left)


class WordsForm(forms.Form):
    """The words of a kind, and with which entry to look at them."""

    subject = forms.CharField(max_length=150)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 12, "class": "cd-mail"}), strip=False)
    entry = forms.ChoiceField(label="Look at it with", required=False)

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        recent = Entry.objects.order_by("-updated_at").values_list("pk", "title")[:OFFERED]
        self.fields["entry"].choices = [("", "A made-up entry"), *recent]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse places that there are not."""
        cleaned = super().clean() or self.cleaned_data
        if "subject" in cleaned and "text" in cleaned:
            try:
                outbox.check(self.kind, self.words())
            except ValidationError as wrong:
                self.add_error(None, wrong)
        return cleaned

    def words(self) -> Words:
        """What was typed, with the line ends of a database."""
        return Words(self.cleaned_data["subject"], self.cleaned_data["text"].replace("\r\n", "\n").strip())


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind in the list: whether its words are the code's own, and if not, who changed them and when."""

    kind: Kind
    url: str
    row: MailText | None


@admin.register(MailText, site=desk)
class MailTextAdmin(DeskAdmin):
    """What mails say: one page for all kinds, one for each."""

    def get_urls(self) -> list[Any]:
        """The two pages; a row has none of its own."""
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.kinds_view), name="entries_mailtext_changelist"),
            path("<slug:name>/", wrap(self.words_view), name="entries_mailtext_words"),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Kinds stand in the code."""
        return False

    def kinds_view(self, request: HttpRequest) -> HttpResponse:
        """Every kind of mail and when it goes out."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = {row.kind: row for row in MailText.objects.select_related("changed_by")}
        lines = [
            KindLine(kind, reverse("admin:entries_mailtext_words", args=[kind.name]), rows.get(kind.name))
            for kind in KINDS.values()
        ]
        context = self.admin_site.each_context(request) | {"title": "What mails say", "opts": self.opts, "lines": lines}
        return TemplateResponse(request, "admin/entries/mail_kinds.html", context)

    def words_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """The words of one kind: looked at (`step=look`), kept (`keep`), or put back to the code's own (`default`)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kinds = HttpResponseRedirect(reverse("admin:entries_mailtext_changelist"))
        kind = KINDS.get(name)
        if kind is None:
            messages.warning(request, "There is no such kind of mail.")
            return kinds
        step = request.POST.get("step", "")
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        if step == "default":
            outbox.keep(kind, outbox.default(kind))
            messages.success(request, f"“{kind.label}” says what it said at first.")
            return kinds
        words = outbox.words_of(kind)
        first = {"subject": words.subject, "text": words.text}
        form = WordsForm(kind, request.POST if request.method == "POST" else None, initial=first)
        right = form.is_bound and form.is_valid()
        if right and step == "keep":
            outbox.keep(kind, form.words(), user=request.user)
            messages.success(request, f"“{kind.label}”: the new words are used from now on.")
            return kinds
        looked = _looked_at(request, kind, form.words() if right else words, form.data.get("entry", ""))
        context = self.admin_site.each_context(request) | {
            "title": kind.label, "opts": self.opts, "kind": kind, "form": form, "looked": looked,
            "html": trusted(as_html(looked.text)), "is_default": words == outbox.default(kind),
            "may_change": self.has_change_permission(request), "wrong": form.is_bound and not right,
        }  # fmt: skip
        return TemplateResponse(request, "admin/entries/mail_words.html", context)


def _looked_at(request: HttpRequest, kind: Kind, words: Words, chosen: str) -> Words:
    """The words with something in every place: of that entry, or made up."""
    entry = Entry.objects.filter(pk=row_key(chosen)).first()
    desk_address = site_address() + reverse("admin:index")
    url = site_address() + reverse("admin:entries_entry_change", args=[entry.pk]) if entry else desk_address
    title = entry.title if entry else MADE_UP
    return words.filled(outbox.sample(kind, title, url, str(request.user), desk_address))
