"""The moves of an entry: each checks, changes, records and refreshes readers' view in one transaction."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from entries import library
from entries.editorial import history
from entries.models import Entry, Status

PUBLISH = "entries.publish_entry"
MAY_BE_PUBLISHED = frozenset(Status) - {Status.PUBLISHED}


def publish(entry: Entry, *, user: Any = None, at: datetime | None = None, why: str = "") -> None:
    """Make the entry's draft what readers see, now or from `at`; again for an entry that is published already.

    Without a user the system acts. Raises PermissionDenied, or ValidationError when title or team is missing.
    """
    _allow(user)
    with library.writing(user=user), history.recorded(user, why or "Published"):
        entry.refresh_from_db()
        _complete(entry)
        set_published(entry, at)
        entry.save()
        library.publish_document(entry, user)


def set_published(entry: Entry, at: datetime | None = None) -> None:
    """Mark an entry as published, now or from `at`, without saving it: for whoever has checked and then saves."""
    if at is not None or entry.published_at is None:
        entry.published_at = at or _default_moment(entry)
    entry.status = Status.PUBLISHED
    entry.withdrawn_because = ""


def withdraw(entry: Entry, *, user: Any = None, why: str = "") -> None:
    """Take the entry from readers' view; its address says so from then on if they have seen it.

    Raises PermissionDenied, or ValidationError when the entry is not published.
    """
    _allow(user)
    with library.writing(user=user), history.recorded(user, f"Withdrawn: {why}" if why else "Withdrawn"):
        entry.refresh_from_db()
        if entry.status != Status.PUBLISHED:
            raise ValidationError("Only a published entry can be withdrawn.")
        entry.was_public = entry.was_public or library.is_visible(entry, timezone.now())
        entry.status = Status.WITHDRAWN
        entry.withdrawn_because = why
        entry.save()


def may_publish(user: Any) -> bool:
    """Whether this person may publish and withdraw; without a person the system acts, and may."""
    return user is None or user.has_perm(PUBLISH)


def _allow(user: Any) -> None:
    if not may_publish(user):
        raise PermissionDenied("Only a publisher may publish or withdraw an entry.")


def _complete(entry: Entry) -> None:
    if not entry.title.strip():
        raise ValidationError("The entry has no title.")
    if not entry.team_links.exists():
        raise ValidationError(f"“{entry.title}” has no team. Readers need to know whose work it is.")


def _default_moment(entry: Entry) -> datetime:
    """An entry of a Book belongs to the Book's moment, so that an earlier year's is not new today."""
    return (entry.edition.publishes_at if entry.edition else None) or timezone.now()
