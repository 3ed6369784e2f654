"""Bringing back a kept version of an entry, as its draft and nothing more."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ImageField
from django.utils.formats import date_format
from django.utils.timezone import localtime
from reversion.errors import RevertError
from reversion.models import Version

from entries import library
from entries.editorial import history, moves
from entries.models import CareGroup, Entry, Organisation, Outcome, Status, Team, Theme
from entries.models.slugs import present_pk

# On a published entry these act at once, so a restored draft leaves them as they are.
AT_ONCE = ("edition_id", "outcome", "position")
MERGEABLE = (CareGroup, Theme, Team, Organisation)
AT_ONCE_ROWS = ("care_group_links", "theme_links")


def bring_back(version: Version, *, user: Any = None) -> Entry:
    """Make the draft what it was in `version`, and return it. Address, status and live version stay as they are.

    Other entries of the same revision are left alone. An entry that was deleted comes back as a draft. Raises
    ValidationError when what it needs (a contact, a team) is no more.
    """
    of = date_format(localtime(version.revision.date_created), "j F Y, H:i")
    with library.writing(user=user), history.recorded(user, f"Brought back the version of {of}"):
        try:
            with transaction.atomic():
                return _brought_back(version, user)
        except IntegrityError as wrong:
            raise ValidationError("Something it needs has changed since.") from wrong
        except RevertError as wrong:
            raise ValidationError("It is kept in a form that cannot be read any more.") from wrong


def _brought_back(version: Version, user: Any) -> Entry:
    entry = Entry.objects.select_for_update().filter(pk=version.object_id).first()
    live = entry is not None and entry.status == Status.PUBLISHED
    kept = ("slug", *(AT_ONCE if live else ())) if entry else ()
    fields = {name: value for name, value in told_by(version).items() if name not in kept}
    if not (live or moves.may(user, moves.PUBLISH)):
        fields["outcome"] = _undecided(entry, fields.get("edition_id"))
    together = fields.pop("same_project", None)
    entry = entry or Entry()
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.full_clean()
    entry.save()
    if together is not None:
        entry.same_project.set(Entry.objects.filter(pk__in=together))
    for name in history.FOLLOWED:
        if not (live and name in AT_ONCE_ROWS):
            _rows(entry, name, version)
    history.keep(entry)
    return entry


def _undecided(entry: Entry | None, edition: int | None) -> str:
    """The outcome where somebody brings a version back who may not decide: in the same Book it stays."""
    if entry is not None and entry.edition_id == edition:
        return entry.outcome
    return Outcome.UNDECIDED if edition else ""


def told_by(version: Version) -> dict[str, Any]:
    """The values that a version holds. Of a field that came later it says nothing: not that it was empty."""
    (kept,) = json.loads(version.serialized_data)
    later = {one.attname for one in version._model._meta.concrete_fields if one.name not in kept["fields"]}
    later.discard(version._model._meta.pk.attname)
    return {name: value for name, value in version.field_dict.items() if name not in later}


def _rows(entry: Entry, name: str, version: Version) -> None:
    relation: Any = Entry._meta.get_field(name)
    model, link = relation.related_model, relation.field.attname
    then = list(rows_then(model, link, entry, version))
    for row in getattr(entry, name).exclude(pk__in=[row.pk for row in then]):
        row.delete()
    # Cleaning a picture's field would open its file, which may be gone; its name comes back all the same.
    pictures = {field.name for field in model._meta.concrete_fields if isinstance(field, ImageField)}
    for row in then:
        row.full_clean(exclude=pictures, validate_unique=False, validate_constraints=False)
        row.save()


def rows_then(model: Any, link: str, entry: Entry, version: Version) -> Iterator[Any]:
    """The rows of that kind that the entry had; a revision may hold many entries, after a load say."""
    name = link.removesuffix("_id")
    kept = Version.objects.filter(
        revision_id=version.revision_id,
        content_type=ContentType.objects.get_for_model(model),
        serialized_data__contains=f'"{name}": {entry.pk}',
    )
    told = [told_by(row) for row in kept.order_by("pk")]
    yield from _with_present_names(model, _made(model, [one for one in told if one[link] == entry.pk]))


def _made(model: Any, told: list[dict[str, Any]]) -> Iterator[Any]:
    """The rows with what their versions hold; what those do not know of stays as it is in a row that is still there."""
    there = model._default_manager.in_bulk([one["id"] for one in told])
    names = [field.attname for field in model._meta.concrete_fields]
    for values in told:
        now = there.get(values["id"])
        # All at once: a picture that is given its file by itself opens it, and that may be gone.
        yield model(**({name: getattr(now, name) for name in names} if now else {}) | values)


def _with_present_names(model: Any, rows: Iterator[Any]) -> Iterator[Any]:
    """What a row names and what was merged since is now part of another; two rows that so become one are one."""
    named = [field for field in model._meta.concrete_fields if field.related_model in MERGEABLE]
    seen = set()
    for row in rows:
        for field in named:
            setattr(row, field.attname, present_pk(field.related_model, getattr(row, field.attname)))
        same = (*(getattr(row, field.attname) for field in named), getattr(row, "role", ""))
        if not named or same not in seen:
            seen.add(same)
            yield row
