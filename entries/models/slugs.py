"""Slug history: an address once given leads to its owner for life and is never given to another."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from entries.models.fields import Keyed, NaturalKeyManager


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


class MergeableManager(NaturalKeyManager):
    """Finds rows by key, also by that of a row merged into them, so that an old fixture does not make it again."""

    def get_by_natural_key(self, *values: str) -> Any:
        """The row with this key, or what it was merged into; raises DoesNotExist."""
        try:
            return super().get_by_natural_key(*values)
        except self.model.DoesNotExist:
            old = OldSlug.objects.filter(kind=self.model.slug_kind, slug=values[0], merged=True).first()
            if old is None:
                raise
            return super().get_by_natural_key(old.target)


def lead_on(row: Any, into: Any) -> None:
    """Let every name of a row about to be merged lead to another: its address, those of before, and its key."""
    kind, target = row.slug_kind, target_of(into)
    for old in OldSlug.objects.filter(kind=kind, target=target_of(row)):
        old.target, old.merged = target, True
        old.save()
    OldSlug.objects.create(kind=kind, slug=row.slug, target=target, merged=True, merged_pk=row.pk)
    if not OldSlug.objects.filter(kind=kind, slug=target_of(row)).exists():
        OldSlug.objects.create(kind=kind, slug=target_of(row), target=target, merged=True)


def present_pk(model: Any, pk: int) -> int:
    """The id of what a row was merged into, and that into in turn; the row's own while it is there or was deleted."""
    if model._default_manager.filter(pk=pk).exists():
        return pk
    old = OldSlug.objects.filter(kind=model.slug_kind, merged_pk=pk).first()
    name = "key" if hasattr(model, "key") else "slug"
    into = model._default_manager.filter(**{name: old.target}).first() if old else None
    return into.pk if into else pk


def leave_if_merged(row: Any) -> None:
    """Give a row about to be loaded its stored values when its file names by it what was merged into that row."""
    stored = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    if stored is None or target_of(stored) == target_of(row):
        return
    if OldSlug.objects.filter(kind=row.slug_kind, slug=target_of(row), merged=True).exists():
        for field in row._meta.concrete_fields:
            setattr(row, field.attname, getattr(stored, field.attname))
