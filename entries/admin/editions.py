"""Books at the desk: list and form. State and moment are set by publishing, which has a page of its own."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from entries.admin.base import SluggedForm
from entries.admin.books import MakesBooks
from entries.admin.giving import Giving
from entries.admin.judging import Judging
from entries.admin.publishing import Publishing
from entries.admin.site import desk
from entries.editorial import books
from entries.editorial.links import PREVIEW_BOOK
from entries.editorial.totals import tally
from entries.models import OUT_STATES, Edition, EditionState, Outcome, Status


class EditionForm(SluggedForm):
    """A Book's form. It comes out and is taken back by the page “Publish this Book” alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            is_out = self.instance.state in OUT_STATES
            self.fields["state"].choices = [  # type: ignore[attr-defined]
                (state.value, state.label) for state in EditionState if (state in OUT_STATES) == is_out
            ]
            self.fields["state"].help_text = "It is published, and taken back, by “Publish this Book”."


@admin.register(Edition, site=desk)
class EditionAdmin(Publishing, Judging, Giving, MakesBooks):
    """Books. State and moment act at once: with them the whole Book becomes public."""

    form = EditionForm
    purpose = PREVIEW_BOOK
    list_display = ["title", "organisation", "state", "comes_out", "full", "mentions", "undecided", "drafts"]
    list_filter = ["state", ("organisation", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["organisation"]
    prepopulated_fields = {"slug": ["short_title"]}
    fieldsets = [
        ("The Book", {"fields": ["title", "short_title", "slug", "organisation", ("period_start", "period_end")]}),
        ("When readers see it", {"fields": ["state", "publishes_at"]}),
        (
            "What it opens with",
            {"fields": ["introduction", "holdings_note", "mentions_note"]},
        ),
        (
            "Foreword",
            {
                "fields": [
                    "foreword",
                    ("foreword_author", "foreword_role"),
                    ("foreword_portrait", "foreword_portrait_alt"),
                ]
            },
        ),
        ("Look", {"fields": [("cover", "cover_alt"), "banner", "section_style"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Its numbers are counted. Only a Book that came from a file may say that more was received than it holds."""
        found = list(super().get_fieldsets(request, obj))
        if obj is None:
            return found
        stated = books.states_received(obj)
        fields = [*([("received_qualifier", "received")] if stated else []), "numbers"]
        told = (
            "This Book came from a file, and the library may hold only a part of it: the number received is what the "
            "Book itself says."
            if stated
            else "Counted from the entries of this Book. Readers are told the number received when it was published."
        )
        return [*found[:2], ("Numbers", {"fields": fields, "description": told}), *found[2:]]

    @admin.display(description="counted here")
    def numbers(self, edition: Edition) -> str:
        """Received, judged, published."""
        found = tally(edition)
        return (
            f"{found.received} received, {found.judged} judged ({found.full} in full, {found.mentions} mentioned, "
            f"{found.not_used} not in this Book), {found.undecided} undecided, {found.published} published"
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        """With the counts of its entries."""

        def of(**condition: Any) -> Count:
            return Count("entries", filter=Q(**{f"entries__{name}": value for name, value in condition.items()}))

        return (
            super()
            .get_queryset(request)
            .annotate(
                full_count=of(outcome=Outcome.FULL),
                mention_count=of(outcome=Outcome.MENTION),
                undecided_count=of(outcome__in=["", Outcome.UNDECIDED]),
                draft_count=Count("entries", filter=~Q(entries__status=Status.PUBLISHED)),
            )
        )

    @admin.display(description="comes out", ordering="publishes_at")
    def comes_out(self, edition: Edition) -> str:
        """The moment, London time."""
        return date_format(localtime(edition.publishes_at), "j F Y, H:i") if edition.publishes_at else ""

    @admin.display(description="full stories", ordering="full_count")
    def full(self, edition: Any) -> int:
        """Full stories."""
        return edition.full_count

    @admin.display(description="mentions", ordering="mention_count")
    def mentions(self, edition: Any) -> int:
        """Honourable mentions."""
        return edition.mention_count

    @admin.display(description="undecided", ordering="undecided_count")
    def undecided(self, edition: Any) -> int:
        """Entries that judging has not settled."""
        return edition.undecided_count

    @admin.display(description="not published", ordering="draft_count")
    def drafts(self, edition: Any) -> int:
        """Entries that readers would not see."""
        return edition.draft_count

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of a Book that is out, or is to come out, the moment is set where it is published."""
        fields = super().get_readonly_fields(request, obj)
        fields = [*fields, "numbers"]
        return [*fields, "publishes_at"] if obj is not None and obj.state in OUT_STATES else fields
