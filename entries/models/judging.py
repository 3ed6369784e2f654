"""How a Book's entries are judged: criteria with weights, judges, their marks, and the interests they declare.

None of these is kept in the history or written to files, and none says its marks as text: while judging is open,
nobody but the judge may come upon a mark.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from entries.models.editions import Edition
from entries.models.entries import Entry

MOST_POINTS, HEAVIEST = 5, 20


class Judging(models.Model):
    """That a Book's judging was opened here, whether it is closed, and whether it was opened again after that."""

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="judging")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Judging of {self.edition_id}"


class Criterion(models.Model):
    """What judges look at in each entry of a Book, and how much it counts."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=80)
    question = models.CharField("what judges ask themselves", max_length=250, blank=True)
    weight = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="criterion_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1) & models.Q(weight__lte=HEAVIEST), name="criterion_weight_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Judge(models.Model):
    """Somebody who judges a Book, whatever else they may do at the desk."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="judges")
    # PROTECT: with the account would go its marks, and the totals would change in silence.
    user = models.ForeignKey("entries.User", models.PROTECT, related_name="judges")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="judge_once")]

    def __str__(self) -> str:
        return f"Judge of {self.edition_id}"


class Score(models.Model):
    """What one judge gave one entry for one criterion."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="scores")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    points = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["judge", "entry", "criterion"], name="score_once"),
            models.CheckConstraint(condition=models.Q(points__lte=MOST_POINTS), name="score_points_in_range"),
        ]

    def __str__(self) -> str:
        # Lists of what would be deleted show this to people who may not see the marks.
        return "A mark"


class Interest(models.Model):
    """A judge's word that they have a part in an entry: no mark of theirs counts there."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="interests")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="interests")
    note = models.CharField("what the interest is", max_length=250, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["judge", "entry"], name="interest_once")]

    def __str__(self) -> str:
        return "A declared interest"
