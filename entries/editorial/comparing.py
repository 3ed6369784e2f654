"""Two versions of an entry beside each other, field by field, with the words marked that differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from reversion.models import Version

from entries.editorial.history import FOLLOWED
from entries.editorial.restoring import rows_then
from entries.models import Entry
from entries.models.fields import RichTextField
from entries.text.markup import passages

TOKEN = re.compile(r"\s+|\S+")
NOT_TOLD = {"id", "key", "entry", "content_object", "position", "sort_key"}
NO_LONGER = "(no longer there)"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a field: those of both versions, or only the older (`gone`) or the newer one (`new`)."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field or a kind of row that is not the same in both versions."""

    name: str
    parts: tuple[Part, ...]


def compare(older: Version, newer: Version) -> tuple[Difference, ...]:
    """What differs between two versions of one entry, in the order of its fields; empty when nothing does."""
    before, after = _told(older), _told(newer)
    return tuple(
        Difference(name, _marked(before.get(name, ""), after.get(name, "")))
        for name in {**after, **before}
        if before.get(name, "") != after.get(name, "")
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody saved meanwhile: who, when (London time, 10:04) and what."""

    who: str
    when: str
    differences: tuple[Difference, ...]


def changed_since(entry: Entry, seen: int) -> Conflict | None:
    """What was saved after the version with this key, which an editor started from (0: none was kept yet).

    None when nothing differs. Call it while the entry is locked.
    """
    kept = Version.objects.get_for_object(entry).select_related("revision__user")
    latest, before = kept.first(), kept.filter(pk=seen).first()
    if latest is None or latest.pk == seen:
        return None
    differences = compare(before, latest) if before else ()
    user, when = latest.revision.user, localtime(latest.revision.date_created)
    who = str(user) if user else "Somebody else"
    return Conflict(who, date_format(when, "H:i"), differences) if differences or before is None else None


def _told(version: Version) -> dict[str, str]:
    """What a version says, as plain text by the name of field or rows."""
    told = {
        _name(field.verbose_name): _text(field, version.field_dict[field.attname])
        for field in Entry._meta.concrete_fields
        if field.name not in NOT_TOLD and field.attname in version.field_dict
    }
    entry = Entry(pk=int(version.object_id))
    for name in FOLLOWED:
        relation: Any = Entry._meta.get_field(name)
        rows = rows_then(relation.related_model, relation.field.attname, entry, version)
        told[_name(relation.related_model._meta.verbose_name_plural)] = "\n".join(map(_row, rows))
    return told


def _row(row: models.Model) -> str:
    texts = (
        _text(field, getattr(row, field.attname)) for field in row._meta.concrete_fields if field.name not in NOT_TOLD
    )
    return " · ".join(text for text in texts if text)


def _text(field: Any, value: Any) -> str:
    """One value as an editor reads it."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        found = field.related_model._default_manager.filter(pk=value).first()
        return str(found) if found is not None else NO_LONGER
    if isinstance(field, RichTextField):
        return "\n".join(passages(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y, H:i")
    return str(value)


def difference(name: str, before: str, after: str) -> Difference:
    """A field as it is and as it would be."""
    return Difference(name, _marked(before, after))


def _marked(before: str, after: str) -> tuple[Part, ...]:
    return tuple(part for part in _parts(TOKEN.findall(before), TOKEN.findall(after)) if part.text)


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    for change, start, end, begin, stop in SequenceMatcher(None, before, after).get_opcodes():
        if change == "equal":
            yield Part("".join(after[begin:stop]))
        else:
            yield Part("".join(before[start:end]), "gone")
            yield Part("".join(after[begin:stop]), "new")


def _name(text: Any) -> str:
    return str(text)[:1].upper() + str(text)[1:]
