"""The workflow as one table: every allowed move of an entry, from where to where, and what it takes to make it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from entries.models import Entry, Status

EDIT, PUBLISH = "entries.change_entry", "entries.publish_entry"
# No permission of Django's: an editor's, where the settings say so.
CORRECTING = "correct"
WHO = {
    EDIT: "Only an editor",
    PUBLISH: "Only a publisher",
    CORRECTING: "Only an editor, and only where the settings of this library allow it,",
}
BEFORE_PUBLISHED = (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move. `label` stands on its button, `past` in messages and in the history: “taken into review”."""

    name: str
    label: str
    past: str
    before: tuple[Status, ...]
    after: Status
    permission: str
    asks_why: bool = False


SUBMIT = Move("submit", "Submit", "submitted", (Status.DRAFT,), Status.SUBMITTED, EDIT)
REVIEW = Move("review", "Take into review", "taken into review", (Status.SUBMITTED,), Status.IN_REVIEW, EDIT)
APPROVE = Move("approve", "Approve", "approved", (Status.IN_REVIEW,), Status.APPROVED, PUBLISH)
SEND_BACK = Move(
    "send-back", "Send back", "sent back", (Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED), Status.DRAFT, EDIT,
    asks_why=True,
)  # fmt: skip
FIRST = Move("publish", "Publish", "published", BEFORE_PUBLISHED, Status.PUBLISHED, PUBLISH)
CHANGES = Move("publish", "Publish changes", "published", (Status.PUBLISHED,), Status.PUBLISHED, PUBLISH)
AGAIN = Move("publish", "Publish again", "published again", (Status.WITHDRAWN,), Status.PUBLISHED, PUBLISH)
WITHDRAW = Move(
    "withdraw", "Withdraw", "withdrawn", (Status.PUBLISHED,), Status.WITHDRAWN, PUBLISH, asks_why=True
)  # fmt: skip
CORRECT = Move(
    "correct", "Put the correction live", "corrected", (Status.PUBLISHED,), Status.PUBLISHED, CORRECTING, asks_why=True
)  # fmt: skip
MOVES = (SUBMIT, REVIEW, APPROVE, SEND_BACK, FIRST, CHANGES, AGAIN, CORRECT, WITHDRAW)
# Whichever the status, one of these three publishes.
PUBLISHING = {status: move for move in (FIRST, CHANGES, AGAIN) for status in move.before}


def may(user: Any, permission: str) -> bool:
    """Whether this person has the permission; without a person the system acts, and may."""
    if permission == CORRECTING:
        return user is None or (settings.CASEBOOK_EDITORS_MAY_CORRECT and may(user, EDIT))
    return user is None or (user.is_active and user.has_perm(permission))


def open_to(user: Any, status: str) -> tuple[Move, ...]:
    """The moves to offer this person for an entry of that status, in the table's order."""
    found = tuple(move for move in MOVES if status in move.before and may(user, move.permission))
    # Who may publish changes of any kind needs no narrower way.
    return tuple(move for move in found if move != CORRECT or CHANGES not in found)


def allow(move: Move, user: Any) -> None:
    """Raise PermissionDenied when this person may not make the move at all."""
    if not may(user, move.permission):
        raise PermissionDenied(f"{WHO[move.permission]} may see to it that an entry is {move.past}.")


def check(move: Move, entry: Entry, user: Any = None, why: str = "") -> None:
    """Raise PermissionDenied, or ValidationError when the entry's status or a missing reason forbids the move."""
    allow(move, user)
    if entry.status not in move.before:
        status = Status(entry.status).label.lower()
        raise ValidationError(f"“{entry.title}” has the status “{status}”, so it cannot be {move.past}.")
    if move.asks_why and user is not None and not why.strip():
        raise ValidationError(f"Say why “{entry.title}” is {move.past}.")


def may_have(user: Any, status: str) -> bool:
    """Whether this person may bring an entry to that status: whether some move that leads there is theirs."""
    return status == Status.DRAFT or any(move.after == status and may(user, move.permission) for move in MOVES)
