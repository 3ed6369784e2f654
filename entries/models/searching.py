"""What the communications team teaches search, and what was searched for. No person stands in any of it."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from entries.models.entries import Entry

SEPARATORS = ";\n"
SIDES = "Several words or phrases are parted by semicolons."


def phrases(text: str) -> list[str]:
    """The words or phrases of a side, in order, each once."""
    return list(
        dict.fromkeys(phrase for part in re.split(f"[{SEPARATORS}]", text) if (phrase := " ".join(part.split())))
    )


class Synonym(models.Model):
    """Words that mean the same: who asks for what stands on the left also finds what stands on the right.

    Two ways, everything on either side finds everything else.
    """

    left = models.CharField("words", max_length=500, help_text=SIDES)
    right = models.CharField("also find", max_length=500, blank=True, help_text=SIDES)
    two_way = models.BooleanField(
        "both ways",
        default=True,
        help_text="All of these words find each other. Otherwise only the first lot finds the second.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="For editors: why, or where it does not hold.")

    class Meta:
        ordering = ["left"]

    def __str__(self) -> str:
        return f"{self.left} {'=' if self.two_way else '→'} {self.right}" if self.right else self.left

    def clean(self) -> None:
        """Refuse a synonym that would change nothing."""
        if self.two_way and len(phrases(f"{self.left};{self.right}")) < 2:
            raise ValidationError({"right": "Give at least two different words or phrases in all."})
        if not self.two_way and not (phrases(self.left) and phrases(self.right)):
            raise ValidationError({"right": "Say what these words should also find."})


class BestBet(models.Model):
    """An entry that stands first for certain words, while readers may see it."""

    words = models.CharField(max_length=500, help_text=f"What readers type. {SIDES}")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="best_bets")
    order = models.IntegerField(default=0, help_text="The lower, the higher up, when several stand for the same words.")

    class Meta:
        ordering = ["words", "order", "pk"]
        verbose_name = "best bet"

    def __str__(self) -> str:
        return f"{self.words}: {self.entry}"


class Search(models.Model):
    """That something was searched for on a day, and how much was found. Not by whom."""

    day = models.DateField(db_index=True)
    words = models.CharField(max_length=200, help_text="As typed, in small letters.")
    filters = models.CharField(max_length=300, blank=True)
    count = models.IntegerField(help_text="How many have all the words.")
    count_any = models.IntegerField(help_text="How many have any of them.")

    class Meta:
        verbose_name_plural = "searches"
        indexes = [models.Index(fields=["words"], name="search_words")]

    def __str__(self) -> str:
        return f"{self.words} ({self.day})"
