"""The entry: one piece in the library, as it is being written. Readers see its live version."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate
from taggit.managers import TaggableManager

from entries.models.choices import SECTIONS, Kind, Outcome, SectionStyle, Status
from entries.models.contacts import Contact
from entries.models.editions import Edition
from entries.models.fields import LinkField, RichTextField, Slugged
from entries.models.organisations import Team
from entries.models.slugs import SlugKind
from entries.models.tags import EntryCareGroup, EntryTheme

RICH_TEXT_HELP = "Paste from Word if you like: only headings, lists, links and tables are kept."


REVIEW_YEARS = 2


def years_after(day: date, years: int) -> date:
    """The same day, so many years later; 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class Entry(Slugged):
    """One piece in the library, with one address for life."""

    slug_kind = SlugKind.ENTRY
    title = models.CharField(
        max_length=200, help_text="What was done, in plain words. Up to about 60 characters reads best."
    )
    title_is_ours = models.BooleanField(
        "the title is ours",
        default=False,
        help_text="The source gave none; the page says that this one was given here.",
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CASE_STUDY)
    section_style = models.CharField(
        max_length=20,
        choices=SectionStyle.choices,
        blank=True,
        help_text="What the sections are called. Empty: as the edition says, else the Big Book's.",
    )
    is_supplier_account = models.BooleanField(
        "supplier's own account",
        default=False,
        help_text="Written by a supplier and not checked by us. Labelled so everywhere.",
    )
    summary = models.TextField(blank=True, help_text="Two sentences: what was done, and what came of it.")
    headline_result = models.CharField(
        "what changed, in one line", max_length=200, blank=True, help_text="Shown under the title in every list."
    )
    aims = RichTextField("what did we want to achieve?", blank=True, help_text=RICH_TEXT_HELP)
    actions = RichTextField("what we did", blank=True)
    results = RichTextField(blank=True)
    next_steps = RichTextField(blank=True)
    lessons_learned = RichTextField(
        "what we learned", blank=True, help_text="As text. Single lessons can also stand as rows below."
    )
    period_start = models.DateField("results from", null=True, blank=True)
    period_end = models.DateField("results to", null=True, blank=True)
    last_confirmed = models.DateField(null=True, blank=True, help_text="When the team last said that this still holds.")
    source = models.CharField(max_length=200, blank=True, help_text="Where it was first published, if not here.")
    source_url = LinkField("source's address", max_length=500, blank=True)
    source_note = models.TextField(
        "note on the source", blank=True, help_text="Shown at the foot: what was unclear in the source, say."
    )

    event_start = models.DateTimeField("event begins", null=True, blank=True)
    event_end = models.DateTimeField("event ends", null=True, blank=True)
    event_place = models.CharField("place", max_length=200, blank=True)
    booking_url = LinkField("booking link", max_length=500, blank=True)
    audio_url = LinkField("podcast's audio", max_length=500, blank=True)
    hosts = models.CharField("hosts and guests", max_length=300, blank=True)
    award_body = models.CharField("awarded by", max_length=200, blank=True)
    award_category = models.CharField("category", max_length=200, blank=True)
    award_result = models.CharField("result", max_length=100, blank=True)
    byline = models.CharField(
        max_length=300, blank=True, help_text="Who wrote it, with role, for a blog or an insight."
    )

    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="entries")
    teams = models.ManyToManyField(Team, through="EntryTeam", related_name="entries")
    same_project = models.ManyToManyField("self", blank=True, help_text="Other entries that tell of the same project.")
    care_groups = TaggableManager("care groups", through=EntryCareGroup, blank=True, related_name="entries")
    themes = TaggableManager("themes", through=EntryTheme, blank=True, related_name="entries")

    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="entries")
    outcome = models.CharField(
        max_length=20,
        choices=Outcome.choices,
        blank=True,
        help_text="What judging decided. Only for entries of a Book.",
    )
    position = models.PositiveIntegerField(
        "place in the Book", default=0, help_text="Lower comes first; then by title."
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(
        "published", null=True, blank=True, help_text="Readers see it from this moment on (London time)."
    )
    was_public = models.BooleanField(default=False, editable=False)
    withdrawn_because = models.TextField("why it was taken down", blank=True)
    editor = models.ForeignKey(
        "entries.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
        help_text="Who at the desk looks after it, before it is published and after. Readers never see this.",
    )
    review_on = models.DateField(
        "next review",
        null=True,
        blank=True,
        db_index=True,
        help_text="When somebody asks whether it still holds. Set at its first publication. Readers never see this.",
    )
    # Defaults, not auto_now: loaddata saves without it, and fixtures do not carry these.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-updated_at", "key"]
        indexes = [models.Index(fields=["status", "published_at"], name="entry_status_published")]
        permissions = [("publish_entry", "Can publish and withdraw entries")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="entry_status_known"),
            models.CheckConstraint(condition=models.Q(outcome__in=["", *Outcome.values]), name="entry_outcome_known"),
            models.CheckConstraint(
                condition=models.Q(section_style__in=["", *SectionStyle.values]), name="entry_style_known"
            ),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False) | models.Q(outcome=""), name="entry_outcome_needs_edition"
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED) | models.Q(published_at__isnull=False),
                name="entry_published_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(period_end__isnull=True)
                | models.Q(period_start__isnull=True)
                | models.Q(period_end__gte=models.F("period_start")),
                name="entry_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note when the draft was last saved; whatever is published has a day of review."""
        self.updated_at = timezone.now()
        self.settle_review()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what the database would refuse, in words; raises ValidationError."""
        super().clean()
        wrong = {}
        if self.outcome and not self.edition_id:
            wrong["outcome"] = "Only an entry of a Book has an outcome. Choose its edition, or leave this empty."
        if self.period_start and self.period_end and self.period_end < self.period_start:
            wrong["period_end"] = "The period ends before it begins."
        if self.last_confirmed and self.last_confirmed > localdate():
            wrong["last_confirmed"] = "This day is still to come."
        if wrong:
            raise ValidationError(wrong)

    def settle_review(self) -> None:
        """Give a published entry its first day of review, counted from when it was last known to hold."""
        if self.status == Status.PUBLISHED and self.published_at and self.review_on is None:
            known = max(filter(None, (localdate(self.published_at), self.last_confirmed)))
            self.review_on = years_after(known, REVIEW_YEARS)

    @property
    def is_blank(self) -> bool:
        """Whether there is no more than a title and a team, as with many mentions."""
        return not any(getattr(self, name) for name in ("summary", *SECTIONS))
