"""The two tag vocabularies, care groups and themes, and which entries bear them."""

from typing import Any, ClassVar

from django.db import models
from taggit.models import ItemBase, TagBase

from entries.models.fields import Keyed, NaturalKeyManager, Retirable, not_reserved
from entries.models.slugs import OldSlug, SlugKind
from entries.text.folding import fold


class TagManager(models.Manager["Vocabulary"]):
    """Finds tags by slug, also by one they had before, so that an old fixture makes no second tag."""

    def get_by_natural_key(self, slug: str) -> "Vocabulary":
        """The tag with this slug, now or before; raises DoesNotExist."""
        old = OldSlug.objects.filter(kind=self.model.slug_kind, slug=slug).values_list("target", flat=True).first()
        return self.get(slug=old or slug)


class Vocabulary(Retirable, TagBase):
    """A tag with a sentence that explains it and a place in lists."""

    slug_kind: ClassVar[str]
    natural_key_fields = ["slug"]
    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        validators=[not_reserved],
        help_text="The last part of the web address. If you change it, the old address leads to the new one.",
    )
    description = models.TextField(blank=True, help_text="One sentence: what readers find under this name.")
    order = models.PositiveIntegerField(
        default=0,
        help_text="Lower comes first in lists. In a Book, an entry with two care groups stands in full in the first.",
    )
    objects = TagManager()

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def natural_key(self) -> tuple[str]:
        """A tag is named by its slug."""
        return (self.slug,)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """A slug of `a-z0-9-`, numbered when it is taken."""
        slug = fold(tag).replace(" ", "-")[:90] or "tag"
        return slug if i is None else f"{slug}-{i}"


class CareGroup(Vocabulary):
    """The part of the organisation a project comes from: a Book has a part for each."""

    slug_kind = SlugKind.CARE_GROUP

    class Meta(Vocabulary.Meta):
        verbose_name = "care group"


class Theme(Vocabulary):
    """What a project is about, across care groups and years."""

    slug_kind = SlugKind.THEME

    class Meta(Vocabulary.Meta):
        verbose_name = "theme"


class TagLink(ItemBase, Keyed):
    """An entry bears a tag."""

    natural_key_lookups = ("content_object__key", "tag__slug")

    class Meta:
        abstract = True

    objects: ClassVar[Any] = NaturalKeyManager()

    def natural_key(self) -> tuple[str, ...]:
        """The entry's key and the tag's slug."""
        return Keyed.natural_key(self)


class EntryCareGroup(TagLink):
    """An entry stands in a care group."""

    content_object: Any = models.ForeignKey(
        "entries.Entry", models.CASCADE, related_name="care_group_links", verbose_name="entry"
    )
    tag: Any = models.ForeignKey(CareGroup, models.PROTECT, related_name="entry_links", verbose_name="care group")

    class Meta:
        verbose_name = "care group of an entry"
        verbose_name_plural = "care groups of entries"
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="care_group_once")]


class EntryTheme(TagLink):
    """An entry is about a theme."""

    content_object: Any = models.ForeignKey(
        "entries.Entry", models.CASCADE, related_name="theme_links", verbose_name="entry"
    )
    tag: Any = models.ForeignKey(Theme, models.PROTECT, related_name="entry_links", verbose_name="theme")

    class Meta:
        verbose_name = "theme of an entry"
        verbose_name_plural = "themes of entries"
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="theme_once")]
