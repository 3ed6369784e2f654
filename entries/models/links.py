"""Links given to people without an account. What they hold is a token; what is kept is its hash."""

from django.db import models
from django.utils import timezone

from entries.models.editions import Edition
from entries.models.entries import Entry


class LinkPurpose(models.TextChoices):
    """What a link is good for; it is good for nothing else."""

    PREVIEW_ENTRY = "preview-entry", "See one entry before it is published"
    PREVIEW_BOOK = "preview-book", "See a whole Book before it is published"


class GivenLink(models.Model):
    """A link that was given out: to what, for whom, until when, and whether it was ended before."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(max_length=30, choices=LinkPurpose.choices)
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, blank=True, related_name="given_links")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="given_links")
    note = models.CharField("for whom", max_length=120, blank=True)
    held_by = models.EmailField("their address", blank=True, help_text="So that it can be ended when they leave.")
    made_by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=LinkPurpose.values), name="link_purpose_known"),
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True) | models.Q(edition__isnull=True), name="link_to_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}{f', for {self.note}' if self.note else ''}"
