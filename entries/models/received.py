"""Files that were brought in at the desk, what was found in them, and what became of it."""

from django.db import models
from django.utils import timezone

from entries.models.editions import Edition
from entries.models.entries import Entry

# Not the name that was sent: its ending must not make a browser or a server run what is in it.
KEPT_AS = "received/file.bin"


def kept_as(received: models.Model, name: str) -> str:
    """Under which name a file is kept: the storage puts the hash of its content in."""
    return KEPT_AS


class ReadState(models.TextChoices):
    """How far the reading of a file is."""

    WAITING = "waiting", "Waits to be read"
    READING = "reading", "Being read"
    READ = "read", "Read"
    SAME = "same", "Unchanged"
    UNREADABLE = "unreadable", "Not read"


class FoundState(models.TextChoices):
    """What became of an entry that a file holds."""

    WAITING = "waiting", "To review"
    KEPT = "kept", "Kept"
    LEFT_OUT = "left-out", "Left out"


class Delivery(models.Model):
    """Files that were brought in together, and the Book that they are for."""

    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey("entries.User", models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "files brought in"
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return f"Files of {timezone.localtime(self.sent_at):%d.%m.%Y, %H:%M}"


class ReceivedFile(models.Model):
    """A file as it was sent, kept for good; no `file` when it was too large to keep. `message` says what is wrong."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=kept_as, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=20, choices=ReadState.choices, default=ReadState.WAITING)
    message = models.TextField(blank=True)
    # The earlier file with the same content, when nothing came of this one.
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ReadState.values), name="received_state_known")
        ]

    def __str__(self) -> str:
        return self.name


class FoundEntry(models.Model):
    """An entry that a file holds: what the reader made of it (`draft`), its lines in the file (`source`), its fate.

    Of a sheet that a command imported both are empty: what its rows say stands in the file.
    """

    file = models.ForeignKey(ReceivedFile, models.CASCADE, related_name="found")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    draft = models.JSONField()
    source = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=FoundState.choices, default=FoundState.WAITING)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="came_from")
    decided_by = models.ForeignKey("entries.User", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["file_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="found_number_once"),
            models.CheckConstraint(condition=models.Q(state__in=FoundState.values), name="found_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_taken_up(self) -> bool:
        """Whether it can wait for review again: nothing stands of it, and what the file says is known."""
        return self.entry_id is None and bool(self.draft)
