"""The shape of a row in a file: canonical fields, so that file, database and dump can be compared by `==`.

Canonical is: plain JSON values, no defaults, references by natural key, moments in London time, rich text cleaned.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import FileField, ForeignKey, Model
from django.utils.timezone import localtime

from entries import models

# In this order they are dumped and written: each refers only to those before it (and to its own kind).
NAMED: tuple[Any, ...] = (
    models.Organisation, models.Team, models.Contact, models.CareGroup, models.Theme, models.Edition,
)  # fmt: skip
ROWS: tuple[Any, ...] = (
    models.EntryTeam, models.EntryPartner, models.EntryCareGroup, models.EntryTheme, models.KeyFigure, models.Quote,
    models.Lesson, models.Resource, models.Picture, models.Update,
)  # fmt: skip
MODELS: tuple[Any, ...] = (*NAMED, models.Entry, *ROWS, models.OldSlug)
BY_LABEL: dict[str, Any] = {model._meta.label_lower: model for model in MODELS}
# Of this database alone: never in a file.
OURS = {"id", "created_at", "updated_at", "editor", "merged_pk", "review_on", "received_counted"}
# A file may carry them; one that does not leaves them as they are. They never make a conflict.
KEPT = ("was_public", "withdrawn_because", "retired")
LINKS = "same_project"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file or of the database.

    `kept` holds those of KEPT. `links` are keys of entries of the same project from the same file, `beyond` of others:
    those are not this file's alone to say, so they make no conflict and are only ever added.
    """

    model: Any
    key: tuple[str, ...]
    fields: dict[str, Any]
    kept: dict[str, Any] = field(default_factory=dict, compare=False)
    links: tuple[str, ...] = field(default=(), compare=False)
    beyond: tuple[str, ...] = field(default=(), compare=False)
    place: int = field(default=0, compare=False)

    @property
    def kind(self) -> str:
        """What it is, for messages."""
        return str(self.model._meta.verbose_name)

    @property
    def name(self) -> str:
        """Its own key, for messages: without its entry's when it is a row of one."""
        return " ".join(self.key[1:] if self.model in ROWS else self.key)

    @property
    def owner(self) -> str:
        """The key of the entry it belongs to."""
        return self.key[0]

    def __str__(self) -> str:
        if self.model in ROWS:
            return f"entry “{self.owner}”, {self.kind} “{self.name}”"
        title = self.fields.get("title") if self.model is models.Entry else ""
        return f"{self.kind} “{self.name}”" + (f" ({title})" if title else "")


@dataclass(frozen=True, slots=True)
class Story:
    """An entry with all its rows."""

    entry: Row
    rows: dict[tuple[Any, tuple[str, ...]], Row] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of what it is, the same for the same content on every database."""
        rows = [self.entry, *sorted(self.rows.values(), key=lambda row: (row.model._meta.label_lower, row.key))]
        content = [[row.model._meta.label_lower, row.key, row.fields] for row in rows]
        return hashlib.sha256(json.dumps([content, self.entry.links], sort_keys=True).encode()).hexdigest()

    def differences(self, other: "Story") -> list[str]:
        """In which fields and rows the two differ, for messages."""
        rows = {**self.rows, **other.rows}
        changed = [row for key, row in rows.items() if self.rows.get(key) != other.rows.get(key)]
        return names_differing(self.entry, other.entry) + [f"{row.kind} “{row.name}”" for row in changed]


def names_differing(one: Row, other: Row) -> list[str]:
    """The fields in which two rows differ, in the table's order."""
    names = [name for name in fields_of(one.model) if one.fields.get(name) != other.fields.get(name)]
    return names + ([LINKS] if one.links != other.links else [])


@cache
def fields_of(model: Any) -> dict[str, Any]:
    """The fields a file may hold for a table, by name, in the table's order."""
    found = {one.name: one for one in model._meta.concrete_fields if one.name not in OURS}
    if model is models.Entry:
        found[LINKS] = model._meta.get_field(LINKS)
    return found


@cache
def key_fields(model: Any) -> tuple[str, ...]:
    """The lookups of a table's natural key; a tag's is its slug."""
    return getattr(model, "natural_key_lookups", ("slug",))


def key_of(model: Any, fields: dict[str, Any]) -> tuple[str, ...]:
    """The natural key of canonical fields; raises KeyError with the name of a field that is missing."""
    parts = []
    for lookup in key_fields(model):
        name, _, rest = lookup.partition("__")
        one = model._meta.get_field(name)
        value = fields.get(name, default_of(one))
        if not value:
            raise KeyError(name)
        parts.append(str(value[0] if rest else value))
    return tuple(parts)


def row_of(row: Model, links: Iterable[str] = (), beyond: Iterable[str] = ()) -> Row:
    """The row as it stands in the database."""
    model: Any = type(row)
    fields: dict[str, Any] = {}
    kept: dict[str, Any] = {}
    for name, one in fields_of(model).items():
        if name == LINKS:
            continue
        value = _reference(row, one) if isinstance(one, ForeignKey) else plain(one, getattr(row, name))
        if is_default(one, value):
            continue
        (kept if name in KEPT else fields)[name] = value
    return Row(model, key_of(model, fields), fields, kept, tuple(sorted(links)), tuple(sorted(beyond)))


def is_default(one: Any, value: Any) -> bool:
    """Whether a field's value is what it has when a file leaves it out."""
    return value is None or bool(value == default_of(one))


def default_of(one: Any) -> Any:
    """What a field is when a file leaves it out; None when that is another value each time."""
    return None if one.has_default() and callable(one.default) else one.get_default()


def plain(one: Any, value: Any) -> Any:
    """A field's value as JSON has it."""
    if isinstance(value, datetime):
        return localtime(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(one, FileField):
        return value.name if hasattr(value, "name") and value.name else str(value or "")
    return value


def as_json(row: Row) -> dict[str, Any]:
    """The row as it stands in a file."""
    fields = {}
    for name in fields_of(row.model):
        if name == LINKS and (row.links or row.beyond):
            fields[name] = [[link] for link in sorted((*row.links, *row.beyond))]
        elif name in row.kept or name in row.fields:
            fields[name] = row.kept[name] if name in row.kept else row.fields[name]
    return {"model": row.model._meta.label_lower, "fields": fields}


def _reference(row: Any, one: Any) -> list[str] | None:
    other = getattr(row, one.name)
    return list(other.natural_key()) if other is not None else None
