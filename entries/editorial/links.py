"""Links by token: long and random, one purpose each, kept as a hash, expiring, revocable. Made and checked here alone.

The token itself is known only to whoever gets it: it is shown once, when it is made.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from entries.editorial import moves
from entries.models import Edition, Entry, GivenLink, LinkPurpose

BYTES = 32
LONGEST_DAYS = 90
PREVIEW_ENTRY, PREVIEW_BOOK = LinkPurpose.PREVIEW_ENTRY, LinkPurpose.PREVIEW_BOOK
TARGETS: dict[str, str] = {PREVIEW_ENTRY: "entry", PREVIEW_BOOK: "edition"}
REFUSED = "You may not give links to this, nor end them."
PERMISSIONS = {"entry": moves.EDIT, "edition": moves.PUBLISH}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a token opens: its purpose, the id of what it leads to, and until when."""

    purpose: str
    target: int
    until: datetime


def may_give(target: Entry | Edition, user: Any) -> bool:
    """Whether this person may give links to it, and end them."""
    return moves.may(user, PERMISSIONS["entry" if isinstance(target, Entry) else "edition"])


def give(
    purpose: str, target: Entry | Edition, *, days: int, user: Any = None, note: str = "", held_by: str = ""
) -> str:
    """Make a link that ends after so many days, and return its token. Raises PermissionDenied or ValidationError.

    `held_by` is the address of whoever gets it: by it the link is found when they leave.
    """
    name = TARGETS[purpose]
    if not isinstance(target, Entry if name == "entry" else Edition):
        raise ValidationError(f"A link of this kind leads to no {target._meta.verbose_name}.")
    _allow(target, user)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError(f"A link lasts 1 to {LONGEST_DAYS} days.")
    token = secrets.token_urlsafe(BYTES)
    now = timezone.now()
    GivenLink.objects.create(
        digest=_digest(token), purpose=purpose, note=note, held_by=held_by, made_by=user, made_at=now,
        expires_at=now + timedelta(days=days), **{name: target},
    )  # fmt: skip
    return token


def opened(token: str, *purposes: str) -> Opened | None:
    """What a token opens now, if it is good for one of these purposes; None when it never was, or is no more."""
    found = GivenLink.objects.filter(
        digest=_digest(token), purpose__in=purposes, expires_at__gt=timezone.now(), revoked_at__isnull=True
    ).first()
    target = (found.entry_id or found.edition_id) if found else None
    return Opened(found.purpose, target, found.expires_at) if found and target else None


def given(target: Entry | Edition) -> QuerySet[GivenLink]:
    """The links to it that still work, the newest first."""
    to = {"entry" if isinstance(target, Entry) else "edition": target}
    working = GivenLink.objects.filter(expires_at__gt=timezone.now(), revoked_at__isnull=True, **to)
    return working.select_related("made_by")


def may_end(link: GivenLink, user: Any) -> bool:
    """Whether this person may end the link."""
    target = link.entry or link.edition
    return target is None or may_give(target, user)


def revoke(link: GivenLink, *, user: Any = None) -> None:
    """End a link at once. Raises PermissionDenied."""
    if not may_end(link, user):
        raise PermissionDenied(REFUSED)
    link.revoked_at = link.revoked_at or timezone.now()
    link.save()


def _allow(target: Entry | Edition, user: Any) -> None:
    if not may_give(target, user):
        raise PermissionDenied(REFUSED)


def _digest(token: str) -> str:
    # A token is as long as the hash and random, so nothing is gained by making the hash slow.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
