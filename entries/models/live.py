"""What readers see, and the one number that tells when it changed. Written by the library package alone."""

from django.db import models
from django.utils import timezone

from entries.models.entries import Entry


class LiveVersion(models.Model):
    """An entry as it was last published, and what is derived from that for lists and filters.

    `document` is data: fields and rows with cleaned rich text, bearing a format number. `card`, `facets` and `sort_key`
    are made from it and from what acts at once (names, tags, edition, outcome); they can be made anew.
    Wide columns stand last, so that reading a card does not walk through them.
    """

    # PROTECT: once published, an entry is withdrawn, never deleted.
    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="live")
    sort_key = models.CharField(max_length=200)
    facets = models.TextField(help_text="Ids of what it can be filtered by, as the library package writes them.")
    published_by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    draft_differs = models.BooleanField(default=False, db_index=True)
    card = models.JSONField()
    document = models.JSONField()

    class Meta:
        verbose_name = "live version"

    def __str__(self) -> str:
        return f"Live version of {self.entry_id}"


class LastChange(models.Model):
    """Who last changed what an entry's draft says, by whatever road: noted by the library package when it is stored."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="last_change")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what the draft says.")
    by = models.ForeignKey("entries.User", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "last change"

    def __str__(self) -> str:
        return f"Last change of {self.entry_id}"


class ContentVersion(models.Model):
    """One row: a number that is another one whenever readers see something else."""

    number = models.BigIntegerField()

    class Meta:
        verbose_name = "content version"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="content_version_one_row")]

    def __str__(self) -> str:
        return str(self.number)


class Stale(models.Model):
    """A mark that something changed which readers may see: an entry, or (no entry) a name or a Book."""

    # A plain number: the mark may outlive the entry inside the transaction that deletes it.
    entry_pk = models.BigIntegerField(null=True)
    publish = models.BooleanField(
        default=False, help_text="A fixture calls it published: what it holds becomes the live version."
    )

    class Meta:
        verbose_name = "stale mark"

    def __str__(self) -> str:
        return f"Stale: {self.entry_pk or 'names'}"


class LoadRecord(models.Model):
    """From which file an entry was last loaded, and what it was then."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="load_record")
    file_name = models.CharField(max_length=200, db_index=True)
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the entry and its rows as they stood after the load."
    )
    waiting = models.JSONField(
        default=list, blank=True, help_text="Keys of entries of the same project that are not in the library yet."
    )
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "load record"

    def __str__(self) -> str:
        return f"{self.entry_id} from {self.file_name}"
