"""What may be seen at a moment: said once, used when publishing and when reading."""

from datetime import datetime

from django.db.models import Min, Q, QuerySet

from entries.models import OUT_STATES, PUBLIC_OUTCOMES, Edition, Entry, LiveVersion, Status


def edition_is_out(at: datetime, prefix: str = "") -> Q:
    """The condition that an edition is public at `at`; `prefix` leads from the queried model to it."""
    return Q(**{f"{prefix}state__in": OUT_STATES, f"{prefix}publishes_at__lte": at})


def visible(at: datetime) -> QuerySet[LiveVersion]:
    """The live versions that readers may see at `at`."""
    return LiveVersion.objects.filter(
        Q(entry__edition__isnull=True) | edition_is_out(at, "entry__edition__"),
        entry__status=Status.PUBLISHED,
        entry__published_at__lte=at,
        entry__outcome__in=PUBLIC_OUTCOMES,
    )


def is_visible(entry: Entry, at: datetime) -> bool:
    """Whether readers may see this entry at `at`."""
    return visible(at).filter(entry=entry).exists()


def is_out(edition: Edition, at: datetime) -> bool:
    """Whether this Book is public at `at`."""
    return edition.state in OUT_STATES and edition.publishes_at is not None and edition.publishes_at <= at


def next_due(at: datetime) -> datetime | None:
    """The first moment after `at` at which time alone may change what is visible."""
    entries = Entry.objects.filter(status=Status.PUBLISHED, published_at__gt=at).aggregate(due=Min("published_at"))[
        "due"
    ]
    editions = Edition.objects.filter(state__in=OUT_STATES, publishes_at__gt=at).aggregate(due=Min("publishes_at"))[
        "due"
    ]
    return min((due for due in (entries, editions) if due is not None), default=None)
