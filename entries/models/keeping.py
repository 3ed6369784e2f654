"""Keeping the library true: the links that entries hold, as last tried, and what teams are to be asked."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from entries.models.entries import Entry


class LinkState(models.TextChoices):
    """What became of a link when it was last tried."""

    NEW = "new", "Not tried yet"
    WORKS = "works", "Works"
    FAILING = "failing", "Failed of late"
    BROKEN = "broken", "Broken"
    NOT_ASKED = "not-asked", "Not tried: it leads inside a network"


class CheckedLink(models.Model):
    """An address that published entries link to. It is broken once it failed on several days."""

    digest = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of the address.")
    address = models.TextField()
    entries = models.ManyToManyField(Entry, related_name="checked_links")
    state = models.CharField(max_length=20, choices=LinkState.choices, default=LinkState.NEW)
    since = models.DateTimeField(default=timezone.now, help_text="Since when the state is what it is.")
    why = models.CharField("what was answered", max_length=200, blank=True)
    failed_days = models.PositiveIntegerField(default=0)
    failed_on = models.DateField(null=True, blank=True, help_text="The last day on which it failed.")
    tried_at = models.DateTimeField("last tried", null=True, blank=True)

    class Meta:
        verbose_name = "link"
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=LinkState.values), name="checked_link_state_known")
        ]

    def __str__(self) -> str:
        return self.address


class AskState(models.TextChoices):
    """How far a question to a team is."""

    TO_ASK = "to-ask", "To ask"
    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    DROPPED = "dropped", "Dropped"


OPEN_ASKS = (AskState.TO_ASK, AskState.ASKED)


class Ask(models.Model):
    """Something to ask of a team about an entry: whom, why, and how far it is."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="asks")
    whom = models.CharField(max_length=200, help_text="The team, or its mailbox.")
    why = models.CharField(max_length=300, help_text="What you want to know. Is the figure of 91% still right?")
    state = models.CharField(max_length=20, choices=AskState.choices, default=AskState.TO_ASK)
    note = models.TextField(blank=True, help_text="What was answered, and by whom.")
    made_by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField("noted", default=timezone.now)
    changed_at = models.DateTimeField("last changed", default=timezone.now)

    class Meta:
        verbose_name = "team to ask"
        verbose_name_plural = "teams to ask"
        ordering = ["changed_at", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=AskState.values), name="ask_state_known")]

    def __str__(self) -> str:
        return f"{self.whom}: {self.why}"

    def clean(self) -> None:
        """Refuse an answer that says nothing; raises ValidationError."""
        super().clean()
        if self.state == AskState.ANSWERED and not self.note.strip():
            raise ValidationError({"note": "Say what was answered."})
