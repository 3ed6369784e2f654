"""What is changed at many places at once: the log of it, what was found to differ, and sheets on their way back."""

from typing import Any

from django.db import models
from django.utils import timezone


class UpkeepKind(models.TextChoices):
    """What was done."""

    LEFT = "left", "Somebody left"
    MERGED = "merged", "Merged"
    RENAMED = "renamed", "Renamed"
    RETIRED = "retired", "Retired"
    IN_USE = "in-use", "In use again"
    SHEET = "sheet", "Changed by a spreadsheet"


class Upkeep(models.Model):
    """A change of many things in one action: who, when, what, why, and line by line what became of each.

    `undo` holds what it takes to undo it; None when it cannot be undone, or was.
    """

    kind = models.CharField(max_length=20, choices=UpkeepKind.choices)
    what = models.TextField()
    why = models.TextField(blank=True)
    lines: Any = models.JSONField(default=list, blank=True)
    undo: Any = models.JSONField(null=True, blank=True)
    by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "change of many"
        verbose_name_plural = "changes of many"
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=UpkeepKind.values), name="upkeep_kind_known")]

    def __str__(self) -> str:
        return self.what


class KnownDifferent(models.Model):
    """Two names that look alike and that somebody said are different: not suggested again."""

    kind = models.CharField(max_length=20)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="known_different_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="known_different_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.first} and {self.second}"


class ReturnedSheet(models.Model):
    """A sheet that came back, kept until its changes are made: what each row says of which entry."""

    name = models.CharField(max_length=200)
    rows: Any = models.JSONField()
    by = models.ForeignKey("entries.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
