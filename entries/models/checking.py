"""What somebody has seen and let pass before publishing, and what corrections are measured against."""

from typing import Any

from django.db import models
from django.utils import timezone

from entries.models.entries import Entry


class Acknowledgement(models.Model):
    """A warning of an entry that somebody acknowledged: it is not asked again as long as it says the same."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="acknowledgements")
    fingerprint = models.CharField(max_length=40)
    message = models.TextField()
    by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["entry", "fingerprint"], name="acknowledged_once")]

    def __str__(self) -> str:
        return self.message


class Corrected(models.Model):
    """The texts of an entry as a publisher last put them out, where corrections have changed them since.

    `texts` holds, for each field, that text and the one that the last correction made of it.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="corrected")
    texts: Any = models.JSONField()

    def __str__(self) -> str:
        return f"Corrected: {self.entry_id}"
