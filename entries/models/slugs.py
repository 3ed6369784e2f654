"""Slug history: an address once given leads to its owner for life and is never given to another."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from entries.models.fields import Keyed


class SlugKind(models.TextChoices):
    """Whose address a slug is."""

    ENTRY = "entry", "Entry"
    CARE_GROUP = "care-group", "Care group"
    THEME = "theme", "Theme"
    TEAM = "team", "Team"
    ORGANISATION = "organisation", "Organisation"
    EDITION = "edition", "Edition"


class OldSlug(Keyed):
    """A slug that was an address before, and the key (a tag's: the present slug) of what it leads to."""

    natural_key_lookups = ("kind", "slug")
    kind = models.CharField(max_length=20, choices=SlugKind.choices)
    slug = models.SlugField(max_length=120)
    target = models.CharField("leads to", max_length=120, db_index=True)
    merged = models.BooleanField(
        default=False, help_text="What had this address is now part of what it leads to; files that name it mean that."
    )
    # Versions in the history name what was merged by its id. Of this database alone.
    merged_pk = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "old address"
        verbose_name_plural = "old addresses"
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="old_slug_once"),
            models.CheckConstraint(condition=models.Q(kind__in=SlugKind.values), name="old_slug_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.slug}"


def target_of(row: Any) -> str:
    """What slug history calls this row: its key, or for a tag its slug."""
    return getattr(row, "key", None) or row.slug


def refuse_taken(row: Any) -> None:
    """Raise ValidationError when the row's slug was another's address once."""
    taken = OldSlug.objects.filter(kind=row.slug_kind, slug=row.slug).exclude(target__in=_names_of(row)).first()
    if taken:
        raise ValidationError({"slug": f"“{row.slug}” was the address of “{taken.target}” and still leads there."})


def keep_old_slug(row: Any) -> None:
    """Note the stored slug of a row about to be saved with another; a slug taken back leaves the history."""
    stored = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    refuse_taken(row)
    if stored is None or stored.slug == row.slug:
        return
    if not hasattr(row, "key"):
        for old in OldSlug.objects.filter(kind=row.slug_kind, target=stored.slug):
            old.target = row.slug
            old.save()
    OldSlug.objects.filter(kind=row.slug_kind, slug=row.slug).delete()
    OldSlug.objects.get_or_create(kind=row.slug_kind, slug=stored.slug, defaults={"target": target_of(row)})


def _names_of(row: Any) -> list[str]:
    """What slug history may call a stored row; a new one has no past."""
    if not row.pk:
        return []
    if hasattr(row, "key"):
        # Not its slug: another's key is often that one's first slug, and would pass for a name of this row.
        return [row.key]
    stored = type(row)._default_manager.filter(pk=row.pk).values_list("slug", flat=True).first()
    return [name for name in (target_of(row), row.slug, stored) if name]
