"""Editions: one yearly Big Book of one organisation."""

from django.core.exceptions import ValidationError
from django.db import models

from entries.models.choices import EditionState, Qualifier, SectionStyle
from entries.models.fields import RichTextField, Slugged
from entries.models.organisations import Organisation
from entries.models.slugs import SlugKind


class Edition(Slugged):
    """A Book: what is in it is public when its state says so and its moment has come."""

    slug_kind = SlugKind.EDITION
    title = models.CharField(max_length=200, help_text="As on the cover: Big Book of Best Practice 2023-24.")
    short_title = models.CharField(
        max_length=40, blank=True, help_text="For narrow places: 2023-24. Empty: the address is used."
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="editions", help_text="Whose Book it is."
    )
    period_start = models.DateField("work from", null=True, blank=True)
    period_end = models.DateField("work to", null=True, blank=True)
    introduction = RichTextField(blank=True)
    holdings_note = models.TextField(
        "what is held", blank=True, help_text="If the library holds only a part of this Book, say which."
    )
    foreword = RichTextField(blank=True)
    foreword_author = models.CharField(max_length=120, blank=True)
    foreword_role = models.CharField(max_length=160, blank=True)
    foreword_portrait = models.ImageField(upload_to="portraits", blank=True)
    foreword_portrait_alt = models.CharField("portrait in words", max_length=250, blank=True)
    cover = models.ImageField(upload_to="covers", blank=True)
    cover_alt = models.CharField("cover in words", max_length=250, blank=True)
    banner = models.ImageField(
        upload_to="banners", blank=True, help_text="Decorative: it carries no meaning of its own."
    )
    received = models.PositiveIntegerField("number received", null=True, blank=True)
    received_qualifier = models.CharField(
        "nearly, about or over",
        max_length=10,
        choices=Qualifier.choices,
        blank=True,
        help_text="Empty when the number is exact.",
    )
    received_counted = models.BooleanField(
        default=False, editable=False, help_text="The number was counted here when the Book was published."
    )
    mentions_note = models.TextField(
        "about honourable mentions", blank=True, help_text="Shown above the mentions of each part."
    )
    section_style = models.CharField(max_length=20, choices=SectionStyle.choices, default=SectionStyle.BIG_BOOK)
    state = models.CharField(max_length=20, choices=EditionState.choices, default=EditionState.COLLECTING)
    publishes_at = models.DateTimeField(
        null=True, blank=True, help_text="Nothing of the Book is public before this moment (London time)."
    )

    class Meta:
        ordering = ["-period_start", "slug"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=EditionState.values), name="edition_state_known"),
            models.CheckConstraint(
                condition=models.Q(section_style__in=SectionStyle.values), name="edition_style_known"
            ),
            models.CheckConstraint(
                condition=models.Q(received_qualifier__in=["", *Qualifier.values]), name="edition_qualifier_known"
            ),
            models.CheckConstraint(
                condition=models.Q(period_end__isnull=True)
                | models.Q(period_start__isnull=True)
                | models.Q(period_end__gte=models.F("period_start")),
                name="edition_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a period that ends before it begins; raises ValidationError."""
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": "The period ends before it begins."})
