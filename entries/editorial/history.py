"""History: every version of an entry with its rows, who made it and why. Restoring makes a draft."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, router
from django.utils import timezone
from reversion.models import Revision, Version

from entries import library, models

FOLLOWED = (
    "team_links", "partner_links", "care_group_links", "theme_links",
    "figures", "quotes", "lessons", "resources", "pictures", "updates",
)  # fmt: skip
PUT_VERSION = (
    f"INSERT INTO {Version._meta.db_table}"
    " (revision_id, content_type_id, object_id, db, format, serialized_data, object_repr)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
# Not the draft's words: a restore must not publish, withdraw, hand over or forget that readers saw it.
NOT_KEPT = (
    "status",
    "published_at",
    "was_public",
    "withdrawn_because",
    "editor",
    "review_on",
    "created_at",
    "updated_at",
)


def register() -> None:
    """Register what history keeps; safe to call again."""
    if reversion.is_registered(models.Entry):
        return
    reversion.register(models.Entry, follow=FOLLOWED, exclude=NOT_KEPT)
    for row in (
        models.EntryTeam, models.EntryPartner, models.EntryCareGroup, models.EntryTheme, models.KeyFigure,
        models.Quote, models.Lesson, models.Resource, models.Picture, models.Update,
    ):  # fmt: skip
        reversion.register(row)
    for named in (
        models.Edition, models.Team, models.Organisation, models.Contact, models.CareGroup, models.Theme,
        models.Synonym, models.BestBet,
    ):  # fmt: skip
        reversion.register(named)


@contextmanager
def recorded(user: Any, why: str) -> Iterator[None]:
    """Keep what is saved inside as one revision, with who and why. A nested one joins the outer revision."""
    with reversion.create_revision():
        yield
        if user is not None and getattr(user, "pk", None):
            reversion.set_user(user)
        reversion.set_comment(why)


def keep(row: models.Entry | models.Edition) -> None:
    """Put an entry with its rows, or a Book, into the present revision, also when it was not saved by itself."""
    if reversion.is_active():
        reversion.add_to_revision(row)


def keep_many(entries: Iterable[models.Entry], user: Any, why: str) -> None:
    """Keep entries that were stored without `save()` as one revision, as `recorded()` would.

    They come with their rows (`library.with_rows`), read after they were stored.
    """
    kept = list(entries)
    revision = Revision.objects.create(date_created=timezone.now(), user=user, comment=why)
    versions = list(_versions(revision, kept, NOT_KEPT))
    for name in FOLLOWED:
        versions += _versions(revision, [row for entry in kept for row in library.rows_of(entry, name)])
    with connection.cursor() as cursor:
        # Plain SQL: to make a model instance of each costs more than to write it.
        cursor.executemany(PUT_VERSION, versions)


def latest(entry: models.Entry) -> int:
    """The key of an entry's latest version; 0 when none was kept."""
    return Version.objects.get_for_object(entry).values_list("pk", flat=True).first() or 0


def _versions(revision: Revision, rows: Iterable[Any], without: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
    """What `PUT_VERSION` takes for each row."""
    rows = list(rows)
    if not rows:
        return
    meta = rows[0]._meta
    names = [field.name for field in meta.local_fields if field.name not in without]
    # By hand: the serializer prepares a query for each row, even where they were read.
    others = [field.name for field in meta.local_many_to_many if field.remote_field.through._meta.auto_created]
    kind, database = ContentType.objects.get_for_model(meta.model), router.db_for_write(meta.model)
    for row, data in zip(rows, serializers.serialize("python", rows, fields=names), strict=True):
        data["fields"] |= {name: [other.pk for other in library.rows_of(row, name)] for name in others}
        told = json.dumps([data], cls=DjangoJSONEncoder, ensure_ascii=False)
        yield revision.pk, kind.pk, str(row.pk), database, "json", told, str(row)
