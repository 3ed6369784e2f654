"""The outbox: every mail that goes out is a row first. What mails say, where somebody at the desk rewrote it."""

import secrets

from django.db import models
from django.utils import timezone


class MailState(models.TextChoices):
    """How far a mail is on its way."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    UNSURE = "unsure", "May have been sent: check"


def new_mail_key() -> str:
    """A random name for a mail, which its Message-ID bears."""
    return secrets.token_hex(16)


class Mail(models.Model):
    """One mail to one address. `lines` are what was gathered into it while it waited."""

    # The same at every try, so that mail servers and readers' programs know a second copy for what it is.
    key = models.CharField(max_length=32, unique=True, default=new_mail_key, editable=False)
    kind = models.CharField(max_length=40)
    to = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    lines = models.JSONField(default=list, blank=True)
    person = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="mails")
    state = models.CharField(max_length=20, choices=MailState.choices, default=MailState.WAITING)
    why = models.TextField("what was said last", blank=True)
    tries = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField("made", default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    # When a sender took it, and when the server had it.
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("sent", null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["state", "next_try"], name="mail_state_next_try")]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="mail_state_known")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"


class MailText(models.Model):
    """What mails of a kind say instead of what the code has for them. Data: it is filled in, never run."""

    kind = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    changed_by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "text of a mail"
        verbose_name_plural = "texts of mails"

    def __str__(self) -> str:
        return self.kind


class Reminder(models.Model):
    """That a person was sent their digest of a period: the row is what keeps a second one from going out."""

    person = models.ForeignKey("entries.User", models.CASCADE, related_name="reminders")
    period = models.CharField(max_length=20, help_text="2030-W07, 2030-02 or 2030-02-11.")
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "period"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.period}"
