"""Field types and base classes that several tables share."""

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django_prose_editor.fields import ProseEditorFormField

from entries.text.markup import clean_html

EDITOR = {
    "Bold": True,
    "Italic": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Heading": {"levels": [3, 4]},
    "Blockquote": True,
    "Subscript": True,
    "Superscript": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HardBreak": True,
}
RESERVED_SLUGS = frozenset({"print", "other-projects"})
key_validator = RegexValidator(r"^[a-z0-9][a-z0-9_-]*\Z", "Use small letters, digits, hyphens and underscores.")


def not_reserved(slug: str) -> None:
    """Refuse a slug that an address of our own needs; raises ValidationError."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"“{slug}” is kept for an address of the library's own. Choose another.")


class RichTextField(models.TextField):
    """HTML cleaned on its way into the database, whichever way it comes: form, loaddata, bulk insert or a revert."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Clean text; leave expressions alone."""
        if isinstance(value, str):
            value = clean_html(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> Any:
        """The rich text editor, offering what cleaning lets through; the admin brings a widget of its own."""
        return super().formfield(
            **{"form_class": ProseEditorFormField, "config": {"extensions": EDITOR}, "preset": "casebook", **kwargs}
        )


class LinkField(models.URLField):
    """A web address; one typed without a scheme is taken as https."""

    def formfield(self, **kwargs: Any) -> Any:
        """Django's form field, with the scheme that Django 6 will assume."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})


def new_key() -> str:
    """A short random key for a row that gets none from a file."""
    return "k" + secrets.token_hex(5)


class NaturalKeyManager(models.Manager[Any]):
    """Finds rows by the fields that a fixture names them with."""

    def get_by_natural_key(self, *values: str) -> Any:
        """The row with this natural key; raises DoesNotExist."""
        return self.get(**dict(zip(self.model.natural_key_lookups, values, strict=True)))


class Keyed(models.Model):
    """A row that a fixture can hold: `natural_key_lookups` name the fields that tell it apart, and never change."""

    natural_key_lookups: ClassVar[tuple[str, ...]] = ("key",)
    objects = NaturalKeyManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str, ...]:
        """The values a fixture refers to this row by."""
        values = []
        for lookup in self.natural_key_lookups:
            value: Any = self
            for name in lookup.split("__"):
                value = getattr(value, name)
            values.append(str(value))
        return tuple(values)

    def clean(self) -> None:
        """Refuse to change a key once it is stored."""
        super().clean()
        if self.pk and hasattr(self, "key"):
            stored = type(self)._default_manager.filter(pk=self.pk).values_list("key", flat=True).first()
            if stored is not None and stored != self.key:
                raise ValidationError("A key stays as it is: other records and files refer to it.")


class Slugged(Keyed):
    """A row with an address: the slug may change (the old one goes on leading here), the key does not."""

    slug_kind: ClassVar[str]
    key = models.SlugField(
        max_length=120,
        unique=True,
        editable=False,
        help_text="The first slug. It never changes: files and feeds refer to it.",
    )
    slug = models.SlugField(
        "address",
        max_length=120,
        unique=True,
        validators=[not_reserved],
        help_text="The last part of the web address. If you change it, the old address leads to the new one.",
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new row its key: the first slug."""
        if not self.key:
            self.key = self.slug
        super().save(*args, **kwargs)


class Retirable(models.Model):
    """A name that can be retired: it stays where it is used, and is given to nothing new."""

    name: Any
    retired = models.BooleanField(default=False, editable=False, help_text="Kept where it is used, and not used anew.")

    class Meta:
        abstract = True
